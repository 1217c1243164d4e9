package output_test

import (
	"context"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"magnetsim/output"
	"magnetsim/sim"
	"magnetsim/sim/chain"
	"magnetsim/sim/dist"
	"magnetsim/sim/draw"
	"magnetsim/sim/mc"
	"magnetsim/sim/study"
)

const trials = 1000

// world is one material, one seller, one sector, and an embargo of random
// length; with a stockpile of so many tonnes.
func world(t testing.TB, stock float64) *chain.Scenario {
	t.Helper()
	length, err := dist.Exponential(0.3)
	if err != nil {
		t.Fatal(err)
	}
	target := chain.Certain("stockpiles.national.target", stock)
	return &chain.Scenario{
		Name: "world", Currency: "USD", Horizon: 104 * 7 / chain.DaysPerYear,
		Rules:     chain.Rules{Restocking: chain.Certain("", 0.15), Forecast: chain.Certain("", 0.25)},
		Materials: []chain.Material{{Name: "magnet", Stage: "magnet", Price: chain.Certain("", 50e3)}},
		Sources: []chain.Source{{
			Name: "china", Origin: "china", Material: "magnet", Capacity: chain.Certain("", 5200), Share: chain.Certain("", 1), Lead: chain.Certain("", 0.1),
		}},
		Sectors: []chain.Sector{{
			Name: "auto", Demand: chain.Certain("", 1040), Uses: []chain.Use{{Material: "magnet", Share: chain.Certain("", 1)}},
			Cover: chain.Certain("", 0.1), Value: chain.Certain("", 1e6), Units: chain.Units{Name: "vehicles", PerTonne: chain.Certain("", 800)},
		}},
		Stockpiles: []chain.Stockpile{{
			Name: "national", Material: "magnet", Target: chain.Amount{Number: target}, Fill: chain.Rate{Number: chain.Certain("", 1), Over: true},
			Holding: chain.Certain("", 0.1),
		}},
		Curbs: []chain.Curb{{
			Name: "embargo", Hits: []chain.Hit{{Name: "china", Origin: "china"}},
			Scheduled: &chain.Scheduled{
				Start: chain.Certain("", 0.5), Severity: chain.Certain("", 1),
				Duration: chain.Number{Name: "curbs.embargo.duration", Unit: "yr", Dist: length},
			},
		}},
	}
}

// played is a run of the world without a stockpile, with one of 100 t, and
// without one again; rows gathers every trial's metrics by variant.
func played(t *testing.T) (s *mc.Sample, rows [][][]float64) {
	t.Helper()
	var models []*sim.Model
	for _, stock := range []float64{0, 100, 0} {
		m, err := sim.Compile(world(t, stock))
		if err != nil {
			t.Fatal(err)
		}
		models = append(models, m)
	}
	metrics := len(models[0].Metrics())
	rows = make([][][]float64, len(models))
	for v := range rows {
		rows[v] = make([][]float64, metrics)
	}
	s, err := mc.Play(context.Background(), mc.Plan{
		Models: models, Design: draw.Random(1), Trials: trials, Crosses: output.Crosses(models[0]),
		Rows: func(r mc.Rows) error {
			for i := range metrics {
				rows[r.Variant][i] = append(rows[r.Variant][i], r.Metric(i)[:r.N]...)
			}
			return nil
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	return s, rows
}

var worldFacts = output.Facts{
	Report: output.Report{
		Scenario: "world", Title: "A world", Currency: "USD",
		Run:      output.Run{Seed: 1, Sampling: "random", StepName: "week", StepDays: 7, Start: "2026-01-01"},
		Variants: []output.Variant{{Policy: "none"}, {Policy: "hundred"}, {Policy: "again"}},
		Sectors:  []output.Sector{{Name: "auto", Title: "Automotive", Units: "vehicles"}},
	},
	Piles: []output.Pile{{Name: "national", Planned: []bool{false, true, false}}},
	Curbs: []output.Curb{{Title: "embargo", P95: 0.9}},
}

func TestBuildAgreesWithTheTrials(t *testing.T) {
	s, rows := played(t)
	r := output.Build(s, worldFacts)
	for v := range worldFacts.Variants {
		for i, m := range s.Metrics {
			values := slices.Sorted(slices.Values(rows[v][i]))
			check := func(statistic string, want float64) {
				got, ok := r.Stat(v, m.Name, statistic)
				if !ok {
					t.Fatalf("no %s of %s", statistic, m.Name)
				}
				// Sums of a thousand numbers in another order: a thousand roundings.
				if got.Value != want && !(math.Abs(got.Value-want) <= 1000*1e-16*math.Abs(want)) {
					t.Errorf("variant %d: %s of %s is %v, want %v", v, statistic, m.Name, got.Value, want)
				}
				if got.N != trials {
					t.Errorf("%s rests on %d trials", m.Name, got.N)
				}
			}
			if defined := share(values, func(x float64) bool { return !math.IsNaN(x) }); defined < 1 {
				if got, _ := r.Stat(v, m.Name, "p50"); float64(got.N) != defined*trials {
					t.Errorf("%s rests on %d trials and is defined in a share of %g", m.Name, got.N, defined)
				}
				continue
			}
			check("p50", values[499])
			check("p95", values[949])
			if m.Never {
				check("p_within", share(values, func(x float64) bool { return !math.IsInf(x, 1) }))
				continue
			}
			check("p_any", share(values, func(x float64) bool { return x > 0 }))
			check("mean", mean(values))
			check("cvar95", mean(values[950:]))
		}
	}
}

func share(values []float64, such func(float64) bool) float64 {
	n := 0
	for _, x := range values {
		if such(x) {
			n++
		}
	}
	return float64(n) / float64(len(values))
}

func mean(values []float64) float64 {
	sum := 0.0
	for _, x := range values {
		sum += x
	}
	return sum / float64(len(values))
}

func TestBuildComparesWithTheFirst(t *testing.T) {
	s, rows := played(t)
	r := output.Build(s, worldFacts)
	i := s.MetricIndex("shortfall.total")
	var differences []float64
	for n, x := range rows[1][i] {
		differences = append(differences, x-rows[0][i][n])
	}
	p, ok := r.Change(1, "shortfall.total")
	if !ok || math.Abs(p.Mean-mean(differences)) > 1e-13*math.Abs(p.Mean) || p.Same || p.Better < 0.1 {
		t.Errorf("the stockpile changes %+v, want a mean of %v", p, mean(differences))
	}
	if p, ok = r.Change(2, "shortfall.total"); !ok || !p.Same || p.Mean != 0 || p.Better != 0 {
		t.Errorf("the same policy again changes %+v", p)
	}
}

// What the stockpile is worth, from the trials: the mean change in value lost
// (a million dollars a tonne) and in cost; its ratio to the mean tonnes spared.
func TestBuildTellsWhatAPolicyIsWorth(t *testing.T) {
	s, rows := played(t)
	r := output.Build(s, worldFacts)
	change := func(v int, metric string) float64 {
		i := s.MetricIndex(metric)
		return mean(rows[v][i]) - mean(rows[0][i])
	}
	spared, dearer := -change(1, "shortfall.total"), change(1, "cost.national")
	for _, c := range []struct {
		metric, statistic, unit string
		want                    float64
	}{
		{"net_benefit.total", "mean", "USD", 1e6*spared - dearer},
		{"cost_per_tonne.total", "ratio", "USD/t", dearer / spared},
	} {
		got, ok := r.Stat(1, c.metric, c.statistic)
		// Differences of means of a thousand numbers: a thousand roundings of either.
		if !ok || got.Unit != c.unit || math.Abs(got.Value-c.want) > 1e-9*math.Abs(c.want) || !(got.Low < c.want && c.want < got.High) {
			t.Errorf("%s is %+v, want %g %s", c.metric, got, c.want, c.unit)
		}
		if first, ok := r.Stat(0, c.metric, c.statistic); ok {
			t.Errorf("the first is compared with itself: %+v", first)
		}
	}
	if p, ok := r.Benefit(1); !ok || math.Abs(p.Mean-(1e6*spared-dearer)) > 1e-9*p.Mean || p.Same {
		t.Errorf("benefit %+v", p)
	}
	if again, ok := r.Stat(2, "cost_per_tonne.total", "ratio"); !ok || !math.IsNaN(again.Value) || len(again.Warnings) == 0 {
		t.Errorf("a policy that changes nothing: %+v", again)
	}
}

func TestBuildShapes(t *testing.T) {
	s, rows := played(t)
	r := output.Build(s, worldFacts)
	if len(r.Shapes) != 2*3 {
		t.Fatalf("%d shapes, want total and auto of three variants", len(r.Shapes))
	}
	for _, x := range r.Shapes {
		values := rows[x.Variant][s.MetricIndex(x.Metric)]
		sum := x.Zero + x.Above
		for i, p := range x.Shares {
			sum += p
			want := share(values, func(y float64) bool { return y > x.Edges[i] && y <= x.Edges[i+1] })
			if math.Abs(p-want) > 1e-12 {
				t.Errorf("bin %d of %s holds %v, want %v", i, x.Metric, p, want)
			}
		}
		if math.Abs(sum-1) > 1e-12 {
			t.Errorf("%s adds up to %v", x.Metric, sum)
		}
		for i, p := range x.Curve {
			if want := share(values, func(y float64) bool { return y > p.X }); math.Abs(p.P-want) > 1e-12 {
				t.Errorf("P(%s > %v) = %v, want %v", x.Metric, p.X, p.P, want)
			}
			if i > 0 && !(p.X > x.Curve[i-1].X) {
				t.Errorf("the curve of %s does not rise in x", x.Metric)
			}
		}
	}
}

func TestBuildRun(t *testing.T) {
	s, _ := played(t)
	r := output.Build(s, worldFacts)
	run := r.Run
	if run.Trials != trials || run.Asked != trials || !run.Complete || run.Steps != 104 || run.GoArch == "" {
		t.Errorf("run %+v", run)
	}
	if len(run.Dates) != 104 || run.Dates[0] != "2026-01-01" || run.Dates[1] != "2026-01-08" || run.End != "2027-12-30" { // 728 days on
		t.Errorf("dates %v … %v, end %s", run.Dates[:2], run.Dates[len(run.Dates)-1], run.End)
	}
	for _, x := range r.Series {
		for _, list := range [][]float64{x.Mean, x.P5, x.P25, x.P50, x.P75, x.P95, x.Positive} {
			if len(list) != run.Steps {
				t.Fatalf("%s has %d steps", x.Name, len(list))
			}
		}
		for k := range run.Steps {
			if x.P5[k] > x.P50[k] || x.P50[k] > x.P95[k] || math.IsNaN(x.Mean[k]) {
				t.Errorf("%s at step %d: p5 %v, p50 %v, p95 %v, mean %v", x.Name, k, x.P5[k], x.P50[k], x.P95[k], x.Mean[k])
			}
		}
	}
}

func TestBuildWarns(t *testing.T) {
	s, _ := played(t)
	var got []string
	for _, w := range output.Build(s, worldFacts).Warnings {
		got = append(got, w.What)
	}
	// A thousand trials leave p95 rough; the embargo is shorter than the horizon,
	// the stockpile fills before it.
	want := []string{
		"p95 of the shortfall is rough: Total under None, Automotive under None, Total under Hundred and 3 more",
		"Again cannot be told apart from None by its mean shortfall",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("warnings (-want +got):\n%s", diff)
	}
}

// A play that was stopped before its first block gives a report, not a panic.
func TestBuildWithoutTrials(t *testing.T) {
	m, err := sim.Compile(world(t, 0))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	s, err := mc.Play(ctx, mc.Plan{Models: []*sim.Model{m}, Design: draw.Random(1), Trials: trials})
	if err != nil {
		t.Fatal(err)
	}
	facts := worldFacts
	facts.Variants = facts.Variants[:1]
	r := output.Build(s, facts)
	if r.Run.Complete || len(r.Warnings) == 0 {
		t.Errorf("run %+v, warnings %+v", r.Run, r.Warnings)
	}
}

// Criteria are judged criterion by criterion under every variant, with the
// numbers that the report has of them anyway.
func TestBuildJudgesCriteria(t *testing.T) {
	s, _ := played(t)
	f := worldFacts
	f.Excused = []bool{true, false, false}
	f.Criteria = study.Criteria{
		{Name: "large", Title: "Large", Line: "p95(shortfall.total) <= 0 t", Statistic: chain.Percentile, P: 0.95, Metric: "shortfall.total"},
		{Name: "any", Title: "Any", Line: "P(shortfall.total > 0 t) <= 99%", Metric: "shortfall.total", Event: chain.Limit{Least: true, Strict: true}, Limit: chain.Limit{Value: 0.99}},
	}
	r := output.Build(s, f)
	if len(r.Criteria) != 6 {
		t.Fatalf("%d verdicts", len(r.Criteria))
	}
	for i, v := range r.Criteria {
		statistic, outcome := "p95", output.Fail
		if i >= 3 {
			statistic, outcome = "p_any", output.Pass
		}
		stat, ok := r.Stat(i%3, "shortfall.total", statistic)
		if !ok || v.Variant != i%3 || v.Value != stat.Value || v.Low != stat.Low || v.High != stat.High || v.Unit != stat.Unit || v.TextWithError() != stat.TextWithError() {
			t.Errorf("%+v is not of %+v", v, stat)
		}
		if v.Outcome != outcome || v.Excused != (i%3 == 0) {
			t.Errorf("%+v, want %s", v, outcome)
		}
	}
	unmet := r.Unmet()
	if len(unmet) != 2 || unmet[0].Variant != 1 || unmet[1].Variant != 2 || unmet[0].Criterion != "large" {
		t.Errorf("unmet: %+v", unmet)
	}
}
