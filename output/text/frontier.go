package text

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"magnetsim/output"
	"magnetsim/sim/unit"
)

// Frontier writes what each level of a lever costs and what loss it leaves.
func Frontier(w io.Writer, f *output.Frontier, o Options) error {
	s := newScreen(&output.Report{Warnings: f.Run.Doubts}, o)
	s.heading(f.Title)
	parts := []string{f.Scenario}
	for _, name := range []string{f.Case, f.Policy} {
		if name != "" {
			parts = append(parts, name)
		}
	}
	parts = append(parts, f.Lever.Title(), trials(f.Run.Trials)+" a level", fmt.Sprintf("seed %d", f.Run.Seed))
	if f.Asked > 0 {
		parts = append(parts, fmt.Sprintf("INTERRUPTED after %d of %d levels", len(f.Points), f.Asked))
	}
	s.paragraph(strings.Join(parts, " · "), "")
	s.blank()
	s.grid(frontierGrid(f))
	marked := slices.ContainsFunc(f.Points, output.FrontierPoint.Dominated)
	if marked {
		s.paragraph("× dominated: another level costs no more, leaves no more loss by any measure, and is surely better in one", "  ")
	}
	s.blank()
	s.heading("From level to level")
	s.grid(stepGrid(f))
	s.paragraph(output.Same+" cannot be told apart from none", "  ")
	for _, note := range frontierNotes(f) {
		s.paragraph(note, "")
	}
	s.warnings()
	_, err := io.WriteString(w, s.out.String())
	return err
}

func frontierGrid(f *output.Frontier) grid {
	g := grid{header: []string{"Level", "Shortage", "Any shortfall", "Mean shortfall", "CVaR95", "Cost", "Purchase", "Holding", "End value"}}
	for _, p := range f.Points {
		level := p.Text
		if p.Dominated() {
			level += " ×"
		}
		g.rows = append(g.rows, []string{
			level, p.Serious.TextWithError(), p.Chance.TextWithError(), p.Mean.TextWithError(), p.Tail.TextWithError(),
			p.Cost.TextWithError(), p.Purchase.Text(), p.Holding.Text(), p.EndValue.Text(),
		})
	}
	return g
}

// stepGrid shows how each level differs from the one before.
func stepGrid(f *output.Frontier) grid {
	g := grid{header: []string{"To", "Shortage", "Mean shortfall", "CVaR95", "Cost", "Per t of mean avoided", "Per t of CVaR95 avoided"}}
	for _, p := range f.Points {
		if p.From == nil {
			continue
		}
		d := p.From
		g.rows = append(g.rows, []string{
			p.Text, change(d.Serious), change(d.Mean), change(d.Tail), change(d.Cost), ratio(d.PerMean), ratio(d.PerTail),
		})
	}
	return g
}

// change writes a difference with its sign.
func change(s output.Stat) string {
	switch text := s.TextWithError(); {
	case text == "":
		return ""
	case s.Same():
		return output.Same
	case s.Value > 0:
		return "+" + text
	default:
		return text
	}
}

// ratio writes a cost per tonne; one that is known only roughly, and lies near one
// end of its interval, by both ends.
func ratio(s output.Stat) string {
	if s.Error() > math.Abs(s.Value)/3 {
		return unit.Format(s.Low, s.Unit) + " to " + unit.Format(s.High, s.Unit)
	}
	return s.TextWithError()
}

// frontierNotes say where more buys nothing that can be told.
func frontierNotes(f *output.Frontier) []string {
	if len(f.Points) == 0 {
		return nil
	}
	useless := ""
	for _, p := range slices.Backward(f.Points) {
		if p.From == nil || !p.From.Mean.Same() || !p.From.Tail.Same() {
			break
		}
		useless = p.Text
	}
	switch {
	case useless == "":
		return nil
	case len(f.Points) > 1 && useless == f.Points[1].Text:
		return []string{"Hardly worth having: no level changes the mean shortfall or CVaR95 by more than the sampling error."}
	}
	return []string{"From " + useless + " on more buys nothing that " + trials(f.Run.Trials) + " can tell."}
}
