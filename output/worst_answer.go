package output

import (
	"fmt"
	"slices"

	"magnetsim/sim/unit"
)

// Answer tells what the worst trials have in common, threshold by threshold: the ranges
// that they share in sentences; how each thing drawn differs in them, and what happened
// in them, as tables.
func (d *Worst) Answer() *Answer {
	a := &Answer{Head: d.Head.about(d.heading(), d.Variant)}
	a.Sentences = slices.Concat(each(d.Parts, d.sentences)...)
	rows := func(of func(WorstPart) []worstRow) []worstRow { return slices.Concat(each(d.Parts, of)...) }
	drawn := rows(func(p WorstPart) []worstRow {
		return each(p.Rows, func(x WorstInput) worstRow { return worstRow{part: p, drawn: x} })
	})
	happened := rows(func(p WorstPart) []worstRow {
		return each(p.Happened, func(x Happened) worstRow { return worstRow{part: p, outcome: x} })
	})
	a.Tables = append([]Table{
		tableOf("thresholds", "Which trials count as the worst", d.Parts, d.thresholdColumns()...).only(File),
		tableOf("inputs", "What was drawn in the worst trials and in all", drawn, inputColumns()...).only(File),
		tableOf("boxes", "The ranges that the worst trials share", rows(WorstPart.limits), limitColumns()...).only(File),
		tableOf("rejected", "The next ranges, which cannot be told from noise", rows(WorstPart.rejected), limitColumns()...).only(File),
		tableOf("peeling", "How the ranges were found", rows(WorstPart.steps), peelColumns()...).only(File),
		tableOf("happened", "What happened in the worst trials and in the others", happened, happenedColumns()...).only(File),
	}, slices.Concat(eachAt(d.Parts, d.shown)...)...)
	a.Notes = d.notes()
	return a
}

// worstRow is a row about one threshold: of something drawn, of an outcome, or of a limit
// or a step of the peeling of a box.
type worstRow struct {
	part    WorstPart
	drawn   WorstInput
	outcome Happened
	box     int // counted from 1
	of      *WorstBox
	limit   WorstLimit
	step    int // of peel, counted from 0
	peel    WorstPeel
}

func (r worstRow) chosen() bool { return r.step == r.of.Chosen }

func (p WorstPart) limits() []worstRow {
	return slices.Concat(eachAt(p.Boxes, func(i int, b WorstBox) []worstRow { return p.limitsOf(i, &b) })...)
}

func (p WorstPart) rejected() []worstRow {
	if p.Rejected == nil {
		return nil
	}
	return p.limitsOf(len(p.Boxes), p.Rejected)
}

func (p WorstPart) limitsOf(box int, b *WorstBox) []worstRow {
	return each(b.Limits, func(l WorstLimit) worstRow { return worstRow{part: p, box: box + 1, of: b, limit: l} })
}

func (p WorstPart) steps() []worstRow {
	return slices.Concat(eachAt(p.Boxes, func(i int, b WorstBox) []worstRow {
		return eachAt(b.Path, func(k int, s WorstPeel) worstRow { return worstRow{part: p, box: i + 1, of: &b, step: k, peel: s} })
	})...)
}

// bad names a threshold in files: the share that was asked for, or the level.
func (p WorstPart) bad() string {
	return either(p.Share > 0, fmt.Sprintf("worst %.9g", p.Share), fmt.Sprintf("above %.9g %s", p.Threshold, p.Unit))
}

func badColumn[T any](of func(T) WorstPart) column[T] {
	return text("bad", "Which", "which trials count as the worst: the share asked for, or the level of the metric", func(x T) string { return of(x).bad() })
}

func (d *Worst) thresholdColumns() []column[WorstPart] {
	return slices.Concat([]column[WorstPart]{
		badColumn(func(p WorstPart) WorstPart { return p }),
	}, variantColumns(ofRun, func(WorstPart) Variant { return d.Variant }), []column[WorstPart]{
		text("metric", "Metric", "the outcome, where more is worse", func(p WorstPart) string { return p.Metric }),
		text("unit", "Unit", "of the metric", func(p WorstPart) string { return p.Unit }),
		number("share", "Share", "share", "share of the trials that was asked for; empty if a level was", func(p WorstPart) float64 { return p.Share }).where(func(p WorstPart) bool { return p.Share > 0 }),
		inUnits("above", "More than", "the worst trials have more than this", func(p WorstPart) (float64, string) { return p.Threshold, p.Unit }),
		inUnits("most", "Most", "the largest value", func(p WorstPart) (float64, string) { return p.Most, p.Unit }),
		whole("trials", "Trials", "trials looked at", func(p WorstPart) int64 { return p.Trials }),
		whole("worst_trials", "Worst", "of these, the worst", func(p WorstPart) int64 { return p.Bad }),
		whole("worst_trial", "The worst", "number of the worst trial", func(p WorstPart) uint64 { return p.Number }),
		whole("inputs", "Inputs", "things drawn that vary", func(p WorstPart) int { return p.Inputs }),
		whole("told_from_noise", "Told", "of these, told apart from noise", func(p WorstPart) int { return p.Told }),
		yesNo("looked_for_ranges", "Looked", "1 if there are enough of the worst to look for ranges that they share", func(p WorstPart) bool { return p.Looked }),
		text("course_unknown", "Unknown", "why the course of the curbs is not known; empty where it is", func(WorstPart) string { return d.Unknown }),
	})
}

func threeOf(name, doc string, of func(worstRow) ([3]float64, string)) []column[worstRow] {
	var all []column[worstRow]
	for i, q := range []string{"p5", "p50", "p95"} {
		all = append(all, inUnits(name+"_"+q, "", q+" "+doc, func(r worstRow) (float64, string) {
			values, unit := of(r)
			return values[i], unit
		}))
	}
	return all
}

func worstPart(r worstRow) WorstPart { return r.part }

func inputColumns() []column[worstRow] {
	return slices.Concat([]column[worstRow]{
		badColumn(worstPart),
		text("input", "", "what is drawn: the place of a figure in the scenario, or that of a curb or regime followed by .weeks (in force in all), .longest (at a stretch) or .first (from the start)", func(r worstRow) string { return r.drawn.Key() }),
		text("unit", "", "of the input", func(r worstRow) string { return r.drawn.Unit }),
		text("title", "", "the same, as people read it", func(r worstRow) string { return r.drawn.Label() }),
		yesNo("told_from_noise", "", "1 where it is told apart from noise (false discoveries held at 5%)", func(r worstRow) bool { return r.drawn.Told }),
		ranged("chance_larger", "", "", "chance that it is larger in one of the worst trials than in another", func(r worstRow) Interval { return r.drawn.Effect }),
		number("p_value", "", "", "chance of as large a difference where there is none", func(r worstRow) float64 { return r.drawn.P }),
	},
		threeOf("worst", "in the worst trials, in the input's unit", func(r worstRow) ([3]float64, string) { return r.drawn.Bad.Values, r.drawn.Unit }),
		threeOf("all", "in all trials, in the input's unit", func(r worstRow) ([3]float64, string) { return r.drawn.All.Values, r.drawn.Unit }),
		threeOf("place", "of the worst trials as a place among all, 0 to 1", func(r worstRow) ([3]float64, string) { return r.drawn.Bad.Places, "" }))
}

func limitColumns() []column[worstRow] {
	return []column[worstRow]{
		badColumn(worstPart),
		whole("box", "", "set of ranges, counted from 1; its limits hold all together", func(r worstRow) int { return r.box }),
		ranged("coverage", "", "", "share of the worst trials that are in the box", func(r worstRow) Interval { return r.of.Coverage }),
		ranged("density", "", "", "share of the trials in the box that are among the worst", func(r worstRow) Interval { return r.of.Density }),
		ranged("mass", "", "", "share of all trials that are in the box", func(r worstRow) Interval { return r.of.Mass }),
		number("p_value", "", "", "chance of as many of the worst in the box where there is nothing to find", func(r worstRow) float64 { return r.of.P }),
		text("input", "", "what is limited", func(r worstRow) string { return r.limit.Key() }),
		text("unit", "", "of the limit", func(r worstRow) string { return r.limit.Unit }),
		inUnits("low", "", "least value within the limit; empty where it is open", func(r worstRow) (float64, string) { return r.limit.Low, r.limit.Unit }),
		inUnits("high", "", "largest value within the limit; empty where it is open", func(r worstRow) (float64, string) { return r.limit.High, r.limit.Unit }),
		number("quasi_p", "", "", "probability that the limit does as much by chance; if it is large, the limit may be superfluous", func(r worstRow) float64 { return r.limit.QuasiP }),
		ranged("share_of_worst", "", "", "share of the worst trials within the limit", func(r worstRow) Interval { return r.limit.InBad }),
		ranged("share_of_all", "", "", "share of all trials within the limit", func(r worstRow) Interval { return r.limit.InAll }),
		number("density_without", "", "", "density of the box without the limit", func(r worstRow) float64 { return r.limit.Density }),
		whole("held_out_trials", "", "trials in the box, of those held out to measure it", func(r worstRow) int64 { return r.of.Trials }),
		whole("held_out_worst", "", "of these, the worst", func(r worstRow) int64 { return r.of.Bad }),
		text("text", "", "the limit in words", func(r worstRow) string { return r.limit.Text() }),
	}
}

func peelColumns() []column[worstRow] {
	return []column[worstRow]{
		badColumn(worstPart),
		whole("box", "", "set of ranges, counted from 1", func(r worstRow) int { return r.box }),
		whole("step", "", "step of the peeling, counted from 0", func(r worstRow) int { return r.step }),
		yesNo("chosen", "", "1 for the step that was taken", worstRow.chosen),
		whole("trials", "", "trials in the box, of those that it is learnt from", func(r worstRow) int64 { return r.peel.Trials }),
		whole("worst", "", "of these, the worst", func(r worstRow) int64 { return r.peel.Bad }),
		number("coverage", "", "", "share of the worst trials that are in the box", func(r worstRow) float64 { return r.peel.Coverage }),
		number("density", "", "", "share of the trials in the box that are among the worst", func(r worstRow) float64 { return r.peel.Density }),
		number("mass", "", "", "share of all trials that are in the box", func(r worstRow) float64 { return r.peel.Mass }),
		whole("limits", "", "limits of the box", func(r worstRow) int { return r.peel.Limits }),
	}
}

func happenedColumns() []column[worstRow] {
	return slices.Concat([]column[worstRow]{
		badColumn(worstPart),
		text("metric", "", "outcome: a consequence, not a cause", func(r worstRow) string { return r.outcome.Metric }),
		text("unit", "", "of the outcome", func(r worstRow) string { return r.outcome.Unit }),
	},
		threeOf("worst", "in the worst trials; empty: not within the horizon", func(r worstRow) ([3]float64, string) { return r.outcome.Bad, r.outcome.Unit }),
		threeOf("others", "in the other trials; empty: not within the horizon", func(r worstRow) ([3]float64, string) { return r.outcome.Rest, r.outcome.Unit }))
}

// mostDrawn is how many things drawn people are shown at the most, unless they ask for
// all.
const mostDrawn = 12

// shown are the tables about one threshold that people read.
func (d *Worst) shown(i int, p WorstPart) []Table {
	suffix, of := when(len(d.Parts) > 1, "_%d", i+1), when(len(d.Parts) > 1, ", %s", p.What())
	rows, happened := p.Rows, p.Happened
	if !d.All {
		rows = p.Telling(mostDrawn)
		happened = without(happened, func(h Happened) bool { return h.Bad[1] == h.Rest[1] })
	}
	var all []Table
	if d.All {
		all = append(all, p.limitTable("limits"+suffix, of), p.pathTable("path"+suffix, of))
	}
	return append(all,
		tableOf("drawn"+suffix, "What was drawn (p5 · p50 · p95)"+of, rows,
			text("input", "", "", func(r WorstInput) string { return marked(r.Label(), r.Told) }),
			text("worst", "in the worst", "", func(r WorstInput) string { return r.Spread(r.Bad) }),
			text("all", "in all", "", func(r WorstInput) string { return r.Spread(r.All) }),
			ranged("larger", "larger than in another", "share", "", func(r WorstInput) Interval { return roundShares(r.Effect) })).only(People).briefly().
			legend("larger than in another: the chance that a worst trial has a larger value than another trial"),
		tableOf("outcomes"+suffix, "What happened in them: outcomes, not causes (p5 · p50 · p95)"+of, happened,
			text("metric", "", "", func(h Happened) string { return unit.UpperFirst(d.Head.Titles.Metric(h.Metric)) }),
			text("worst", "in the worst", "", func(h Happened) string { worst, _ := h.Spreads(); return worst }),
			text("others", "in the others", "", func(h Happened) string { _, others := h.Spreads(); return others })).only(People))
}

// marked adds ~ to the name of what cannot be told from noise.
func marked(name string, told bool) string { return name + either(told, "", " "+Same) }

func (p WorstPart) limitTable(name, of string) Table {
	return tableOf(name, "What each limit does"+of, p.limits(),
		text("limit", "Limit", "", func(r worstRow) string { return marked(r.limit.Text(), r.limit.QuasiP <= mostByChance) }),
		whole("box", "box", "", func(r worstRow) int { return r.box }).ruled(),
		number("density", "density without it", "share", "", func(r worstRow) float64 { return roundShare(r.limit.Density) }),
		text("quasi_p", "quasi-p", "", func(r worstRow) string { return smallChance(r.limit.QuasiP) })).only(People)
}

// pathTable shows how the boxes were found: every fifth step of the peeling.
func (p WorstPart) pathTable(name, of string) Table {
	rows := those(p.steps(), func(r worstRow) bool { return r.step%5 == 0 || r.chosen() || r.step == len(r.of.Path)-1 })
	notes := eachAt(p.Boxes, func(i int, b WorstBox) string {
		return fmt.Sprintf("Box %d, on the trials that it was learnt from: %s of the worst in %s, after the step marked * was widened and limits that do little were removed.",
			i+1, unit.Grouped(b.LearntOf), unit.Counted(b.LearntIn, "trial"))
	})
	share := func(name string, of func(worstRow) float64) column[worstRow] {
		return number(name, name, "share", "", func(r worstRow) float64 { return roundShare(of(r)) })
	}
	return tableOf(name, "Peeling"+of, rows,
		text("step", "Step", "", func(r worstRow) string { return fmt.Sprint(r.step) + either(r.chosen(), " *", "") }),
		whole("box", "box", "", func(r worstRow) int { return r.box }).ruled(),
		share("coverage", func(r worstRow) float64 { return r.peel.Coverage }),
		share("density", func(r worstRow) float64 { return r.peel.Density }),
		share("mass", func(r worstRow) float64 { return r.peel.Mass }),
		whole("limits", "limits", "", func(r worstRow) int { return r.peel.Limits })).only(People).noted(notes...)
}

// notes say how to read all this, and what it leaves out.
func (d *Worst) notes() []Note {
	untold := func(p WorstPart) string {
		rest := p.Inputs - p.Told
		return when(rest > 0, "%sOf %d things drawn that vary, %d cannot be told from noise (false discoveries held at %.3g%%)%s.", d.about(p), p.Inputs, rest, 100*FalseShare, either(d.All, "", "; --all shows them"))
	}
	again := func(p WorstPart) string { return "To see the worst of them step by step: " + d.again(p) }
	boxes := slices.ContainsFunc(d.Parts, func(p WorstPart) bool { return len(p.Boxes) > 0 })
	all := slices.Concat(each(d.Parts, untold), []string{
		"Larger than in another: the chance that it is larger in one of the worst trials than in another trial; below 50% it tends to be smaller. In brackets: 95% intervals.",
		when(d.Unknown != "", "How long regimes and recurring curbs lasted is unknown: %s.", d.Unknown),
		when(d.Looked < d.Head.Trials, "Only the first %s of the %s are used.", unit.Grouped(d.Looked), unit.Counted(d.Head.Trials, "trial")),
		when(d.Head.Sampling != "random" && d.Head.Sampling != "", "Trials drawn as %s depend on each other: intervals and p values hold only roughly.", d.Head.Sampling),
		when(boxes, "Ranges were looked for in one half of the trials (PRIM) and measured in the other. A box is shown where chance would do as well in at most %.3g%% of cases. %s marks a limit that may be superfluous. What they share need not be the cause.", 100*NoiseLevel, Same),
	}, each(d.Parts, again))
	once := distinct(said(all...), func(s string) string { return s })
	return each(once, func(s string) Note { return Note{What: s} })
}

// again is the command that tells the worst trial.
func (d *Worst) again(p WorstPart) string {
	return fmt.Sprintf("magnetsim trial %s %d", d.Where, p.Number) + when(d.Variant.Policy != "", " --policy %s", d.Variant.Policy)
}
