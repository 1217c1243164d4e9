package scenarios

import (
	"fmt"
	"math"
	"strings"

	"magnetsim/sim/chain"
	"magnetsim/sim/dist"
	"magnetsim/sim/unit"
)

// Assumption is one figure of a scenario, with what it rests on.
type Assumption struct {
	Path   string // place in the file
	Value  string // as written
	Means  string // as resolved, in readable units
	Basis  string // Measured, Derived or Judged as the file says; ByDefault; "" where nothing is said
	Source string
	Note   string
	Origin string // file:line:col, or "default"
}

// Assumptions returns every figure of the scenario, in the order of the format.
func (r *Resolved) Assumptions() []Assumption {
	return eachOf(r.figures, func(w written) Assumption {
		value := w.value
		if value.isLong() {
			value = value.get(valueKey)
		}
		return Assumption{Path: w.path, Value: plain(value), Means: r.means(w), Basis: w.ground(), Source: w.source, Note: w.note, Origin: w.value.at.String()}
	})
}

// plain is a value as written; a text alone needs no quotes.
func plain(n *node) string {
	if n.kind == scalar {
		return n.text
	}
	return flow(n)
}

// means says what a figure resolved to.
func (r *Resolved) means(w written) string {
	d := w.number.Dist
	if d == nil {
		return "as written"
	}
	if x, ok := dist.Fixed(d); ok {
		return r.shown(w, x, x)
	}
	p5, p50, p95 := r.percentiles(w)
	return fmt.Sprintf("%s; p5 %s, p50 %s, p95 %s", d.Family(), p5, p50, p95)
}

// percentiles shows the spread of a drawn figure, all in one unit.
func (r *Resolved) percentiles(w written) (p5, p50, p95 string) {
	q := w.number.Dist.Quantile
	middle := q(0.5)
	return r.shown(w, q(0.05), middle), r.shown(w, middle, middle), r.shown(w, q(0.95), middle)
}

// shown is a value of a figure for people: dates as dates, times in a unit that
// suits one of the size of like.
func (r *Resolved) shown(w written, x, like float64) string {
	switch {
	case w.spec.when:
		return r.calendar.Date(x).String()
	case w.number.Unit == "yr":
		return displayTime(x, like)
	}
	return unit.Format(x, w.number.Unit)
}

// times are the units in which times are shown, the longest first, and the
// length at which people begin to use them.
var times = []struct {
	unit        string
	years, from float64
}{
	{"years", 1, 3},
	{"months", 1.0 / 12, 0.25},
	{"weeks", 7 / chain.DaysPerYear, 14 / chain.DaysPerYear},
	{"days", 1 / chain.DaysPerYear, 0},
}

// displayTime writes years in days, weeks, months or years: in the longest in
// which like is a whole number, or else in the one that suits its size.
func displayTime(x, like float64) string {
	for _, t := range times {
		if n := like / t.years; n >= 1 && math.Abs(n-math.Round(n)) < 1e-9*n {
			return unit.Format(x/t.years, t.unit)
		}
	}
	for _, t := range times {
		if math.Abs(like) >= t.from {
			return unit.Format(x/t.years, t.unit)
		}
	}
	return unit.Format(x, "years")
}

// params writes the parameters of a distribution as resolved.
func params(d dist.Dist) string {
	return strings.Join(eachOf(d.Params(), func(p dist.Param) string { return fmt.Sprintf("%s=%.4g", p.Name, p.Value) }), " ")
}
