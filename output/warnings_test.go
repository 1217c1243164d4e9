package output_test

import (
	"math"
	"strings"
	"testing"

	"magnetsim/output"
	"magnetsim/output/internal/outputtest"
)

// quiet is the made-up report with nothing to warn of: all policies differ.
func quiet() *output.Report {
	r := outputtest.Report()
	for i := range r.Paired {
		r.Paired[i].Same = false
	}
	r.Run.Steps, r.Run.StepDays = 261, 7
	return r
}

func each(r *output.Report, change func(*output.Stat)) {
	for i := range r.Stats {
		change(&r.Stats[i])
	}
}

func TestWarnings(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*output.Report, *output.Facts)
		want   []string // in the only warning; none wanted where empty
	}{
		{"nothing to warn of", func(*output.Report, *output.Facts) {}, nil},
		{"trials failed", func(r *output.Report, _ *output.Facts) {
			r.Health.Failed, r.Health.FirstError = 3, "trial 17: plants.a.start is not a number"
		}, []string{"3 trials failed and are not counted", "trial 17"}},
		{"mass does not balance", func(r *output.Report, _ *output.Facts) { r.Health.Imbalance = 2e-9 }, []string{"tonnes appear or vanish", "2.0e-09"}},
		{"mass balance unknown", func(r *output.Report, _ *output.Facts) { r.Health.Imbalance = math.NaN() }, []string{"tonnes appear or vanish"}},
		{"nothing left to chance", func(r *output.Report, _ *output.Facts) {
			each(r, func(s *output.Stat) { s.Low, s.High = s.Value, s.Value })
		}, []string{"every trial is the same"}},
		{"interrupted", func(r *output.Report, _ *output.Facts) { r.Run.Complete, r.Run.Asked = false, 50_000 }, []string{"10,000 of 50,000 trials"}},
		{"curb outlasts the horizon", func(_ *output.Report, f *output.Facts) {
			f.Curbs = []output.Curb{{Title: "the embargo", P95: 4.9}, {Title: "tight licensing", P95: 5.1}} // 261 weeks are 5.002 years
		}, []string{"the horizon may cut off tight licensing", "longer than 5.1 years, and the horizon is 5"}},
		{"stockpile never full", func(r *output.Report, f *output.Facts) {
			fill(r, 0, 0.049, 0.051)
			f.Piles = []output.Pile{{Name: "national", Planned: []bool{false, true, true}}}
		}, []string{"National hardly ever reaches its target (60 days of use, national)"}},
		{"stockpile full", func(r *output.Report, f *output.Facts) {
			fill(r, 0, 0.9, 1)
			f.Piles = []output.Pile{{Name: "national", Planned: []bool{false, true, true}}}
		}, nil},
		{"percentile out of reach", func(r *output.Report, _ *output.Facts) {
			r.Run.Trials = 50
			each(r, func(s *output.Stat) {
				if s.Metric == "shortfall.auto" && s.Statistic == "p95" {
					s.High = math.NaN()
				}
			})
		}, []string{"too few trials for p95", "with 50 trials"}},
		{"rough p95", func(r *output.Report, _ *output.Facts) {
			each(r, func(s *output.Stat) {
				if s.Metric == "shortfall.auto" && s.Statistic == "p95" && s.Variant == 1 {
					s.Low, s.High = 0.8*s.Value, 1.2*s.Value // 20%: four times the trials
				}
			})
		}, []string{"p95 of the shortfall is rough: Automotive under 60 days of use, national", "up to 20% of it", "run 40,000 trials"}},
		{"rare", func(r *output.Report, _ *output.Facts) {
			each(r, func(s *output.Stat) {
				if s.Measure == "shortfall" && s.Statistic == "p_any" {
					s.Value = 0.049
				}
			})
		}, []string{"no shortfall in more than 95% of the trials", "Total under No stockpile, Automotive under No stockpile", "and 9 more"}},
		{"policies alike", func(r *output.Report, _ *output.Facts) {
			alike(r, 2, -10, 24, 0.3)
		}, []string{"Priority to energy cannot be told apart from No stockpile", "inside its sampling error", "run more trials"}},
		{"policies the same", func(r *output.Report, _ *output.Facts) {
			alike(r, 2, 0, 0, 0)
		}, []string{"Priority to energy cannot be told apart", "every trial has the same shortfall"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, f := quiet(), output.Facts{}
			c.change(r, &f)
			got := output.WarningsOf(r, f)
			if len(c.want) == 0 {
				if len(got) > 0 {
					t.Fatalf("unwanted: %+v", got)
				}
				return
			}
			if len(got) != 1 {
				t.Fatalf("%d warnings: %+v", len(got), got)
			}
			text := got[0].What + " | " + got[0].Why + " | " + got[0].Do
			for _, want := range c.want {
				if !strings.Contains(text, want) {
					t.Errorf("no %q in %q", want, text)
				}
			}
			if got[0].Why == "" || got[0].Do == "" {
				t.Errorf("a warning without why or what to do: %+v", got[0])
			}
		})
	}
}

// fill states by variant the chance that the stockpile is ever full.
func fill(r *output.Report, chance ...float64) {
	for v, p := range chance {
		r.Stats = append(r.Stats, output.Stat{
			Variant: v, Metric: "filled.national", Measure: "filled", Subject: "national", Kind: "stockpile", Statistic: "p_exceed_0.99", Value: p, Unit: "share", N: 10_000,
		})
	}
}

func alike(r *output.Report, v int, mean, half, better float64) {
	for i := range r.Paired {
		if p := &r.Paired[i]; p.Second == v && p.Metric == "shortfall.total" {
			p.Mean, p.Low, p.High, p.Same = mean, mean-half, mean+half, true
			p.Better, p.Worse = better, better
		}
	}
}
