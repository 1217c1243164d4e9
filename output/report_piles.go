package output

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"magnetsim/sim"
	"magnetsim/sim/unit"
)

// pileRow is a strategic stock under a variant.
type pileRow struct {
	variant int
	pile    string
}

// pileTable shows what strategic stocks do under every variant that keeps any: what is
// bought and what it costs, whether and when they are drawn on, by whom, and whether they
// run empty.
func (r *Report) pileTable() Table {
	var rows []pileRow
	for v := range r.Variants {
		for _, pile := range r.piles() {
			bought, _ := r.Stat(v, MetricOf("bought", pile), "mean")
			paid, _ := r.Stat(v, MetricOf("purchase", pile), "mean")
			out, _ := r.Stat(v, MetricOf("released", pile), "mean")
			if bought.Value > 0 || paid.Value > 0 || out.Value > 0 {
				rows = append(rows, pileRow{v, pile})
			}
		}
	}
	of := func(name, title, doc, measure, statistic string) column[pileRow] {
		return columnOf(Number, name, title, r.unitOf(measure, statistic), doc, func(p pileRow) Cell {
			return cellIf(r.Stat(p.variant, MetricOf(measure, p.pile), statistic))
		})
	}
	used := func(p pileRow) bool {
		s, _ := r.Stat(p.variant, MetricOf("released", p.pile), "p_any")
		return s.Value > 0
	}
	const drawn, money, yearly = ", what is drawn", ", money", ", outlay by year"
	columns := slices.Concat([]column[pileRow]{
		text("label", "Policy: stockpile", "", func(p pileRow) string { return r.Variants[p.variant].Label() + ": " + r.Titles.Stockpile(p.pile) }).on(People),
	}, variantColumns(ofVariant, func(p pileRow) Variant { return r.Variants[p.variant] }), []column[pileRow]{
		text("stockpile", "Stockpile", "name of the strategic stock", func(p pileRow) string { return p.pile }).on(File),
		text("title", "", "the stock, as people read it", func(p pileRow) string { return r.Titles.Stockpile(p.pile) }).on(File),
		of("bought", "Bought", "mean of the tonnes bought after the start", "bought", "mean"),
		of("chance_full", "Full", "chance that it ever holds its target", Filled, exceeds(sim.FullAt)).as(Estimate),
		text("full_by", "Full by (p50)", "", func(p pileRow) string { return r.dateOf(p.variant, MetricOf("first_full", p.pile), "p50") }).on(People),
		of("first_full_p50", "", "percentile of the time until it first holds its target; empty where it never does in half of the trials", "first_full", "p50").on(File),
		of("chance_used", "Used", "chance that anything is released", "released", "p_any").as(Estimate),
		text("first_release", "First release (p5, p50)", "", func(p pileRow) string {
			metric := MetricOf("first_release", p.pile)
			return survival(r.dateOf(p.variant, metric, "p5"), r.dateOf(p.variant, metric, "p50"))
		}).on(People).where(used),
		of("first_release_p5", "", "percentile of the time to the first release, of the trials with one", "first_release", "p5").on(File).where(used),
		of("first_release_p50", "", "percentile of the time to the first release, of the trials with one", "first_release", "p50").on(File).where(used),
		of("chance_empty", "Runs empty", "chance that a release is cut short by the level", "exhausted", "mean").as(Estimate),
		of("time_empty", "For", "mean of the time in which releases are cut short, over all trials", "time_exhausted", "mean"),
		of("released", "Released", "mean of the tonnes released", "released", "mean").part(drawn),
	}, each(r.drawers(), func(s Sector) column[pileRow] {
		return columnOf(Number, "to_"+Header(s.Name, ""), "to "+r.SubjectTitle(s.Name), "t", "mean of the tonnes released to the sector", func(p pileRow) Cell {
			return cellIf(r.Stat(p.variant, MetricOf("released_to", p.pile+"."+s.Name), "mean"))
		}).part(drawn)
	}), []column[pileRow]{
		of("purchase", "Outlay", "mean paid for the initial level and for tonnes bought at the day's price", "purchase", "mean").part(money),
		of("holding", "Holding", "mean cost of holding", "holding", "mean").part(money),
		of("end_value", "End value", "mean value of the level at the end, at the base price", EndValue, "mean").part(money),
		of("cost", "Cost", "mean of outlay and holding less the end value", StockCost, "mean").as(Estimate).part(money),
	}, each(r.years(), func(year string) column[pileRow] {
		return columnOf(Number, "purchase_"+year, year, r.unitOf("purchase", "mean"), "mean paid in the year for its level at the start and for tonnes bought", func(p pileRow) Cell {
			return cellIf(r.Stat(p.variant, MetricOf("purchase", p.pile+"@"+year), "mean"))
		}).part(yearly)
	}))
	return tableOf("stockpiles", "Stockpiles", rows, columns...).under("Stockpiles").
		noted(said("Bought: after the start · outlay: includes the initial level · full by: in half of the trials · releases earn nothing · first release: in trials with one · for: mean over all trials, including those in which it never runs empty",
			when(r.AllFits, "All of a stock is assumed to be usable by everyone who draws on it, so its benefit is an upper bound; `usable` of a stockpile says who can use how much"))...)
}

// piles are the strategic stocks, in the order of the scenario.
func (r *Report) piles() []string {
	stocks := those(r.Stats, func(s Stat) bool { return s.Kind == "stockpile" && s.Measure == "released" })
	return distinct(stocks, func(s Stat) string { return s.Subject })
}

// drawers are the sectors that strategic stocks release to under some variant.
func (r *Report) drawers() []Sector {
	return those(r.Sectors, func(x Sector) bool {
		return slices.ContainsFunc(r.Stats, func(s Stat) bool {
			return s.Measure == "released_to" && s.Statistic == "mean" && s.Value > 0 && strings.HasSuffix(s.Subject, "."+x.Name)
		})
	})
}

// yearRow is a quantity under a variant, of the whole and of every year by itself.
type yearRow struct {
	variant           int
	what, kind        string
	metric, statistic string
}

// yearTable shows the losses of every calendar year by itself, and what is paid for stocks
// and as capital in it, beside those of the whole horizon.
func (r *Report) yearTable() Table {
	var rows []yearRow
	add := func(what, kind, metric, statistic string) { // under every variant
		rows = append(rows, eachAt(r.Variants, func(v int, _ Variant) yearRow { return yearRow{v, what, kind, metric, statistic} })...)
	}
	for _, chief := range r.Chiefs() {
		add("Chance of any shortfall"+r.product(chief), chief+"chance", chief, "p_any")
		add("Mean shortfall"+r.product(chief), chief+"mean", chief, "mean")
	}
	for _, s := range r.subjects(0) {
		if s.kind == "sector" {
			rows = append(rows, yearRow{0, "Mean shortfall of " + r.SubjectTitle(s.subject), "sectors", MetricOf(Shortfall, s.subject), "mean"})
		}
	}
	if _, ok := r.Stat(0, MetricOf(ValueLost, Total), "mean"); ok {
		add("Mean value lost", "money", MetricOf(ValueLost, Total), "mean")
	}
	if slices.ContainsFunc(r.Stats, func(s Stat) bool { return s.Metric == MetricOf(Outlay, Total) && s.Statistic == "mean" && s.Value > 0 }) {
		add("Mean outlay", "outlay", MetricOf(Outlay, Total), "mean")
	}
	cell := func(p yearRow, metric string) Cell { return cellIf(r.Stat(p.variant, metric, p.statistic)) }
	columns := []column[yearRow]{
		text("label", "Year by year", "", func(p yearRow) string {
			return p.what + when(len(r.Variants) > 1 && p.kind != "sectors", ": %s", r.Variants[p.variant].Label())
		}).on(People),
		text("what", "", "quantity", func(p yearRow) string { return p.what }).on(File),
		text("policy", "", "policy in force", func(p yearRow) string { return r.Variants[p.variant].Policy }).on(File),
		text("unit", "", "unit of the numbers of the row", func(p yearRow) string { s, _ := r.Stat(p.variant, p.metric, p.statistic); return s.Unit }).on(File),
		text("kind", "", "", func(p yearRow) string { return p.kind }).on(People).ruled(),
	}
	years := r.years()
	for _, year := range years {
		columns = append(columns, columnOf(Number, "in_"+year, year, "", "of the year alone", func(p yearRow) Cell { return cell(p, p.metric+"@"+year) }))
	}
	columns = append(columns, columnOf(Number, "whole", either(r.Run.Told == "", "Whole", "Together"), "", "of the whole time reported", func(p yearRow) Cell { return cell(p, p.metric) }))
	if len(years) == 0 {
		columns = nil
	}
	return tableOf("years", "By year", rows, columns...).under("By year").
		noted(append(said(when(len(r.Variants) > 1, "Sectors: under %s", r.Variants[0].Label()), when(r.Run.Told != "", "%s: of a year, only the part within that is counted", unit.UpperFirst(r.Run.Told))), "A year's chance is that of a loss in that calendar year; the chance of the whole is that of a loss in any of them, so it is not their sum",
			"A loss counts in the year in which it falls; "+cmp.Or(r.Run.Money, "money is not discounted"))...)
}

// years are the calendar years that the loss is told of, "2028".
func (r *Report) years() []string {
	before := r.Chief() + "@"
	told := those(r.Stats, func(s Stat) bool {
		year, ok := strings.CutPrefix(s.Metric, before)
		return ok && len(year) == len("2028") && s.Statistic == "mean" && !math.IsNaN(s.Value)
	})
	return distinct(told, func(s Stat) string { return strings.TrimPrefix(s.Metric, before) })
}
