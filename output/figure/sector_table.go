package figure

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"magnetsim/output"
)

// The most rows, series and marks of a figure of named rows: beyond, it is neither
// read nor printed. What is not drawn stands in the figure's data.
const (
	mostRows   = 25
	mostSeries = 24
	mostBars   = 150
)

// rowsFor is how many rows a figure shows of so many series.
func rowsFor(series int) int {
	return max(1, min(mostRows, mostBars/max(1, min(series, mostSeries))))
}

// leftOut says what a figure does not show of its rows and series; nil where it
// shows all.
func leftOut(rows, allRows int, row string, series, allSeries int) []string {
	var parts []string
	if rows < allRows {
		parts = append(parts, fmt.Sprintf("the %d of %s %s with the largest numbers", rows, digits(float64(allRows), 0), row))
	}
	if series < allSeries {
		parts = append(parts, fmt.Sprintf("the first %d of %s policies", series, digits(float64(allSeries), 0)))
	}
	if parts == nil {
		return nil
	}
	return []string{"Shown: " + strings.Join(parts, ", ") + ". The others are in the figure's data."}
}

// sectorTable is what a report holds by sector and policy, row by row and variant by
// variant: of the totals, where there are rows of them, then of the sectors in the
// report's order, stage by stage where a sector uses several ("auto.magnet").
type sectorTable struct {
	subjects []string
	titles   []string
	totals   int // of the rows, the first
	means    []sectorMean
}

// sectorMean is the mean of a subject under a variant, or how it changes.
type sectorMean struct {
	row, series int // places among the rows and the variants that are shown
	output.Interval
	metric, unit string
	change       output.Paired // where it is one
}

// place is a number of a report.
type place struct {
	variant int
	metric  string
}

// sectorsOf gathers the table of mean shortfalls in one pass over the report's
// statistics.
func sectorsOf(r *output.Report) sectorTable {
	sector, seen, means := map[string]int{}, map[string]bool{}, map[place]output.Stat{}
	for i, s := range slices.Backward(r.Sectors) { // the first of a name
		sector[s.Name] = i
	}
	subjects := make([][]string, len(r.Sectors))
	for _, s := range r.Stats {
		if s.Statistic != "mean" {
			continue
		}
		if at := (place{s.Variant, s.Metric}); means[at].Metric == "" {
			means[at] = s
		}
		i, ok := sector[s.Subject]
		if name, _, staged := strings.Cut(s.Subject, "."); !ok && staged { // "auto.magnet"
			i, ok = sector[name]
		}
		if ok && s.Measure == "shortfall" && !seen[s.Subject] {
			seen[s.Subject] = true
			subjects[i] = append(subjects[i], s.Subject)
		}
	}
	var t sectorTable
	for i, some := range subjects {
		for _, subject := range some {
			title := sectorTitle(r, i)
			if stage, ok := strings.CutPrefix(subject, r.Sectors[i].Name+"."); ok {
				title += ", " + clean(stage)
			}
			row := len(t.subjects)
			t.subjects, t.titles = append(t.subjects, subject), append(t.titles, title)
			for v := range r.Variants {
				if m, ok := means[place{v, "shortfall." + subject}]; ok && finite(m.Value) {
					t.means = append(t.means, sectorMean{row: row, series: v, Interval: m.Interval(), metric: m.Metric, unit: m.Unit})
				}
			}
		}
	}
	return t
}

// shown is the table of the totals and of the sectors with the largest numbers, in
// their order, and of the first of so many series, where there are more than a figure
// can show.
func (t sectorTable) shown(series int) sectorTable {
	size := make([]float64, len(t.subjects))
	for i := range t.totals {
		size[i] = math.Inf(1)
	}
	for _, m := range t.means {
		size[m.row] = math.Max(size[m.row], math.Abs(m.Value))
	}
	some, at := sectorTable{totals: t.totals}, map[int]int{}
	for i, row := range placesOfLargest(size, rowsFor(series)) {
		some.subjects, some.titles = append(some.subjects, t.subjects[row]), append(some.titles, t.titles[row])
		at[row] = i
	}
	for _, m := range t.means {
		if i, ok := at[m.row]; ok && m.series < mostSeries {
			m.row = i
			some.means = append(some.means, m)
		}
	}
	return some
}

// tell tells the table row by row, and ends with what stands beside it.
func (t sectorTable) tell(one func(m sectorMean) string, beside ...string) string {
	texts := make([][]string, len(t.titles))
	for _, m := range t.means {
		texts[m.row] = append(texts[m.row], one(m))
	}
	var parts []string
	for i, some := range texts {
		if len(some) > 0 {
			parts = append(parts, t.titles[i]+": "+strings.Join(some, ", "))
		}
	}
	for _, text := range beside {
		parts = append(parts, strings.TrimSuffix(text, "."))
	}
	return strings.Join(parts, ". ") + "."
}
