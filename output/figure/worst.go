package figure

import (
	"fmt"
	"math"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"

	"magnetsim/output"
	"magnetsim/sim/unit"
)

// mostApart is how many things drawn a figure of the worst trials shows.
const mostApart = 8

func worstKind() kind {
	return kind{
		main: true,
		Info: Info{"worst", "What sets the worst trials apart",
			"What was drawn otherwise in the worst 5% of the trials under one policy: where p5, p50 and p95 of them lie among all trials."},
		each: true,
		draw: func(r *output.Report, v int) (Drawing, bool) {
			w := saying{setting: setting(r, variantTitle(r, v)), origins: originsOf(r)}
			return worstDrawing(w, r.Run.Trials, variantTitle(r, v), worstOf(r, v))
		},
	}
}

// worstOf is what is told of the worst trials of a variant.
func worstOf(r *output.Report, v int) output.WorstInputs {
	for _, w := range r.Worst {
		if w.Variant == v {
			return w
		}
	}
	return output.WorstInputs{}
}

// Worst draws what sets the worst trials apart, a drawing for each threshold where
// anything is told from noise.
func Worst(o *output.Worst) []Drawing {
	var all []Drawing
	for i, p := range o.Parts {
		w := played(o.Head, "", clean(o.Variant.Label()), unit.Counted(o.Head.Trials, "trial"))
		w.origins = nil
		d, ok := worstDrawing(w, o.Head.Trials, o.Variant.Label(), p.WorstInputs)
		if d.Policy = o.Variant.Policy; i > 0 {
			d.Name = fmt.Sprintf("worst-%d", i+1)
		}
		all = append(all, there(d, ok)...)
	}
	return all
}

func worstTitle(w output.WorstInputs) string {
	title := "What sets " + w.What() + " apart"
	if w.Share > 0 { // else it is named by its level
		title += ": " + clean(w.Metric)
	}
	return title
}

// worstDrawing draws the worst of so many trials of a run.
func worstDrawing(says saying, trials int64, policy string, w output.WorstInputs) (Drawing, bool) {
	shown := w.Telling(mostApart)
	says.title, says.notes, says.shows = worstTitle(w), worstNotes(trials, w, len(shown)), worstShows(shown)
	return says.drawing("worst", func() []datum { return worstData(policy, shown) }, func(c *chart, l look) { worstMarks(w, shown, c, l) }), len(shown) > 0
}

func worstMarks(w output.WorstInputs, shown []output.WorstInput, c *chart, l look) {
	keys := []string{upper(strings.TrimPrefix(worstKey(w), "the ")), "All trials"}
	grey := signature{color: l.quiet, glyph: 1}
	b := spans{look: l, rows: len(shown), names: keys, signed: []signature{l.marked(0), grey}, start: 0.5}
	var rows []string
	for i, x := range shown {
		for series, s := range []output.Spread{x.Bad, x.All} {
			b.items = append(b.items, span{i, series, share(s.Places[1]), share(s.Places[0]), share(s.Places[2]), clean(x.Spread(s))})
		}
		rows = append(rows, rowOf(x.Label()))
	}
	b.on(c, rows, "Place among all trials", measure{"%", 100})
	c.x.min, c.x.max, c.x.ticks = 0, 1, places
	c.least = vg.Length(2*len(shown)) * l.text * 0.95 // two lines of numbers a row that do not touch
}

// share keeps a place on the axis, whatever a damaged report holds.
func share(x float64) float64 { return math.Max(0, math.Min(1, x)) }

func worstKey(w output.WorstInputs) string {
	if w.Share > 0 {
		return w.What()
	}
	return "more than " + amount(w.Threshold, w.Unit)
}

// places are the ticks from 0 to 100%, as many of five as stand apart; beyond them
// stand numbers.
var places = ticker{factor: 100, at: func(lo, hi float64, length vg.Length, p pen) []plot.Tick {
	var ticks []plot.Tick
	for _, step := range []int{25, 50} {
		ticks = nil
		for x := 0; x <= 100; x += step {
			ticks = append(ticks, plot.Tick{Value: float64(x) / 100, Label: fmt.Sprint(x)})
		}
		if apart(ticks, lo, hi, length, p) {
			break
		}
	}
	return ticks
}}

func worstNotes(trials int64, w output.WorstInputs, shown int) []string {
	line := "Line: p5 to p95, dot: p50, placed among all trials; numbers: p5, p50, p95."
	if rest := w.Inputs - w.Told; rest > 0 {
		line += fmt.Sprintf(" Of %d things drawn that vary, %d cannot be told from noise", w.Inputs, rest)
		if w.Told > shown {
			line += ", and others differ less or say the same"
		}
		line += "."
	}
	if w.Trials < trials {
		line += fmt.Sprintf(" Looked at are the first %s trials.", digits(float64(w.Trials), 0))
	}
	return []string{line + " What goes with the worst trials need not be their cause."}
}

func worstShows(shown []output.WorstInput) string {
	var parts []string
	for _, x := range shown {
		parts = append(parts, fmt.Sprintf("%s %s, in all trials %s", clean(x.Label()), clean(x.Spread(x.Bad)), clean(x.Spread(x.All))))
	}
	return "p5, p50 and p95 of what differs most: " + strings.Join(parts, "; ") + "."
}

func worstData(policy string, shown []output.WorstInput) []datum {
	var rows []datum
	for _, x := range shown {
		for q, item := range []string{"p5", "p50", "p95"} {
			rows = append(rows, mark(policy, x.Key(), item+"_worst", x.Unit, x.Bad.Values[q]).at(x.Bad.Places[q], "place among all trials"),
				mark(policy, x.Key(), item+"_all", x.Unit, x.All.Values[q]).at(x.All.Places[q], "place among all trials"))
		}
		rows = append(rows, estimated(policy, x.Key(), "chance_larger_in_worst", "share", x.Effect))
	}
	return rows
}
