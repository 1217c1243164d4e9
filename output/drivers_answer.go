package output

import (
	"fmt"

	"magnetsim/sim/unit"
)

// Answer tells which inputs a metric goes with.
func (d *Drivers) Answer() *Answer {
	a := &Answer{Head: d.Head}
	a.Head.Heading = "What " + d.Metric + " goes with"
	a.Head.Policy = d.Variant.Label()
	a.Sentences = d.sentences()
	a.Tables = []Table{tableOf("drivers", "What an outcome goes with, input by input", d.Rows, d.columns(File)...), d.ToldTable()}
	return a
}

// ToldTable is the inputs that are told apart from noise, for people; all of them
// where that is asked for.
func (d *Drivers) ToldTable() Table {
	rows := d.Told()
	if d.All {
		rows = d.Rows
	}
	t := tableOf("told", "What "+d.Metric+" goes with", rows, d.columns(People)...)
	over := "the bootstrap"
	if d.Replicated() {
		over = "the bootstrap over the design's independent replicates"
	}
	t.Notes = []string{
		"Compared are the lowest and the highest tenth of the trials by the input (of an input with few values, its lowest and highest). In brackets: 95% intervals by " + over + ".",
		fmt.Sprintf("Of the inputs told from noise about %.3g%% at most are expected to be there by chance. An input whose effect rises and falls again may be missed, and inputs drawn together share their effects.", 100*FalseShare),
	}
	return t
}

// columns are those of the inputs, on some media.
func (d *Drivers) columns(m Media) []column[Driver] {
	first, last := func(x Driver) Decile { return x.Deciles[0] }, func(x Driver) Decile { return x.Deciles[len(x.Deciles)-1] }
	named := func(x Driver) string {
		if m != File && !x.Told {
			return x.Input + " " + Same
		}
		return x.Input
	}
	all := []column[Driver]{
		text("input", "Input", "place of the figure in the scenario", named),
		text("input_unit", "", "unit of the input", func(x Driver) string { return x.Unit }).on(File),
		yesNo("told_from_noise", "", "1 where it is told apart from noise (false discoveries held at 5%)", func(x Driver) bool { return x.Told }).on(File),
		number("p_value", "", "", "chance of as strong a rank correlation where there is none", func(x Driver) float64 { return x.P }).on(File),
		ranged("rank_correlation", "Rank correlation", "", "Spearman's rank correlation with the metric, ties at mid-ranks", func(x Driver) Interval { return x.Rank }),
		ranged("change", "Change of the mean", d.Unit, "mean of the metric in the highest tenth of the trials by the input, less that in the lowest", func(x Driver) Interval { return x.Change }),
		inUnits("lowest_tenth_input", "Lowest", "mean of the input in its lowest tenth, in its unit", func(x Driver) (float64, string) { return first(x).Input, x.Unit }),
		number("lowest_tenth_mean", "Mean there", d.Unit, "mean of the metric there", func(x Driver) float64 { return first(x).Output }),
		inUnits("highest_tenth_input", "Highest", "mean of the input in its highest tenth, in its unit", func(x Driver) (float64, string) { return last(x).Input, x.Unit }),
		number("highest_tenth_mean", "Mean there", d.Unit, "mean of the metric there", func(x Driver) float64 { return last(x).Output }),
	}
	return onMedia(m, all...)
}

// inUnits is a column of numbers each of which has a unit of its own.
func inUnits[T any](name, title, doc string, of func(T) (float64, string)) column[T] {
	return columnOf(Number, name, title, "", doc, func(x T) Cell {
		value, unit := of(x)
		return Cell{Value: value, Unit: unit}
	})
}

// sentences say how many inputs are told from noise, in which trials, and how much
// they account for.
func (d *Drivers) sentences() []string {
	var all []string
	switch rest := d.Inputs - d.Apart; {
	case d.Inputs == 0:
		return []string{fmt.Sprintf("Nothing to tell: no input varies, %s is the same in every trial, or fewer than %d trials have a number.", d.Metric, FewestTrials)}
	case d.Apart == 0:
		all = append(all, fmt.Sprintf("None of the %d inputs that vary can be told from noise with %s.", d.Inputs, unit.Counted(d.Head.Trials, "trial")))
	case rest > 0 && !d.All:
		all = append(all, fmt.Sprintf("%d of the %d inputs that vary cannot be told from noise with %s and are not shown; --all shows them.", rest, d.Inputs, unit.Counted(d.Head.Trials, "trial")))
	}
	if looked := d.Head.Trials + d.Missing; looked < d.Of {
		all = append(all, fmt.Sprintf("Looked at are the first %s of the %s: more would take long and tell little.", unit.Grouped(looked), unit.Counted(d.Of, "trial")))
	}
	if d.Missing > 0 {
		all = append(all, fmt.Sprintf("%s have no %s and are left out.", unit.Counted(d.Missing, "trial"), d.Metric))
	}
	if words := d.ExplainedWords(d.Metric); words != "" {
		all = append(all, words)
	}
	return all
}
