package sim

import (
	"math"
	"testing"

	"magnetsim/sim/chain"
	"magnetsim/sim/dist"
)

// often is trade under curbs that begin 1.9635461 times in ten years, with
// Weibull lengths of shape 0.6865962 and scale 10.5103 months.
func often(overlaps bool) *chain.Scenario {
	s := simple(1, 4)
	s.Step, s.Horizon = chain.Month, 10
	length, err := dist.WeibullShape(0.6865962, 10.5103/12)
	s.Curbs = []chain.Curb{{
		Name: "ban", Hits: []chain.Hit{{Name: "china", Origin: "china"}},
		Scheduled: &chain.Scheduled{
			Duration: uncertain("curbs.ban.duration", length, err), Severity: num(1), Recurs: num(0.19635461), Overlaps: overlaps,
		},
	}}
	return s
}

// longest returns the share of trials with at least one curb of so many months.
func longest(t *testing.T, s *chain.Scenario, trials int, months []float64) []float64 {
	t.Helper()
	shares := make([]float64, len(months))
	each(t, s, trials, func(b *Block) {
		for _, episodes := range b.strains.episodes[0][:b.n] {
			top := 0.0
			for _, e := range episodes {
				top = max(top, 12*(e.End-e.Start))
			}
			for i, m := range months {
				if len(episodes) > 0 && top >= m {
					shares[i] += 1 / float64(trials)
				}
			}
		}
	})
	return shares
}

// Experts' odds come back from the engine: a curb of a month or more within ten
// years with 80%, of six with 63%, of eighteen with 37%, each within four
// standard errors √(P(1−P)/n). Were the next counted from the end of the last, the
// same curbs would begin later, so that every odds are lower on the same draws:
// those of the longest by more than the error, since they are missing where one
// before them lasted long.
func TestOverlappingCurbsHaveTheOdds(t *testing.T) {
	const trials = 20000
	months, odds := []float64{1, 6, 18}, []float64{0.80, 0.63, 0.37}
	with, without := longest(t, often(true), trials, months), longest(t, often(false), trials, months)
	for i, p := range odds {
		error4 := 4 * math.Sqrt(p*(1-p)/trials)
		if math.Abs(with[i]-p) > error4 {
			t.Errorf("%g months or more: %.4f, want %g ± %.4f", months[i], with[i], p, error4)
		}
		if without[i] >= with[i] {
			t.Errorf("%g months or more, counted from the end: %.4f, which is not below %.4f", months[i], without[i], with[i])
		}
	}
	if error4 := 4 * math.Sqrt(0.37*0.63/trials); without[2] >= 0.37-error4 {
		t.Errorf("18 months or more, counted from the end: %.4f, within %.4f of 0.37", without[2], error4)
	}
}

// The time under at least one of several overlapping curbs: at t the number that
// last is Poisson of mean r∫₀ᵗS (an infinite-server queue; Takács, "Introduction
// to the Theory of Queues", 1962), so the mean over ten years is
// ∫₀¹⁰ 1 − exp(−r∫₀ᵗS) dt.
func TestOverlappingCurbsAreCountedOnce(t *testing.T) {
	const trials, cells = 20000, 100000
	mean, lasting := 0.0, 0.0
	for i := range cells {
		x := 10 * (float64(i) + 0.5) / cells
		lasting += 0.19635461 * math.Exp(-math.Pow(12*x/10.5103, 0.6865962)) * 10 / cells
		mean += -math.Expm1(-lasting) * 10 / cells
	}
	sum, squares := 0.0, 0.0
	each(t, often(true), trials, func(b *Block) {
		for _, months := range b.column(t, "curbed.ban") {
			years := months / 12
			sum += years / trials
			squares += years * years / trials
		}
	})
	// The sum over cells is off by less than one of them.
	if error4 := 4*math.Sqrt((squares-sum*sum)/trials) + 1e-4; math.Abs(sum-mean) > error4 {
		t.Errorf("%g years under curbs, want %g ± %g", sum, mean, error4)
	}
}
