package file

import (
	"io"

	"magnetsim/output"
)

// sweep is a sweep whole.
type sweep struct {
	Version  string         `json:"version"`
	GoArch   string         `json:"goarch"`
	Axes     []sweepAxis    `json:"axes"`
	Cells    []sweepCell    `json:"cells"`
	Criteria []criterionMet `json:"criteria"`
	Warnings []note         `json:"warnings,omitempty"`
}

type sweepAxis struct {
	Path   string `json:"path"`
	Label  string `json:"label"`
	Column string `json:"column"` // in cells.csv, and in the values of a cell
	Unit   string `json:"unit"`   // "" of what is no number
}

type sweepCell struct {
	Scenario string         `json:"scenario"`
	Case     string         `json:"case"`
	Cell     string         `json:"cell"`
	Values   map[string]any `json:"values"` // by column: a number, or the value as written
	State    string         `json:"state"`  // "done" or "failed"
	Error    string         `json:"error,omitempty"`
	Hash     string         `json:"scenario_hash"`
	Seed     uint64         `json:"seed"`
	Trials   int64          `json:"trials"`
	Failed   int64          `json:"trials_failed"`
	Numbers  []sweepNumber  `json:"numbers"`
}

type sweepNumber struct {
	Policy    string `json:"policy"`
	Metric    string `json:"metric"`
	Statistic string `json:"statistic"`
	Value     Number `json:"value"`
	Unit      string `json:"unit"`
	Low       Number `json:"error_low"`
	High      Number `json:"error_high"`
	N         int64  `json:"n"`
}

type criterionMet struct {
	Scenario  string `json:"scenario"`
	Policy    string `json:"policy"`
	Criterion string `json:"criterion"`
	Line      string `json:"line"`
	Cells     int    `json:"cells"`
	Pass      int    `json:"pass"`
	Fail      int    `json:"fail"`
	TooClose  int    `json:"too_close_to_call"`
}

// CellsJSON writes a sweep: its axes, every cell with the numbers of cells.csv, and
// in how many cells each policy meets each criterion.
func CellsJSON(w io.Writer, s *output.Sweep) error {
	x := sweep{Version: s.Version, GoArch: s.GoArch, Axes: []sweepAxis{}, Cells: []sweepCell{}, Criteria: []criterionMet{}}
	for _, a := range s.Axes {
		x.Axes = append(x.Axes, sweepAxis{a.Path, a.Label, a.Header, axisUnit(a)})
	}
	for i := range s.Cells {
		x.Cells = append(x.Cells, cellJSON(s, &s.Cells[i]))
	}
	for _, c := range s.CriteriaMet() {
		x.Criteria = append(x.Criteria, criterionMet{c.Scenario, c.Policy, c.Criterion, c.Line, c.Cells, c.Pass, c.Fail, c.TooClose})
	}
	for _, d := range s.Warnings() {
		x.Warnings = append(x.Warnings, note(d))
	}
	return writeIndented(w, x)
}

func cellJSON(s *output.Sweep, c *output.SweepCell) sweepCell {
	x := sweepCell{
		Scenario: c.Scenario, Case: c.Case, Cell: c.ID, Values: map[string]any{}, State: "done", Error: c.Error,
		Hash: c.Hash, Seed: c.Seed, Trials: c.Trials, Failed: c.Failed, Numbers: []sweepNumber{},
	}
	if c.Error != "" {
		x.State = "failed"
	}
	for _, v := range c.Values {
		var value any = v.Text
		if s.Axes[v.Axis].Numeric {
			value = Number(v.Number)
		}
		x.Values[s.Axes[v.Axis].Header] = value
	}
	for _, r := range cellRows(s, c) {
		x.Numbers = append(x.Numbers, sweepNumber{r.policy, r.metric, r.statistic, Number(r.value), r.unit, Number(r.low), Number(r.high), r.n})
	}
	return x
}
