package sim

import (
	"flag"
	"fmt"
	"math"
	"strconv"
	"testing"

	"magnetsim/sim/chain"
	"magnetsim/sim/dist"
	"magnetsim/sim/draw"
	"magnetsim/sim/lane"

	"pgregory.net/rapid"
)

// anyScenario draws a scenario with every mechanism of the model in it.
func anyScenario(r *rapid.T) *chain.Scenario {
	g := maker{r}
	s := &chain.Scenario{
		Name: "any", Currency: "USD", Step: chain.Step(rapid.IntRange(0, 1).Draw(r, "step")),
		Horizon: g.float(0.3, 2.5), StartDay: rapid.IntRange(-40000, 40000).Draw(r, "day"),
		Rules: chain.Rules{Allocation: chain.Allocation(rapid.IntRange(0, 3).Draw(r, "rule"))},
		Materials: []chain.Material{
			{Name: "oxide", Price: g.num("oxide.price", 1e4, 2e4)},
			{Name: "metal"},
			{Name: "heavy", Stage: "magnet", Price: g.num("heavy.price", 4e4, 6e4), Elasticity: num(g.float(0.2, 1)), PriceCap: num(3), Switching: g.num("heavy.switching", 0, 2)},
			{Name: "light", Stage: "magnet", Price: g.num("light.price", 4e4, 6e4), Switching: num(1)},
		},
	}
	for i, m := range []string{"oxide", "heavy", "light", "heavy", "light", "metal"} {
		s.Sources = append(s.Sources, g.source(fmt.Sprint("s", i), m, i))
	}
	s.Plants = []chain.Plant{g.plant("p0", "heavy", "oxide", "metal"), g.plant("p1", "light", "oxide"), g.plant("p2", "metal", "oxide"), g.recycler("p3", "heavy")}
	for i := range rapid.IntRange(1, 3).Draw(r, "sectors") {
		s.Sectors = append(s.Sectors, g.sector(fmt.Sprint("sector", i)))
	}
	s.Stockpiles = []chain.Stockpile{g.stockpile("n0", "heavy"), g.stockpile("n1", "oxide"), g.stockpile("n2", "heavy")}
	s.Stockpiles[2].Eligible = []string{"sector0"}
	s.Curbs = []chain.Curb{g.scheduled(), g.regimes()}
	ban := s.Curbs[0].Scheduled
	if _, certain := ban.Severity.Fixed(); ban.Recurs.Given() && !certain {
		s.Correlations = []chain.Correlation{{Between: []string{ban.Severity.Name, "sectors.sector0.shock"}, Rho: g.float(-0.9, 0.9)}}
	}
	return s
}

type maker struct{ r *rapid.T }

func (g maker) float(lo, hi float64) float64 { return rapid.Float64Range(lo, hi).Draw(g.r, "x") }
func (g maker) coin() bool                   { return rapid.Bool().Draw(g.r, "coin") }

// some is a number from lo to hi, or 0 in one case of five.
func (g maker) some(lo, hi float64) float64 {
	if rapid.IntRange(0, 4).Draw(g.r, "none") == 0 {
		return 0
	}
	return g.float(lo, hi)
}

// num is a number between lo and hi, certain or uniform.
func (g maker) num(name string, lo, hi float64) chain.Number {
	a := g.float(lo, hi)
	if g.coin() {
		return num(a)
	}
	d, err := dist.Uniform(a, a+(hi-a)*g.float(0.01, 1)+1e-9)
	return uncertain(name, d, err)
}

func (g maker) source(name, material string, i int) chain.Source {
	s := chain.Source{
		Name: name, Origin: []string{"china", "japan"}[i%2], Material: material, Capacity: g.num(name+".capacity", 10, 2000),
		Share: num(g.some(0.1, 1)), Lead: g.num(name+".lead", 0, 0.4), Premium: num(0.2),
		Cost: &chain.Cost{Capital: num(100), From: num(-1), Over: num(2), PerTonne: num(10)},
	}
	if i%3 == 1 {
		s.UnderWay = chain.Load{Number: num(10 * float64(i)), OfNormal: false}
	} else if i%3 == 2 {
		s.UnderWay = chain.Load{Number: num(0.7), OfNormal: true}
	}
	if g.coin() {
		s.Start, s.Ramp, s.Success = g.num(name+".start", -1, 4), num(g.some(0, 1)), num(g.some(0, 1))
	}
	if rapid.IntRange(0, 9).Draw(g.r, "far") == 0 {
		s.Lead = num(3) // beyond the horizon
	}
	if g.coin() {
		s.Outages = &chain.Outages{Rate: num(2), Duration: g.num(name+".outage", 0, 0.3), Severity: num(g.float(0, 1))}
	}
	return s
}

func (g maker) plant(name, makes string, of ...string) chain.Plant {
	p := chain.Plant{
		Name: name, Makes: makes, Capacity: g.num(name+".capacity", 0, 500), Cover: num(g.float(0, 0.2)),
		Start: g.num(name+".start", -1, 1), Ramp: num(g.float(0, 1)), Success: num(g.float(0, 1)),
		Cost: &chain.Cost{Capital: num(1000), Over: num(0.3), Yearly: num(10), PerTonne: num(5)},
	}
	for _, m := range of {
		p.Recipe = append(p.Recipe, chain.Input{Material: m, PerTonne: num(g.some(0.1, 2)), Floor: num(g.some(0, 0.5))})
	}
	if g.coin() {
		p.Outages = &chain.Outages{Rate: num(1), Duration: num(0.1)}
	}
	return p
}

// recycler works up scrap of heavy magnets, in some cases with oxide.
func (g maker) recycler(name, makes string) chain.Plant {
	p := g.plant(name, makes)
	if g.coin() {
		p = g.plant(name, makes, "oxide")
	}
	p.Scrap = &chain.Scrap{
		Of: "heavy", Life: g.num(name+".life", 0.2, 15), Shape: num(g.float(0.5, 4)), Collected: num(g.some(0, 1)),
		Yield: num(g.float(0, 1)), Past: num(g.some(0.1, 20)), Growth: num(g.float(-0.2, 0.3)),
	}
	return p
}

func (g maker) sector(name string) chain.Sector {
	s := chain.Sector{
		Name: name, Demand: num(g.some(10, 1000)), Growth: num(g.float(-0.2, 0.3)),
		Volatility: g.num(name+".volatility", 0, 0.4), Persistence: num(g.float(0.01, 1)), Cover: g.num(name+".cover", 0, 0.3),
		Rank: num(float64(rapid.IntRange(1, 2).Draw(g.r, "rank"))), Floor: num(g.float(0, 0.5)), Backlog: num(g.float(0, 1)),
		CatchUp: num(g.float(0, 0.5)), PriceResponse: num(g.float(0, 0.3)), Value: num(g.float(0, 100)),
		Units: chain.Units{Name: "cars", PerTonne: num(500)}, Season: swing(g.float(0, 0.4)),
		Uses: []chain.Use{{Material: "heavy", Share: num(0.4), Backlog: chain.Amount{Number: num(0.05), OfUse: true}}, {Material: "light", Share: num(0.6)}},
	}
	if g.coin() {
		s.Hoard = &chain.Hoard{Share: g.num(name+".hoard", 0, 2), Rises: num(g.some(0, 0.2)), Falls: num(g.float(0, 1)), Settles: num(g.some(0, 1))}
	}
	s.Substitution = g.substitution("", "light")
	s.Uses[0].Substitution = g.substitution("", "light")
	s.Uses[1].Substitution = g.substitution("", "heavy")
	return s
}

// substitution goes to one of a few materials, or is none in half of the cases.
func (g maker) substitution(to ...string) *chain.Substitution {
	if g.coin() {
		return nil
	}
	return &chain.Substitution{
		Max: num(g.some(0.1, 1)), Trigger: num(g.some(0, 0.2)), After: num(g.some(0, 0.2)), Over: num(g.float(0, 1)), RevertsOver: num(1),
		To: rapid.SampledFrom(to).Draw(g.r, "to"), Amount: num(g.float(0.1, 2)), Cost: &chain.Cost{PerTonne: num(100)},
	}
}

func (g maker) stockpile(name, material string) chain.Stockpile {
	p := chain.Stockpile{
		Name: name, Material: material, Target: chain.Amount{Number: g.num(name+".target", 0, 0.5), OfUse: true},
		Initial: chain.Amount{Number: num(g.some(0, 50))}, Fill: chain.Rate{Number: num(g.float(0.1, 2)), Over: true},
		Trigger: chain.Trigger(rapid.IntRange(0, 2).Draw(g.r, "trigger")), Cover: num(g.some(0, 0.1)),
		Delay: num(g.some(0, 0.1)), Holding: num(0.1),
	}
	if g.coin() {
		p.Usable = []chain.Fit{{User: "p0", Share: num(g.some(0, 1))}}
		if material == "heavy" {
			p.Usable = []chain.Fit{{User: "sector0", Share: g.num(name+".usable", 0, 1)}}
		}
		p.Falls, p.Rotation = num(g.some(0, 1)), num(g.some(0, 2))
	}
	if g.coin() {
		p.Release = chain.Rate{Number: num(g.some(0, 0.5)), Over: true}
	}
	if g.coin() {
		p.Target, p.Initial.OfUse, p.Initial.Number = chain.Amount{Number: num(g.some(0, 50))}, true, num(g.some(0, 0.3))
	}
	return p
}

func (g maker) scheduled() chain.Curb {
	c := chain.Curb{Name: "ban", Bars: g.coin(), Rivals: num(g.float(0, 1)), Hits: []chain.Hit{
		{Name: "china", Origin: "china"}, {Name: "japan", Origin: "japan", Share: num(g.float(0, 1)), Lag: num(g.float(0, 0.3))},
	}, Scheduled: &chain.Scheduled{
		Start: g.num("ban.start", -0.2, 2), Severity: g.num("ban.severity", 0, 1), Duration: g.num("ban.duration", 0, 1),
		Easing: g.num("ban.easing", 0, 0.5), Delay: g.num("ban.delay", 0, 0.3),
	}}
	if g.coin() {
		c.Scheduled.Recurs = num(g.float(0, 3))
	}
	c.Responds = g.responds()
	return c
}

// responds follows the plan in half of the cases.
func (g maker) responds() *chain.Response {
	if g.coin() {
		return nil
	}
	to := chain.Driver(rapid.IntRange(0, 1).Draw(g.r, "driver"))
	return &chain.Response{To: to, Elasticity: g.num("elasticity", -3, 3)}
}

func (g maker) regimes() chain.Curb {
	return chain.Curb{Name: "licences", Responds: g.responds(), Hits: []chain.Hit{{Name: "a", Origin: "china", Materials: []string{"heavy"}}, {Name: "b", Origin: "japan"}},
		Regimes: &chain.Regimes{EveryStep: g.coin(), Initial: "eased", States: []chain.State{
			{Name: "eased", Delay: num(g.float(0, 0.1)), To: []chain.Exit{{State: "tight", Weight: num(g.float(0, 0.5))}, {State: "mid", Weight: num(0.2)}}},
			{Name: "mid", Severity: num(0.3), Hits: []string{"a"}, Responds: &chain.Response{To: chain.Shortage, Elasticity: num(g.float(0, 2))}, To: []chain.Exit{{State: "tight", Weight: num(0.5)}}},
			{Name: "tight", Severity: g.num("tight.severity", 0, 1), Delay: g.num("tight.delay", 0, 0.4), Easing: num(g.float(0, 0.3)), To: []chain.Exit{{State: "eased", Weight: num(0.4)}}},
		}},
	}
}

// On any of 400 scenarios mass is kept to 1e-9, nothing is negative or not a
// number, nobody uses more than is required, no source ships more than it can, what
// is substituted is accounted for, and no line that is never short substitutes.
func TestInvariantsOnRandomScenarios(t *testing.T) {
	checkTimes(t, 4, invariants)
}

// checkTimes checks a property on so many times the usual number of cases, all
// different: rapid repeats itself from one Check to the next.
func checkTimes(t *testing.T, times int, property func(*rapid.T)) {
	t.Helper()
	checks := flag.Lookup("rapid.checks").Value
	usual := checks.String()
	n, err := strconv.Atoi(usual)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = checks.Set(usual) }()
	if err := checks.Set(strconv.Itoa(times * n)); err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, property)
}

func invariants(r *rapid.T) {
	s := anyScenario(r)
	m, err := Compile(s)
	if err != nil {
		r.Fatal(err)
	}
	b := m.NewBlock()
	short := make([]lane.Vector, len(b.con))
	observe := func(k int) {
		sound(r, b, k)
		for i := range m.sectors {
			for _, c := range m.sectors[i].lines {
				balanced(r, b, k, c, &short[c])
			}
		}
	}
	if err := b.Play(draw.Random(rapid.Uint64().Draw(r, "seed")), 0, 5, observe); err != nil {
		r.Fatal(err)
	}
	if gap := b.Imbalance(); !(gap < 1e-9) {
		r.Fatalf("mass balance is off by %g", gap)
	}
	for i, x := range m.Metrics() {
		for _, v := range b.Metric(i) {
			if math.IsNaN(v) && !x.Partial || math.IsInf(v, 0) && !x.Never {
				r.Fatalf("%s is %g", x.Name, v)
			}
		}
	}
}

// balanced checks, at the end of step k, that demand and what moves to a line are either
// wanted, substituted or priced out; that what moves there is what left the others; and
// that nothing is substituted where nothing was short before. short sums that.
func balanced(r *rapid.T, b *Block, k, c int, short *lane.Vector) {
	s := &b.con[c]
	for l := range b.n {
		in := 0.0
		for other := range b.con {
			if x := b.m.consumers[other].substitution; x != nil && x.to == c {
				in += b.val[x.amount][l] * b.con[other].Swapped[l]
			}
		}
		whole := s.Demand[l] + s.MovedIn[l]
		if math.Abs(s.MovedIn[l]-in) > 1e-9*whole || math.Abs(whole-s.Effective[l]-s.Swapped[l]-s.Priced[l]) > 1e-9*whole {
			r.Fatalf("step %d: of %g t and %g moved in (%g left others) %g are wanted, %g substituted, %g priced out",
				k, s.Demand[l], s.MovedIn[l], in, s.Effective[l], s.Swapped[l], s.Priced[l])
		}
		if s.Swapped[l] > 0 && short[l] == 0 {
			r.Fatalf("step %d: line %d substitutes %g t and was never short", k, c, s.Swapped[l])
		}
	}
	lane.Add(short, &s.Short)
}

// sound checks the state at the end of step k.
func sound(r *rapid.T, b *Block, k int) {
	least := func(what string, x *lane.Vector) {
		for l := range b.n {
			if !(x[l] >= -1e-9) {
				r.Fatalf("step %d: %s is %g", k, what, x[l])
			}
		}
	}
	for c := range b.con {
		s := &b.con[c]
		for i, x := range []*lane.Vector{&s.Stock, &s.Backlog, &s.Ratio, &s.Demand, &s.Effective, &s.Short, &s.Lost, &s.Waits, &s.Priced, &s.Swapped, &s.MovedIn} {
			least(fmt.Sprint("consumer ", c, " quantity ", i), x)
		}
		for l := range b.n {
			if s.Backlog[l] > 0 && s.Backlog[l] < 1e-13*s.Effective[l] {
				r.Fatalf("step %d: a backlog of %g t of %g wanted is rounding", k, s.Backlog[l], s.Effective[l])
			}
			if s.Short[l] > 0 && s.Short[l] < 1e-13*s.Effective[l] {
				r.Fatalf("step %d: a shortage of %g t of %g wanted is rounding", k, s.Short[l], s.Effective[l])
			}
			if s.Short[l] > s.Effective[l]*(1+1e-9)+1e-9 {
				r.Fatalf("step %d: %g short of %g wanted", k, s.Short[l], s.Effective[l])
			}
		}
	}
	for m := range b.mat {
		least("pool", &b.mat[m].Pool)
		least("under way", &b.mat[m].Underway)
	}
	for j := range b.src {
		s := &b.src[j]
		least("ship", &s.Ship)
		for l := range b.n {
			if s.Ship[l] > b.offer[j].Most[l]*(1+1e-9)+1e-12 {
				r.Fatalf("step %d: source %d ships %g of at most %g", k, j, s.Ship[l], b.offer[j].Most[l])
			}
		}
	}
	for i := range b.pile {
		least("stockpile", &b.pile[i].Level)
		for n := range b.fitting[i].fit {
			least("what fits", &b.fitting[i].fit[n])
			for l, x := range b.fitting[i].fit[n][:b.n] {
				if level := b.pile[i].Level[l]; x > level*(1+1e-9)+1e-9 {
					r.Fatalf("step %d: %g t fit user %d of %g t", k, x, n, level)
				}
			}
		}
		for l := range b.n {
			if b.pile[i].Released[l] > 0 && b.pile[i].Bought[l] > 0 {
				r.Fatalf("step %d: stockpile %d fills while it releases", k, i)
			}
		}
	}
}

// A trial is the same bit for bit in whatever block and lane it is played.
func TestTrialsDoNotDependOnTheirBlock(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		m, err := Compile(anyScenario(r))
		if err != nil {
			r.Fatal(err)
		}
		whole, alone := m.NewBlock(), m.NewBlock()
		d := draw.Random(3)
		if err := whole.Play(d, 10, 7, nil); err != nil {
			r.Fatal(err)
		}
		n := rapid.IntRange(0, 6).Draw(r, "lane")
		if err := alone.Play(d, uint64(10+n), 1, nil); err != nil {
			r.Fatal(err)
		}
		for i, x := range m.Metrics() {
			if a, b := whole.Metric(i)[n], alone.Metric(i)[0]; math.Float64bits(a) != math.Float64bits(b) {
				r.Fatalf("%s of trial %d: %v in a block, %v alone", x.Name, 10+n, a, b)
			}
		}
	})
}

// With one source and no switching, substitution, price or stockpile, a longer
// or a stricter curb never gives less shortfall on the same draws.
func TestMoreCurbIsNeverLessShortfall(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		g := maker{r}
		s := simple(104, g.float(1, 6))
		s.Sources[0].Lead = num(g.float(0, 15) * week)
		s.Sectors[0].Cover = num(g.float(0, 12) * week)
		s.Sectors[0].Volatility, s.Sectors[0].Persistence = num(g.float(0, 0.2)), num(0.3)
		start, length, severity := g.float(0, 60), g.float(0, 30), g.float(0, 1)
		lost := func(c chain.Curb) float64 {
			s.Curbs = []chain.Curb{c}
			return play(t, s, 1).value(t, "shortfall.total")
		}
		base := lost(embargo(start, length, severity))
		longer := lost(embargo(start, length+g.float(0, 10), severity))
		stricter := lost(embargo(start, length, min(1, severity+g.float(0, 1))))
		if longer < base-1e-6 || stricter < base-1e-6 {
			r.Fatalf("lost %g; with a longer curb %g, with a stricter one %g", base, longer, stricter)
		}
	})
}
