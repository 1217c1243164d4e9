package sim

import (
	"math"
	"testing"

	"magnetsim/sim/chain"
)

// licensed is a world with a licence that takes no time worth a step, from week 20 to 59,
// and buyers who then aim at half as much stock again.
func licensed(settles float64) *chain.Scenario {
	s := simple(400, 10)
	c := embargo(20, 40, 0)
	c.Scheduled.Delay = num(week / 100)
	s.Curbs = []chain.Curb{c}
	s.Sectors[0].Hoard = &chain.Hoard{Share: num(0.5), Rises: num(4 * week), Falls: num(26 * week), Settles: num(settles)}
	return s
}

// By hand, k weeks after the licence begins x = 1 − e^{−k/4}; k weeks after its end what
// is above the settled part is e^{−k/26} of what it was.
func TestHoardingRisesFallsAndSettles(t *testing.T) {
	for _, settles := range []float64{0, 0.3} {
		top := 1 - math.Exp(-40.0/4)
		playEach(t, licensed(settles), 1, func(b *Block, k int) {
			x := 0.0
			switch {
			case k >= 60:
				x = top * (settles + (1-settles)*math.Exp(-float64(k-59)/26))
			case k >= 20:
				x = 1 - math.Exp(-float64(k-19)/4)
			}
			near(t, "cover target, t", b.con[0].Cover[0], 5*(1+0.5*x), 1e-9)
		})
	}
}

// The market brings what is hoarded where there is enough of it: 5 t become 7.5 t, to
// the part that a gap of stock still lacks, and what settles stays.
func TestWhatIsHoardedIsBought(t *testing.T) {
	b := playEach(t, licensed(0.3), 1, func(b *Block, k int) {
		if k == 59 {
			near(t, "stock hoarded, t", b.con[0].Stock[0], 7.5, 0.1)
		}
	})
	near(t, "lost, t", b.value(t, "shortfall.auto"), 0, 1e-9)
	near(t, "stock at the end, t", b.con[0].Stock[0], 5*(1+0.5*0.3), 0.01)
}

// Hoarding takes from others. By hand: 2 t arrive in week 20 and two sectors would restock
// 1 t each; one of them now aims at 5(1 + 1 − 1/e) t and takes its part of the 2 t.
func TestHoardingTakesFromOthers(t *testing.T) {
	s := simple(21, 10)
	other := s.Sectors[0]
	other.Name = "wind"
	s.Sectors = append(s.Sectors, other)
	s.Curbs = []chain.Curb{embargo(20, 60, 0.5)}
	s.Sectors[0].Hoard = &chain.Hoard{Share: num(1), Rises: num(week)}
	b := play(t, s, 1)
	want := 1 + 5*(1-1/math.E)
	near(t, "stock of the hoarder, t", b.con[0].Stock[0], 5-1+2*want/(want+1), 1e-9)
	near(t, "stock of the other, t", b.con[1].Stock[0], 5-1+2/(want+1), 1e-9)
}
