package sim

import (
	"unsafe"

	"magnetsim/sim/lane"
)

// scene is what a world shows of a step to those who play in it. A world that meets the same
// trials again keeps a scene a step, since no policy changes it, and shows them from then on;
// any other works every step out in the same one.
type scene struct {
	base    []*lane.Vector // by consumer: b, planned requirement, t
	market  []lane.Market  // by material
	buyers  [][]lane.Buyer // by material: of its consumers what the plan says of the step
	trades  [][]lane.Trade // by material: its sources
	offer   []offer        // by source
	ready   []*lane.Vector // by plant: K = CΔρv, t
	halted  []lane.Vector  // by plant: the same where outages stop it
	factor  []lane.Vector  // by sector: exp(σZ − σ²/2), the noise of its demand
	blocked []lane.Vector  // by account, so far: what curbs kept from being shipped, t
}

// offer is what a source can do in the step at hand.
type offer struct {
	*lane.Offer
	trade *lane.Trade
	lag   [Lanes]int32 // ℓ, steps
	alike bool         // ℓ is the same in all lanes
}

// newScene returns a scene of no step yet.
func (w *world) newScene() *scene {
	m := w.m
	s := &scene{
		base: make([]*lane.Vector, len(m.consumers)), market: make([]lane.Market, len(m.materials)),
		buyers: make([][]lane.Buyer, len(m.materials)), trades: make([][]lane.Trade, len(m.materials)), offer: make([]offer, len(m.sources)),
		ready: make([]*lane.Vector, len(m.plants)), halted: make([]lane.Vector, len(m.plants)),
		factor: make([]lane.Vector, len(m.sectors)), blocked: make([]lane.Vector, len(m.accounts)),
	}
	offers := make([]lane.Offer, len(m.sources))
	for i := range m.materials {
		w.list(s, i, offers)
	}
	return s
}

// list makes the lists of material m's buyers and sources, with what stays the same.
func (w *world) list(s *scene, m int, offers []lane.Offer) {
	mat, market := &w.m.materials[m], &s.market[m]
	s.buyers[m] = make([]lane.Buyer, len(mat.consumers))
	s.trades[m] = make([]lane.Trade, len(mat.sources))
	for n, j := range mat.sources {
		o, t := &s.offer[j], &s.trades[m][n]
		*t = lane.Trade{Offer: &offers[j], Rivals: &w.open, Imports: &market.Imports, Planned: &market.Use, Blocked: &s.blocked[w.m.sources[j].account]}
		o.Offer, o.trade = t.Offer, t
		if len(mat.newcomers) > 0 {
			come := make([]lane.Vector, 2)
			t.Imports, t.Planned = &come[0], &come[1]
		}
	}
}

// goOn takes over from the scene of the step before what lasts from step to step.
func (s *scene) goOn(last *scene) {
	for j := range s.offer {
		o, x := &s.offer[j], &last.offer[j]
		o.Nominal, o.Share, o.Kappa, o.Offer.Lag = x.Nominal, x.Share, x.Kappa, x.Offer.Lag
		o.lag, o.alike = x.lag, x.alike
	}
	copy(s.blocked, last.blocked)
}

// mostScenes is how many bytes of scenes a world keeps at most.
const mostScenes = 64 << 20

// metAgain lets the world keep scenes, where they are not too large: who meets the same trials
// again will do so once more.
func (w *world) metAgain() {
	m := w.m
	vectors := len(m.sectors) + len(m.accounts) + len(m.plants) + len(m.consumers) // with their rows of the plan
	each := vectors*int(unsafe.Sizeof(lane.Vector{})) + len(m.sources)*int(unsafe.Sizeof(lane.Offer{})) +
		len(m.materials)*int(unsafe.Sizeof(lane.Market{})+unsafe.Sizeof(lane.Outlook{}))
	w.keeps = each*m.steps <= mostScenes
}

// enter brings the world to the scene of step k, and reports whether that is there already.
func (w *world) enter(k int) bool {
	if k < len(w.scenes) {
		w.scene = w.scenes[k]
		return true
	}
	if w.keeps {
		next := w.newScene()
		next.goOn(w.scene)
		w.scene, w.scenes = next, append(w.scenes, next)
	}
	return false
}

// forget lets go of the scenes that are kept.
func (w *world) forget() { w.keeps, w.scenes, w.plan = false, nil, plan{} }
