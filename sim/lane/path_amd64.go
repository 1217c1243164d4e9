package lane

import "golang.org/x/sys/cpu"

// path is what this processor takes.
var path = fastest()

func fastest() int {
	switch x := cpu.X86; {
	case x.HasAVX512F && x.HasAVX512DQ:
		return avx512
	case x.HasAVX2:
		return avx2
	}
	return plain
}
