package output

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"magnetsim/sim/unit"
)

// Answer tells what the worst trials have in common, threshold by threshold: the ranges
// that they share in sentences; how each thing drawn differs in them, and what happened
// in them, as tables.
func (d *Worst) Answer() *Answer {
	a := &Answer{Head: d.Head}
	a.Head.Heading, a.Head.Policy = d.heading(), d.Variant.Label()
	var drawn []worstRow[WorstInput]
	var limits, rejected []worstRow[numberedLimit]
	var steps []worstRow[numberedPeel]
	var happened []worstRow[Happened]
	for _, p := range d.Parts {
		drawn = append(drawn, rowsOfPart(p, p.Rows)...)
		happened = append(happened, rowsOfPart(p, p.Happened)...)
		for i := range p.Boxes {
			limits = append(limits, rowsOfPart(p, limitsOf(i+1, &p.Boxes[i]))...)
			steps = append(steps, rowsOfPart(p, stepsOf(i+1, &p.Boxes[i]))...)
		}
		if p.Rejected != nil {
			rejected = append(rejected, rowsOfPart(p, limitsOf(len(p.Boxes)+1, p.Rejected))...)
		}
		a.Sentences = append(a.Sentences, d.sentences(p)...)
	}
	a.Tables = []Table{
		tableOf("thresholds", "Which trials count as the worst", d.Parts, d.thresholdColumns()...),
		tableOf("inputs", "What was drawn in the worst trials and in all", drawn, inputColumns()...),
		tableOf("boxes", "The ranges that the worst trials share", limits, limitColumns()...),
		tableOf("rejected", "The next ranges, which cannot be told from noise", rejected, limitColumns()...),
		tableOf("peeling", "How the ranges were found", steps, peelColumns()...),
		tableOf("happened", "What happened in the worst trials and in the others", happened, happenedColumns()...),
	}
	for i, p := range d.Parts {
		a.Tables = append(a.Tables, d.shown(i, p)...)
	}
	a.Notes = d.notes()
	return a
}

// worstRow is a row about one threshold.
type worstRow[T any] struct {
	part WorstPart
	x    T
}

func rowsOfPart[T any](p WorstPart, all []T) []worstRow[T] {
	rows := make([]worstRow[T], len(all))
	for i, x := range all {
		rows[i] = worstRow[T]{p, x}
	}
	return rows
}

// numberedLimit is a limit of a box, which is counted from 1.
type numberedLimit struct {
	box int
	of  *WorstBox
	WorstLimit
}

func limitsOf(box int, b *WorstBox) []numberedLimit {
	var all []numberedLimit
	for _, l := range b.Limits {
		all = append(all, numberedLimit{box, b, l})
	}
	return all
}

// numberedPeel is a step of the peeling of a box, counted from 0.
type numberedPeel struct {
	box, step int
	of        *WorstBox
	WorstPeel
}

func (s numberedPeel) chosen() bool { return s.step == s.of.Chosen }

func stepsOf(box int, b *WorstBox) []numberedPeel {
	var all []numberedPeel
	for k, s := range b.Path {
		all = append(all, numberedPeel{box, k, b, s})
	}
	return all
}

// bad names a threshold in files: the share that was asked for, or the level.
func (p WorstPart) bad() string {
	if p.Share > 0 {
		return fmt.Sprintf("worst %.9g", p.Share)
	}
	return fmt.Sprintf("above %.9g %s", p.Threshold, p.Unit)
}

// asked is the share that was asked for; NaN where a level was.
func (p WorstPart) asked() float64 {
	if p.Share > 0 {
		return p.Share
	}
	return math.NaN()
}

func badColumn[T any]() column[worstRow[T]] {
	return text("bad", "Which", "which trials count as the worst: the share asked for, or the level of the metric", func(r worstRow[T]) string { return r.part.bad() }).on(File)
}

// thresholdColumns are those of a row for each threshold.
func (d *Worst) thresholdColumns() []column[WorstPart] {
	columns := []column[WorstPart]{text("bad", "Which", "which trials count as the worst: the share asked for, or the level of the metric", WorstPart.bad)}
	columns = append(columns, variantColumns(func(WorstPart) Variant { return d.Variant })...)
	return onMedia(File, append(columns,
		text("metric", "Metric", "the outcome of which more is worse", func(p WorstPart) string { return p.Metric }),
		text("unit", "Unit", "of the metric", func(p WorstPart) string { return p.Unit }),
		number("share", "Share", "share", "share of the trials that was asked for; empty where a level was", func(p WorstPart) float64 { return p.asked() }),
		inUnits("above", "More than", "the worst trials have more than this", func(p WorstPart) (float64, string) { return p.Threshold, p.Unit }),
		inUnits("most", "Most", "the largest value", func(p WorstPart) (float64, string) { return p.Most, p.Unit }),
		whole("trials", "Trials", "trials looked at", func(p WorstPart) int64 { return p.Trials }),
		whole("worst_trials", "Worst", "of these, the worst", func(p WorstPart) int64 { return p.Bad }),
		whole("worst_trial", "The worst", "number of the worst trial", func(p WorstPart) int64 { return int64(p.Number) }),
		whole("inputs", "Inputs", "things drawn that vary", func(p WorstPart) int64 { return int64(p.Inputs) }),
		whole("told_from_noise", "Told", "of these, told apart from noise", func(p WorstPart) int64 { return int64(p.Told) }),
		yesNo("looked_for_ranges", "Looked", "1 where the worst are enough to look for ranges that they share", func(p WorstPart) bool { return p.Looked }),
		text("course_unknown", "Unknown", "why the course of the curbs is not known; empty where it is", func(WorstPart) string { return d.Unknown }))...)
}

// threeOf are columns of p5, p50 and p95.
func threeOf[T any](name, doc string, of func(T) ([3]float64, string)) []column[T] {
	var all []column[T]
	for i, q := range []string{"p5", "p50", "p95"} {
		all = append(all, inUnits(name+"_"+q, "", q+" "+doc, func(x T) (float64, string) {
			values, unit := of(x)
			return values[i], unit
		}))
	}
	return all
}

func inputColumns() []column[worstRow[WorstInput]] {
	type row = worstRow[WorstInput]
	three := func(name, doc string, of func(WorstInput) ([3]float64, string)) []column[row] {
		return threeOf(name, doc, func(r row) ([3]float64, string) { return of(r.x) })
	}
	return onMedia(File, slices.Concat([]column[row]{
		badColumn[WorstInput](),
		text("input", "", "what is drawn: the place of a figure in the scenario, or that of a curb or regime with .weeks (in force in all), .longest (at a stretch) or .first (from the start) behind", func(r row) string { return r.x.Key() }),
		text("unit", "", "of the input", func(r row) string { return r.x.Unit }),
		yesNo("told_from_noise", "", "1 where it is told apart from noise (false discoveries held at 5%)", func(r row) bool { return r.x.Told }),
		ranged("chance_larger", "", "", "chance that it is larger in one of the worst trials than in another", func(r row) Interval { return r.x.Effect }),
		number("p_value", "", "", "chance of as large a difference where there is none", func(r row) float64 { return r.x.P }),
	},
		three("worst", "in the worst trials, in the input's unit", func(x WorstInput) ([3]float64, string) { return x.Bad.Values, x.Unit }),
		three("all", "in all trials, in the input's unit", func(x WorstInput) ([3]float64, string) { return x.All.Values, x.Unit }),
		three("place", "of the worst trials as a place among all, 0 to 1", func(x WorstInput) ([3]float64, string) { return x.Bad.Places, "" }))...)
}

func limitColumns() []column[worstRow[numberedLimit]] {
	type row = worstRow[numberedLimit]
	ofBox := func(name, doc string, of func(*WorstBox) Interval) column[row] {
		return ranged(name, "", "", doc, func(r row) Interval { return of(r.x.of) })
	}
	return onMedia(File,
		badColumn[numberedLimit](),
		whole("box", "", "set of ranges, counted from 1; its limits hold all together", func(r row) int64 { return int64(r.x.box) }),
		ofBox("coverage", "share of the worst trials that are in the box", func(b *WorstBox) Interval { return b.Coverage }),
		ofBox("density", "share of the trials in the box that are among the worst", func(b *WorstBox) Interval { return b.Density }),
		ofBox("mass", "share of all trials that are in the box", func(b *WorstBox) Interval { return b.Mass }),
		number("p_value", "", "", "chance of as many of the worst in the box where there is nothing to find", func(r row) float64 { return r.x.of.P }),
		text("input", "", "what is limited", func(r row) string { return r.x.Key() }),
		text("unit", "", "of the limit", func(r row) string { return r.x.Unit }),
		inUnits("low", "", "least value within the limit; empty where it is open", func(r row) (float64, string) { return r.x.Low, r.x.Unit }),
		inUnits("high", "", "largest value within the limit; empty where it is open", func(r row) (float64, string) { return r.x.High, r.x.Unit }),
		number("quasi_p", "", "", "chance that the limit does as much by chance; a large one marks a limit that may be one too many", func(r row) float64 { return r.x.QuasiP }),
		ranged("share_of_worst", "", "", "share of the worst trials within the limit", func(r row) Interval { return r.x.InBad }),
		ranged("share_of_all", "", "", "share of all trials within the limit", func(r row) Interval { return r.x.InAll }),
		number("density_without", "", "", "density of the box without the limit", func(r row) float64 { return r.x.Density }),
		whole("held_out_trials", "", "trials in the box, of those held out to measure it", func(r row) int64 { return r.x.of.Trials }),
		whole("held_out_worst", "", "of these, the worst", func(r row) int64 { return r.x.of.Bad }),
		text("text", "", "the limit in words", func(r row) string { return r.x.Text() }))
}

func peelColumns() []column[worstRow[numberedPeel]] {
	type row = worstRow[numberedPeel]
	return onMedia(File,
		badColumn[numberedPeel](),
		whole("box", "", "set of ranges, counted from 1", func(r row) int64 { return int64(r.x.box) }),
		whole("step", "", "step of the peeling, counted from 0", func(r row) int64 { return int64(r.x.step) }),
		yesNo("chosen", "", "1 for the step that was taken", func(r row) bool { return r.x.chosen() }),
		whole("trials", "", "trials in the box, of those that it is learnt from", func(r row) int64 { return r.x.Trials }),
		whole("worst", "", "of these, the worst", func(r row) int64 { return r.x.Bad }),
		number("coverage", "", "", "share of the worst trials that are in the box", func(r row) float64 { return r.x.Coverage }),
		number("density", "", "", "share of the trials in the box that are among the worst", func(r row) float64 { return r.x.Density }),
		number("mass", "", "", "share of all trials that are in the box", func(r row) float64 { return r.x.Mass }),
		whole("limits", "", "limits of the box", func(r row) int64 { return int64(r.x.Limits) }))
}

func happenedColumns() []column[worstRow[Happened]] {
	type row = worstRow[Happened]
	three := func(name, doc string, of func(Happened) [3]float64) []column[row] {
		return threeOf(name, doc, func(r row) ([3]float64, string) { return of(r.x), r.x.Unit })
	}
	return onMedia(File, slices.Concat([]column[row]{
		badColumn[Happened](),
		text("metric", "", "outcome, a consequence and no cause", func(r row) string { return r.x.Metric }),
		text("unit", "", "of the outcome", func(r row) string { return r.x.Unit }),
	},
		three("worst", "in the worst trials; empty: not within the horizon", func(h Happened) [3]float64 { return h.Bad }),
		three("others", "in the other trials; empty: not within the horizon", func(h Happened) [3]float64 { return h.Rest }))...)
}

// mostDrawn is how many things drawn people are shown at the most, unless they ask for
// all.
const mostDrawn = 12

// shown are the tables about one threshold that people read.
func (d *Worst) shown(i int, p WorstPart) []Table {
	suffix, of := "", ""
	if len(d.Parts) > 1 {
		suffix, of = fmt.Sprintf("_%d", i+1), ", "+p.What()
	}
	rows, happened := p.Rows, p.Happened
	if !d.All {
		rows = p.Telling(mostDrawn)
		happened = slices.DeleteFunc(slices.Clone(happened), func(h Happened) bool { return h.Bad[1] == h.Rest[1] })
	}
	var all []Table
	if d.All {
		all = append(all, p.limits("limits"+suffix, of), p.path("path"+suffix, of))
	}
	return append(all,
		tableOf("drawn"+suffix, "What was drawn (p5 · p50 · p95)"+of, rows, onMedia(People,
			text("input", "", "", func(r WorstInput) string { return marked(r.Label(), r.Told) }),
			text("worst", "in the worst", "", func(r WorstInput) string { return r.Spread(r.Bad) }),
			text("all", "in all", "", func(r WorstInput) string { return r.Spread(r.All) }),
			ranged("larger", "larger than in another", "share", "", func(r WorstInput) Interval { return roundShares(r.Effect) }))...),
		tableOf("outcomes"+suffix, "What happened in them: outcomes, no causes (p5 · p50 · p95)"+of, happened, onMedia(People,
			text("metric", "", "", func(h Happened) string { return h.Metric }),
			text("worst", "in the worst", "", func(h Happened) string { worst, _ := h.Spreads(); return worst }),
			text("others", "in the others", "", func(h Happened) string { _, others := h.Spreads(); return others }))...))
}

// marked adds ~ to the name of what cannot be told from noise.
func marked(name string, told bool) string {
	if !told {
		name += " " + Same
	}
	return name
}

// limits shows how much each limit of the boxes matters.
func (p WorstPart) limits(name, of string) Table {
	var all []numberedLimit
	for i := range p.Boxes {
		all = append(all, limitsOf(i+1, &p.Boxes[i])...)
	}
	return tableOf(name, "What each limit does"+of, all, onMedia(People,
		text("limit", "Limit", "", func(l numberedLimit) string { return marked(l.Text(), l.QuasiP <= mostByChance) }),
		whole("box", "box", "", func(l numberedLimit) int64 { return int64(l.box) }).ruled(),
		number("density", "density without it", "share", "", func(l numberedLimit) float64 { return roundShare(l.Density) }),
		text("quasi_p", "quasi-p", "", func(l numberedLimit) string { return smallChance(l.QuasiP) }))...)
}

// path shows how the boxes were found: every fifth step of the peeling.
func (p WorstPart) path(name, of string) Table {
	var all []numberedPeel
	var notes []string
	for i := range p.Boxes {
		b := &p.Boxes[i]
		for _, s := range stepsOf(i+1, b) {
			if s.step%5 == 0 || s.chosen() || s.step == len(b.Path)-1 {
				all = append(all, s)
			}
		}
		notes = append(notes, fmt.Sprintf("Box %d, on the trials that it was learnt from: %s of the worst in %s, once the step marked * was widened and freed of limits that do little.",
			i+1, unit.Grouped(b.LearntOf), unit.Counted(b.LearntIn, "trial")))
	}
	share := func(name string, of func(numberedPeel) float64) column[numberedPeel] {
		return number(name, name, "share", "", func(s numberedPeel) float64 { return roundShare(of(s)) })
	}
	t := tableOf(name, "Peeling"+of, all, onMedia(People,
		text("step", "Step", "", func(s numberedPeel) string {
			if s.chosen() {
				return fmt.Sprintf("%d *", s.step)
			}
			return fmt.Sprint(s.step)
		}),
		whole("box", "box", "", func(s numberedPeel) int64 { return int64(s.box) }).ruled(),
		share("coverage", func(s numberedPeel) float64 { return s.Coverage }),
		share("density", func(s numberedPeel) float64 { return s.Density }),
		share("mass", func(s numberedPeel) float64 { return s.Mass }),
		whole("limits", "limits", "", func(s numberedPeel) int64 { return int64(s.Limits) }))...)
	t.Notes = notes
	return t
}

// notes say how to read all this, and what it leaves out.
func (d *Worst) notes() []Note {
	var all []Note
	put := func(format string, args ...any) {
		if n := (Note{What: fmt.Sprintf(format, args...)}); !slices.Contains(all, n) {
			all = append(all, n)
		}
	}
	for _, p := range d.Parts {
		if rest := p.Inputs - p.Told; rest > 0 {
			text := fmt.Sprintf("%sOf %d things drawn that vary, %d cannot be told from noise (false discoveries held at %.3g%%)", d.about(p), p.Inputs, rest, 100*FalseShare)
			if !d.All {
				text += "; --all shows them"
			}
			put("%s.", text)
		}
	}
	put("Larger than in another: the chance that it is larger in one of the worst trials than in another trial; below 50%% it tends to be smaller. In brackets: 95%% intervals.")
	if d.Unknown != "" {
		put("How long regimes and recurring curbs lasted is not told: %s.", d.Unknown)
	}
	if d.Looked < d.Head.Trials {
		put("Looked at are the first %s of the %s.", unit.Grouped(d.Looked), unit.Counted(d.Head.Trials, "trial"))
	}
	if d.Head.Sampling != "random" && d.Head.Sampling != "" {
		put("Trials drawn as %s depend on each other: intervals and p values hold only roughly.", d.Head.Sampling)
	}
	if slices.ContainsFunc(d.Parts, func(p WorstPart) bool { return len(p.Boxes) > 0 }) {
		put("Ranges were looked for in one half of the trials (PRIM) and measured in the other. A box is shown where chance would do as well in at most %.3g%% of cases. %s marks a limit that may be one too many. What is shared need not be the cause.", 100*NoiseLevel, Same)
	}
	for _, p := range d.Parts {
		put("To see the worst of them step by step: %s", d.again(p))
	}
	return all
}

// again is the command that tells the worst trial.
func (d *Worst) again(p WorstPart) string {
	words := []string{"magnetsim trial", d.Where, fmt.Sprint(p.Number)}
	if d.Variant.Policy != "" {
		words = append(words, "--policy", d.Variant.Policy)
	}
	return strings.Join(words, " ")
}
