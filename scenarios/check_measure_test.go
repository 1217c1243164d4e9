package scenarios

import (
	"strings"
	"testing"
	"testing/fstest"
)

// What criteria and the precision speak of is asked for.
func TestPeriodsAreAskedFor(t *testing.T) {
	l, problems := Load(fstest.MapFS{"a.yaml": {Data: []byte(costly)}}, "a.yaml", Options{})
	if l == nil {
		t.Fatal(problems)
	}
	s, _, _ := l.Build()
	if got := strings.Join(s.Measure.Also, " "); got != "worst_step.total@2027 shortfall.auto@2026 shortfall.auto@2028" {
		t.Errorf("asked for %s", got)
	}
	if s.Measure.From != 181/365.25 || s.Measure.To != 0 {
		t.Errorf("told from %v to %v", s.Measure.From, s.Measure.To)
	}
	metrics := []Metric{{Name: "shortfall.auto", Unit: "t"}, {Name: "shortfall.auto@2026", Unit: "t"}, {Name: "worst_step.total", Unit: "share"}}
	if _, problems := l.Criteria(metrics); len(problems) != 1 || !strings.Contains(problems[0].Msg, "worst_step.total is not reported for 2027") {
		t.Errorf("a metric that is not told: %v", problems)
	}
}

// Metrics of periods that a caller will ask for are told beside those of the file, and
// stand in the resolved file. A set that says what is told decides alone.
func TestMetricsOfPeriodsCanBeAskedFor(t *testing.T) {
	asked := []string{"shortfall.total", "cvar95(worst_step.auto@2027-01-01..2027-07-01) + 2 * cost.total@2027"}
	for _, c := range []struct {
		sets []string
		want string
	}{
		{nil, "cost.total@2027 worst_step.auto@2027-01-01..2027-07-01 worst_step.total@2027"},
		{[]string{"run.measure.also=[worst_step.total@2028]"}, "worst_step.total@2028"},
	} {
		opts := Options{Metrics: asked, Sets: c.sets}
		l, problems := Load(fstest.MapFS{"a.yaml": {Data: []byte(costly)}}, "a.yaml", opts)
		if l == nil {
			t.Fatal(problems)
		}
		again, problems := Load(fstest.MapFS{"a.yaml": {Data: l.YAML()}}, "a.yaml", Options{})
		if again == nil {
			t.Fatal(problems)
		}
		s, _, _ := again.Build()
		if got := strings.Join(s.Measure.Also, " "); got != c.want+" shortfall.auto@2026 shortfall.auto@2028" {
			t.Errorf("asked for %s", got)
		}
	}
	if l, problems := Load(fstest.MapFS{"a.yaml": {Data: []byte(costly)}}, "a.yaml", Options{Metrics: []string{"cost.total@2031"}}); l != nil || !strings.Contains(problems.Error(), "2031 is not a reported year") {
		t.Errorf("a year outside the horizon: %v", problems)
	}
}
