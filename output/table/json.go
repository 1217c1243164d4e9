package table

import (
	"encoding/json"
	"io"

	"magnetsim/output"
)

// summary is the shape of summary.json.
type summary struct {
	Scenario    string         `json:"scenario"`
	Title       string         `json:"title"`
	Description string         `json:"description"`
	Currency    string         `json:"currency"`
	Run         run            `json:"run"`
	Variants    []variant      `json:"variants"`
	Numbers     []row          `json:"numbers"`
	Criteria    []verdict      `json:"criteria"`
	Inputs      []input        `json:"inputs"`
	Warnings    []warning      `json:"warnings"`
	Health      map[string]any `json:"health"`
}

type run struct {
	Trials   int64  `json:"trials"`
	Asked    int64  `json:"trials_asked"`
	Complete bool   `json:"complete"`
	Seed     uint64 `json:"seed"`
	Sampling string `json:"sampling"`
	Step     string `json:"step"`
	Steps    int    `json:"steps"`
	Start    string `json:"start"`
	End      string `json:"end"`
	Hash     string `json:"scenario_hash"`
	Version  string `json:"version"`
	GoArch   string `json:"goarch"`
}

type variant struct {
	Case   string `json:"case"`
	Policy string `json:"policy"`
	Cell   string `json:"cell"`
	Title  string `json:"title"`
}

type input struct {
	Name   string `json:"name"`
	Unit   string `json:"unit"`
	Family string `json:"family"`
	Params string `json:"params"`
	P5     Number `json:"p5"`
	P50    Number `json:"p50"`
	P95    Number `json:"p95"`
}

type warning struct {
	What string `json:"what"`
	Why  string `json:"why"`
	Do   string `json:"do"`
}

// SummaryJSON writes every number of the report, the run it came from, its
// uncertain inputs and its warnings.
func SummaryJSON(w io.Writer, r *output.Report) error {
	s := summary{
		Scenario: r.Scenario, Title: r.Title, Description: r.Description, Currency: r.Currency,
		Run: run{
			Trials: r.Run.Trials, Asked: r.Run.Asked, Complete: r.Run.Complete, Seed: r.Run.Seed, Sampling: r.Run.Sampling,
			Step: r.Run.StepName, Steps: r.Run.Steps, Start: r.Run.Start, End: r.Run.End,
			Hash: r.Run.Hash, Version: r.Run.Version, GoArch: r.Run.GoArch,
		},
		Numbers: rows(r), Criteria: verdicts(r),
		Inputs: []input{}, Warnings: []warning{}, // [] rather than null
		Health: map[string]any{
			"failed_trials": r.Health.Failed, "first_error": r.Health.FirstError, "mass_imbalance": Number(r.Health.Imbalance),
		},
	}
	for _, v := range r.Variants {
		s.Variants = append(s.Variants, variant(v))
	}
	for _, i := range r.Inputs {
		s.Inputs = append(s.Inputs, input{i.Name, i.Unit, i.Family, i.Params, Number(i.P5), Number(i.P50), Number(i.P95)})
	}
	for _, x := range r.Warnings {
		s.Warnings = append(s.Warnings, warning(x))
	}
	return writeJSON(w, s)
}

// writeJSON writes indented JSON with a line feed at the end, and leaves < and
// > as they are.
func writeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}
