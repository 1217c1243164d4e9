package output

import (
	"fmt"
	"slices"
	"strings"

	"magnetsim/sim/unit"
)

// Grounds are what a figure of a scenario may rest on, the firmest first: it stands in a
// source, is worked out from what stands there, is its author's own, or is the default of
// the format.
func Grounds() []string { return []string{"measured", "derived", "judged", "default"} }

// Grounded says what figures rest on, "327 figures: 15 measured, 62 derived, 140 judged, 20
// of which nothing is said; 90 defaults"; "" where nothing is said of any.
func Grounded(all []Assumption) string {
	n := map[string]int{}
	for _, a := range all {
		n[a.Basis]++
	}
	grounds := Grounds()
	said, fallback := grounds[:len(grounds)-1], grounds[len(grounds)-1]
	if !slices.ContainsFunc(said, func(b string) bool { return n[b] > 0 }) {
		return ""
	}
	parts := each(those(said, func(b string) bool { return n[b] > 0 }), func(b string) string { return unit.Grouped(n[b]) + " " + b })
	if n[""] > 0 {
		parts = append(parts, unit.Grouped(n[""])+" without a basis")
	}
	return fmt.Sprintf("%s: %s%s", unit.Counted(len(all), "figure"), strings.Join(parts, ", "), when(n[fallback] > 0, "; %s", unit.Counted(n[fallback], fallback)))
}

// groundsNote says on what the figures of a run rest.
func (r *Report) groundsNote() []Note {
	told := Grounded(r.Assumptions)
	if told == "" {
		return nil
	}
	return []Note{{What: "The answer rests on " + told + "."}}
}

// meaning is what the figure means where that says more than it does as written.
func (a Assumption) meaning() string { return either(a.Means == a.Value, "", a.Means) }

// AssumptionTable is every figure of the scenario with its source.
func (r *Report) AssumptionTable() Table {
	t := tableOf("assumptions", "Assumptions and their sources", r.Assumptions,
		text("part", "", "", func(a Assumption) string { part, _, _ := strings.Cut(a.Path, "."); return part }).on(Page).ruled(),
		text("path", "Place in the scenario", "where the figure stands in the scenario", func(a Assumption) string { return a.Path }),
		text("title", "Figure", "the figure, as people read it", func(a Assumption) string { return r.Titles.Path(a.Path) }),
		text("value", "Value", "as written", func(a Assumption) string { return a.Value }),
		text("means", "", "as understood: a value, or a distribution with its percentiles", func(a Assumption) string { return a.Means }).on(File),
		text("meaning", "Meaning", "", Assumption.meaning).on(Page),
		text("basis", "Basis", "what the figure rests on: measured (it is in its source), derived (worked out from its source), judged (its author's judgement), default (that of the format); empty if not stated", func(a Assumption) string { return a.Basis }),
		text("source", "Source", "source that the scenario names", func(a Assumption) string { return a.Source }),
		text("note", "Note", "note of the scenario, such as that the figure is an assumption", func(a Assumption) string { return a.Note }),
		text("origin", "", "file, line and column of the figure", func(a Assumption) string { return a.Origin }).on(File)).
		only(File | Page).under("Assumptions").annexed()
	if len(r.Assumptions) > 0 {
		told := Grounded(r.Assumptions)
		t.Lead = said(fmt.Sprintf("All %s of the scenario, as written and as understood, with the sources that it names.", unit.Counted(len(r.Assumptions), "figure")),
			when(told != "", "%s. Measured: it is in its source; derived: worked out from its source; judged: the author's judgement; a default is that of the format.", told))
	}
	return t
}
