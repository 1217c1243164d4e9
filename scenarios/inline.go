package scenarios

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"magnetsim/scenarios/sheet"
	"magnetsim/sim/unit"
)

// mostObserved is the greatest number of values of an empirical distribution.
const mostObserved = 100_000

// inline puts observed values in the place of the csv file that holds them, so
// that a resolved scenario stands alone.
func (l *loader) inline(n *node, dir string, depth int) *node {
	switch n.kind {
	case sequence:
		out := *n
		out.items = make([]*node, len(n.items))
		for i, item := range n.items {
			out.items[i] = l.inline(item, dir, depth+1)
		}
		return &out
	case mapping:
		out := *n
		out.pairs = make([]pair, len(n.pairs))
		for i, p := range n.pairs {
			if p.key.text == "empirical" && p.value.get("file") != nil {
				out.pairs[i] = pair{p.key, l.observed(p.value, dir)}
				continue
			}
			out.pairs[i] = pair{p.key, l.inline(p.value, dir, depth+1)}
		}
		return &out
	}
	return n
}

// ofObserved are the keys of observed values that a file holds.
var ofObserved = []string{"file", "column", "unit", "known_by"}

// observed reads the values that {file, column, unit, known_by} names.
func (l *loader) observed(n *node, dir string) *node {
	for _, p := range n.pairs {
		if !slices.Contains(ofObserved, p.key.text) {
			q := l.report(p.key.at, "unknown-key", fmt.Sprintf("unknown key %q in empirical", clip(p.key.text)), "allowed here: "+strings.Join(ofObserved, ", "))
			q.Suggestion = Nearest(p.key.text, ofObserved)
			return broke(n.at)
		}
		if p.value.broken || p.value.kind != scalar {
			l.report(p.value.at, "wrong-type", fmt.Sprintf("%s must be text", p.key.text), "")
			return broke(n.at)
		}
	}
	if n.get("column") == nil {
		l.report(n.at, "missing-key", "empirical does not name a column of the file", "add column: with the heading of the column")
		return broke(n.at)
	}
	file, column := n.get("file"), n.get("column")
	data, err := l.read(path.Join(dir, file.text))
	if err != nil {
		l.unreadable(path.Join(dir, file.text), file.at, err)
		return broke(n.at)
	}
	table, err := sheet.Read(data)
	if err != nil {
		l.report(file.at, "bad-csv", fmt.Sprintf("%s: %s", file.text, err), "")
		return broke(n.at)
	}
	if by := n.get("known_by"); by != nil {
		if msg, fix := keepKnown(table, by.text); msg != "" {
			l.report(by.at, "bad-csv", fmt.Sprintf("%s: %s", file.text, msg), fix)
			return broke(n.at)
		}
	}
	in := ""
	if u := n.get("unit"); u != nil {
		in = u.text
	}
	values, msg, fix := columnOf(table, column, in)
	if msg != "" {
		l.report(column.at, "bad-csv", fmt.Sprintf("%s: %s", file.text, msg), fix)
		return broke(n.at)
	}
	list := &node{kind: sequence, items: values, at: column.at}
	return &node{kind: mapping, at: n.at, pairs: []pair{{word("values", file.at), list}}}
}

// known is the column that says since when a row is known.
const known = "known"

// keepKnown leaves the rows of a table that were known by a day: a forecast of the past
// learns nothing from what came later. Where that is impossible it says why, and what to
// do.
func keepKnown(table *sheet.Sheet, by string) (msg, fix string) {
	last, err := unit.ParseDate(by)
	if err != nil {
		return "known_by: " + err.Error(), ""
	}
	at, err := table.Column(known)
	if err != nil {
		return `known_by needs a column "known" with the date since which each row was known`, "add the column, with dates such as 2023-12-20"
	}
	var kept []sheet.Row
	for _, row := range table.Rows {
		day, err := unit.ParseDate(row.Cells[at])
		if err != nil {
			return fmt.Sprintf("line %d: column known: %s", row.Line, err), ""
		}
		if day <= last {
			kept = append(kept, row)
		}
	}
	if len(kept) == 0 {
		return "no row was known by " + by, "write a later date, or add rows that were known by then"
	}
	table.Rows = kept
	return "", ""
}

// columnOf reads a column of a table by its heading; empty cells are left out and
// the unit, that given or that of the heading, is put behind every number. Where
// that is impossible it says why, and what to do.
func columnOf(table *sheet.Sheet, column *node, in string) (values []*node, msg, fix string) {
	i, err := table.Column(column.text)
	if err != nil {
		return nil, err.Error(), ""
	}
	if in, err = unitOf(table.Columns[i], in); err != nil {
		return nil, err.Error(), ""
	}
	for _, row := range table.Rows {
		if row.Cells[i] == "" {
			continue
		}
		text, err := table.Quantity(row.Cells[i], in)
		if err == nil {
			_, err = unit.Parse(text)
		}
		var e *unit.Error
		switch {
		case errors.As(err, &e):
			return nil, fmt.Sprintf("line %d: %s", row.Line, e.Msg), e.Fix
		case err != nil:
			return nil, fmt.Sprintf("line %d: %s", row.Line, err), ""
		}
		values = append(values, word(text, column.at))
	}
	if len(values) == 0 || len(values) > mostObserved {
		return nil, fmt.Sprintf("the column has %d values; it must have 1 to %d", len(values), mostObserved), ""
	}
	return values, "", ""
}

// unitOf is the unit of a column: that given, or else that of its heading. Two that
// are not the same are refused.
func unitOf(c sheet.Column, given string) (string, error) {
	if given == "" || c.Unit == "" {
		return given + c.Unit, nil
	}
	a, errA := unit.Parse("1 " + given)
	b, errB := unit.Parse("1 " + c.Unit)
	if errA == nil && errB == nil && a.Dim == b.Dim && a != b {
		return "", fmt.Errorf("the heading says %s, but the scenario says %s", c.Unit, given)
	}
	return given, nil
}
