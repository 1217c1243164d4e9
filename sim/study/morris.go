package study

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"

	"magnetsim/sim"
	"magnetsim/sim/draw"
	"magnetsim/sim/mc"
	"magnetsim/sim/stat"
)

// step is how far a uniform moves: half of all levels.
const step = 0.5

// Screening is what to play for elementary effects: trajectories through the space of
// the figures' uniforms. Each begins at a point whose uniforms are drawn from the
// middles of Levels equal parts of 0 to 1, and moves the groups one after another, in
// random order: every uniform of the group by half of the levels, up or down as it can.
//
// Chance is no figure and never moves: each trajectory is played in so many worlds
// (trials), the same at all its points, with draws of their own for all that is in no
// group. So an effect is the change within the same worlds, averaged over them, and
// exactly zero of what does nothing.
type Screening struct {
	Model        *sim.Model
	Groups       []Group // of Figures
	Metric       int     // of Model.Metrics; one that is always finite
	Seed         uint64
	Trajectories int // FewestTrajectories or more
	Levels       int // even
	Trials       int // of each trajectory
	Player       mc.Player
	Progress     func(done, total int)
}

// Played returns the number of trials that are played in all.
func (s Screening) Played() int { return s.Trajectories * s.Trials * (len(s.Groups) + 1) }

// Screen plays a screening. The result is the same whoever plays. Trials
// that fail at any point are left out of all. Where ctx is cancelled its error is
// returned.
func Screen(ctx context.Context, s Screening) (*Effects, error) {
	f := further{s.Model, s.Metric, s.Trajectories * s.Trials, s.Player, s.Progress}
	columns, err := f.columns(ctx, s.designs(), "mean to be moved")
	if err != nil {
		return nil, err
	}
	return s.effectsOf(columns)
}

// designs are the points: in the one numbered k the first k groups of each trajectory have
// moved, by half of all levels: up from the lower half, and as many down from the upper.
func (s Screening) designs() []draw.Design {
	turns := s.turns()
	var factors []draw.Factor
	for _, g := range s.Groups {
		factors = append(factors, g.factors...)
	}
	on := func(levels int) draw.Design {
		return draw.Levelled(draw.Random(s.Seed), factors, s.Trials, s.Levels, levels)
	}
	var all []draw.Design
	for k := range len(s.Groups) + 1 {
		moved := make([][]draw.Factor, len(turns))
		for r := range moved {
			for g, turn := range turns[r] {
				if turn < k {
					moved[r] = append(moved[r], s.Groups[g].factors...)
				}
			}
		}
		all = append(all, draw.Mixed(on(0), on(s.Levels/2), s.Trials, moved...))
	}
	return all
}

// turns are the places of the groups in the order in which they move, by trajectory.
func (s Screening) turns() [][]int {
	all := make([][]int, s.Trajectories)
	u, order := make([]float64, len(s.Groups)), make([]int, len(s.Groups))
	for r := range all {
		for g := range u {
			order[g], u[g] = g, draw.Random(s.Seed).Uniform(uint64(r), draw.Key("study.morris.turn"), uint32(g))
		}
		slices.SortFunc(order, func(a, b int) int { return cmp.Compare(u[a], u[b]) })
		all[r] = make([]int, len(order))
		for place, g := range order {
			all[r][g] = place
		}
	}
	return all
}

// level returns the level that a uniform lies in.
func (s Screening) level(u float64) int { return int(u * float64(s.Levels)) }

// FewestTrajectories are those below which the spread between trajectories tells no
// interval.
const FewestTrajectories = 10

// Effect is what moving a group of figures does to an outcome, by its elementary
// effects: changes of the outcome by half of the range of the figures' quantiles, times
// two. Intervals are by the bootstrap over trajectories.
type Effect struct {
	Size Interval // μ*: their mean size
	Mean Interval // μ: their mean, with the direction of the figure; NaN of a group of several
	SD   Interval // σ: their standard deviation; NaN of a group of several
	None bool     // no trial's outcome ever moved
}

// Told tells whether a group moves the outcome in so many trajectories that the
// interval of its size lies above zero.
func (e Effect) Told() bool { return e.Size.Low > 0 }

// Effects are the elementary effects of groups of figures.
type Effects struct {
	Trajectories int     // with a trial that failed nowhere
	Failed       int     // trials that failed at some point, left out of all points
	Mean         float64 // of the outcome, over all points
	Chance       float64 // standard deviation of the outcome by chance alone, the figures held; NaN of single trials
	Effects      []Effect
}

// elementary are the elementary effects of one group by trajectory.
type elementary struct {
	effects []float64
	signed  bool // by the direction in which the figure moved
	moved   bool // the outcome of any trial
}

// add appends the effect of a move between two points, on average over trials.
func (e *elementary) add(before, after []float64, trials []int, direction float64) {
	change := 0.0
	for _, t := range trials {
		d := after[t] - before[t]
		change, e.moved = change+d, e.moved || d != 0
	}
	e.effects = append(e.effects, direction*change/float64(len(trials))/step)
}

// tell returns the measures of some trajectories, each so many times: mean size, mean
// and standard deviation. Source: Morris, "Factorial sampling plans for preliminary
// computational experiments", Technometrics 33 (1991); of the mean size and of groups:
// Campolongo, Cariboni and Saltelli, "An effective screening design for sensitivity
// analysis of large models", Environmental Modelling & Software 22 (2007).
func (e elementary) tell(times []float64) (size, mean, sd float64) {
	var n, sizes, sum, squares float64
	for r, x := range e.effects {
		n, sizes, sum = n+times[r], sizes+times[r]*math.Abs(x), sum+times[r]*x
	}
	for r, x := range e.effects {
		d := x - sum/n
		squares += times[r] * d * d
	}
	size, mean, sd = sizes/n, math.NaN(), math.NaN()
	if e.signed {
		mean, sd = sum/n, math.Sqrt(squares/(n-1))
	}
	return size, mean, sd
}

// measured returns the measures of every group with their intervals. All face the
// same bootstrap samples.
func measured(all []elementary, trajectories int, seed uint64) []Effect {
	effects := make([]Effect, len(all))
	samples := make([][3][]float64, len(all))
	bootstrap(trajectories, seed, func(times []float64) {
		for g, e := range all {
			size, mean, sd := e.tell(times)
			for i, x := range []float64{size, mean, sd} {
				samples[g][i] = append(samples[g][i], x)
			}
		}
	})
	for g, e := range all {
		x := &effects[g]
		x.None = !e.moved
		x.Size.Value, x.Mean.Value, x.SD.Value = e.tell(slices.Repeat([]float64{1}, trajectories))
		for i, to := range []*Interval{&x.Size, &x.Mean, &x.SD} {
			to.Low, to.High = middle(samples[g][i])
		}
	}
	return effects
}

// effectsOf returns the effects from the outcome by point, then trial.
func (s Screening) effectsOf(columns [][]float64) (*Effects, error) {
	turns, found := s.turns(), &Effects{}
	all := make([]elementary, len(s.Groups))
	for g := range all {
		all[g].signed = len(s.Groups[g].factors) == 1
	}
	var mean stat.Moments
	squares, freedom := 0.0, 0.0
	for r := range s.Trajectories {
		trials := complete(columns, r*s.Trials, (r+1)*s.Trials)
		found.Failed += s.Trials - len(trials)
		if len(trials) == 0 {
			continue
		}
		found.Trajectories++
		for _, c := range columns {
			mean = mean.Merge(stat.MomentsOf(picked(c, trials)))
		}
		squares, freedom = squares+stat.MomentsOf(picked(columns[0], trials)).M2, freedom+float64(len(trials)-1)
		for g, turn := range turns[r] {
			all[g].add(columns[turn], columns[turn+1], trials, s.direction(r, g))
		}
	}
	if found.Trajectories < FewestTrajectories {
		return nil, fmt.Errorf("trials failed in so many trajectories that %d are left, fewer than %d", found.Trajectories, FewestTrajectories)
	}
	found.Mean, found.Chance = mean.Average, math.Sqrt(squares/freedom) // 0/0 of single trials
	found.Effects = measured(all, found.Trajectories, s.Seed)
	return found, nil
}

// direction is that in which the figure of a group moves first: 1 up, −1 down. A
// group of several moves each its own way.
func (s Screening) direction(trajectory, group int) float64 {
	if f := s.Groups[group].factors[0]; s.level(draw.Random(s.Seed).Uniform(uint64(trajectory), f, 0)) >= s.Levels/2 {
		return -1
	}
	return 1
}
