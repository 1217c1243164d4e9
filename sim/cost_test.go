package sim

import (
	"math"
	"testing"

	"magnetsim/sim/chain"
)

// uncurbed is lostInYearThree without its loss: 100 t a year for four years, by month.
func uncurbed() *chain.Scenario {
	s := lostInYearThree()
	s.Curbs = nil
	return s
}

// 120 are spent evenly over the second and third years. At 8% they count
// 60·∫₁³ 1.08^−t dt = 60·(1.08^−1 − 1.08^−3)/ln 1.08 = 102.98, by month within 1e-4 of it.
func TestCapitalIsSpreadOverYears(t *testing.T) {
	s := uncurbed()
	s.Cost = &chain.Cost{Capital: num(120), From: num(1), Over: num(2), Yearly: num(10)}
	b := play(t, s, 1)
	near(t, "outlay, not discounted", b.value(t, "outlay.total"), 120, 1e-12)
	near(t, "yearly, not discounted", b.value(t, "yearly_cost.total"), 30, 1e-12)
	s.Discount = num(0.08)
	b = play(t, s, 1)
	near(t, "outlay", b.value(t, "outlay.total"), 60*worthOf(1, 3), 1e-10)
	near(t, "outlay by the integral", b.value(t, "outlay.total"), 102.98, 0.005)
	near(t, "yearly", b.value(t, "yearly_cost.total"), 10*worthOf(1, 4), 1e-10)
	near(t, "cost", b.value(t, "cost.total"), 60*worthOf(1, 3)+10*worthOf(1, 4), 1e-10)
	near(t, "burden", b.value(t, "burden.total"), b.value(t, "cost.total"), 1e-10)
}

// What is spent beyond the horizon, or was before it, is not counted; without a time it
// is spent in a step, here the thirteenth month, half of it in each of two where it begins
// in the middle of one.
func TestCapitalOutsideTheHorizonIsNotCounted(t *testing.T) {
	for _, c := range []struct {
		from, over float64
		want       float64
	}{
		{3, 2, 60 * worthOf(3, 4)},
		{-1, 2, 60 * worthOf(0, 1)},
		{4, 1, 0},
		{1, 0, 120 * math.Pow(1.08, -12.5/12)},
		{1 + 1.0/24, 0, 60*math.Pow(1.08, -12.5/12) + 60*math.Pow(1.08, -13.5/12)},
	} {
		s := uncurbed()
		s.Discount = num(0.08)
		s.Cost = &chain.Cost{Capital: num(120), From: num(c.from), Over: num(c.over)}
		near(t, "outlay", play(t, s, 1).value(t, "outlay.total"), c.want, 1e-10)
	}
}

// A plant of 20 t/yr is built after a year, in one trial of two in vain. It has then cost
// its capital; where it runs, also 100 a year and 7 for each tonne made: 20 a year, for
// three years.
func TestAPlantThatFailsHasCostItsCapital(t *testing.T) {
	s := uncurbed()
	s.Discount = num(0.08)
	s.Plants = []chain.Plant{{
		Name: "works", Makes: "magnet", Capacity: num(20), Start: num(1), Success: num(0.5),
		Cost: &chain.Cost{Capital: num(1000), Yearly: num(100), PerTonne: num(7)},
	}}
	s.Plants[0].Success.Name = "plants.works.success"
	b := play(t, s, 64)
	works := b.val[b.m.plants[0].exists.won]
	ran := 0
	for l, cost := range b.column(t, "yearly_cost.total") {
		near(t, "outlay", b.column(t, "outlay.total")[l], 1000*math.Pow(1.08, -12.5/12), 1e-9)
		want := 0.0
		if works[l] > 0 {
			want, ran = (100+7*20)*worthOf(1, 4), ran+1
		}
		near(t, "running cost", cost, want, 1e-9)
	}
	if ran < 16 || ran > 48 {
		t.Fatalf("%d of 64 ran", ran)
	}
}

// What is never built costs nothing: a plant of no capacity, or of no chance.
func TestWhatIsNotBuiltCostsNothing(t *testing.T) {
	for _, change := range []func(*chain.Plant){
		func(p *chain.Plant) { p.Capacity = num(0) },
		func(p *chain.Plant) { p.Success = num(0) },
	} {
		s := uncurbed()
		p := chain.Plant{Name: "works", Makes: "magnet", Capacity: num(20), Cost: &chain.Cost{Capital: num(1000), Yearly: num(1), PerTonne: num(1)}}
		change(&p)
		s.Plants = []chain.Plant{p}
		near(t, "cost", play(t, s, 1).value(t, "cost.total"), 0, 0)
	}
}

// 100 t arrive every year, each at 5.
func TestASourceCostsByTheTonne(t *testing.T) {
	s := uncurbed()
	s.Discount = num(0.08)
	s.Sources[0].Cost = &chain.Cost{PerTonne: num(5)}
	b := play(t, s, 1)
	near(t, "cost", b.value(t, "yearly_cost.total"), 500*worthOf(0, 4), 1e-9)
	near(t, "outlay", b.value(t, "outlay.total"), 0, 0)
}

// A policy doubles a plant of 20 t/yr, and its capital of 3 million. In the year of the
// embargo 60 t are lost and not 80: it spares 20 t at a million each and costs 3 million
// more, each counted at its time. The cost that the baseline has too cancels.
func TestAPolicyDoublesAPlant(t *testing.T) {
	with := func(times float64) *Block {
		s := lostInYearThree()
		s.Discount = num(0.08)
		s.Plants = []chain.Plant{{
			Name: "works", Makes: "magnet", Capacity: num(20 * times), Cost: &chain.Cost{Capital: num(3e6 * times), Over: num(1)},
		}}
		return play(t, s, 1)
	}
	one, two := with(1), with(2)
	change := func(metric string) float64 { return two.value(t, metric) - one.value(t, metric) }
	near(t, "spared, t", -change("shortfall.total"), 20, 1e-9)
	near(t, "costs more", change("cost.total"), 3e6*worthOf(0, 1), 1e-6)
	near(t, "net benefit", -change("burden.total"), 20e6*worthOf(2, 3)-3e6*worthOf(0, 1), 1)
}

// Substitution costs what it takes to be able to, whether or not it is used, once for all
// lines that it is written for; what each tonne replaced costs stands beside it.
func TestToBeAbleToSubstituteCostsOnce(t *testing.T) {
	s := uncurbed()
	s.Sectors[0].Substitution = &chain.Substitution{
		Max: num(1), Trigger: num(0), After: num(0), Over: num(0),
		Cost: &chain.Cost{Capital: num(40), Yearly: num(2), PerTonne: num(1000)},
	}
	b := play(t, s, 1)
	near(t, "cost", b.value(t, "cost.total"), 48, 1e-12)
	near(t, "substitution", b.value(t, "substitution_cost.total"), 0, 0)
}

// Another policy has a cost: this one reports that it has none.
func TestCostsAreReportedWhereAnotherPolicyHasSome(t *testing.T) {
	s := uncurbed()
	s.Costed = true
	b := play(t, s, 1)
	for _, name := range []string{"cost.total", "outlay.total", "yearly_cost.total", "end_value.total", "burden.total"} {
		near(t, name, b.value(t, name), 0, 0)
	}
}
