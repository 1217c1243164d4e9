package study

import (
	"context"
	"fmt"

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
	for i, name := range e.Metrics {
		if columns[i] = indexOf(metrics, name); columns[i] < 0 {
			return nil, fmt.Errorf("at these levels the scenario does not report %s", name)
		}
	}
	plan := mc.Plan{Models: []*sim.Model{model}, Design: e.Design, Workers: e.Workers, Journal: e.Journal, Label: fmt.Sprintf("%x", levels)}
	values, sample, err := valuesOf(ctx, plan.On(span), columns...)
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
