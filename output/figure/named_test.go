package figure

import (
	"fmt"

	"magnetsim/output"
)

// Draw returns a figure of a report by its name.
func Draw(r *output.Report, name string) (Drawing, error) {
	for _, d := range drawn(r, kinds()) {
		if d.Figure == name {
			return d.Drawing, nil
		}
	}
	return Drawing{}, fmt.Errorf("no figure is called %q; this report has %q", name, Names(r))
}

// Entries lists the figures that the report has the data for.
func Entries(r *output.Report) []Entry {
	var all []Entry
	for _, d := range drawn(r, kinds()) {
		all = append(all, d.Entry)
	}
	return all
}

// Names lists the figures that the report has the data for.
func Names(r *output.Report) []string {
	var names []string
	for _, e := range Entries(r) {
		names = append(names, e.Figure)
	}
	return names
}
