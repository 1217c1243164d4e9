package output

import (
	"cmp"
	"magnetsim/sim/unit"
	"slices"
	"strings"
)

// Answer tells a run: who goes short, what each policy changes, every number, what is
// followed in time, what was drawn and what is assumed.
func (r *Report) Answer() *Answer {
	a := &Answer{Head: r.Head(), Sentences: r.Sentences(), Short: r.short(), Criteria: r.verdictTable(), Notes: append(notesOf(r.Warnings), r.groundsNote()...)}
	if len(r.Variants) > 0 {
		a.Tables = append(a.Tables, r.besideTable(), r.sectorTable(0), r.policyTable(), r.pileTable().annexed(), r.yearTable().annexed(), r.changeTable(), r.shareTable())
	}
	a.Tables = append(a.Tables, r.SummaryTable())
	if len(r.Criteria) > 0 {
		a.Tables = append(a.Tables, r.criteriaTable())
	}
	if len(r.Cases) > 0 {
		a.Tables = append(a.Tables, r.caseTable())
	}
	a.Tables = append(a.Tables, r.SeriesTable(), r.drivesTable(), r.driverTable(), r.inputTable(), r.AssumptionTable())
	return a
}

// Head is what was played.
func (r *Report) Head() Head {
	x := r.Run
	return Head{
		Verb: "run", Scenario: r.Scenario, Title: r.Title, Description: r.Description, Titles: r.Titles, Trials: x.Trials, Asked: x.Asked, Failed: r.Health.Failed,
		Seed: x.Seed, Sampling: x.Sampling, Start: x.Start, End: x.End, Step: x.StepName, Steps: x.Steps, Money: x.Money, Told: x.Told, Hash: x.Hash, Version: x.Version, GoArch: x.GoArch,
		Complete: x.Complete, Imbalance: r.Health.Imbalance, SourceLine: r.SourceLine, NoteLine: r.NoteLine, Repeat: "magnetsim run scenario.resolved.yaml",
	}
}

// subjectRow is a variant, and whom a row speaks of.
type subjectRow struct {
	variant int
	subject string // whose tonnes: "auto", "total"; "" of a row of money alone
	money   string // whose money: "total"; "" of a row of tonnes alone
	kind    string // of the subject; a line is drawn where it changes
}

// of is a column of a statistic of the report; of a chance and a mean for people with
// its error.
func (r *Report) of(name, title, doc, measure, statistic string) column[subjectRow] {
	kind := either(statistic == "mean" || statistic == "ratio" || strings.HasPrefix(statistic, "p_"), Estimate, Number)
	return columnOf(kind, name, title, r.unitOf(measure, statistic), doc, func(p subjectRow) Cell {
		return cellIf(r.Stat(p.variant, MetricOf(measure, p.subject), statistic))
	})
}

// money is a column of a statistic of money: that of the total, where the row has it.
func (r *Report) money(name, title, doc, measure, statistic string) column[subjectRow] {
	c := r.of(name, title, doc, measure, statistic)
	if cell := c.cell; measure != CostPerTonne {
		c.cell = func(p subjectRow) Cell { p.subject = p.money; return cell(p) }
	}
	return c
}

func (r *Report) unitOf(measure, statistic string) string {
	s, _ := first(r.Stats, func(s *Stat) bool { return s.Measure == measure && s.Statistic == statistic })
	return s.Unit
}

func aside(title string, columns []column[subjectRow]) []column[subjectRow] {
	return each(columns, func(c column[subjectRow]) column[subjectRow] { return c.part(title) })
}

func (r *Report) address() []column[subjectRow] {
	return variantColumns(ofVariant, func(p subjectRow) Variant { return r.Variants[p.variant] })
}

// hidden is a column that draws lines between the kinds of rows, and is in no file.
func hidden(of func(subjectRow) string) column[subjectRow] {
	return text("kind", "", "", of).on(People).ruled()
}

func (r *Report) tonnes(more ...column[subjectRow]) []column[subjectRow] {
	return append([]column[subjectRow]{
		r.of("material_shortage", "Shortage", "chance of a material shortage: a sector loses more than 1% of a year's use of a material", Shortage, OverOnePercent).brief(""),
		r.of("any_shortfall", "Any shortfall", "chance of any shortfall", Shortfall, "p_any"),
		r.of("mean_shortfall", "Mean shortfall", "mean of the tonnes lost over all trials, including those without any", Shortfall, "mean").brief("Mean loss"),
	}, more...)
}

// tails are percentiles and means of the worst trials. Files have the error of a mean; for
// people it would make the table too wide.
func (r *Report) tails(statistics ...string) []column[subjectRow] {
	var all []column[subjectRow]
	for _, s := range statistics {
		t, ok := strings.CutPrefix(s, "cvar")
		if !ok {
			all = append(all, r.of(s+"_shortfall", s, "percentile: "+strings.TrimPrefix(s, "p")+"% of the trials lie at or below it", Shortfall, s))
			continue
		}
		of := func(name string) column[subjectRow] {
			return r.of(name, "CVaR"+t, "mean of the worst trials, 5% of them for CVaR95", Shortfall, s)
		}
		all = append(all, of(s+"_shortfall").as(Estimate).on(File), of(s).on(People))
	}
	return all
}

func (r *Report) turnedAway() []column[subjectRow] {
	return []column[subjectRow]{
		r.of("given_up", "Given up", "mean of the demand given up: not replaced by another material of the scenario", GivenUp, "mean").as(Number),
		r.of("moved", "Moved", "mean of the demand that moved to another material", Moved, "mean").as(Number),
	}
}

// besides is what a part of a table on paper is called.
func (r *Report) besides(with, without string) string { return either(r.Substitutes(), with, without) }

// policyTable shows the variants side by side: how likely and how large a shortfall
// is, the change against the first on the same draws, and what each costs and is worth.
func (r *Report) policyTable() Table {
	chiefs := r.Chiefs()
	title := "Policies side by side: all sectors"
	several := len(chiefs) > 1 // tonnes of one end product are not those of another; money is of all
	var rows []subjectRow
	add := func(like subjectRow) { // under every variant
		rows = append(rows, eachAt(r.Variants, func(v int, _ Variant) subjectRow { like.variant = v; return like })...)
	}
	for _, chief := range chiefs {
		add(subjectRow{subject: SubjectOf(chief), kind: chief, money: either(several, "", Total)})
	}
	if several {
		add(subjectRow{kind: "money", money: Total})
	} else {
		title += strings.TrimPrefix(r.SubjectTitle(SubjectOf(chiefs[0])), "Total")
	}
	name := func(p subjectRow) string {
		product := unit.UpperFirst(r.Titles.Stage(strings.TrimPrefix(p.subject, Total+"."))) + ": "
		return either(several && p.subject != "", product, "") + r.Variants[p.variant].Label()
	}
	change := columnOf(Change, "change", "Change", r.unitOf(Shortfall, "mean"), "change of the mean against the first policy, on the same draws; empty for the first policy", func(p subjectRow) Cell {
		return cellIf(r.Change(p.variant, MetricOf(Shortfall, p.subject)))
	})
	benefit := func(p subjectRow) Cell {
		b, ok := r.Benefit(p.variant)
		return cellIf(b, ok && p.money != "")
	}
	columns := slices.Concat([]column[subjectRow]{
		text("label", "Policy", "", name).on(People).brief(""), hidden(func(p subjectRow) string { return p.kind }),
	}, r.address(), []column[subjectRow]{
		text("subject", "", "whose tonnes they are: total, or total of one end product", func(p subjectRow) string { return cmp.Or(p.subject, SubjectOf(chiefs[0])) }).on(File),
	}, r.tonnes(append([]column[subjectRow]{change.brief("").spare()}, r.tails("p95", "cvar95")...)...), aside(r.besides(", tonnes substituted and money", ", money"), slices.Concat(r.turnedAway(), moneyColumns(r.Currency, r.money, benefit), []column[subjectRow]{
		text("criteria", "", "", func(p subjectRow) string { return r.met(p.variant) }).on(0).brief("Criteria"),
	})))
	t := tableOf("policies", title, rows, columns...)
	if len(r.Variants) == 1 { // nothing stands beside it, but on a page
		t = t.only(Page)
	}
	marked := slices.ContainsFunc(rows, func(p subjectRow) bool {
		x, ok := r.Change(p.variant, MetricOf(Shortfall, p.subject))
		y, money := r.Benefit(p.variant)
		return ok && x.Same || money && y.Same
	})
	return t.noted(r.policyNotes(marked)...).legend(r.legend(marked)).under("Policies")
}

// legend explains, in a line, the columns of a brief screen.
func (r *Report) legend(marked bool) string {
	return strings.Join(said(either(r.unitOf(Shortage, OverOnePercent) == "", "", shortNote),
		"± sampling error (95%)", either(marked, Same+" none known", ""), either(len(r.Variants) > 1 && r.unitOf(StockCost, "mean") != "", r.Run.Money, ""), r.carried()), " · ")
}

func (r *Report) policyNotes(marked bool) []string {
	if len(r.Variants) < 2 {
		return nil
	}
	first := r.Variants[0].Label()
	_, worth := r.Benefit(1)
	perTonne := slices.ContainsFunc(r.Stats, func(s Stat) bool { return s.Measure == CostPerTonne })
	return said("Change: in the mean, against "+first+", on the same draws",
		when(worth, "Net benefit: the %s that a policy spares, less its extra cost, against %s", r.spared(), first),
		when(r.unitOf(StockCost, "mean") != "", "Cost: outlay and running cost less the end value of stocks; sellers' premiums and the value of plants at the end are not counted; %s", cmp.Or(r.Run.Money, "money is not discounted")),
		when(perTonne && len(r.Chiefs()) > 1, "Cost per tonne spared: the whole cost, by the tonnes of that end product alone"),
		when(marked, "%s cannot be told apart from %s: the difference is inside its sampling error", Same, first))
}

// sectorTable shows people how one variant fares: a row a sector, then the total, then
// the materials.
func (r *Report) sectorTable(v int) Table {
	spell := func(name, title string, of func(p subjectRow, statistic string) string) column[subjectRow] {
		return text(name, title, "", func(p subjectRow) string { return survival(of(p, "p5"), of(p, "p50")) }).on(People)
	}
	columns := slices.Concat([]column[subjectRow]{
		text("sector", "Sector", "", func(p subjectRow) string { return r.SubjectTitle(p.subject) }).on(People).brief(""), hidden(func(p subjectRow) string { return p.kind }),
	}, r.tonnes(append(r.tails("p50", "p90", "p95"), r.of("cvar95_shortfall", "CVaR95", "mean of the worst 5% of the trials", Shortfall, "cvar95").brief(""))...), aside(r.besides(", in tonnes substituted, units and money", ", in units and money"), slices.Concat(r.turnedAway(), []column[subjectRow]{
		text("units_lost", "Units lost", "", func(p subjectRow) string { return r.text(p.variant, MetricOf(UnitsLost, p.subject), "mean") }).on(People),
		r.of("value_lost", "Value lost", "", ValueLost, "mean").as(Number),
		spell("survival", "Time to survive (p5, p50)", func(p subjectRow, s string) string {
			return r.text(p.variant, MetricOf(Survival, p.subject), s)
		}),
		spell("first", "First shortage (p5, p50)", func(p subjectRow, s string) string { return r.dateOf(p.variant, MetricOf(FirstShort, p.subject), s) }).brief(""),
	})))
	variant, on := r.Variants[v], People
	if len(r.Variants) == 1 { // else a brief screen has the policies
		on |= Brief
	}
	return tableOf("sectors"+either(variant == r.Variants[0], "", "-"+variant.Policy), "By sector: "+variant.Label(), r.subjects(v), columns...).only(on).legend(r.legend(false)).
		noted(strings.Join(r.sectorNotes(v), " · ")).under("Sectors").annexed()
}

func (r *Report) sectorNotes(v int) []string {
	return said(either(r.unitOf(Shortage, OverOnePercent) == "", "", ShortageNote), "± sampling error (95%)", "CVaR95: mean of the worst 5%", cmp.Or(r.Run.Told, "over the whole horizon"),
		either(r.turned(v) != "", turnedNote, ""),
		when(r.unitOf(Survival, "p50") != "", "time to survive: from the onset of the first curb that binds to the first step with more than 1%% unmet, of the trials in which a curb binds"))
}

// shareTable shows the mean shortfall of every sector under every variant, ~ where a
// variant cannot be told apart from the first.
func (r *Report) shareTable() Table {
	columns := []column[subjectRow]{text("sector", "Sector", "", func(p subjectRow) string { return r.SubjectTitle(p.subject) })}
	for v, variant := range r.Variants {
		columns = append(columns, columnOf(Estimate, "v", variant.Label(), "t", "", func(p subjectRow) Cell {
			metric := MetricOf(Shortfall, p.subject)
			c := cellIf(r.Stat(v, metric, "mean"))
			x, _ := r.Change(v, metric)
			c.Same = x.Same
			return c
		}))
	}
	on := Page
	if n := len(r.Variants); n < 2 || n > 8 { // nothing beside it, or more columns than a page takes
		on = 0
	}
	return tableOf("shares", "Mean shortfall by sector and policy", r.subjects(0), columns...).only(on).under("Sectors").annexed().
		noted("± sampling error (95%)", Same+" cannot be told apart from "+r.Variants[0].Label()+" on the same draws")
}

// moneyColumns are what is lost, spent and gained in money, named alike in the tables of
// every verb so that they can be stacked. A statistic is found by its measure: of the
// total, but the cost per tonne, which is that of the tonnes of the row.
func moneyColumns[T any](currency string, of func(name, title, doc, measure, statistic string) column[T], benefit func(T) Cell) []column[T] {
	return []column[T]{
		of("value_lost", "Value lost", "mean of the value that is lost with the tonnes", ValueLost, "mean").as(Number),
		of("outlay", "Outlay", "mean paid for stocks and as capital", Outlay, "mean").as(Number),
		of("yearly_cost", "Running cost", "mean paid for holding, and by the year and the tonne", YearlyCost, "mean").as(Number),
		of("end_value", "End value", "mean value of the stocks at the end", EndValue, "mean").as(Number),
		of("cost", "Cost", "mean of the outlay and the running cost, less the end value", StockCost, "mean").brief("Cost"),
		columnOf(Change, "net_benefit", "Net benefit", currency, "value lost that is spared, less the extra cost of the policy, against the first policy", benefit).brief(""),
		of("cost_per_tonne", "Cost per tonne spared", "extra cost of the policy per tonne spared, against the first policy", CostPerTonne, "ratio"),
	}
}
