package text

import (
	"math"
	"slices"
	"strings"
	"testing"

	"magnetsim/output"
	"magnetsim/output/outputtest"
)

// What an outcome means is said in words, and what would decide it.
func TestCriteria(t *testing.T) {
	only := func(outcomes ...string) func(r *output.Report) {
		return func(r *output.Report) {
			r.Criteria = slices.DeleteFunc(r.Criteria, func(v output.Verdict) bool { return v.Criterion != "seldom" })
			for i, o := range outcomes {
				r.Criteria[i].Outcome = o
			}
		}
	}
	for _, c := range []struct {
		name      string
		change    func(r *output.Report)
		want, not []string
	}{
		{"as it is", func(*output.Report) {}, []string{
			"Seldom short of 2 kt: P(shortfall.total > 2 kt) <= 20%", "None is sure to meet every criterion",
			"Too close to call with 10,000 trials: Seldom short of 2 kt, under 60 days of use, national; about 42,000 trials would probably decide it.",
			"under Priority to energy; the limit is too near", "No stockpile is the baseline",
		}, nil},
		{"none", func(r *output.Report) { r.Criteria = nil }, nil, []string{"Criteria", "criterion"}},
		{"two meet it", only(output.Fail, output.Pass, output.Pass), []string{"Every criterion is met by: 60 days of use, national; Priority to energy."}, []string{"Too close"}},
		{"all meet it", only(output.Pass, output.Pass, output.Pass), []string{"met by: No stockpile; 60"}, []string{"baseline"}},
		{"counted", func(r *output.Report) { r.Criteria[0].Excused = false; r.Criteria[3].Excused = false }, []string{"FAIL"}, []string{"baseline"}},
		{"nothing known", func(r *output.Report) { r.Criteria[1].Value = math.NaN(); r.Criteria[1].Decides = 0 }, []string{"too close"}, []string{"NaN", "–"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := outputtest.Report()
			c.change(r)
			out := strings.Join(strings.Fields(screenOf(t, r, Options{Width: 200})), " ")
			for _, want := range c.want {
				if !strings.Contains(out, want) {
					t.Errorf("no %q in %s", want, out)
				}
			}
			for _, not := range c.not {
				if strings.Contains(out, not) {
					t.Errorf("%q in %s", not, out)
				}
			}
		})
	}
}

// The words stand there with colours too.
func TestCriteriaInColor(t *testing.T) {
	out := screenOf(t, outputtest.Report(), Options{Width: 200, Color: true})
	for _, want := range []string{"\x1b[31mFAIL\x1b[0m", "\x1b[32mpass\x1b[0m", "\x1b[33mtoo close\x1b[0m"} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q", want)
		}
	}
}
