package sim

import "magnetsim/sim/lane"

// pilePlan is what decides how full a strategic stock is to be, whatever happens.
type pilePlan struct {
	eligible              []int // consumers
	initial, target, fill fig
	starts                startStock
	targetOfUse, fillOver bool
}

// goal sets t to the target in step k: tonnes, or years of the planned use of those who
// may draw.
func (x *pilePlan) goal(t *lane.Vector, val []lane.Vector, p *plan, k int, dt float64) {
	if !x.targetOfUse {
		*t = val[x.target]
		return
	}
	x.use(t, p, k)
	lane.UseFor(t, &val[x.target], dt)
}

// use sets t to the planned use in step k of those who may draw.
func (x *pilePlan) use(t *lane.Vector, p *plan, k int) {
	*t = lane.Vector{}
	for _, c := range x.eligible {
		lane.Add(t, p.use(c, k))
	}
}

// begin sets the level at the start, the target where none is given.
func (x *pilePlan) begin(level, goal *lane.Vector, val []lane.Vector, p *plan, dt float64) {
	switch given := &val[x.initial]; x.starts {
	case inTonnes:
		*level = *given
	case inUse:
		x.use(level, p, 0)
		lane.UseFor(level, given, dt)
	default:
		*level = *goal
	}
}

// advance moves a level to what is planned of step k, where nothing is ever released.
func (x *pilePlan) advance(level *lane.Vector, val []lane.Vector, p *plan, k int, dt float64) {
	var goal, most lane.Vector
	x.goal(&goal, val, p, k, dt)
	if k == 0 {
		x.begin(level, &goal, val, p, dt)
		return
	}
	perStep(&most, &val[x.fill], x.fillOver, &goal, dt)
	for l := range level {
		level[l] = max(level[l], min(goal[l], level[l]+most[l]))
	}
}

// perStep turns a rate into tonnes a step: t/yr, or the years for one target.
func perStep(x, rate *lane.Vector, over bool, target *lane.Vector, dt float64) {
	if over {
		lane.PerStepOver(x, target, rate, dt)
	} else {
		lane.Scale(x, rate, dt)
	}
}
