package html

import (
	"slices"
	"strings"

	"magnetsim/output"
)

// verdict is a criterion under one variant, as it is shown.
type verdict struct {
	Sign, Word, Class, Value string
}

// criterion is a criterion with its verdicts, by variant.
type criterion struct {
	Title, Line string
	Verdicts    []verdict
}

// criteria are what a run was held to: nil where that is nothing.
func (r Run) criteria() []criterion {
	var all []criterion
	var seen []string
	for _, c := range r.Report.Criteria {
		if slices.Contains(seen, c.Criterion) {
			continue
		}
		seen = append(seen, c.Criterion)
		one := criterion{Title: clean(c.Title), Line: clean(c.Line)}
		for i := range r.Report.Variants {
			one.Verdicts = append(one.Verdicts, r.verdict(i, c.Criterion))
		}
		all = append(all, one)
	}
	return all
}

func (r Run) verdict(variant int, criterion string) verdict {
	x, ok := r.Report.Verdict(variant, criterion)
	if !ok {
		return verdict{}
	}
	o := outcomes[x.Outcome]
	return verdict{o.Sign, o.Word, o.Class, clean(x.TextWithError())}
}

// criteriaNotes say who meets all criteria, what would decide those that are
// too close to call, and whose failures do not count.
func (r Run) criteriaNotes() []string {
	all := r.Report.Criteria
	if len(all) == 0 {
		return nil
	}
	var good []string
	for i, v := range r.Report.Variants {
		if !slices.ContainsFunc(all, func(x output.Verdict) bool { return x.Variant == i && x.Outcome != output.Pass }) {
			good = append(good, clean(v.Label()))
		}
	}
	notes := []string{"None is sure to meet every criterion."}
	if len(good) > 0 {
		notes[0] = "Every criterion is met by: " + strings.Join(good, "; ") + "."
	}
	for _, x := range all {
		if x.Outcome == output.TooClose {
			notes = append(notes, "Too close to call: "+clean(x.Title)+", under "+clean(r.Report.Variants[x.Variant].Label())+"; "+x.Remedy()+".")
		}
	}
	if i := slices.IndexFunc(all, func(x output.Verdict) bool { return x.Outcome == output.Fail && x.Excused }); i >= 0 {
		notes = append(notes, clean(r.Report.Variants[all[i].Variant].Label())+" is the baseline: what it fails does not count as a failure of the run.")
	}
	return notes
}
