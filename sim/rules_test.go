package sim

import (
	"fmt"
	"math"
	"testing"

	"magnetsim/sim/chain"
)

// A licence delay of 8 weeks, for 4 years, that caps no volume: what is shipped
// from week 20 on arrives 13 weeks later, so nothing arrives in weeks 25 to 32. Of
// these 8 weeks the stock carries 5.
func TestALicenceDelayCostsItsGapOnce(t *testing.T) {
	s := simple(300, 10)
	c := embargo(20, 208, 0)
	c.Scheduled.Delay = num(8 * week)
	s.Curbs = []chain.Curb{c}
	near(t, "lost, t", play(t, s, 1).value(t, "shortfall.auto"), 3, 1e-9)
}

// Half severity for 4 years, from week 30, over a season of ±35%: a quota is half
// of the planned use of the week, so that is what is shipped from week 30 to 237,
// and from week 35 on the sector lacks what it uses less that and less the stock
// with which it entered week 35, its target of 5 weeks' use. (Week 30 comes after
// the months in which buyers, their stocks still whole and the season falling, ask
// for less than the quota.) 1e-9 is the rounding of 208 steps.
func TestAQuotaFollowsTheSeason(t *testing.T) {
	s := simple(300, 10)
	s.Sectors[0].Season = swing(0.35)
	s.Curbs = []chain.Curb{embargo(30, 208, 0.5)}
	var use []float64
	b := playEach(t, s, 1, func(b *Block, k int) { use = append(use, b.plan.use(0, k)[0]) })
	want := -5 * use[35]
	for k := 35; k < 243; k++ {
		want += use[k] - 0.5*use[k-5]
	}
	near(t, "lost, t", b.value(t, "shortfall.auto"), want, 1e-9)
	near(t, "lost, near half of 208 weeks less the stock", want, 99, 3)
}

// withPlant is a world in which half of the magnets are made at home from metal
// that is also used by a sector of its own. The plant stops for a year at a time.
func withPlant(stops bool) *chain.Scenario {
	s := simple(260, 10)
	s.Materials = append(s.Materials, chain.Material{Name: "metal"})
	s.Sources = append(s.Sources, chain.Source{
		Name: "metal", Origin: "china", Material: "metal", Share: num(1), Capacity: num(10 / week), Lead: num(5 * week),
	})
	s.Sectors = append(s.Sectors, chain.Sector{
		Name: "alloys", Demand: num(1 / week), Uses: []chain.Use{{Material: "metal"}}, Cover: num(5 * week),
	})
	s.Plants = []chain.Plant{{
		Name: "works", Makes: "magnet", Capacity: num(0.5 / week), Cover: num(5 * week),
		Recipe: []chain.Input{{Material: "metal", PerTonne: num(1)}},
	}}
	if stops {
		s.Plants[0].Outages = &chain.Outages{Rate: num(1), Duration: num(1)}
	}
	return s
}

// A plant that is down is replaced by imports: they are ordered in the week in
// which it stops, and the 5 weeks until they arrive cost 2.5 t of the 5 t in stock.
// What it does not use of its metal is no reason to order less for the alloys.
func TestImportsReplaceAPlantThatIsDown(t *testing.T) {
	down := false
	b := playEach(t, withPlant(true), 8, func(b *Block, _ int) {
		down = down || b.plt[0].Made[0] == 0
	})
	if !down {
		t.Fatal("the plant never stopped")
	}
	for _, sector := range []string{"auto", "alloys"} {
		for _, lost := range b.column(t, "shortfall."+sector) {
			near(t, sector+" lost, t", lost, 0, 1e-9)
		}
	}
}

// A stock that is released while a curb is in force fills under a permanent
// licence all the same, since it releases nothing when nothing is short.
func TestAStockFillsUnderAPermanentLicence(t *testing.T) {
	s := simple(200, 10)
	s.Curbs = []chain.Curb{{
		Name: "licence", Hits: []chain.Hit{{Name: "china", Origin: "china"}},
		Regimes: &chain.Regimes{Initial: "eased", States: []chain.State{{Name: "eased", Delay: num(4 * week)}}},
	}}
	s.Stockpiles = []chain.Stockpile{{
		Name: "national", Material: "magnet", Trigger: chain.OnCurb, Initial: chain.Amount{Number: num(0)},
		Target: chain.Amount{Number: num(10)}, Fill: chain.Rate{Number: num(0.2 / week)},
	}}
	b := play(t, s, 1)
	near(t, "level at the end, t", b.pile[0].Level[0], 10, 1e-9)
	near(t, "lost, t", b.value(t, "shortfall.auto"), 0, 1e-9)
}

// Of each new shortage the share β waits, once, whatever the step: of the 15 t of
// an embargo of 20 weeks, 7.5 t wait and 7.5 t are lost. The backlog is worked off
// at a quarter of use a week at most.
func TestBacklogWaitsOnceAndIsCaughtUpSlowly(t *testing.T) {
	s := simple(200, 10)
	s.Sectors[0].Backlog = num(0.5)
	s.Curbs = []chain.Curb{embargo(20, 20, 1)}
	before := 0.0
	b := playEach(t, s, 1, func(b *Block, k int) {
		if fall := before - b.con[0].Backlog[0]; fall > 0.25+1e-9 {
			t.Errorf("week %d: %g t of backlog worked off, at most 0.25", k, fall)
		}
		before = b.con[0].Backlog[0]
	})
	near(t, "waited, t", b.value(t, "delayed.auto"), 7.5, 1e-9)
	near(t, "lost, t", b.value(t, "shortfall.auto"), 7.5, 1e-9)
	near(t, "waiting at the end, t", b.value(t, "backlog.auto"), 0, 1e-9)
}

// A quota is a share of what was normal: a rival that ramps up under the curb,
// and halves China's share in the plan, does not tighten it.
func TestAQuotaIsNotTightenedByRivals(t *testing.T) {
	s := simple(200, 10)
	s.Sources = append(s.Sources, chain.Source{
		Name: "japan", Origin: "japan", Material: "magnet", Share: num(1), Capacity: num(10 / week),
		Lead: num(5 * week), Start: num(100 * week), Ramp: num(20 * week),
	})
	s.Curbs = []chain.Curb{embargo(20, 400, 0.5)}
	b := play(t, s, 1)
	near(t, "China's share of the plan", b.offer[0].Weight[0], 0.5, 1e-12)
	near(t, "China's normal volume, t", b.offer[0].Normal[0], 1, 1e-12)
	near(t, "most that China can ship, t", b.offer[0].Most[0], 0.5, 1e-12)
}

// An embargo of 20 weeks is short in weeks 30 to 44. A stock with an
// administrative delay of 3 weeks from the first shortage, and a release of half
// a tonne a week, saves half of the 12 weeks from week 33 on: 3 + 6 t are lost.
func TestReleaseAfterItsDelayAndAtItsRate(t *testing.T) {
	s := simple(120, 10)
	s.Curbs = []chain.Curb{embargo(20, 20, 1)}
	s.Stockpiles = []chain.Stockpile{{
		Name: "national", Material: "magnet", Trigger: chain.OnShortage, Target: chain.Amount{Number: num(20)},
		Fill: chain.Rate{Number: num(1), Over: true}, Release: chain.Rate{Number: num(0.5 / week)},
		Delay: num(3 * week), Holding: num(0.1),
	}}
	b := playEach(t, s, 1, func(b *Block, k int) {
		want := 0.0
		if k >= 33 && k < 45 {
			want = 0.5
		}
		near(t, "released, t", b.pile[0].Released[0], want, 1e-9)
		if k >= 45 && k <= 48 {
			near(t, "ordered for the stock within 4 weeks of a release, t", b.pile[0].Outright[0], 0, 0)
		}
		if k >= 49 && k <= 52 && b.pile[0].Ordered[0] != float64(k-48) {
			t.Errorf("week %d: %g weeks in which orders were allowed, want %d", k, b.pile[0].Ordered[0], k-48)
		}
	})
	near(t, "lost, t", b.value(t, "shortfall.auto"), 9, 1e-9)
	near(t, "released, t", b.value(t, "released.national"), 6, 1e-9)
	near(t, "bought, t", b.value(t, "bought.national"), 6, 1e-6)
	near(t, "lowest, t", b.value(t, "lowest.national"), 14, 1e-9)
	near(t, "exhausted", b.value(t, "exhausted.national"), 0, 0)
	cost := b.value(t, "purchase.national") + b.value(t, "holding.national") - b.value(t, "end_value.national")
	near(t, "cost", b.value(t, "cost.national"), cost, 1e-6)
	near(t, "purchase", b.value(t, "purchase.national"), 50_000*(20+b.value(t, "bought.national")), 1e-3)
	near(t, "cost of all stocks", b.value(t, "cost.total"), cost, 1e-6)
	near(t, "value lost and cost", b.value(t, "burden.total"), 9_000+cost, 1e-6)
}

// Money and product follow the tonnes: 15 t at 1000 a tonne, 800 cars a tonne.
func TestValueAndUnitsLost(t *testing.T) {
	s := simple(156, 10)
	s.Sectors[0].Units = chain.Units{Name: "cars", PerTonne: num(800)}
	s.Curbs = []chain.Curb{embargo(20, 20, 1)}
	b := play(t, s, 1)
	near(t, "value lost", b.value(t, "value_lost.auto"), 15_000, 1e-6)
	near(t, "value lost in total", b.value(t, "value_lost.total"), 15_000, 1e-6)
	near(t, "cars lost", b.value(t, "units_lost.auto"), 12_000, 1e-5)
	near(t, "weeks short", b.value(t, "time_short.auto"), 15, 1e-9)
	near(t, "time to survive, weeks", b.value(t, "first_short.auto"), 30, 1e-9)
	near(t, "longest spell, weeks", b.value(t, "longest_spell.auto"), 15, 1e-9)
	near(t, "worst week", b.value(t, "worst_step.auto"), 1, 1e-9)
	near(t, "blocked, t", b.value(t, "blocked.china"), 20, 1e-9)
	near(t, "weeks curbed", b.value(t, "curbed.embargo"), 20, 1e-9)
	near(t, "share lost", b.value(t, "shortfall_share.auto"), 15.0/156, 1e-9)
}

// Substitution rises while the smoothed shortage is above its trigger, at the
// pace of its greatest share over its time, and stops there.
func TestSubstitutionRisesToItsLimit(t *testing.T) {
	s := simple(200, 10)
	s.Sectors[0].Substitution = &chain.Substitution{
		Max: num(0.3), Trigger: num(0.1), After: num(0), Over: num(10 * week), RevertsOver: num(20 * week),
	}
	s.Curbs = []chain.Curb{embargo(20, 40, 1)}
	last := 0.0
	playEach(t, s, 1, func(b *Block, k int) {
		u := b.con[0].Replaced[0]
		switch {
		case k < 30:
			near(t, "before the shortage", u, 0, 0)
		case k < 40: // each short week adds a tenth of the limit
			near(t, "while it rises", u, 0.03*float64(k-29), 1e-12)
		case k < 65:
			near(t, "at its limit", u, 0.3, 1e-12)
		}
		if u < last && b.con[0].Stock[0] < 0.9*b.con[0].Ratio[0]*b.con[0].Cover[0] {
			t.Errorf("week %d: substitution falls while stocks are short", k)
		}
		if u < last { // it takes 20 weeks to fall from its limit
			near(t, "fall in a week", last-u, min(last, 0.3/20), 1e-12)
		}
		if k == 199 {
			near(t, "long after", u, 0, 1e-12)
		}
		last = u
	})
}

// Substitution waits for the moving average of the shortage: with a time constant
// of 4 weeks and every week short from week 30 on it is 1 − exp(−n/4) after n of
// them, above one half with the third. The ratio is to what is still wanted, so
// that the pressure does not fall as demand turns away, and what is replaced is no
// longer wanted.
func TestSubstitutionWaitsForItsPressure(t *testing.T) {
	s := simple(70, 10)
	s.Sectors[0].Substitution = &chain.Substitution{
		Max: num(0.9), Trigger: num(0.5), After: num(4 * week), Over: num(15 * week), RevertsOver: num(20 * week),
	}
	s.Curbs = []chain.Curb{embargo(20, 40, 1)}
	before := 0.0
	b := playEach(t, s, 1, func(b *Block, k int) {
		near(t, fmt.Sprint("wanted in week ", k), b.con[0].Effective[0], 1-before, 1e-12)
		before = b.con[0].Replaced[0]
		if k < 60 {
			near(t, fmt.Sprint("replaced after week ", k), before, min(0.9, max(0, 0.06*float64(k-31))), 1e-12)
		}
	})
	if got, all := b.value(t, "given_up.auto")+b.value(t, "shortfall.auto")+b.ledger.used[0][0], 70.0; math.Abs(got-all) > 1e-9 {
		t.Errorf("replaced, lost and used: %g t of %g t wanted", got, all)
	}
}

// Knock-on hits pass on their share of the severity after their lag; rivals take
// their share of the spare capacity of those whom no curb holds.
func TestKnockOnAndRivals(t *testing.T) {
	s := simple(100, 10)
	for _, name := range []string{"japan", "europe"} {
		s.Sources = append(s.Sources, chain.Source{
			Name: name, Origin: name, Material: "magnet", Share: num(0.1), Capacity: num(0.5 / week), Lead: num(5 * week),
		})
	}
	s.Sources[0].Share = num(0.8)
	s.Materials[0].Switching = num(100)
	c := embargo(20, 20, 1)
	c.Rivals = num(0.25)
	c.Hits = append(c.Hits, chain.Hit{Name: "japan", Origin: "japan", Share: num(0.5), Lag: num(10 * week)})
	s.Curbs = []chain.Curb{c}
	playEach(t, s, 1, func(b *Block, k int) {
		japan := 0.5 // what it can ship: half a tonne, or half of its normal 0.1 t
		if k >= 30 && k < 50 {
			japan = 0.05
		}
		near(t, "most that Japan ships, t", b.offer[1].Most[0], japan, 1e-12)
		if k >= 30 && k < 40 { // Europe ships its own ask and three quarters of its spare
			own := min(b.src[2].Ask[0], 0.5)
			near(t, "Europe ships, t", b.src[2].Ship[0], own+0.75*(0.5-own), 1e-9)
		}
	})
}
