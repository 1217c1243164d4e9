package file

import (
	"fmt"
	"strconv"

	"magnetsim/output"
	"magnetsim/sim/unit"
)

// about is a sheet that tells what was played.
func about(h output.Head) output.Table {
	played := unit.Counted(h.Trials, "trial")
	if !h.Complete {
		played += fmt.Sprintf(" of %s: it was interrupted", unit.Grouped(h.Asked))
	}
	rows := [][]string{
		{"Title", h.Title}, {"Scenario", h.Scenario}, {"Description", h.Description}, {"Case", h.Case}, {"Policy", h.Policy}, {"Trials", played},
		{"Seed", strconv.FormatUint(h.Seed, 10)}, {"Sampling", h.Sampling}, {"Horizon", h.Start + " to " + h.End + " by " + h.Step},
		{"Program", "magnetsim " + h.Version + " on " + h.GoArch}, {"Scenario's hash (SHA-256)", h.Hash},
	}
	for _, fact := range h.Facts {
		rows = append(rows, []string{"Of the play", fact})
	}
	return pairs("about", []string{"What", "Is"}, rows)
}

// explained is a sheet that tells what the columns of the others mean.
func explained(tables []output.Table) output.Table {
	var rows [][]string
	for _, t := range tables {
		fields, _ := expand(t)
		for _, f := range fields {
			rows = append(rows, []string{t.Name, f.Name, f.Unit, f.Doc})
		}
	}
	return pairs("columns", []string{"Sheet", "Column", "Unit", "Meaning"}, rows)
}

// pairs is a table of words; rows without any but the first are left out.
func pairs(name string, titles []string, rows [][]string) output.Table {
	t := output.Table{Name: name}
	for _, title := range titles {
		t.Columns = append(t.Columns, output.Column{Name: title, Title: title, On: output.Everywhere})
	}
	t.Rows = func(yield func([]output.Cell, error) bool) {
		for _, row := range rows {
			cells := make([]output.Cell, len(row))
			for i, s := range row {
				cells[i] = output.Cell{Text: s}
			}
			if row[1] != "" && !yield(cells, nil) {
				return
			}
		}
	}
	return t
}
