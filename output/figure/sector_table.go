package figure

import (
	"cmp"
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

// leftOutAlt are those words for a text that ends its sentences itself.
func leftOutAlt(notes []string) []string {
	var all []string
	for _, n := range notes {
		all = append(all, strings.TrimSuffix(n, "."))
	}
	return all
}

// sectorTable is what a report holds by sector: the subjects that have a mean
// shortfall, the sectors in the report's order, stage by stage where a sector uses
// several ("auto.magnet"), and their means.
type sectorTable struct {
	rows   []string
	titles []string
	means  []sectorMean // row by row, variant by variant
}

// sectorMean is the bar of a sector under a variant.
type sectorMean struct {
	row, variant int // places among the rows and in the report
	output.Stat
}

// sectorsOf gathers the table in one pass over the report's statistics.
func sectorsOf(r *output.Report) sectorTable {
	type place struct {
		variant int
		metric  string
	}
	own, seen, means := subjectsBySector(r), map[string]bool{}, map[place]output.Stat{}
	for _, s := range r.Stats {
		if s.Statistic != "mean" {
			continue
		}
		if at := (place{s.Variant, s.Metric}); means[at].Metric == "" {
			means[at] = s
		}
		if sector, ok := own.of(s.Subject); ok && s.Measure == "shortfall" && !seen[s.Subject] {
			seen[s.Subject] = true
			own.rows[sector] = append(own.rows[sector], s.Subject)
		}
	}
	var t sectorTable
	for i, subjects := range own.rows {
		for _, subject := range subjects {
			title := sectorTitle(r, i)
			if stage, ok := strings.CutPrefix(subject, r.Sectors[i].Name+"."); ok {
				title += ", " + clean(stage)
			}
			row := len(t.rows)
			t.rows, t.titles = append(t.rows, subject), append(t.titles, title)
			for v := range r.Variants {
				if m, ok := means[place{v, "shortfall." + subject}]; ok && finite(m.Value) {
					t.means = append(t.means, sectorMean{row, v, m})
				}
			}
		}
	}
	return t
}

// sectorSubjects knows of which sector a subject is.
type sectorSubjects struct {
	place map[string]int
	rows  [][]string // subjects by sector
}

func subjectsBySector(r *output.Report) sectorSubjects {
	s := sectorSubjects{place: map[string]int{}, rows: make([][]string, len(r.Sectors))}
	for i, sector := range slices.Backward(r.Sectors) { // the first of a name
		s.place[sector.Name] = i
	}
	return s
}

// of is the sector of a subject, "auto" or "auto.magnet".
func (s sectorSubjects) of(subject string) (int, bool) {
	if i, ok := s.place[subject]; ok {
		return i, true
	}
	name, _, staged := strings.Cut(subject, ".")
	i, ok := s.place[name]
	return i, ok && staged
}

// shown is the table of the sectors with the largest means, in the report's order,
// and of the first variants, where there are more than a figure can show.
func (t sectorTable) shown(variants int) sectorTable {
	size := make([]float64, len(t.rows))
	for _, m := range t.means {
		size[m.row] = math.Max(size[m.row], math.Abs(m.Value))
	}
	chosen, place := topRows(size, rowsFor(variants))
	var some sectorTable
	for _, row := range chosen {
		some.rows, some.titles = append(some.rows, t.rows[row]), append(some.titles, t.titles[row])
	}
	for _, m := range t.means {
		if i, ok := place[m.row]; ok && m.variant < mostSeries {
			m.row = i
			some.means = append(some.means, m)
		}
	}
	return some
}

// topRows are the places of the n largest sizes, in their order, and where each then
// stands among them.
func topRows(size []float64, n int) (chosen []int, at map[int]int) {
	chosen, at = placesOfLargest(size, n), map[int]int{}
	for i, row := range chosen {
		at[row] = i
	}
	return chosen, at
}

// byRow tells rows one after another: the title of each, and the texts that are about it.
func byRow(titles []string, texts [][]string) []string {
	var parts []string
	for i, some := range texts {
		if len(some) > 0 {
			parts = append(parts, titles[i]+": "+strings.Join(some, ", "))
		}
	}
	return parts
}

// placesOfLargest are the places of the n largest sizes, in their order.
func placesOfLargest(size []float64, n int) []int {
	places := make([]int, len(size))
	for i := range places {
		places[i] = i
	}
	slices.SortStableFunc(places, func(a, b int) int { return cmp.Compare(size[b], size[a]) })
	places = places[:min(n, len(places))]
	slices.Sort(places)
	return places
}
