package figure

import (
	"fmt"
	"math"

	"magnetsim/output"
	"magnetsim/sim/unit"
)

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
	more := o.Apart - len(shown)
	line += either(more > 0, fmt.Sprintf(", and %d more are weaker", more), "")
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
			text := either(x.Change.Value > 0, "+", "") + m.number(x.Change.Value)
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
		top := 0.0
		var bands, lines []teller
		for i, x := range shown {
			sig, name, t := l.signature(i), clean(o.Head.Titles.Path(x.Input)), leg(x)
			top = math.Max(top, t.top())
			bands = append(bands, l.band(sig, 0.12, name, t))
			lines = append(lines, l.curve(sig, name, t).shifted(i, len(shown)))
			c.keys = append(c.keys, l.lineKey(sig, name))
		}
		c.panels = []panel{panelOf("Mean of the "+clean(o.Head.Titles.Metric(o.Metric)), o.Unit, top, append(bands, lines...)...)}
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

// mostGroups is how many groups a figure of sensitivity shows: with two values each
// more could not be read on the smallest size.
const mostGroups = 15

// untold stands beside a value that cannot be told from zero.
const untold = output.Same

// Indices draws how the variance of an outcome divides among groups of what is drawn,
// alone and in all, with 95% intervals. It is false where there is no group.
func Indices(o *output.Sobol) (Drawing, bool) {
	shown := o.Groups[:min(len(o.Groups), mostGroups)]
	w := played(o.Head, "Where the variance of the "+clean(o.Head.Titles.Metric(o.Metric))+" comes from", clean(o.Variant.Label()),
		fmt.Sprintf("%d designs of %s", len(o.Groups)+2, unit.Counted(o.Head.Trials, "trial")))
	together := either(o.Together.Told, shareText(o.Together)+" of the variance is left to groups acting together", "Whether anything is left to groups acting together cannot be told")
	w.notes = []string{fmt.Sprintf("Lines: 95%% intervals (bootstrap). %s cannot be told from zero. %s%s.", untold, together, smaller(len(o.Groups)-len(shown)))}
	w.shows = "Shares of the variance, the largest in all first: " + inTurn(shown, "; ", func(g output.SobolGroup) string {
		return fmt.Sprintf("%s alone %s, in all %s", clean(o.Head.Titles.Path(g.Name)), shareText(g.First), shareText(g.Total))
	}) + "."
	data := func() []datum {
		return flat(o.Groups, func(g output.SobolGroup) []datum {
			return []datum{estimated(o.Variant.Label(), g.Name, "first_order", "share", g.First.Interval),
				estimated(o.Variant.Label(), g.Name, "total", "share", g.Total.Interval)}
		})
	}
	return w.drawing("indices", data, func(c *chart, l look) {
		b := spansOf(l, len(shown), "Alone (first order, S1)", "In all, with others (total, ST)")
		for _, g := range shown {
			b.row(clean(o.Head.Titles.Path(g.Name)))
			b.add(0, g.First.Interval, indexText(g.First))
			b.add(1, g.Total.Interval, indexText(g.Total))
		}
		b.on(c, "Share of the variance", measure{"%", 100})
		c.x.max = math.Max(c.x.max, 0.1)
	}), len(shown) > 0
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

func shareText(x output.IndexShare) string {
	low, high := output.Percent(x.Low), output.Percent(x.High)
	return either(x.Told, fmt.Sprintf("%s (%s to %s)", output.Percent(x.Value), low, high), fmt.Sprintf("not told from zero (at most %s)", high))
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

// Effects draws how far an outcome moves as groups of figures move, with 95%
// intervals, the farthest first, and of single figures how far that depends on the
// others. It is false where there is no group.
func Effects(o *output.Morris) (Drawing, bool) {
	shown := o.Groups[:min(len(o.Groups), mostGroups)]
	w := played(o.Head, "What moves the "+clean(o.Head.Titles.Metric(o.Metric)), clean(o.Variant.Label()), o.Design())
	chance := "Chance is not moved"
	chance += either(finite(o.Chance), fmt.Sprintf(": by itself it has a standard deviation of %s", amount(o.Chance, o.Unit)), "")
	w.notes = []string{fmt.Sprintf("Lines: 95%% intervals (bootstrap). %s may be zero. %s%s.", untold, chance, smaller(len(o.Groups)-len(shown)))}
	w.shows = "Mean size of the effects, the largest first: " + inTurn(shown, "; ", func(g output.MorrisGroup) string {
		name := clean(o.Head.Titles.Path(g.Name))
		switch {
		case g.None:
			return name + " none at all"
		case !g.Told:
			return fmt.Sprintf("%s not told from zero (at most %s)", name, amount(g.Size.High, o.Unit))
		}
		return name + " " + between(g.Size, o.Unit)
	}) + "."
	return w.drawing("effects", func() []datum { return effectsData(o) }, func(c *chart, l look) {
		names := []string{"Mean size of the effect (μ*)"}
		single := len(only(shown, func(g output.MorrisGroup) bool { return len(g.Members) == 1 }))
		spread := 2*single > len(shown) // single figures alone have one
		if spread {
			names = append(names, "Spread of the effect (σ), of single figures")
		}
		b := spansOf(l, len(shown), names...)
		m := measureOf(o.Unit, highest(mapped(shown, func(g output.MorrisGroup) float64 { return g.Size.Value })))
		for _, g := range shown {
			b.row(clean(o.Head.Titles.Path(g.Name)))
			b.add(0, g.Size, effectText(g, m))
			if spread && finite(g.Spread.Value) && !g.None {
				b.add(1, g.Spread, "")
			}
		}
		b.on(c, "Effect over the range of the figures", m)
	}), len(shown) > 0
}

// effectText writes a size; ~ for one that may be zero.
func effectText(g output.MorrisGroup, m measure) string {
	switch {
	case g.None:
		return "0"
	case !g.Told:
		return untold
	}
	return m.number(g.Size.Value)
}

func effectsData(o *output.Morris) []datum {
	var rows []datum
	for _, g := range o.Groups {
		for i, x := range []output.Interval{g.Size, g.Mean, g.Spread} {
			if finite(x.Value) {
				rows = append(rows, estimated(o.Variant.Label(), g.Name, []string{"mu_star", "mu", "sigma"}[i], o.Unit, x))
			}
		}
	}
	return rows
}
