package study

import (
	"cmp"
	"context"
	"slices"

	"magnetsim/sim"
	"magnetsim/sim/draw"
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
	Workers      int
	Progress     func(done, total int)
}

// Played returns the number of trials that are played in all.
func (s Screening) Played() int { return s.Trajectories * s.Trials * (len(s.Groups) + 1) }

// Screen plays a screening. The result is the same for any number of workers. Trials
// that fail at any point are left out of all. Where ctx is cancelled its error is
// returned.
func Screen(ctx context.Context, s Screening) (*Effects, error) {
	f := further{s.Model, s.Metric, s.Trajectories * s.Trials, s.Workers, s.Progress}
	columns, err := f.columns(ctx, s.designs(), "mean to be moved")
	if err != nil {
		return nil, err
	}
	return s.effectsOf(columns)
}

// designs are the points: in the one numbered k the first k groups of each
// trajectory have moved.
func (s Screening) designs() []draw.Design {
	places, turns := placesOf(s.Groups), s.turns()
	still := levelled{draw.Random(s.Seed), s, places, 0}
	moved := levelled{draw.Random(s.Seed), s, places, s.Levels / 2}
	var all []draw.Design
	for k := range len(s.Groups) + 1 {
		all = append(all, mixed{still, moved, func(trial uint64, f draw.Factor) bool {
			g, ok := places[f]
			return ok && turns[s.trajectory(trial)][g] < k
		}})
	}
	return all
}

func (s Screening) trajectory(trial uint64) uint64 { return trial / uint64(s.Trials) }

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

// levelled is a design whose factors of groups lie on levels, the same in all trials
// of a trajectory, and some levels further, round from the last to the first: half of
// all levels on is half of them up from the lower half, and as many down from the
// upper.
type levelled struct {
	draw.Design
	Screening
	places map[draw.Factor]int
	on     int
}

// Uniform implements draw.Design.
func (l levelled) Uniform(trial uint64, f draw.Factor, k uint32) float64 {
	if _, ok := l.places[f]; !ok {
		return l.Design.Uniform(trial, f, k)
	}
	at := (l.level(l.Design.Uniform(l.trajectory(trial), f, k)) + l.on) % l.Levels
	return (float64(at) + 0.5) / float64(l.Levels)
}
