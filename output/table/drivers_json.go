package table

import (
	"io"

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
	for _, r := range d.Rows {
		x := driver{Input: r.Input, Unit: r.Unit, Told: r.Told, P: Number(r.P), Rank: between(r.Rank, ""), Change: between(r.Change, d.Unit)}
		for _, g := range r.Deciles {
			x.Deciles = append(x.Deciles, decile{g.Trials, Number(g.Input), Number(g.Output)})
		}
		out.Inputs = append(out.Inputs, x)
	}
	return writeJSON(w, out)
}

func between(b output.Between, unit string) number {
	return number{Number(b.Value), Number(b.Low), Number(b.High), unit}
}
