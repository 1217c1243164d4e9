package sim

import (
	"math"
	"testing"

	"magnetsim/sim/chain"
	"magnetsim/sim/draw"
)

// twoStates is trade that is open or curbed, with monthly rates of change.
func twoStates(closing, opening float64, everyStep bool) chain.Curb {
	perYear := 12.0
	if everyStep {
		perYear = 1
	}
	return chain.Curb{
		Name: "licensing", Hits: []chain.Hit{{Name: "china", Origin: "china"}},
		Regimes: &chain.Regimes{EveryStep: everyStep, Initial: "open", States: []chain.State{
			{Name: "open", To: []chain.Exit{{State: "curbed", Weight: num(closing * perYear)}}},
			{Name: "curbed", Severity: num(0.6), To: []chain.Exit{{State: "open", Weight: num(opening * perYear)}}},
		}},
	}
}

// Two states with rates λ = 1/48 and μ = 1/9 a month, open at first. Over T = 60
// months, with s = λ + μ, the curbed time has mean
//
//	(λ/s)(T − (1 − e^{−sT})/s) = 8.277444637
//
// sd 9.584164221 (the covariance of the state integrated twice) and is 0 with
// chance e^{−λT} = 0.286504797.
func TestRegimesSpendTheirTime(t *testing.T) {
	s := simple(1, 4)
	s.Step, s.Horizon = chain.Month, 5
	s.Curbs = []chain.Curb{twoStates(1.0/48, 1.0/9, false)}
	const trials = 20000
	sum, sq, none := 0.0, 0.0, 0
	each(t, s, trials, func(b *Block) {
		for _, months := range b.column(t, "curbed.licensing") {
			sum += months
			sq += months * months
			if months == 0 {
				none++
			}
		}
	})
	const mean, sd, never = 8.277444637, 9.584164221, 0.286504797
	got := sum / trials
	near(t, "mean curbed months", got, mean, 4*sd/math.Sqrt(trials))
	// The sd of a sample sd is at most sd·√((κ−1)/4n); the curbed time's kurtosis
	// is below 9 (it is bounded by 60 months), so 4 standard errors are:
	near(t, "sd of curbed months", math.Sqrt(sq/trials-got*got), sd, 4*sd*math.Sqrt(8.0/4/trials))
	near(t, "chance of no curb", float64(none)/trials, never, 4*math.Sqrt(never*(1-never)/trials))
}

// each plays many trials, block by block.
func each(t testing.TB, s *chain.Scenario, trials int, see func(b *Block)) {
	t.Helper()
	m, err := Compile(s)
	if err != nil {
		t.Fatal(err)
	}
	b := m.NewBlock()
	for first := 0; first < trials; first += Lanes {
		if err := b.Play(draw.Random(7), uint64(first), min(Lanes, trials-first), nil); err != nil {
			t.Fatal(err)
		}
		if gap := b.Imbalance(); !(gap < 1e-9) {
			t.Fatalf("mass balance is off by %g", gap)
		}
		see(b)
	}
}

// In steps of a month, a state is left with its probability at the end of each
// step, the first time at the end of step 0: the number of open steps at first
// is geometric, 1/p on average, and never 0.
func TestRegimesEveryStep(t *testing.T) {
	s := simple(1, 4)
	s.Step, s.Horizon = chain.Month, 60
	const p = 0.25
	s.Curbs = []chain.Curb{twoStates(p, 0, true)}
	const trials = 20000
	sum := 0.0
	each(t, s, trials, func(b *Block) {
		for _, months := range b.column(t, "curbed.licensing") {
			open := 720 - months
			if open < 1-1e-9 || math.Abs(open-math.Round(open)) > 1e-6 {
				t.Fatalf("open for %g steps at first: whole steps, at least 1, are possible", open)
			}
			sum += open
		}
	})
	near(t, "mean open steps", sum/trials, 1/p, 4*math.Sqrt((1-p)/(p*p)/trials))
}
