package sim

import (
	"math"
	"slices"
	"strings"

	"magnetsim/sim/chain"
	"magnetsim/sim/lane"
)

// telling is how a metric is told of a part of the horizon.
type telling uint8

const (
	summed  telling = iota + 1 // by what came in it: what had come by its end, less what had by its beginning
	byLine                     // anew, from what each line wanted and lost in it
	atEnd                      // as it is at its end
	extreme                    // by the greatest, or the least, of its steps (compiler.extreme)
)

// tellings are those of the measures that can be told of a period. The others look at the
// whole: a spell or a recovery may begin in one year and end in another.
var tellings = map[string]telling{
	"shortfall": summed, "demand": summed, "time_short": summed, "delayed": summed, "priced_out": summed,
	"given_up": summed, "moved": summed, "moved_in": summed, "substitution_cost": summed,
	"value_lost": summed, "units_lost": summed, "surcharge": summed, "premium": summed, "burden": summed,
	"released": summed, "released_to": summed, "bought": summed, "time_exhausted": summed,
	"purchase": summed, "holding": summed, "end_value": summed, "cost": summed, "outlay": summed, "yearly_cost": summed,
	"delivered": summed, "blocked": summed,
	"shortfall_share": byLine, "shortage": byLine,
	"backlog":    atEnd,
	"worst_step": extreme, "first_short": extreme, "peak_price": extreme,
	"lowest": extreme, "filled": extreme, "exhausted": extreme, "first_release": extreme, "first_full": extreme,
}

// mostYears is the number of calendar years that are told unasked at most: no table shows
// more.
const mostYears = 20

// everyYear reports whether a metric is told of every year unasked.
func everyYear(m Metric) bool {
	switch m.Measure {
	case "shortfall":
		return m.Kind == OfTotal || m.Kind == OfSector
	case "value_lost", "cost", "outlay":
		return m.Kind == OfTotal
	case "purchase":
		return true
	}
	return false
}

// window is a metric of a period.
type window struct {
	of      int // metric
	how     telling
	period  chain.Period
	running int // index of what is extreme, −1 for none
}

// running is a vector of which a metric tells the greatest or the least so far.
type running struct {
	of    int // metric
	least bool
	at    func(b *Block) *lane.Vector
}

// nothing is what the extreme of no step is.
func (r *running) nothing() float64 {
	if r.least {
		return math.Inf(1)
	}
	return 0
}

func (r *running) merge(x, y *lane.Vector) {
	if r.least {
		lane.Fall(x, y)
	} else {
		lane.Rise(x, y)
	}
}

// extreme notes of the metric that was reported last that it is the greatest or the least
// of all steps so far.
func (c *compiler) extreme(least bool, at func(b *Block) *lane.Vector) {
	c.extremes = append(c.extremes, running{len(c.m.metrics) - 1, least, at})
}

// compilePeriods adds the metrics of periods, behind all others.
func (c *compiler) compilePeriods() {
	c.m.edges = make([]bool, c.m.steps+1)
	c.m.edges[c.m.measured.From], c.m.edges[c.m.measured.To] = true, true
	whole := len(c.m.metrics)
	if years := c.s.Years(); len(years) <= mostYears {
		for i, m := range c.m.metrics[:whole] {
			if everyYear(m) {
				for _, p := range years {
					c.window(i, p)
				}
			}
		}
	}
	for _, name := range c.s.Measure.Also {
		base, label, _ := strings.Cut(name, "@")
		i := slices.IndexFunc(c.m.metrics[:whole], func(m Metric) bool { return m.Name == base })
		if p, err := c.s.Period(label); err == nil && i >= 0 {
			c.window(i, p)
		}
	}
}

// window adds a metric of a period, if it can be told and is not there.
func (c *compiler) window(of int, p chain.Period) {
	m := c.m.metrics[of]
	name := m.Name + "@" + p.Label
	how := tellings[m.Measure]
	if how == 0 || slices.ContainsFunc(c.m.metrics, func(x Metric) bool { return x.Name == name }) {
		return
	}
	m.Name, m.Subject, m.Kind, m.Period = name, m.Subject+"@"+p.Label, OfPeriod, p.Label
	m.Doc = strings.TrimSuffix(m.Doc, ".") + "; " + p.Words() + "."
	w := window{of, how, p, -1}
	if how == extreme {
		w.running = slices.IndexFunc(c.m.runnings, func(r running) bool { return r.of == of })
		if w.running < 0 {
			i := slices.IndexFunc(c.extremes, func(r running) bool { return r.of == of })
			w.running = len(c.m.runnings)
			c.m.runnings = append(c.m.runnings, c.extremes[i])
		}
	}
	c.m.metrics, c.m.windows = append(c.m.metrics, m), append(c.m.windows, w)
	c.m.edges[p.From], c.m.edges[p.To] = true, true
}

// PeriodWords says when a period of a metric is: "in 2028" of the year 2028.
func PeriodWords(label string) string { return chain.Period{Label: label}.Words() }
