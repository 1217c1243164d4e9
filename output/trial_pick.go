package output

import (
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/floats"

	"magnetsim/sim/stat"
	"magnetsim/sim/unit"
)

// TrialValues are the trials of one policy of a run, by the outcome that places them, of
// which one is to be told.
type TrialValues struct {
	Numbers []uint64
	Values  []float64
	Metric  string // "shortfall.total"
	Unit    string // of the values
}

// Place says where a trial stands among all; at is its place in the list.
func (v TrialValues) Place(at int) TrialPlace {
	p := TrialPlace{Number: v.Numbers[at], Metric: v.Metric, Unit: v.Unit, Value: v.Values[at], Trials: int64(len(v.Values))}
	for _, x := range v.Values {
		switch {
		case x < p.Value:
			p.Below++
		case x == p.Value:
			p.Same++
		}
	}
	p.Below /= float64(len(v.Values))
	p.Same /= float64(len(v.Values))
	return p
}

// Worst is the trial with the largest shortfall, the first where several are.
func (v TrialValues) Worst() TrialPlace {
	return v.chosen(slices.Index(v.Values, slices.Max(v.Values)), "the trial with the largest shortfall of the run")
}

// AtShare is the trial whose shortfall is nearest to the one that a share of the trials do
// not exceed: the median of 0.5, as the report has it for a variant where it does.
func (v TrialValues) AtShare(share float64, r *Report, variant int) TrialPlace {
	name := fmt.Sprintf("p%g", 100*share)
	title, target := name, quantile(v.Values, share)
	if share == 0.5 {
		title = "the median"
	}
	title += " of the run's shortfall"
	if s, ok := r.Stat(variant, v.Metric, name); ok && !math.IsNaN(s.Value) {
		target = s.Value
		title += ", " + s.Text()
	}
	return v.chosen(floats.NearestIdx(v.Values, target), "the trial nearest to "+title)
}

// Nearest is the trial whose shortfall is nearest to a value, the first where several are.
func (v TrialValues) Nearest(value float64) TrialPlace {
	return v.chosen(floats.NearestIdx(v.Values, value), "the trial nearest to a shortfall of "+unit.Format(value, v.Unit))
}

func (v TrialValues) chosen(at int, why string) TrialPlace {
	p := v.Place(at)
	p.Chosen = why
	return p
}

// quantile is the smallest value that at least a share p of all do not exceed.
func quantile(values []float64, p float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[stat.Rank(p, int64(len(sorted)))-1]
}
