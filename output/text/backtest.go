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
	if warning := apartWarning(b); warning != "" {
		s.paragraph("! "+warning, "  ")
	}
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
	case len(b.History) == 0:
		score += "; nothing was observed in the twelve months before the start, so there is no naive forecast to compare it with and no skill can be told."
	case math.IsNaN(skill):
		score += "; the naive forecast, " + naiveWords(b) + ", was right in every period."
	case skill > 0:
		score += fmt.Sprintf(", %s less than the %s of the naive forecast, %s.", unit.Format(skill, "share"), glue(unit.Format(naive, b.Unit)), naiveWords(b))
	default:
		score += fmt.Sprintf(": no better than the %s of the naive forecast, %s.", glue(unit.Format(naive, b.Unit)), naiveWords(b))
	}
	sentences = append(sentences, score+" On average it was "+lean(b)+".")
	if len(b.Gaps) > 0 {
		sentences = append(sentences, "Not scored, for want of a value: "+monthList(b.Gaps)+".")
	}
	worst := b.Worst()
	return append(sentences, fmt.Sprintf("It missed %s most: %s was observed, %s at the median was forecast.", worst.Label, glue(unit.Format(worst.Observed, b.Unit)), glue(unit.Format(worst.P50, b.Unit))))
}

// naiveWords says what the naive forecast is, and of what it is made.
func naiveWords(b *output.Backtest) string {
	text := "that every period will be like one of the twelve months before the start"
	if len(b.Missing) > 0 {
		text += fmt.Sprintf(" (of which it has %d: without %s)", len(b.History), monthList(b.Missing))
	}
	return text
}

// monthList lists months, those that follow one another by the first and the last of
// them: "2024-03, 2025-01 to 2025-03".
func monthList(months []string) string {
	var parts []string
	for i := 0; i < len(months); {
		last := i
		for last+1 < len(months) && months[last+1] == nextMonth(months[last]) {
			last++
		}
		text := months[i]
		if last > i {
			text += " to " + months[last]
		}
		parts = append(parts, text)
		i = last + 1
	}
	return strings.Join(parts, ", ")
}

// nextMonth returns the month after one: "2025-01" after "2024-12".
func nextMonth(month string) string {
	first, err := unit.ParseDate(month)
	if err != nil {
		return ""
	}
	return first.NextMonth().String()[:len(month)]
}

// apartWarning tells where the two are so far apart that one is in another unit.
func apartWarning(b *output.Backtest) string {
	factor := b.Apart()
	if factor == 0 {
		return ""
	}
	more, less := "observed", "forecast"
	if factor < 1 {
		more, less, factor = less, more, 1/factor
	}
	return fmt.Sprintf("What was %s is %s times what was %s. Are the observations in tonnes? Else write their unit into the heading, such as %s (kt), or (kg).",
		more, unit.Format(factor, ""), less, b.Series)
}

func lean(b *output.Backtest) string {
	bias := b.Bias()
	text := glue(unit.Format(math.Abs(bias), b.Unit))
	if bias < 0 {
		return text + " too low"
	}
	return text + " too high"
}
