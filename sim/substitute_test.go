package sim

import (
	"testing"

	"magnetsim/sim/chain"
)

// twoGrades is the smallest case of a sector with two materials, half a tonne of each a
// week: heavy magnets are stopped for 40 weeks, light ones never, and both are held for
// 5 weeks. Substitution may replace 30% within 10 weeks.
func twoGrades(weeks int) *chain.Scenario {
	s := simple(weeks, 10)
	s.Materials = []chain.Material{{Name: "heavy", Stage: "magnet", Price: num(50_000)}, {Name: "light", Stage: "magnet", Price: num(50_000)}}
	light := s.Sources[0]
	s.Sources[0].Material = "heavy"
	light.Name, light.Origin, light.Material = "japan", "japan", "light"
	s.Sources = append(s.Sources, light)
	s.Sectors[0].Uses = []chain.Use{{Material: "heavy", Share: num(0.5)}, {Material: "light", Share: num(0.5)}}
	s.Curbs = []chain.Curb{embargo(20, 40, 1)}
	return s
}

func swap(to string) *chain.Substitution {
	return &chain.Substitution{Max: num(0.3), Trigger: num(0.1), After: num(0), Over: num(10 * week), RevertsOver: num(20 * week), To: to}
}

// A shortage of heavy magnets takes nothing of the demand for light ones, which are
// never short: neither where the sector gives up what is short, nor where it moves.
func TestAMaterialThatIsNeverShortKeepsItsDemand(t *testing.T) {
	s := twoGrades(200)
	s.Sectors[0].Substitution = swap("")
	b := playEach(t, s, 1, func(b *Block, k int) {
		near(t, "light wanted, t", b.con[1].Effective[0], 0.5, 1e-12)
	})
	near(t, "light given up, t", b.value(t, "given_up.light"), 0, 0)
	near(t, "light used, t", b.ledger.used[1][0], 100, 1e-9)
	near(t, "all given up, t", b.value(t, "given_up.total"), b.value(t, "given_up.heavy"), 0)

	s.Sectors[0].Substitution = swap("light") // of every line but light's own
	b = play(t, s, 1)
	if b.m.consumers[1].substitution != nil {
		t.Error("light magnets replace themselves")
	}
	near(t, "light and what moved to it, t", b.ledger.used[1][0], 100+b.value(t, "moved.heavy"), 1e-9)
}

// What moves is wanted of the other material, so many tonnes for each, and is served
// there; what goes away is wanted nowhere. By hand: heavy magnets are short from the
// start of week 30 to the end of week 64, u rises by 3 points a week from 31 on to 30% in
// week 40, and stays there while they are short.
func TestWhatMovesIsWantedElsewhere(t *testing.T) {
	s := twoGrades(66)
	s.Sectors[0].Uses[0].Substitution = swap("light")
	s.Sectors[0].Uses[0].Substitution.Amount = num(1.2)
	b := playEach(t, s, 1, func(b *Block, k int) {
		u := min(0.3, max(0, 0.03*float64(k-30)))
		near(t, "heavy wanted, t", b.con[0].Effective[0], 0.5*(1-u), 1e-12)
		near(t, "light wanted, t", b.con[1].Effective[0], 0.5*(1+1.2*u), 1e-12)
		near(t, "light short, t", b.con[1].Short[0], 0, 0)
	})
	// Σu over weeks 31 to 65: 0.03 + … + 0.27 is 1.35, then 26 weeks at 0.3.
	moved := 0.5 * (1.35 + 26*0.3)
	near(t, "moved, t", b.value(t, "moved.auto"), moved, 1e-9)
	near(t, "moved from heavy, t", b.value(t, "moved.heavy"), moved, 1e-9)
	near(t, "moved to light, t", b.value(t, "moved_in.light"), 1.2*moved, 1e-9)
	near(t, "demand, t", b.value(t, "demand.light"), 33, 1e-9)
	near(t, "light used, t", b.ledger.used[1][0], 33+1.2*moved, 1e-9)
	near(t, "lost of heavy, t", b.value(t, "shortfall.heavy"), 0.5*(35-1.35-25*0.3), 1e-9)
}

// The forecast learns what moved in: stocks of light magnets settle at five weeks of
// the higher use, though nobody planned it.
func TestBuyersLearnWhatMoved(t *testing.T) {
	s := twoGrades(400)
	s.Sectors[0].Uses[0].Substitution = swap("light")
	s.Curbs = []chain.Curb{embargo(20, 380, 1)}
	b := play(t, s, 1)
	near(t, "light wanted, t", b.con[1].Effective[0], 0.65, 1e-9)
	near(t, "stock of light, t", b.con[1].Stock[0], 5*0.65, 0.01)
	near(t, "light short, t", b.value(t, "shortfall.light"), 0, 0)
}

// Each tonne substituted costs what was written, given up or moved, and the burden
// counts it beside the value lost, with or without a stockpile.
func TestSubstitutionHasACost(t *testing.T) {
	for _, to := range []string{"", "light"} {
		s := twoGrades(66)
		s.Sectors[0].Uses[0].Substitution = swap(to)
		s.Sectors[0].Uses[0].Substitution.Cost = &chain.Cost{PerTonne: num(200)}
		b := play(t, s, 1)
		cost := 200 * 0.5 * (1.35 + 26*0.3)
		near(t, "cost", b.value(t, "substitution_cost.auto"), cost, 1e-6)
		near(t, "cost in total", b.value(t, "substitution_cost.total"), cost, 1e-6)
		near(t, "burden", b.value(t, "burden.total"), cost+b.value(t, "value_lost.total"), 1e-6)
		s.Stockpiles = []chain.Stockpile{reserveOf(5, chain.OnShortage)}
		s.Stockpiles[0].Material = "heavy"
		b = play(t, s, 1)
		near(t, "burden with a stockpile", b.value(t, "burden.total"), b.value(t, "substitution_cost.total")+b.value(t, "value_lost.total")+b.value(t, "cost.total"), 1e-6)
	}
}

// Two lines may each move to the other: neither moves what came in.
func TestLinesMayMoveToEachOther(t *testing.T) {
	s := twoGrades(100)
	s.Sectors[0].Uses[0].Substitution, s.Sectors[0].Uses[1].Substitution = swap("light"), swap("heavy")
	s.Curbs = []chain.Curb{embargo(20, 40, 1)}
	s.Curbs[0].Hits = append(s.Curbs[0].Hits, chain.Hit{Name: "japan", Origin: "japan"})
	b := playEach(t, s, 1, func(b *Block, k int) {
		near(t, "wanted, t", b.con[0].Effective[0]+b.con[1].Effective[0], 1, 1e-12)
	})
	near(t, "moved and moved in, t", b.value(t, "moved.total"), b.value(t, "moved_in.total"), 1e-9)
}

func TestSubstitutesMustBeUsed(t *testing.T) {
	for _, to := range []string{"heavy", "ferrite"} {
		s := twoGrades(10)
		s.Sectors[0].Uses[0].Substitution = swap(to)
		if _, err := Compile(s); err == nil {
			t.Errorf("heavy magnets may move to %s", to)
		}
	}
}
