package study

import (
	"context"
	"fmt"
	"math"
	"strconv"

	"magnetsim/sim"
	"magnetsim/sim/draw"
	"magnetsim/sim/mc"
)

// Engine plays a scenario with levers at given levels.
type Engine struct {
	Build   func(levels []float64) (*sim.Model, error)
	Recipe  func(levels []float64) []byte // of that model; nil where only this process can make it
	Metrics []string                      // whose values are wanted
	Design  draw.Design
	Player  mc.Player
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
	plan := mc.Plan{Models: []*sim.Model{model}, Design: e.Design, Journal: e.Journal, Label: fmt.Sprintf("%x", levels)}
	if e.Recipe != nil {
		plan.Recipe = e.Recipe(levels)
	}
	values, sample, err := valuesOf(ctx, e.Player, plan.On(span), columns...)
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

// Range is where a lever may stand: Low, every whole Step above it, and High.
// On steps levels are short to write, and are found again.
type Range struct{ Low, High, Step float64 }

// NewRange returns a range in steps of 1, 2 or 5 times a power of ten, a
// thousand of them or somewhat more.
func NewRange(low, high float64) Range {
	wide := (high - low) / 1000
	unit := math.Pow(10, math.Floor(math.Log10(wide)))
	step := unit
	for _, m := range []float64{2, 5} {
		if m*unit <= wide {
			step = m * unit
		}
	}
	return Range{low, high, Tidy(step)}
}

// Last returns the number of the highest level; Low is level 0.
func (r Range) Last() int { return int(math.Ceil((r.High - r.Low) / r.Step * (1 - 1e-12))) }

// At returns a level by its number.
func (r Range) At(i int) float64 {
	if i >= r.Last() {
		return r.High
	}
	return Tidy(r.Low + float64(i)*r.Step)
}

// near returns the number of the level nearest to a share of the range.
func (r Range) near(share float64) int {
	return max(0, min(r.Last(), int(math.Round(share*(r.High-r.Low)/r.Step))))
}

// Tidy returns the number that twelve digits write: 0.3, not 0.1 + 0.2.
func Tidy(x float64) float64 {
	y, err := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 12, 64), 64)
	if err != nil {
		return x
	}
	return y
}

// spread returns count numbers from one to another, both included, evenly apart.
func spread(from, to, count int) []int {
	var all []int
	for i := range count {
		x := from + int(math.Round(float64(to-from)*float64(i)/float64(count-1)))
		if len(all) == 0 || x > all[len(all)-1] {
			all = append(all, x)
		}
	}
	return all
}
