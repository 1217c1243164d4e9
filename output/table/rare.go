package table

import (
	"io"
	"math"

	"magnetsim/output"
)

// rare is the shape in which rare outcomes are written as JSON.
type rare struct {
	Scenario   string      `json:"scenario"`
	Case       string      `json:"case"`
	Policy     string      `json:"policy"`
	Metric     string      `json:"metric"`
	Unit       string      `json:"unit"`
	Seed       uint64      `json:"seed"`
	Years      Number      `json:"years_of_a_trial"`
	Candidates int64       `json:"worlds_drawn"`
	Played     int64       `json:"trials_played"`
	Failed     int64       `json:"trials_failed"`
	Counted    int64       `json:"trials_estimated_from"`
	Mean       rareValue   `json:"mean"`
	Tail       rareValue   `json:"cvar95"`
	Once       []rareLevel `json:"exceeded_once_in"`
	Above      []rareLevel `json:"chances_above"`
	Curve      []rareLevel `json:"curve"`
}

type rareValue struct {
	number
	Worth Number `json:"as_good_as_trials"`
}

type rareLevel struct {
	Trials   Number   `json:"once_in_trials"`
	Value    number   `json:"value"`
	Chance   number   `json:"chance"`
	Worth    Number   `json:"as_good_as_trials"`
	Warnings []string `json:"warnings,omitempty"`
}

// RareJSON writes rare outcomes as JSON.
func RareJSON(w io.Writer, r *output.Rare) error {
	levels := func(all []output.RareLevel) []rareLevel {
		out := []rareLevel{}
		for _, l := range all {
			out = append(out, rareLevel{Number(1 / l.Chance.Value), between(l.Value, r.Unit), between(l.Chance, "share"), Number(l.Worth), l.Warnings})
		}
		return out
	}
	value := func(v output.RareValue) rareValue { return rareValue{between(v.Interval, r.Unit), Number(v.Worth)} }
	return writeJSON(w, rare{
		Scenario: r.Scenario, Case: r.Variant.Case, Policy: r.Variant.Policy, Metric: r.Metric, Unit: r.Unit, Seed: r.Seed, Years: Number(r.Years),
		Candidates: r.Candidates, Played: r.Played, Failed: r.Failed, Counted: r.Counted,
		Mean: value(r.Mean), Tail: value(r.Tail), Once: levels(r.Once), Above: levels(r.Above), Curve: levels(r.Curve),
	})
}

// RareCSV writes rare outcomes, a line a level: what was asked for, then the curve.
func RareCSV(w io.Writer, r *output.Rare) error {
	l := newLines(w)
	l.text("what", "metric", "once_in_trials")
	l.estimateHeaders(output.Header("value", r.Unit), "chance_share")
	l.text("as_good_as_trials")
	l.end()
	line := func(what string, chance, value output.Interval, worth float64) {
		l.text(what, r.Metric)
		l.numbers(1/chance.Value, value.Value, value.Low, value.High, chance.Value, chance.Low, chance.High, worth)
		l.end()
	}
	none := output.Interval{Value: math.NaN(), Low: math.NaN(), High: math.NaN()}
	line("mean", none, r.Mean.Interval, r.Mean.Worth)
	line("cvar95", none, r.Tail.Interval, r.Tail.Worth)
	for _, part := range []struct {
		what   string
		levels []output.RareLevel
	}{{"once_in", r.Once}, {"above", r.Above}, {"curve", r.Curve}} {
		for _, x := range part.levels {
			line(part.what, x.Chance, x.Value, x.Worth)
		}
	}
	return l.close()
}
