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

// Engine plays a scenario with levers at given levels.
type Engine struct {
	Build   func(levels []float64) (*sim.Model, error)
	Metrics []string // whose values are wanted
	Design  draw.Design
	Workers int // 0 for one a processor; never changes a result
	Journal mc.Journal

	Imbalance float64 // largest relative error of a mass balance in all that was played
}

// Play implements Play, for one caller at a time. Where ctx is cancelled it
// returns its error.
func (e *Engine) Play(ctx context.Context, levels []float64, span mc.Span) ([][]float64, error) {
	model, err := e.Build(levels)
	if err != nil {
		return nil, err
	}
	metrics := model.Metrics()
	columns := make([]int, len(e.Metrics))
	values := make([][]float64, len(e.Metrics))
	for i, name := range e.Metrics {
		if columns[i] = slices.IndexFunc(metrics, func(m sim.Metric) bool { return m.Name == name }); columns[i] < 0 {
			return nil, fmt.Errorf("at these levels the scenario does not report %s", name)
		}
		values[i] = make([]float64, 0, span.Trials)
	}
	plan := mc.Plan{Models: []*sim.Model{model}, Design: e.Design, Workers: e.Workers, NoSeries: true, Journal: e.Journal, Label: fmt.Sprintf("%x", levels), Rows: func(r mc.Rows) error {
		for i, c := range columns {
			values[i] = appendRows(values[i], r, c)
		}
		return nil
	}}
	sample, err := mc.Play(ctx, plan.On(span))
	if err != nil {
		return nil, err
	}
	e.Imbalance = max(e.Imbalance, sample.Imbalance)
	switch {
	case !sample.Complete:
		return nil, context.Cause(ctx)
	case sample.OK() == 0 && span.Trials > 0:
		return nil, fmt.Errorf("all %d trials failed; the first, trial %d: %s", sample.Failed, sample.FirstFail, sample.FirstError)
	}
	return values, nil
}

// appendRows appends the values of a metric; NaN for a trial that failed.
func appendRows(values []float64, r mc.Rows, metric int) []float64 {
	for lane, x := range r.Metric(metric)[:r.N] {
		if !r.OK(lane) {
			x = math.NaN()
		}
		values = append(values, x)
	}
	return values
}
