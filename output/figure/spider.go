package figure

import (
	"fmt"
	"math"
	"strings"

	"gonum.org/v1/plot"

	"magnetsim/output"
	"magnetsim/sim/unit"
)

// mostLegs is how many inputs a spider shows: more cannot be told apart.
const mostLegs = 6

// Spider draws the mean of an outcome over the tenths of each input that is told
// apart from noise, the six strongest. It is false where none is.
func Spider(o *output.Drivers) (Drawing, bool) {
	shown := o.Told()
	shown = shown[:min(len(shown), mostLegs)]
	w := played(o.Head, "How "+clean(o.Metric)+" goes with its strongest inputs", clean(o.Variant.Label()), unit.Counted(o.Head.Trials, "trial"))
	w.notes = []string{"Each point is the mean over a tenth of the trials by one input, whatever the others are. Bands: 95% sampling error."}
	w.shows = spiderShows(o, shown)
	return w.drawing("spider", func() []datum { return spiderData(o, shown) }, func(c *chart, l look) { spiderMarks(o, shown, c, l) }), len(shown) > 0
}

func spiderMarks(o *output.Drivers, shown []output.Driver, c *chart, l look) {
	c.x = xaxis{title: "Share of the trials with a lower input (%)", min: 0, max: 1, ticks: numbers(measure{"%", 100})}
	n := panel{part: 1}
	var bands, lines []plot.Plotter
	for i, x := range shown {
		sig := l.signature(i)
		line := curve{name: rowOf(x.Input), style: sig.lineStyle(l.line()), phase: float64(i) / float64(len(shown))}
		if sig.glyph >= 0 {
			line.glyph = l.markerOf(sig)
		}
		line.xs, line.ys = leg(x)
		for _, y := range line.ys {
			n.top = math.Max(n.top, zeroIfNot(y))
		}
		_, low, high := legBand(x)
		for _, y := range high {
			n.top = math.Max(n.top, zeroIfNot(y))
		}
		bands = append(bands, band{line.xs, low, high, signature{color: l.veiled(sig.color, 0.12)}.lineStyle(0), line.name})
		lines = append(lines, line)
		c.keys = append(c.keys, l.lineKey(sig, rowOf(x.Input)))
	}
	n.marks = append(bands, lines...)
	n.measure = measureOf(o.Unit, n.top)
	n.heading = quantity("Mean of "+clean(o.Metric), n.measure.unit)
	c.panels = []panel{n}
}

// leg is the middle of each group of trials, as a share of all, and the mean in
// it.
func leg(x output.Driver) (xs, ys []float64) {
	all, before := 0, 0
	for _, g := range x.Deciles {
		all += g.Trials
	}
	for _, g := range x.Deciles {
		xs = append(xs, (float64(before)+float64(g.Trials)/2)/float64(all))
		ys = append(ys, g.Output)
		before += g.Trials
	}
	return xs, ys
}

// legBand is the 95% sampling interval of each mean.
func legBand(x output.Driver) (xs, low, high []float64) {
	xs, _ = leg(x)
	for _, g := range x.Deciles {
		low, high = append(low, g.Low), append(high, g.High)
	}
	return xs, low, high
}

func spiderShows(o *output.Drivers, shown []output.Driver) string {
	var parts []string
	for _, x := range shown {
		if _, ys := leg(x); len(ys) > 0 {
			parts = append(parts, fmt.Sprintf("%s from %s to %s", clean(x.Input), amount(ys[0], o.Unit), amount(ys[len(ys)-1], o.Unit)))
		}
	}
	return "Mean over the tenths of each input, from the lowest to the highest: " + strings.Join(parts, "; ") + "."
}

func spiderData(o *output.Drivers, shown []output.Driver) []datum {
	var rows []datum
	for _, x := range shown {
		for _, g := range x.Deciles {
			rows = append(rows, estimated(o.Variant.Label(), x.Input, "mean", o.Unit, output.Interval{Value: g.Output, Low: g.Low, High: g.High}).at(g.Input, x.Unit))
		}
	}
	return rows
}
