package text

import (
	"fmt"
	"io"
	"math"
	"strings"

	"magnetsim/output"
	"magnetsim/sim/unit"
)

// Morris writes what moving groups of figures does to a metric.
func Morris(w io.Writer, d *output.Morris, o Options) error {
	s := newScreen(&output.Report{}, o)
	s.heading("What moves " + d.Metric)
	s.paragraph(strings.Join([]string{d.Scenario, d.Variant.Label(), d.Design(), fmt.Sprintf("seed %d", d.Seed)}, " · "), "")
	s.paragraph(morrisMean(d), "")
	s.blank()
	s.morrisGroups(d)
	s.blank()
	for _, note := range morrisNotes(d) {
		s.paragraph(note, "")
	}
	_, err := io.WriteString(w, s.out.String())
	return err
}

func morrisMean(d *output.Morris) string {
	mean := "mean " + unit.Format(d.Mean, d.Unit)
	if math.IsNaN(d.Chance) {
		return mean
	}
	return fmt.Sprintf("%s; by chance alone, all figures held, a standard deviation of %s", mean, unit.Format(d.Chance, d.Unit))
}

func (s *screen) morrisGroups(d *output.Morris) {
	head := []string{"size (μ*)", "group"}
	if d.Single() {
		head = []string{"size (μ*)", "mean (μ)", "spread (σ)", "group"}
	}
	var rows [][]string
	for _, g := range d.Groups {
		row := []string{effectText(g, d.Unit), g.Name}
		if d.Single() {
			row = []string{effectText(g, d.Unit), meanText(g.Mean, d.Unit), spreadText(g, d.Unit), g.Name}
		}
		rows = append(rows, row)
	}
	s.named(head, rows)
}

// effectText writes a size with its interval; ~ for one that may be zero.
func effectText(g output.MorrisGroup, u string) string {
	switch {
	case g.None:
		return "0"
	case !g.Told:
		return fmt.Sprintf("%s (0 to %s)", output.Same, unit.Format(g.Size.High, u))
	}
	return fmt.Sprintf("%s (%s to %s)", unit.Format(g.Size.Value, u), unit.Format(g.Size.Low, u), unit.Format(g.Size.High, u))
}

// meanText writes a mean with its sign; ~ for one that may be zero, nothing where
// there is no direction.
func meanText(x output.Interval, u string) string {
	switch {
	case math.IsNaN(x.Value):
		return ""
	case x.Value == 0 && x.Low == 0 && x.High == 0:
		return "0"
	case !(x.Low > 0) && !(x.High < 0):
		return fmt.Sprintf("%s (%s to %s)", output.Same, plus(unit.Format(x.Low, u)), plus(unit.Format(x.High, u)))
	}
	return fmt.Sprintf("%s (%s to %s)", plus(unit.Format(x.Value, u)), plus(unit.Format(x.Low, u)), plus(unit.Format(x.High, u)))
}

func spreadText(g output.MorrisGroup, u string) string {
	switch {
	case math.IsNaN(g.Spread.Value):
		return ""
	case g.None:
		return "0"
	}
	return unit.Format(g.Spread.Value, u)
}

func morrisNotes(d *output.Morris) []string {
	var notes []string
	if d.Missing > 0 {
		notes = append(notes, fmt.Sprintf("%s failed at some point of their trajectory and are left out of it.", trials(d.Missing)))
	}
	notes = append(notes,
		"Size: how far the outcome moves, on average, as the group's figures move by half of their quantiles, up or down as they can, times two: of a straight line, the change over all of the range. Groups are moved one after another; in brackets, 95% intervals by the bootstrap over trajectories. 0 never moved the outcome in any trial; "+output.Same+" may be zero.")
	if d.Single() {
		notes = append(notes, "Mean and spread are of single figures: a mean smaller than the size goes up and down; a spread near the size or above it bends, or depends on the other figures.")
	}
	worlds := "in the same world"
	if d.Worlds > 1 {
		worlds = fmt.Sprintf("in the same %d worlds, and their mean is taken", d.Worlds)
	}
	return append(notes, fmt.Sprintf("Chance is not moved: when curbs come and change, demand shocks and outages. All points of a trajectory are played %s. What chance has of the variance is told by --method sobol.", worlds))
}
