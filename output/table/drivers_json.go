package table

import (
	"io"
	"math"

	"magnetsim/output"
)

// drivers is the shape in which drivers are written as JSON.
type drivers struct {
	Scenario  string   `json:"scenario"`
	Case      string   `json:"case"`
	Policy    string   `json:"policy"`
	Cell      string   `json:"cell"`
	Metric    string   `json:"metric"`
	Unit      string   `json:"unit"`
	Trials    int64    `json:"trials"`
	Missing   int64    `json:"trials_without_value"`
	Resamples int      `json:"bootstrap_samples"`
	False     Number   `json:"false_discovery_rate"`
	Explained *number  `json:"r2_of_ranks,omitempty"` // none where unknown
	Inputs    []driver `json:"inputs"`
}

type driver struct {
	Input   string   `json:"input"`
	Unit    string   `json:"unit"`
	Told    bool     `json:"told_from_noise"`
	P       Number   `json:"p_value"`
	Rank    number   `json:"rank_correlation"`
	Change  number   `json:"change"`
	Deciles []decile `json:"deciles"`
}

type decile struct {
	Trials int    `json:"trials"`
	Input  Number `json:"input_mean"`
	Output Number `json:"metric_mean"`
}

// DriversJSON writes drivers as JSON.
func DriversJSON(w io.Writer, d *output.Drivers) error {
	out := drivers{
		Scenario: d.Scenario, Case: d.Variant.Case, Policy: d.Variant.Policy, Cell: d.Variant.Cell, Metric: d.Metric, Unit: d.Unit,
		Trials: d.Trials, Missing: d.Missing, Resamples: output.Resamples, False: output.FalseShare, Inputs: []driver{},
	}
	if !math.IsNaN(d.Explained.Value) {
		x := between(d.Explained, "share")
		out.Explained = &x
	}
	for _, r := range d.Rows {
		x := driver{Input: r.Input, Unit: r.Unit, Told: r.Told, P: Number(r.P), Rank: between(r.Rank, ""), Change: between(r.Change, d.Unit)}
		for _, g := range r.Deciles {
			x.Deciles = append(x.Deciles, decile{g.Trials, Number(g.Input), Number(g.Output)})
		}
		out.Inputs = append(out.Inputs, x)
	}
	return writeJSON(w, out)
}

func between(b output.Interval, unit string) number {
	return number{Number(b.Value), Number(b.Low), Number(b.High), unit}
}

// DriversCSV writes drivers, a row an input; changes in the unit of the metric.
func DriversCSV(w io.Writer, d *output.Drivers) error {
	l := newLines(w)
	change := output.Header("change", d.Unit)
	l.text("input", "input_unit", "told_from_noise", "p_value")
	l.estimateHeaders("rank_correlation", change)
	l.text("lowest_tenth_input", output.Header("lowest_tenth_mean", d.Unit), "highest_tenth_input", output.Header("highest_tenth_mean", d.Unit))
	l.end()
	for _, r := range d.Rows {
		low, high := r.Deciles[0], r.Deciles[len(r.Deciles)-1]
		l.text(r.Input, r.Unit)
		l.count(bit(r.Told))
		l.numbers(r.P, r.Rank.Value, r.Rank.Low, r.Rank.High, r.Change.Value, r.Change.Low, r.Change.High)
		l.numbers(low.Input, low.Output, high.Input, high.Output)
		l.end()
	}
	return l.close()
}
