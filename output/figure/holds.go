package figure

import (
	"fmt"
	"math"
	"slices"

	"magnetsim/output"
)

// heldSeries are the stocks of single stockpiles under the policies that ever
// hold any, stockpile by stockpile.
func heldSeries(r *output.Report) [][]output.Series {
	var all [][]output.Series
	place := map[string]int{}
	for _, s := range r.Series {
		if _, sum := total(s.Subject); s.Measure != "stock" || sum || !(extreme(s.Positive, math.Max) > 0) || len(stretches(s.Positive)) == 0 {
			continue
		}
		i, ok := place[s.Name]
		if !ok {
			i = len(all)
			place[s.Name], all = i, append(all, nil)
		}
		all[i] = append(all[i], s)
	}
	return all
}

// mostPiles is how many stockpiles have a panel, and how many end products.
const mostPiles = 6

// heldCover is the cover under all policies, of the series that the fan shows, end
// product by end product.
func heldCover(r *output.Report) [][]output.Series {
	var all [][]output.Series
	for _, one := range byProduct(true, r) {
		name := chosen(one.report, "cover")
		some := only(one.report.Series, func(s output.Series) bool { return s.Name == name && s.Measure == "cover" && len(stretches(s.P5)) > 0 })
		if len(some) > 0 {
			all = append(all, some)
		}
	}
	return all
}

func drawHolds(r *output.Report, _ int) (Drawing, bool) {
	held := heldSeries(r)
	w := reported(r, "Chance that the stockpile still holds", policies(r))
	w.notes, w.shows = slices.Concat(fillingNotes(r, held), unheldNotes(r, held), holdsNotes(r)), holdsShow(r, held)
	return w.drawing("", func() []datum { return holdsData(r, held) }, func(c *chart, l look) { holdsMarks(r, held, c, l) }), len(held) > 0
}

func holdsMarks(r *output.Report, held [][]output.Series, c *chart, l look) {
	cover, xs := heldCover(r), steps(r)
	c.x = dateAxis(r, xs, len(xs))
	shown := map[int]bool{}
	// one adds a panel with the curves of a series, the first policy on top.
	one := func(all []output.Series, column func(output.Series) ([]float64, int)) *panel {
		c.panels = append(c.panels, panel{part: 1})
		n := &c.panels[len(c.panels)-1]
		for _, s := range slices.Backward(all) {
			shown[s.Variant] = true
			ys, from := column(s)
			n.top = math.Max(n.top, highest(ys))
			line := l.curve(l.signature(s.Variant), variantTitle(r, s.Variant), trace{xs: xs[min(from, len(xs)):], ys: ys[min(from, len(xs)):]})
			n.marks = append(n.marks, line.shifted(s.Variant, len(r.Variants)))
		}
		return n
	}
	first := func(all [][]output.Series, what string) [][]output.Series {
		if len(all) > mostPiles {
			c.notes = append(c.notes, fmt.Sprintf("Shown: "+what+". The others are in the figure's data.", mostPiles, len(all)))
		}
		return all[:min(len(all), mostPiles)]
	}
	for _, pile := range first(held, "the first %d of %d stockpiles") {
		n := one(pile, func(s output.Series) ([]float64, int) { return s.Positive, filled(r, s.Positive) })
		n.heading, n.top, n.cap, n.measure = "Chance that "+subjectTitle(r, pile[0].Subject)+" is not empty (%)", 1, 1, measure{"%", 100}
	}
	for _, of := range first(cover, "the cover of the first %d of %d end products") {
		n := one(of, func(s output.Series) ([]float64, int) { return s.P5, 0 })
		n.measure = measureOf(of[0].Unit, n.top)
		n.heading = fanHeading(r, of[0], n.measure) + ", p5: lower in one trial in 20"
	}
	for v := range r.Variants {
		if shown[v] {
			c.keys = append(c.keys, l.lineKey(l.signature(v), variantTitle(r, v)))
		}
	}
}

// chanceError is the 95% sampling error of a chance, at most: 1.96·√(p(1−p)/n) is
// largest at ½. It is 0 where draws are not independent.
func chanceError(r *output.Report) float64 {
	if r.Run.Sampling != "random" || r.Run.Trials <= 0 {
		return 0
	}
	return 1.96 * 0.5 / math.Sqrt(float64(r.Run.Trials))
}

// holdsNotes say how sure the chances are.
func holdsNotes(r *output.Report) []string {
	most := 100 * chanceError(r)
	if most == 0 {
		return nil
	}
	return []string{fmt.Sprintf("Sampling error (95%%) of a chance: at most ±%s percentage points.", digits(most, decimalsFor(most)))}
}

// nearFull is how near to its highest chance of not being empty a stockpile counts
// as filled: two percentage points, or the sampling error of a chance.
func nearFull(r *output.Report) float64 { return math.Max(0.02, chanceError(r)) }

// filled is the first step at which a stockpile counts as filled. Before, it is
// still being bought: that it is empty then is no failure.
func filled(r *output.Report, chances []float64) int {
	most := extreme(chances, math.Max)
	return max(0, slices.IndexFunc(chances, func(p float64) bool { return p >= most-nearFull(r) }))
}

// fillingNotes say where the curves begin, if any begins late.
func fillingNotes(r *output.Report, held [][]output.Series) []string {
	if !slices.ContainsFunc(slices.Concat(held...), func(s output.Series) bool { return filled(r, s.Positive) > 0 }) {
		return nil
	}
	near := 100 * nearFull(r)
	return []string{fmt.Sprintf("Curves of a chance begin once the stockpile is filled: within %s percentage points of its highest chance. Before, it is being bought.", digits(near, decimalsFor(near)))}
}

// unheldNotes name the policies that the legend has, for their cover, but that
// have no curve of a stockpile.
func unheldNotes(r *output.Report, held [][]output.Series) []string {
	var notes []string
	var last string
	for _, pile := range held {
		without := only(places(len(r.Variants)), func(v int) bool {
			return !slices.ContainsFunc(pile, func(s output.Series) bool { return s.Variant == v })
		})
		if len(without) == 0 {
			continue
		}
		what, whom := subjectTitle(r, pile[0].Subject), inTurn(without, "; ", func(v int) string { return variantTitle(r, v) })
		if n := len(notes); n > 0 && whom == last { // the same is to be said
			notes[n-1] += ", " + what
			continue
		}
		last = whom
		notes = append(notes, fmt.Sprintf("No curve, as there is never any stock, under %s: %s", whom, what))
	}
	return notes
}

func holdsShow(r *output.Report, held [][]output.Series) string {
	return inTurn(held, ". ", func(pile []output.Series) string {
		return subjectTitle(r, pile[0].Subject) + " is not empty: " + inTurn(pile, "; ", func(s output.Series) string {
			from, known := filled(r, s.Positive), only(s.Positive, finite)
			low := from + argmin(s.Positive[from:])
			return fmt.Sprintf("%s %s at the end, lowest %s %s once filled",
				variantTitle(r, s.Variant), output.Percent(at(known, len(known)-1)), output.Percent(at(s.Positive, low)), when(r, low))
		})
	}) + "."
}

func holdsData(r *output.Report, held [][]output.Series) []datum {
	var rows []datum
	add := func(s output.Series, item, unit string, values []float64, from int) {
		rows = append(rows, byStep(r, mark(variantTitle(r, s.Variant), s.Name, item, unit, 0), values, from)...)
	}
	for _, s := range slices.Concat(held...) {
		from := filled(r, s.Positive)
		add(s, "chance_not_empty_before_filled", "share", s.Positive[:from], 0)
		add(s, "chance_not_empty", "share", s.Positive[from:], from)
	}
	for _, s := range slices.Concat(heldCover(r)...) {
		add(s, "p5", s.Unit, s.P5, 0)
	}
	return rows
}
