package app

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"io/fs"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"magnetsim/scenarios"
	"magnetsim/sim/chain"
	"magnetsim/sim/study"
	"magnetsim/sim/unit"
)

// observed is a file of what was observed, month by month.
type observed struct {
	name    string
	columns []string // of values, in the order of the file
	rows    []observedRow
}

// observedRow is one month.
type observedRow struct {
	month string    // "2025-04"
	first unit.Date // its first day
	line  int
	cells []string // by column
}

var monthShape = regexp.MustCompile(`^(\d{4})-(0[1-9]|1[0-2])(-01)?$`)

// readObserved reads a CSV file with a header: the first column is the month, as
// 2025-04, and others hold tonnes. Empty cells are months without a value.
func readObserved(fsys fs.FS, path, shown string) (*observed, error) {
	data, err := scenarios.ReadGiven(fsys, path)
	if err == nil {
		err = scenarios.CheckFigures(string(data))
	}
	if err != nil {
		return nil, fmt.Errorf("%s cannot be read: %w", shown, reason(err))
	}
	r := csv.NewReader(bytes.NewReader(data))
	o := &observed{name: shown}
	for {
		cells, err := r.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", shown, err)
		}
		line, _ := r.FieldPos(0)
		if o.columns == nil {
			o.columns = cells[1:]
			continue
		}
		cell := strings.TrimSpace(cells[0])
		if !monthShape.MatchString(cell) {
			return nil, fmt.Errorf("%s:%d: the first column is the month, written as 2025-04, not %q", shown, line, cell)
		}
		first, err := unit.ParseDate(cell[:7])
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", shown, line, err)
		}
		if n := len(o.rows); n > 0 && first <= o.rows[n-1].first {
			return nil, fmt.Errorf("%s:%d: months rise from line to line, and %s does not follow %s", shown, line, cell[:7], o.rows[n-1].month)
		}
		o.rows = append(o.rows, observedRow{cell[:7], first, line, cells[1:]})
	}
	if len(o.rows) == 0 {
		return nil, fmt.Errorf("%s holds no month: write a header such as month,shipped.china and a line a month", shown)
	}
	return o, nil
}

// pick chooses the series and its column: those asked for, or the first column
// that has the name of a series.
func (o *observed) pick(series, column string, known []string) (string, string, error) {
	switch {
	case series != "" && !slices.Contains(known, series):
		return "", "", fmt.Errorf("--series: the scenario has no series %q%s", series, didYouMean(series, known))
	case column != "" && !slices.Contains(o.columns, column):
		return "", "", fmt.Errorf("--column: %s has no column %q%s", o.name, column, didYouMean(column, o.columns))
	case series == "" && column != "" && slices.Contains(known, column):
		return column, column, nil
	case series != "" && column == "" && slices.Contains(o.columns, series):
		return series, series, nil
	case series != "" && column != "":
		return series, column, nil
	case series == "" && column == "":
		for _, c := range o.columns {
			if slices.Contains(known, c) {
				return c, c, nil
			}
		}
	}
	return "", "", fmt.Errorf("say which column of %s is which series: --column C --series S\n  columns: %s\n  series: %s",
		o.name, strings.Join(o.columns, ", "), strings.Join(known, ", "))
}

// didYouMean ends a message with the nearest known word, or with all of them.
func didYouMean(word string, known []string) string {
	if near := nearest(word, known); near != "" {
		return "\n  did you mean " + near + "?"
	}
	return "\n  there are " + strings.Join(known, ", ")
}

// split returns the months within the horizon of a scenario, each with the
// steps that it is made of, and the values of those before, twelve at most.
func (o *observed) split(column string, s *chain.Scenario, steps int) (within []study.Observed, before []float64, err error) {
	at := slices.Index(o.columns, column)
	begins := stepDays(s, steps)
	for _, row := range o.rows {
		text := strings.TrimSpace(row.cells[at])
		if text == "" {
			continue
		}
		value, err := strconv.ParseFloat(strings.ReplaceAll(text, ",", ""), 64)
		if err != nil || !(value >= 0) || value > 1e15 {
			return nil, nil, fmt.Errorf("%s:%d: %q in column %s is not a number of tonnes", o.name, row.line, text, column)
		}
		from, to := row.first, row.first.AddMonths(1)
		switch {
		case to <= begins[0]:
			before = append(before, value)
		case from >= begins[0] && to <= begins[steps]:
			within = append(within, study.Observed{Label: row.month, Value: value, Parts: partsOf(begins, from, to)})
		}
	}
	if len(within) == 0 {
		return nil, nil, fmt.Errorf("%s has no month with a value in column %s from %s to %s, which the scenario covers", o.name, column, begins[0], begins[steps])
	}
	return within, before[max(0, len(before)-12):], nil
}

// stepDays returns the days on which the steps of a scenario begin, and the day
// after the last.
func stepDays(s *chain.Scenario, steps int) []unit.Date {
	start := unit.Date(s.StartDay)
	var all []unit.Date
	for k := range steps + 1 {
		if s.Step == chain.Month {
			all = append(all, start.AddMonths(k))
		} else {
			all = append(all, start+unit.Date(7*k))
		}
	}
	return all
}

// partsOf returns the steps of which days from one to another are made, each
// with the share of its days.
func partsOf(begins []unit.Date, from, to unit.Date) []study.Part {
	var parts []study.Part
	for k := range len(begins) - 1 {
		days := min(to, begins[k+1]) - max(from, begins[k])
		if days > 0 {
			parts = append(parts, study.Part{Step: k, Share: float64(days) / float64(begins[k+1]-begins[k])})
		}
	}
	return parts
}
