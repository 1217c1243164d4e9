package output

import (
	"fmt"
	"slices"
	"strconv"
)

// Together tells what stands on one page with several answers, called so: which they
// are, the policies of all of them side by side, and in what they differ that hinders
// their comparison.
func Together(names []string, answers []*Answer, unlike []Warning) *Answer {
	what := "results"
	if !slices.ContainsFunc(answers, func(a *Answer) bool { return a.Head.Verb != "run" }) {
		what = "runs"
	}
	all := &Answer{Head: Head{Heading: fmt.Sprintf("%d %s compared", len(answers), what), Mixed: true, Complete: true}}
	for i, a := range answers {
		all.Sentences = append(all.Sentences, fmt.Sprintf("%d: %s (%s): %s", i+1, a.Head.Name(), names[i], a.Head.Played()))
	}
	if t, ok := stacked("policies", answers); ok {
		t.Title = "All runs and policies"
		t.Notes = []string{"Changes and net benefits are against the first policy of the same run, on the same draws; between runs only the sampling errors tell what differs", Same + " cannot be told apart from that first policy"}
		all.Tables = []Table{t}
	}
	for _, w := range unlike {
		all.Notes = append(all.Notes, Note(w))
	}
	return all
}

// stacked sets the tables of a name of several answers beneath each other; the first
// cell of a row, and a line above, say whose it is. It is false where one of them has no
// such table, or one with other columns.
func stacked(name string, answers []*Answer) (Table, bool) {
	var first Table
	var tables []Table
	for i, a := range answers {
		t, ok := a.Table(name)
		t = t.For(Page)
		same := i == 0 || slices.EqualFunc(t.Columns, first.Columns, func(a, b Column) bool { return a.Title == b.Title && a.Kind == b.Kind })
		if !ok || len(t.Columns) == 0 || !same {
			return Table{}, false
		}
		if i == 0 {
			first = t
		}
		for k, c := range t.Columns { // the fullest name of what stands apart on paper
			if len(c.Part) > len(first.Columns[k].Part) {
				first.Columns[k].Part = c.Part
			}
		}
		tables = append(tables, t)
	}
	all := first
	all.Columns = slices.Insert(slices.Clone(first.Columns), 1, Column{Name: "result", On: Page, Rules: true})
	all.Columns[0].Title = "Run: policy"
	all.Rows = func(yield func([]Cell, error) bool) {
		var cells []Cell
		for i, t := range tables {
			number := strconv.Itoa(i + 1)
			for row, err := range t.Rows {
				cells = slices.Insert(append(cells[:0], row...), min(1, len(row)), Cell{Text: number})
				if err == nil {
					cells[0].Text = number + ": " + cells[0].Text
				}
				if !yield(cells, err) {
					return
				}
			}
		}
	}
	return all, true
}
