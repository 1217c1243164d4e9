// Package whatif answers questions about a scenario while they are being asked: a policy
// with some values moved, against another, first from a few trials and then from more, on
// the same draws as the last answer.
//
// A Ground is a scenario ready to be asked. A Question is two sides of it and a seed; Ask
// answers it beat by beat, and what a question shares with the last (a side that did not
// move, trials that were played) is not played again. After all trials of the scenario the
// answer is, to the bit, that of a run of the same edits.
//
// What a move costs, measured on two processors that others worked on too (load average), before
// and after the first picture was made of less: worlds that no move touches are kept with their
// curbs (sim.Worlds), no time series is counted, and no statistic computed of which neither
// sentences nor figures speak. Milliseconds from a move to the picture of its first 64 trials, p50
// and p95 of 40 moves, made while the last is refined (at its load); and of all processors, with
// the browser's part, for a move that follows the last at once:
//
//	                        before                     after
//	minimal, served         39,    101 (18)    46      22,     69 (19)    32
//	india-2026, served      75,    192  (7)    86      61,    134  (6)    57
//	minimal, alone         102,    293 (15)    68      49,    376 (18)    38
//	india-2026, alone      393,    690  (9)   303     241,    417  (5)   140
//
// The engine itself takes 16 ms of a processor for a lever of the base case, before 45, and 29 for
// a figure of the world, of which both sides are played. Alone, four fifths of a move are the
// playing of 64 trials, in kernels that take one lane at a time. What a world does step by step is
// not kept: it is 85 kB a step, 22 MB for 64 trials, which native code reads no faster than it
// computes them (10 µs), and would spare a sixth of a move alone.
//
// The engine of the base case starts alone in 2.4 s of processors, before 2.6: of the time to there a
// third is unpacking and compiling (the module is compiled while it is unpacked, once for all
// workers), a tenth the start of Go, and more than half the reading of the scenario, by code that
// the browser compiles meanwhile; the first picture is shown before, of what the page brings
// along. Marks of the page ("engine: …") say when what was there. The module has 10.6 MB gzipped,
// 39 MB unpacked: 20 MB of code, and 6 MB of fonts, all that gonum/plot brings along; the page 14.2 MB.
// MAGNETSIM_MEASURE=1 go test -v -run Measure ./cmd/whatif/site measures again.
//
// The package knows no file, no address and no figure: cmd/whatif/desk shows its
// answers, cmd/whatif/site serves them to a page, and cmd/whatif/wasm is the program of a
// page that plays by itself.
package whatif
