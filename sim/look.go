package sim

import (
	"math"
	"slices"

	"magnetsim/sim/draw"
	"magnetsim/sim/lane"
)

// Look is one trial at the end of a step, for those who want to know why it went
// as it did. Amounts are in tonnes, flows those of the step; every list stands in
// the order of the scenario. Nothing of it is computed unless it is asked for.
type Look struct {
	Subjects   []SubjectLook // as Model.Subjects lists them
	Delivered  []float64     // since the start, as Model.Sellers lists them
	Materials  []MaterialLook
	Sources    []SourceLook
	Plants     []PlantLook
	Stockpiles []StockpileLook
}

// SubjectLook is what shortfall is counted for: a sector, a material, a total.
type SubjectLook struct {
	Planned   float64 // b
	Effective float64 // e
	Used      float64
	Short     float64 // h
	Lost      float64
	Stock     float64 // X
	Target    float64 // rS, what the stock should be at the end of the step
	Forecast  float64 // F = rb
}

// MaterialLook is one material.
type MaterialLook struct {
	Made, Released float64
	Price          float64 // π, multiple of the base price
}

// SourceLook is one seller.
type SourceLook struct {
	Severity float64 // mean over the step of the strictest curb on it
	Delay    float64 // mean licence delay, years
	Nominal  float64 // CΔρ
	Capacity float64 // CΔρv
	Blocked  float64 // [min(n, K) − M]⁺
	Asked    float64
	Shipped  float64
	Lag      int // steps until what is shipped now arrives
}

// Outage is the share of the capacity that an outage takes.
func (s *SourceLook) Outage() float64 { return shareLost(s.Capacity, s.Nominal) }

func shareLost(left, whole float64) float64 {
	if !(whole > 0) {
		return 0
	}
	return positive(1 - left/whole)
}

// PlantLook is one plant.
type PlantLook struct {
	Nominal  float64 // CΔρ
	Capacity float64 // CΔρv
}

// Outage is the share of the capacity that an outage takes.
func (p *PlantLook) Outage() float64 { return shareLost(p.Capacity, p.Nominal) }

// StockpileLook is one strategic stock. The steps tell of its episode: where Begun
// is not −1 its condition held first in Begun and last in Last, and it may release
// from Begun + Delay on.
type StockpileLook struct {
	Level, Target, Released, Bought float64
	Stock, Forecast                 float64 // own stock of those who may draw, and their forecast use
	Short                           float64 // h of those who may draw
	Begun, Last, Delay              int
}

// SubjectNote names a subject, and lists the materials of its stage of the chain.
type SubjectNote struct {
	Name      string
	Kind      Subject
	Stage     string
	Materials []int
}

// Seller is what one origin sells of one stage of the chain.
type Seller struct {
	Origin string
	Stage  string
}

// Subjects lists what shortfall is counted for, and what plants take in.
func (m *Model) Subjects() []SubjectNote {
	var all []SubjectNote
	for _, s := range slices.Concat(m.subjects, m.feeds) {
		stage := m.materials[m.consumers[s.lines[0]].material].stage
		among := where(m.materials, func(x material) bool { return x.stage == stage })
		all = append(all, SubjectNote{s.name, s.kind, stage, among})
	}
	return all
}

// Sellers lists the origins, stage by stage.
func (m *Model) Sellers() []Seller {
	return looks(m.accounts, func(_ int, a *account) Seller { return Seller{Origin: m.origins[a.origin], Stage: a.stage} })
}

// Look returns a trial, by its place in the block, at the step that observe was
// called with.
func (b *Block) Look(trial, step int) Look {
	return Look{
		Subjects: b.lookSubjects(trial), Delivered: looks(b.ledger.delivered, func(_ int, x *lane.Vector) float64 { return x[trial] }),
		Materials: looks(b.mat, func(_ int, s *lane.Material) MaterialLook {
			return MaterialLook{Made: s.Made[trial], Released: s.Released[trial], Price: s.Price[trial]}
		}),
		Sources: b.lookSources(trial, step),
		Plants: looks(b.plt, func(i int, _ *lane.Plant) PlantLook {
			return PlantLook{Nominal: b.plan.ready(i, step)[trial], Capacity: b.ready[i][trial]}
		}),
		Stockpiles: b.lookStockpiles(trial),
	}
}

// looks returns what is seen of each of all.
func looks[T, L any](all []T, look func(i int, x *T) L) []L {
	seen := make([]L, len(all))
	for i := range all {
		seen[i] = look(i, &all[i])
	}
	return seen
}

func (b *Block) lookSubjects(l int) []SubjectLook {
	return looks(slices.Concat(b.m.subjects, b.m.feeds), func(_ int, s *subject) (x SubjectLook) {
		for _, c := range s.lines {
			con := &b.con[c]
			if b.m.consumers[c].plant >= 0 {
				x.Used += con.Effective[l] - con.Short[l]
			}
			x.Planned += b.base[c][l]
			x.Effective += con.Effective[l]
			x.Used += con.Used[l]
			x.Short += con.Short[l]
			x.Lost += con.Lost[l]
			x.Stock += con.Stock[l]
			x.Target += con.Ratio[l] * con.Cover[l]
			x.Forecast += con.Ratio[l] * b.base[c][l]
		}
		return x
	})
}

func (b *Block) lookSources(l, k int) []SourceLook {
	return looks(b.src, func(j int, s *lane.Source) SourceLook {
		o, x := &b.offer[j], b.strains.at(b.m.sources[j].exposure, k)
		return SourceLook{
			Severity: positive(1 - x.Free[l] - x.Quota[l]), Delay: x.Delay[l], Nominal: o.Nominal[l], Capacity: o.trade.Capacity[l],
			Blocked: positive(min(o.Normal[l], o.trade.Capacity[l]) - o.Most[l]),
			Asked:   s.Ask[l], Shipped: s.Ship[l], Lag: int(o.lag[l]),
		}
	})
}

func (b *Block) lookStockpiles(l int) []StockpileLook {
	return looks(b.pile, func(i int, s *lane.Pile) StockpileLook {
		x := StockpileLook{
			Level: s.Level[l], Target: s.Goal[l], Released: s.Released[l], Bought: s.Bought[l],
			Begun: int(s.Begun[l]), Last: int(s.Last[l]), Delay: int(s.Delay[l]),
		}
		for _, c := range b.m.stockpiles[i].eligible {
			con := &b.con[c]
			x.Stock += con.Stock[l]
			x.Forecast += con.Ratio[l] * b.base[c][l]
			x.Short += con.Short[l]
		}
		return x
	})
}

// Begins returns the years after the start at which each source and each plant
// begins in a trial: −Inf for what was always there, +Inf for what never comes.
func (b *Block) Begins(trial int) (sources, plants []float64) {
	begin := func(x existence) float64 {
		switch {
		case x.always:
			return math.Inf(-1)
		case b.val[x.won][trial] == 0:
			return math.Inf(1)
		}
		return b.val[x.start][trial]
	}
	for _, s := range b.m.sources {
		sources = append(sources, begin(s.exists))
	}
	for _, p := range b.m.plants {
		plants = append(plants, begin(p.exists))
	}
	return sources, plants
}

// Visit is one time in force of a curb in a trial. Times are in years after the
// start; one that was there before it begins long before.
type Visit struct {
	Curb            int
	State           int // the regime, −1 of a scheduled curb
	Start, End      float64
	Easing          float64 // years from End until the severity has fallen to 0
	Severity, Delay float64 // a share; years
}

// Visits returns the times in force of all curbs in a trial of the block last
// played, curb by curb in the order of time.
func (b *Block) Visits(trial int) []Visit {
	var all []Visit
	for c := range b.m.curbs {
		states := b.statesOf(c, trial)
		for i, e := range b.strains.episodes[c][trial] {
			v := Visit{Curb: c, State: -1, Start: e.Start, End: e.End, Easing: e.Easing, Severity: e.Severity, Delay: e.Delay}
			if i < len(states) {
				v.State = states[i]
			}
			all = append(all, v)
		}
	}
	return all
}

// statesOf walks the regimes of curb c once more, the same way, and notes which
// are visited; nil for a scheduled curb.
func (b *Block) statesOf(c, trial int) []int {
	if b.m.curbs[c].regimes == nil {
		return nil
	}
	b.strains.trial = trial
	w := b.regimes(c)
	var path []int
	for i := range w.States {
		easing := w.States[i].Easing // read once a visit
		w.States[i].Easing = func(k uint32) float64 {
			path = append(path, i)
			return easing(k)
		}
	}
	w.Episodes(float64(b.m.steps)*b.m.dt, nil)
	return path
}

// Severities returns, by curb and step, the mean severity of a curb itself in a
// trial of the block last played, before the shares of its hits.
func (b *Block) Severities(trial int) [][]float64 {
	w := &b.strains
	w.average.First = 0
	all := make([][]float64, len(b.m.curbs))
	for c := range all {
		a := w.average.Average(w.episodes[c][trial], b.m.steps)
		for k, f := range a.Free {
			all[c] = append(all[c], positive(1-f-a.Quota[k]))
		}
	}
	return all
}

// Draw draws the world of trials first to first+n−1 of the design as Play does, n at
// most Lanes, and plays none of it: Input, Begins and Visits then tell of it, and
// nothing else does. It takes a small part of the time.
func (b *Block) Draw(d draw.Design, first uint64, n int) error {
	if err := b.draw(d, first, n); err != nil {
		return err
	}
	return b.ownNumbers()
}
