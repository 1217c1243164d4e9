package scenarios

import (
	"math"
	"strings"
	"testing"

	"magnetsim/sim/chain"
	"magnetsim/sim/dist"
)

// near allows for the rounding of a few operations in double precision, and
// for a fit of percentiles by bisection to 1e-12.
func near(got, want float64) bool {
	return math.Abs(got-want) <= 1e-9*math.Max(1e-3, math.Abs(want))
}

// Every way of writing a figure, with what it resolves to.
func TestFigures(t *testing.T) {
	const week = 7 / 365.25
	type point struct{ p, x float64 }
	l := mustSmall(t, Options{})
	duration := func(sc *chain.Scenario) chain.Number { return sc.Curbs[0].Scheduled.Duration }
	severity := func(sc *chain.Scenario) chain.Number { return sc.Curbs[0].Scheduled.Severity }
	growth := func(sc *chain.Scenario) chain.Number { return sc.Sectors[0].Growth }
	start := func(sc *chain.Scenario) chain.Number { return sc.Curbs[0].Scheduled.Start }
	price := func(sc *chain.Scenario) chain.Number { return sc.Materials[0].Price }
	rank := func(sc *chain.Scenario) chain.Number { return sc.Sectors[0].Rank }
	for _, c := range []struct {
		path, value string
		get         func(*chain.Scenario) chain.Number
		family      string
		points      []point
		mean        float64 // NaN: not checked
	}{
		{"curbs.ban.duration", "3 months", duration, "constant", []point{{0.5, 0.25}}, 0.25},
		{"curbs.ban.duration", "{ value: 3 months, note: so }", duration, "constant", []point{{0.5, 0.25}}, 0.25},
		{"curbs.ban.duration", "3 months to 9 months", duration, "lognormal", []point{{0.05, 0.25}, {0.95, 0.75}, {0.5, math.Sqrt(0.25 * 0.75)}}, math.NaN()},
		{"curbs.ban.severity", "30% to 70%", severity, "logit-normal", []point{{0.05, 0.3}, {0.5, 0.5}, {0.95, 0.7}}, 0.5},
		{"sectors.cars.growth", "-2%/yr to 6%/yr", growth, "normal", []point{{0.05, -0.02}, {0.5, 0.02}, {0.95, 0.06}}, 0.02},
		{"curbs.ban.start", "2026-07-01 to 2026-12-30", start, "normal", []point{{0.05, 181 / 365.25}, {0.5, 272 / 365.25}}, math.NaN()},
		{"curbs.ban.start", "6 months", start, "constant", []point{{0.5, 0.5}}, 0.5},
		{"curbs.ban.start", "{ normal: { mean: 2027-01-01, sd: 73.05 days } }", start, "normal", []point{{0.5, 365 / 365.25}, {0.8413447460685429, 365/365.25 + 0.2}}, 365 / 365.25},
		{"curbs.ban.duration", "{ uniform: [1 year, 3 years] }", duration, "uniform", []point{{0.5, 2}, {0.25, 1.5}}, 2},
		{"curbs.ban.duration", "{ triangular: [1 year, 2 years, 3 years] }", duration, "triangular", []point{{0.5, 2}, {0.125, 1.5}}, 2},
		{"curbs.ban.duration", "{ pert: [1 year, 2 years, 6 years] }", duration, "pert", nil, 2.5},
		{"curbs.ban.duration", "{ lognormal: { p50: 1 year, p90: 2 years } }", duration, "lognormal", []point{{0.5, 1}, {0.9, 2}}, math.NaN()},
		{"curbs.ban.duration", "{ lognormal: { mean: 1 year, sd: 6 months } }", duration, "lognormal", nil, 1},
		{"curbs.ban.severity", "{ logitnormal: { p10: 20%, p90: 80% } }", severity, "logit-normal", []point{{0.1, 0.2}, {0.9, 0.8}}, math.NaN()},
		{"curbs.ban.duration", "{ gamma: { mean: 1 year, sd: 1 year } }", duration, "gamma", []point{{0.5, math.Ln2}}, 1},
		{"curbs.ban.duration", "{ gamma: { p10: 3 months, p90: 2 years } }", duration, "gamma", []point{{0.1, 0.25}, {0.9, 2}}, math.NaN()},
		{"curbs.ban.duration", "{ weibull: { shape: 1, scale: 1 year } }", duration, "weibull", []point{{0.5, math.Ln2}}, 1},
		{"curbs.ban.duration", "{ weibull: { p10: 3 months, p90: 2 years } }", duration, "weibull", []point{{0.1, 0.25}, {0.9, 2}}, math.NaN()},
		{"curbs.ban.severity", "{ beta: { mean: 50%, sd: 28.86751345948129% } }", severity, "beta", nil, 0.5},
		{"curbs.ban.duration", "{ exponential: 9 months }", duration, "exponential", []point{{0.5, 0.75 * math.Ln2}}, 0.75},
		{"curbs.ban.duration", "{ exponential: { mean: 9 months } }", duration, "exponential", nil, 0.75},
		{"sectors.cars.rank", "{ poisson: 3 }", rank, "poisson", []point{{0.5, 3}}, 3},
		{"curbs.ban.severity", "{ bernoulli: 30% }", severity, "bernoulli", []point{{0.69, 0}, {0.71, 1}}, 0.3},
		{"curbs.ban.severity", "{ discrete: { 0%: 0.6, 30%: 40% } }", severity, "discrete", []point{{0.59, 0}, {0.61, 0.3}}, 0.12},
		{"curbs.ban.duration", "{ mixture: [{ weight: 0.5, value: 1 year }, { weight: 50%, value: { uniform: [2 years, 4 years] } }] }", duration, "mixture", []point{{0.25, 1}, {0.75, 3}}, 2},
		{"curbs.ban.duration", "{ quantiles: { p0: 1 year, p50: 2 years, p100: 5 years } }", duration, "quantiles", []point{{0.25, 1.5}, {0.5, 2}, {0.75, 3.5}}, math.NaN()},
		{"curbs.ban.duration", "{ empirical: { values: [1 year, 2 years, 3 years] } }", duration, "empirical", nil, 2},
		{"curbs.ban.duration", "{ uniform: [0 years, 4 years], truncate: [1 year, 3 years] }", duration, "uniform truncated", []point{{0.25, 1.5}, {0.5, 2}}, 2},
		{"curbs.ban.duration", "{ uniform: [0 years, 4 years], clamp: [1 year, null] }", duration, "uniform clamped", []point{{0.2, 1}, {0.5, 2}}, math.NaN()},
		{"materials.magnet.price", "50 USD/kg", price, "constant", nil, 50 * 80 * 1000},
		{"materials.magnet.price", "5 lakh INR/t to 7 lakh INR/t", price, "lognormal", []point{{0.05, 5e5}, {0.95, 7e5}}, math.NaN()},
		{"sectors.cars.cover", "5 weeks", func(sc *chain.Scenario) chain.Number { return sc.Sectors[0].Cover }, "constant", nil, 5 * week},
	} {
		t.Run(c.path+" "+c.value, func(t *testing.T) {
			sc, _ := mustBuild(t, l, Set(c.path, c.value))
			n := c.get(sc)
			if n.Name != c.path || !strings.HasPrefix(n.Dist.Family(), strings.Fields(c.family)[0]) {
				t.Errorf("%s is %s, want %s", n.Name, n.Dist.Family(), c.family)
			}
			for _, p := range c.points {
				if got := n.Dist.Quantile(p.p); !near(got, p.x) {
					t.Errorf("quantile %g is %.12g, want %.12g", p.p, got, p.x)
				}
			}
			if !math.IsNaN(c.mean) && math.Abs(n.Dist.Mean()-c.mean) > 1e-6*c.mean {
				t.Errorf("mean %g, want %g", n.Dist.Mean(), c.mean)
			}
		})
	}
}

func TestAmountsAndRates(t *testing.T) {
	l := mustSmall(t, Options{})
	sc, _ := mustBuild(t, l, Set("stockpiles.reserve.initial", "66 t"), Set("stockpiles.reserve.release", "20 t/week"), Set("sectors.cars.units", "800 vehicles/t"))
	s := sc.Stockpiles[0]
	if !s.Target.OfUse || s.Initial.OfUse || !s.Fill.Over || s.Release.Over {
		t.Errorf("%+v", s)
	}
	if x, _ := s.Release.Fixed(); !near(x, 20*365.25/7) {
		t.Errorf("release %g t/yr", x)
	}
	if u := sc.Sectors[0].Units; u.Name != "vehicles" || u.PerTonne.Unit != "vehicles/t" || u.PerTonne.Dist.Mean() != 800 {
		t.Errorf("%+v", u)
	}
	if x, _ := s.Target.Fixed(); !near(x, 60/365.25) || s.Target.Unit != "yr" || s.Initial.Unit != "t" {
		t.Errorf("target %g %s", x, s.Target.Unit)
	}
}

// What lies outside the range of a figure counts as the bound, so that no draw
// is impossible.
func TestTailsAreMovedToTheBound(t *testing.T) {
	l := mustSmall(t, Options{})
	sc, _, problems := l.Build(Set("curbs.ban.severity", "{ normal: { mean: 90%, sd: 20% } }"))
	if sc == nil || len(problems) != 1 || problems[0].Rule != "mass-outside" {
		t.Fatal(problems.Error())
	}
	d := sc.Curbs[0].Scheduled.Severity.Dist
	if d.Quantile(0.999) != 1 || d.Quantile(1e-9) != 0 || !near(d.Quantile(0.5), 0.9) {
		t.Errorf("quantiles %g, %g, %g", d.Quantile(1e-9), d.Quantile(0.5), d.Quantile(0.999))
	}
}

// Defaults are figures like any other, each under its own name.
func TestDefaultsAreFilledIn(t *testing.T) {
	sc, _ := mustBuild(t, mustSmall(t, Options{}))
	for _, c := range []struct {
		n    chain.Number
		name string
		want float64
	}{
		{sc.Rules.Restocking, "rules.restocking", 8 * 7 / 365.25},
		{sc.Rules.Forecast, "rules.forecast", 13 * 7 / 365.25},
		{sc.Sources[0].Success, "sources.china.success", 1},
		{sc.Sectors[0].CatchUp, "sectors.cars.catch_up", 0.25},
		{sc.Sectors[0].Rank, "sectors.cars.rank", 1},
		{sc.Curbs[0].Hits[0].Share, "curbs.ban.hits.all.share", 1},
		{sc.Stockpiles[0].Delay, "stockpiles.reserve.delay", 0},
	} {
		if x, ok := c.n.Fixed(); !ok || !near(x, c.want) || c.n.Name != c.name {
			t.Errorf("%s is %g, want %s %g", c.n.Name, x, c.name, c.want)
		}
	}
	for _, n := range []chain.Number{sc.Sources[0].Start, sc.Curbs[0].Hits[0].DelayShare, sc.Curbs[0].Scheduled.Recurs, sc.Sectors[0].Persistence, sc.Materials[1].Price} {
		if n.Given() {
			t.Errorf("%s was given", n.Name)
		}
	}
	if sc.Sources[0].Origin != "china" || sc.Materials[0].Stage != "magnet" || sc.Sectors[0].Title != "Cars" {
		t.Error("names that stand for others")
	}
}

func TestEmpiricalFromFile(t *testing.T) {
	l, problems := smallWith(t, Options{}, map[string]string{
		"data/child.yaml": "version: 1\nextends: ../small.yaml\ncurbs: { ban: { duration: { empirical: { file: seen.csv, column: days, unit: days } } } }\n",
		"data/seen.csv":   "when,days\n2010,60\n2025,90\n2026,\n",
	}, "data/child.yaml")
	if l == nil {
		t.Fatal(problems.Error())
	}
	sc, r := mustBuild(t, l)
	d := sc.Curbs[0].Scheduled.Duration.Dist
	if _, fixed := dist.Fixed(d); fixed || !near(d.Mean(), 75/365.25) {
		t.Errorf("mean %g days", d.Mean()*365.25)
	}
	if got := valueAt(t, r, "curbs.ban.duration"); got != "{empirical: {values: [60 days, 90 days]}}" {
		t.Errorf("the values are not written out: %s", got)
	}
}
