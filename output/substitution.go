package output

import (
	"slices"
	"strings"
)

// turnedNote explains the columns of what substitution takes.
const turnedNote = "given up, moved: means; demand that turned to designs without the material or to another material, and is not lost"

// turned tells, beside what is lost, what users give up and what they move to other
// materials under a variant, end product by end product: neither counts as lost, so
// that a small loss may hide much of it. It is empty where there is none.
func (r *Report) turned(v int) string {
	var parts []string
	for _, chief := range r.Chiefs() {
		parts = append(parts, r.turnedFrom(v, chief)...)
	}
	if parts == nil {
		return ""
	}
	text := "Not counted as lost: on average users " + strings.TrimSuffix(strings.Join(parts, " and "), ",")
	if x, ok := r.Stat(v, MetricOf(SubstitutionCost, Total), "mean"); ok && x.Value > 0 {
		text += ", at a cost of " + glue(x.TextWithError())
	}
	return text + "."
}

// turnedFrom are the parts of it that are of one end product.
func (r *Report) turnedFrom(v int, chief string) (parts []string) {
	subject, of := SubjectOf(chief), r.product(chief)
	if x, ok := r.Stat(v, MetricOf(GivenUp, subject), "mean"); ok && x.Value > 0 {
		parts = append(parts, "give up "+glue(x.TextWithError())+of+", turning to designs without the material,")
	}
	if x, ok := r.Stat(v, MetricOf(Moved, subject), "mean"); ok && x.Value > 0 {
		text := "replace " + glue(x.TextWithError()) + of + " with another material"
		if in, ok := r.Stat(v, MetricOf(MovedIn, subject), "mean"); ok && in.Text() != x.Text() {
			text = "replace " + glue(x.TextWithError()) + of + " with " + glue(in.Text()) + " of another material"
		}
		parts = append(parts, text)
	}
	return parts
}

// Substitutes reports whether users may turn away from a material under some variant.
func (r *Report) Substitutes() bool {
	return slices.ContainsFunc(r.Stats, func(s Stat) bool { return s.Measure == GivenUp || s.Measure == Moved })
}

// Turned tells in short, for the note of a figure of the first end product, what users
// give up and move under a variant beside what they lose; empty where there is none.
func (r *Report) Turned(v int) string {
	subject := SubjectOf(r.Chief())
	var parts []string
	for _, x := range []struct{ measure, words string }{{GivenUp, " given up"}, {Moved, " moved to another material"}} {
		if s, ok := r.Stat(v, MetricOf(x.measure, subject), "mean"); ok && s.Value > 0 {
			parts = append(parts, glue(s.Text())+x.words)
		}
	}
	if parts == nil {
		return ""
	}
	under := ""
	if len(r.Variants) > 1 {
		under = " under " + r.Variants[v].Label()
	}
	return "Not counted as lost" + under + ": " + strings.Join(parts, ", ") + " (mean)."
}

// spared is what a stockpile saves in money, in words: substitution may cost too.
func (r *Report) spared() string {
	if _, ok := r.Stat(0, MetricOf(SubstitutionCost, Total), "mean"); ok {
		return "value lost and the cost of substitution"
	}
	return "value lost"
}
