package sim

import (
	"fmt"

	"magnetsim/sim/draw"
	"magnetsim/sim/lane"
)

// world is what a block of trials meets whatever stocks do: what is drawn, curbs and
// outages, the plan, the noise of demand, and what sources offer in a step. Blocks of
// models that agree on all of it share one (see Band).
type world struct {
	m      *Model
	stops  func() bool // nil: never
	design draw.Design
	first  uint64
	n      int
	drawn  bool // with its curbs, and not only in part

	val     []lane.Vector // by number
	normals []float64     // scratch of the copulas

	foresight foresight
	booms     booms
	strains   restriction
	plan      plan

	*scene          // of the step at hand
	scenes []*scene // by step, as far as it is played; of trials met again
	keeps  bool     // it keeps them

	// Carried from step to step.
	grown []lane.Vector  // by plant: ρ, where it has not always been there
	shock []lane.Noise   // by sector
	noise [][]draw.Noise // by sector and trial

	// At the start.
	road     road
	underway []lane.Vector // by material, t
	onset    []lane.Vector // by material: step in which the first curb binds, +Inf for none

	*sketch
}

// sketch is scratch, and the number of each lane.
type sketch struct {
	number, rho, spare, imports, atScrap lane.Vector
	source                               lane.Source
	atUse                                lane.Index
	open                                 lane.Strain // of rivals where there are none
	apart                                []lane.Trade
}

func newWorld(m *Model) *world {
	w := &world{
		m: m, sketch: new(sketch), val: m.certain(), normals: make([]float64, len(m.numbers.list)+len(m.sectors)),
		grown: make([]lane.Vector, len(m.plants)), shock: make([]lane.Noise, len(m.sectors)), noise: make([][]draw.Noise, len(m.sectors)),
		road: make(road, len(m.sources)), underway: make([]lane.Vector, len(m.materials)), onset: make([]lane.Vector, len(m.materials)),
	}
	w.open.Free.Fill(1)
	w.scene = w.newScene()
	for l := range w.number {
		w.number[l] = float64(l)
	}
	for i := range w.noise {
		w.noise[i] = make([]draw.Noise, Lanes)
	}
	w.foresight = newForesight(m)
	w.strains.init(w)
	return w
}

// StopWhen lets stop end a play, or a draw, in the middle: it is asked every step,
// and more often while a world is drawn. Play then returns ErrStopped and has no
// results.
func (w *world) StopWhen(stop func() bool) { w.stops = stop }

func (w *world) stopped() error {
	if w.stops != nil && w.stops() {
		return ErrStopped
	}
	return nil
}

// trial returns the trial that a lane plays: lanes beyond the last trial repeat
// it, so that a block holds no trial that was not asked for.
func (w *world) trial(i int) uint64 { return w.first + uint64(min(i, w.n-1)) }

// meet draws all of trials first to first+n−1 that steps do not, unless it is there.
func (w *world) meet(d draw.Design, first uint64, n int) error {
	if w.drawn && w.first == first && w.n == n && sameDesign(w.design, d) {
		w.metAgain()
		return nil
	}
	if err := w.draw(d, first, n); err != nil {
		return err
	}
	err := w.restrict()
	w.drawn = err == nil
	return err
}

// draw draws the numbers and the episodes of trials first to first+n−1.
func (w *world) draw(d draw.Design, first uint64, n int) error {
	if n < 1 || n > Lanes {
		return fmt.Errorf("a block holds 1 to %d trials, not %d", Lanes, n)
	}
	w.design, w.first, w.n, w.drawn = d, first, n, false
	w.keeps, w.scenes = false, nil
	w.sample(w.m, w.val, nil)
	if err := w.check(w.m, w.val); err != nil {
		return err
	}
	w.foresee()
	w.foreseeShocks()
	return w.drawEpisodes()
}

// begin makes the world of the trials drawn ready for step 0. One with scenes stands behind the
// last of them, and goes on from there.
func (w *world) begin() {
	if len(w.scenes) > 0 {
		return
	}
	w.drawPlan()
	w.startShocks()
	for i := range w.blocked {
		w.blocked[i].Fill(0)
	}
	w.onsets()
	w.ship0()
}

// step advances the world by one step.
func (w *world) step(k int) {
	if w.enter(k) {
		return
	}
	w.trade(k) // curbs, outages and ramps
	w.shocks(k)
	for i := range w.shock {
		w.factor[i] = w.shock[i].Factor
	}
	for j := range w.m.plants {
		w.makeReady(j, k)
	}
	for _, t := range w.trades {
		if w.m.measured.Holds(k) {
			lane.Blocked(t)
		}
	}
}
