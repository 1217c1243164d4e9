package verbs

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"magnetsim/sim"
	"magnetsim/sim/unit"
)

func TestParseLever(t *testing.T) {
	for text, want := range map[string]struct {
		paths      int
		form, unit string
		low, high  float64
	}{
		"a.b=0..365days":               {1, "# days", "days", 0, 365},
		"a.b=0..365 days":              {1, "# days", "days", 0, 365},
		"a.b=0 days..365 days":         {1, "# days", "days", 0, 365},
		"a.b = 2 weeks .. 28 days":     {1, "# days", "days", 14, 28},
		"a.b=0 t..2 kt":                {1, "# kt", "kt", 0, 2},
		"a.b=500 t..2 kt":              {1, "# kt", "kt", 0.5, 2},
		"a.b=100..2,500 t/yr":          {1, "# t/yr", "t/yr", 100, 2500},
		"a.b=10%..50%":                 {1, "#%", "%", 10, 50},
		"a.b=0..50%":                   {1, "#%", "%", 0, 50},
		"a.b=0.1..0.5":                 {1, "#", "", 0.1, 0.5},
		"a.b=0..1":                     {1, "#", "", 0, 1},
		"a.b=-5%..0%":                  {1, "#%", "%", -5, 0},
		"a.b=-5 t..0":                  {1, "# t", "t", -5, 0},
		"a.b=USD 60/kg..USD 90/kg":     {1, "USD #/kg", "USD /kg", 60, 90},
		"a.b=2..4 crore INR/t":         {1, "# crore INR/t", "crore INR/t", 2, 4},
		"a.b,c.d , e.f=1..2 weeks":     {3, "# weeks", "weeks", 1, 2},
		"a.b=100..2000 vehicles/t":     {1, "# vehicles/t", "vehicles/t", 100, 2000},
		"stockpiles.a-1.target=0..1yr": {1, "# yr", "yr", 0, 1},
	} {
		l, err := parseLever(text)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		if len(l.Paths) != want.paths || l.Form != want.form || l.Unit != want.unit || l.Low != want.low || l.High != want.high {
			t.Errorf("%s: %+v, want %+v", text, l, want)
		}
	}
}

func TestParseLeverErrors(t *testing.T) {
	for text, want := range map[string]string{
		"a.b":                        "write a place in the scenario and its range",
		"=0..5 t":                    "write a place in the scenario and its range",
		"a.b=5 t":                    "two ends with two dots",
		"a.b=5 t to 9 t":             "two ends with two dots",
		"a.b=..9 t":                  "two ends with two dots",
		"a.b=20%..100% step 40%":     "a range here has no step: write its ends alone, such as 20%..100%",
		"a.b,,c=1..9 t":              "name each place once",
		"a.b,a.b=1..9 t":             "name each place once",
		"a.b=9 t..1 t":               "from a smaller value to a larger one",
		"a.b=9 t..9 t":               "from a smaller value to a larger one",
		"a.b=1 t..9 days":            "different kinds of quantity",
		"a.b=10%..50":                `"50" has no unit; write 50%`,
		"a.b=1 t..9":                 `"9" has no unit; write 9 t`,
		"a.b=0..9 t/yr/yr":           "two divisions",
		"a.b=0..9 ton":               "ton",
		"a.b=2027-01-01..2028-01-01": "times from the start, such as 12 months..24 months",
		"a.b=x..9 t":                 "x",
		"a.b=2027-01..2028-01":       "times from the start, such as 12 months..24 months",
		"a.b=0.2..60%":               "0.2 could be 0.2% or 20%",
	} {
		if _, err := parseLever(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", text, err, want)
		}
	}
}

// A level is written so that it is read as what it is.
func TestLevelsAreReadBack(t *testing.T) {
	units := []string{" days", "weeks", " t", "kt", "%", " t/yr", " USD/kg", " crore INR/t", "%/yr"}
	rapid.Check(t, func(t *rapid.T) {
		u := rapid.SampledFrom(units).Draw(t, "unit")
		low := rapid.SampledFrom([]string{"0", "0.5", "3"}).Draw(t, "low")
		if low == "0.5" && u == "%" {
			low += u // alone it is 50% too, and refused
		}
		l, err := parseLever("a.b=" + low + ".." + rapid.SampledFrom([]string{"4", "12.5", "1,000"}).Draw(t, "high") + u)
		if err != nil {
			t.Fatal(err)
		}
		one, err := unit.Parse("1" + u)
		if err != nil {
			t.Fatal(err)
		}
		level := l.span().At(rapid.IntRange(0, l.span().Last()).Draw(t, "at"))
		q, err := unit.Parse(l.Text(level))
		if err != nil || q.Dim != one.Dim || math.Abs(q.Value-level*one.Value) > 1e-12*math.Abs(q.Value) {
			t.Fatalf("%q is read as %+v, error %v", l.Text(level), q, err)
		}
	})
}

func TestLeversThatMeet(t *testing.T) {
	for _, c := range []struct {
		vary, sets []string
		ok         bool
	}{
		{[]string{"a.b=0..1 t", "a.c=0..1 t"}, []string{"a.d=5"}, true},
		{[]string{"a.b=0..1 t", "a.b=0..2 t"}, nil, false},
		{[]string{"a.b=0..1 t"}, []string{"a.b=1 t"}, false},
		{[]string{"a.b=0..1 t"}, []string{"a = {b: 1 t}"}, false},
		{[]string{"a.b=0..1 t"}, []string{"a.b.value=1 t"}, false},
		{[]string{"a.bc=0..1 t"}, []string{"a.b=1 t"}, true},
	} {
		if _, err := parseLevers(c.vary, c.sets); (err == nil) != c.ok {
			t.Errorf("%v beside %v: %v", c.vary, c.sets, err)
		}
	}
}

var goalMetrics = []sim.Metric{
	{Name: "shortfall.total", Unit: "t"}, {Name: "shortfall.auto", Unit: "t"}, {Name: "cost.total", Unit: "INR"},
	{Name: "value_lost.total", Unit: "INR"}, {Name: "first_short.total", Unit: "weeks", Never: true},
}

func TestParseGoal(t *testing.T) {
	for text, want := range map[string]goal{
		"level":                         {level: true},
		"cost":                          {unit: "INR", terms: []weighted{{"cost.total", 1}}},
		"mean":                          {unit: "t", terms: []weighted{{"shortfall.total", 1}}},
		"cvar95":                        {unit: "t", tail: 0.95, terms: []weighted{{"shortfall.total", 1}}},
		"cvar99":                        {unit: "t", tail: 0.99, terms: []weighted{{"shortfall.total", 1}}},
		"value_lost.total+cost.total":   {unit: "INR", terms: []weighted{{"value_lost.total", 1}, {"cost.total", 1}}},
		"cvar90( shortfall.auto )":      {unit: "t", tail: 0.9, terms: []weighted{{"shortfall.auto", 1}}},
		"mean(2 * shortfall.auto)":      {unit: "t", terms: []weighted{{"shortfall.auto", 2}}},
		"cost.total + 50% * cost.total": {unit: "INR", terms: []weighted{{"cost.total", 1}, {"cost.total", 0.5}}},
		"2 crore INR/t * shortfall.total + cost.total": {unit: "INR", terms: []weighted{{"shortfall.total", 2e7}, {"cost.total", 1}}},
		"5 INR/kg*shortfall.total":                     {unit: "INR", terms: []weighted{{"shortfall.total", 5000}}},
	} {
		g, err := parseGoal(text, "shortfall.total", "INR", goalMetrics)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		same := g.level == want.level && g.tail == want.tail && g.unit == want.unit && len(g.terms) == len(want.terms)
		for i := range min(len(g.terms), len(want.terms)) {
			same = same && g.terms[i].metric == want.terms[i].metric && math.Abs(g.terms[i].weight-want.terms[i].weight) < 1e-9*want.terms[i].weight
		}
		if !same {
			t.Errorf("%s: %+v, want %+v", text, *g, want)
		}
	}
}

func TestParseGoalErrors(t *testing.T) {
	for text, want := range map[string]string{
		"costs":                           "did you mean cost?",
		"shortfall.totl":                  "did you mean shortfall.total?",
		"shortfall.total + cost.total":    "weigh tonnes with a price",
		"5 USD/kg * shortfall.total":      "must be in the scenario's currency, INR",
		"5 days * shortfall.total":        "a number without a unit",
		"5 INR/kg * cost.total":           "a number without a unit",
		"mean(first_short.total)":         "beyond the horizon",
		"cvar100(cost.total)":             "not between",
		"cost.total +":                    "a metric is missing",
		"five * cost.total":               "five",
		"cvar95(cost.total) + cost.total": "no ",
	} {
		if _, err := parseGoal(text, "shortfall.total", "INR", goalMetrics); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", text, err, want)
		}
	}
	if _, err := parseGoal("cost", "shortfall.total", "INR", goalMetrics[:2]); err == nil || !strings.Contains(err.Error(), "no stockpile of a material with a price") {
		t.Errorf("cost without a price: %v", err)
	}
}
