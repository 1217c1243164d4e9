package figure

import (
	"fmt"
	"math"

	"magnetsim/output"
	"magnetsim/sim/unit"
)

// mostDrivers is how many inputs a tornado shows.
const mostDrivers = 15

// drawTornado is the tornado of a run's chief shortfall, of the inputs that its
// report holds.
func drawTornado(r *output.Report, _ int) (Drawing, bool) {
	if r.Drivers == nil {
		return Drawing{}, false
	}
	return Tornado(r.Drivers)
}

// Tornado draws how much the mean of an outcome changes from the lowest to the
// highest tenth of the inputs that it goes with most, of those that are told apart
// from noise, the largest change first. It is false where none is.
func Tornado(o *output.Drivers) (Drawing, bool) {
	shown := o.Strongest()
	w := played(o.Head, "What the "+clean(o.Head.Titles.Metric(o.Metric))+" goes with", clean(o.Variant.Label()), unit.Counted(o.Head.Trials, "trial"))
	line := fmt.Sprintf("Of %d inputs that vary, %d cannot be told from noise", o.Inputs, o.Inputs-o.Apart)
	if more := o.Apart - len(shown); more > 0 {
		line += fmt.Sprintf(", and %d more are weaker", more)
	}
	w.notes = []string{line + ". An input shares the effect of those it is correlated with."}
	w.shows = "Change of the mean from the lowest to the highest tenth of each input, the largest first: " + inTurn(shown, "; ", func(x output.Driver) string {
		return clean(o.Head.Titles.Path(x.Input)) + " " + between(x.Change, o.Unit)
	}) + "."
	data := func() []datum {
		return flat(shown, func(x output.Driver) []datum {
			return []datum{estimated(o.Variant.Label(), x.Input, "change", o.Unit, x.Change), estimated(o.Variant.Label(), x.Input, "rank_correlation", "", x.Rank)}
		})
	}
	return w.drawing("tornado", data, func(c *chart, l look) {
		b := spansOf(l, len(shown), "Change with its 95% interval (bootstrap)")
		m := measureOf(o.Unit, highest(mapped(shown, func(x output.Driver) float64 { return math.Abs(x.Change.Value) })))
		for _, x := range shown {
			text := m.number(x.Change.Value)
			if x.Change.Value > 0 {
				text = "+" + text
			}
			b.row(clean(o.Head.Titles.Path(x.Input)))
			b.add(0, x.Change, text)
		}
		b.on(c, "Change of the mean, from the lowest to the highest tenth of the input", m)
	}), len(shown) > 0
}

// mostLegs is how many inputs a spider shows: more cannot be told apart.
const mostLegs = 6

// Spider draws the mean of an outcome over the tenths of each input that is told
// apart from noise, the six strongest. It is false where none is.
func Spider(o *output.Drivers) (Drawing, bool) {
	shown := o.Told()
	shown = shown[:min(len(shown), mostLegs)]
	w := played(o.Head, "How the "+clean(o.Head.Titles.Metric(o.Metric))+" goes with its strongest inputs", clean(o.Variant.Label()), unit.Counted(o.Head.Trials, "trial"))
	w.notes = []string{"Each point is the mean over a tenth of the trials by one input, whatever the others are. Bands: 95% sampling error."}
	w.shows = "Mean over the tenths of each input, from the lowest to the highest: " + inTurn(only(shown, func(x output.Driver) bool { return len(x.Deciles) > 0 }), "; ", func(x output.Driver) string {
		return fmt.Sprintf("%s from %s to %s", clean(o.Head.Titles.Path(x.Input)), amount(x.Deciles[0].Output, o.Unit), amount(x.Deciles[len(x.Deciles)-1].Output, o.Unit))
	}) + "."
	data := func() []datum {
		return flat(shown, func(x output.Driver) []datum {
			return mapped(x.Deciles, func(g output.Decile) datum {
				return estimated(o.Variant.Label(), x.Input, "mean", o.Unit, output.Interval{Value: g.Output, Low: g.Low, High: g.High}).at(g.Input, x.Unit)
			})
		})
	}
	return w.drawing("spider", data, func(c *chart, l look) {
		c.x = xaxis{title: "Share of the trials with a lower input (%)", min: 0, max: 1, ticks: numbers(measure{"%", 100})}
		n := panel{part: 1}
		var bands, lines []teller
		for i, x := range shown {
			sig, name, t := l.signature(i), clean(o.Head.Titles.Path(x.Input)), leg(x)
			n.top = math.Max(n.top, t.top())
			bands = append(bands, l.band(sig, 0.12, name, t))
			lines = append(lines, l.curve(sig, name, t).shifted(i, len(shown)))
			c.keys = append(c.keys, l.lineKey(sig, name))
		}
		n.marks = append(bands, lines...)
		n.measure = measureOf(o.Unit, n.top)
		n.heading = quantity("Mean of the "+clean(o.Head.Titles.Metric(o.Metric)), n.measure.unit)
		c.panels = []panel{n}
	}), len(shown) > 0
}

// leg is the middle of each group of trials, as a share of all, and the mean in it.
func leg(x output.Driver) trace {
	all, before := 0, 0
	for _, g := range x.Deciles {
		all += g.Trials
	}
	var t trace
	for _, g := range x.Deciles {
		t.add((float64(before)+float64(g.Trials)/2)/float64(all), output.Interval{Value: g.Output, Low: g.Low, High: g.High})
		before += g.Trials
	}
	return t
}
