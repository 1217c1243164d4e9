package study

import (
	"context"
	"math"
	"testing"

	"pgregory.net/rapid"

	"magnetsim/sim"
	"magnetsim/sim/chain"
	"magnetsim/sim/dist"
	"magnetsim/sim/draw"
	"magnetsim/sim/mc"
	"magnetsim/sim/stat"
)

func columnOf(xs ...float64) *stat.Column {
	c := stat.NewColumn(len(xs))
	c.Add(0, xs)
	return c
}

// hundred holds 1, 2 … 100 times ten each.
func hundred() *stat.Column {
	var xs []float64
	for i := range 1000 {
		xs = append(xs, float64(i/10+1))
	}
	return columnOf(xs...)
}

func atMost(x float64) chain.Limit  { return chain.Limit{Value: x} }
func below(x float64) chain.Limit   { return chain.Limit{Value: x, Strict: true} }
func atLeast(x float64) chain.Limit { return chain.Limit{Value: x, Least: true} }
func above(x float64) chain.Limit   { return chain.Limit{Value: x, Least: true, Strict: true} }

// 1000 values with a known share on each side of a level. Wilson's interval of
// 100 in 1000 is 8.3% to 12.0%.
func TestChances(t *testing.T) {
	for _, c := range []struct {
		event, limit chain.Limit
		value        float64
		want         Outcome
	}{
		{above(90), atMost(0.13), 0.10, Pass},
		{above(90), atMost(0.08), 0.10, Fail},
		{above(90), atMost(0.11), 0.10, TooClose},
		{above(90), atLeast(0.08), 0.10, Pass},
		{above(90), atLeast(0.13), 0.10, Fail},
		{atLeast(90), atMost(0.5), 0.11, Pass},
		{below(11), atMost(0.5), 0.10, Pass},
		{atMost(11), atMost(0.5), 0.11, Pass},
		{above(90 * (1 - 1e-12)), atMost(0.5), 0.10, Pass}, // rounding apart, 90 is not above
		{below(11 * (1 + 1e-12)), atMost(0.5), 0.10, Pass},
		{above(100), atMost(0.001), 0, TooClose},
		{above(100), atMost(0.01), 0, Pass},
		{above(100), atMost(0), 0, TooClose},
		{above(99), atMost(0), 0.01, Fail},
	} {
		v := judge(chain.Criterion{Statistic: chain.Chance, Event: c.event, Limit: c.limit}, sim.Metric{}, hundred())
		if math.Abs(v.Estimate.Value-c.value) > 1e-12 || v.Outcome != c.want {
			t.Errorf("chance of %+v to keep %+v: %g, outcome %d, want %g, %d", c.event, c.limit, v.Estimate.Value, v.Outcome, c.value, c.want)
		}
	}
}

// The mean is 50.5, its standard error 28.88/√1000 = 0.913; the 95th percentile
// 95 with an interval of 94 to 96 (ranks 950 ± 14), the mean of the worst
// twentieth 98.
func TestLevels(t *testing.T) {
	for _, c := range []struct {
		statistic chain.Statistic
		limit     chain.Limit
		want      Outcome
	}{
		{chain.Mean, atMost(53), Pass}, {chain.Mean, atMost(48), Fail}, {chain.Mean, atMost(51), TooClose},
		{chain.Percentile, atMost(97), Pass}, {chain.Percentile, atMost(93), Fail}, {chain.Percentile, atMost(94.5), TooClose},
		{chain.Percentile, atLeast(93), Pass}, {chain.Percentile, above(97), Fail},
		{chain.TailMean, atMost(99), Pass}, {chain.TailMean, atMost(97), Fail}, {chain.TailMean, atMost(98.1), TooClose},
	} {
		v := judge(chain.Criterion{Statistic: c.statistic, P: 0.95, Limit: c.limit}, sim.Metric{}, hundred())
		if v.Outcome != c.want {
			t.Errorf("statistic %d against %+v: outcome %d, want %d (%+v)", c.statistic, c.limit, v.Outcome, c.want, v.Estimate)
		}
		if (v.Decides > 0) != (v.Outcome == TooClose) {
			t.Errorf("statistic %d against %+v: %d trials decide", c.statistic, c.limit, v.Decides)
		}
	}
}

// Times may never come, and an end of an interval may be unknown.
func TestUnknownEnds(t *testing.T) {
	never := math.Inf(1)
	times := columnOf(append(make([]float64, 0), never, never, never, never, 20, 30, never, never, never, never)...)
	for _, c := range []struct {
		c    chain.Criterion
		want Outcome
	}{
		{chain.Criterion{Statistic: chain.Chance, Event: below(12), Limit: atMost(0.4)}, Pass}, // 0 in 10: below 28%
		{chain.Criterion{Statistic: chain.Percentile, P: 0.5, Limit: atLeast(12)}, Pass},
		{chain.Criterion{Statistic: chain.Percentile, P: 0.5, Limit: atMost(12)}, Fail},
		{chain.Criterion{Statistic: chain.Percentile, P: 0.05, Limit: atLeast(12)}, TooClose},
		{chain.Criterion{Statistic: chain.Percentile, P: 0.99, Limit: atMost(1e9)}, Fail},
	} {
		if v := judge(c.c, sim.Metric{}, times); v.Outcome != c.want {
			t.Errorf("%+v: outcome %d, want %d (%+v)", c.c, v.Outcome, c.want, v.Estimate)
		}
	}
	if v := judge(chain.Criterion{Statistic: chain.Mean, Limit: atMost(1)}, sim.Metric{}, stat.NewColumn(0)); v.Outcome != TooClose || v.Decides != 0 {
		t.Errorf("no trials: %+v", v)
	}
}

// With p = 10% against 12%, Fleiss' formula gives (1.96·√(0.12·0.88) +
// 0.8416·√(0.1·0.9))²/0.02² = 1977.6; of none against 1%, 1.96²·0.99/0.01 = 380.3.
// A mean a tenth of its standard error away needs (2.8016·10)² = 784.9 times
// as many. That an interval holds p = p0 no number of trials changes.
func TestDecides(t *testing.T) {
	for _, c := range []struct {
		c    chain.Criterion
		of   *stat.Column
		want float64
	}{
		{chain.Criterion{Statistic: chain.Chance, Event: above(90), Limit: atMost(0.12)}, hundred(), 1977.6},
		{chain.Criterion{Statistic: chain.Percentile, P: 0.88, Limit: atMost(90)}, hundred(), 1977.6},
		{chain.Criterion{Statistic: chain.Percentile, P: 0.12, Limit: atLeast(11)}, hundred(), 1977.6},
		{chain.Criterion{Statistic: chain.Chance, Event: above(100), Limit: atMost(0.01)}, hundred(), 380.3},
		{chain.Criterion{Statistic: chain.Chance, Event: above(90), Limit: atMost(0.1)}, hundred(), 0},
	} {
		v := Verdict{Criterion: c.c, Estimate: stat.Estimate{Value: c.want, N: 10}}
		if c.c.Statistic == chain.Chance {
			v.Estimate = happens(c.of, c.c.Event)
			v.Estimate.N = 10
		}
		if got := decides(v, c.of); math.Abs(float64(got)-c.want) > 1 {
			t.Errorf("%+v: %d trials, want %g", c.c, got, c.want)
		}
	}
	mean := Verdict{Criterion: chain.Criterion{Statistic: chain.Mean, Limit: atMost(5.1)}, Estimate: stat.Estimate{Value: 5, SE: 1, N: 1000}}
	if got := float64(decides(mean, nil)); math.Abs(got-784.9e3) > 100 {
		t.Errorf("a mean: %g trials, want 784.9 thousand", got)
	}
}

// The number of trials does decide in about four of five samples: a chance of
// 10% against 12%, in 400 samples of 1978, with a standard error of 2%.
func TestDecidesInFourOfFive(t *testing.T) {
	const samples, trials = 400, 1978
	d, decided := draw.Random(1), 0
	for k := range uint64(samples) {
		hits := int64(0)
		for i := range uint64(trials) {
			if d.Uniform(k*trials+i, draw.Key("x"), 0) < 0.1 {
				hits++
			}
		}
		if outcome(stat.Share(hits, trials), atMost(0.12)) == Pass {
			decided++
		}
	}
	if share := float64(decided) / samples; math.Abs(share-0.8) > 4*0.02 {
		t.Errorf("decided in %g of the samples", share)
	}
}

// An outcome never contradicts the estimate, and turning a limit round turns
// pass and fail round.
func TestOutcomesAgreeWithEstimates(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		xs := rapid.SliceOfN(rapid.Float64Range(0, 10), 2, 200).Draw(r, "xs")
		c := chain.Criterion{
			Statistic: rapid.SampledFrom([]chain.Statistic{chain.Mean, chain.Percentile, chain.TailMean}).Draw(r, "statistic"),
			P:         rapid.Float64Range(0.05, 0.95).Draw(r, "p"), Limit: atMost(rapid.Float64Range(0, 10).Draw(r, "limit")),
		}
		v := judge(c, sim.Metric{}, columnOf(xs...))
		e, limit := v.Estimate, c.Limit.Value
		if v.Outcome == Pass && e.Value > limit*(1+2*alike) || v.Outcome == Fail && e.Value < limit {
			r.Fatalf("%+v: %+v", c, v)
		}
		c.Limit = above(limit)
		turned := map[Outcome]Outcome{Pass: Fail, Fail: Pass, TooClose: TooClose}
		if other := judge(c, sim.Metric{}, columnOf(xs...)); other.Outcome != turned[v.Outcome] {
			r.Fatalf("%+v: %d and %d", c, v.Outcome, other.Outcome)
		}
	})
}

// world is a certain embargo of so many weeks on all that a sector of 1 t a week
// buys; it holds 5 weeks. What is lost is the length less 5 (a hand value).
func world(t *testing.T, weeks float64) *sim.Model {
	t.Helper()
	num := func(x float64) chain.Number { return chain.Number{Dist: dist.Constant(x)} }
	const week = 7 / chain.DaysPerYear
	m, err := sim.Compile(&chain.Scenario{
		Name: "embargo", Currency: "USD", Step: chain.Week, Horizon: 104 * week,
		Materials: []chain.Material{{Name: "magnet", Price: num(50_000)}},
		Sources:   []chain.Source{{Name: "china", Origin: "china", Material: "magnet", Share: num(1), Capacity: num(5.2 / week), Lead: num(5 * week)}},
		Sectors:   []chain.Sector{{Name: "auto", Demand: num(1 / week), Uses: []chain.Use{{Material: "magnet"}}, Cover: num(5 * week)}},
		Curbs: []chain.Curb{{
			Name: "ban", Hits: []chain.Hit{{Name: "china", Origin: "china"}},
			Scheduled: &chain.Scheduled{Start: num(10 * week), Duration: num(weeks * week), Severity: num(1)},
		}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestJudge(t *testing.T) {
	s, err := mc.Play(context.Background(), mc.Plan{Models: []*sim.Model{world(t, 20), world(t, 3)}, Design: draw.Random(1), Trials: 128})
	if err != nil {
		t.Fatal(err)
	}
	c := Criteria{
		{Name: "loss", Statistic: chain.Percentile, P: 0.95, Metric: "shortfall.total", Limit: atMost(14)},
		{Name: "first", Statistic: chain.Chance, Metric: "first_short.auto", Event: below(52), Limit: atMost(0.1)},
		{Name: "nothing", Statistic: chain.Mean, Metric: "no.such", Limit: atMost(1)},
	}
	for variant, want := range [][]Outcome{{Fail, Fail, TooClose}, {Pass, Pass, TooClose}} {
		for i, v := range c.Judge(s, variant) {
			if v.Outcome != want[i] || v.Criterion.Name != c[i].Name || v.Unit != []string{"t", "share", ""}[i] {
				t.Errorf("variant %d, %s: %+v", variant, c[i].Name, v)
			}
		}
	}
	if v := c.Judge(s, 0)[0]; math.Abs(v.Estimate.Value-15) > 1e-9 {
		t.Errorf("20 weeks of embargo on 5 weeks of stock lose %g t", v.Estimate.Value)
	}
}
