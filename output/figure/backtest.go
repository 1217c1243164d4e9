package figure

import (
	"fmt"
	"math"

	"magnetsim/output"
	"magnetsim/sim/unit"
)

const observedName = "Observed"

// Backtest draws what was observed over the forecast's ranges, period by period.
func Backtest(b *output.Backtest) Drawing {
	w := saying{title: b.Head.Title, setting: backtestSetting(b), notes: backtestNotes(b)}
	worst := b.Worst()
	w.shows = fmt.Sprintf("What was observed, over the median, the 50%% and the 90%% range of the forecast. %s Farthest off is %s: %s observed, %s at the median.",
		w.notes[0], worst.Label, amount(worst.Observed, b.Unit), amount(worst.P50, b.Unit))
	return w.drawing("backtest", func() []datum { return backtestData(b) }, func(c *chart, l look) {
		sig := l.signature(0)
		seen, middle := signature{color: l.ink, glyph: -1}, signature{color: l.ink, dash: 1, glyph: -1}
		var days, observed []float64
		var s output.Series
		for _, p := range b.Periods {
			days, observed = append(days, dayOf(p.Label+"-01")), append(observed, p.Observed)
			s.P5, s.P25, s.P50, s.P75, s.P95 = append(s.P5, p.P5), append(s.P25, p.P25), append(s.P50, p.P50), append(s.P75, p.P75), append(s.P95, p.P95)
		}
		c.keys = append([]key{l.lineKey(seen, observedName), l.lineKey(middle, fanMedian)}, l.rangeKeys(sig)...)
		c.x = xaxis{min: days[0], max: days[len(days)-1], ticks: dates}
		if !finite(days[0]) { // the labels are no months
			c.x = xaxis{title: "Period", min: 1, max: float64(len(days)), ticks: numbers(measure{"", 1})}
		}
		line := l.curve(seen, observedName, trace{xs: days, ys: observed})
		line.style.Width, line.rim = l.line()*1.4, l.paper
		marks := append(l.ranges(sig, days, s), l.curve(middle, fanMedian, trace{xs: days, ys: s.P50}), line)
		c.panels = []panel{panelOf(unit.UpperFirst(clean(b.Head.Titles.Metric(b.Series)))+", by month", b.Unit, highest(s.P95, observed), marks...)}
	})
}

func backtestSetting(b *output.Backtest) string {
	return fmt.Sprintf("%s · %s trials · seed %d", clean(b.Head.Title), digits(float64(b.Head.Trials), 0), b.Head.Seed)
}

func backtestNotes(b *output.Backtest) []string {
	in50, in90 := b.Covered()
	model, naive := b.CRPS()
	line := fmt.Sprintf("%d of %d months lie within the 50%% range, %d within the 90%% range. Mean CRPS %s", in50, len(b.Periods), in90, amount(model, b.Unit))
	line += either(finite(naive), fmt.Sprintf("; of the months before as a forecast %s", amount(naive, b.Unit)), "")
	notes := []string{line + "."}
	if factor := b.Apart(); factor > 0 {
		notes = append(notes, fmt.Sprintf("Observed and forecast are a factor of %s apart: one of them may be in another unit.", amount(math.Max(factor, 1/factor), "")))
	}
	return notes
}

func backtestData(b *output.Backtest) []datum {
	var rows []datum
	for i, p := range b.Periods {
		for _, x := range []struct {
			item  string
			value float64
		}{{"observed", p.Observed}, {"p5", p.P5}, {"p25", p.P25}, {"p50", p.P50}, {"p75", p.P75}, {"p95", p.P95}, {"mean", p.Mean}} {
			d := mark("", b.Series, x.item, b.Unit, x.value).at(float64(i+1), "period")
			d.date = p.Label
			rows = append(rows, d)
		}
	}
	return rows
}

const evenName = "Calibrated"

// Places draws how many periods lay in each fifth of their forecast: the PIT
// histogram.
func Places(b *output.Backtest) Drawing {
	return placesOf(b.PIT(), b.Series, backtestSetting(b))
}

func placesOf(pit [output.Bins]int, series, setting string) Drawing {
	var edges, heights []float64
	var rows []datum
	sum := 0.0
	for i, n := range pit {
		edges, heights = append(edges, float64(i)/output.Bins), append(heights, float64(n))
		d := mark("", series, "bin", "periods", float64(n)).at(float64(i)/output.Bins, "share")
		d.xHigh = float64(i+1) / output.Bins
		rows = append(rows, d)
		sum += float64(n)
	}
	edges = append(edges, 1)
	even := sum / output.Bins
	w := saying{title: "Where the observations lie in their forecasts", setting: setting}
	w.shows = fmt.Sprintf("Months by fifths of the forecast, lowest first: %s; %s each if it is calibrated.", inTurn(heights, ", ", func(n float64) string { return fmt.Sprint(n) }), digits(even, 1))
	w.notes = []string{"Bars of one height: calibrated. A heap at the ends: too narrow; in the middle: too wide. Neighbouring months are not independent."}
	return w.drawing("places", func() []datum { return rows }, func(c *chart, l look) {
		level := signature{color: l.ink, dash: 2, glyph: -1}
		line := l.curve(level, evenName, trace{xs: []float64{0, 1}, ys: []float64{even, even}})
		line.rim = l.paper
		c.keys = []key{l.lineKey(level, evenName)}
		c.x = xaxis{title: quantity("Share of the forecast below what was observed", "%"), min: 0, max: 1, ticks: numbers(measure{"%", 100})}
		c.panels = []panel{{
			heading: "Months", part: 1, top: math.Max(extreme(heights, math.Max), even), measure: measure{"", 1},
			marks: []teller{columns{edges, heights, l.signature(0).color}, line},
		}}
	})
}

// Backtests draws several episodes, and where the observations of all of them lie.
func Backtests(all *output.Backtests) []Drawing {
	drawings := []Drawing{placesOf(all.PIT(), "", fmt.Sprintf("%d episodes", len(all.Episodes)))}
	for i, b := range all.Episodes {
		d := Backtest(b)
		if i > 0 {
			d.Name = fmt.Sprintf("%s-%d", d.Name, i+1)
		}
		drawings = append(drawings, d)
	}
	return drawings
}
