package sim

import (
	"fmt"
	"math"
	"testing"

	"magnetsim/sim/chain"
	"magnetsim/sim/draw"
	"magnetsim/sim/lane"
)

// at plays a scenario and hands the block over at the end of step k. What is done
// to it there breaks the balance of mass, so that nobody asks for it.
func at(t *testing.T, s *chain.Scenario, k int, do func(b *Block)) {
	t.Helper()
	m, err := Compile(s)
	if err != nil {
		t.Fatal(err)
	}
	b := m.NewBlock()
	if err := b.Play(draw.Random(1), 0, 1, func(now int) {
		if now == k {
			do(b)
		}
	}); err != nil {
		t.Fatal(err)
	}
}

// A forecast 20% above the plan orders 1.2 t, and an eighth of the gaps: 4.8 t
// should be under way before the day's order where 5 are, 6 t in stock where 5
// are: 1.2 + (−0.2 + 1)/8. What the pool holds, here 2 t, is ordered less by an
// eighth.
func TestOrdersFollowTheForecastByHand(t *testing.T) {
	at(t, simple(60, 10), 10, func(b *Block) {
		b.con[0].Ratio[0] = 1.2
		b.order(0, 10)
		near(t, "ordered, t", b.src[0].Ask[0], 1.2+(-0.2+1)/8.0, 1e-12)
		b.mat[0].Pool[0] = 2
		b.order(0, 10)
		near(t, "ordered with 2 t in the pool, t", b.src[0].Ask[0], 1.2+(-0.2+1-2)/8.0, 1e-12)
	})
}

// homeMade is a world whose plants could make twice what is used, from nothing.
func homeMade() *chain.Scenario {
	s := simple(60, 10)
	s.Plants = []chain.Plant{{Name: "works", Makes: "magnet", Capacity: num(2 / week)}}
	return s
}

// A plant makes what is needed: the plan's 1 t times the forecast, and the
// correction of the last order, up to its capacity.
func TestPlantsMakeWhatIsNeeded(t *testing.T) {
	at(t, homeMade(), 10, func(b *Block) {
		for _, c := range []struct{ psi, corr, want float64 }{{1, 0, 1}, {1.2, 0, 1.2}, {1.2, 0.1, 1.3}, {1.2, 5, 2}, {1, -3, 0}} {
			b.mat[0].Psi[0], b.mat[0].Corr[0] = c.psi, c.corr
			b.want(11)
			near(t, fmt.Sprintf("wanted with ψ %g, correction %g", c.psi, c.corr), b.plt[0].Want[0], c.want, 1e-12)
		}
	})
}

// Works that should make half of what is used deliver half of that, or nothing:
// imports bring the rest from the day of the order on, and what should then be
// under way is a quarter more of 4 t, or all of it; it is 2.5 t.
func TestImportsAreOrderedForWhatPlantsDoNotMake(t *testing.T) {
	s := homeMade()
	s.Plants[0].Capacity = num(0.5 / week)
	for _, c := range []struct{ made, want float64 }{{0.5, 0.5 - 0.5/8}, {0.25, 0.75 + 0.5/8}, {0, 1 + 1.5/8}} {
		at(t, s, 10, func(b *Block) {
			b.mat[0].Made[0] = c.made
			b.order(0, 10)
			near(t, fmt.Sprintf("ordered with %g t made", c.made), b.src[0].Ask[0], c.want, 1e-12)
		})
	}
}

// Twice what was planned moves the forecast by 1 − exp(−1/13) in a week; a
// consumer for whom nothing is planned keeps his. Cover is told at the forecast:
// 5 t last 17.5 days at 2 t a week.
func TestForecastAndCoverByHand(t *testing.T) {
	at(t, simple(60, 10), 10, func(b *Block) {
		b.con[0].Effective[0] = 2
		b.forecast()
		near(t, "forecast", b.con[0].Ratio[0], 1-math.Expm1(-1.0/13), 1e-12)
		b.con[0].Ratio[0] = 2
		b.record(10)
		var cover lane.Vector
		lane.CoverOf(&cover, &b.subject[0], b.m.dt, chain.DaysPerYear)
		near(t, "cover, days", cover[0], 17.5, 1e-9)
		b.base[0][0] = 0
		b.forecast()
		near(t, "forecast of nothing", b.con[0].Ratio[0], 2, 0)
	})
}

// Where the plants cover more than is needed nothing should be under way, not
// less than nothing: a forecast of half the plan leaves a surplus of 2.5 t in
// stock, an eighth of which is ordered less.
func TestNothingIsTheLeastThatShouldBeUnderWay(t *testing.T) {
	at(t, homeMade(), 10, func(b *Block) {
		b.con[0].Ratio[0] = 0.5
		b.order(0, 10)
		near(t, "correction, t", b.mat[0].Corr[0], -2.5/8, 1e-12)
	})
}

// Where the pipeline belongs: in proportion to what comes of what is asked; where
// nothing is asked, to who could send it; where nobody could, by the plan.
func TestWhoShouldHoldThePipeline(t *testing.T) {
	at(t, twoSellers(60), 10, func(b *Block) {
		for _, c := range []struct{ need, most, ship, want [2]float64 }{
			{need: [2]float64{1, 1}, most: [2]float64{4, 4}, ship: [2]float64{0.2, 0.6}, want: [2]float64{0.25, 0.75}},
			{need: [2]float64{2, 1}, most: [2]float64{4, 4}, ship: [2]float64{0.2, 0.1}, want: [2]float64{0.5, 0.5}},
			{need: [2]float64{0, 0}, most: [2]float64{4, 4}, want: [2]float64{0.5, 0.5}},
			{need: [2]float64{0, 0}, most: [2]float64{0, 4}, want: [2]float64{0, 1}},
			{need: [2]float64{1, 1}, most: [2]float64{0, 0}, want: [2]float64{0.5, 0.5}},
			// what rounding leaves is nothing asked, and nothing that could be sent
			{need: [2]float64{1e-15, 1e-15}, most: [2]float64{4, 4}, ship: [2]float64{0, 1e-15}, want: [2]float64{0.5, 0.5}},
			{need: [2]float64{1e-15, 0}, most: [2]float64{1e-15, 4}, ship: [2]float64{1e-16, 0}, want: [2]float64{0, 1}},
		} {
			for j := range 2 {
				s := &b.src[j]
				s.Need[0], s.Ship[0], b.offer[j].Most[0] = c.need[j], c.ship[j], c.most[j]
			}
			lane.Pipeline(b.trades[0], b.scratch.Scratch, &b.mat[0], b.plan.look(0, 11), &b.market[0])
			for j := range 2 {
				near(t, fmt.Sprintf("%+v: part of source %d", c, j), b.src[j].Q[0], c.want[j], 1e-12)
			}
		}
	})
}

// A stock above its target is kept: nobody orders less for it.
func TestAStockAboveItsTargetIsKept(t *testing.T) {
	s := simple(60, 10)
	s.Stockpiles = []chain.Stockpile{reserveOf(2, chain.OnShortage)}
	s.Stockpiles[0].Initial, s.Stockpiles[0].Fill = chain.Amount{Number: num(10)}, chain.Rate{Number: num(1 / week)}
	playEach(t, s, 1, func(b *Block, k int) {
		near(t, fmt.Sprint("level in week ", k), b.pile[0].Level[0], 10, 1e-9)
		near(t, fmt.Sprint("the sector's stock in week ", k), b.con[0].Stock[0], 5, 1e-9)
	})
}

// Two sectors that each want 1 t and hold 5 weeks of it, and what is done with a
// pool. Needs of now come before restocking; restocking fills the target at the
// forecast; the rest goes by forecast use.
func TestAPoolByHand(t *testing.T) {
	s := simple(60, 10)
	wind := s.Sectors[0]
	wind.Name = "wind"
	s.Sectors = append(s.Sectors, wind)
	for _, c := range []struct {
		name         string
		stock, ratio [2]float64
		pool         float64
		want         [2]float64
		left         float64
	}{
		{"now before restocking", [2]float64{0, 2}, [2]float64{1, 1}, 1, [2]float64{1, 2}, 0},
		{"then restocking by need", [2]float64{0, 2}, [2]float64{1, 1}, 1 + 4.5, [2]float64{1 + 2.5, 2 + 2}, 0},
		{"no more than the target at the forecast", [2]float64{5, 6}, [2]float64{1.2, 1}, 3, [2]float64{7, 6}, 1},
	} {
		at(t, s, 10, func(b *Block) {
			b.mat[0].Pool[0] = c.pool
			for i := range 2 {
				b.con[i].Stock[0], b.con[i].Ratio[0] = c.stock[i], c.ratio[i]
			}
			b.allocate(0)
			for i := range 2 {
				near(t, fmt.Sprint(c.name, ": stock of sector ", i), b.con[i].Stock[0], c.want[i], 1e-12)
			}
			near(t, c.name+": left in the pool", b.mat[0].Pool[0], c.left, 1e-12)
		})
	}
	at(t, s, 10, func(b *Block) {
		b.mat[0].Pool[0] = 4
		b.con[1].Ratio[0] = 3
		lane.HandOut(b.buyers[0], b.scratch.Scratch, &b.mat[0].Pool)
		near(t, "handed to the first", b.con[0].Stock[0], 5+1, 1e-12)
		near(t, "handed to the second", b.con[1].Stock[0], 5+3, 1e-12)
	})
}
