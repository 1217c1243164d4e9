package sim

import (
	"math"
	"testing"

	"magnetsim/sim/chain"
	"magnetsim/sim/dist"
	"magnetsim/sim/draw"
)

const week = 7 / chain.DaysPerYear

// num is a certain number, for scenarios written by hand.
func num(x float64) chain.Number { return chain.Certain("", x) }

// uncertain is a drawn number with a name.
func uncertain(name string, d dist.Dist, err error) chain.Number {
	if err != nil {
		panic(err)
	}
	return chain.Number{Name: name, Dist: d}
}

// simple is the smallest world: one material, one source with a lead time of 5
// weeks and as much capacity as the case needs, one sector that uses 1 t a week
// and holds 5 weeks of it.
func simple(weeks int, capacity float64) *chain.Scenario {
	return &chain.Scenario{
		Name: "simple", Currency: "USD", Step: chain.Week, Horizon: float64(weeks) * week,
		Materials: []chain.Material{{Name: "magnet", Price: num(50_000)}},
		Sources: []chain.Source{{
			Name: "china", Origin: "china", Material: "magnet", Share: num(1),
			Capacity: num(capacity / week), Lead: num(5 * week),
		}},
		Sectors: []chain.Sector{{
			Name: "auto", Demand: num(1 / week), Uses: []chain.Use{{Material: "magnet"}},
			Cover: num(5 * week), Value: num(1000),
		}},
	}
}

// weeksPerYear turns years into weeks.
const weeksPerYear = chain.DaysPerYear / 7

// embargo restricts China from a week on.
func embargo(start, length, severity float64) chain.Curb {
	return chain.Curb{
		Name: "embargo", Hits: []chain.Hit{{Name: "china", Origin: "china"}},
		Scheduled: &chain.Scheduled{
			Start: num(start * week), Duration: num(length * week), Severity: num(severity),
		},
	}
}

// play compiles a scenario and plays one block of n trials.
func play(t testing.TB, s *chain.Scenario, n int) *Block {
	t.Helper()
	return playEach(t, s, n, nil)
}

func playEach(t testing.TB, s *chain.Scenario, n int, observe func(b *Block, k int)) *Block {
	t.Helper()
	m, err := Compile(s)
	if err != nil {
		t.Fatal(err)
	}
	b := m.NewBlock()
	see := func(int) {}
	if observe != nil {
		see = func(k int) { observe(b, k) }
	}
	if err := b.Play(draw.Random(1), 0, n, see); err != nil {
		t.Fatal(err)
	}
	if gap := b.Imbalance(); !(gap < 1e-9) {
		t.Errorf("mass balance is off by %g, more than 1e-9 relative", gap)
	}
	return b
}

// value returns a metric of the first trial.
func (b *Block) value(t testing.TB, name string) float64 {
	t.Helper()
	return b.column(t, name)[0]
}

func (b *Block) column(t testing.TB, name string) []float64 {
	t.Helper()
	for i, x := range b.m.metrics {
		if x.Name == name {
			return b.Metric(i)
		}
	}
	t.Fatalf("there is no metric %q", name)
	return nil
}

// near fails the test where got is further from want than the tolerance.
func near(t testing.TB, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s: got %.12g, want %.12g ± %g", what, got, want, tolerance)
	}
}

// newDesign is the design of tests that play many blocks.
func newDesign() draw.Design { return draw.Random(11) }
