package output

import (
	"cmp"
	"fmt"
	"slices"

	"magnetsim/sim/study"
)

// Morris is what moving groups of figures does to a metric, by elementary effects.
type Morris struct {
	Head         Head // its trials are those played in all
	Variant      Variant
	Metric       string // "shortfall.total"
	Unit         string
	Trajectories int64 // with a value
	Worlds       int64 // trials of each point of a trajectory
	Levels       int64
	Missing      int64 // worlds that failed at some point of their trajectory, left out
	Mean         float64
	Chance       float64       // standard deviation by chance alone, the figures held; NaN where one world tells none
	Groups       []MorrisGroup // the largest first
}

// MorrisGroup is what moving one group does. All numbers are in Morris.Unit.
type MorrisGroup struct {
	Name    string
	Members []string
	Size    Interval // μ*: mean size of its effects
	Mean    Interval // μ: mean of its effects; NaN of a group of several figures
	Spread  Interval // σ: standard deviation of its effects; NaN of a group of several figures
	Told    bool     // that Size is above zero
	None    bool     // in no trial did anything move
}

// BuildMorris adds groups to a head. The groups stand as in what was found.
func BuildMorris(head Morris, groups []study.Group, e *study.Effects) *Morris {
	d := head
	d.Trajectories, d.Missing, d.Mean, d.Chance = int64(e.Trajectories), int64(e.Failed), e.Mean, e.Chance
	for i, g := range groups {
		x := e.Effects[i]
		d.Groups = append(d.Groups, MorrisGroup{g.Name, g.Members, x.Size, x.Mean, x.SD, x.Told(), x.None})
	}
	slices.SortStableFunc(d.Groups, func(a, b MorrisGroup) int { return cmp.Compare(b.Size.Value, a.Size.Value) })
	return &d
}

// Single reports whether any group is one figure, whose effects have a direction.
func (d *Morris) Single() bool {
	return slices.ContainsFunc(d.Groups, func(g MorrisGroup) bool { return len(g.Members) == 1 })
}

// Design says in words what was played.
func (d *Morris) Design() string {
	what := "groups"
	if len(d.Groups) == 1 {
		what = "group"
	}
	worlds := "worlds"
	if d.Worlds == 1 {
		worlds = "world"
	}
	return fmt.Sprintf("%d trajectories of %d %s at %d levels, each in %d %s", d.Trajectories, len(d.Groups), what, d.Levels, d.Worlds, worlds)
}
