package table

import (
	"io"

	"magnetsim/output"
)

// Columns writes what the columns of trials.csv and trials.parquet hold, one a
// line.
func Columns(w io.Writer, columns []output.Column) error {
	l := newLines(w)
	l.text("column", "name", "role", "unit", "meaning")
	l.end()
	for _, c := range leading {
		l.text(c.header, "", "address", "", c.doc)
		l.end()
	}
	for _, c := range columns {
		l.text(c.Header, c.Name, role(c), c.Unit, c.Doc)
		l.end()
	}
	return l.close()
}

// leading are the columns that stand before the sampled inputs and the metrics.
var leading = []struct{ header, doc string }{
	{"trial", "number of the trial; the same number means the same draws under every policy"},
	{"case", "case of the scenario; empty for the base"},
	{"policy", "policy in force"},
	{"cell", "cell of a sweep; empty where there is none"},
}

func role(c output.Column) string {
	if c.Input {
		return "input"
	}
	return "output"
}
