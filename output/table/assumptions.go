package table

import (
	"io"

	"magnetsim/output"
)

// Assumptions writes every figure of the scenario: where it stands, what was
// written, how it was understood, and its source.
func Assumptions(w io.Writer, r *output.Report) error { return AssumptionsSheet(r).WriteCSV(w) }
