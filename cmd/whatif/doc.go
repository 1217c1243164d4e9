// Package whatif answers questions about a scenario while they are being asked: a policy
// with some values moved, against another, first from a few trials and then from more, on
// the same draws as the last answer.
//
// A Ground is a scenario ready to be asked. A Question is two sides of it and a seed; Ask
// answers it beat by beat, and what a question shares with the last (a side that did not
// move, trials that were played) is not played again. After all trials of the scenario the
// answer is, to the bit, that of a run of the same edits.
//
// What a move costs, measured on two processors that had 9 to 14 other things to do (load
// average), at a raised priority, one run before and after the last change to it (a side that did
// not move is shown of any beat without being played again; a variant reads only the figures that
// it changes; while a hand moves nothing else is played; the page alone plays its first picture
// where it answers). Milliseconds from a move to the picture of its first 64 trials, p50 and p95
// of 40 moves, made while the last is refined:
//
//	                        before         after
//	minimal, served         57,    86      19,    78
//	india-2026, served     209,   551      74,   163
//	minimal, alone         123,   242      62,   111
//	india-2026, alone    1,196, 2,305     484, 1,173
//
// To 1,024 trials, p50 of 5 moves: minimal 72 and 150 ms served (the last waits 0.1 s for a hand
// to go on), 424 and 564 alone (one processor is left to the picture); the base case 698 and 507
// served, 9.8 and 6.9 s alone. The engine of the base case starts alone in 3.8 and 4.4 s: half of
// it is the reading of the scenario, by code that the browser compiles meanwhile. The module has
// 10.7 MB gzipped, the page 14.3 MB. All this is one run each, whose numbers the other work on the
// machine moves: after the change, at a load of 3, minimal took 14 and 25 ms served, the base case
// 65 and 118 or 65 and 173 served, and 184 and 364 alone, where its engine started in 2.1 s.
// MAGNETSIM_MEASURE=1 go test -v -run Measure ./cmd/whatif/site measures again.
//
// The package knows no file, no address and no figure: cmd/whatif/desk shows its
// answers, cmd/whatif/site serves them to a page, and cmd/whatif/wasm is the program of a
// page that plays by itself.
package whatif
