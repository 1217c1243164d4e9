package study

import (
	"slices"

	"magnetsim/sim"
	"magnetsim/sim/chain"
)

// Ledger is what flowed in a trial, step by step, within one stage of the chain.
type Ledger struct {
	Stage      string
	Subject    string   // its total, as in shortfall.SUBJECT
	Curbs      []string // that hit its sources
	Sellers    []string // origins
	Sectors    []string
	Materials  []string // where the sectors use several
	Stockpiles []string
	Rows       []LedgerRow // by step

	places
}

// LedgerRow is one step, in tonnes; stocks are those at its end.
type LedgerRow struct {
	Severity []float64 // by curb: mean over the step, a share
	Delay    float64   // the longest licence delay on a source, years
	Ordered  float64   // of all sources
	Arrived  []float64 // by seller
	Made     float64   // at home
	Released float64   // by strategic stocks
	Bought   float64   // for them
	Needed   float64   // effective demand
	Used     float64
	Short    []float64 // by sector: newly unmet
	ShortOf  []float64 // by material: newly unmet
	Stock    float64   // of the sectors
	Target   float64
	Cover    float64   // days that the stock lasts at forecast use
	CoverOf  []float64 // by material: days
	Level    []float64 // by stockpile
}

// places are where what a ledger tells of stands in a look, or in the scenario.
type places struct {
	total                                   int // among the subjects, as sectors and grades are
	curbs, sources, sellers, sectors, piles []int
	grades                                  []int // materials that sectors use
	materials                               []int // of the stage
}

// Ledgers returns the ledger of each stage that sectors use.
func (t *Trial) Ledgers() []*Ledger { return t.ledgers(sim.OfTotal, sim.OfSector, sim.OfMaterial) }

// Feeds returns the ledger of each stage that plants use: its sectors are plants.
func (t *Trial) Feeds() []*Ledger { return t.ledgers(sim.OfFeeds, sim.OfPlant, sim.OfFeed) }

func (t *Trial) ledgers(total, users, grades sim.Subject) []*Ledger {
	totals := where(t.subjects, func(x sim.SubjectNote) bool { return x.Kind == total })
	return each(totals, func(i int) *Ledger { return t.ledger(i, users, grades) })
}

func (t *Trial) ledger(at int, users, grades sim.Subject) *Ledger {
	stage := t.subjects[at].Stage
	subjects := func(kind sim.Subject) []int {
		return where(t.subjects, func(x sim.SubjectNote) bool { return x.Kind == kind && x.Stage == stage })
	}
	p := places{
		total: at, sectors: subjects(users), grades: subjects(grades), materials: t.subjects[at].Materials,
		sources: where(t.scenario.Sources, func(s chain.Source) bool { return t.stageOf(s.Material) == stage }),
		sellers: where(t.model.Sellers(), func(s sim.Seller) bool { return s.Stage == stage }),
		piles:   where(t.scenario.Stockpiles, func(s chain.Stockpile) bool { return t.stageOf(s.Material) == stage }),
	}
	p.curbs = where(t.scenario.Curbs, func(c chain.Curb) bool { return t.hits(c, p.sources) })
	subject := func(x sim.SubjectNote) string { return x.Name }
	g := &Ledger{
		Stage: stage, Subject: t.subjects[at].Name, places: p,
		Curbs:      named(t.scenario.Curbs, p.curbs, func(c chain.Curb) string { return c.Name }),
		Sellers:    named(t.model.Sellers(), p.sellers, func(s sim.Seller) string { return s.Origin }),
		Sectors:    named(t.subjects, p.sectors, subject),
		Materials:  named(t.subjects, p.grades, subject),
		Stockpiles: named(t.scenario.Stockpiles, p.piles, func(s chain.Stockpile) string { return s.Name }),
	}
	for k := range t.Steps {
		g.Rows = append(g.Rows, t.row(k, p))
	}
	return g
}

// where returns the places at which something holds.
func where[T any](all []T, holds func(T) bool) (places []int) {
	for i, x := range all {
		if holds(x) {
			places = append(places, i)
		}
	}
	return places
}

// named returns the names of what stands at some places.
func named[T any](all []T, places []int, name func(T) string) []string {
	return each(picked(all, places), name)
}

// hits reports whether a curb can reach one of the sources.
func (t *Trial) hits(c chain.Curb, sources []int) bool {
	for _, h := range c.Hits {
		for _, j := range sources {
			if s := t.scenario.Sources[j]; s.Origin == h.Origin && (len(h.Materials) == 0 || slices.Contains(h.Materials, s.Material)) {
				return true
			}
		}
	}
	return false
}

func (t *Trial) row(k int, p places) LedgerRow {
	now := &t.Steps[k]
	total := &now.Subjects[p.total]
	r := LedgerRow{Needed: total.Effective, Used: total.Used, Stock: total.Stock, Target: total.Target, Cover: t.days(total.Stock, total.Forecast)}
	for _, c := range p.curbs {
		r.Severity = append(r.Severity, t.Severity[c][k])
	}
	for _, j := range p.sources {
		r.Ordered += now.Sources[j].Asked
		r.Delay = max(r.Delay, now.Sources[j].Delay)
	}
	for _, i := range p.sellers {
		r.Arrived = append(r.Arrived, t.delivered(i, k))
	}
	for _, m := range p.materials {
		r.Made += now.Materials[m].Made
		r.Released += now.Materials[m].Released
	}
	for _, i := range p.sectors {
		r.Short = append(r.Short, now.Subjects[i].Short)
	}
	for _, i := range p.grades {
		x := &now.Subjects[i]
		r.ShortOf, r.CoverOf = append(r.ShortOf, x.Short), append(r.CoverOf, t.days(x.Stock, x.Forecast))
	}
	for _, i := range p.piles {
		r.Level = append(r.Level, now.Stockpiles[i].Level)
		r.Bought += now.Stockpiles[i].Bought
	}
	return r
}

// delivered returns what a seller delivered in a step: the difference of two
// sums, of which what is below their rounding is nothing.
func (t *Trial) delivered(seller, k int) float64 {
	now, before := t.Steps[k].Delivered[seller], 0.0
	if k > 0 {
		before = t.Steps[k-1].Delivered[seller]
	}
	if now-before <= rounding*1e-3*now {
		return 0
	}
	return now - before
}

// days returns how long a stock lasts at a use a step; 0 where nothing is used.
func (t *Trial) days(stock, use float64) float64 {
	if !(use > 0) {
		return 0
	}
	return stock / use * t.model.StepYears() * chain.DaysPerYear
}

// Arrivals returns what arrives of all sellers in a row.
func (r *LedgerRow) Arrivals() float64 { return summed(r.Arrived) }

// Unmet returns what is newly unmet of all sectors in a row.
func (r *LedgerRow) Unmet() float64 { return summed(r.Short) }

// came returns what came to the sectors.
func (r *LedgerRow) came() float64 { return r.Arrivals() + r.Made + r.Released - r.Bought }
