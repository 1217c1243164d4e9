// Package text shows a report in a terminal: the first screen after a run.
//
// It answers the planner without opening a file: how likely a shortfall is, how
// large, for whom, when, what it costs, and what each policy changes. Lines
// never exceed the given width: a table that is too wide is continued below
// itself. The package neither looks at a terminal nor at the environment; the
// caller says how wide the screen is and whether it has colours.
package text
