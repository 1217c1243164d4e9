package sim

import (
	"math"
	"testing"

	"magnetsim/sim/chain"
	"magnetsim/sim/dist"
)

// One curb of random length D months leaves a gap of g = 60 t a month over a
// stock S, so the shortfall is (gD − S)⁺. With D exponential of mean m and
// e = g·m = 540: chance exp(−S/e), mean e·exp(−S/e), CVaR_p = q_p + e with
// q_p = −e·ln(1−p) − S for p above the chance of no shortfall.
//
// The stock is a strategic one, full from the start, with no delay; the curb
// lasts within the horizon in all but exp(−120/9) = 2e-6 of the trials.
func TestExponentialCurbAgainstItsClosedForm(t *testing.T) {
	const gap, mean, trials = 60.0, 9.0, 10000
	e := gap * mean
	for _, stock := range []float64{0, 300, 600, 1200} {
		s := curbOfRandomLength(gap, mean, stock)
		var lost []float64
		each(t, s, trials, func(b *Block) { lost = append(lost, b.column(t, "shortfall.total")...) })
		any, sum, sq, tail := 0, 0.0, 0.0, 0.0
		q := -e*math.Log(0.05) - stock
		for _, x := range lost {
			if x > 1e-9 {
				any++
			}
			sum += x
			sq += x * x
			tail += math.Max(0, x-q)
		}
		p := math.Exp(-stock / e)
		near(t, "chance", float64(any)/trials, p, 4*math.Sqrt(p*(1-p)/trials)+1e-12)
		m := sum / trials
		near(t, "mean", m, e*p, 4*math.Sqrt((sq/trials-m*m)/trials))
		// CVaR = q + E[x−q]⁺/0.05; [x−q]⁺ has second moment 0.05·2e², variance
		// 0.05·e²(2 − 0.05).
		near(t, "CVaR95", q+tail/trials/0.05, q+e, 4*e*math.Sqrt((2-0.05)/0.05/trials))
	}
}

// curbOfRandomLength is a world in which a total stop of an exponential number
// of months begins at once and leaves a gap of so many tonnes a month over a
// strategic stock. Lead time and own stocks are as short as a step, so that they
// carry the sector for no time but that which they cost at the other end.
func curbOfRandomLength(gap, mean, stock float64) *chain.Scenario {
	s := simple(1, 4)
	s.Horizon = 12
	s.Sources[0].Lead = num(week)
	s.Sources[0].Capacity = num(gap * 12)
	s.Sectors[0].Demand = num(gap * 12)
	s.Sectors[0].Cover = num(0)
	d, err := dist.Exponential(mean / 12)
	s.Curbs = []chain.Curb{{
		Name: "stop", Hits: []chain.Hit{{Name: "china", Origin: "china"}},
		Scheduled: &chain.Scheduled{
			Start: num(2), Duration: uncertain("curbs.stop.duration", d, err), Severity: num(1),
		},
	}}
	s.Stockpiles = []chain.Stockpile{{
		Name: "national", Material: "magnet", Trigger: chain.OnShortage,
		Initial: chain.Amount{Number: num(stock)}, Target: chain.Amount{Number: num(stock)}, Fill: chain.Rate{Number: num(0)},
	}}
	return s
}
