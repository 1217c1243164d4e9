package text

import (
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"text/tabwriter"

	"magnetsim/output"
	"magnetsim/sim/unit"
)

// Rare writes what was found of rare outcomes.
func Rare(w io.Writer, r *output.Rare, o Options) error {
	s := newScreen(&output.Report{}, o)
	s.heading("Rare outcomes of " + r.Metric)
	s.paragraph(strings.Join([]string{r.Scenario, r.Variant.Label(), fmt.Sprintf("%s, chosen among %s worlds", trials(r.Played), grouped(r.Candidates)), fmt.Sprintf("seed %d", r.Seed)}, " · "), "")
	if r.Failed > 0 {
		s.paragraph(fmt.Sprintf("%s failed and are left out.", trials(r.Failed)), "")
	}
	s.blank()
	if r.Mean.Low == r.Mean.High {
		s.paragraph(fmt.Sprintf("It is the same in every trial that was played: %s. What is rarer than that has not been seen.", unit.Format(r.Mean.Value, r.Unit)), "")
		_, err := io.WriteString(w, s.out.String())
		return err
	}
	if len(r.Once) > 0 {
		s.rows("exceeded once in\t"+r.Metric+"\t95% sampling error\tas good as", len(r.Once), func(i int) string {
			l := r.Once[i]
			return fmt.Sprintf("%s\t%s\t%s\t%s", trials(int64(math.Round(1/l.Chance.Value))), unit.Format(l.Value.Value, r.Unit), fromTo(l.Value, r.Unit), worthOf(l.Worth))
		})
	}
	if len(r.Above) > 0 {
		s.rows("more than\tchance\t95% sampling error\tas good as", len(r.Above), func(i int) string {
			l := r.Above[i]
			chance := unit.Format(l.Chance.Value, "share")
			if l.Chance.Value == 0 {
				chance = "never seen"
			}
			return fmt.Sprintf("%s\t%s\t%s\t%s", unit.Format(l.Value.Value, r.Unit), chance, fromTo(l.Chance, "share"), worthOf(l.Worth))
		})
	}
	s.rows("\tvalue\t95% sampling error\tas good as", 2, func(i int) string {
		v, name := r.Mean, "mean"
		if i == 1 {
			v, name = r.Tail, "CVaR95 (mean of the worst 5%)"
		}
		return fmt.Sprintf("%s\t%s\t%s\t%s", name, unit.Format(v.Value, r.Unit), fromTo(v.Interval, r.Unit), worthOf(v.Worth))
	})
	s.rareNotes(r)
	_, err := io.WriteString(w, s.out.String())
	return err
}

// rows writes a small table with a line of headings.
func (s *screen) rows(heads string, n int, row func(i int) string) {
	var table strings.Builder
	t := tabwriter.NewWriter(&table, 0, 0, 3, ' ', 0)
	fmt.Fprintln(t, heads)
	for i := range n {
		fmt.Fprintln(t, row(i))
	}
	t.Flush() // to memory: it cannot fail
	for i, line := range strings.Split(strings.TrimRight(table.String(), "\n"), "\n") {
		if line = strings.TrimRight(line, " "); i == 0 {
			line = s.paint(bold, line)
		}
		s.line(line)
	}
	s.blank()
}

func (s *screen) rareNotes(r *output.Rare) {
	years := strconv.FormatFloat(math.Round(10*r.Years)/10, 'f', -1, 64)
	s.paragraph(fmt.Sprintf("Once in so many trials, each of %s years: not once in so many years. As good as: the independent trials that would have the same sampling error.", years), "")
	for _, l := range append(r.Once, r.Above...) {
		for _, w := range l.Warnings {
			s.paragraph(fmt.Sprintf("Warning, %s: %s; play more --trials.", unit.Format(l.Value.Value, r.Unit), w), "")
		}
	}
}

// fromTo writes an interval; one end alone where the other is not bounded.
func fromTo(b output.Interval, u string) string {
	switch low, high := math.IsNaN(b.Low), math.IsNaN(b.High); {
	case low && high:
		return ""
	case high:
		return "from " + unit.Format(b.Low, u)
	case low:
		return "up to " + unit.Format(b.High, u)
	}
	return unit.Format(b.Low, u) + " to " + unit.Format(b.High, u)
}

// worthOf writes a number of trials to two digits.
func worthOf(x float64) string {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return ""
	}
	power := math.Pow(10, math.Floor(math.Log10(max(1, x)))-1)
	if power < 1 {
		power = 1
	}
	return trials(int64(math.Round(x/power) * power))
}
