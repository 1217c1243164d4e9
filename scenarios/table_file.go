package scenarios

import (
	"slices"

	"magnetsim/sim/chain"
	"magnetsim/sim/unit"
)

// content is what a whole file is read into.
type content struct {
	version     string
	extends     string
	kase        string
	caseTitle   string
	cell        string
	description string
	run         Run
	report      Report
	variants    []variant // policies and cases, checked for their form only
	criteria    []criterion
	sc          chain.Scenario
}

// Run is what a scenario says of how it is played.
type Run struct {
	Trials   int
	Seed     uint64
	Sampling string
	// Precision ends a run before Trials are played; "" for none. Loaded.Precision
	// tells what it means.
	Precision string
	targets   []criterion
	measure   chain.Measure
	asked     []place // of measure.also
}

// samplings are the ways in which trials are drawn.
var samplings = []string{"random", "lhs", "sobol", "antithetic"}

// Report is what a scenario says for the reports that show it.
type Report struct {
	Source string // where the figures come from
	Note   string
}

// variant is a policy or a case.
type variant struct {
	name  string
	title string
}

var runTable = record[Run]{
	countAt("trials", 1, 1_000_000_000, func(r *Run, n uint64) { r.Trials = int(n) }, "number of trials").or("10000"),
	countAt("seed", 0, 1<<64-1, func(r *Run, n uint64) { r.Seed = n }, "seed of all draws").or("1"),
	choiceAt("sampling", samplings, samplings, func(r *Run) *string { return &r.Sampling },
		"how the trials are drawn: independently, or more evenly (Latin hypercube, scrambled Sobol' points, mirrored pairs)").or("random"),
	{field: field{key: "precision", doc: "half-width of the 95% sampling interval at which a run stops, if it gets there before all its trials: " + examplePrecision, otherwise: "none: all trials are played",
		shape: &shape{form: wordForm, example: "1%"}},
		read: func(d *decoder, at place, into *Run) { d.precision(at, into) }},
	partAt("measure", measureTable, func(r *Run) *Run { return r }, "the part of the horizon that is reported").otherwiseIs("all"),
}

var measureTable = record[Run]{
	momentAt("from", func(r *Run) *float64 { return &r.measure.From }, "what comes before this is left out of every metric: a date, or a time after the start").otherwiseIs("the start"),
	momentAt("to", func(r *Run) *float64 { return &r.measure.To }, "what comes from this on is left out as well").otherwiseIs("the end of the horizon"),
	{field: field{key: "also", doc: "metrics of a year, or between two dates, to report in addition to the shortfall, value lost and cost of every year", otherwise: "no others",
		shape: &shape{form: listForm, elem: &shape{form: wordForm, pattern: `@`}, example: "[" + examplePeriod + "]"}},
		read: func(d *decoder, at place, into *Run) {
			into.measure.Also = d.words(at, func(item place) { into.asked = append(into.asked, item) })
		}},
}

// momentAt is a date, or a time after the start, that is certain.
func momentAt[T any](key string, get func(*T) *float64, doc string) entry[T] {
	return entry[T]{field: field{key: key, doc: doc, shape: &shape{form: figureForm, figure: &aMoment}},
		read: func(d *decoder, at place, into *T) { *get(into) = d.certain(at, &aMoment) }}
}

var reportTable = record[Report]{
	textAt("source", func(r *Report) *string { return &r.Source }, "where the figures come from").otherwiseIs("nothing").like("UN Comtrade, 2025"),
	textAt("note", func(r *Report) *string { return &r.Note }, "what a reader should know").otherwiseIs("nothing").like("Demand is a guess."),
}

var correlationTable = record[chain.Correlation]{
	namesAt("between", "factors", func(c *chain.Correlation) *[]string { return &c.Between },
		"paths of uncertain figures, or of shocks such as sectors.auto.shock; every pair has this correlation").must().like("[sectors.auto.demand, sectors.energy.demand]"),
	{field: field{key: "rho", doc: "correlation of the underlying normals, -1 to 1; the rank correlation of the figures (Spearman) is 6/π·asin(rho/2), 0.483 for 0.5", required: true,
		shape: &shape{form: figureForm, figure: &aRho}},
		read: func(d *decoder, at place, into *chain.Correlation) { into.Rho = d.certain(at, &aRho) }},
}

var variantTable = record[variant]{
	titleAt(func(x *variant) *string { return &x.title }, "60 days in stock"),
	{field: field{key: "set", doc: "what it changes: paths and values", shape: &shape{form: patchForm}, otherwise: "nothing"},
		read: func(*decoder, place, *variant) {}}, // an edit, applied before anything is read
}

var policyTable = append(slices.Clone(variantTable), policyCost)

// fileTable is the whole format. Money, dates and their distributions need the
// currency, the exchange rates and the start, so these stand first.
var fileTable = record[content]{
	choiceAt("version", []string{"1"}, []string{"1"}, func(c *content) *string { return &c.version }, "version of the format").must(),
	{field: field{key: "name", doc: "short name: letters, digits, dashes", otherwise: "made from the name of the file", sample: "india-2026", shape: &shape{form: wordForm, pattern: namePattern}},
		read: func(d *decoder, at place, into *content) { into.sc.Name = d.name(at) }},
	{field: field{key: "case", doc: "the case that a resolved file was made from, to label its results", otherwise: "none", sample: "slow-start", shape: &shape{form: wordForm, pattern: namePattern}},
		read: func(d *decoder, at place, into *content) { into.kase = d.name(at) }},
	textAt("case_title", func(c *content) *string { return &c.caseTitle }, "the title of that case").otherwiseIs("none").like("A slow start"),
	textAt("cell", func(c *content) *string { return &c.cell }, "the cell of a sweep that a resolved file was made from, to label its results").otherwiseIs("none").like("cover=8weeks"),
	textAt("title", func(c *content) *string { return &c.sc.Title }, "title that people read").otherwiseIs("made from the name").like("India 2026 to 2030"),
	textAt("description", func(c *content) *string { return &c.description }, "what the scenario is about").otherwiseIs("nothing").like("China licenses magnets."),
	textAt("extends", func(c *content) *string { return &c.extends }, "the scenario file that this one changes").otherwiseIs("none").like("india-2026.yaml"),
	{field: field{key: "currency", doc: "ISO 4217 code; all money is converted to it", def: "USD", shape: &shape{form: wordForm, pattern: currencyPattern}},
		read: func(d *decoder, at place, into *content) { into.sc.Currency = d.currencyCode(at) }},
	{field: field{key: "exchange", doc: "what one unit of each foreign currency is worth", otherwise: "none",
		shape: &shape{form: namedForm, noun: "currency", elem: &shape{form: figureForm, figure: &anExchange}}},
		read: func(d *decoder, at place, _ *content) { d.exchangeRates(at) }},
	{field: field{key: "start", doc: "date on which the first step begins", required: true, shape: &shape{form: wordForm, pattern: datePattern, example: "2026-01-01"}},
		read: func(d *decoder, at place, into *content) { into.sc.StartDay = int(d.startDate(at)) }},
	{field: field{key: "horizon", doc: "length of time that is simulated", required: true, shape: &shape{form: figureForm, figure: &aHorizon}},
		read: func(d *decoder, at place, into *content) { into.sc.Horizon = d.certain(at, &aHorizon) }},
	choiceAt("step", []string{"week", "month"}, []chain.Step{chain.Week, chain.Month},
		func(c *content) *chain.Step { return &c.sc.Step }, "approximate length of a step: whole steps fill the horizon").or("week").then(
		func(d *decoder, c *content) { d.calendar = c.sc.Calendar() }),
	figureAt("discount", aSpeed, func(c *content) *number { return &c.sc.Discount },
		"real discount rate of money: an amount after t years counts (1+d)^-t; tonnes are not discounted").called("discount rate").or("0%/yr"),
	recordAt("cost", costTable, func(c *content) **chain.Cost { return &c.sc.Cost },
		"what the policy that is played costs on top of its parts; the cost of a policy is merged into it").otherwiseIs("nothing"),
	partAt("rules", rulesTable, func(c *content) *chain.Rules { return &c.sc.Rules }, "rules of the market as a whole").or("{}"),
	partAt("run", runTable, func(c *content) *Run { return &c.run }, "what changes results: trials, seed, sampling").or("{}").then(
		func(_ *decoder, c *content) { c.sc.Measure = c.run.measure }),
	partAt("report", reportTable, func(c *content) *Report { return &c.report }, "what reports say about the figures").otherwiseIs("nothing"),
	namedAt("materials", "material", materialTable, func(m *chain.Material) *string { return &m.Name },
		func(c *content) *[]chain.Material { return &c.sc.Materials }, "stages and grades of the chain").must(),
	namedAt("sources", "source", sourceTable, func(s *chain.Source) *string { return &s.Name },
		func(c *content) *[]chain.Source { return &c.sc.Sources }, "who sells a material to this economy").otherwiseIs("none"),
	namedAt("plants", "plant", plantTable, func(p *chain.Plant) *string { return &p.Name },
		func(c *content) *[]chain.Plant { return &c.sc.Plants }, "who turns materials into others at home").otherwiseIs("none"),
	namedAt("sectors", "sector", sectorTable, func(s *chain.Sector) *string { return &s.Name },
		func(c *content) *[]chain.Sector { return &c.sc.Sectors }, "who uses materials").must(),
	namedAt("stockpiles", "stockpile", stockpileTable, func(s *chain.Stockpile) *string { return &s.Name },
		func(c *content) *[]chain.Stockpile { return &c.sc.Stockpiles }, "strategic stocks").otherwiseIs("none"),
	curbsAt("curbs", "what restricts trade"),
	correlationsAt("correlations", "figures and demand shocks that move together"),
	namedAt("policies", "policy", policyTable, func(v *variant) *string { return &v.name },
		func(c *content) *[]variant { return &c.variants }, "what the planner may do, in order; the first is the baseline").otherwiseIs("one, called none, that changes nothing"),
	namedAt("cases", "case", variantTable, func(v *variant) *string { return &v.name },
		func(c *content) *[]variant { return &c.variants }, "named variants of the world").otherwiseIs("none"),
	namedAt("criteria", "criterion", criterionTable, func(c *criterion) *string { return &c.name },
		func(c *content) *[]criterion { return &c.criteria }, "pass/fail conditions that policies must meet").otherwiseIs("none").shorthand("line"),
	{field: field{key: "sweep", doc: "what \"magnetsim sweep\" varies; grid, zip and one_at_a_time are combined with each other", otherwise: "nothing", shape: sweepTable.shape()},
		read: func(*decoder, place, *content) {}}, // read once, when all else is known (sweep.go)
}

// format is the shape of a whole file.
var format = fileTable.shape()

// curbsAt reads the curbs, each of one kind or the other.
func curbsAt(key, doc string) entry[content] {
	elem := curbTable.shape()
	e := entry[content]{field: field{key: key, doc: doc, otherwise: "none", shape: &shape{form: namedForm, elem: elem, noun: "curb"}}}
	e.read = func(d *decoder, at place, into *content) {
		d.each(at, e.shape, func(item place) {
			var c curb
			c.Name = item.key.text
			curbTable.read(d, item, elem, &c)
			into.sc.Curbs = append(into.sc.Curbs, c.finish(elem.groups(item.value)))
		})
	}
	return e
}

// correlationsAt reads the correlations.
func correlationsAt(key, doc string) entry[content] {
	elem := correlationTable.shape()
	return entry[content]{
		field: field{key: key, doc: doc, otherwise: "none", shape: &shape{form: namedForm, noun: "correlation", elem: elem}},
		read: func(d *decoder, at place, into *content) {
			d.each(at, nil, func(item place) {
				var c chain.Correlation
				correlationTable.read(d, item, elem, &c)
				into.sc.Correlations = append(into.sc.Correlations, c)
			})
		},
	}
}

// countAt is a whole number from lo to hi.
func countAt(key string, lo, hi uint64, set func(*Run, uint64), doc string) entry[Run] {
	e := entry[Run]{field: field{key: key, doc: doc, span: unit.Grouped(lo) + " to " + unit.Grouped(hi), shape: &shape{form: wordForm, whole: true}}}
	e.read = func(d *decoder, at place, into *Run) {
		if n, ok := d.whole(at, lo, hi); ok {
			set(into, n)
		}
	}
	return e
}

const (
	currencyPattern = `^[A-Z]{3}$`
	datePattern     = `^\d{4}-\d{2}(-\d{2})?$`
)
