package study

import (
	"context"
	"fmt"
	"math"
	"slices"

	"magnetsim/sim"
	"magnetsim/sim/draw"
	"magnetsim/sim/mc"
)

// further is a metric that is played again, on designs of one's own.
type further struct {
	model    *sim.Model
	metric   int // of model.Metrics
	trials   int // of each design
	player   mc.Player
	progress func(done, total int) // nil where nobody asks
}

// columns plays the designs and returns the metric by design, then trial; NaN of a
// trial that failed. The result is the same for any number of workers. Where ctx is
// cancelled its error is returned. A metric that may never happen is refused, with
// what it has not.
func (f further) columns(ctx context.Context, designs []draw.Design, lacks string) ([][]float64, error) {
	if m := f.model.Metrics()[f.metric]; m.Never {
		return nil, fmt.Errorf("%s is infinite where it never happens, so it has no %s", m.Name, lacks)
	}
	columns := make([][]float64, len(designs))
	for i, design := range designs {
		var err error
		if columns[i], err = f.play(ctx, design, func(done int) {
			if f.progress != nil {
				f.progress(i*f.trials+done, len(designs)*f.trials)
			}
		}); err != nil {
			return nil, err
		}
	}
	return columns, nil
}

// play returns the metric by trial of a design.
func (f further) play(ctx context.Context, design draw.Design, progress func(done int)) ([]float64, error) {
	values, _, err := valuesOf(ctx, f.player, mc.Plan{
		Models: []*sim.Model{f.model}, Design: design, Trials: f.trials,
		Progress: func(done, _ int) { progress(done) },
	}, f.metric)
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return nil, err
	}
	return values[0], nil
}

// valuesOf plays a plan of one model and returns the values of some of its metrics, by
// metric and trial; NaN of a trial that failed.
func valuesOf(ctx context.Context, player mc.Player, p mc.Plan, metrics ...int) ([][]float64, *mc.Sample, error) {
	values := make([][]float64, len(metrics))
	p.NoSeries = true
	p.Shows = &mc.Shows{Metrics: metrics}
	p.Rows = func(r mc.Rows) error {
		for i, m := range metrics {
			for lane, x := range r.Metric(m) {
				if !r.OK(lane) {
					x = math.NaN()
				}
				values[i] = append(values[i], x)
			}
		}
		return nil
	}
	sample, err := player.Play(ctx, p)
	return values, sample, err
}

// complete returns the trials, from one to before another, that have a number in every
// column.
func complete(columns [][]float64, from, to int) []int {
	var all []int
	for t := from; t < to; t++ {
		if !slices.ContainsFunc(columns, func(c []float64) bool { return math.IsNaN(c[t]) }) {
			all = append(all, t)
		}
	}
	return all
}
