package figure

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg/draw"

	"magnetsim/output"
)

// The series of a figure of rare outcomes.
const (
	onceKey     = "Exceeded once in so many trials"
	onceBandKey = "95% band of sampling error"
)

// Rare draws what is exceeded once in so many trials, with what was asked for named. It
// is false where no more than one point is known.
func Rare(r *output.Rare) (Drawing, bool) {
	return Drawing{Name: "rare", chart: func(l look) *chart { return rareChart(r, l) }, alt: rareAlt(r), data: rareData(r)}, len(r.Curve) > 1
}

func rareChart(r *output.Rare, l look) *chart {
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
	c := &chart{
		title: rareTitle(r), subtitle: unbroken(rareSetting(r)), notes: rareNotes(r), origins: origins(r.Head.SourceLine, r.Head.NoteLine),
		keys: []key{l.lineKey(plain, onceKey), l.areaKey(sig, weak, onceBandKey)},
	}
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
	return c
}

func rareTitle(r *output.Rare) string {
	return upper(outcomeWords(r.Metric)) + " that is exceeded once in so many trials"
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

func rareSetting(r *output.Rare) string {
	return fmt.Sprintf("%s · %s · %s trials, chosen among %s worlds · seed %d", clean(r.Head.Title), clean(r.Variant.Label()), digits(float64(r.Head.Asked), 0), digits(float64(r.Candidates), 0), r.Head.Seed)
}

func rareNotes(r *output.Rare) []string {
	years := strconv.FormatFloat(math.Round(r.Years*10)/10, 'f', -1, 64)
	return []string{"A trial lasts " + years + " years: once in so many of them is not once in so many years. Bars: 95% sampling error."}
}

func rareAlt(r *output.Rare) string {
	var parts []string
	for _, p := range r.Once {
		parts = append(parts, fmt.Sprintf("once in %s trials more than %s (%s to %s)", digits(1/p.Chance.Value, 0),
			amount(p.Value.Value, r.Unit), amount(p.Value.Low, r.Unit), amount(p.Value.High, r.Unit)))
	}
	if len(parts) == 0 {
		last := r.Curve[len(r.Curve)-1]
		parts = append(parts, fmt.Sprintf("once in %s trials more than %s", digits(1/last.Chance.Value, 0), amount(last.Value.Value, r.Unit)))
	}
	return fmt.Sprintf("%s. %s. A rising curve with its 95%% band: %s.", rareTitle(r), rareSetting(r), strings.Join(parts, "; "))
}

func rareData(r *output.Rare) []datum {
	var rows []datum
	for _, part := range []struct {
		item   string
		levels []output.RareLevel
	}{{"asked", r.Once}, {"curve", r.Curve}} {
		for _, p := range part.levels {
			d := blank
			d.policy, d.quantity, d.item, d.x, d.xUnit = clean(r.Variant.Label()), r.Metric, part.item, 1/p.Chance.Value, "trials"
			d.value, d.low, d.high, d.unit = p.Value.Value, p.Value.Low, p.Value.High, r.Unit
			rows = append(rows, d)
		}
	}
	return rows
}
