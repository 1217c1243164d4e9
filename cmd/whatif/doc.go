// Package whatif answers questions about a scenario while they are being asked: a policy
// with some values moved, against another, first from a few trials and then from more, on
// the same draws as the last answer.
//
// A Ground is a scenario ready to be asked. A Question is two sides of it and a seed; Ask
// answers it beat by beat, and what a question shares with the last (a side that did not
// move, trials that were played) is not played again. After all trials of the scenario the
// answer is, to the bit, that of a run of the same edits.
//
// What a move costs, measured on two processors with nothing else to do: milliseconds from a move
// to the picture of its first 64 trials, p50 and p95 of 40 moves, made while the last is refined;
// and of all processors, with the browser's part, for a move that follows the last at once:
//
//	minimal, served          8,     12     27
//	india-2026, served      38,     52     42
//	minimal, alone          17,     28     33
//	india-2026, alone       57,     81     64
//
// (Of the last, the middle of five runs: p95 was 74 to 122.) A first picture is made of less: worlds
// that no move touches are kept with their curbs (sim.Worlds), no time series is counted, and no
// statistic computed of which neither sentences nor figures speak. Before the kernels ran as vectors
// in browsers (vectorise.Modules) the last line was 131, 159 and 126.
//
// The engine itself takes 15 ms of a processor for a lever of the base case, and alone, by Node, 40,
// before 110: a third of it are kernels, a quarter is Go's runtime. What a world shows step by step
// (sim/scene.go) is kept once its trials are met again: 40 MB of the world kept last, which spare a
// tenth of a move alone. A worker plays 1,660 trials of the base case a second, against 600 without
// vectors and 4,570 natively on one processor (go test -bench Run ./sim/mc): 1,024 trials of a move
// are there after 1.0 s.
//
// The worker of a page that plays alone hears of the next move within 8 ms of playing, also in the
// middle of a block. On a machine with a load of six to eight for its two processors that brought
// p50 and p95 from 350 and 550 ms to 110 and 270, without vectors.
//
// The engine of the base case starts alone in 1.2 s, by the page's marks ("engine: …"): 0.7 s to
// unpack and compile the module, which is compiled while it is unpacked and once for all workers,
// 0.1 s until Go runs, and 0.4 s to read the scenario. Until then the page shows the picture that
// it brings along. The module has 10.8 MB gzipped, 39 MB unpacked, of which 20 MB are code and 6 MB
// fonts, most of both brought along by gonum/plot; the page has 14.6 MB. Of minimal, alone, the
// first two moves take 0.6 and 0.8 s in Firefox and 1.6 and 3.0 s in WebKit, which compile the code
// as it is used; later ones in Firefox 90 to 220 ms.
// MAGNETSIM_MEASURE=1 go test -v -run Measure ./cmd/whatif/site measures again.
//
// The package knows no file, no address and no figure: cmd/whatif/desk shows its
// answers, cmd/whatif/site serves them to a page, and cmd/whatif/wasm is the program of a
// page that plays by itself.
package whatif
