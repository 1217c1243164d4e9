package text

import (
	"fmt"
	"io"
	"math"
	"strings"

	"magnetsim/output"
	"magnetsim/sim/unit"
)

// Worst writes what the worst trials have in common, threshold by threshold; with
// all, also what cannot be told from noise and how each box was found.
func Worst(w io.Writer, d *output.Worst, all bool, o Options) error {
	s := worstScreen{newScreen(&output.Report{}, o), all}
	for i, p := range d.Parts {
		if i > 0 {
			s.blank()
		}
		s.part(d, p)
	}
	_, err := io.WriteString(w, s.out.String())
	return err
}

type worstScreen struct {
	*screen
	all bool
}

func (s *worstScreen) part(d *output.Worst, p output.WorstPart) {
	s.heading(fmt.Sprintf("What %s have in common: %s", p.What(), p.Metric))
	s.paragraph(strings.Join([]string{d.Scenario, d.Variant.Label(), trials(p.Trials), fmt.Sprintf("seed %d", d.Run.Seed)}, " · "), "")
	s.paragraph(who(p), "")
	s.blank()
	s.boxes(p)
	s.drawn(d, p)
	s.happened(p)
	s.blank()
	for _, note := range s.notes(d, p) {
		s.paragraph(note, "")
	}
}

// who says which trials are meant.
func who(p output.WorstPart) string {
	text := fmt.Sprintf("Meant are the %s with more than %s, up to %s.", trials(p.Bad), unit.Format(p.Threshold, p.Unit), unit.Format(p.Most, p.Unit))
	if p.Wide() {
		text += fmt.Sprintf(" They are %s, as so many have the largest value.", share(float64(p.Bad)/float64(p.Trials)))
	}
	if p.Mild() {
		text += fmt.Sprintf(" They are only %s: at the threshold so many have the same value.", share(float64(p.Bad)/float64(p.Trials)))
	}
	return text
}

// boxes tells the boxes in plain words.
func (s *worstScreen) boxes(p output.WorstPart) {
	if len(p.Boxes) == 0 {
		s.paragraph(nothing(p), "")
	}
	for i, b := range p.Boxes {
		if i > 0 {
			s.blank()
		}
		s.box(i, b)
	}
	if len(p.Boxes) > 1 {
		s.blank()
		s.paragraph(whole(p), "")
	}
	if s.all {
		s.rejected(p)
	}
}

// nothing says that no box was found, or looked for.
func nothing(p output.WorstPart) string {
	if !p.Looked {
		return fmt.Sprintf("Too few to look for ranges that they share: some %d are needed. Run more trials, or take a lower threshold.", output.FewestBad)
	}
	return "Nothing in common found: no ranges of what is drawn hold more of them, on trials that were held out, than chance may bring."
}

var boxNames = []string{"Most of all they share this:", "Of the rest, many share this:", "And of what is left:"}

func (s *worstScreen) box(i int, b output.WorstBox) {
	s.line(s.paint(bold, boxNames[min(i, len(boxNames)-1)]))
	for _, l := range b.Limits {
		text := "- " + l.Text()
		if l.QuasiP > 0.05 {
			text += " " + output.Same
		}
		if len(b.Limits) > 1 {
			text += fmt.Sprintf(" (%s of %s, %s of all trials)", share(l.InBad.Value), them(i), share(l.InAll.Value))
		}
		s.hanging(text, "  ", 2)
		if s.all {
			s.hanging(fmt.Sprintf("without it: density %s; quasi-p %s", share(l.Density), chance(l.QuasiP)), "    ", 0)
		}
	}
	s.hanging(fmt.Sprintf("%s in %s of the worst, and in %s of all trials.", together(len(b.Limits)), withRange(b.Coverage), share(b.Mass.Value)), "  ", 0)
	s.hanging(fmt.Sprintf("Where it is so, %s are among the worst: %s times as many as of all.", withRange(b.Density), timesAs(b.Coverage.Value/b.Mass.Value)), "  ", 0)
	if s.all {
		s.path(b)
	}
}

func together(limits int) string {
	switch limits {
	case 1:
		return "That is so"
	case 2:
		return "Both are so"
	}
	return "All of this is so"
}

func them(i int) string {
	if i == 0 {
		return "them"
	}
	return "the rest of them"
}

// whole says what the boxes hold together; they have no trial in common.
func whole(p output.WorstPart) string {
	coverage, mass := 0.0, 0.0
	for _, b := range p.Boxes {
		coverage, mass = coverage+b.Coverage.Value, mass+b.Mass.Value
	}
	return fmt.Sprintf("In all, %s of the worst are of one of these kinds, and %s of all trials.", share(coverage), share(mass))
}

// hanging writes a paragraph whose lines are indented, all but the first further.
func (s *screen) hanging(text, indent string, further int) {
	for i, line := range wrap(text, s.width-len(indent)-further) {
		if i > 0 {
			line = strings.Repeat(" ", further) + line
		}
		s.line(indent + line)
	}
}

func share(x float64) string { return unit.Format(roundShare(x), "share") }

// roundShare keeps two digits below 10% and whole percents above: shares of trials
// are not known better.
func roundShare(x float64) float64 {
	if x >= 0.0995 {
		return math.Round(100*x) / 100
	}
	return math.Round(1000*x) / 1000
}

func withRange(x output.Share) string {
	return fmt.Sprintf("%s (%s to %s)", share(x.Value), share(x.Low), share(x.High))
}

func timesAs(x float64) string {
	if x >= 9.95 {
		return fmt.Sprintf("%.0f", x)
	}
	return fmt.Sprintf("%.1f", x)
}

// rejected tells the box at which the search ended.
func (s *worstScreen) rejected(p output.WorstPart) {
	if p.Rejected == nil {
		return
	}
	var limits []string
	for _, l := range p.Rejected.Limits {
		limits = append(limits, l.Text())
	}
	s.blank()
	s.paragraph(fmt.Sprintf("%s Not told from noise: %s. On trials held out it has %d of the worst in %s (chance of as many: %s).",
		output.Same, strings.Join(limits, "; "), p.Rejected.Bad, trials(p.Rejected.Trials), chance(p.Rejected.P)), "")
}

func chance(p float64) string {
	switch {
	case p < 1e-4:
		return fmt.Sprintf("%.0e", p)
	case p >= 0.1:
		return fmt.Sprintf("%.2f", p)
	}
	return fmt.Sprintf("%.2g", p)
}

// path shows how a box was found: every fifth step of the peeling trajectory.
func (s *worstScreen) path(b output.WorstBox) {
	s.blank()
	s.hanging(fmt.Sprintf("Peeling, on the trials that it was learnt from; * the step that was taken, then widened and freed of limits that do little: %d of the worst in %s.", b.LearntOf, trials(b.LearntIn)), "  ", 0)
	t := grid{header: []string{"  Step", "coverage", "density", "mass", "limits"}}
	for i, x := range b.Path {
		if i%5 != 0 && i != b.Chosen && i != len(b.Path)-1 {
			continue
		}
		name := fmt.Sprintf("  %d", i)
		if i == b.Chosen {
			name += " *"
		}
		t.rows = append(t.rows, []string{name, share(x.Coverage), share(x.Density), share(x.Mass), fmt.Sprint(x.Limits)})
	}
	s.wideGrid(t)
}

// mostDrawn is how many rows the comparison has at the most, unless all are asked
// for.
const mostDrawn = 12

// drawn compares what was drawn.
func (s *worstScreen) drawn(d *output.Worst, p output.WorstPart) {
	rows := p.Telling(mostDrawn)
	if s.all {
		rows = p.Rows
	}
	if len(rows) == 0 {
		return
	}
	s.blank()
	s.heading("What was drawn: the worst against all trials (p5 · p50 · p95)")
	for _, r := range rows {
		name := r.Label()
		if !r.Told {
			name += " " + output.Same
		}
		s.line(s.paint(bold, name))
		s.hanging(fmt.Sprintf("%s; all: %s", r.Spread(r.Bad.Values), r.Spread(r.All.Values)), "    ", 0)
		s.hanging(effect(r.Effect), "    ", 0)
	}
}

// effect says how often the worst trial of two has the larger value.
func effect(e output.Interval) string {
	x, low, high, word := e.Value, e.Low, e.High, "larger"
	if x < 0.5 {
		x, low, high, word = 1-x, 1-high, 1-low, "smaller"
	}
	text := fmt.Sprintf("%s than in another trial with a chance of %s", word, share(x))
	if math.IsNaN(low) {
		return text
	}
	return text + fmt.Sprintf(" (%s to %s)", share(low), share(high))
}

// happened tells the consequences. What is nothing in most trials of both kinds is
// left out unless all is asked for.
func (s *worstScreen) happened(p output.WorstPart) {
	g := grid{header: []string{"", "in the worst", "in the others"}}
	for _, h := range p.Happened {
		if s.all || h.Bad[1] != h.Rest[1] {
			worst, others := h.Spreads()
			g.rows = append(g.rows, []string{h.Metric, worst, others})
		}
	}
	if len(g.rows) == 0 {
		return
	}
	s.blank()
	s.heading("What happened in them: outcomes, no causes (p5 · p50 · p95)")
	s.wideGrid(g)
}

// notes say how to read all this, and what it leaves out.
func (s *worstScreen) notes(d *output.Worst, p output.WorstPart) []string {
	var notes []string
	if rest := p.Inputs - p.Told; rest > 0 {
		text := fmt.Sprintf("Of %d things drawn that vary, %d cannot be told from noise (false discoveries held at %.3g%%)", p.Inputs, rest, 100*output.FalseShare)
		if !s.all {
			text += "; --all shows them"
		}
		notes = append(notes, text+".")
	}
	if d.Unknown != "" {
		notes = append(notes, "How long regimes and recurring curbs lasted is not told: "+d.Unknown+".")
	}
	if p.Trials < d.Run.Trials {
		notes = append(notes, fmt.Sprintf("Looked at are the first %s of the %s.", grouped(p.Trials), trials(d.Run.Trials)))
	}
	if d.Run.Sampling != "random" && d.Run.Sampling != "" {
		notes = append(notes, fmt.Sprintf("Trials drawn as %s depend on each other: intervals and p values hold only roughly.", d.Run.Sampling))
	}
	if len(p.Boxes) > 0 {
		notes = append(notes, fmt.Sprintf("Ranges were looked for in one half of the trials (PRIM) and measured in the other; in brackets: 95%% intervals. A box is shown where chance would do as well in at most %.3g%% of cases. %s marks a limit that may be one too many. What is shared need not be the cause.", 100*output.NoiseLevel, output.Same))
	}
	return append(notes, fmt.Sprintf("To see the worst of them step by step: %s", glue(again(d, p))))
}

// again is the command that tells the worst trial.
func again(d *output.Worst, p output.WorstPart) string {
	line := fmt.Sprintf("magnetsim trial %s %d", d.Where, p.Number)
	if d.Variant.Policy != "" {
		line += " --policy " + d.Variant.Policy
	}
	return line
}
