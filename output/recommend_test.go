package output_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"magnetsim/output"
	"magnetsim/output/internal/outputtest"
)

func TestRecommend(t *testing.T) {
	outcomes := func(r *output.Report, all ...string) { // of every criterion, by policy
		for i := range r.Criteria {
			r.Criteria[i].Outcome = all[r.Criteria[i].Variant]
		}
	}
	cost := func(r *output.Report, all ...float64) {
		for i := range r.Stats {
			if x := &r.Stats[i]; x.Metric == "cost.total" && x.Statistic == "mean" {
				x.Value = all[x.Variant]
			}
		}
	}
	benefit := func(r *output.Report, v int, mean, error float64) { // of a policy against the first
		for i := range r.Paired {
			if p := &r.Paired[i]; p.Second == v && p.Metric == "burden.total" {
				p.Mean, p.Low, p.High, p.Same = -mean, -mean-error, -mean+error, math.Abs(mean) <= error
			}
		}
	}
	unvalued := func(r *output.Report) {
		r.Paired = slices.DeleteFunc(r.Paired, func(p output.Paired) bool { return p.Metric == "burden.total" })
	}
	noCriteria := func(r *output.Report) { r.Criteria = nil }
	for _, c := range []struct {
		name    string
		change  []func(*output.Report)
		variant int
		by, why string
	}{
		{"two meet all criteria", []func(*output.Report){func(r *output.Report) { outcomes(r, output.Fail, output.Pass, output.Pass); cost(r, 0, 5, 4) }}, 2, output.ByCriteria, "it costs least of the 2"},
		{"two meet all at one cost", []func(*output.Report){func(r *output.Report) { outcomes(r, output.Fail, output.Pass, output.Pass); cost(r, 0, 5, 5) }}, 1, output.ByCriteria, "it has the smallest shortfall of the 2"},
		{"one meets all, though it is not worth it", []func(*output.Report){func(r *output.Report) {
			outcomes(r, output.Fail, output.TooClose, output.Pass)
			benefit(r, 2, -5e9, 1e9)
		}}, 2, output.ByCriteria, "it alone is sure"},
		{"the first meets all", []func(*output.Report){func(r *output.Report) { outcomes(r, output.Pass, output.Pass, output.Fail) }}, 0, output.ByCriteria, "it costs least"},
		{"none meets all", nil, 1, output.ByBenefit, "it has the largest net benefit, +19,344 ± 484 crore INR; no policy is sure to meet every criterion"},
		{"the largest net benefit", []func(*output.Report){noCriteria, func(r *output.Report) { benefit(r, 1, 3e9, 1e9); benefit(r, 2, 4e9, 1e9) }}, 2, output.ByBenefit, "it has the largest"},
		{"a net benefit that may be none", []func(*output.Report){noCriteria, func(r *output.Report) { benefit(r, 1, 3e9, 1e9); benefit(r, 2, 4e9, 5e9) }}, 1, output.ByBenefit, "it has the largest"},
		{"none is worth its cost", []func(*output.Report){noCriteria, func(r *output.Report) { benefit(r, 1, -3e9, 1e9); benefit(r, 2, 0, 5e9) }}, 0, output.ByDefault, "no other is sure to spare"},
		{"nothing has a value", []func(*output.Report){noCriteria, unvalued}, 1, output.ByLoss, "it has the smallest shortfall"},
		{"nothing has a value, nothing can be told apart", []func(*output.Report){noCriteria, unvalued, func(r *output.Report) {
			for i := range r.Paired {
				r.Paired[i].Same = true
			}
		}}, 0, output.ByDefault, "no other lowers"},
		{"one policy", []func(*output.Report){noCriteria, func(r *output.Report) { r.Variants, r.Paired = r.Variants[:1], nil }}, 0, output.ByDefault, "there is no other"},
		{"no policy", []func(*output.Report){func(r *output.Report) { *r = output.Report{} }}, 0, output.ByDefault, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := outputtest.Report()
			for _, change := range c.change {
				change(r)
			}
			got := r.Recommend()
			if got.Variant != c.variant || got.By != c.by || !strings.HasPrefix(strings.ReplaceAll(got.Why, "\u00a0", " "), c.why) {
				t.Errorf("%+v, want variant %d by %s, as %q", got, c.variant, c.by, c.why)
			}
		})
	}
}
