package verbs

import (
	"cmp"
	"fmt"
	"slices"

	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/cmd/magnetsim/internal/folder"
	"magnetsim/cmd/magnetsim/internal/frame"
	"magnetsim/output"
	"magnetsim/sim"
	"magnetsim/sim/unit"
)

// stored is a run that is looked at again, under one of its policies, by one metric.
type stored struct {
	*folder.Past
	at      int // of the variant in the report
	variant output.Variant
	metric  string
}

// storedOf finds what is asked of a run: policy, case and metric by their names, of which
// "" is the first, or the total shortfall.
func storedOf(a *app.App, p *folder.Past, policy, world, metric string) (s stored, err error) {
	if s.at, err = variantOf(p.Report, policy, world); err != nil {
		return s, err
	}
	s.Past, s.variant, s.metric = p, p.Report.Variants[s.at], cmp.Or(metric, p.Report.Chief())
	known := app.Each(p.Report.Stats, func(x output.Stat) string { return x.Metric })
	if !slices.Contains(known, s.metric) {
		return s, stranger("metric", s.metric, known)
	}
	frame.OfFirst(a, p.Report.Titles, metric, s.metric, p.Report.Chiefs())
	return s, nil
}

// variantOf finds the first variant of a report that has a policy and is of a case, each
// of which may be "" for any.
func variantOf(r *output.Report, policy, world string) (int, error) {
	var policies, cases []string
	for i, v := range r.Variants {
		of := cmp.Or(v.Case, output.BaseCase)
		if (policy == "" || v.Policy == policy) && (world == "" || of == world) {
			return i, nil
		}
		policies, cases = append(policies, v.Policy), append(cases, of)
	}
	switch {
	case policy != "" && !slices.Contains(policies, policy):
		return 0, stranger("policy", policy, policies)
	case world != "" && !slices.Contains(cases, world):
		return 0, stranger("case", world, cases)
	}
	return 0, fmt.Errorf("the run has no policy %q in the case %q", policy, world)
}

func stranger(what, name string, known []string) error {
	slices.Sort(known)
	known = slices.Compact(known)
	return fmt.Errorf("the run has no %s %q%s", what, name, frame.MeantOr(name, known, "known: "+unit.Few(known)))
}

// signed reports whether a metric of stored results may be negative.
func signed(name string) bool {
	measure, _ := output.SplitMetric(name)
	return sim.Metric{Measure: measure}.Signed()
}

// notStored says that trials do not hold a metric.
func notStored(where, metric string) error {
	return fmt.Errorf("%s the metric %q\n  run the scenario again with --trials-all, which stores every metric", where, metric)
}
