// Package whatif answers questions about a scenario while they are being asked: a policy
// with some values moved, against another, first from a few trials and then from more, on
// the same draws as the last answer.
//
// A Ground is a scenario ready to be asked. A Question is two sides of it and a seed; Ask
// answers it beat by beat, and what a question shares with the last (a side that did not
// move, trials that were played) is not played again. After all trials of the scenario the
// answer is, to the bit, that of a run of the same edits.
//
// The package knows no file, no address and no figure: cmd/whatif/desk shows its
// answers, cmd/whatif/site serves them to a page, and cmd/whatif/wasm is the program of a
// page that plays by itself.
package whatif
