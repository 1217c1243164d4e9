// Package lane is the engine's arithmetic over vectors: every mechanism's inner loop
// as a small function that goes through the lanes of its vectors, one trial a lane.
//
// The loop is the definition, and on a processor without vector code it is what runs.
// On amd64 go generate turns each into AVX2 and AVX-512 code that gives the same bits
// (package vectorise says what may stand in a loop); the processor decides at the start
// which is called. For browsers, build tag simd, they are a module of WebAssembly that the
// program is given when it is instantiated (vectorise.Modules). A kernel shock is called as
// Shock. Structs hold the state of one
// item of the model, a vector a quantity; package sim says what they mean.
//
// Nothing here is checked: vectors have the right contents and an Index points into its
// table, or the caller is wrong.
package lane

//go:generate go run magnetsim/cmd/lanegen
