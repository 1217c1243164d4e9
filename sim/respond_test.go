package sim

import (
	"math"
	"testing"

	"magnetsim/sim/chain"
)

// answered is a world in which a works makes half of what is used from year 1 on, and an
// embargo of ten years comes at a rate of once a year and answers dependence.
func answered(to chain.Driver, elasticity float64) *chain.Scenario {
	s := simple(0, 10)
	s.Step, s.Horizon = chain.Month, 5
	s.Materials = append(s.Materials, chain.Material{Name: "ore"})
	s.Sources = append(s.Sources, chain.Source{Name: "ore", Origin: "home", Material: "ore", Share: num(1), Capacity: num(1e6), Lead: num(month)})
	s.Sectors[0].Cover = num(0)
	s.Plants = []chain.Plant{{Name: "works", Makes: "magnet", Capacity: num(0.5 / week), Start: num(1),
		Recipe: []chain.Input{{Material: "ore", PerTonne: num(1)}}}}
	c := embargo(0, 0, 1)
	c.Scheduled.Start, c.Scheduled.Duration, c.Scheduled.Recurs = chain.Number{}, num(10), num(1)
	c.Responds = &chain.Response{To: to, Elasticity: num(elasticity)}
	s.Curbs = []chain.Curb{c}
	return s
}

const month = 1.0 / 12

// starts returns when the first embargo begins in each of a block's trials, years.
func starts(t *testing.T, s *chain.Scenario) (all []float64) {
	b := play(t, s, Lanes)
	for _, episodes := range b.strains.episodes[0] {
		at := math.Inf(1)
		if len(episodes) > 0 {
			at = episodes[0].Start
		}
		all = append(all, at)
	}
	return all
}

// Time change, by hand: dependence is 1 for a year and 1/2 from then on; with an
// elasticity of 2 the hazard falls to a quarter, so that a wait of x years without the
// works is one of 1 + 4(x − 1) with it. With an elasticity of 0 the draws are the same.
func TestACurbAnswersDependence(t *testing.T) {
	plain, same, with := starts(t, answered(chain.Dependence, 0)), answered(chain.Dependence, 0), starts(t, answered(chain.Dependence, 2))
	same.Curbs[0].Responds = nil
	for l, x := range starts(t, same) {
		if plain[l] != x {
			t.Errorf("trial %d: begins after %g years, without a response after %g", l, plain[l], x)
		}
	}
	fewer := 0
	for l, x := range plain {
		want := x
		if x > 1 {
			want = 1 + 4*(x-1)
		}
		if want >= 5 {
			fewer++
			want = math.Inf(1)
		}
		if with[l] != want {
			near(t, "start, years", with[l], want, 1e-9)
		}
	}
	if fewer == 0 || fewer == Lanes {
		t.Errorf("%d of %d trials without an embargo show nothing", fewer, Lanes)
	}
}

// A stock deters: filled over two years to half a year's use, 26.09 t, it makes the
// hazard (1 + years of use)^−4 of what it is without one.
func TestACurbAnswersStocks(t *testing.T) {
	s := answered(chain.StockCover, -4)
	s.Plants = nil
	s.Stockpiles = []chain.Stockpile{{Name: "national", Material: "magnet", Initial: chain.Amount{Number: num(0)},
		Target: chain.Amount{Number: num(0.5), OfUse: true}, Fill: chain.Rate{Number: num(2), Over: true}}}
	with := starts(t, s)
	s.Curbs[0].Responds = nil
	for l, x := range starts(t, s) {
		// Step k holds min(k, 24)/24 of the target: integrate (1 + ½k/24)^−4 up to x.
		passed, at := 0.0, math.Inf(1)
		for k := range 60 {
			pace := math.Pow(1+0.5*float64(min(k, 24))/24, -4)
			if passed+pace*month >= x {
				at = float64(k)*month + (x-passed)/pace
				break
			}
			passed += pace * month
		}
		if with[l] != at {
			near(t, "start, years", with[l], at, 1e-9)
		}
	}
}

// A truce: a state that keeps away all that is used ends at twice its rate for an
// elasticity of 1, (1 + 1·1)^1, and one that keeps away half at 1.5 times.
func TestAStateEndsByTheShortageThatItMakes(t *testing.T) {
	world := func(severity, elasticity float64) *chain.Scenario {
		s := answered(chain.Dependence, 0)
		s.Plants = nil
		s.Curbs[0].Scheduled, s.Curbs[0].Responds = nil, nil
		stop := chain.State{Name: "stop", Severity: num(severity), To: []chain.Exit{{State: "open", Weight: num(1)}}}
		if elasticity > 0 {
			stop.Responds = &chain.Response{To: chain.Shortage, Elasticity: num(elasticity)}
		}
		s.Curbs[0].Regimes = &chain.Regimes{Initial: "stop", States: []chain.State{stop, {Name: "open"}}}
		return s
	}
	ends := func(s *chain.Scenario) (all []float64) {
		for _, episodes := range play(t, s, Lanes).strains.episodes[0] {
			all = append(all, episodes[0].End)
		}
		return all
	}
	for severity, faster := range map[float64]float64{1: 2, 0.5: 1.5} {
		slow, fast := ends(world(severity, 0)), ends(world(severity, 1))
		for l := range slow {
			near(t, "end, years", fast[l], slow[l]/faster, 1e-9)
		}
	}
}

// Of the ways out of a state only those to stricter ones answer.
func TestOnlyStricterStatesAnswer(t *testing.T) {
	s := answered(chain.Dependence, 2)
	s.Curbs[0].Scheduled = nil
	s.Curbs[0].Regimes = &chain.Regimes{Initial: "mid", States: []chain.State{
		{Name: "open"}, {Name: "mid", Severity: num(0.2), To: []chain.Exit{{State: "open", Weight: num(1)}, {State: "shut", Weight: num(1)}}},
		{Name: "slow", Severity: num(0.2), Delay: num(0.2)}, {Name: "shut", Severity: num(1)},
	}}
	m, err := Compile(s)
	if err != nil {
		t.Fatal(err)
	}
	if got := m.curbs[0].regimes.states[1].stricter; got[0] || !got[1] {
		t.Errorf("stricter than mid: %v, want the second alone", got)
	}
}

// A source that one curb hits twice is hit by the larger share, as in the trial itself: not
// by their sum, nor one through the other. Half of what is used comes from China.
func TestDependenceCountsASourceOnce(t *testing.T) {
	s := answered(chain.Dependence, 2)
	s.Plants = nil
	home := s.Sources[0]
	home.Name, home.Origin = "home", "home"
	s.Sources[0].Share, home.Share = num(0.5), num(0.5)
	s.Sources = append(s.Sources, home)
	s.Curbs[0].Hits = append(s.Curbs[0].Hits, chain.Hit{Name: "papers", Origin: "china", Share: num(0.4)})
	b := play(t, s, 1)
	near(t, "dependence", b.foresight.depend.at(0, 0)[0], 0.5, 1e-12)
}
