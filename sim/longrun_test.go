package sim

import (
	"math"
	"testing"

	"magnetsim/sim/chain"
	"magnetsim/sim/dist"
)

// halting is a year by month of 1,200 t that are under way for a month and kept in no
// stock; the seller opens and closes.
func halting(t *testing.T, closed dist.Dist) *chain.Scenario {
	t.Helper()
	c := chain.Curb{Name: "ban", Hits: []chain.Hit{{Name: "china", Origin: "china"}}, Regimes: &chain.Regimes{
		Initial: "open",
		States: []chain.State{
			{Name: "open", To: []chain.Exit{{State: "closed", Weight: num(1)}}},
			{Name: "closed", Severity: num(1), To: []chain.Exit{{State: "open", Weight: num(4)}}},
		},
	}}
	if closed != nil {
		c.Regimes.States[1].Lasts = uncertain("curbs.ban.regimes.closed.lasts", closed, nil)
	}
	return &chain.Scenario{
		Name: "halting", Currency: "USD", Step: chain.Month, Horizon: 1,
		Materials: []chain.Material{{Name: "magnet"}},
		Sources:   []chain.Source{{Name: "china", Origin: "china", Material: "magnet", Share: num(1), Capacity: num(2400), Lead: num(1.0 / 12)}},
		Sectors:   []chain.Sector{{Name: "auto", Demand: num(1200), Uses: []chain.Use{{Material: "magnet"}}, Cover: num(0)}},
		Curbs:     []chain.Curb{c},
	}
}

// meanLoss returns the mean loss of a scenario and 4 standard errors of it.
func meanLoss(t *testing.T, s *chain.Scenario) (mean, error4 float64) {
	t.Helper()
	const trials = 40_000
	sum, squares := 0.0, 0.0
	each(t, s, trials, func(b *Block) {
		for _, x := range b.column(t, "shortfall.auto") {
			sum += x / trials
			squares += x * x / trials
		}
	})
	return sum, 4 * math.Sqrt((squares-sum*sum)/trials)
}

// With rates of 1 and 4 a year trade is closed a fifth of the time: 240 t of 1,200 t in
// the long run. One that is open at the start loses what is shipped in its first eleven
// months: 240·(11/12 − (1 − e^(−5·11/12))/5) = 172.49 t. Of a closed state that lasts
// otherwise, a quarter of a year in the mean, the long run loses the same.
func TestTheLongRunByHand(t *testing.T) {
	open := halting(t, nil)
	if mean, error4 := meanLoss(t, open); math.Abs(mean-172.49) > error4 {
		t.Errorf("open at the start: %g t lost, want 172.49 ± %g", mean, error4)
	}
	uniform, err := dist.Uniform(0, 0.5)
	if err != nil {
		t.Fatal(err)
	}
	lognormal, err := dist.LognormalMeanSD(0.25, 0.1)
	if err != nil {
		t.Fatal(err)
	}
	for name, lasts := range map[string]dist.Dist{"exponential": nil, "a quarter of a year": dist.Constant(0.25), "up to half a year": uniform, "lognormal": lognormal} {
		s := halting(t, lasts)
		s.Curbs[0].Regimes.Initial, s.Curbs[0].Regimes.LongRun = "", true
		mean, error4 := meanLoss(t, s)
		if math.Abs(mean-240) > error4+0.05 { // what is left of a stay is exact to 1e-4
			t.Errorf("closed for %s: %g t lost, want 240 ± %g", name, mean, error4)
		}
	}
}

// Weights of 3 and 1: in a quarter of the trials it was closed before the start, and
// is for another quarter of a year in the mean.
func TestWeightsOfTheStart(t *testing.T) {
	s := halting(t, nil)
	s.Curbs[0].Regimes.Initial = ""
	s.Curbs[0].Regimes.Weights = []chain.Exit{{State: "open", Weight: num(3)}, {State: "closed", Weight: num(1)}}
	// From p(0) = 1/4 the chance to be closed is 1/5 + e^(−5t)/20, and 1/4 in the month before.
	want := 1200 * (0.25/12 + 0.2*11/12 + 0.05*(1-math.Exp(-5*11.0/12))/5)
	if mean, error4 := meanLoss(t, s); math.Abs(mean-want) > error4 {
		t.Errorf("%g t lost, want %g ± %g", mean, want, error4)
	}
}
