// Package vectorise turns the kernels of package lane, which are written in a small
// subset of Go, into AVX2 and AVX-512 assembly, and into WebAssembly with vectors,
// that give the same bits.
//
// A kernel is a function whose whole body is loops over the lanes of a vector, one after
// the other:
//
//	func accrue(c *Consumer, rate *Vector, dt float64) {
//		for l := range c.Stock {
//			c.Stock[l] += float64(rate[l] * dt)
//		}
//	}
//
// A loop may go through a list of items first, each a struct of pointers:
//
//	for i := range buyers {
//		b := &buyers[i]
//		for l := range total {
//			total[l] += b.Want[l]
//		}
//	}
//
// Its parameters are *Vector, *Index, []float64, float64, pointers to structs of vectors
// and lists of items. In the loop stand assignments, and ifs that hold assignments: both sides
// are computed and one is chosen lane by lane. Expressions are + − × ÷ and negation,
// comparisons joined by && and ||, min and max, the primitives of package lane, a
// gather table[index[l]], and calls of functions of numbers that are written in the
// same subset and end with their only return.
//
// Every one of these rounds the same in a lane of any width, and no multiplication
// and addition are fused, neither here nor in the Go: a product that is added has to
// be written float64(x*y), and Generate refuses it otherwise.
//
// Sums over items go through memory. To go through all items for a few lanes at a time,
// with the sums in registers, was slower: vectors of 512 bytes lie on each other in the
// cache, lane by lane.
//
// Registers of amd64 are given by Belady's rule: the value that is used last leaves first.
// Package avo was looked at and does not spill.
package vectorise
