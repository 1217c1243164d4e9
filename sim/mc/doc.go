// Package mc plays a plan of Monte Carlo trials and gathers a sample.
//
// Blocks of sim.Lanes trials go over goroutines; every variant (case × policy)
// plays a block in turn, so that all of them face the same draws and their
// differences are paired. What is gathered does not depend on the number of
// workers, on the order in which they finish, or on how a plan was cut into
// shards: counts are whole numbers, and sums are folded along a fixed tree of
// blocks. The same bits are promised on one build target only, for the Go
// compiler may fuse a multiplication and an addition on another: the target is
// part of a sample's key, and Merge refuses a mix.
//
// Memory does not grow with the number of trials beyond Plan.Retain: columns
// turn to sketches, time series are integer counts, and rows are streamed.
//
// A Player is who plays: goroutines of this process, or others, who are sent spans of a
// plan and send back recordings (Record, Replay) of what they gave.
//
// A trial that fails (an error, a panic, a result that is no number) is left out
// of every variant and counted; it never loses the run.
package mc
