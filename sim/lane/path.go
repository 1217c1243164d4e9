package lane

// The paths of a kernel. All give the same bits.
const (
	plain = iota // the Go
	avx2
	avx512
	simd // WebAssembly's vectors of two
)
