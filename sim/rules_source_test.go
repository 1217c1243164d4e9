package sim

import (
	"fmt"
	"math"
	"testing"

	"magnetsim/sim/chain"
	"magnetsim/sim/lane"
)

// The quota is a share of what a source normally sends: of use, less what is made
// at home; and never more than it could send.
func TestNormalVolumeByHand(t *testing.T) {
	home := withPlant(false) // the works make half of the magnets
	home.Curbs = []chain.Curb{embargo(20, 20, 0.5)}
	home.Curbs[0].Hits[0].Materials = []string{"magnet"}
	small := simple(60, 0.6)
	small.Curbs = []chain.Curb{embargo(20, 20, 0.5)}
	for _, c := range []struct {
		name         string
		world        *chain.Scenario
		normal, most float64
	}{{"half made at home", home, 0.5, 0.25}, {"capacity below use", small, 0.6, 0.3}} {
		at(t, c.world, 25, func(b *Block) {
			near(t, c.name+": normal volume", b.offer[0].Normal[0], c.normal, 1e-12)
			near(t, c.name+": most", b.offer[0].Most[0], c.most, 1e-12)
		})
	}
}

// A source that is down ships nothing, curbed or not, and what it could not have
// sent anyway no curb has blocked.
func TestOutagesOfASource(t *testing.T) {
	for _, severity := range []float64{1, 0.96} {
		outagesOfASource(t, severity)
	}
}

func outagesOfASource(t *testing.T, severity float64) {
	s := simple(200, 10)
	s.Sources[0].Outages = &chain.Outages{Rate: num(2), Duration: num(6.3 * week), Severity: num(severity)}
	s.Curbs = []chain.Curb{embargo(100, 100, 0.5)}
	blocked, down, partly := lane.Vector{}, 0, 0
	b := playEach(t, s, Lanes, func(b *Block, k int) {
		src, o := &b.src[0], &b.offer[0]
		for l := range Lanes {
			v := b.strains.up.at(k, 0)[l]
			if least := 1 - severity; v < least-1e-12 {
				t.Errorf("week %d: availability %g, at least %g", k, v, least)
			}
			near(t, "capacity", o.trade.Capacity[l], 10*v, 1e-12)
			most := 10 * v
			if k >= 100 {
				most = min(10*v, 0.5)
			}
			near(t, fmt.Sprint("most in week ", k), o.Most[l], most, 1e-12)
			blocked[l] += max(0, min(1, 10*v)-most)
			if v < 1-severity+1e-12 {
				down++
				if src.Ship[l] > 10*v {
					t.Errorf("week %d: %g t shipped of %g", k, src.Ship[l], 10*v)
				}
			} else if v < 1 {
				partly++
			}
		}
	})
	if down == 0 || partly == 0 {
		t.Errorf("%d weeks down, %d partly", down, partly)
	}
	different := map[float64]bool{}
	for l, want := range blocked {
		near(t, "blocked, t", b.column(t, "blocked.china")[l], want, 1e-9)
		different[want] = true
	}
	if len(different) < Lanes/2 {
		t.Errorf("%d trials had only %d different outages", Lanes, len(different))
	}
}

// Under half severity from the middle of week 10 on, in that week half of what is
// asked is sent freely, and of the other half no more than a quarter of the normal
// tonne; from then on half a tonne, or what is asked where that is less.
func TestWhatASourceSendsByHand(t *testing.T) {
	s := simple(60, 10)
	s.Curbs = []chain.Curb{embargo(10.5, 30, 0.5)}
	for _, c := range []struct {
		k         int
		ask, want float64
	}{{9, 2, 2}, {9, 20, 10}, {10, 2, 1.25}, {10, 0.2, 0.2}, {11, 2, 0.5}, {11, 0.2, 0.2}} {
		at(t, s, c.k, func(b *Block) {
			b.src[0].Ask[0] = c.ask
			b.dispatch(0, 1)
			near(t, fmt.Sprintf("week %d, asked %g t: sends", c.k, c.ask), b.src[0].Ship[0], c.want, 1e-12)
		})
	}
}

// A premium of 20% is paid above the base price on the 104 t that arrive.
func TestPremiumOnWhatIsDelivered(t *testing.T) {
	s := simple(104, 10)
	s.Sources[0].Premium = num(0.2)
	b := play(t, s, 1)
	near(t, "delivered, t", b.value(t, "delivered.china"), 104, 1e-9)
	near(t, "premium", b.value(t, "premium.china"), 0.2*50_000*104, 1e-3)
}

// A state of a regime reaches only the hits that it names.
func TestAStateHitsWhomItNames(t *testing.T) {
	s := twoSellers(60)
	c := twoStates(0, 0, false)
	c.Hits = append(c.Hits, chain.Hit{Name: "japan", Origin: "japan"})
	c.Regimes.Initial, c.Regimes.States[1].Hits = "curbed", []string{"japan"}
	s.Curbs = []chain.Curb{c}
	at(t, s, 10, func(b *Block) {
		near(t, "most that China ships", b.offer[0].Most[0], 4, 1e-12)
		near(t, "most that Japan ships", b.offer[1].Most[0], 0.4*0.5, 1e-12)
	})
	s.Curbs[0].Regimes.States[1].Hits = []string{"china", "japan"}
	at(t, s, 10, func(b *Block) {
		near(t, "most that China ships, named too", b.offer[0].Most[0], 0.4*0.5, 1e-12)
		near(t, "most that Japan ships beside China", b.offer[1].Most[0], 0.4*0.5, 1e-12)
	})
}

// Where a stock falls by more than is used nothing is required of imports, and
// what is normal for a source stays what it was.
func TestNormalIsKeptWhereNothingIsRequired(t *testing.T) {
	s := simple(104, 10)
	s.Sectors[0].Season = []float64{1.8, 1.8, 1.8, 0.2, 0.2, 0.2, 1, 1, 1, 1, 1, 1}
	nothing := 0
	playEach(t, s, 1, func(b *Block, k int) {
		if b.plan.look(0, k).Required[0] == 0 {
			nothing++
		}
		near(t, fmt.Sprint("normal share in week ", k), b.offer[0].Kappa[0], 1, 1e-12)
	})
	if nothing == 0 {
		t.Error("something was required in every week")
	}
}

// Rivals come when goods are held back, not when they are only late.
func TestRivalsDoNotComeForADelay(t *testing.T) {
	s := twoSellers(60)
	c := embargo(20, 10, 0)
	c.Rivals, c.Scheduled.Delay = num(0.25), num(4*week)
	s.Curbs = []chain.Curb{c}
	at(t, s, 25, func(b *Block) {
		near(t, "spare", b.src[1].Spare[0], b.offer[1].Most[0]-b.src[1].Ship[0], 1e-12)
	})
}

// Two inputs: a tonne needs 0.3 t of metal and 2 t of oxide. Without oxide the
// works stop when its 4 weeks of stock are gone, and their metal stays.
func TestTheScarcerInputLimitsAPlant(t *testing.T) {
	s := simple(60, 10)
	for _, m := range []string{"metal", "oxide"} {
		s.Materials = append(s.Materials, chain.Material{Name: m})
		s.Sources = append(s.Sources, chain.Source{
			Name: m, Origin: m, Material: m, Share: num(1), Capacity: num(10 / week), Lead: num(2 * week),
		})
	}
	s.Plants = []chain.Plant{{
		Name: "works", Makes: "magnet", Capacity: num(1 / week), Cover: num(4.5 * week),
		Recipe: []chain.Input{{Material: "metal", PerTonne: num(0.3)}, {Material: "oxide", PerTonne: num(2)}},
	}}
	s.Curbs = []chain.Curb{embargo(20, 40, 1)}
	s.Curbs[0].Hits[0].Origin = "oxide"
	playEach(t, s, 1, func(b *Block, k int) {
		// What left in weeks 18 and 19 arrives in 20 and 21; 9 t of oxide then make 4.5 t.
		made := 1.0
		switch {
		case k == 26:
			made = 0.5
		case k > 26:
			made = 0
		}
		near(t, fmt.Sprint("made in week ", k), b.plt[0].Made[0], made, 1e-9)
		if k <= 26 {
			near(t, fmt.Sprint("oxide in week ", k), b.con[2].Stock[0], 9-2*math.Min(4.5, max(0, float64(k-21))), 1e-9)
		}
		for i, recipe := range []float64{0.3, 2} {
			near(t, "wanted of an input", b.con[i+1].Required[0], recipe*b.plt[0].Want[0], 1e-12)
		}
		if k == 26 {
			near(t, "metal used, t", b.ledger.used[1][0], 0.3*26.5, 1e-9)
		}
	})
}

// A shortage of half a per cent is lost but does not count as a short week.
func TestASmallGapIsNoShortWeek(t *testing.T) {
	for severity, weeks := range map[float64]float64{0.005: 0, 0.02: 10} {
		s := handToMouth([2]float64{20, 10})
		s.Curbs[0].Scheduled.Severity = num(severity)
		b := play(t, s, 1)
		near(t, "lost, t", b.value(t, "shortfall.auto"), 10*severity, 1e-9)
		near(t, "worst week", b.value(t, "worst_step.auto"), severity, 1e-9)
		near(t, "weeks short", b.value(t, "time_short.auto"), weeks, 1e-9)
		first := math.Inf(1)
		if weeks > 0 {
			first = 21
		}
		if got := b.value(t, "first_short.auto"); got != first && math.Abs(got-first) > 1e-9 {
			t.Errorf("severity %g: first short week %g, want %g", severity, got, first)
		}
	}
}

// The worst week is measured by what was still wanted: half of demand has been
// replaced when the second half of supply stops too.
func TestTheWorstWeekIsOfWhatWasStillWanted(t *testing.T) {
	s := handToMouth([2]float64{20, 5}, [2]float64{25, 5})
	s.Curbs[0].Scheduled.Severity = num(0.5)
	s.Sectors[0].Substitution = &chain.Substitution{Max: num(0.5), Trigger: num(0.1), After: num(0), Over: num(0), RevertsOver: num(2)}
	near(t, "worst week", play(t, s, 1).value(t, "worst_step.auto"), 1, 1e-9)
}

// A recovery that a later shortage undoes does not count: from week 21, the first
// short one, to week 53, the first after the last.
func TestARecoveryMayBeUndone(t *testing.T) {
	b := play(t, handToMouth([2]float64{20, 2}, [2]float64{30, 5}, [2]float64{50, 2}), 1)
	near(t, "recovery, weeks", b.value(t, "recovery.auto"), 53-21, 1e-9)
	near(t, "weeks short", b.value(t, "time_short.auto"), 9, 1e-9)
	near(t, "longest spell, weeks", b.value(t, "longest_spell.auto"), 5, 1e-9)
}

// What is released counts as supply, and what waits is not wanted twice: the
// price is that of the smoothed share of the demand of the day that is met.
func TestThePriceFollowsSupplyByHand(t *testing.T) {
	for _, reserve := range []float64{0, 8, 100} {
		s := simple(100, 1.1) // less than demand and the backlog that is worked off
		s.Materials[0].Elasticity, s.Materials[0].PriceCap = num(0.4), num(10)
		s.Sectors[0].Backlog = num(1)
		s.Curbs = []chain.Curb{embargo(20, 20, 1)}
		s.Stockpiles = []chain.Stockpile{reserveOf(reserve, chain.OnShortage)}
		x, stock, alpha := 1.0, 5.0, -math.Expm1(-7.0/28)
		playEach(t, s, 1, func(b *Block, k int) {
			y := min(1, b.mat[0].Arrived[0]+b.pile[0].Released[0]+max(0, stock-2.5))
			x += alpha * (y - x)
			stock = b.con[0].Stock[0]
			near(t, fmt.Sprintf("reserve of %g t, price in week %d", reserve, k), b.mat[0].Price[0], min(10, math.Pow(x, -1/0.4)), 1e-9)
		})
	}
}

// An event of an uncertain chance happens for large uniforms, as all quantiles
// rise with theirs.
func TestEventsHappenForLargeUniforms(t *testing.T) {
	for _, c := range []struct{ u, p, want float64 }{{0.9, 0.2, 1}, {0.7, 0.2, 0}, {0.1, 0.95, 1}, {0.04, 0.95, 0}, {0.999, 0, 0}, {0.001, 1, 1}} {
		near(t, fmt.Sprintf("%+v", c), happens(c.u, c.p), c.want, 0)
	}
}
