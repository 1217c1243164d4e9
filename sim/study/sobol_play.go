package study

import (
	"context"

	"magnetsim/sim"
	"magnetsim/sim/draw"
)

// Division is what to play for the indices of a metric.
type Division struct {
	Model    *sim.Model
	Groups   []Group
	Metric   int // of Model.Metrics; one that is always finite
	Seed     uint64
	Trials   int // of each design
	Workers  int
	Progress func(done, total int)
}

// Played returns the number of trials that are played in all.
func (d Division) Played() int { return d.Trials * (len(d.Groups) + 2) }

// Divide plays a division: two independent designs, and for each group the first
// design with the group's factors from the second. The result is the same for any
// number of workers. Trials that fail in any of them are left out of all. Where ctx
// is cancelled its error is returned.
func Divide(ctx context.Context, d Division) (*Variance, error) {
	f := further{d.Model, d.Metric, d.Trials, d.Workers, d.Progress}
	columns, err := f.columns(ctx, d.designs(), "variance")
	if err != nil {
		return nil, err
	}
	columns = complete(columns)
	return Sobol(columns[0], columns[1], columns[2:], d.Seed)
}

func (d Division) designs() []draw.Design {
	a, b := draw.Random(d.Seed), draw.Random(d.Seed^uint64(draw.Key("study.sobol.second")))
	all := []draw.Design{a, b}
	for _, g := range d.Groups {
		theirs := placesOf([]Group{g})
		all = append(all, mixed{a, b, func(_ uint64, f draw.Factor) bool { _, ok := theirs[f]; return ok }})
	}
	return all
}

// complete returns the columns without the trials that any of them lacks.
func complete(columns [][]float64) [][]float64 {
	left := make([][]float64, len(columns))
	for t := range columns[0] {
		if !whole(columns, t) {
			continue
		}
		for i, c := range columns {
			left[i] = append(left[i], c[t])
		}
	}
	return left
}
