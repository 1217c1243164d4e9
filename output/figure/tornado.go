package figure

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/plot"

	"magnetsim/output"
)

// mostDrivers is how many inputs a tornado shows.
const mostDrivers = 15

// tornadoKind is the tornado of a run's chief shortfall, of the inputs that its
// report holds.
func tornadoKind() kind {
	drawing := func(r *output.Report) Drawing {
		d, _ := Tornado(r.Drivers)
		return d
	}
	return kind{
		main: true,
		Info: Info{"tornado", "What the shortfall goes with",
			"Change of the mean shortfall from the lowest to the highest tenth of each input, of those it goes with most, with 95% intervals."},
		has:   func(r *output.Report, _ int) bool { return r.Drivers != nil && len(r.Drivers.Told()) > 0 },
		chart: func(r *output.Report, _ int, l look) *chart { return drawing(r).chart(l) },
		alt:   func(r *output.Report, _ int) string { return drawing(r).alt },
		data:  func(r *output.Report, _ int) []datum { return drawing(r).data },
	}
}

// Tornado draws how much the mean of an outcome changes from the lowest to the
// highest tenth of the inputs that it goes with most, of those that are told apart
// from noise, the largest change first. It is false where none is.
func Tornado(o *output.Drivers) (Drawing, bool) {
	shown := o.Told()
	shown = slices.Clone(shown[:min(len(shown), mostDrivers)])
	slices.SortStableFunc(shown, func(a, b output.Driver) int {
		return cmp.Compare(math.Abs(b.Change.Value), math.Abs(a.Change.Value))
	})
	d := Drawing{Name: "tornado", chart: func(l look) *chart { return tornadoChart(o, shown, l) }, alt: tornadoAlt(o, shown), data: tornadoData(o, shown)}
	return d, len(shown) > 0
}

func tornadoChart(o *output.Drivers, shown []output.Driver, l look) *chart {
	b := spans{look: l, rows: len(shown), names: []string{tornadoKey}, signed: []signature{l.marked(0)}}
	n := panel{part: 1, top: float64(len(shown))}
	top := 0.0
	for _, x := range shown {
		top = math.Max(top, math.Abs(x.Change.Value))
	}
	m := measureOf(o.Unit, top)
	for i, x := range shown {
		value := x.Change.Value * m.factor
		b.items = append(b.items, span{i, 0, x.Change.Value, x.Change.Low, x.Change.High, signed(value)})
		n.rows = append(n.rows, rowOf(x.Input))
	}
	c := &chart{title: tornadoTitle(o), subtitle: unbroken(tornadoSetting(o)), notes: tornadoNotes(o, shown), origins: origins(o.Head.SourceLine, o.Head.NoteLine)}
	b.reach(&c.x)
	c.x.title, c.x.ticks = quantity("Change of the mean, from the lowest to the highest tenth of the input", m.unit), numbers(m)
	n.marks = []plot.Plotter{b}
	c.panels, c.keys = []panel{n}, []key{l.dotKey(b.signed[0], tornadoKey)}
	c.plots, c.least = b.heights(l)
	return c
}

const tornadoKey = "Change with its 95% interval (bootstrap)"

// signed writes a change with its sign.
func signed(x float64) string {
	text := digits(x, decimalsFor(x))
	if x > 0 {
		text = "+" + text
	}
	return text
}

func tornadoTitle(o *output.Drivers) string { return "What " + clean(o.Metric) + " goes with" }

func tornadoSetting(o *output.Drivers) string {
	return fmt.Sprintf("%s · %s · %s trials · seed %d", clean(o.Head.Title), clean(o.Variant.Label()), digits(float64(o.Head.Trials), 0), o.Head.Seed)
}

func tornadoNotes(o *output.Drivers, shown []output.Driver) []string {
	rest := o.Inputs - o.Apart
	line := fmt.Sprintf("Of %d inputs that vary, %d cannot be told from noise", o.Inputs, rest)
	if more := o.Apart - len(shown); more > 0 {
		line += fmt.Sprintf(", and %d more are weaker", more)
	}
	return []string{line + ". An input shares the effect of those it is correlated with."}
}

func tornadoAlt(o *output.Drivers, shown []output.Driver) string {
	var parts []string
	for _, x := range shown {
		parts = append(parts, fmt.Sprintf("%s %s (%s to %s)", clean(x.Input), amount(x.Change.Value, o.Unit), amount(x.Change.Low, o.Unit), amount(x.Change.High, o.Unit)))
	}
	return fmt.Sprintf("%s. %s. Change of the mean from the lowest to the highest tenth of each input, the largest first: %s.", tornadoTitle(o), tornadoSetting(o), strings.Join(parts, "; "))
}

func tornadoData(o *output.Drivers, shown []output.Driver) []datum {
	var rows []datum
	for _, x := range shown {
		d := blank
		d.policy, d.quantity, d.item, d.unit = o.Variant.Label(), x.Input, "change", o.Unit
		d.value, d.low, d.high = x.Change.Value, x.Change.Low, x.Change.High
		rows = append(rows, d)
		d.item, d.unit, d.value, d.low, d.high = "rank_correlation", "", x.Rank.Value, x.Rank.Low, x.Rank.High
		rows = append(rows, d)
	}
	return rows
}
