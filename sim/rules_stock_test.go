package sim

import (
	"fmt"
	"math"
	"testing"

	"magnetsim/sim/chain"
	"magnetsim/sim/draw"
)

// reserveOf is a strategic stock, full from the start, that is not refilled.
func reserveOf(tonnes float64, trigger chain.Trigger) chain.Stockpile {
	return chain.Stockpile{
		Name: "national", Material: "magnet", Trigger: trigger,
		Target: chain.Amount{Number: num(tonnes)}, Fill: chain.Rate{Number: num(0)},
	}
}

// handToMouth is a world without stocks of its own, in which what leaves in one
// week is used in the next: a stop is felt for its own length, a week later.
func handToMouth(stops ...[2]float64) *chain.Scenario {
	s := simple(60, 10)
	s.Sources[0].Lead, s.Sectors[0].Cover = num(week), num(0)
	for _, x := range stops {
		c := embargo(x[0], x[1], 1)
		c.Name = fmt.Sprint("stop", x[0])
		s.Curbs = append(s.Curbs, c)
	}
	return s
}

// An episode outlives its condition by 4 weeks, and its administrative delay runs
// once. The first stop is short in weeks 21 and 22; with a delay of one week the
// stock releases in week 22. A second shortage in week 26, 4 weeks after the last,
// belongs to the same episode; one in week 27 begins another, with its delay, and
// so does one in week 40.
func TestAnEpisodeOutlivesItsConditionByFourWeeks(t *testing.T) {
	for _, c := range []struct {
		second   float64
		released []int
	}{
		{25, []int{22, 26, 27, 41}},
		{26, []int{22, 28, 41}},
	} {
		s := handToMouth([2]float64{20, 2}, [2]float64{c.second, 2}, [2]float64{39, 2})
		s.Stockpiles = []chain.Stockpile{reserveOf(100, chain.OnShortage)}
		s.Stockpiles[0].Delay = num(week)
		want := map[int]float64{}
		for _, k := range c.released {
			want[k] = 1
		}
		playEach(t, s, 1, func(b *Block, k int) {
			near(t, fmt.Sprintf("second stop in week %g, released in week %d", c.second, k), b.pile[0].Released[0], want[k], 1e-9)
		})
	}
}

// Under the cover trigger a stock lifts its consumers' cover back to the
// threshold. Under an embargo from week 20 the sector enters week 28 with 2 t, of
// which a week's use leaves less than 1.5 weeks: the stock adds half a tonne, and
// then the tonne of each week until the first goods arrive in week 45.
func TestTheCoverTriggerLiftsCoverToItsThreshold(t *testing.T) {
	s := simple(60, 10)
	s.Curbs = []chain.Curb{embargo(20, 20, 1)}
	s.Stockpiles = []chain.Stockpile{reserveOf(100, chain.OnCover)}
	s.Stockpiles[0].Cover = num(1.5 * week)
	b := playEach(t, s, 1, func(b *Block, k int) {
		want := 0.0
		switch {
		case k == 28:
			want = 0.5
		case k > 28 && k < 45:
			want = 1
		}
		near(t, fmt.Sprint("released in week ", k), b.pile[0].Released[0], want, 1e-9)
	})
	near(t, "lost, t", b.value(t, "shortfall.auto"), 0, 1e-9)
}

// Under the curb trigger the delay runs from the curb, not from the shortage: of
// weeks 30 to 44 a stock that is ready from week 33 on covers 12.
func TestTheCurbTriggerCountsItsDelayFromTheCurb(t *testing.T) {
	for weeks, lost := range map[float64]float64{10: 0, 13: 3} {
		s := simple(60, 10)
		s.Curbs = []chain.Curb{embargo(20, 20, 1)}
		s.Stockpiles = []chain.Stockpile{reserveOf(100, chain.OnCurb)}
		s.Stockpiles[0].Delay = num(weeks * week)
		b := play(t, s, 1)
		// The curb ends in week 40 and the episode with week 43: week 44 is not covered.
		near(t, fmt.Sprint("lost with a delay of ", weeks, " weeks, t"), b.value(t, "shortfall.auto"), lost+1, 1e-9)
	}
}

// A licence delay is a curb too: 8 weeks of it, capping nothing, cost 3 t, which a
// stock under the curb trigger gives.
func TestTheCurbTriggerHoldsUnderADelayAlone(t *testing.T) {
	s := simple(60, 10)
	s.Curbs = []chain.Curb{embargo(20, 40, 0)}
	s.Curbs[0].Scheduled.Delay = num(8 * week)
	s.Stockpiles = []chain.Stockpile{reserveOf(100, chain.OnCurb)}
	b := play(t, s, 1)
	near(t, "released, t", b.value(t, "released.national"), 3, 1e-9)
	near(t, "lost, t", b.value(t, "shortfall.auto"), 0, 1e-9)
}

// A stock is exhausted where a release is cut short: not one that was never kept,
// but one that is not to be filled again.
func TestWhichStocksAreExhausted(t *testing.T) {
	for _, c := range []struct{ target, initial, exhausted, lost, filled float64 }{
		{0, 0, 0, 15, 0}, {0, 4, 1, 11, 0}, {4, 4, 1, 11, 1}, {4, 0, 1, 15, 0}, {15.5, 15.5, 0, 0, 1}, {8, 4, 1, 11, 0.5}, {4, 8, 1, 7, 1},
	} {
		s := simple(60, 10)
		s.Curbs = []chain.Curb{embargo(20, 20, 1)}
		s.Stockpiles = []chain.Stockpile{reserveOf(c.target, chain.OnShortage)}
		s.Stockpiles[0].Initial = chain.Amount{Number: num(c.initial)}
		b := play(t, s, 1)
		near(t, fmt.Sprintf("%+v: exhausted", c), b.value(t, "exhausted.national"), c.exhausted, 0)
		near(t, fmt.Sprintf("%+v: lost, t", c), b.value(t, "shortfall.auto"), c.lost, 1e-9)
		near(t, fmt.Sprintf("%+v: filled", c), b.value(t, "filled.national"), c.filled, 1e-12)
	}
}

// Stocks given as a time of use: 2 weeks of the sector's 1 t, 3 and 4 weeks of what
// the only one who may draw of two uses.
func TestStocksGivenInUse(t *testing.T) {
	s := simple(30, 10)
	wind := s.Sectors[0]
	wind.Name = "wind"
	s.Sectors = append(s.Sectors, wind)
	s.Sectors[0].Uses = []chain.Use{{Material: "magnet", Initial: chain.Amount{Number: num(2 * week), OfUse: true}}}
	s.Stockpiles = []chain.Stockpile{{
		Name: "national", Material: "magnet", Eligible: []string{"wind"}, Fill: chain.Rate{Number: num(0)},
		Initial: chain.Amount{Number: num(3 * week), OfUse: true}, Target: chain.Amount{Number: num(4 * week), OfUse: true},
	}}
	m, err := Compile(s)
	if err != nil {
		t.Fatal(err)
	}
	b := m.NewBlock()
	if err := b.Play(draw.Random(1), 0, 1, func(k int) {
		if k == 0 {
			near(t, "target, t", b.pile[0].Goal[0], 4, 1e-12)
			b.start()
			near(t, "the sector's stock, t", b.con[0].Stock[0], 2, 1e-12)
			near(t, "the other's, t", b.con[1].Stock[0], 5, 1e-12)
			near(t, "strategic stock, t", b.pile[0].Level[0], 3, 1e-12)
		}
	}); err != nil {
		t.Fatal(err)
	}
}

// Stocks of one material release in the order of the file: 4 t of the first, the
// other 11 t of the 15 t that are short from the second. Only those who may draw
// get any: of two sectors that each lack 7.5 t, one.
func TestStocksReleaseInOrderToThoseWhoMayDraw(t *testing.T) {
	s := simple(60, 10)
	s.Curbs = []chain.Curb{embargo(20, 20, 1)}
	first, second := reserveOf(4, chain.OnShortage), reserveOf(100, chain.OnShortage)
	first.Name = "first"
	s.Stockpiles = []chain.Stockpile{first, second}
	b := play(t, s, 1)
	near(t, "released by the first, t", b.value(t, "released.first"), 4, 1e-9)
	near(t, "released by the second, t", b.value(t, "released.national"), 11, 1e-9)
	near(t, "the first is exhausted", b.value(t, "exhausted.first"), 1, 0)
	near(t, "the second is not", b.value(t, "exhausted.national"), 0, 0)
	near(t, "lost, t", b.value(t, "shortfall.auto"), 0, 1e-9)

	s.Sectors[0].Demand = num(0.5 / week)
	wind := s.Sectors[0]
	wind.Name = "wind"
	s.Sectors = append(s.Sectors, wind)
	s.Stockpiles = []chain.Stockpile{second}
	s.Stockpiles[0].Eligible = []string{"wind"}
	b = play(t, s, 1)
	near(t, "lost by those who may not draw, t", b.value(t, "shortfall.auto"), 7.5, 1e-9)
	near(t, "lost by those who may, t", b.value(t, "shortfall.wind"), 0, 1e-9)
}

// 4 t carry the sector through weeks 30 to 33 of the 15 weeks from week 30 on that lack 1
// t each; in the other 11 the stock has nothing to give. A stock that nobody draws on is
// never released.
func TestHowAStockIsDrawnOn(t *testing.T) {
	s := simple(60, 10)
	s.Curbs = []chain.Curb{embargo(20, 20, 1)}
	wind := s.Sectors[0]
	wind.Name, wind.Demand = "wind", num(0.25/week)
	s.Sectors[0].Demand = num(0.75 / week)
	s.Sectors = append(s.Sectors, wind)
	idle := reserveOf(100, chain.OnShortage)
	idle.Name, idle.Eligible = "idle", []string{"wind"}
	idle.Delay = num(1)
	s.Stockpiles = []chain.Stockpile{reserveOf(4, chain.OnShortage), idle}
	b := play(t, s, 1)
	near(t, "first release, weeks", b.value(t, "first_release.national"), 30, 1e-9)
	near(t, "with too little, weeks", b.value(t, "time_exhausted.national"), 11, 1e-9)
	near(t, "ran empty", b.value(t, "exhausted.national"), 1, 0)
	near(t, "to auto, t", b.value(t, "released_to.national.auto"), 3, 1e-9)
	near(t, "to wind, t", b.value(t, "released_to.national.wind"), 1, 1e-9)
	if first := b.value(t, "first_release.idle"); !math.IsNaN(first) {
		t.Errorf("what was never released was so first in week %g", first)
	}
	near(t, "never with too little, weeks", b.value(t, "time_exhausted.idle"), 0, 0)
	near(t, "to auto, which may not draw, t", b.value(t, "released_to.idle.auto"), 0, 0)
}

// A stock of 8 t that gets half a tonne a week from its first delivery on, in week 5, is
// full with the sixteenth, in week 20; one of 100 t never is. One that is full at the
// start is so in week 0.
func TestWhenAStockIsFull(t *testing.T) {
	for target, full := range map[float64]float64{8: 20, 100: math.Inf(1)} {
		s := simple(60, 10)
		s.Stockpiles = []chain.Stockpile{reserveOf(target, chain.OnShortage)}
		s.Stockpiles[0].Fill.Number, s.Stockpiles[0].Initial.Number = num(0.5/week), num(0)
		b := play(t, s, 1)
		if got := b.value(t, "first_full.national"); got != full && math.Abs(got-full) > 1e-9 {
			t.Errorf("%g t are full in week %g, not %g", target, got, full)
		}
	}
	s := simple(60, 10)
	s.Stockpiles = []chain.Stockpile{reserveOf(8, chain.OnShortage)}
	near(t, "full at the start, weeks", play(t, s, 1).value(t, "first_full.national"), 0, 0)
}

// 20 t held for 104 weeks at 10% a year of 50,000 a tonne, bought before the
// start and worth the same at the end.
func TestCostOfHolding(t *testing.T) {
	s := simple(104, 10)
	s.Stockpiles = []chain.Stockpile{reserveOf(20, chain.OnShortage)}
	s.Stockpiles[0].Holding = num(0.1)
	b := play(t, s, 1)
	const holding = 0.1 * 20 * 50_000 * 104 * week
	near(t, "purchase", b.value(t, "purchase.national"), 1e6, 1e-6)
	near(t, "holding", b.value(t, "holding.national"), holding, 1e-6)
	near(t, "end value", b.value(t, "end_value.national"), 1e6, 1e-6)
	near(t, "cost", b.value(t, "cost.national"), holding, 1e-6)
}

// What a stock buys while the price is up is paid at that price: its cost is what
// each week's tonnes cost on their day. Holding goes by the base price.
func TestTonnesAreBoughtAtTheDaysPrice(t *testing.T) {
	s := simple(200, 10)
	s.Materials[0].Elasticity = num(0.4)
	s.Curbs = []chain.Curb{embargo(20, 20, 1)}
	s.Stockpiles = []chain.Stockpile{reserveOf(4, chain.OnShortage)}
	s.Stockpiles[0].Fill, s.Stockpiles[0].Holding = chain.Rate{Number: num(1 / week)}, num(0.1)
	paid, dear, held := 4*50_000.0, 0.0, 0.0
	b := playEach(t, s, 1, func(b *Block, k int) {
		bought := b.pile[0].Bought[0]
		paid += bought * 50_000 * b.mat[0].Price[0]
		held += b.pile[0].Level[0] * 0.1 * week * 50_000
		if b.mat[0].Price[0] > 1.01 {
			dear += bought
		}
	})
	if dear < 0.1 {
		t.Errorf("only %g t were bought at a higher price", dear)
	}
	near(t, "purchase", b.value(t, "purchase.national"), paid, 1e-6)
	near(t, "holding", b.value(t, "holding.national"), held, 1e-6)
}

// A stock is filled at its rate, given in tonnes or as the time for its target:
// ordered outright from week 0 on, 0.2 t a week arrive from week 5 on until there
// are 2 t, and nobody else is short of them.
func TestAStockFillsAtItsRate(t *testing.T) {
	for _, rate := range []chain.Rate{{Number: num(0.2 / week)}, {Number: num(10 * week), Over: true}} {
		s := simple(60, 10)
		s.Stockpiles = []chain.Stockpile{reserveOf(2, chain.OnShortage)}
		s.Stockpiles[0].Initial, s.Stockpiles[0].Fill = chain.Amount{Number: num(0)}, rate
		playEach(t, s, 1, func(b *Block, k int) {
			near(t, fmt.Sprint("level in week ", k), b.pile[0].Level[0], min(2, max(0, 0.2*float64(k-4))), 1e-9)
			near(t, fmt.Sprint("the sector's stock in week ", k), b.con[0].Stock[0], 5, 1e-9)
		})
	}
}
