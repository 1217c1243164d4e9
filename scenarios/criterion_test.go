package scenarios

import (
	"math"
	"strings"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"magnetsim/sim/chain"
)

// metrics are some of a made-up scenario in rupees.
var metrics = []Metric{
	{Name: "shortfall.total", Unit: "t"}, {Name: "shortfall_share.total", Unit: "share"},
	{Name: "first_short.cars", Unit: "weeks", Never: true}, {Name: "cost.national", Unit: "INR"},
	{Name: "units_lost.cars", Unit: "vehicles"}, {Name: "peak_price.magnet", Unit: "×"},
}

// judged loads minimal.yaml with one criterion.
func judged(t *testing.T, line string) *Loaded {
	t.Helper()
	text := "version: 1\nextends: minimal.yaml\nexchange: { USD: 88 INR }\ncriteria:\n  x: " + line + "\n"
	return load(t, fstest.MapFS{"mine.yaml": {Data: []byte(text)}}, "mine.yaml", Options{})
}

// Levels come out in the unit of the metric.
func TestCriteriaInUnits(t *testing.T) {
	for line, want := range map[string]chain.Criterion{
		"P(shortfall.total > 1 kt) <= 5%":          {Statistic: chain.Chance, Metric: "shortfall.total", Event: chain.Limit{Value: 1000, Least: true, Strict: true}, Limit: chain.Limit{Value: 0.05}},
		"p(first_short.cars<12 weeks)<0.1":         {Statistic: chain.Chance, Metric: "first_short.cars", Event: chain.Limit{Value: 12, Strict: true}, Limit: chain.Limit{Value: 0.1, Strict: true}},
		"p99.5(shortfall_share.total) ≤ 8%":        {Statistic: chain.Percentile, P: 0.995, Metric: "shortfall_share.total", Limit: chain.Limit{Value: 0.08}},
		"median(first_short.cars) >= 28 days":      {Statistic: chain.Percentile, P: 0.5, Metric: "first_short.cars", Limit: chain.Limit{Value: 4, Least: true}},
		"mean(cost.national) <= 500 crore INR":     {Statistic: chain.Mean, Metric: "cost.national", Limit: chain.Limit{Value: 5e9}},
		"CVaR95(cost.national) <= 10 million USD":  {Statistic: chain.TailMean, P: 0.95, Metric: "cost.national", Limit: chain.Limit{Value: 8.8e8}},
		"mean(units_lost.cars) > 1000 vehicles":    {Statistic: chain.Mean, Metric: "units_lost.cars", Limit: chain.Limit{Value: 1000, Least: true, Strict: true}},
		"p95(peak_price.magnet) <= 3":              {Statistic: chain.Percentile, P: 0.95, Metric: "peak_price.magnet", Limit: chain.Limit{Value: 3}},
		"p95(peak_price.magnet) <= 300%":           {Statistic: chain.Percentile, P: 0.95, Metric: "peak_price.magnet", Limit: chain.Limit{Value: 3}},
		"P(first_short.cars <= 3 months) <= 12.5%": {Statistic: chain.Chance, Metric: "first_short.cars", Event: chain.Limit{Value: 365.25 / 7 / 4}, Limit: chain.Limit{Value: 0.125}},
	} {
		got, problems := judged(t, line).Criteria(metrics)
		if len(problems) > 0 || len(got) != 1 {
			t.Errorf("%s: %v", line, problems)
			continue
		}
		want.Name, want.Title, want.Line = "x", "X", line
		// Days become years and weeks again: two roundings of 1e-16 each way.
		near := func(a, b *float64) bool { return math.Abs(*a-*b) <= 1e-15*math.Abs(*b) }
		if near(&got[0].Event.Value, &want.Event.Value) && near(&got[0].Limit.Value, &want.Limit.Value) {
			got[0].Event.Value, got[0].Limit.Value = want.Event.Value, want.Limit.Value
		}
		if got[0] != want {
			t.Errorf("%s:\n got %+v\nwant %+v", line, got[0], want)
		}
	}
}

// What only the metrics show is told with its place and a remedy.
func TestCriteriaAgainstMetrics(t *testing.T) {
	for _, c := range []struct{ line, mark, says string }{
		{"mean(shortfal.total) <= 5 t", "shortfal.total", `did you mean "shortfall.total"?`},
		{"mean(shortfall.wind) <= 5 t", "shortfall.wind", "known: shortfall.total"},
		{"mean(nothing.cars) <= 5 t", "nothing.cars", "magnetsim list metrics"},
		{"mean(shortfall.total) <= 5", "5", "write 5 t"},
		{"mean(shortfall.total) <= 5 weeks", "5 weeks", "shortfall.total is in t"},
		{"P(shortfall.total > 5%) <= 5%", "5%", "a mass is needed"},
		{"p95(shortfall_share.total) <= 8", "8", "write 8% or 0.08"},
		{"mean(units_lost.cars) <= 5 t", "5 t", "units_lost.cars is in vehicles"},
		{"mean(units_lost.cars) <= 5 cars", "5 cars", "write 5 vehicles"},
		{"mean(cost.national) <= 5", "5", "write 5 INR"},
		{"mean(first_short.cars) >= 5 weeks", "first_short.cars", "write P(first_short.cars < 12 weeks) <= 10%"},
	} {
		_, problems := judged(t, c.line).Criteria(metrics)
		text := problems.Error()
		if len(problems) != 1 || !strings.Contains(text, c.says) {
			t.Errorf("%s: want %q in\n%s", c.line, c.says, text)
			continue
		}
		p := problems[0]
		if got := string([]rune(p.Source)[p.Col-1 : p.EndCol-1]); got != c.mark || p.Line != 5 {
			t.Errorf("%s: line %d, %q is marked, want %q", c.line, p.Line, got, c.mark)
		}
	}
}

func TestCriterionOfNoFile(t *testing.T) {
	l := load(t, Shipped, "minimal.yaml", Options{})
	c, problems := l.Criterion("--subject-to", "mean(shortfall.total) <= 1 kt", metrics)
	if len(problems) > 0 || c.Limit.Value != 1000 || c.Metric != "shortfall.total" {
		t.Errorf("got %+v, %v", c, problems)
	}
	_, problems = l.Criterion("--subject-to", "mean(shortfall.totl) <= 1 kt", metrics)
	if !strings.HasPrefix(problems.Error(), "--subject-to:1:6: ") {
		t.Errorf("got %s", problems.Error())
	}
	_, problems = l.Criterion("--subject-to", "", metrics)
	if !problems.Failed() {
		t.Error("nothing is a criterion")
	}
}

// A criterion can be set and removed from outside, but a policy cannot move
// its own mark.
func TestCriteriaAreSettable(t *testing.T) {
	files := fstest.MapFS{
		"mine.yaml": {Data: []byte("version: 1\nextends: minimal.yaml\ncriteria: { a: mean(shortfall.total) <= 5 t, b: mean(shortfall.total) <= 6 t }\n")},
		"own.yaml":  {Data: []byte("version: 1\nextends: mine.yaml\npolicies: { two-months: { set: { criteria.a: mean(shortfall.total) <= 7 t } } }\n")},
	}
	l := load(t, files, "mine.yaml", Options{Sets: []string{"criteria.a=mean(shortfall.total) <= 7 t", "criteria.b=null"}})
	got, _ := l.Criteria(metrics)
	if len(got) != 1 || got[0].Limit.Value != 7 {
		t.Errorf("got %+v", got)
	}
	again := load(t, fstest.MapFS{"r.yaml": {Data: l.YAML()}}, "r.yaml", Options{})
	if back, _ := again.Criteria(metrics); len(back) != 1 || back[0] != got[0] {
		t.Errorf("resolved: %+v", back)
	}
	if _, problems := Load(files, "own.yaml", Options{}); !strings.Contains(problems.Error(), "criteria cannot be changed here") {
		t.Errorf("got %v", problems)
	}
}

// Whatever is written, parsing ends in a criterion or in a mark within the line.
func TestParseCriterionOfAnything(t *testing.T) {
	part := rapid.SampledFrom([]string{"P", "p95", "cvar", "mean", "(", ")", "shortfall.total", " ", "<=", ">", "=", "5", "%", " t", "≤", "é", "\t", "."})
	rapid.Check(t, func(r *rapid.T) {
		line := strings.Join(rapid.SliceOfN(part, 0, 12).Draw(r, "parts"), "")
		c, wrong := parseCriterion(line)
		switch {
		case wrong == nil:
			if c.metric.text == "" || c.limit.level.text == "" {
				r.Fatalf("%q: %+v", line, c)
			}
		case wrong.msg == "" || wrong.from < 0 || wrong.from+len([]rune(wrong.text)) > max(1, len([]rune(line))):
			r.Fatalf("%q: %+v", line, wrong)
		}
	})
}

func FuzzParseCriterion(f *testing.F) {
	for _, form := range CriterionForms() {
		f.Add(form.Example)
	}
	f.Add("P(shortfall.total > 1 kt) =< 5%")
	f.Fuzz(func(t *testing.T, line string) {
		if _, wrong := parseCriterion(line); wrong != nil && wrong.msg == "" {
			t.Errorf("%q: a slip without a message", line)
		}
	})
}
