package text

import (
	"fmt"
	"io"
	"math"
	"strings"

	"magnetsim/output"
	"magnetsim/sim/unit"
)

// Backtest writes how a replay met what was observed.
func Backtest(w io.Writer, b *output.Backtest, o Options) error {
	s := newScreen(nil, o)
	s.heading(b.Title)
	s.paragraph(fmt.Sprintf("%s · %s set against what was observed · %s · seed %d", b.Scenario, b.Series, trials(int64(b.Trials)), b.Seed), "")
	s.blank()
	for _, sentence := range backtestAnswer(b) {
		s.paragraph(sentence, "")
	}
	g := grid{header: []string{"", "Observed", "p5", "p25", "p50", "p75", "p95", "Place", "CRPS", "Naive CRPS"}}
	for _, p := range b.Periods {
		of := func(x float64) string { return unit.Format(x, b.Unit) }
		naive := ""
		if !math.IsNaN(p.Naive) {
			naive = of(p.Naive)
		}
		g.rows = append(g.rows, []string{
			p.Label, of(p.Observed) + mark(p), of(p.P5), of(p.P25), of(p.P50), of(p.P75), of(p.P95), fmt.Sprintf("%.0f%%", 100*p.PIT), of(p.CRPS), naive,
		})
	}
	s.blank()
	s.heading("Period by period")
	s.grid(g)
	s.paragraph("* outside the 90% range (p5 to p95) · place: share of the forecast below what was observed · CRPS: distance of forecast and observation, 0 is perfect", "")
	s.blank()
	s.heading("How many periods lie in each fifth of their forecast")
	s.paragraph(pit(b), "")
	_, err := io.WriteString(w, s.out.String())
	return err
}

// mark flags what lies outside the 90% range.
func mark(p output.Backtested) string {
	if p.In90 {
		return " "
	}
	return "*"
}

func pit(b *output.Backtest) string {
	var parts []string
	for i, n := range b.PIT() {
		parts = append(parts, fmt.Sprintf("%d–%d%%: %d", 100*i/output.Bins, 100*(i+1)/output.Bins, n))
	}
	return strings.Join(parts, " · ") + fmt.Sprintf(" (%.1f each if the forecast is calibrated; neighbouring periods are not independent)", float64(len(b.Periods))/output.Bins)
}

// backtestAnswer says in a few sentences how good the forecast was, and what it
// missed.
func backtestAnswer(b *output.Backtest) []string {
	in50, in90 := b.Covered()
	n := len(b.Periods)
	model, naive := b.CRPS()
	sentences := []string{fmt.Sprintf("Of %d periods, %d lay within the 50%% range of the forecast (p25 to p75) and %d within the 90%% range (p5 to p95); calibrated, about %s and %s would.",
		n, in50, in90, unit.Format(0.5*float64(n), ""), unit.Format(0.9*float64(n), ""))}
	score := fmt.Sprintf("Its mean CRPS is %s a period", glue(unit.Format(model, b.Unit)))
	switch skill := b.Skill(); {
	case math.IsNaN(skill):
		score += "; nothing was observed before the start to compare with."
	case skill > 0:
		score += fmt.Sprintf(", %s less than the %s of the naive forecast that the %d periods before will come again.", unit.Format(skill, "share"), glue(unit.Format(naive, b.Unit)), len(b.History))
	default:
		score += fmt.Sprintf(": no better than the naive forecast that the %d periods before will come again, with %s.", len(b.History), glue(unit.Format(naive, b.Unit)))
	}
	sentences = append(sentences, score+" On average it was "+lean(b)+".")
	worst := b.Worst()
	return append(sentences, fmt.Sprintf("It missed %s most: %s was observed, %s at the median was forecast.", worst.Label, glue(unit.Format(worst.Observed, b.Unit)), glue(unit.Format(worst.P50, b.Unit))))
}

func lean(b *output.Backtest) string {
	bias := b.Bias()
	text := glue(unit.Format(math.Abs(bias), b.Unit))
	if bias < 0 {
		return text + " too low"
	}
	return text + " too high"
}
