package verbs

import (
	"cmp"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/cmd/magnetsim/internal/frame"
	"magnetsim/scenarios"
	"magnetsim/scenarios/sheet"
	"magnetsim/sim/chain"
	"magnetsim/sim/study"
	"magnetsim/sim/unit"
)

// observed is a file of what was observed, month by month.
type observed struct {
	name  string
	sheet *sheet.Sheet
	rows  []observedRow
}

// observedRow is one month.
type observedRow struct {
	first unit.Date // its first day
	sheet.Row
}

// readObserved reads a CSV file of which the first column is the month and others
// hold masses. Empty cells are months without a value.
func readObserved(fsys fs.FS, path, shown string) (*observed, error) {
	data, err := scenarios.ReadGiven(fsys, path)
	if err != nil {
		return nil, fmt.Errorf("%s cannot be read: %w", shown, app.Reason(err))
	}
	s, err := sheet.Read(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", shown, err)
	}
	o := &observed{name: shown, sheet: s}
	for _, row := range s.Rows {
		first, err := sheet.Month(row.Cells[0])
		if err != nil {
			return nil, fmt.Errorf("%s:%d: the first column must be the month, but %w", shown, row.Line, err)
		}
		if n := len(o.rows); n > 0 && first <= o.rows[n-1].first {
			return nil, fmt.Errorf("%s:%d: months must be in rising order, but %s does not follow %s", shown, row.Line, monthOf(first), monthOf(o.rows[n-1].first))
		}
		o.rows = append(o.rows, observedRow{first, row})
	}
	if len(o.rows) == 0 {
		return nil, fmt.Errorf("%s has no month: write a header such as month,shipped.china and a line for each month", shown)
	}
	return o, nil
}

// pick chooses the series and its column: those asked for, or the first column
// that has the name of a series, whatever unit stands behind it.
func (o *observed) pick(series, column string, known []string) (string, int, error) {
	if series != "" && !slices.Contains(known, series) {
		return "", 0, fmt.Errorf("--series: the scenario has no series %q%s", series, frame.MeantOr(series, known, "known: "+strings.Join(known, ", ")))
	}
	at := -1
	if column != "" {
		var err error
		if at, err = o.sheet.Column(column); err != nil {
			return "", 0, fmt.Errorf("--column: %s: %w%s", o.name, err, frame.Meant(column, o.sheet.Headings()))
		}
	}
	switch {
	case series == "" && at >= 0 && slices.Contains(known, o.sheet.Columns[at].Name):
		return o.sheet.Columns[at].Name, at, nil
	case series != "" && at >= 0:
		return series, at, nil
	case column == "":
		for i, c := range o.sheet.Columns {
			if series == c.Name || series == "" && slices.Contains(known, c.Name) {
				at, err := o.sheet.Column(c.Name) // two of that name are refused
				if err != nil {
					return "", 0, fmt.Errorf("%s: %w, or choose one with --column", o.name, err)
				}
				return o.sheet.Columns[i].Name, at, nil
			}
		}
	}
	return "", 0, fmt.Errorf("no column of %s has the name of a series: choose them with --column and --series\n  columns: %s\n  series: %s",
		o.name, strings.Join(o.sheet.Headings()[1:], ", "), strings.Join(known, ", "))
}

// episode is what of a file of observations concerns a scenario.
type episode struct {
	series  string
	within  []study.Observed // the months within its horizon, each with the steps that it is made of
	gaps    []string         // months between the first and the last of them without a value
	before  []float64        // the values of the twelve months before its start
	missing []string         // those of the twelve without a value
}

// split returns what a column says of the months within the horizon of a scenario
// and of the twelve before its start.
func (o *observed) split(column int, s *chain.Scenario) (*episode, error) {
	calendar := s.Calendar()
	values, err := o.values(column)
	if err != nil {
		return nil, err
	}
	var p episode
	var covered []unit.Date
	for _, row := range o.rows {
		from, to := calendar.Time(row.first), calendar.Time(row.first.NextMonth())
		value, ok := values[row.first]
		if ok && from >= 0 && to <= s.Horizon+leapDay {
			p.within = append(p.within, study.Observed{Label: monthOf(row.first), Value: value, Parts: partsOf(s, from, to)})
			covered = append(covered, row.first)
		}
	}
	if len(p.within) == 0 {
		return nil, fmt.Errorf("%s has no month with a value in column %s from %s to %s, which the scenario covers", o.name, o.sheet.Headings()[column], calendar.Date(0), calendar.Date(s.Horizon))
	}
	_, p.gaps = byMonth(covered[0], covered[len(covered)-1], values)
	// The history is a year, so that every season is in it once.
	start := firstOfMonth(calendar.Date(0))
	p.before, p.missing = byMonth(firstOfMonth(start-360), start, values)
	return &p, nil
}

// values are those of a column by the first day of the month, in tonnes.
func (o *observed) values(column int) (map[unit.Date]float64, error) {
	heading := o.sheet.Headings()[column]
	in, err := o.sheet.Columns[column].In(unit.Mass)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", o.name, err)
	}
	in = cmp.Or(in, "t")
	all := map[unit.Date]float64{}
	for _, row := range o.rows {
		cell := row.Cells[column]
		if cell == "" {
			continue
		}
		text, err := o.sheet.Quantity(cell, in)
		if err == nil {
			var q unit.Quantity
			q, err = unit.ParseAs(text, unit.Mass)
			all[row.first] = q.Value
		}
		if err == nil && !(all[row.first] >= 0 && all[row.first] <= mostTonnes) {
			err = fmt.Errorf("%q must be from 0 t to %g t", text, mostTonnes)
		}
		if err != nil {
			return nil, fmt.Errorf("%s:%d: column %s: %w", o.name, row.Line, heading, err)
		}
	}
	return all, nil
}

// mostTonnes is more than any month has.
const mostTonnes = 1e15

// byMonth returns the values of the months from one first day to another, and the
// months that have none.
func byMonth(from, to unit.Date, values map[unit.Date]float64) (found []float64, missing []string) {
	for at := from; at < to; at = at.NextMonth() {
		if value, ok := values[at]; ok {
			found = append(found, value)
		} else {
			missing = append(missing, monthOf(at))
		}
	}
	return found, missing
}

// monthOf writes the month of a day: "2025-04".
func monthOf(day unit.Date) string { return day.String()[:len("2025-04")] }

// firstOfMonth returns the first day of the month of a day.
func firstOfMonth(day unit.Date) unit.Date {
	first, err := unit.ParseDate(monthOf(day))
	if err != nil {
		return 0 // never: it was written from a date
	}
	return first
}

// leapDay is by how much, in years, a year of the calendar may be longer than that
// of 365.25 days: the last month of a leap year belongs to a horizon of a year.
const leapDay = 1 / chain.DaysPerYear

// partsOf returns the steps of which the time from one moment to another is made,
// each with the share of it. What rounding leaves of a step is none.
func partsOf(s *chain.Scenario, from, to float64) []study.Part {
	const rounding = 1e-9
	var parts []study.Part
	length := s.StepYears()
	for k := range s.Steps() {
		begins := float64(k) * length
		if share := (min(to, begins+length) - max(from, begins)) / length; share > rounding {
			parts = append(parts, study.Part{Step: k, Share: min(1, share)})
		}
	}
	return parts
}
