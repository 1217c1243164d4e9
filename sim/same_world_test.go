package sim

import (
	"fmt"
	"math"
	"testing"

	"magnetsim/sim/chain"
	"magnetsim/sim/dist"
)

// A new uncertain figure changes no other draw.
func TestANewFactorDisturbsNoOther(t *testing.T) {
	world := func(more bool) *chain.Scenario {
		s := simple(52, 4)
		d, err := dist.Uniform(1/week, 3/week)
		s.Sources[0].Capacity = uncertain("sources.china.capacity", d, err)
		s.Sectors[0].Volatility, s.Sectors[0].Persistence = num(0.2), num(0.5)
		if more {
			d, err := dist.Uniform(0, 1)
			s.Materials[0].Switching = uncertain("materials.magnet.switching", d, err)
		}
		return s
	}
	before, after := play(t, world(false), Lanes), play(t, world(true), Lanes)
	for i := range Lanes {
		if a, b := before.val[before.m.numbers.index["sources.china.capacity"]][i], after.val[after.m.numbers.index["sources.china.capacity"]][i]; a != b {
			t.Fatalf("trial %d: capacity %g, with another factor %g", i, a, b)
		}
		if a, b := before.column(t, "demand.auto")[i], after.column(t, "demand.auto")[i]; a != b {
			t.Fatalf("trial %d: demand %g, with another factor %g", i, a, b)
		}
	}
}

// Policies see the same world: a stockpile changes no demand and no curb.
func TestAPolicyDoesNotChangeTheWorld(t *testing.T) {
	world := func(target float64) *chain.Scenario {
		s := simple(156, 4)
		s.Sectors[0].Volatility, s.Sectors[0].Persistence = num(0.2), num(0.5)
		d, err := dist.Exponential(0.5)
		c := embargo(60, 0, 1)
		c.Scheduled.Duration, c.Scheduled.Recurs = uncertain("curbs.embargo.duration", d, err), num(1)
		s.Curbs = []chain.Curb{c}
		s.Stockpiles = []chain.Stockpile{{Name: "national", Material: "magnet", Target: chain.Amount{Number: num(target)}, Initial: chain.Amount{Number: num(0)}}}
		return s
	}
	none, some := play(t, world(0), Lanes), play(t, world(10), Lanes)
	helped := 0
	for i := range Lanes {
		for _, name := range []string{"demand.auto", "curbed.embargo"} {
			if a, b := none.column(t, name)[i], some.column(t, name)[i]; a != b {
				t.Fatalf("trial %d: %s is %g without and %g with a stockpile", i, name, a, b)
			}
		}
		if some.column(t, "shortfall.auto")[i] < none.column(t, "shortfall.auto")[i] {
			helped++
		}
	}
	if helped == 0 {
		t.Error("the stockpile never helped")
	}
}

// Weeks and months tell the same story: a stop of 10 months over 4 months of
// stock and a lead time of 3, with growth and a season, within 5%.
func TestMonthAndWeekStepsAgree(t *testing.T) {
	lost := func(step chain.Step) float64 {
		s := simple(1, 10)
		s.Step, s.Horizon = step, 5
		s.Sectors[0].Cover, s.Sources[0].Lead = num(4.0/12), num(3.0/12)
		s.Sectors[0].Growth, s.Sectors[0].Season = num(0.1), swing(0.2)
		s.Sectors[0].Backlog = num(0.3)
		s.Curbs = []chain.Curb{embargo(52, 43.5, 1)}
		return play(t, s, 1).value(t, "shortfall.auto")
	}
	weekly, monthly := lost(chain.Week), lost(chain.Month)
	if weekly < 1 || math.Abs(monthly/weekly-1) > 0.05 {
		t.Errorf("lost %g t in weekly steps, %g t in monthly ones", weekly, monthly)
	}
}

// A case that makes one correlated figure certain leaves the draws of the
// others as they are.
func TestACertainFigureLeavesItsGroupAsItIs(t *testing.T) {
	world := func(success float64) *chain.Scenario {
		s := simple(10, 4)
		var names []string
		for i, p := range []float64{0.5, success, 0.5} {
			name := fmt.Sprint("plants.p", i, ".success")
			names = append(names, name)
			s.Plants = append(s.Plants, chain.Plant{
				Name: fmt.Sprint("p", i), Makes: "magnet", Capacity: num(1), Success: chain.Certain(name, p),
			})
		}
		s.Correlations = []chain.Correlation{{Between: names, Rho: 0.5}}
		return s
	}
	both, one := play(t, world(0.5), Lanes), play(t, world(1), Lanes)
	if got := len(one.m.Inputs()); got != 2 {
		t.Errorf("%d inputs are reported, want the 2 that are uncertain", got)
	}
	for _, name := range []string{"plants.p0.success", "plants.p2.success"} {
		if both.val[both.m.numbers.index[name]] != one.val[one.m.numbers.index[name]] {
			t.Errorf("the draws of %s changed", name)
		}
	}
	s := world(1)
	s.Correlations[0].Between[0] = "plants.p9.success"
	if _, err := Compile(s); err == nil {
		t.Error("a correlation with an unknown number was accepted")
	}
}
