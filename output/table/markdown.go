package table

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"magnetsim/output"
	"magnetsim/sim/unit"
)

// SummaryMarkdown writes the report for people: a table of all metrics for each
// variant, the criteria, the changes against the first, and the warnings.
func SummaryMarkdown(w io.Writer, r *output.Report) error {
	m := &markdown{}
	m.line("# " + escape(r.Title))
	m.line(fmt.Sprintf("%s, %s, seed %d, %s sampling, %s to %s by %s.",
		escape(r.Scenario), trials(r.Run.Trials), r.Run.Seed, r.Run.Sampling, r.Run.Start, r.Run.End, r.Run.StepName))
	m.line("± is the sampling error (95%); CVaR95 is the mean of the worst 5%.")
	for v, variant := range r.Variants {
		m.line("## " + escape(variant.Label()))
		m.variant(r, v)
	}
	m.criteria(r)
	m.changes(r)
	m.warnings(r)
	_, err := io.WriteString(w, m.out.String())
	return err
}

func trials(n int64) string {
	if n == 1 {
		return "1 trial"
	}
	return fmt.Sprintf("%d trials", n)
}

type markdown struct{ out strings.Builder }

// line writes a block of its own.
func (m *markdown) line(text string) { m.out.WriteString(text + "\n\n") }

func (m *markdown) table(header []string, rows [][]string) {
	rule := make([]string, len(header))
	for i := range rule {
		rule[i] = "---:"
	}
	rule[0] = "---"
	for _, row := range append([][]string{header, rule}, rows...) {
		m.out.WriteString("| " + strings.Join(row, " | ") + " |\n")
	}
	m.out.WriteString("\n")
}

// variant writes a line for each metric.
func (m *markdown) variant(r *output.Report, v int) {
	byMetric := map[string]map[string]output.Stat{}
	var metrics []string
	for _, s := range r.Stats {
		if s.Variant != v {
			continue
		}
		if byMetric[s.Metric] == nil {
			byMetric[s.Metric] = map[string]output.Stat{}
			metrics = append(metrics, s.Metric)
		}
		byMetric[s.Metric][s.Statistic] = s
	}
	var rows [][]string
	for _, name := range metrics {
		rows = append(rows, metricRow(name, byMetric[name]))
	}
	m.table([]string{"Metric", "Chance above 0", "Mean", "p5", "p50", "p90", "p95", "CVaR95"}, rows)
}

func metricRow(name string, s map[string]output.Stat) []string {
	chance, ok := s["p_any"]
	if !ok {
		chance = s["p_within"]
	}
	row := []string{escape(name), escape(chance.TextWithError()), ""}
	if mean, ok := s["mean"]; ok {
		row[2] = escape(mean.TextWithError())
	}
	for _, statistic := range []string{"p5", "p50", "p90", "p95", "cvar95"} {
		text := ""
		if x, ok := s[statistic]; ok {
			text = escape(x.Text())
		}
		row = append(row, text)
	}
	return row
}

func (m *markdown) changes(r *output.Report) {
	if len(r.Paired) == 0 {
		return
	}
	m.line("## Changes against " + escape(r.Variants[0].Label()))
	m.line("On the same draws; ~ where the difference is inside its sampling error.")
	var rows [][]string
	for _, p := range r.Paired {
		mean := escape(p.Text())
		if p.Same {
			mean = "~"
		}
		rows = append(rows, []string{
			escape(r.Variants[p.Second].Label()), escape(p.Metric), mean, unit.Format(p.Better, "share"), unit.Format(p.Worse, "share"),
		})
	}
	m.table([]string{"Policy", "Metric", "Change of the mean", "Trials lower", "Trials higher"}, rows)
}

func (m *markdown) warnings(r *output.Report) {
	if len(r.Warnings) == 0 {
		return
	}
	m.line("## Warnings")
	for _, w := range r.Warnings {
		fmt.Fprintf(&m.out, "- %s: %s. To do: %s.\n", escape(w.What), escape(w.Why), escape(w.Do))
	}
}

// escape keeps text within its cell and free of markup.
func escape(s string) string {
	var out strings.Builder
	for _, c := range strings.Join(strings.Fields(s), " ") {
		if slices.Contains([]rune("|*_`<>[]\\#"), c) {
			out.WriteByte('\\')
		}
		out.WriteRune(c)
	}
	return out.String()
}
