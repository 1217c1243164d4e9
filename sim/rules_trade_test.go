package sim

import (
	"fmt"
	"math"
	"testing"

	"magnetsim/sim/chain"
	"magnetsim/sim/lane"
)

// twoSellers splits imports evenly between China and Japan, each of which could
// send 4 t a week of the 1 t that is used.
func twoSellers(weeks int) *chain.Scenario {
	s := simple(weeks, 4)
	s.Sources = append(s.Sources, chain.Source{
		Name: "japan", Origin: "japan", Material: "magnet", Share: num(1), Capacity: num(4 / week), Lead: num(9 * week),
	})
	return s
}

// A source that starts in week 10 and ramps up over 10 weeks can send, in week
// 12, what it can at the midpoint of that week: a quarter.
func TestRampAtTheMidpoint(t *testing.T) {
	s := twoSellers(40)
	s.Sources[1].Start, s.Sources[1].Ramp = num(10*week), num(10*week)
	playEach(t, s, 1, func(b *Block, k int) {
		want := 4 * math.Max(0, math.Min(1, (float64(k)+0.5-10)/10))
		near(t, fmt.Sprint("capacity in week ", k), b.offer[1].trade.Capacity[0], want, 1e-12)
	})
}

// Buyers can move 3% of use a week to other sellers, beyond the most that they
// have moved before; what they have learned is not lost between curbs, nor in one
// so light that little must be moved.
func TestSwitchingIsLimitedAndRemembered(t *testing.T) {
	const rate = 0.03
	s := twoSellers(100)
	s.Sources[1].Share = num(1e-9)
	s.Sectors[0].Demand = num(2 / week)
	s.Materials[0].Switching = num(rate / week)
	light := embargo(45, 5, 0.05)
	again := embargo(60, 20, 1)
	light.Name, again.Name = "light", "again"
	s.Curbs = []chain.Curb{embargo(20, 10, 1), light, again}
	playEach(t, s, 1, func(b *Block, k int) {
		moved := b.src[1].Ship[0] - b.src[1].Ask[0]
		switch {
		case k >= 20 && k < 30:
			near(t, fmt.Sprint("moved in week ", k), moved, 2*rate*float64(k-19), 1e-8)
		case k == 60:
			near(t, "moved in week 60", moved, 2*rate*11, 1e-8)
		}
	})
}

// A source that a curb holds for part of a step takes over nothing in it.
func TestAPartlyCurbedSourceDoesNotSurge(t *testing.T) {
	s := twoSellers(60)
	s.Materials[0].Switching = num(100)
	japan := embargo(30.5, 10, 0.1)
	japan.Name, japan.Hits = "japan", []chain.Hit{{Name: "japan", Origin: "japan"}}
	s.Curbs = []chain.Curb{embargo(20, 30, 1), japan}
	playEach(t, s, 1, func(b *Block, k int) {
		switch surge := b.src[1].Ship[0] - b.src[1].Ask[0]; {
		case k == 29 && surge < 0.1:
			t.Errorf("week 29: Japan takes over %g t", surge)
		case k == 30 && surge > 1e-9:
			t.Errorf("week 30: Japan takes over %g t in a step that a curb shares", surge)
		}
	})
}

// The pipeline should be held by those who ship: under a stop in China all of
// it, with Japan's longer lead time, by Japan.
func TestThePipelineIsHeldByThoseWhoShip(t *testing.T) {
	s := twoSellers(60)
	s.Curbs = []chain.Curb{embargo(20, 30, 1)}
	playEach(t, s, 1, func(b *Block, k int) {
		china := 0.5
		if k >= 20 && k < 50 {
			china = 0
		}
		if k <= 20 || k == 49 {
			near(t, fmt.Sprint("China's part in week ", k), b.src[0].Q[0], china, 1e-9)
			near(t, fmt.Sprint("Japan's part in week ", k), b.src[1].Q[0], 1-china, 1e-9)
		}
	})
}

// Rivals take their share of the others' spare capacity while the severity is
// above 0, the easing included.
func TestRivalsStayThroughTheEasing(t *testing.T) {
	s := twoSellers(80)
	c := eased(embargo(20, 10, 1), 10)
	c.Rivals = num(0.25)
	s.Curbs = []chain.Curb{c}
	playEach(t, s, 1, func(b *Block, k int) {
		left := 1.0
		if k >= 20 && k < 40 {
			left = 0.75
		}
		japan := &b.src[1]
		near(t, fmt.Sprint("spare in week ", k), japan.Spare[0], left*(b.offer[1].Most[0]-min(japan.Ask[0], b.offer[1].Most[0])), 1e-9)
	})
}

// With a backlog share of 1, eleven tonnes wait at the end of week 40, when an
// embargo ends: 1 t will be worked off within the four weeks that goods are under
// way (a quarter of use a week) and is spread over 8 weeks, and of the rest a
// quarter of a week's use is ordered: 1 + (4 + 5)/8 + 1/8 + 0.25 = 2.5 t.
func TestOrdersForTheBacklogByHand(t *testing.T) {
	s := simple(60, 5.2)
	s.Sectors[0].Backlog = num(1)
	s.Curbs = []chain.Curb{embargo(20, 20, 1)}
	playEach(t, s, 1, func(b *Block, k int) {
		if k == 40 {
			near(t, "backlog", b.con[0].Backlog[0], 11, 1e-9)
			near(t, "shipped in week 40", b.src[0].Ship[0], 2.5, 1e-9)
		}
	})
}

// Stocks above half their target count as supply: after an embargo from week 20
// goods arrive until week 24, and of 5 t in stock 2.5, 1.5 and 0.5 t do in weeks
// 25, 26 and 27, of 1 t that is wanted: the price moves in week 27.
func TestThePriceWaitsForStocks(t *testing.T) {
	s := simple(60, 5.2)
	s.Materials[0].Elasticity = num(0.4)
	s.Curbs = []chain.Curb{embargo(20, 20, 1)}
	alpha := -math.Expm1(-7.0 / 28)
	playEach(t, s, 1, func(b *Block, k int) {
		if k < 27 {
			near(t, fmt.Sprint("price in week ", k), b.mat[0].Price[0], 1, 1e-12)
		}
		if k == 27 {
			near(t, "price in week 27", b.mat[0].Price[0], math.Pow(1-alpha/2, -1/0.4), 1e-9)
		}
	})
}

// The noise of log demand is a stationary AR(1): mean of demand 1, variance 1 and a correlation of
// exp(−Δ/θ) from step to step, in every step from the first.
func TestDemandNoiseIsStationary(t *testing.T) {
	s := simple(3, 4)
	const theta = 10 * week
	s.Sectors[0].Volatility, s.Sectors[0].Persistence = num(0.2), num(theta)
	const trials = 20000
	m, err := Compile(s)
	if err != nil {
		t.Fatal(err)
	}
	b := m.NewBlock()
	var before lane.Vector
	var squares, products [3]float64
	demand := 0.0
	for first := uint64(0); first < trials; first += Lanes {
		if err := b.Play(newDesign(), first, Lanes, func(k int) {
			z := b.shock[0].Z
			for l := range z {
				demand += b.con[0].Demand[l]
				squares[k] += z[l] * z[l]
				products[k] += z[l] * before[l]
			}
			before = z
		}); err != nil {
			t.Fatal(err)
		}
	}
	// The mean of what is wanted is the plan: the factor is lognormal of mean 1; the
	// three steps of a trial count as one, since they go together.
	near(t, "mean demand", demand/(3*trials), 1, 4*math.Sqrt(math.Expm1(0.2*0.2)/trials))
	phi := math.Exp(-week / theta)
	for k := range 3 { // var(Z²) = 2, var(Z·Z') = 1 + φ²
		near(t, "variance", squares[k]/trials, 1, 4*math.Sqrt(2.0/trials))
		if k > 0 {
			near(t, "correlation", products[k]/trials, phi, 4*math.Sqrt((1+phi*phi)/trials))
		}
	}
}

// A plant's input takes the best rank of what the plant makes, and the mean of
// its values weighted by use: (10·1 + 40·3)/4.
func TestInputsStandWhereTheirProductsStand(t *testing.T) {
	s := withPlant(false)
	s.Sectors[0].Rank, s.Sectors[0].Value = num(3), num(10)
	s.Sectors = append(s.Sectors, chain.Sector{
		Name: "wind", Demand: num(3 / week), Uses: []chain.Use{{Material: "magnet"}}, Rank: num(1), Value: num(40),
	})
	m, err := Compile(s)
	if err != nil {
		t.Fatal(err)
	}
	in := m.consumers[m.plants[0].inputs[0]]
	near(t, "rank", in.rank, 1, 0)
	near(t, "value", in.value, 32.5, 1e-12)

	// Further up, by what each of those who use the metal can use of it: the works
	// 0.5 t at 32.5 and the alloys 1 t at 100.
	s.Sectors[1].Value = num(100)
	s.Materials = append(s.Materials, chain.Material{Name: "oxide"})
	s.Plants = append(s.Plants, chain.Plant{
		Name: "smelter", Makes: "metal", Capacity: num(1 / week), Recipe: []chain.Input{{Material: "oxide", PerTonne: num(1)}},
	})
	if m, err = Compile(s); err != nil {
		t.Fatal(err)
	}
	in = m.consumers[m.plants[1].inputs[0]]
	near(t, "value further up", in.value, (0.5*32.5+100)/1.5, 1e-12)
}
