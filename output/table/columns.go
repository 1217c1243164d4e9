package table

import (
	"io"
	"strings"

	"magnetsim/output"
)

// Columns writes what the columns of trials.csv and trials.parquet hold, one a
// line, and then what stands in the other tables.
func Columns(w io.Writer, columns []output.Column) error {
	l := newLines(w)
	l.text("file", "column", "name", "role", "unit", "meaning")
	l.end()
	for _, c := range leading {
		l.text(trialFiles, c.header, "", "address", "", c.doc)
		l.end()
	}
	for _, c := range columns {
		l.text(trialFiles, c.Name, c.Title, string(c.Role), c.Unit, c.Doc)
		l.end()
	}
	for _, e := range guide {
		column, word, _ := strings.Cut(e.name, " ")
		role := "column"
		if word != "" {
			role = "value"
		}
		l.text(e.file, column, word, role, e.unit, e.doc)
		l.end()
	}
	return l.close()
}

// trialFiles are the files that have a column for each input and metric.
const trialFiles = "trials"

// leading are the columns that stand before the sampled inputs and the metrics.
var leading = []struct{ header, doc string }{
	{"trial", "number of the trial; the same number means the same draws under every policy"},
	{"case", "case of the scenario; empty for the base"},
	{"policy", "policy in force"},
	{"cell", "cell of a sweep; empty where there is none"},
}
