package study

import (
	"context"
	"fmt"
	"slices"

	"magnetsim/sim"
	"magnetsim/sim/draw"
	"magnetsim/sim/mc"
)

// Observed is what was seen of a series over one period.
type Observed struct {
	Label string // "2025-04"
	Value float64
	Parts []Part // the steps that make up the period
}

// Part is a step, or so much of it, in a period.
type Part struct {
	Step  int
	Share float64 // of the step, above 0 and at most 1
}

// Replay is what to play against what was observed.
type Replay struct {
	Model    *sim.Model
	Series   string // of Model.Series or Model.Flows
	Observed []Observed
	Design   draw.Design
	Trials   int
	Workers  int // 0 for one a processor; never changes a result
}

// Replayable lists the series that can be set against observations: tonnes by
// step, which add up over a period.
func Replayable(m *sim.Model) []string {
	var names []string
	for _, s := range append(m.Flows(), m.Series()...) {
		if s.Unit == "t/step" {
			names = append(names, s.Name)
		}
	}
	return names
}

// Play returns, by period, the value of the series in each trial.
func (r Replay) Play(ctx context.Context) ([][]float64, error) {
	read, err := r.reader()
	if err != nil {
		return nil, err
	}
	all := make([][]float64, len(r.Observed))
	for i := range all {
		all[i] = make([]float64, r.Trials)
	}
	parts, err := r.byStep()
	if err != nil {
		return nil, err
	}
	err = mc.Blocks(ctx, r.Model, r.Trials, r.Workers, "played", func(b *sim.Block) func(first, n int) error {
		now := make([]float64, sim.Lanes)
		return func(first, n int) error {
			err := b.Play(r.Design, uint64(first), n, func(step int) {
				if len(parts[step]) > 0 {
					read(b, now)
				}
				for _, p := range parts[step] { // a trial is one worker's: nothing depends on their number
					for l, x := range now[:n] {
						all[p.period][first+l] += p.share * x
					}
				}
			})
			if err != nil {
				return fmt.Errorf("trials %d to %d: %w", first, first+n-1, err)
			}
			return nil
		}
	})
	return all, err
}

// periodPart is a part of a step that counts towards a period.
type periodPart struct {
	period int
	share  float64
}

// byStep turns the periods round: by step, where it counts.
func (r Replay) byStep() ([][]periodPart, error) {
	steps := make([][]periodPart, r.Model.Steps())
	for i, o := range r.Observed {
		for _, p := range o.Parts {
			if p.Step < 0 || p.Step >= len(steps) {
				return nil, fmt.Errorf("%s lies outside the horizon of the scenario", o.Label)
			}
			steps[p.Step] = append(steps[p.Step], periodPart{i, p.Share})
		}
	}
	return steps, nil
}

// reader returns how the series is read from a block.
func (r Replay) reader() (func(b *sim.Block, to []float64), error) {
	named := func(s sim.Series) bool { return s.Name == r.Series }
	if i := slices.IndexFunc(r.Model.Flows(), named); i >= 0 {
		return func(b *sim.Block, to []float64) { b.Flow(i, to) }, nil
	}
	if i := slices.IndexFunc(r.Model.Series(), named); i >= 0 {
		return func(b *sim.Block, to []float64) { copy(to, b.SeriesNow(i)) }, nil
	}
	return nil, fmt.Errorf("the scenario has no series %q", r.Series)
}
