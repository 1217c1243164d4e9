package output

// What the tests of this package look at from outside, so that they can use the
// made-up report of outputtest, which imports it.
var (
	WarningsOf = warningsOf
	RoundBelow = roundBelow
	EdgesTo    = edgesTo
	NewColumns = newTrials
	Headers    = headers
)
