// Package outputtest holds a made-up report for the tests of what renders
// reports. Its numbers come from no simulation and agree only roughly.
package outputtest

import (
	"math"
	"strings"

	"magnetsim/output"
)

// quantity is a metric of the made-up report: its mean without a stockpile and
// the chance that it is above 0.
type quantity struct {
	measure, subject, kind, unit string
	mean, any                    float64
	never                        bool
}

var quantities = []quantity{
	{"shortfall", "total", "total", "t", 2012.3, 0.82, false},
	{"shortfall", "auto", "sector", "t", 1203.4, 0.71, false},
	{"shortfall", "energy", "sector", "t", 608.2, 0.44, false},
	{"shortfall", "electronics", "sector", "t", 200.7, 0.29, false},
	{"shortfall", "heavy-magnet", "material", "t", 1702.3, 0.79, false},
	{"shortfall", "light-magnet", "material", "t", 310, 0.31, false},
	{"given_up", "total", "total", "t", 143.6, 0.4, false},
	{"given_up", "auto", "sector", "t", 62.7, 0.3, false},
	{"moved", "total", "total", "t", 606.9, 0.5, false},
	{"moved", "auto", "sector", "t", 606.9, 0.5, false},
	{"moved_in", "total", "total", "t", 677.4, 0.5, false},
	{"shortfall_share", "total", "total", "share", 0.0831, 0.82, false},
	{"shortfall_share", "auto", "sector", "share", 0.091, 0.71, false},
	{"shortfall_share", "energy", "sector", "share", 0.0102, 0.44, false},
	{"shortage", "total", "total", "share", 0.21, 0.82, false},
	{"shortage", "auto", "sector", "share", 0.19, 0.71, false},
	{"shortage", "energy", "sector", "share", 0.02, 0.44, false},
	{"units_lost", "auto", "sector", "vehicles", 962_720, 0.71, false},
	{"units_lost", "energy", "sector", "MW", 1013.7, 0.44, false},
	{"value_lost", "total", "total", "INR", 4.0246e11, 0.82, false},
	{"value_lost", "auto", "sector", "INR", 3.0085e11, 0.71, false},
	{"value_lost", "energy", "sector", "INR", 3.041e10, 0.44, false},
	{"value_lost", "electronics", "sector", "INR", 7.12e10, 0.29, false},
	{"survival", "total", "total", "weeks", 61, 0.82, true},
	{"survival", "auto", "sector", "weeks", 64, 0.71, true},
	{"survival", "energy", "sector", "weeks", 80, 0.44, true},
	{"survival", "electronics", "sector", "weeks", 71, 0.29, true},
	{"first_short", "total", "total", "weeks", 61, 0.82, true},
	{"first_short", "auto", "sector", "weeks", 64, 0.71, true},
	{"first_short", "energy", "sector", "weeks", 80, 0.44, true},
	{"first_short", "electronics", "sector", "weeks", 71, 0.29, true},
	{"cost", "national", "stockpile", "INR", 3.3e9, 1, false},
	{"cost", "total", "total", "INR", 3.3e9, 1, false},
	{"burden", "total", "total", "INR", 4.03e11, 1, false},
}

// effect is what each policy leaves of a shortfall.
var effect = []float64{1, 0.52, 0.995}

// Report returns the made-up report: three policies, three sectors, two
// materials, one stockpile, three criteria, four steps.
func Report() *output.Report {
	r := &output.Report{
		Scenario: "india-test", Title: "India, made up", Titles: Titles, Description: "A report for tests.", Currency: "INR",
		SourceLine: "Source: invented.", NoteLine: "Note: every number is made up.",
		Run: output.Run{
			Trials: 10_000, Seed: 1, Sampling: "random", Steps: 4, StepName: "week", StepDays: 7,
			Start: "2026-01-01", End: "2026-01-29",
			Dates: []string{"2026-01-01", "2026-01-08", "2026-01-15", "2026-01-22"},
			Hash:  "0123456789abcdef", Version: "test", GoArch: "amd64", Complete: true, Asked: 10_000,
		},
		Variants: []output.Variant{
			{Policy: "none", Title: "No stockpile"},
			{Policy: "sixty", Title: "60 days of use, national"},
			{Policy: "priority", Title: "Priority to energy"},
		},
		Sectors: []output.Sector{
			{Name: "auto", Title: "Automotive", Units: "vehicles"},
			{Name: "energy", Title: "Energy", Units: "MW"},
			{Name: "electronics", Title: "Electronics & appliances"},
		},
		Health: output.Health{Imbalance: 3.1e-15},
	}
	for v := range r.Variants {
		for _, q := range quantities {
			r.Stats = append(r.Stats, stats(v, q)...)
			if v > 0 && !q.never {
				r.Paired = append(r.Paired, paired(v, q))
			}
		}
		r.Series = append(r.Series, series(v))
		r.Shapes = append(r.Shapes, shape(v))
	}
	r.Criteria = verdicts()
	r.Drivers = drivers(r)
	turned := func(given, moved output.Interval, same bool) []output.CaseTurn {
		return []output.CaseTurn{{Measure: output.GivenUp, Otherwise: 144, Mean: given, Same: same}, {Measure: output.Moved, Otherwise: 607, Mean: moved, Same: same}}
	}
	for _, c := range []output.CaseChange{
		{Name: "slow-start", Title: "Plants start late", Mean: about(1195, 95), Change: about(5, 12), Same: true, Turned: turned(about(146, 4), about(610, 18), true)},
		{Name: "longer", Title: "The ban lasts a year", Mean: about(1890, 120), Change: about(700, 60), Turned: turned(about(151, 5), about(66, 9), false)},
		{Name: "early", Title: "Plants start early", Mean: about(600, 80), Change: about(-590, 65), Turned: turned(about(90, 4), about(540, 17), false)},
	} {
		c.Policy, c.Metric, c.Unit, c.Trials, c.Otherwise = r.Variants[0], r.Drivers.Metric, "t", 1000, 1190
		r.Cases = append(r.Cases, c)
	}
	describe(r)
	return r
}

// drivers are two inputs that the shortfall goes with, and one that cannot be told
// from noise, of thirty.
func drivers(r *output.Report) *output.Drivers {
	row := func(input, unit string, rank, low, high, from, to float64, told bool) output.Driver {
		return output.Driver{
			Input: input, Unit: unit, Told: told, P: 0.5 * math.Exp(-5000*rank*rank),
			Rank: about(rank, 0.03), Change: about(to-from, 110),
			Deciles: []output.Decile{{Trials: 500, Input: low, Output: from, Low: from - 80, High: from + 80}, {Trials: 500, Input: high, Output: to, Low: to - 80, High: to + 80}},
		}
	}
	return &output.Drivers{
		Head:    output.Head{Titles: Titles, Verb: "sensitivity", Scenario: r.Scenario, Title: r.Title, Trials: 5000, Asked: 5000, Seed: 1, Sampling: "random", Complete: true},
		Variant: r.Variants[0], Of: 10_000, Metric: "shortfall.total", Unit: "t", Inputs: 30, Apart: 2, Explained: output.Interval{Value: 0.14, Low: 0.11, High: 0.17},
		Rows: []output.Driver{
			row("curbs.ban.duration", "yr", 0.31, 0.2, 1.4, 1210, 2980, true),
			row("sources.japan.capacity", "t/yr", -0.12, 410, 1900, 2360, 1690, true),
			row("sectors.auto.growth", "share/yr", 0.01, 0.05, 0.12, 1980, 2050, false),
		},
	}
}

func stats(v int, q quantity) []output.Stat {
	left := effect[v]
	if q.measure == "cost" {
		left = float64(v % 2)
	}
	chance := q.any * (0.3 + 0.7*left)
	row := func(statistic string, value, low, high float64, unit string) output.Stat {
		return output.Stat{
			Variant: v, Metric: q.measure + "." + q.subject, Measure: q.measure, Subject: q.subject, Kind: q.kind,
			Statistic: statistic, Value: value, Low: low, High: high, Unit: unit, N: 10_000,
		}
	}
	near := func(statistic string, x float64) output.Stat {
		return row(statistic, x, 0.97*x, 1.03*x, q.unit)
	}
	if q.never {
		return times(q, chance, row)
	}
	mean := q.mean * left
	all := []output.Stat{
		row("p_any", chance, chance-0.008, chance+0.008, "share"),
		near("mean", mean), near("sd", 1.2*mean), near("p5", 0), near("p50", 0.6*mean),
		near("p90", 2.6*mean), near("p95", 3.3*mean), near("cvar95", 4.3*mean),
	}
	if q.unit == "share" {
		all = append(all, row("p_exceed_0.01", 0.7*chance, 0.69*chance, 0.71*chance, "share"))
	}
	return all
}

// times are the statistics of a time that may lie beyond the horizon: it has
// percentiles and no mean.
func times(q quantity, chance float64, row func(string, float64, float64, float64, string) output.Stat) []output.Stat {
	median := q.mean
	if chance < 0.5 {
		median = math.Inf(1)
	}
	return []output.Stat{
		row("p_within", chance, chance-0.008, chance+0.008, "share"),
		row("p5", 0.3*q.mean, 0.29*q.mean, 0.31*q.mean, q.unit),
		row("p50", median, 0.97*median, math.Inf(1), q.unit),
		row("p95", math.Inf(1), math.Inf(1), math.Inf(1), q.unit),
	}
}

func paired(v int, q quantity) output.Paired {
	d := q.mean * (effect[v] - 1)
	if q.measure == "cost" {
		d = q.mean * float64(v%2)
	}
	p := output.Paired{
		First: 0, Second: v, Metric: q.measure + "." + q.subject, Unit: q.unit,
		Mean: d, Low: d - 0.012*q.mean, High: d + 0.012*q.mean, SD: 0.6 * q.mean, Better: 0.7 * q.any, Worse: 0.05,
	}
	p.Same = p.Low <= 0 && p.High >= 0
	return p
}

func series(v int) output.Series {
	s := output.Series{Variant: v, Name: "unmet.total", Measure: "unmet", Subject: "total", Unit: "t/step"}
	for k := range 4 {
		x := float64(k) * 10 * effect[v]
		s.Mean = append(s.Mean, x)
		s.P5 = append(s.P5, 0)
		s.P25 = append(s.P25, x/4)
		s.P50 = append(s.P50, x/2)
		s.P75 = append(s.P75, 1.5*x)
		s.P95 = append(s.P95, 4*x)
		s.Positive = append(s.Positive, float64(k)/5)
	}
	return s
}

func shape(v int) output.Shape {
	m := 2012.3 * effect[v]
	return output.Shape{
		Variant: v, Metric: "shortfall.total", Measure: "shortfall", Subject: "total", Unit: "t", N: 10_000,
		Zero: 0.2, Edges: []float64{0, 2000, 4000, 6000, 8000}, Shares: []float64{0.4, 0.2, 0.1, 0.06}, Above: 0.04,
		Curve: []output.Point{{X: 0, P: 0.8, Low: 0.79, High: 0.81}, {X: 4000, P: 0.2, Low: 0.19, High: 0.21}, {X: 8000, P: 0.04, Low: 0.035, High: 0.045}},
		Mean:  m, P5: 0, P50: 0.6 * m, P95: 3.3 * m, CVaR95: 4.3 * m,
	}
}

// verdicts hold the policies to three criteria; the baseline is excused.
func verdicts() []output.Verdict {
	var all []output.Verdict
	add := func(name, title, line, metric, statistic string, limit float64, unit string, values ...float64) {
		for v, x := range values {
			one := output.Verdict{
				Variant: v, Criterion: name, Title: title, Line: line, Metric: metric, Statistic: statistic,
				Value: x, Low: 0.96 * x, High: 1.04 * x, Limit: limit, Unit: unit, Outcome: output.TooClose, Decides: 41_234, N: 10_000, Excused: v == 0,
			}
			switch {
			case one.High <= limit:
				one.Outcome, one.Decides = output.Pass, 0
			case one.Low > limit:
				one.Outcome, one.Decides = output.Fail, 0
			case x == limit:
				one.Decides = 0
			}
			all = append(all, one)
		}
	}
	add("seldom", "Seldom short of 2 kt", "P(shortfall.total > 2 kt) <= 20%", "shortfall.total", "chance", 0.2, "share", 0.41, 0.196, 0.2)
	add("energy", "energy", "p95(shortfall.energy) <= 1,100 t", "shortfall.energy", "p95", 1100, "t", 2007, 1044, 1997)
	add("budget", "budget", "mean(cost.national) <= 500 crore INR", "cost.national", "mean", 5e9, "INR", 0, 3.3e9, 0)
	return all
}

func describe(r *output.Report) {
	r.Inputs = []output.Input{
		{Name: "plants.midwest.start", Unit: "yr", Family: "pert", Params: "low 0.92, mode 1.4, high 2.5", P5: 1.06, P50: 1.48, P95: 2.07},
	}
	r.Assumptions = []output.Assumption{
		{Path: "sectors.auto.demand", Value: "1380 t/yr", Means: "1,380 t/yr", Basis: "measured", Source: "Ministry of Mines, 2025", Origin: "india-test.yaml:40"},
		{Path: "sectors.auto.growth", Value: "-2%", Means: "−2% a year", Basis: "judged", Source: "=1+1", Note: "a judgement, \"low\"", Origin: "india-test.yaml:41"},
		{Path: "plants.midwest.start", Value: "{pert: [2026-12-01, 2027-06-01, 2028-07-01]}", Means: "pert: p5 1.06 yr, p50 1.48 yr, p95 2.07 yr", Note: "- announced", Origin: "india-test.yaml:60"},
		{Path: "plants.midwest.ramp", Value: "0 days", Means: "0 days", Basis: "default", Origin: "india-test.yaml:61"},
	}
	r.Warnings = []output.Warning{{
		What: "Priority to energy cannot be told apart from No stockpile on mean shortfall",
		Why:  "the difference, -10 ± 24 t, is inside its sampling error",
		Do:   "treat the two as equal, or run more trials",
	}}
}

// Titles are what the made-up scenarios call their things and keys.
var Titles = output.Titles{
	Things: map[string]string{"plants.midwest": "Midwest's plant", "materials.heavy-magnet": "Heavy magnets"},
	Keys:   keys(),
}

// keys are those of the places that the findings of this package name.
func keys() map[string]string {
	all := map[string]string{}
	for section, of := range map[string]string{
		"materials": "price", "sources": "capacity share lead start success", "plants": "capacity start success",
		"sectors": "demand growth cover", "stockpiles": "target initial release delay", "curbs": "severity duration start rivals",
		"curbs.*.regimes": "severity lasts delay", "sectors.*.uses": "share cover",
	} {
		all[section], all[section+".*"] = section[strings.LastIndex(section, ".")+1:], ""
		for key := range strings.FieldsSeq(of) {
			all[section+".*."+key] = key
		}
	}
	return all
}
