package table

import (
	"io"

	"magnetsim/output"
)

// Assumptions writes every figure of the scenario: where it stands, what was
// written, how it was understood, and its source.
func Assumptions(w io.Writer, r *output.Report) error {
	l := newLines(w)
	l.text("path", "value", "means", "source", "note", "origin")
	l.end()
	for _, a := range r.Assumptions {
		l.text(a.Path, a.Value, a.Means, a.Source, a.Note, a.Origin)
		l.end()
	}
	return l.close()
}
