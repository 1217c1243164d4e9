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
// played again: to keep it would take some 85 kB a step (by its structs), 22 MB for 64 trials, to
// spare native code 10 µs a step, and a sixth of a move alone.
//
// The engine of the base case starts alone in 2.4 s of processors, before in 2.6; at a load of 5 the
// page's marks ("engine: …") told 1.1 s to unpack and compile the module, which is compiled while it
// is unpacked and once for all workers, 0.3 s until Go ran, and 2.2 s to read the scenario, by code
// that the browser compiles meanwhile. Until then the page shows the picture that it brings along.
// The module has 10.6 MB gzipped, 39 MB unpacked, of which 20 MB are code and 6 MB fonts, most of
// both brought along by gonum/plot; the page has 14.2 MB. Firefox answers minimal, alone, in 90 to
// 220 ms from the second move on.
// MAGNETSIM_MEASURE=1 go test -v -run Measure ./cmd/whatif/site measures again.
//
// The package knows no file, no address and no figure: cmd/whatif/desk shows its
// answers, cmd/whatif/site serves them to a page, and cmd/whatif/wasm is the program of a
// page that plays by itself.
package whatif
