//go:build simd

package lane

// path is what this browser takes. The program is given the kernels where it is instantiated:
// cmd/whatif/page/web/worker.js does.
var path = fastest()

//go:wasmimport lane vectors
func vectors() int32

func fastest() int {
	if vectors() == 1 {
		return simd
	}
	return plain
}
