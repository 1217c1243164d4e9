package text

import (
	"fmt"
	"math"

	"magnetsim/output"
	"magnetsim/sim/unit"
)

// answer says in a few sentences what the run found: how likely and how large a
// shortfall is, and what the best policy changes.
func answer(r *output.Report) []string {
	if r.Run.Trials == 0 {
		return []string{"No trial was played: there is nothing to tell."}
	}
	sentences := []string{risk(r, 0)}
	if len(r.Variants) > 1 {
		return append(sentences, best(r))
	}
	if x, ok := cost(r, 0); ok && x.Value != 0 {
		sentences = append(sentences, "The stockpile costs "+glue(cell(x, true, true))+".")
	}
	return sentences
}

// risk tells the chance of a shortfall under a variant, and its size.
func risk(r *output.Report, v int) string {
	label, chief := r.Variants[v].Label(), r.Chief()
	any, _ := r.Stat(v, chief, "p_any")
	if any.Value == 0 {
		return fmt.Sprintf("%s: no shortfall in any of %s; its chance is %s (95%%).", label, trials(any.N), glue(any.TextWithError()))
	}
	chance := "in " + glue(cell(any, true, true)) + " of the trials"
	if any.Value == 1 {
		chance = fmt.Sprintf("in each of %s (its chance is %s)", trials(any.N), glue(any.TextWithError()))
	}
	mean, okMean := r.Stat(v, chief, "mean")
	tail, okTail := r.Stat(v, chief, "cvar95")
	return fmt.Sprintf("%s: some shortfall %s%s; %s lost on average%s, and %s on average in the worst 5%%.",
		label, chance, serious(r, v), glue(cell(mean, okMean, true)), ofDemand(r, v), glue(cell(tail, okTail, false)))
}

// serious tells the chance of losing more than 1% of demand: some shortfall may
// be a few tonnes.
func serious(r *output.Report, v int) string {
	x, ok := r.Stat(v, output.MetricOf(output.ShortShare, subjectOf(r.Chief())), overOnePercent)
	if !ok || math.IsNaN(x.Value) {
		return ""
	}
	return ", of more than 1% of demand in " + glue(cell(x, true, false))
}

// ofDemand tells the mean share of demand that is lost.
func ofDemand(r *output.Report, v int) string {
	x, ok := r.Stat(v, output.MetricOf(output.ShortShare, subjectOf(r.Chief())), "mean")
	if !ok || math.IsNaN(x.Value) {
		return ""
	}
	return " (" + glue(cell(x, true, false)) + " of demand)"
}

// best tells which variant lowers the mean loss most, where one does so by more
// than its sampling error.
func best(r *output.Report) string {
	least, found := output.Paired{}, false
	for v := 1; v < len(r.Variants); v++ {
		p, ok := r.Change(v, r.Chief())
		if ok && !p.Same && p.Mean < least.Mean {
			least, found = p, true
		}
	}
	first := r.Variants[0].Label()
	if !found && len(r.Variants) == 2 {
		return fmt.Sprintf("%s does not lower the mean shortfall of %q by more than its sampling error.", r.Variants[1].Label(), first)
	}
	if !found {
		return fmt.Sprintf("None of the others lowers the mean shortfall of %q by more than its sampling error.", first)
	}
	return fmt.Sprintf("%s: %s less%s; some shortfall in %s of the trials.%s",
		introduce(r, least.Second), decrease(least), share(r, least), anyIn(r, least.Second), price(r, least.Second))
}

// introduce names the best variant, as such where it has rivals.
func introduce(r *output.Report, v int) string {
	if len(r.Variants) == 2 {
		return r.Variants[v].Label()
	}
	return fmt.Sprintf("Of the other %d, %s helps most", len(r.Variants)-1, r.Variants[v].Label())
}

func decrease(p output.Paired) string {
	return glue(unit.FormatInterval(-p.Mean, p.Error(), p.Unit))
}

// share tells a decrease as a share of the mean loss under the first variant.
func share(r *output.Report, p output.Paired) string {
	mean, ok := r.Stat(0, p.Metric, "mean")
	if !ok || !(mean.Value > 0) {
		return ""
	}
	return " (" + unit.Format(-p.Mean/mean.Value, "share") + ")"
}

func anyIn(r *output.Report, v int) string {
	x, ok := r.Stat(v, r.Chief(), "p_any")
	return glue(cell(x, ok, false))
}

// price tells what a variant's stockpiles cost.
func price(r *output.Report, v int) string {
	x, ok := cost(r, v)
	if !ok || math.IsNaN(x.Value) || x.Value == 0 {
		return ""
	}
	return " Its stockpile costs " + glue(cell(x, true, true)) + "."
}
