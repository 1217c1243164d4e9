package sim

import (
	"fmt"
	"math"
	"testing"

	"magnetsim/sim/chain"
)

// yearly is a sector that uses 1,200 t a year, of which it holds none, bought from
// one country over a month.
func yearly(step chain.Step, years float64) *chain.Scenario {
	const month = 1.0 / 12
	s := simple(1, 1)
	s.Step, s.Horizon, s.StartDay = step, years, 20454 // 2026-01-01
	s.Sources[0].Capacity, s.Sources[0].Lead = num(5000), num(month)
	s.Sectors[0].Demand, s.Sectors[0].Cover = num(1200), num(0)
	return s
}

// A year is neither 53 weeks nor 52 of 7 days: 1,200 t are wanted in it, 600 in half
// of it and 100 in a month, by week as by month.
func TestTotalsOfAYear(t *testing.T) {
	for _, step := range []chain.Step{chain.Week, chain.Month} {
		for years, want := range map[float64]float64{1: 1200, 0.5: 600, 1.0 / 12: 100, 3: 3600} {
			near(t, fmt.Sprintf("wanted in %g years, t", years), play(t, yearly(step, years), 1).value(t, "demand.auto"), want, 1e-9*want)
		}
	}
}

// By month a curb over the whole of March is missed in April alone; one from July to
// December takes 500 t from the first year and 100 t from the second.
func TestMonthsAreWhole(t *testing.T) {
	const month = 1.0 / 12
	for _, c := range []struct{ from, months int }{{2, 1}, {6, 6}} {
		s := yearly(chain.Month, 3)
		s.Curbs = []chain.Curb{embargo(0, 0, 1)}
		s.Curbs[0].Scheduled.Start, s.Curbs[0].Scheduled.Duration = num(float64(c.from)*month), num(float64(c.months)*month)
		playEach(t, s, 1, func(b *Block, k int) {
			want := 0.0
			if k > c.from && k <= c.from+c.months {
				want = 100
			}
			near(t, fmt.Sprint("unmet in month ", k), b.con[0].Short[0], want, 1e-9)
		})
	}
}

// A step of a week and one of a month tell of the same world: what a curb of half a
// year takes from a sector with two months in stock differs by a few per cent.
func TestWeekAndMonthAgree(t *testing.T) {
	lost := func(step chain.Step, severity float64) float64 {
		s := yearly(step, 3)
		s.Sectors[0].Cover, s.Sources[0].Lead = num(1.0/6), num(1.0/6)
		s.Curbs = []chain.Curb{embargo(0, 0, severity)}
		s.Curbs[0].Scheduled.Start, s.Curbs[0].Scheduled.Duration = num(0.5), num(0.5)
		return play(t, s, 1).value(t, "shortfall.auto")
	}
	for _, severity := range []float64{0.6, 0.8, 1} {
		if week, month := lost(chain.Week, severity), lost(chain.Month, severity); math.Abs(week-month) > 0.05*month {
			t.Errorf("at a severity of %g: %g t lost by week, %g by month", severity, week, month)
		}
	}
}
