package study

import (
	"cmp"
	"math"
	"slices"
)

// Restriction is a time in which curbs that can reach a stage have a severity, and
// what came of it until the goods ordered at its end were due, or until the next.
// Tonnes; steps.
type Restriction struct {
	From, To   int     // steps with a severity: From to To−1
	Begin, End float64 // years after the start, within these steps
	Until      int     // what came of it is looked at from From to Until−1
	Cut        bool    // Until is the horizon or the beginning of the next
	Curbs      []string
	Held       []Held  // sellers under a severity, the strictest first
	Peak       float64 // largest mean severity of a step on a source
	Worst      string  // the material of which most goes unmet, where sectors use several
	WorstShare float64 // its share of what goes unmet
	Blocked    float64 // of the sources' normal volume
	Refused    float64 // ordered from restricted sources and not shipped by them
	Moved      float64 // sent by sources beyond what was ordered from them
	Released   float64 // by strategic stocks
	Made       float64 // at home
	Needed     float64
	Short      float64 // newly unmet
	Stock      Fall
}

// Held is a seller under a curb.
type Held struct {
	Seller string
	Peak   float64 // largest mean severity of a step
}

// Fall is how far own stocks fell, of the material of which they fell lowest.
type Fall struct {
	Material string  // "" where sectors use but one
	Before   float64 // days, at the end of the step before
	Lowest   float64 // days
	At       int     // the step in which they are lowest
}

// Restrictions returns the restrictions of a ledger's stage, in order of time.
func (t *Trial) Restrictions(g *Ledger) []Restriction {
	spells := t.spells(g.restricted)
	var all []Restriction
	for n, p := range spells {
		end := len(t.Steps)
		if n+1 < len(spells) {
			end = spells[n+1].From
		}
		r := t.span(g, p, end)
		t.timed(&r, g)
		t.held(&r, g.sources)
		t.sent(&r, g.sources)
		g.cameOf(&r)
		all = append(all, r)
	}
	return all
}

// restricted reports whether a curb has a severity in a step. What reaches a source
// by another one's curb, with a lag, may last longer.
func (g *Ledger) restricted(k int) bool {
	return slices.ContainsFunc(g.Rows[k].Severity, func(s float64) bool { return s > rounding })
}

// rounding is a severity, or a share of what is needed, below which there is none.
const rounding = 1e-9

// span sets from when to when a restriction is looked at: until the goods are due
// that are ordered at its end from any source.
func (t *Trial) span(g *Ledger, p spell, end int) Restriction {
	lag := t.longestLag(g.sources, p.To)
	return Restriction{From: p.From, To: p.To, Until: min(end, p.To+lag), Cut: p.To+lag > end}
}

// timed names the curbs in force and sets when, within its first and its last
// step, a restriction begins and ends.
func (t *Trial) timed(r *Restriction, g *Ledger) {
	from, to := t.years(r.From), t.years(r.To)
	r.Begin, r.End = to, from
	for _, v := range t.Visits {
		name := t.scenario.Curbs[v.Curb].Name
		begin, end := max(v.Start, from), min(v.End+v.Easing, to)
		if !(v.Severity > 0) || begin >= end || !slices.Contains(g.Curbs, name) {
			continue
		}
		r.Begin, r.End = min(r.Begin, begin), max(r.End, end)
		if !slices.Contains(r.Curbs, name) {
			r.Curbs = append(r.Curbs, name)
		}
	}
}

// held lists the sellers under a severity, also of one that comes with a lag.
func (t *Trial) held(r *Restriction, sources []int) {
	for _, j := range sources {
		peak := 0.0
		for k := r.From; k < r.Until; k++ {
			peak = max(peak, t.Steps[k].Sources[j].Severity)
		}
		if peak <= rounding {
			continue
		}
		origin := t.scenario.Sources[j].Origin
		i := slices.IndexFunc(r.Held, func(h Held) bool { return h.Seller == origin })
		if i < 0 {
			i, r.Held = len(r.Held), append(r.Held, Held{Seller: origin})
		}
		r.Held[i].Peak = max(r.Held[i].Peak, peak)
	}
	slices.SortStableFunc(r.Held, func(a, b Held) int { return cmp.Compare(b.Peak, a.Peak) })
}

// sent adds up what sources sent and what they could not.
func (t *Trial) sent(r *Restriction, sources []int) {
	for k := r.From; k < r.Until; k++ {
		for _, j := range sources {
			x := &t.Steps[k].Sources[j]
			r.Blocked += x.Blocked
			r.Moved += max(0, x.Shipped-x.Asked)
			if x.Severity > rounding {
				r.Peak = max(r.Peak, x.Severity)
				r.Refused += max(0, x.Asked-x.Shipped)
			}
		}
	}
}

// cameOf adds up what a restriction meant for those who use the goods.
func (g *Ledger) cameOf(r *Restriction) {
	r.Stock = g.fall(r.From, r.Until)
	for k := r.From; k < r.Until; k++ {
		row := &g.Rows[k]
		r.Released += row.Released
		r.Made += row.Made
		r.Needed += row.Needed
		r.Short += row.Unmet()
	}
	for i, name := range g.Materials {
		short := total(r.From, r.Until, func(k int) float64 { return g.Rows[k].ShortOf[i] })
		if share := short / r.Short; share > r.WorstShare {
			r.Worst, r.WorstShare = name, share
		}
	}
}

// fall finds where own stocks are lowest from one step to before another.
func (g *Ledger) fall(from, to int) Fall {
	f := Fall{Lowest: math.Inf(1)}
	see := func(material string, cover func(k int) float64) {
		for k := from; k < to; k++ {
			if x := cover(k); x < f.Lowest-rounding {
				f = Fall{material, cover(max(0, from-1)), x, k}
			}
		}
	}
	for i, name := range g.Materials {
		see(name, func(k int) float64 { return g.Rows[k].CoverOf[i] })
	}
	if len(g.Materials) == 0 {
		see("", func(k int) float64 { return g.Rows[k].Cover })
	}
	return f
}
