package text

import (
	"fmt"
	"io"
	"math"
	"strings"

	"magnetsim/output"
	"magnetsim/sim/unit"
)

// Drivers writes which inputs a metric goes with; with all, also those that cannot be
// told from noise.
func Drivers(w io.Writer, d *output.Drivers, all bool, o Options) error {
	s := newScreen(&output.Report{}, o)
	s.heading("What " + d.Metric + " goes with")
	s.paragraph(strings.Join([]string{d.Scenario, d.Variant.Label(), trials(d.Trials), fmt.Sprintf("seed %d", d.Run.Seed)}, " · "), "")
	s.blank()
	rows := d.Told()
	if all {
		rows = d.Rows
	}
	for i, r := range rows {
		s.driver(i+1, r, d.Unit)
	}
	if len(rows) > 0 {
		s.blank()
	}
	for _, note := range driverNotes(d, all) {
		s.paragraph(note, "")
	}
	_, err := io.WriteString(w, s.out.String())
	return err
}

// driver writes one input; its path, which may be long, has a line of its own.
func (s *screen) driver(number int, r output.Driver, u string) {
	name := fmt.Sprintf("%2d  %s", number, r.Input)
	if !r.Told {
		name += " " + output.Same
	}
	s.line(s.paint(bold, name))
	low, high := r.Deciles[0], r.Deciles[len(r.Deciles)-1]
	s.indented(fmt.Sprintf("mean %s at %s, %s at %s: %s%s", unit.Format(low.Output, u), unit.Format(low.Input, r.Unit),
		unit.Format(high.Output, u), unit.Format(high.Input, r.Unit), plus(unit.Format(r.Change.Value, u)), ends(r.Change, u)))
	s.indented(fmt.Sprintf("rank correlation %s (%s to %s)", correlation(r.Rank.Value), correlation(r.Rank.Low), correlation(r.Rank.High)))
}

// indented writes a paragraph all of whose lines are indented.
func (s *screen) indented(text string) {
	for _, line := range wrap(text, s.width-4) {
		s.line("    " + line)
	}
}

func plus(text string) string {
	if strings.HasPrefix(text, "-") || text == "" || text == "0" || strings.HasPrefix(text, "0 ") {
		return text
	}
	return "+" + text
}

// correlation writes two decimals, and a sign where these are not zero.
func correlation(x float64) string {
	text := fmt.Sprintf("%+.2f", x)
	if strings.Trim(text, "+-0.") == "" {
		return "0.00"
	}
	return text
}

func ends(b output.Interval, u string) string {
	if math.IsNaN(b.Low) || math.IsNaN(b.High) {
		return ""
	}
	return fmt.Sprintf(" (%s to %s)", plus(unit.Format(b.Low, u)), plus(unit.Format(b.High, u)))
}

// driverNotes say how to read the table, and what it leaves out.
func driverNotes(d *output.Drivers, all bool) []string {
	told := d.Apart
	var notes []string
	switch rest := d.Inputs - told; {
	case d.Inputs == 0:
		return []string{fmt.Sprintf("Nothing to tell: no input varies, %s is the same in every trial, or fewer than %d trials have a number.", d.Metric, output.FewestTrials)}
	case told == 0:
		notes = append(notes, fmt.Sprintf("None of the %d inputs that vary can be told from noise with %s.", d.Inputs, trials(d.Trials)))
	case rest > 0 && all:
		notes = append(notes, fmt.Sprintf("%s marks the %d of %d inputs that cannot be told from noise.", output.Same, rest, d.Inputs))
	case rest > 0:
		notes = append(notes, fmt.Sprintf("%d of the %d inputs that vary cannot be told from noise with %s and are not shown; --all shows them.", rest, d.Inputs, trials(d.Trials)))
	}
	if d.Trials+d.Missing < d.Run.Trials {
		notes = append(notes, fmt.Sprintf("Looked at are the first %s of the %s: more would take long and tell little.", grouped(d.Trials+d.Missing), trials(d.Run.Trials)))
	}
	if d.Missing > 0 {
		notes = append(notes, fmt.Sprintf("%s have no %s and are left out.", trials(d.Missing), d.Metric))
	}
	if words := d.ExplainedWords(d.Metric); words != "" {
		notes = append(notes, words)
	}
	over := "the bootstrap"
	if d.Replicated() {
		over = "the bootstrap over the design's independent replicates"
	}
	return append(notes,
		"Compared are the lowest and the highest tenth of the trials by the input (of an input with few values, its lowest and highest). In brackets: 95% intervals by "+over+".",
		fmt.Sprintf("Of the inputs told from noise about %.3g%% at most are expected to be there by chance. An input whose effect rises and falls again may be missed, and inputs drawn together share their effects.", 100*output.FalseShare))
}
