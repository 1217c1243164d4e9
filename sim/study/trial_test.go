package study

import (
	"math"
	"slices"
	"testing"

	"magnetsim/sim"
	"magnetsim/sim/chain"
	"magnetsim/sim/dist"
	"magnetsim/sim/draw"
)

const week = 7 / chain.DaysPerYear

func sure(x float64) chain.Number { return chain.Number{Dist: dist.Constant(x)} }

// embargoed is a market of 1 t a week with 5 weeks of stock and 5 under way, and no
// goods from China from week 10 on for some weeks.
func embargoed(weeks float64) *chain.Scenario {
	return &chain.Scenario{
		Name: "embargo", Currency: "USD", Step: chain.Week, Horizon: 104 * week,
		Materials: []chain.Material{{Name: "magnet", Price: sure(50_000)}},
		Sources:   []chain.Source{{Name: "china", Origin: "china", Material: "magnet", Share: sure(1), Capacity: sure(5.2 / week), Lead: sure(5 * week)}},
		Sectors:   []chain.Sector{{Name: "auto", Demand: sure(1 / week), Uses: []chain.Use{{Material: "magnet"}}, Cover: sure(5 * week)}},
		Curbs: []chain.Curb{{
			Name: "ban", Hits: []chain.Hit{{Name: "china", Origin: "china"}},
			Scheduled: &chain.Scheduled{Start: sure(10 * week), Duration: sure(weeks * week), Severity: sure(1)},
		}},
	}
}

// stockpiled adds a stockpile of 8 t that opens when lines stand.
func stockpiled(s *chain.Scenario, delay float64) *chain.Scenario {
	s.Stockpiles = []chain.Stockpile{{
		Name: "national", Material: "magnet", Initial: chain.Amount{Number: sure(8)}, Target: chain.Amount{Number: sure(8)},
		Fill: chain.Rate{Number: sure(0.1 / week)}, Trigger: chain.OnShortage, Delay: sure(delay * week),
	}}
	return s
}

func played(t *testing.T, s *chain.Scenario) *Trial {
	t.Helper()
	m, err := sim.Compile(s)
	if err != nil {
		t.Fatal(err)
	}
	x, err := PlayTrial(s, m, draw.Random(1), 0)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// found returns the weeks at which events of a kind happen.
func found(t *Trial, kind EventKind) []float64 {
	var weeks []float64
	for _, e := range t.Events() {
		if e.Kind == kind {
			weeks = append(weeks, math.Round(e.Years/week*1e6)/1e6)
		}
	}
	return weeks
}

func expectEvents(t *testing.T, x *Trial, kind EventKind, want ...float64) {
	t.Helper()
	if got := found(x, kind); !slices.Equal(got, want) {
		t.Errorf("events of kind %d: in weeks %v, want %v", kind, got, want)
	}
}

// 5 weeks in stock and 5 under way last from week 10 to 20; the first goods after
// the embargo, sent in week 30, arrive in week 35. So 15 t are missing, 5 of them
// after its end.
func TestEventsOfAnEmbargo(t *testing.T) {
	x := played(t, embargoed(20))
	expectEvents(t, x, CurbBegins, 10)
	expectEvents(t, x, CurbEnds, 30)
	expectEvents(t, x, ShortFirst, 20)
	expectEvents(t, x, ShortEnds, 35)
	expectEvents(t, x, ShortAgain)
	for _, e := range x.Events() {
		if e.Kind == ShortFirst && (math.Abs(e.Amount-15) > 1e-9 || math.Abs(e.Weeks-15) > 1e-9) {
			t.Errorf("%+v", e)
		}
	}
	if got, want := found(x, Recovers), (x.Value("first_short.auto") + x.Value("recovery.auto")); len(got) != 1 || math.Abs(got[0]-want) > 1e-6 {
		t.Errorf("recovers in weeks %v, want %g", got, want)
	}
	g := x.Ledgers()[0]
	r := x.Restrictions(g)
	if len(r) != 1 || r[0].From != 10 || r[0].To != 30 || r[0].Until != 35 || r[0].Cut || r[0].Peak != 1 {
		t.Fatalf("%+v", r)
	}
	if len(r[0].Held) != 1 || r[0].Held[0] != (Held{"china", 1}) || !slices.Equal(r[0].Curbs, []string{"ban"}) || math.Abs(r[0].Begin-10*week) > 1e-12 || math.Abs(r[0].End-30*week) > 1e-12 {
		t.Errorf("%+v", r[0])
	}
	if math.Abs(r[0].Short-15) > 1e-9 || math.Abs(r[0].Blocked-20) > 1e-9 || r[0].Stock.Lowest > 1e-9 || r[0].Stock.At != 19 {
		t.Errorf("%+v", r[0])
	}
	a := x.Aftermaths(g, r)
	if len(a) != 1 || a[0].From != 30 || a[0].To != 35 || math.Abs(a[0].Short-5) > 1e-9 || !a[0].Pipeline || a[0].Ended != 30 || math.Abs(a[0].Lag-5) > 1e-9 {
		t.Errorf("%+v", a)
	}
}

// The stock of 8 t opens two weeks after the first line stands, in week 20, and lasts
// from week 22 to 30.
func TestEventsOfAStockpile(t *testing.T) {
	x := played(t, stockpiled(embargoed(20), 2))
	expectEvents(t, x, StockTriggered, 20)
	expectEvents(t, x, StockReleases, 22)
	expectEvents(t, x, StockEmpty, 29)
	expectEvents(t, x, ShortFirst, 20)
	expectEvents(t, x, ShortAgain, 30)
	expectEvents(t, x, ShortEnds, 22, 35)
	g := x.Ledgers()[0]
	if late := x.Lates(g); len(late) != 1 || late[0].Triggered != 20 || late[0].Released != 22 || math.Abs(late[0].Short-2) > 1e-9 {
		t.Errorf("%+v", late)
	}
	if idle := x.Idles(g); len(idle) != 0 {
		t.Errorf("%+v", idle)
	}
}

// Of 8 t, all are gone in week 29; 15 t are missing in weeks 20 to 34, of these 2
// before the first release and 8 met: 5 go unmet, in weeks 30 to 34.
func TestEmptieds(t *testing.T) {
	x := played(t, stockpiled(embargoed(20), 2))
	e := x.Emptieds(x.Ledgers()[0])
	if len(e) != 1 || e[0].Opened != 22 || e[0].Empty != 29 || e[0].Held != 8 || math.Abs(e[0].Short-5) > 1e-9 {
		t.Errorf("%+v", e)
	}
	large := stockpiled(embargoed(20), 2)
	large.Stockpiles[0].Initial.Number, large.Stockpiles[0].Target.Number = sure(20), sure(20)
	if e := played(t, large); e.Emptieds(e.Ledgers()[0]) != nil {
		t.Error("a stock that lasts is told to run empty")
	}
}

func TestIdles(t *testing.T) {
	for _, c := range []struct {
		name  string
		s     *chain.Scenario
		alter func(p *chain.Stockpile)
		why   IdleWhy
		short float64
	}{
		{"untouched", embargoed(3), func(*chain.Stockpile) {}, Untouched, 0},
		{"too slow", embargoed(20), func(p *chain.Stockpile) { p.Delay = sure(40 * week) }, TooSlow, 15},
		{"unkept", embargoed(20), func(p *chain.Stockpile) { p.Initial.Number, p.Target.Number = sure(0), sure(0) }, Unkept, 15},
		{"empty", embargoed(20), func(p *chain.Stockpile) { p.Initial.Number, p.Fill.Number = sure(0), sure(0) }, WasEmpty, 15},
		{"not needed", embargoed(3), func(p *chain.Stockpile) { p.Trigger, p.Delay = chain.OnCurb, sure(0) }, NotNeeded, 0},
	} {
		s := stockpiled(c.s, 2)
		c.alter(&s.Stockpiles[0])
		x := played(t, s)
		idle := x.Idles(x.Ledgers()[0])
		if len(idle) != 1 || idle[0].Why != c.why || math.Abs(idle[0].Short-c.short) > 1e-9 {
			t.Errorf("%s: %+v, want %d and %g t", c.name, idle, c.why, c.short)
		}
	}
}

// A curb on a seller of whom nothing is ordered blocks nothing and refuses nobody.
func TestRestrictionThatNeverBinds(t *testing.T) {
	s := embargoed(20)
	s.Sources = append(s.Sources, chain.Source{Name: "mars", Origin: "mars", Material: "magnet", Share: sure(0), Capacity: sure(1 / week), Lead: sure(5 * week)})
	s.Curbs[0].Hits[0].Origin = "mars"
	x := played(t, s)
	g := x.Ledgers()[0]
	r := x.Restrictions(g)
	if len(r) != 1 || r[0].Peak != 1 || r[0].Blocked != 0 || r[0].Refused != 0 || r[0].Short != 0 {
		t.Errorf("%+v", r)
	}
	if math.Abs(r[0].Stock.Lowest-35) > 1e-9 || math.Abs(r[0].Stock.Before-35) > 1e-9 {
		t.Errorf("own stock of 35 days: %+v", r[0].Stock)
	}
	if a := x.Aftermaths(g, r); a != nil {
		t.Errorf("%+v", a)
	}
}

// Buyers who close every gap within a week order all that is missing at the end of
// the embargo: 5 t of stock, 4 under way before the order, 1 to use, and 1.25 of the
// backlog, 11.25 t. These arrive in weeks 35 to 37, when 4 are needed in 4 weeks; at
// the end of week 36 stocks hold 7.9 t: 10.4 less 1.25 used in each of two weeks.
func TestOvershoot(t *testing.T) {
	hasty := embargoed(20)
	hasty.Sectors[0].Backlog = sure(1)
	hasty.Rules.Restocking = sure(week)
	x := played(t, hasty)
	g := x.Ledgers()[0]
	o := x.Overshoots(g, x.Restrictions(g))
	if len(o) != 1 || o[0].After != 30 || o[0].At != 37 || math.Abs(o[0].Ratio-11.25/4) > 1e-9 || math.Abs(o[0].Stock-7.9/5) > 1e-9 {
		t.Errorf("%+v", o)
	}
	calm := played(t, embargoed(3))
	if o := calm.Overshoots(calm.Ledgers()[0], calm.Restrictions(calm.Ledgers()[0])); o != nil {
		t.Errorf("a curb of 3 weeks overshoots: %+v", o)
	}
}

// A trial alone has the numbers that it has in a block of a run, and its ledger adds
// up to them.
func TestPlayTrialIsTheTrialOfTheRun(t *testing.T) {
	s := embargoed(20)
	d, err := dist.Uniform(2*week, 40*week)
	if err != nil {
		t.Fatal(err)
	}
	s.Curbs[0].Scheduled.Duration = chain.Number{Name: "curbs.ban.duration", Unit: "yr", Dist: d}
	m, err := sim.Compile(s)
	if err != nil {
		t.Fatal(err)
	}
	b := m.NewBlock()
	if err := b.Play(draw.Random(1), 0, sim.Lanes, nil); err != nil {
		t.Fatal(err)
	}
	for _, n := range []int{0, 7, 31} {
		x, err := PlayTrial(s, m, draw.Random(1), uint64(n))
		if err != nil {
			t.Fatal(err)
		}
		for i := range m.Inputs() {
			if x.Inputs[i] != b.Input(i)[n] {
				t.Errorf("trial %d, input %d: %g, %g in the block", n, i, x.Inputs[i], b.Input(i)[n])
			}
		}
		for i, metric := range m.Metrics() {
			if math.Float64bits(x.Metrics[i]) != math.Float64bits(b.Metric(i)[n]) {
				t.Errorf("trial %d, %s: %g, %g in the block", n, metric.Name, x.Metrics[i], b.Metric(i)[n])
			}
		}
		unmet, arrived := 0.0, 0.0
		for _, r := range x.Ledgers()[0].Rows {
			unmet += r.Unmet()
			arrived += r.Arrivals()
		}
		if want := x.Value("shortfall.total"); math.Abs(unmet-want) > 1e-9*max(1, want) { // nothing waits here
			t.Errorf("trial %d: %g t unmet by step, %g lost", n, unmet, want)
		}
		if want := x.Value("delivered.china"); math.Abs(arrived-want) > 1e-9*want {
			t.Errorf("trial %d: %g t arrive by step, %g were delivered", n, arrived, want)
		}
	}
}

// A release of week 50 in which orders fall from 2 t a week to 1 for five weeks is
// found for a shortage whose goods were ordered in week 55, and none without it.
func TestDipOfOrders(t *testing.T) {
	x := played(t, stockpiled(embargoed(3), 2))
	g := x.Ledgers()[0]
	for k := range g.Rows {
		g.Rows[k].Ordered = 2
		if k >= 50 && k < 55 {
			g.Rows[k].Ordered = 1
		}
	}
	if d := x.dip(g, 55); d != nil {
		t.Errorf("without a release: %+v", d)
	}
	x.Steps[50].Stockpiles[0].Released = 0.1
	if d := x.dip(g, 55); d == nil || d.Name != "national" || d.Released != 50 || d.At != 53 || math.Abs(d.Share-0.5) > 1e-12 {
		t.Errorf("%+v", d)
	}
	if d := x.dip(g, 80); d != nil {
		t.Errorf("long after it: %+v", d)
	}
}

// A shortage upstream can be followed. By hand: a works makes the ton of magnets a week of
// 2 t of oxide, of which China sends none from week 10 on for 20 weeks; none arrives in
// weeks 15 to 34, and after 5 weeks of stock the works lacks 2 t a week for 15 weeks.
func TestWhatPlantsTakeInIsTold(t *testing.T) {
	s := embargoed(20)
	s.Materials = append(s.Materials, chain.Material{Name: "oxide"})
	s.Sources[0].Material, s.Sources[0].Capacity = "oxide", sure(20/week)
	s.Plants = []chain.Plant{{Name: "works", Makes: "magnet", Capacity: sure(1 / week), Cover: sure(5 * week),
		Recipe: []chain.Input{{Material: "oxide", PerTonne: sure(2)}}}}
	feeds := played(t, s).Feeds()
	if len(feeds) != 1 || feeds[0].Stage != "oxide" || !slices.Equal(feeds[0].Sectors, []string{"works"}) {
		t.Fatalf("%d stages fed", len(feeds))
	}
	short, arrived := 0.0, 0.0
	for k, r := range feeds[0].Rows {
		if k >= 15 && k < 35 {
			short, arrived = short+r.Unmet(), arrived+r.Arrivals()
		}
		if k == 10 && (math.Abs(r.Needed-2) > 1e-9 || math.Abs(r.Used-2) > 1e-9 || math.Abs(r.Stock-10) > 1e-9) {
			t.Errorf("in week 10 %g t needed, %g t used, %g t in stock; want 2, 2 and 10", r.Needed, r.Used, r.Stock)
		}
	}
	if math.Abs(short-30) > 1e-9 || arrived > 1e-9 {
		t.Errorf("%g t lacking and %g t arrived in weeks 15 to 34, want 30 and 0", short, arrived)
	}
}
