package text

import (
	"fmt"
	"io"
	"math"
	"strings"

	"magnetsim/output"
	"magnetsim/sim/unit"
)

// Trial writes the story of a trial: with all its steps, or by month.
func Trial(w io.Writer, d *output.Story, all bool, o Options) error {
	s := newScreen(nil, o)
	s.heading(d.Title)
	s.paragraph(fmt.Sprintf("%s · %s · trial %d of %s · seed %d", d.Scenario, d.Variant.Label(), d.Place.Number, grouped(d.Place.Trials), d.Run.Seed), "")
	s.blank()
	for _, sentence := range trialAnswer(d) {
		s.paragraph(sentence, "")
	}
	s.trialEvents(d.Events)
	s.trialWhy(d.Findings)
	for _, l := range d.Ledgers {
		s.trialLedger(l, all)
	}
	_, err := io.WriteString(w, s.out.String())
	return err
}

// trialAnswer says what the trial came to, and that it is the one that was stored.
func trialAnswer(d *output.Story) []string {
	p := d.Place
	var lines []string
	if p.Chosen != "" {
		lines = append(lines, upper(p.Chosen)+".")
	}
	lines = append(lines, trialLoss(d)+" "+standing(p))
	if wait := trialWait(d); wait != "" {
		lines = append(lines, wait)
	}
	return append(lines, fmt.Sprintf("Played again, all %d numbers of the trial are the same to the last bit as stored.", d.Compared))
}

func trialLoss(d *output.Story) string {
	p := d.Place
	if p.Value == 0 && (len(d.Products) < 2 || len(d.Lost) == 0) {
		return fmt.Sprintf("No demand is lost in this trial (%s is 0).", p.Metric)
	}
	var parts []string
	for _, x := range d.Lost {
		parts = append(parts, x.Title+" "+glue(unit.Format(x.Lost, "t")))
	}
	if len(d.Products) > 1 { // tonnes of one are not those of another
		var totals []string
		for _, x := range d.Products {
			totals = append(totals, glue(unit.Format(x.Lost, "t"))+" of "+x.Title)
		}
		return fmt.Sprintf("In this trial %s are lost for good: %s. It is placed by %s.", strings.Join(totals, " and "), strings.Join(parts, ", "), p.Metric)
	}
	return fmt.Sprintf("In this trial %s of demand are lost for good (%s): %s.", glue(unit.Format(p.Value, p.Unit)), p.Metric, strings.Join(parts, ", "))
}

// trialWait says what became of what was unmet and not lost.
func trialWait(d *output.Story) string {
	if !(d.Waited > 0) {
		return ""
	}
	also, rest := "", "they were delivered later"
	if d.Place.Value > 0 {
		also = "more "
	}
	switch {
	case d.Waiting >= 0.995*d.Waited:
		rest = "they still wait at the end"
	case d.Waiting > 0:
		rest = glue(unit.Format(d.Waiting, "t")) + " still wait at the end, the rest was delivered later"
	}
	return fmt.Sprintf("%s %scould wait when they were due: %s.", glue(unit.Format(d.Waited, "t")), also, rest)
}

// standing says where the trial stands among all of the run.
func standing(p output.TrialPlace) string {
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

// trialEvents lists what happens under its dates.
func (s *screen) trialEvents(events []output.StoryEvent) {
	s.blank()
	s.heading("What happens")
	const wide = 12 // "2028-03-06" and two spaces
	for _, e := range events {
		date := e.Date
		for _, line := range wrap(e.Text, s.width-wide) {
			s.line(fmt.Sprintf("%-*s%s", wide, date, line))
			date = ""
		}
	}
}

func (s *screen) trialWhy(findings []string) {
	if len(findings) == 0 {
		return
	}
	s.blank()
	s.heading("Why")
	for _, f := range findings {
		s.paragraph("- "+f, "  ")
	}
}

// trialLedger writes a ledger in four tables: what flows, what is in stock, from
// whom it arrives, who goes short.
func (s *screen) trialLedger(l output.StoryLedger, all bool) {
	lines, unitOf := l.ByMonth(), "month"
	if all {
		lines, unitOf = l.Steps(), "step"
	}
	for _, part := range []struct {
		group output.LedgerGroup
		title string
	}{
		{output.LedgerMain, upper(l.Stage) + ", by " + unitOf + " (t)"},
		{output.LedgerStocks, "Stocks at the end: own in days of use, strategic in t"},
		{output.LedgerOrigins, "What arrives, by origin (t)"},
		{output.LedgerSectors, "What is newly unmet (t)"},
	} {
		g := ledgerGrid(l, lines, part.group)
		if len(g.withoutEmpty().header) == 1 {
			continue
		}
		s.blank()
		s.heading(part.title)
		s.grid(g)
	}
	s.blank()
	s.paragraph(ledgerNote(l, all), "")
}

// ledgerGrid is a group of a ledger's columns. What is 0 stays blank, so that what
// matters stands out.
func ledgerGrid(l output.StoryLedger, lines []output.LedgerLine, group output.LedgerGroup) grid {
	g := grid{header: []string{""}}
	for _, c := range l.Columns {
		if c.Group == group {
			g.header = append(g.header, c.Title)
		}
	}
	for _, line := range lines {
		row := []string{line.Label}
		for i, c := range l.Columns {
			if c.Group == group {
				row = append(row, ledgerCell(line.Values[i], c))
			}
		}
		g.rows = append(g.rows, row)
	}
	return g
}

func ledgerCell(x float64, c output.LedgerColumn) string {
	switch {
	case c.Unit == "share" && x >= 0.005:
		return fmt.Sprintf("%.0f%%", 100*x)
	case c.Unit == "days":
		return fmt.Sprintf("%.0f", x)
	case c.Unit == "t" && c.Sums == output.LastStep && x >= 0.5, x >= 9.95:
		return grouped(int64(math.Round(x)))
	case c.Unit == "t" && x >= 0.05:
		return fmt.Sprintf("%.1f", x)
	}
	return ""
}

func ledgerNote(l output.StoryLedger, all bool) string {
	var curbs []string
	for _, c := range l.Columns {
		if c.Unit == "share" {
			curbs = append(curbs, c.Title)
		}
	}
	note := "A month holds the steps whose middle lies in it. Orders: asked of all sources, what did not come asked again. Made: at home. Release, Stored: by and for strategic stocks. Unmet: newly, before part of it waits. Blank: nothing, or less than is shown."
	if len(curbs) > 0 {
		note = "First, severity: " + strings.Join(curbs, ", ") + ". " + note
	}
	if all {
		note = strings.TrimPrefix(note, "A month holds the steps whose middle lies in it. ")
	} else {
		note += " Calm months in a row are one line, flows a month on average."
	}
	return note
}
