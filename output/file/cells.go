package file

import (
	"fmt"
	"io"
	"math"

	"magnetsim/output"
)

// cellRow is a line of the table of all cells.
type cellRow struct {
	cell              *output.SweepCell
	policy            string
	metric, statistic string
	value             float64
	unit              string
	low, high         float64
	n                 int64
}

// cellRows are the numbers of a cell, and then its criteria.
func cellRows(s *output.Sweep, c *output.SweepCell) []cellRow {
	rows := make([]cellRow, 0, len(c.Numbers)+3*len(c.Criteria))
	for _, n := range c.Numbers {
		col := s.Columns[n.Column]
		rows = append(rows, cellRow{c, c.Policies[n.Policy].Policy, col.Metric, col.Statistic, n.Value, col.Unit, n.Low, n.High, n.N})
	}
	for _, v := range c.Criteria {
		row := cellRow{
			cell: c, policy: c.Policies[v.Variant].Policy, metric: "criterion." + v.Criterion,
			statistic: "value", value: v.Value, unit: v.Unit, low: v.Low, high: v.High, n: v.N,
		}
		limit, met := row, row
		limit.statistic, limit.value, limit.low, limit.high = "limit", v.Limit, nan, nan
		met.statistic, met.value, met.unit, met.low, met.high = "passed", float64(passed[v.Outcome]), "", nan, nan
		rows = append(rows, row, limit, met)
	}
	return rows
}

// valueOf returns what a cell sets an axis to.
func valueOf(c *output.SweepCell, axis int) (output.SweepValue, bool) {
	for _, v := range c.Values {
		if v.Axis == axis {
			return v, true
		}
	}
	return output.SweepValue{}, false
}

// CellsCSV writes every number of every cell of a sweep, one a line, with a
// column for each axis: a number in its unit where all its values are plain numbers,
// else the value as written; empty where the cell leaves it as in the
// file.
func CellsCSV(w io.Writer, s *output.Sweep) error {
	l := newLines(w)
	l.text("scenario", "case", "policy", "cell")
	l.axisHeaders(s)
	l.text("metric", "statistic", "value", "unit", "error_low", "error_high", "n")
	l.end()
	for i := range s.Cells {
		for _, r := range cellRows(s, &s.Cells[i]) {
			l.text(r.cell.Scenario, r.cell.Case, r.policy, r.cell.ID)
			l.axes(s, r.cell)
			l.text(r.metric, r.statistic)
			l.numbers(r.value)
			l.text(r.unit)
			l.numbers(r.low, r.high)
			l.count(r.n)
			l.end()
		}
	}
	return l.close()
}

func (l *lines) axisHeaders(s *output.Sweep) {
	for _, a := range s.Axes {
		l.text(a.Header)
	}
}

func (l *lines) axes(s *output.Sweep, c *output.SweepCell) {
	for i, a := range s.Axes {
		switch v, given := valueOf(c, i); {
		case given && a.Numeric:
			l.numbers(v.Number)
		default:
			l.text(v.Text)
		}
	}
}

// CellsIndex writes what cells there are, one a line: their values, whether they
// were played, on how many trials, and from which resolved scenario.
func CellsIndex(w io.Writer, s *output.Sweep) error {
	l := newLines(w)
	l.text("scenario", "case", "cell")
	l.axisHeaders(s)
	l.text("state", "trials", "trials_failed", "scenario_hash", "error")
	l.end()
	for i := range s.Cells {
		c := &s.Cells[i]
		state := "done"
		if c.Error != "" {
			state = "failed"
		}
		l.text(c.Scenario, c.Case, c.ID)
		l.axes(s, c)
		l.text(state)
		l.count(c.Trials)
		l.count(c.Failed)
		l.text(c.Hash, c.Error)
		l.end()
	}
	return l.close()
}

// CellsCriteria writes in how many cells each policy meets each criterion.
func CellsCriteria(w io.Writer, s *output.Sweep) error {
	l := newLines(w)
	l.text("scenario", "policy", "criterion", "line", "cells", "pass", "fail", "too_close_to_call", "share_passed")
	l.end()
	for _, c := range s.CriteriaMet() {
		l.text(c.Scenario, c.Policy, c.Criterion, c.Line)
		for _, n := range []int{c.Cells, c.Pass, c.Fail, c.TooClose} {
			l.count(int64(n))
		}
		l.numbers(float64(c.Pass) / float64(c.Cells))
		l.end()
	}
	return l.close()
}

// CellsColumns writes what the columns of the tables of a sweep hold, one a line.
func CellsColumns(w io.Writer, s *output.Sweep) error {
	l := newLines(w)
	l.text("file", "column", "unit", "meaning")
	l.end()
	put := func(file, column, unit, meaning string) {
		l.text(file, column, unit, meaning)
		l.end()
	}
	for _, c := range cellsGuide {
		if c.column == "" {
			for _, a := range s.Axes {
				put(c.file, a.Header, axisUnit(a), axisMeaning(a))
			}
			continue
		}
		put(c.file, c.column, c.unit, c.meaning)
	}
	return l.close()
}

func axisUnit(a output.SweepAxis) string {
	if a.Numeric {
		return a.Unit
	}
	return ""
}

func axisMeaning(a output.SweepAxis) string {
	form := "as written in the file"
	if a.Numeric {
		form = "a number"
		if a.Unit != "" {
			form += " in the unit of its name"
		}
	}
	return fmt.Sprintf("what the cell sets %s to, %s; empty where it is as in the file and its policies", a.Path, form)
}

// finite reports whether a cell of a table has a number.
func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }

// cellsGuide explains the tables of a sweep. An empty column stands for the
// axes.
var cellsGuide = []struct{ file, column, unit, meaning string }{
	{"cells", "scenario", "", "short name of the scenario"},
	{"cells", "case", "", "case of the scenario; empty for the scenario as it stands"},
	{"cells", "policy", "", "policy in force; all policies and cells of a scenario face the same draws"},
	{"cells", "cell", "", "what the cell sets, readably; base where it sets nothing"},
	{"cells", "", "", ""},
	{"cells", "metric", "", "what is measured, and of whom: shortfall.total; criterion.NAME is a pass/fail line of the scenario"},
	{"cells", "statistic", "", "mean, sd, percentiles, cvar95 (mean of the worst 5%), p_any (chance of any), p_exceed_X (chance of more than X), change_… (difference from the first policy, trial by trial); of a criterion its value, its limit, and passed: 1, 0, or empty where it is too close to call"},
	{"cells", "value", "see unit", "the number; empty where it does not exist"},
	{"cells", "unit", "", "unit of the value and of its error"},
	{"cells", "error_low", "see unit", "lower end of the 95% sampling interval; empty where unknown"},
	{"cells", "error_high", "see unit", "upper end of the 95% sampling interval; empty where unknown"},
	{"cells", "n", "", "trials that the number rests on"},
	{"index.csv", "scenario", "", "short name of the scenario"},
	{"index.csv", "case", "", "case of the scenario; empty for the scenario as it stands"},
	{"index.csv", "cell", "", "as in cells"},
	{"index.csv", "", "", ""},
	{"index.csv", "state", "", "done, or failed: then it has no line in cells"},
	{"index.csv", "trials", "", "trials that succeeded"},
	{"index.csv", "trials_failed", "", "trials that failed and are left out"},
	{"index.csv", "scenario_hash", "", "SHA-256 of the resolved scenario of the cell"},
	{"index.csv", "error", "", "why the cell failed"},
	{"criteria.csv", "scenario", "", "short name of the scenario"},
	{"criteria.csv", "policy", "", "policy in force"},
	{"criteria.csv", "criterion", "", "name of the pass/fail line"},
	{"criteria.csv", "line", "", "the line itself"},
	{"criteria.csv", "cells", "", "cells in which it was judged, those of all cases together"},
	{"criteria.csv", "pass", "", "cells that pass"},
	{"criteria.csv", "fail", "", "cells that fail"},
	{"criteria.csv", "too_close_to_call", "", "cells in which the limit lies within the sampling interval"},
	{"criteria.csv", "share_passed", "share", "cells that pass, of all"},
}

// passed are the outcomes as numbers; empty for what is too close to call.
var passed = map[string]Number{output.Pass: 1, output.Fail: 0, output.TooClose: Number(nan)}
