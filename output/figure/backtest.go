package figure

import (
	"fmt"
	"math"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg/draw"

	"magnetsim/output"
)

const observedName = "Observed"

// Backtest draws what was observed over the forecast's ranges, period by period.
func Backtest(b *output.Backtest) Drawing {
	w := saying{title: b.Head.Title, setting: backtestSetting(b), notes: backtestNotes(b), shows: backtestShows(b)}
	return w.drawing("backtest", func() []datum { return backtestData(b) }, func(c *chart, l look) { backtestMarks(b, c, l) })
}

func backtestMarks(b *output.Backtest, c *chart, l look) {
	sig := l.signature(0)
	seen, middle := signature{color: l.ink, glyph: -1}, signature{color: l.ink, dash: 1, glyph: -1}
	xs, col := periodDays(b), columnsOf(b)
	top := math.Max(zeroIfNot(extreme(col.p95, math.Max)), zeroIfNot(extreme(col.observed, math.Max)))
	m := measureOf(b.Unit, top)
	c.keys = []key{
		l.lineKey(seen, observedName), l.lineKey(middle, fanMedian),
		l.areaKey(sig, strong, fanHalf), l.areaKey(sig, weak, fanWide),
	}
	c.x = xaxis{min: xs[0], max: xs[len(xs)-1], ticks: dates}
	if !finite(xs[0]) {
		c.x = xaxis{title: "Period", min: 1, max: float64(len(xs)), ticks: numbers(measure{"", 1})}
	}
	c.panels = []panel{{
		heading: quantity(backtestHeading(b), m.unit), part: 1, top: top, measure: m,
		marks: []plot.Plotter{
			band{xs, col.p5, col.p95, draw.LineStyle{Color: l.veiled(sig.color, weak)}, fanWide},
			band{xs, col.p25, col.p75, draw.LineStyle{Color: l.over(l.veiled(sig.color, strong))}, fanHalf},
			curve{name: fanMedian, xs: xs, ys: col.p50, style: middle.lineStyle(l.line())},
			curve{name: observedName, xs: xs, ys: col.observed, style: seen.lineStyle(l.line() * 1.4), rim: l.paper},
		},
	}}
}

// backtestHeading names the series: "Shipped from china by month".
func backtestHeading(b *output.Backtest) string {
	what, subject, _ := strings.Cut(b.Series, ".")
	if what == "shipped" {
		return "Shipped from " + subject + " by month"
	}
	return upper(what) + ", " + subject + ", by month"
}

// periodDays are the days on which periods begin, or their numbers where their
// labels are no months.
func periodDays(b *output.Backtest) []float64 {
	days := make([]float64, len(b.Periods))
	for i, p := range b.Periods {
		days[i] = dayOf(p.Label + "-01")
	}
	return days
}

// backtestColumns are the numbers of all periods.
type backtestColumns struct{ observed, p5, p25, p50, p75, p95 []float64 }

func columnsOf(b *output.Backtest) backtestColumns {
	var c backtestColumns
	for _, p := range b.Periods {
		c.observed = append(c.observed, p.Observed)
		c.p5, c.p25, c.p50 = append(c.p5, p.P5), append(c.p25, p.P25), append(c.p50, p.P50)
		c.p75, c.p95 = append(c.p75, p.P75), append(c.p95, p.P95)
	}
	return c
}

func backtestSetting(b *output.Backtest) string {
	return fmt.Sprintf("%s · %s trials · seed %d", clean(b.Head.Scenario), digits(float64(b.Head.Trials), 0), b.Head.Seed)
}

// backtestNotes say how good the forecast was.
func backtestNotes(b *output.Backtest) []string {
	in50, in90 := b.Covered()
	model, naive := b.CRPS()
	line := fmt.Sprintf("%d of %d months lie within the 50%% range, %d within the 90%% range. Mean CRPS %s", in50, len(b.Periods), in90, amount(model, b.Unit))
	if finite(naive) {
		line += fmt.Sprintf("; of the months before as a forecast %s", amount(naive, b.Unit))
	}
	notes := []string{line + "."}
	if factor := b.Apart(); factor > 0 {
		notes = append(notes, fmt.Sprintf("Observed and forecast are a factor of %s apart: one of them may be in another unit.", amount(math.Max(factor, 1/factor), "")))
	}
	return notes
}

func backtestShows(b *output.Backtest) string {
	worst := b.Worst()
	return fmt.Sprintf("What was observed, over the median, the 50%% and the 90%% range of the forecast. %s Farthest off is %s: %s observed, %s at the median.",
		backtestNotes(b)[0], worst.Label, amount(worst.Observed, b.Unit), amount(worst.P50, b.Unit))
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

// Places draws how many periods lay in each fifth of their forecast: the PIT
// histogram.
func Places(b *output.Backtest) Drawing {
	w := saying{title: "Where the observations lie in their forecasts", setting: backtestSetting(b), shows: placesShow(b)}
	w.notes = []string{"Bars of one height: calibrated. A heap at the ends: too narrow; in the middle: too wide. Neighbouring months are not independent."}
	return w.drawing("places", func() []datum { return placesData(b) }, func(c *chart, l look) {
		edges, heights := placeBins(b)
		even := float64(len(b.Periods)) / output.Bins
		level := signature{color: l.ink, dash: 2, glyph: -1}
		c.keys = []key{l.lineKey(level, evenName)}
		c.x = xaxis{title: quantity("Share of the forecast below what was observed", "%"), min: 0, max: 1, ticks: numbers(measure{"%", 100})}
		c.panels = []panel{{
			heading: "Months", part: 1, top: math.Max(extreme(heights, math.Max), even), measure: measure{"", 1},
			marks: []plot.Plotter{
				columns{edges, heights, draw.LineStyle{Color: l.signature(0).color}},
				curve{name: evenName, xs: []float64{0, 1}, ys: []float64{even, even}, style: level.lineStyle(l.line()), rim: l.paper},
			},
		}}
	})
}

const evenName = "Calibrated"

func placeBins(b *output.Backtest) (edges, heights []float64) {
	for i, n := range b.PIT() {
		edges = append(edges, float64(i)/output.Bins)
		heights = append(heights, float64(n))
	}
	return append(edges, 1), heights
}

func placesShow(b *output.Backtest) string {
	text := "Months by fifths of the forecast, lowest first:"
	for i, n := range b.PIT() {
		if i > 0 {
			text += ","
		}
		text += fmt.Sprintf(" %d", n)
	}
	return text + fmt.Sprintf("; %s each if it is calibrated.", digits(float64(len(b.Periods))/output.Bins, 1))
}

func placesData(b *output.Backtest) []datum {
	var rows []datum
	edges, heights := placeBins(b)
	for i, n := range heights {
		d := mark("", b.Series, "bin", "periods", n).at(edges[i], "share")
		d.xHigh = edges[i+1]
		rows = append(rows, d)
	}
	return rows
}
