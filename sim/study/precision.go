package study

import (
	"context"
	"fmt"
	"math"
	"slices"

	"magnetsim/sim"
	"magnetsim/sim/chain"
	"magnetsim/sim/mc"
	"magnetsim/sim/stat"
)

const (
	// FirstCheck is the number of trials at which a precision is first asked for.
	FirstCheck = 1024
	// caution is how much wider an interval is taken to be when it is asked whether
	// it is narrow enough: an error that is itself estimated, from 32 replicates
	// within an eighth, is more likely too small where a run stops than elsewhere.
	caution = 1.15
	// enough is the number of trials with a value other than 0 that a precision
	// rests on at least. With fewer, an error may be small because nothing rare has
	// happened yet.
	enough = 30
)

// Precision is how well statistics are to be known, of every variant.
type Precision []chain.Precision

// Reach is how well a statistic is known after so many trials.
type Reach struct {
	Target   chain.Precision
	Variant  int
	Unit     string // of Estimate
	Trials   int64
	Estimate stat.Estimate
	Want     float64 // the largest half-width
	Met      bool
}

// Half is the half-width of the 95% interval; NaN where it is not known.
func (r Reach) Half() float64 { return (r.Estimate.High - r.Estimate.Low) / 2 }

// Reached tells of every target and variant how well a sample knows it. A target
// is met where its half-width, times 1.15, is no more than what is wanted, from
// 1,024 trials on, of which 30 differ from 0.
func (p Precision) Reached(s *mc.Sample) []Reach {
	var all []Reach
	for _, target := range p {
		i := s.MetricIndex(target.Of.Metric)
		for v := range s.Variants {
			if i < 0 {
				continue
			}
			r := reach(target, s.Metrics[i], s.Column(v, i))
			r.Variant = v
			all = append(all, r)
		}
	}
	return all
}

// reach tells how well a column knows a target.
func reach(target chain.Precision, m sim.Metric, column *stat.Column) Reach {
	v := judge(target.Of, m, column)
	r := Reach{Target: target, Unit: v.Unit, Trials: column.N(), Estimate: v.Estimate, Want: target.Width}
	if target.Relative {
		r.Want *= math.Abs(r.Estimate.Value)
	}
	nonzero := float64(r.Trials) * (1 - column.Zero().Value)
	r.Met = caution*r.Half() <= r.Want && r.Trials >= FirstCheck && nonzero >= enough
	return r
}

// Check returns the number of trials at which a precision is asked for, time by
// time: 1, 2, 3, 4, 6, 8, 12, … times FirstCheck. They depend on nothing, so that a
// run stops at the same trial whoever plays it; few as they are, they leave luck
// few chances.
func Check(time int) int {
	if time == 0 {
		return FirstCheck
	}
	return FirstCheck * (2 + (time-1)%2) << ((time - 1) / 2)
}

// PlayTo plays a plan until every target is met, and at most to its end. The
// sample is that of a plan of as many trials, to the bit; the reaches are those of
// every check, in order. Progress is told of the trials of the whole plan.
func PlayTo(ctx context.Context, player mc.Player, plan mc.Plan, targets Precision) (*mc.Sample, [][]Reach, error) {
	if plan.First != 0 {
		return nil, nil, fmt.Errorf("a precision needs a run from trial 0 on, not from %d", plan.First)
	}
	var all *mc.Sample
	var checks [][]Reach
	for time := 0; ; time++ {
		done := 0
		if all != nil {
			done = int(all.Done)
		}
		stage := plan.On(mc.Span{First: uint64(done), Trials: min(Check(time), plan.Trials) - done})
		if tell := plan.Progress; tell != nil {
			stage.Progress = func(now, _ int) { tell(done+now, plan.Trials) }
		}
		sample, err := player.Play(ctx, stage)
		if err != nil {
			return nil, nil, err
		}
		if all != nil {
			if sample, err = mc.Merge(all, sample); err != nil {
				return nil, nil, err
			}
		}
		all = sample
		if !all.Complete {
			return all, checks, nil
		}
		reached := targets.Reached(all)
		checks = append(checks, reached)
		if !slices.ContainsFunc(reached, func(r Reach) bool { return !r.Met }) || int(all.Done) == plan.Trials {
			return all, checks, nil
		}
	}
}
