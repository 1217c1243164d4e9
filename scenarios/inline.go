package scenarios

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
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

// observed reads the values that {file, column, unit} names.
func (l *loader) observed(n *node, dir string) *node {
	for _, p := range n.pairs {
		if !slices.Contains([]string{"file", "column", "unit"}, p.key.text) {
			q := l.report(p.key.at, "unknown-key", fmt.Sprintf("unknown key %q in empirical", clip(p.key.text)), "allowed here: file, column, unit")
			q.Suggestion = nearest(p.key.text, []string{"file", "column", "unit"})
			return broke(n.at)
		}
		if p.value.broken || p.value.kind != scalar {
			l.report(p.value.at, "wrong-type", fmt.Sprintf("%s is a text", p.key.text), "")
			return broke(n.at)
		}
	}
	if n.get("column") == nil {
		l.report(n.at, "missing-key", "empirical does not say which column of the file", "add column: and its heading")
		return broke(n.at)
	}
	file, column := n.get("file"), n.get("column")
	data, err := ReadFile(l.fsys, path.Join(dir, file.text))
	if err != nil {
		l.unreadable(path.Join(dir, file.text), file.at, err)
		return broke(n.at)
	}
	suffix := ""
	if u := n.get("unit"); u != nil {
		suffix = " " + u.text
	}
	values, err := columnOf(string(data), column.text, suffix, column.at)
	if err != nil {
		l.report(column.at, "bad-csv", fmt.Sprintf("%s: %s", file.text, err), "")
		return broke(n.at)
	}
	list := &node{kind: sequence, items: values, at: column.at}
	return &node{kind: mapping, at: n.at, pairs: []pair{{word("values", file.at), list}}}
}

// columnOf reads a column of a csv text by its heading; empty cells are left
// out and the unit, if any, is put behind every value.
func columnOf(text, column, unit string, at origin) ([]*node, error) {
	if err := CheckFigures(text); err != nil {
		return nil, err
	}
	rows := csv.NewReader(strings.NewReader(text))
	rows.FieldsPerRecord = -1
	head, err := rows.Read()
	if err != nil {
		return nil, errors.New("the file is empty or not a csv")
	}
	i := slices.Index(head, column)
	if i < 0 {
		return nil, fmt.Errorf("no column %q; there are %s", clip(column), clip(strings.Join(head, ", ")))
	}
	var out []*node
	for {
		row, err := rows.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		if i < len(row) && strings.TrimSpace(row[i]) != "" {
			out = append(out, word(strings.TrimSpace(row[i])+unit, at))
		}
	}
	if len(out) == 0 || len(out) > mostObserved {
		return nil, fmt.Errorf("the column has %d values; 1 to %d are needed", len(out), mostObserved)
	}
	return out, nil
}
