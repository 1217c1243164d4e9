package figure

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg/draw"

	"magnetsim/output"
	"magnetsim/sim/unit"
)

// The series of a figure of rare outcomes.
const (
	onceKey     = "Exceeded once in so many trials"
	onceBandKey = "95% band of sampling error"
)

// Rare draws what is exceeded once in so many trials, with what was asked for named. It
// is false where no more than one point is known.
func Rare(r *output.Rare) (Drawing, bool) {
	w := played(r.Head, upper(outcomeWords(r.Metric))+" that is exceeded once in so many trials", clean(r.Variant.Label()),
		fmt.Sprintf("%s trials, chosen among %s worlds", unit.Grouped(r.Head.Asked), unit.Grouped(r.Candidates)))
	years := strconv.FormatFloat(math.Round(r.Years*10)/10, 'f', -1, 64)
	w.notes = []string{"A trial lasts " + years + " years: once in so many of them is not once in so many years. Bars: 95% sampling error."}
	if len(r.Curve) > 1 {
		w.shows = rareShows(r)
	}
	return w.drawing("rare", func() []datum { return rareData(r) }, func(c *chart, l look) { rareMarks(r, c, l) }), len(r.Curve) > 1
}

func rareMarks(r *output.Rare, c *chart, l look) {
	sig := l.signature(0)
	plain := signature{color: sig.color, glyph: -1}
	line, asked := curve{name: onceKey, style: plain.lineStyle(l.line())}, scatter{look: l, sig: plain}
	n := panel{part: 1}
	var low, high []float64
	for _, p := range r.Curve {
		line.xs, line.ys = append(line.xs, -math.Log10(p.Chance.Value)), append(line.ys, p.Value.Value)
		low, high = append(low, p.Value.Low), append(high, p.Value.High)
		n.top = math.Max(n.top, math.Max(zeroIfNot(p.Value.Value), zeroIfNot(p.Value.High)))
	}
	c.keys = []key{l.lineKey(plain, onceKey), l.areaKey(sig, weak, onceBandKey)}
	c.x.min, c.x.max = line.xs[0], line.xs[len(line.xs)-1]+0.04
	for _, p := range r.Once {
		x := -math.Log10(p.Chance.Value)
		text := amount(p.Value.Value, r.Unit)
		asked.dots = append(asked.dots, dot{x: x, xLow: math.NaN(), xHigh: math.NaN(), y: p.Value.Value, yLow: p.Value.Low, yHigh: p.Value.High, text: text})
		c.x.rooms = append(c.x.rooms, room{x, text, l.tickPen()})
		c.x.max = math.Max(c.x.max, x+0.04)
		n.top = math.Max(n.top, math.Max(p.Value.Value, zeroIfNot(p.Value.High)))
	}
	asked.along = line
	n.top *= 1.06 // for the names
	n.measure = measureOf(r.Unit, n.top)
	n.heading = quantity(upper(outcomeWords(r.Metric)), n.measure.unit)
	n.marks = []plot.Plotter{band{line.xs, low, high, draw.LineStyle{Color: l.veiled(sig.color, weak)}, onceBandKey}, line, asked}
	c.panels = []panel{n}
	c.x.title, c.x.ticks = "Once in so many trials (logarithmic scale)", powers
}

// outcomeWords names a metric in words: "total shortfall", "shortfall of auto".
func outcomeWords(metric string) string {
	measure, subject, ok := strings.Cut(clean(metric), ".")
	measure = strings.ReplaceAll(measure, "_", " ")
	switch {
	case !ok:
		return measure
	case subject == "total":
		return "total " + measure
	}
	return measure + " of " + subject
}

func rareShows(r *output.Rare) string {
	var parts []string
	for _, p := range r.Once {
		parts = append(parts, fmt.Sprintf("once in %s trials more than %s (%s to %s)", digits(1/p.Chance.Value, 0),
			amount(p.Value.Value, r.Unit), amount(p.Value.Low, r.Unit), amount(p.Value.High, r.Unit)))
	}
	if len(parts) == 0 {
		last := r.Curve[len(r.Curve)-1]
		parts = append(parts, fmt.Sprintf("once in %s trials more than %s", digits(1/last.Chance.Value, 0), amount(last.Value.Value, r.Unit)))
	}
	return "A rising curve with its 95% band: " + strings.Join(parts, "; ") + "."
}

func rareData(r *output.Rare) []datum {
	var rows []datum
	for _, part := range []struct {
		item   string
		levels []output.RareLevel
	}{{"asked", r.Once}, {"curve", r.Curve}} {
		for _, p := range part.levels {
			rows = append(rows, estimated(clean(r.Variant.Label()), r.Metric, part.item, r.Unit, p.Value).at(1/p.Chance.Value, "trials"))
		}
	}
	return rows
}
