package output

import (
	"math"
	"slices"
)

// SectorGrid shows how one variant fares: one row a sector, then the total, then
// the materials.
func (r *Report) SectorGrid(v int) Grid {
	g := Grid{Name: "sectors", Title: "By sector: " + r.Variants[v].Label(), Columns: []string{
		"Sector", "Shortage", "Any shortfall", "Mean shortfall", "p50", "p90", "p95", "CVaR95", "Given up", "Moved", "Units lost", "Value lost", "Time to survive (p5, p50)", "First shortage (p5, p50)",
	}}
	survives := false
	for _, s := range r.subjects() {
		row := r.sectorRow(v, s.name)
		survives = survives || row[len(row)-2] != ""
		g.Rows = append(g.Rows, GridRow{row, s.rule})
	}
	g.Notes = append(g.shortageNote(), "± sampling error (95%)", "CVaR95: mean of the worst 5%", "over the whole horizon")
	if r.turned(v) != "" {
		g.Notes = append(g.Notes, turnedNote)
	}
	if survives {
		g.Notes = append(g.Notes, "time to survive: from the onset of the first curb that binds to the first step with more than 1% unmet, of the trials in which a curb binds")
	}
	return g
}

func (r *Report) sectorRow(v int, subject string) []string {
	shortfall := MetricOf(Shortfall, subject)
	row := []string{r.SubjectTitle(subject), r.cell(v, MetricOf(Shortage, subject), OverOnePercent, true), r.cell(v, shortfall, "p_any", true), r.cell(v, shortfall, "mean", true)}
	for _, statistic := range []string{"p50", "p90", "p95", "cvar95"} {
		row = append(row, r.cell(v, shortfall, statistic, false))
	}
	survives := MetricOf(Survival, subject)
	row = append(row, r.cell(v, MetricOf(GivenUp, subject), "mean", false), r.cell(v, MetricOf(Moved, subject), "mean", false))
	return append(row, r.cell(v, MetricOf(UnitsLost, subject), "mean", false), r.cell(v, MetricOf(ValueLost, subject), "mean", false),
		survival(r.cell(v, survives, "p5", false), r.cell(v, survives, "p50", false)),
		survival(r.firstDate(v, subject, "p5"), r.firstDate(v, subject, "p50")))
}

// firstDate is the day on which the step of a percentile of the first shortage
// begins, "never" where that is none.
func (r *Report) firstDate(v int, subject, statistic string) string {
	s, ok := r.Stat(v, MetricOf(FirstShort, subject), statistic)
	switch {
	case !ok || !(r.Run.StepDays > 0):
		return ""
	case math.IsInf(s.Value, 1):
		return s.Text()
	}
	step := int(math.Round(s.Value * daysIn(s.Unit) / r.Run.StepDays))
	if step < 0 || step >= len(r.Run.Dates) {
		return ""
	}
	return r.Run.Dates[step]
}

// daysIn is the length of the unit in which times are told.
func daysIn(unit string) float64 {
	if unit == "months" {
		return daysPerYear / 12
	}
	return 7
}

// survival shows a time: how soon in one of twenty
// cases, and in half of them.
func survival(p5, p50 string) string {
	if p5 == "" || p5 == p50 {
		return p5
	}
	return p5 + ", " + p50
}

// counted is a subject that losses are counted for; rule is set where a new kind
// begins.
type counted struct {
	name string
	rule bool
}

// subjects lists whom the report counts losses for: sectors, totals, materials.
func (r *Report) subjects() []counted {
	var all []counted
	for _, kind := range []string{"sector", "total", "material"} {
		before := len(all)
		for _, x := range r.Stats {
			lost := slices.Contains([]string{Shortfall, ValueLost, UnitsLost}, x.Measure)
			known := func(c counted) bool { return c.name == x.Subject }
			if lost && x.Kind == kind && !slices.ContainsFunc(all, known) {
				all = append(all, counted{x.Subject, before > 0 && len(all) == before})
			}
		}
	}
	return all
}

// ShareGrid shows the mean shortfall of every sector under every variant, ~
// where a variant cannot be told apart from the first.
func (r *Report) ShareGrid() Grid {
	g := Grid{Name: "sectors by policy", Title: "Mean shortfall by sector and policy", Columns: []string{"Sector"}}
	for _, v := range r.Variants {
		g.Columns = append(g.Columns, v.Label())
	}
	marked := false
	for _, s := range r.subjects() {
		row := []string{r.SubjectTitle(s.name)}
		for v := range r.Variants {
			metric := MetricOf(Shortfall, s.name)
			text := r.cell(v, metric, "mean", true)
			if p, ok := r.Change(v, metric); ok && p.Same && text != "" {
				text, marked = text+" "+Same, true
			}
			row = append(row, text)
		}
		g.Rows = append(g.Rows, GridRow{row, s.rule})
	}
	g.Notes = []string{"± sampling error (95%)"}
	if marked {
		g.Notes = append(g.Notes, Same+" cannot be told apart from "+r.Variants[0].Label()+" on the same draws")
	}
	return g
}

// shortageNote explains the column of shortages where it tells anything.
func (g Grid) shortageNote() []string {
	at := slices.Index(g.Columns, "Shortage")
	if at < 0 || !slices.ContainsFunc(g.Rows, func(row GridRow) bool { return row.Cells[at] != "" }) {
		return nil
	}
	return []string{ShortageNote}
}
