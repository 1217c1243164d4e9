package sim

import (
	"fmt"
	"math"
	"testing"

	"magnetsim/sim/chain"
)

// The same world in months: 5 months in stock, 5 under way, a stop of 20 lose 15,
// and the share that waits is the same as in weeks, since it waits once.
func TestTheShareThatWaitsDoesNotDependOnTheStep(t *testing.T) {
	const month = 1.0 / 12
	for _, step := range []float64{week, month} {
		s := simple(1, 1)
		if step == month {
			s.Step = chain.Month
		}
		s.Horizon = 200 * step
		s.Sources[0].Capacity, s.Sources[0].Lead = num(10/step), num(5*step)
		s.Sectors[0].Demand, s.Sectors[0].Cover, s.Sectors[0].Backlog = num(1/step), num(5*step), num(0.4)
		c := embargo(0, 0, 1)
		c.Scheduled.Start, c.Scheduled.Duration = num(20*step), num(20*step)
		s.Curbs = []chain.Curb{c}
		b := play(t, s, 1)
		near(t, fmt.Sprintf("waited, t, step %g", step), b.value(t, "delayed.auto"), 6, 1e-9)
		near(t, fmt.Sprintf("lost, t, step %g", step), b.value(t, "shortfall.auto"), 9, 1e-9)
	}
}

// Where all of a shortage waits, all that was ever wanted is used in the end.
func TestWhatWaitsIsServed(t *testing.T) {
	s := simple(260, 10)
	s.Sectors[0].Backlog = num(1)
	s.Curbs = []chain.Curb{embargo(20, 20, 1)}
	b := play(t, s, 1)
	near(t, "lost, t", b.value(t, "shortfall.auto"), 0, 1e-9)
	near(t, "waiting at the end, t", b.value(t, "backlog.auto"), 0, 1e-9)
	near(t, "used, t", b.ledger.used[0][0], 260, 1e-6)
}

// The season is that of the calendar: from 1 July, the first monthly step is July,
// and what was under way before it was ordered for the July that it arrives in.
func TestTheSeasonFollowsTheCalendar(t *testing.T) {
	s := simple(1, 10)
	s.Step, s.Horizon, s.StartDay = chain.Month, 2, 20635 // 2026-07-01
	s.Sectors[0].Season = []float64{1, 1, 1, 1, 1, 1, 1.5, 0.5, 1, 1, 1, 1}
	s.Sectors[0].Demand, s.Sectors[0].Growth = num(12), num(0.1)
	s.Sectors[0].Cover, s.Sources[0].Lead = num(0), num(2.0/12)
	b := playEach(t, s, 1, func(b *Block, k int) {
		season := map[int]float64{0: 1.5, 1: 0.5}[k%12]
		if season == 0 {
			season = 1
		}
		want := season * math.Pow(1.1, float64(k)/12)
		near(t, fmt.Sprint("wanted in month ", k), b.con[0].Demand[0], want, 1e-9)
		near(t, fmt.Sprint("arrived in month ", k), b.mat[0].Arrived[0], want, 1e-9)
	})
	near(t, "lost, t", b.value(t, "shortfall.auto"), 0, 1e-9)
}

// A delay that begins in the middle of week 20 is on average half as long in that
// week: 5 weeks under way become 9, and 13 from the next week on. What leaves in a
// week takes the delay of that week with it. Half of the delay reaches Japan as a
// knock-on 10 weeks later, and none of it Vietnam.
func TestTheLagIsThatOfTheDayOfShipping(t *testing.T) {
	s := simple(80, 10)
	for _, name := range []string{"japan", "vietnam"} {
		s.Sources = append(s.Sources, chain.Source{
			Name: name, Origin: name, Material: "magnet", Share: num(1), Capacity: num(1 / week), Lead: num(5 * week),
		})
	}
	c := embargo(20.5, 20, 0)
	c.Scheduled.Delay, c.Scheduled.Easing = num(8*week), num(10*week)
	c.Hits = append(c.Hits,
		chain.Hit{Name: "japan", Origin: "japan", Share: num(0.5), Lag: num(10 * week)},
		chain.Hit{Name: "vietnam", Origin: "vietnam", DelayShare: num(0)})
	s.Curbs = []chain.Curb{c}
	lag := func(k int, from float64, delay int) int { // delay from, through the easing, for 30 weeks
		switch d := float64(k) - from; {
		case d == -0.5 || d == 29.5:
			return 5 + delay/2
		case d > 0 && d < 29:
			return 5 + delay
		}
		return 5
	}
	playEach(t, s, 1, func(b *Block, k int) {
		for j, want := range []int{lag(k, 20.5, 8), lag(k, 30.5, 4), 5} {
			if got := int(b.offer[j].lag[0]); got != want {
				t.Errorf("week %d, source %d: %d weeks under way, want %d", k, j, got, want)
			}
		}
	})
}

// A curb that began before the start held back what was shipped before it: half
// severity since 3 weeks before the start leaves half a tonne to arrive in weeks 2
// to 4, and a licence delay of 2 weeks since then brings them 2 weeks later.
func TestACurbInForceBeforeTheStart(t *testing.T) {
	arrivals := func(delay float64) (got [9]float64) {
		s := simple(20, 10)
		s.Curbs = []chain.Curb{embargo(-3, 100, 0.5)}
		s.Curbs[0].Scheduled.Delay = num(delay * week)
		playEach(t, s, 1, func(b *Block, k int) {
			if k < len(got) {
				got[k] = b.mat[0].Arrived[0]
			}
		})
		return got
	}
	for delay, want := range map[float64][9]float64{
		0: {1, 1, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5},
		2: {1, 1, 0, 0, 0.5, 0.5, 0.5, 0.5, 0.5},
	} {
		for k, got := range arrivals(delay) {
			near(t, fmt.Sprintf("delay of %g weeks: arrived in week %d", delay, k), got, want[k], 1e-12)
		}
	}
}

// The quota is taken from the plan afresh in any step that is partly free: a
// rival that has ramped up by then has halved it.
func TestAPartlyFreeStepTakesThePlanAfresh(t *testing.T) {
	s := simple(120, 10)
	s.Sources = append(s.Sources, chain.Source{
		Name: "japan", Origin: "japan", Material: "magnet", Share: num(1), Capacity: num(10 / week),
		Lead: num(5 * week), Start: num(30 * week), Ramp: num(10 * week),
	})
	again := embargo(60.5, 100, 0.5)
	again.Name = "again"
	s.Curbs = []chain.Curb{embargo(20, 40.25, 0.5), again} // free for a quarter of week 60
	playEach(t, s, 1, func(b *Block, k int) {
		want := 1.0
		if k >= 60 {
			want = 0.5
		}
		near(t, fmt.Sprint("normal volume in week ", k), b.offer[0].Normal[0], want, 1e-12)
	})
}

// Where two curbs hit a source the stricter governs, each while it lasts, and the
// longer of the two delays, whichever of them has it.
func TestTheStricterOfTwoCurbsGoverns(t *testing.T) {
	s := simple(80, 10)
	mild, strict := embargo(10, 40, 0.5), embargo(20, 10, 0.8)
	mild.Name = "mild"
	mild.Scheduled.Delay, strict.Scheduled.Delay = num(6*week), num(2*week)
	s.Curbs = []chain.Curb{mild, strict}
	playEach(t, s, 1, func(b *Block, k int) {
		most, lag := 10.0, 5
		switch {
		case k >= 20 && k < 30:
			most, lag = 0.2, 11
		case k >= 10 && k < 50:
			most, lag = 0.5, 11
		}
		near(t, fmt.Sprint("most in week ", k), b.offer[0].Most[0], most, 1e-12)
		if int(b.offer[0].lag[0]) != lag {
			t.Errorf("week %d: %d weeks under way, want %d", k, b.offer[0].lag[0], lag)
		}
	})
}

// Recovery is counted from the first short week to the first later one that is
// not short, with at most 1% of demand waiting and 90% of its target in stock.
func TestRecoveryByItsWords(t *testing.T) {
	for _, backlog := range []float64{0, 0.5} {
		s := simple(200, 5.2)
		s.Sectors[0].Backlog = num(backlog)
		s.Curbs = []chain.Curb{embargo(20, 20, 1)}
		well := -1
		b := playEach(t, s, 1, func(b *Block, k int) {
			c := &b.con[0]
			if k >= 45 && well < 0 && c.Backlog[0] <= 0.01*c.Effective[0] && c.Stock[0] >= 0.9*5 {
				well = k
			}
		})
		if well < 0 {
			t.Fatal("it never recovered")
		}
		near(t, "weeks to recover", b.value(t, "recovery.auto"), float64(well-30), 1e-9)
	}
}
