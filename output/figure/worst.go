package figure

import (
	"fmt"
	"math"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"

	"magnetsim/output"
)

// mostApart is how many things drawn a figure of the worst trials shows.
const mostApart = 8

func worstKind() kind {
	return kind{
		main: true,
		Info: Info{"worst", "What sets the worst trials apart",
			"What was drawn otherwise in the worst 5% of the trials under one policy: where p5, p50 and p95 of them lie among all trials."},
		each:  true,
		has:   func(r *output.Report, v int) bool { return len(worstOf(r, v).Telling(mostApart)) > 0 },
		chart: func(r *output.Report, v int, l look) *chart { return worstChart(worstFrame(r, v), worstOf(r, v), l) },
		alt:   func(r *output.Report, v int) string { return worstAlt(worstFrame(r, v), worstOf(r, v)) },
		data:  func(r *output.Report, v int) []datum { return worstData(variantTitle(r, v), worstOf(r, v)) },
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

// frame is what stands around a figure.
type frame struct {
	setting string
	trials  int64 // of the run
	origins []string
}

func worstFrame(r *output.Report, v int) frame {
	return frame{setting(r, variantTitle(r, v)), r.Run.Trials, originsOf(r)}
}

// Worst draws what sets the worst trials apart, a drawing for each threshold where
// anything is told from noise.
func Worst(o *output.Worst) []Drawing {
	var all []Drawing
	for i, p := range o.Parts {
		if len(p.Telling(mostApart)) == 0 {
			continue
		}
		f := frame{trials: o.Head.Trials, setting: fmt.Sprintf("%s · %s · %s trials · seed %d", clean(o.Head.Title), clean(o.Variant.Label()), digits(float64(o.Head.Trials), 0), o.Head.Seed)}
		name := "worst"
		if i > 0 {
			name = fmt.Sprintf("worst-%d", i+1)
		}
		all = append(all, Drawing{
			Name: name, Policy: o.Variant.Policy, chart: func(l look) *chart { return worstChart(f, p.WorstInputs, l) },
			alt: worstAlt(f, p.WorstInputs), data: worstData(o.Variant.Label(), p.WorstInputs),
		})
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

func worstChart(f frame, w output.WorstInputs, l look) *chart {
	shown := w.Telling(mostApart)
	keys := []string{upper(strings.TrimPrefix(worstKey(w), "the ")), "All trials"}
	grey := signature{color: l.quiet, glyph: 1}
	b := spans{look: l, rows: len(shown), names: keys, signed: []signature{l.marked(0), grey}, start: 0.5}
	n := panel{part: 1, top: float64(len(shown))}
	for i, x := range shown {
		for series, s := range []struct{ values, places [3]float64 }{{x.Bad.Values, x.Bad.Places}, {x.All.Values, x.All.Places}} {
			b.items = append(b.items, span{i, series, share(s.places[1]), share(s.places[0]), share(s.places[2]), clean(x.Spread(s.values))})
		}
		n.rows = append(n.rows, rowOf(x.Label()))
	}
	c := &chart{title: worstTitle(w), subtitle: unbroken(f.setting), notes: worstNotes(f, w, len(shown)), origins: f.origins}
	b.reach(&c.x)
	c.x.min, c.x.max = 0, 1
	c.x.title, c.x.ticks = quantity("Place among all trials", "%"), places
	n.marks = []plot.Plotter{b}
	c.panels, c.keys = []panel{n}, []key{l.dotKey(b.signed[0], keys[0]), l.dotKey(grey, keys[1])}
	c.plots, _ = b.heights(l)
	c.least = vg.Length(2*len(shown)) * l.text * 0.95 // two lines of numbers a row that do not touch
	return c
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

func worstNotes(f frame, w output.WorstInputs, shown int) []string {
	line := "Line: p5 to p95, dot: p50, placed among all trials; numbers: p5, p50, p95."
	if rest := w.Inputs - w.Told; rest > 0 {
		line += fmt.Sprintf(" Of %d things drawn that vary, %d cannot be told from noise", w.Inputs, rest)
		if w.Told > shown {
			line += ", and others differ less or say the same"
		}
		line += "."
	}
	if w.Trials < f.trials {
		line += fmt.Sprintf(" Looked at are the first %s trials.", digits(float64(w.Trials), 0))
	}
	return []string{line + " What goes with the worst trials need not be their cause."}
}

func worstAlt(f frame, w output.WorstInputs) string {
	var parts []string
	for _, x := range w.Telling(mostApart) {
		parts = append(parts, fmt.Sprintf("%s %s, in all trials %s", clean(x.Label()), clean(x.Spread(x.Bad.Values)), clean(x.Spread(x.All.Values))))
	}
	return fmt.Sprintf("%s. %s. p5, p50 and p95 of what differs most: %s.", worstTitle(w), f.setting, strings.Join(parts, "; "))
}

func worstData(policy string, w output.WorstInputs) []datum {
	var rows []datum
	for _, x := range w.Telling(mostApart) {
		for q, item := range []string{"p5", "p50", "p95"} {
			d := blank
			d.policy, d.quantity, d.unit, d.xUnit = policy, x.Key(), x.Unit, "place among all trials"
			d.item, d.x, d.value = item+"_worst", x.Bad.Places[q], x.Bad.Values[q]
			rows = append(rows, d)
			d.item, d.x, d.value = item+"_all", x.All.Places[q], x.All.Values[q]
			rows = append(rows, d)
		}
		d := blank
		d.policy, d.quantity, d.item = policy, x.Key(), "chance_larger_in_worst"
		d.value, d.low, d.high, d.unit = x.Effect.Value, x.Effect.Low, x.Effect.High, "share"
		rows = append(rows, d)
	}
	return rows
}
