package text

import (
	"fmt"
	"io"
	"strings"

	"magnetsim/output"
	"magnetsim/sim/unit"
)

// Sobol writes how the variance of a metric divides among groups.
func Sobol(w io.Writer, d *output.Sobol, o Options) error {
	s := newScreen(&output.Report{}, o)
	s.heading("Where the variance of " + d.Metric + " comes from")
	s.paragraph(strings.Join([]string{d.Scenario, d.Variant.Label(), fmt.Sprintf("%d designs of %s", len(d.Groups)+2, trials(d.Trials)), fmt.Sprintf("seed %d", d.Seed)}, " · "), "")
	s.paragraph(fmt.Sprintf("mean %s, standard deviation %s", unit.Format(d.Mean, d.Unit), unit.Format(d.SD, d.Unit)), "")
	s.blank()
	s.sobolGroups(d.Groups)
	s.blank()
	for _, note := range sobolNotes(d) {
		s.paragraph(note, "")
	}
	_, err := io.WriteString(w, s.out.String())
	return err
}

func (s *screen) sobolGroups(groups []output.SobolGroup) {
	var rows [][]string
	for _, g := range groups {
		rows = append(rows, []string{shareText(g.First), shareText(g.Total), g.Name})
	}
	s.named([]string{"alone (S1)", "in all (ST)", "group"}, rows)
}

// shareText writes a share with its interval; ~ for one that may be zero.
func shareText(x output.IndexShare) string {
	switch {
	case !x.Told && x.High == 0:
		return "0"
	case !x.Told:
		return output.Same + " (0 to " + percent(x.High) + ")"
	}
	return fmt.Sprintf("%s (%s to %s)", percent(x.Value), percent(x.Low), percent(x.High))
}

func percent(x float64) string {
	if x > 0 && x < 0.0095 {
		return fmt.Sprintf("%.1f%%", max(0.1, 100*x))
	}
	return fmt.Sprintf("%.0f%%", 100*x)
}

func sobolNotes(d *output.Sobol) []string {
	var notes []string
	if d.Missing > 0 {
		notes = append(notes, fmt.Sprintf("%s failed in one of the designs and are left out.", trials(d.Missing)))
	}
	between := "Whether anything is left to groups acting together cannot be told from these trials."
	if d.Together.Told {
		between = fmt.Sprintf("%s of the variance is left to groups acting together: no group explains it alone.", shareText(d.Together))
	}
	return append(notes, between,
		"Alone: the share of the variance that would go, on average, if the group were known. In all: the share that would stay if all but the group were known; beyond that alone, it is what the group does together with others, counted for each of them. In brackets: 95% intervals by the bootstrap. "+output.Same+" cannot be told from zero.")
}
