package output

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"magnetsim/sim/unit"
)

// Answer tells what happens in the trial, and why; and what flowed in it.
func (d *Trial) Answer() *Answer {
	a := &Answer{Head: d.Head.about(fmt.Sprintf("Trial %d: %s", d.Place.Number, d.Head.Title), d.Variant), Sentences: d.Sentences()}
	why := each(d.Findings, func(f string) string { return "- " + f })
	if why != nil {
		a.Sentences = slices.Concat(a.Sentences, []string{"Why:"}, why)
	}
	a.Tables = []Table{
		tableOf("trial", "The trial among those of its run", []*Trial{d}, placeColumns()...).only(File),
		tableOf("lost", "What is lost for good", d.Lost,
			text("sector", "Sector", "short name of the sector", func(l SectorLoss) string { return l.Name }),
			text("title", "Sector", "its title", func(l SectorLoss) string { return l.Title }),
			number("lost", "Lost", "t", "demand that is lost for good", func(l SectorLoss) float64 { return l.Lost })).only(File),
		tableOf("events", "What happens", d.Events,
			text("date", "Date", "ISO date; never for what does not come", func(e TrialEvent) string { return e.Date }),
			text("kind", "Kind", "what it is about: curb, shortage, stock, supply or price", func(e TrialEvent) string { return string(e.Kind) }).on(File),
			text("text", "Event", "what happens", func(e TrialEvent) string { return e.Text })).briefly(),
		tableOf("findings", "Why", d.Findings,
			text("finding", "Why", "one reason for the shortage, or for none", func(f string) string { return f }).on(File)),
		tableOf("curbs", "Curbs in force", d.Spans,
			text("curb", "Curb", "short name of the curb", func(s TrialSpan) string { return s.Curb }),
			text("regime", "Regime", "the regime that holds; empty of a scheduled curb", func(s TrialSpan) string { return s.State }),
			day("from", "From", "first day", func(s TrialSpan) string { return s.From }),
			day("to", "To", "day on which it ends", func(s TrialSpan) string { return s.To }),
			day("eased", "Eased", "day on which its severity has fallen to 0", func(s TrialSpan) string { return s.Eased }),
			number("severity", "Severity", "share", "share of normal volumes that it blocks", func(s TrialSpan) float64 { return s.Severity }),
			number("licence_delay", "Licences", "days", "what licences take longer", func(s TrialSpan) float64 { return s.Delay })).only(File),
		d.Ledger(),
	}
	for i, l := range d.Ledgers {
		a.Tables = append(a.Tables, l.shown(when(len(d.Ledgers) > 1, "_%d", i+1), d.All)...)
	}
	for i, l := range d.Feeds {
		a.Tables = append(a.Tables, l.shown(fmt.Sprintf("_fed_%d", i+1), d.All)...)
	}
	return a
}

func placeColumns() []column[*Trial] {
	return slices.Concat([]column[*Trial]{
		whole("trial", "Trial", "number of the trial", func(d *Trial) uint64 { return d.Place.Number }),
	}, variantColumns(ofRun, func(d *Trial) Variant { return d.Variant }), []column[*Trial]{
		text("chosen", "Chosen", "why it was chosen; empty if by its number", func(d *Trial) string { return d.Place.Chosen }),
		text("metric", "Metric", "the outcome by which it is placed", func(d *Trial) string { return d.Place.Metric }),
		text("unit", "Unit", "of the metric", func(d *Trial) string { return d.Place.Unit }),
		inUnits("value", "Value", "the metric in the trial", func(d *Trial) (float64, string) { return d.Place.Value, d.Place.Unit }),
		whole("trials", "Trials", "trials of the run", func(d *Trial) int64 { return d.Place.Trials }),
		number("share_of_trials_below", "Below", "", "share of the run's trials with less", func(d *Trial) float64 { return d.Place.Below }),
		number("share_of_trials_the_same", "Same", "", "share of the run's trials with exactly as much, itself counted", func(d *Trial) float64 { return d.Place.Same }),
		whole("numbers_the_same_as_stored", "Compared", "numbers that are the same, to the last bit, as the run stored", func(d *Trial) int { return d.Compared }),
		number("waited", "Waited", "t", "what was unmet when due and not lost", func(d *Trial) float64 { return d.Waited }),
		number("still_waiting", "Waiting", "t", "of this, what still waits at the end", func(d *Trial) float64 { return d.Waiting }),
	})
}

type ledgerStep struct {
	of   *TrialLedger
	step int
}

// Ledger is what flowed and what was in stock, step by step. Several stages of the
// chain stand below one another.
func (d *Trial) Ledger() Table {
	columns := []column[ledgerStep]{
		whole("step", "Step", "step of the trial, counted from 0", func(s ledgerStep) int { return s.step }),
		day("date", "Date", "day on which the step begins", func(s ledgerStep) string { return s.of.Dates[s.step] }),
		text("stage", "Stage", "stage of the chain", func(s ledgerStep) string { return s.of.Stage }),
	}
	ledgers := slices.Concat(d.Ledgers, d.Feeds)
	for _, l := range ledgers {
		for _, c := range l.Columns {
			if !slices.ContainsFunc(columns, func(o column[ledgerStep]) bool { return o.Name == c.Header() }) {
				columns = append(columns, number(c.Name, c.Title, c.Unit, c.doc(), func(s ledgerStep) float64 { return s.of.value(c.Header(), s.step) }))
			}
		}
	}
	var steps []ledgerStep
	for i := range ledgers {
		for k := range ledgers[i].Dates {
			steps = append(steps, ledgerStep{&ledgers[i], k})
		}
	}
	return tableOf("ledger", "What flowed, step by step", steps, columns...).only(File)
}

// value is that of a column in a step; NaN where the ledger has no such column.
func (l *TrialLedger) value(header string, step int) float64 {
	c, ok := first(l.Columns, func(c *LedgerColumn) bool { return c.Header() == header })
	if !ok {
		return math.NaN()
	}
	return c.Values[step]
}

// ledgerDocs explain the columns of a ledger, by the first word of their names.
var ledgerDocs = map[string]string{
	"severity":      "severity of the curb",
	"licence_delay": "what licences take longer",
	"ordered":       "ordered from all sources; what did not come is ordered again",
	"arrived":       "what arrives, of all origins or of one",
	"made":          "made at home",
	"released":      "released by strategic stocks",
	"bought":        "bought for strategic stocks",
	"needed":        "what users need",
	"used":          "what users use",
	"unmet":         "newly unmet, before part of it waits: in all, or of one sector or material",
	"cover":         "own stocks at the end of the step, in days of use: in all, or of one material",
	"stock":         "strategic stock at the end of the step",
}

func (c LedgerColumn) doc() string {
	first, _, _ := strings.Cut(c.Name, ".")
	return ledgerDocs[first] + "; empty where the stage has none"
}

// shown are the tables of a ledger that people read: what flows, what is in stock, from
// whom it arrives, who goes short. What is 0 stays blank, so that what matters stands
// out.
func (l *TrialLedger) shown(suffix string, steps bool) []Table {
	lines, by := l.ByMonth(), "month"
	if steps {
		lines, by = l.Steps(), "step"
	}
	var all []Table
	for _, part := range []struct {
		group       LedgerGroup
		name, title string
	}{
		{LedgerMain, "flows", cmp.Or(l.Title, unit.UpperFirst(l.Stage)) + ", by " + by + " (t)"},
		{LedgerStocks, "stocks", "Stocks at the end: own in days of use, strategic in t"},
		{LedgerOrigins, "origins", "What arrives, by origin (t)"},
		{LedgerSectors, "unmet", "What is newly unmet (t)"},
	} {
		columns := []column[LedgerLine]{text("time", "", "", func(x LedgerLine) string { return x.Label })}
		for i, c := range l.Columns {
			if c.Group == part.group && slices.ContainsFunc(lines, func(x LedgerLine) bool { return c.short(x.Values[i]) != "" }) {
				columns = append(columns, columnOf(Number, c.Name, c.Title, "", "", func(x LedgerLine) Cell { return Cell{Text: c.short(x.Values[i]), Value: math.NaN()} }))
			}
		}
		if len(columns) > 1 {
			all = append(all, tableOf(part.name+suffix, part.title, lines, columns...).only(People))
		}
	}
	if len(all) > 0 {
		all[len(all)-1].Notes = []string{l.note(steps)}
	}
	return all
}

// short writes a value for a narrow column; "" for what is 0, or next to it.
func (c LedgerColumn) short(x float64) string {
	switch {
	case c.Unit == "share" && x >= 0.005:
		return fmt.Sprintf("%.0f%%", 100*x)
	case c.Unit == "days":
		return fmt.Sprintf("%.0f", x)
	case c.Unit == "t" && c.Sums == LastStep && x >= 0.5, x >= 9.95:
		return unit.Grouped(int64(math.Round(x)))
	case c.Unit == "t" && x >= 0.05:
		return fmt.Sprintf("%.1f", x)
	}
	return ""
}

func (l *TrialLedger) note(steps bool) string {
	curbs := those(l.Columns, func(c LedgerColumn) bool { return c.Unit == "share" })
	note := "Orders: from all sources, with what did not come ordered again. Made: at home. Release, Stored: by and for strategic stocks. Unmet: newly, before part of it waits. Blank: nothing, or less than is shown."
	if !steps {
		note = "A month holds the steps whose middle lies in it. " + note + " Calm months in a row are one line, with average flows per month."
	}
	return when(curbs != nil, "First, severity: %s. ", strings.Join(each(curbs, func(c LedgerColumn) string { return c.Title }), ", ")) + note
}

// Sentences say why the trial was chosen, what is lost in it and where it stands.
func (d *Trial) Sentences() []string {
	return said(
		when(d.Place.Chosen != "", "%s.", unit.UpperFirst(d.Place.Chosen)),
		d.loss()+" "+d.Place.standing(),
		d.wait(),
		when(d.Compared > 0, "Played again, all %d numbers of the trial are the same to the last bit as stored.", d.Compared))
}

func (d *Trial) loss() string {
	p := d.Place
	if p.Value == 0 && (len(d.Products) < 2 || len(d.Lost) == 0) {
		return fmt.Sprintf("No demand is lost in this trial (the %s is 0).", d.Head.Titles.Metric(p.Metric))
	}
	parts := strings.Join(each(d.Lost, func(x SectorLoss) string { return x.Title + " " + tonnes(x.Lost) }), ", ")
	if len(d.Products) > 1 { // tonnes of one are not those of another
		totals := each(d.Products, func(x SectorLoss) string { return tonnes(x.Lost) + " of " + x.Title })
		return fmt.Sprintf("In this trial %s are lost for good: %s. It is placed by its %s.", strings.Join(totals, " and "), parts, d.Head.Titles.Metric(p.Metric))
	}
	if p.Metric != MetricOf(Shortfall, Total) {
		return fmt.Sprintf("In this trial the %s is %s. Lost for good: %s.", d.Head.Titles.Metric(p.Metric), unit.Format(p.Value, p.Unit), cmp.Or(parts, "nothing"))
	}
	return fmt.Sprintf("In this trial %s of demand are lost for good: %s.", unit.Format(p.Value, p.Unit), parts)
}

// wait says what became of what was unmet and not lost; "" of none.
func (d *Trial) wait() string {
	also, rest := either(d.Place.Value > 0, "more ", ""), "they were delivered later"
	switch {
	case d.Waiting >= 0.995*d.Waited:
		rest = "they still wait at the end"
	case d.Waiting > 0:
		rest = tonnes(d.Waiting) + " still wait at the end, the rest was delivered later"
	}
	return when(d.Waited > 0, "%s %scould wait when they were due: %s.", tonnes(d.Waited), also, rest)
}

// Text is the value by which the trial is placed, with its unit.
func (p TrialPlace) Text() string { return unit.Format(p.Value, p.Unit) }

// standing says where the trial stands among all of the run.
func (p TrialPlace) standing() string {
	same, more := unit.Format(p.Same, "share"), 1-p.Below-p.Same
	switch {
	case p.Trials == 1:
		return "It is the run's only trial."
	case p.Value == 0:
		return "So it is in " + same + " of the run's trials."
	case more < 0.5/float64(p.Trials):
		return "No trial of the run has more."
	}
	return unit.Format(p.Below, "share") + " of the run's trials have less."
}
