package figure

import (
	"fmt"
	"math"
	"strings"

	"gonum.org/v1/plot"

	"magnetsim/output"
)

// mostGroups is how many groups a figure of sensitivity shows: with two values each
// more could not be read on the smallest size.
const mostGroups = 15

// untold stands beside a value that cannot be told from zero.
const untold = output.Same

// The series of a figure of indices.
const (
	aloneKey = "Alone (first order, S1)"
	inAllKey = "In all, with others (total, ST)"
)

// Indices draws how the variance of an outcome divides among groups of what is drawn,
// alone and in all, with 95% intervals. It is false where there is no group.
func Indices(o *output.Sobol) (Drawing, bool) {
	shown := o.Groups[:min(len(o.Groups), mostGroups)]
	return Drawing{
		Name: "indices", chart: func(l look) *chart { return indicesChart(o, shown, l) }, alt: indicesAlt(o, shown), data: indicesData(o),
	}, len(shown) > 0
}

func indicesChart(o *output.Sobol, shown []output.SobolGroup, l look) *chart {
	b := spans{look: l, rows: len(shown), names: []string{aloneKey, inAllKey}, signed: []signature{l.marked(0), l.marked(1)}}
	n := panel{part: 1, top: float64(len(shown))}
	for i, g := range shown {
		b.items = append(b.items, indexSpan(i, 0, g.First), indexSpan(i, 1, g.Total))
		n.rows = append(n.rows, rowOf(g.Name))
	}
	c := &chart{title: indicesTitle(o), subtitle: unbroken(indicesSetting(o)), notes: indicesNotes(o, shown), origins: origins(o.Head.SourceLine, o.Head.NoteLine)}
	b.reach(&c.x)
	c.x.max = math.Max(c.x.max, 0.1)
	c.x.title, c.x.ticks = "Share of the variance (%)", numbers(measure{"%", 100})
	n.marks = []plot.Plotter{b}
	c.panels = []panel{n}
	for i, name := range b.names {
		c.keys = append(c.keys, l.dotKey(b.signed[i], name))
	}
	c.plots, c.least = b.heights(l)
	return c
}

func indexSpan(row, series int, x output.IndexShare) span {
	return span{row, series, x.Value, x.Low, x.High, indexText(x)}
}

// indexText writes a share; ~ for one that may be zero.
func indexText(x output.IndexShare) string {
	switch {
	case !x.Told && x.High == 0:
		return "0"
	case !x.Told:
		return untold
	}
	return percent(x.Value)
}

func indicesTitle(o *output.Sobol) string {
	return "Where the variance of " + clean(o.Metric) + " comes from"
}

func indicesSetting(o *output.Sobol) string {
	return fmt.Sprintf("%s · %s · %d designs of %s trials · seed %d", clean(o.Head.Title), clean(o.Variant.Label()), len(o.Groups)+2, digits(float64(o.Head.Trials), 0), o.Head.Seed)
}

func indicesNotes(o *output.Sobol, shown []output.SobolGroup) []string {
	between := "Whether anything is left to groups acting together cannot be told"
	if o.Together.Told {
		between = fmt.Sprintf("%s (%s to %s) of the variance is left to groups acting together", percent(o.Together.Value), percent(o.Together.Low), percent(o.Together.High))
	}
	how := fmt.Sprintf("Lines: 95%% intervals (bootstrap). %s cannot be told from zero. %s%s.", untold, between, smaller(len(o.Groups)-len(shown)))
	return []string{how}
}

// smaller says how many groups are not shown.
func smaller(n int) string {
	switch n {
	case 0:
		return ""
	case 1:
		return "; the smallest group is not shown"
	}
	return fmt.Sprintf("; the %d smallest groups are not shown", n)
}

func indicesAlt(o *output.Sobol, shown []output.SobolGroup) string {
	tell := func(x output.IndexShare) string {
		if !x.Told {
			return fmt.Sprintf("not told from zero (at most %s)", percent(x.High))
		}
		return fmt.Sprintf("%s (%s to %s)", percent(x.Value), percent(x.Low), percent(x.High))
	}
	var parts []string
	for _, g := range shown {
		parts = append(parts, fmt.Sprintf("%s alone %s, in all %s", clean(g.Name), tell(g.First), tell(g.Total)))
	}
	return fmt.Sprintf("%s. %s. Shares of the variance, the largest in all first: %s.", indicesTitle(o), indicesSetting(o), strings.Join(parts, "; "))
}

func indicesData(o *output.Sobol) []datum {
	var rows []datum
	for _, g := range o.Groups {
		for _, one := range []struct {
			item string
			x    output.IndexShare
		}{{"first_order", g.First}, {"total", g.Total}} {
			d := blank
			d.policy, d.quantity, d.item, d.unit = o.Variant.Label(), g.Name, one.item, "share"
			d.value, d.low, d.high = one.x.Value, one.x.Low, one.x.High
			rows = append(rows, d)
		}
	}
	return rows
}
