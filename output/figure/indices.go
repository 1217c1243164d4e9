package figure

import (
	"fmt"
	"math"
	"strings"

	"magnetsim/output"
	"magnetsim/sim/unit"
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
	w := played(o.Head, "Where the variance of "+clean(o.Metric)+" comes from", clean(o.Variant.Label()),
		fmt.Sprintf("%d designs of %s", len(o.Groups)+2, unit.Counted(o.Head.Trials, "trial")))
	w.notes, w.shows = indicesNotes(o, shown), indicesShow(shown)
	return w.drawing("indices", func() []datum { return indicesData(o) }, func(c *chart, l look) {
		b := spans{look: l, rows: len(shown), names: []string{aloneKey, inAllKey}, signed: []signature{l.marked(0), l.marked(1)}}
		var rows []string
		for i, g := range shown {
			b.items = append(b.items, indexSpan(i, 0, g.First), indexSpan(i, 1, g.Total))
			rows = append(rows, rowOf(g.Name))
		}
		b.on(c, rows, "Share of the variance", measure{"%", 100})
		c.x.max = math.Max(c.x.max, 0.1)
	}), len(shown) > 0
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
	return output.Percent(x.Value)
}

func indicesNotes(o *output.Sobol, shown []output.SobolGroup) []string {
	between := "Whether anything is left to groups acting together cannot be told"
	if o.Together.Told {
		between = fmt.Sprintf("%s (%s to %s) of the variance is left to groups acting together", output.Percent(o.Together.Value), output.Percent(o.Together.Low), output.Percent(o.Together.High))
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

func indicesShow(shown []output.SobolGroup) string {
	tell := func(x output.IndexShare) string {
		if !x.Told {
			return fmt.Sprintf("not told from zero (at most %s)", output.Percent(x.High))
		}
		return fmt.Sprintf("%s (%s to %s)", output.Percent(x.Value), output.Percent(x.Low), output.Percent(x.High))
	}
	var parts []string
	for _, g := range shown {
		parts = append(parts, fmt.Sprintf("%s alone %s, in all %s", clean(g.Name), tell(g.First), tell(g.Total)))
	}
	return "Shares of the variance, the largest in all first: " + strings.Join(parts, "; ") + "."
}

func indicesData(o *output.Sobol) []datum {
	var rows []datum
	for _, g := range o.Groups {
		rows = append(rows, estimated(o.Variant.Label(), g.Name, "first_order", "share", g.First.Interval),
			estimated(o.Variant.Label(), g.Name, "total", "share", g.Total.Interval))
	}
	return rows
}
