package figure

import (
	"fmt"
	"slices"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"

	"magnetsim/output"
	"magnetsim/sim/unit"
)

// mostApart is how many things drawn a figure of the worst trials shows.
const mostApart = 8

func drawWorst(r *output.Report, v int) (Drawing, bool) {
	w := saying{setting: setting(r, variantTitle(r, v)), origins: origins(r.SourceLine, r.NoteLine)}
	var told output.WorstInputs
	if i := slices.IndexFunc(r.Worst, func(w output.WorstInputs) bool { return w.Variant == v }); i >= 0 {
		told = r.Worst[i]
	}
	return worstDrawing(w, r.Titles, r.Run.Trials, variantTitle(r, v), told)
}

// Worst draws what sets the worst trials apart, a drawing for each threshold where
// anything is told from noise.
func Worst(o *output.Worst) []Drawing {
	var all []Drawing
	for i, p := range o.Parts {
		w := played(o.Head, "", clean(o.Variant.Label()), unit.Counted(o.Head.Trials, "trial"))
		w.origins = nil
		d, ok := worstDrawing(w, o.Head.Titles, o.Head.Trials, o.Variant.Label(), p.WorstInputs)
		if d.Policy = o.Variant.Policy; i > 0 {
			d.Name = fmt.Sprintf("worst-%d", i+1)
		}
		all = append(all, there(d, ok)...)
	}
	return all
}

// worstDrawing draws the worst of so many trials of a run.
func worstDrawing(says saying, t output.Titles, trials int64, policy string, w output.WorstInputs) (Drawing, bool) {
	shown := w.Telling(mostApart)
	says.title, says.notes = "What sets "+w.What()+" apart", worstNotes(trials, w, len(shown))
	if w.Share > 0 { // else it is named by its level
		says.title += ": " + clean(t.Metric(w.Metric))
	}
	says.shows = "p5, p50 and p95 of what differs most: " + inTurn(shown, "; ", func(x output.WorstInput) string {
		return fmt.Sprintf("%s %s, in all trials %s", clean(x.Label()), clean(x.Spread(x.Bad)), clean(x.Spread(x.All)))
	}) + "."
	return says.drawing("worst", func() []datum { return worstData(policy, shown) }, func(c *chart, l look) { worstMarks(w, shown, c, l) }), len(shown) > 0
}

func worstMarks(w output.WorstInputs, shown []output.WorstInput, c *chart, l look) {
	b := spansOf(l, len(shown), unit.UpperFirst(strings.TrimPrefix(strings.TrimPrefix(w.What(), "the trials with "), "the ")), "All trials")
	b.signed[1], b.start = signature{color: l.quiet, glyph: 1}, 0.5
	for _, x := range shown {
		b.row(clean(x.Label()))
		for series, s := range []output.Spread{x.Bad, x.All} {
			at := mapped(s.Places[:], func(place float64) float64 { return within(place, 0, 1) }) // whatever a damaged report holds
			b.add(series, output.Interval{Value: at[1], Low: at[0], High: at[2]}, clean(x.Spread(s)))
		}
	}
	b.on(c, "Place among all trials", measure{"%", 100})
	c.x.min, c.x.max, c.x.ticks = 0, 1, shares
	c.least = vg.Length(2*len(shown)) * l.text * 0.95 // two lines of numbers a row that do not touch
}

// shares are the ticks from 0 to 100%, as many of five as stand apart; beyond them
// stand numbers.
var shares = ticker{factor: 100, at: func(lo, hi float64, length vg.Length, p pen) []plot.Tick {
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
		line += either(w.Told > shown, ", and others differ less or say the same", "")
		line += "."
	}
	line += either(w.Trials < trials, fmt.Sprintf(" Looked at are the first %s trials.", digits(float64(w.Trials), 0)), "")
	return []string{line + " What goes with the worst trials need not be their cause."}
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
