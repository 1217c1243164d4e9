package scenarios

import (
	"fmt"
	"strings"

	"magnetsim/sim/dist"
	"magnetsim/sim/unit"
)

// Assumption is one figure of a scenario, with what it rests on.
type Assumption struct {
	Path   string // place in the file
	Value  string // as written
	Means  string // as resolved, in readable units
	Source string
	Note   string
	Origin string // file:line:col, or "default"
}

// Assumptions returns every figure of the scenario, in the order of the format.
func (r *Resolved) Assumptions() []Assumption {
	out := make([]Assumption, 0, len(r.figures))
	for _, w := range r.figures {
		value := w.value
		if inner := value.get("value"); inner != nil && value.kind == mapping {
			value = inner
		}
		out = append(out, Assumption{Path: w.path, Value: plain(value), Means: r.means(w), Source: w.source, Note: w.note, Origin: w.value.at.String()})
	}
	return out
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
		return r.shown(w, x)
	}
	return fmt.Sprintf("%s; p5 %s, p50 %s, p95 %s", d.Family(), r.shown(w, d.Quantile(0.05)), r.shown(w, d.Quantile(0.5)), r.shown(w, d.Quantile(0.95)))
}

// shown is a value of a figure for people: dates as dates, times in the unit
// that suits them.
func (r *Resolved) shown(w written, x float64) string {
	if w.spec.when {
		return r.start.AddYears(x).String()
	}
	return display(x, w.number.Unit)
}

// display writes a value in base units for people.
func display(x float64, u string) string {
	switch u {
	case "yr":
		return displayTime(x)
	case "per yr", "share/yr":
		return unit.Format(x, u)
	}
	return unit.Format(x, u)
}

// displayTime writes years in days, weeks, months or years. Between them lie
// the lengths at which people change over.
func displayTime(years float64) string {
	days := years * 365.25
	switch {
	case days < 0:
		return "-" + displayTime(-years)
	case days < 14:
		return unit.Format(days, "days")
	case days < 91:
		return unit.Format(days/7, "weeks")
	case years < 3:
		return unit.Format(years*12, "months")
	}
	return unit.Format(years, "years")
}

// params writes the parameters of a distribution as resolved.
func params(d dist.Dist) string {
	var parts []string
	for _, p := range d.Params() {
		parts = append(parts, fmt.Sprintf("%s=%.4g", p.Name, p.Value))
	}
	return strings.Join(parts, " ")
}
