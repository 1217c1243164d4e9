package sim

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"magnetsim/sim/chain"
	"magnetsim/sim/dist"
	"magnetsim/sim/draw"
)

// Compile resolves a scenario to a model: every name becomes an index, every
// figure a number that is certain or drawn. It returns an error that names the
// place in the scenario where something does not hold together.
func Compile(s *chain.Scenario) (m *Model, err error) {
	defer func() {
		switch p := recover().(type) {
		case nil:
		case misfit:
			m, err = nil, p.error
		default:
			panic(p)
		}
	}()
	c := compiler{
		s:         s,
		m:         &Model{steps: s.Steps(), dt: s.StepYears(), times: timesOf[s.Step], allocation: s.Rules.Allocation},
		materials: map[string]int{},
	}
	c.m.numbers = numbers{index: map[string]fig{}, given: map[string]bool{}, keys: map[draw.Factor]string{}, fresh: map[string]bool{}}
	if !(s.Horizon > 0) {
		refuse("horizon: it must be more than 0, not %g years", s.Horizon)
	}
	if c.m.measured = s.Measured(); c.m.measured.From >= c.m.measured.To {
		refuse("measure: no step lies between %g and %g years", s.Measure.From, s.Measure.To)
	}
	const week = 7 / chain.DaysPerYear
	c.m.restocking = c.num(s.Rules.Restocking, 8*week)
	c.m.forecast = c.num(s.Rules.Forecast, 13*week)
	c.m.discount = c.num(s.Discount, 0)
	c.m.discounts = s.Discount.Any()
	for _, part := range []func(){
		c.compileMaterials, c.compileSectors, c.compilePlants, c.sortMaterials, c.compileCurbs, c.compileSources,
		c.compileQueues, c.compileStockpiles, c.compileResponses, c.compileCosts, c.compileCorrelations, c.m.numbers.claim,
		c.compileMonths, c.compileInputs, c.compileReports,
	} {
		part()
	}
	return c.m, nil
}

// misfit is what does not hold together in a scenario, on its way out of Compile: whatever
// compiles a part refuses it where it is met, and nothing is compiled after it.
type misfit struct{ error }

// refuse ends a compilation.
func refuse(format string, args ...any) { panic(misfit{fmt.Errorf(format, args...)}) }

// must ends a compilation with an error, where there is one.
func must[T any](x T, err error) T {
	if err != nil {
		panic(misfit{err})
	}
	return x
}

// compiler holds what is needed only while a scenario is compiled.
type compiler struct {
	s         *chain.Scenario
	m         *Model
	materials map[string]int
	given     map[int]given // consumer → its rank and value as given
	extremes  []running
}

// given is the place in the queue that a consumer was given, if it was.
type given struct{ rank, value chain.Number }

func (c *compiler) num(x chain.Number, otherwise float64) fig { return c.m.numbers.of(x, otherwise) }

// material returns the index of a named material.
func (c *compiler) material(name, by string) int {
	i, ok := c.materials[name]
	if !ok {
		refuse("%s: there is no material %q", by, name)
	}
	return i
}

func (c *compiler) compileMaterials() {
	for i, x := range c.s.Materials {
		if _, twice := c.materials[x.Name]; twice {
			refuse("materials.%s: named twice", x.Name)
		}
		c.materials[x.Name] = i
		c.m.materials = append(c.m.materials, material{
			name: x.Name, stage: cmp.Or(x.Stage, x.Name), rivals: -1,
			price: c.num(x.Price, 0), priced: x.Price.Given(),
			moves: x.Elasticity.Given(), elasticity: c.num(x.Elasticity, 1),
			priceCap:  c.num(x.PriceCap, math.Inf(1)),
			switching: c.num(x.Switching, 0),
		})
	}
}

func (c *compiler) compileSectors() {
	c.given = map[int]given{}
	for _, x := range c.s.Sectors {
		if x.Season != nil && len(x.Season) != 12 {
			refuse("sectors.%s.season: it must have 12 factors, not %d", x.Name, len(x.Season))
		}
		noise := c.m.numbers.address("sectors." + x.Name + ".shock")
		sec := sector{
			name: x.Name, demand: c.num(x.Demand, 0), growth: c.num(x.Growth, 0),
			volatility: c.num(x.Volatility, 0), persistence: c.num(x.Persistence, 0),
			volatile: x.Volatility.Any(),
			backlog:  c.num(x.Backlog, 0), catchUp: c.num(x.CatchUp, 0.25), response: c.num(x.PriceResponse, 0),
			value: c.num(x.Value, 0), valued: x.Value.Given(),
			perTon: c.num(x.Units.PerTonne, 0), units: x.Units.Name,
			season: x.Season, noise: noise,
		}
		for _, use := range x.Uses {
			sec.lines = append(sec.lines, c.line(x, use, len(c.m.sectors)))
		}
		if len(sec.lines) == 0 {
			refuse("sectors.%s uses no material", x.Name)
		}
		c.substitutions(x, sec.lines)
		c.hoards(x.Hoard, sec.lines)
		c.m.sectors = append(c.m.sectors, sec)
	}
}

// line adds the consumer for one use of a sector.
func (c *compiler) line(x chain.Sector, use chain.Use, sector int) int {
	m := c.material(use.Material, "sectors."+x.Name)
	cover := use.Cover
	if !cover.Given() {
		cover = x.Cover
	}
	con := consumer{
		material: m, sector: sector, plant: -1,
		share: c.num(use.Share, 1), recipe: -1, cover: c.num(cover, 0), floor: c.num(x.Floor, 0),
	}
	con.initial, con.starts = c.amount(use.Initial)
	con.waiting, con.waits = c.amount(use.Backlog)
	return c.consumer(con, given{rank: orCertain(x.Rank, 1), value: orCertain(x.Value, 0)})
}

// amount returns the figure of a stock at the start and how it is meant.
func (c *compiler) amount(a chain.Amount) (fig, startStock) {
	switch {
	case !a.Given():
		return c.m.numbers.certain(0), atTarget
	case a.OfUse:
		return c.num(a.Number, 0), inUse
	}
	return c.num(a.Number, 0), inTonnes
}

// orCertain returns a number, or a certain one where it was not given.
func orCertain(x chain.Number, otherwise float64) chain.Number {
	if x.Given() {
		return x
	}
	return chain.Certain(x.Name, otherwise)
}

// consumer adds a consumer to the model and to its material.
func (c *compiler) consumer(con consumer, g given) int {
	i := len(c.m.consumers)
	c.m.consumers = append(c.m.consumers, con)
	c.given[i] = g
	mat := &c.m.materials[con.material]
	mat.consumers = append(mat.consumers, i)
	if con.plant >= 0 && !c.m.plants[con.plant].exists.always {
		mat.newcomers = append(mat.newcomers, i)
	}
	if f, ok := dist.Fixed(c.m.numbers.list[con.floor].dist); !ok || f > 0 {
		mat.floored = append(mat.floored, len(mat.consumers)-1)
	}
	return i
}

func (c *compiler) compilePlants() {
	for _, x := range c.s.Plants {
		by := "plants." + x.Name
		makes := c.material(x.Makes, by)
		won := c.m.numbers.success(x.Success)
		p := plant{
			name: x.Name, makes: makes, capacity: c.num(x.Capacity, 0),
			exists: c.existence(x.Start, x.Ramp, won),
		}
		p.outage = c.outage(by, x.Outages)
		p.scrap = c.scrap(by, x.Scrap)
		c.m.materials[makes].plants = append(c.m.materials[makes].plants, len(c.m.plants))
		c.m.plants = append(c.m.plants, p)
		var inputs []int
		for _, in := range x.Recipe {
			m := c.material(in.Material, by)
			con := consumer{
				material: m, sector: -1, plant: len(c.m.plants) - 1, starts: atTarget, initial: c.m.numbers.certain(0),
				share: -1, recipe: c.num(in.PerTonne, 1), cover: c.num(x.Cover, 0), floor: c.num(in.Floor, 0),
			}
			inputs = append(inputs, c.consumer(con, given{rank: in.Rank, value: in.Value}))
		}
		c.m.plants[len(c.m.plants)-1].inputs = inputs
	}
}

// existence compiles when something begins; won is the event of its success.
func (c *compiler) existence(start, ramp chain.Number, won fig) existence {
	return existence{
		start: c.num(start, longAgo), ramp: c.num(ramp, 0), won: won,
		always: !start.Given() && won == c.m.numbers.certain(1),
	}
}

// longAgo is the start, in years, of what has always existed.
const longAgo = -1e9

// outage adds the process of a source's or plant's stops; −1 for none.
func (c *compiler) outage(by string, x *chain.Outages) int {
	if x == nil {
		return -1
	}
	wait := c.m.numbers.address(by + ".outages.wait")
	zero := c.m.numbers.certain(0)
	c.m.outages = append(c.m.outages, schedule{
		name:  by + ".outages",
		start: -1, duration: c.num(x.Duration, 0), easing: zero, delay: zero,
		severity: c.num(x.Severity, 1), rate: c.num(x.Rate, 0), wait: wait,
	})
	c.m.numbers.drawnAfresh(x.Duration, x.Severity)
	return len(c.m.outages) - 1
}

// sortMaterials orders the materials so that what a plant needs comes before
// what it makes.
func (c *compiler) sortMaterials() {
	const open, done = 1, 2
	state := make([]int, len(c.m.materials))
	var visit func(i int)
	visit = func(i int) {
		switch state[i] {
		case done:
			return
		case open:
			refuse("plants: %s is made from itself through other plants", c.m.materials[i].name)
		}
		state[i] = open
		for _, p := range c.m.materials[i].plants {
			for _, in := range c.m.plants[p].inputs {
				visit(c.m.consumers[in].material)
			}
		}
		state[i] = done
		c.m.order = append(c.m.order, i)
	}
	for i := range c.m.materials {
		visit(i)
	}
}

func (c *compiler) compileSources() {
	for _, x := range c.s.Sources {
		by := "sources." + x.Name
		mat := c.material(x.Material, by)
		won := c.m.numbers.success(x.Success)
		src := source{
			name: x.Name, material: mat, origin: placeIn(&c.m.origins, x.Origin),
			capacity: c.num(x.Capacity, 0), share: c.num(x.Share, 1), lead: c.num(x.Lead, 0),
			underWay: c.numOr(x.UnderWay.Number, -1), ofNormal: x.UnderWay.OfNormal,
			exists:  c.existence(x.Start, x.Ramp, won),
			premium: c.num(x.Premium, 0), dearer: x.Premium.Given() && c.m.materials[mat].priced,
			exposure: c.exposure(c.reaches(x.Origin, x.Material), false),
		}
		src.prompt = len(c.m.exposures[src.exposure].hits) == 0
		src.account = placeIn(&c.m.accounts, account{src.origin, c.m.materials[mat].stage})
		src.outage = c.outage(by, x.Outages)
		c.m.materials[mat].sources = append(c.m.materials[mat].sources, len(c.m.sources))
		c.m.sources = append(c.m.sources, src)
	}
	c.compileRivals()
	c.compileBars()
}

// placeIn returns the index of what is, or now comes, in a list.
func placeIn[T comparable](list *[]T, x T) int {
	if i := slices.Index(*list, x); i >= 0 {
		return i
	}
	*list = append(*list, x)
	return len(*list) - 1
}

// exposure returns the index of the exposure to those reaches, new or known.
func (c *compiler) exposure(reaches []reach, rivals bool) int {
	for i, e := range c.m.exposures {
		if e.rivals == rivals && slices.Equal(e.hits, reaches) {
			return i
		}
	}
	c.m.exposures = append(c.m.exposures, exposure{hits: reaches, rivals: rivals})
	return len(c.m.exposures) - 1
}

// reaches returns the hits of all curbs on what an origin sells of a material.
func (c *compiler) reaches(origin, material string) (all []reach) {
	for i, x := range c.s.Curbs {
		for j, h := range x.Hits {
			if h.Origin == origin && (len(h.Materials) == 0 || slices.Contains(h.Materials, material)) {
				all = append(all, reach{i, j})
			}
		}
	}
	return all
}

// compileRivals gives each material the exposure that tells how much of the
// uncurbed sources' spare capacity rival buyers take.
func (c *compiler) compileRivals() {
	for i := range c.m.materials {
		mat := &c.m.materials[i]
		var all []reach
		for _, j := range mat.sources {
			src := c.s.Sources[j]
			for _, r := range c.reaches(src.Origin, src.Material) {
				if c.m.curbs[r.curb].rivals >= 0 && !slices.Contains(all, r) {
					all = append(all, r)
				}
			}
		}
		if len(all) > 0 {
			mat.rivals = c.exposure(all, true)
		}
	}
}

func (c *compiler) compileCorrelations() {
	all, factors, shocks := weave(c.s.Correlations, c.m.numbers.fresh)
	if len(factors.names) > 0 {
		c.m.numbers.correlate(factors.names, factors.matrix())
	}
	for _, name := range shocks.names {
		sector, _ := shockOf(name)
		c.m.shocked = append(c.m.shocked, c.shocked(sector))
	}
	if len(shocks.names) > 0 {
		c.m.shocks = must(dist.NewCopula(shocks.matrix()))
	}
	c.tieFresh(all)
}

// compileMonths looks up the calendar month of every step that a plan may hold:
// lags are never longer than the horizon.
func (c *compiler) compileMonths() {
	t := monthTable{before: c.m.steps + 2}
	for k := -t.before; k <= 2*c.m.steps+len(c.m.materials)+8; k++ {
		t.month = append(t.month, uint8(c.s.CalendarMonth(k)))
	}
	c.m.months = t
}

// compileInputs lists the numbers that are drawn in each trial.
func (c *compiler) compileInputs() {
	for i, x := range c.m.numbers.list {
		if x.random {
			c.m.random = append(c.m.random, fig(i))
		}
		if x.random && !x.silent {
			c.m.reported = append(c.m.reported, fig(i))
			c.m.inputs = append(c.m.inputs, Input{Name: x.name, Unit: x.unit})
		}
	}
}
