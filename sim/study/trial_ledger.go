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

// Ledgers returns the ledger of each stage that sectors use.
func (t *Trial) Ledgers() []*Ledger {
	var all []*Ledger
	for _, i := range t.totals() {
		all = append(all, t.ledger(i))
	}
	return all
}

// places are where the entries of a ledger stand in a look.
type places struct {
	total                          int
	curbs, sellers, sectors, piles []int
	grades                         []int // materials that sectors use, among the subjects
	sources, materials             []int
}

func (t *Trial) ledger(total int) *Ledger {
	note := t.subjects[total]
	g := &Ledger{Stage: note.Stage, Subject: note.Name}
	p := places{total: total, sectors: t.sectorsOf(note.Stage), sources: t.sourcesOf(note.Stage), materials: note.Materials}
	for i, c := range t.scenario.Curbs {
		if t.hits(c, p.sources) {
			g.Curbs, p.curbs = append(g.Curbs, c.Name), append(p.curbs, i)
		}
	}
	for i, s := range t.model.Sellers() {
		if s.Stage == note.Stage {
			g.Sellers, p.sellers = append(g.Sellers, s.Origin), append(p.sellers, i)
		}
	}
	for _, i := range p.sectors {
		g.Sectors = append(g.Sectors, t.subjects[i].Name)
	}
	for i, x := range t.subjects {
		if x.Kind == sim.OfMaterial && x.Stage == note.Stage {
			g.Materials, p.grades = append(g.Materials, x.Name), append(p.grades, i)
		}
	}
	for i, x := range t.scenario.Stockpiles {
		if t.stageOf(x.Material) == note.Stage {
			g.Stockpiles, p.piles = append(g.Stockpiles, x.Name), append(p.piles, i)
		}
	}
	for k := range t.Steps {
		g.Rows = append(g.Rows, t.row(k, p))
	}
	return g
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
func (r *LedgerRow) Arrivals() (sum float64) {
	for _, x := range r.Arrived {
		sum += x
	}
	return sum
}

// Unmet returns what is newly unmet of all sectors in a row.
func (r *LedgerRow) Unmet() (sum float64) {
	for _, x := range r.Short {
		sum += x
	}
	return sum
}
