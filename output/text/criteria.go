package text

import (
	"fmt"
	"slices"
	"strings"

	"magnetsim/output"
)

// criteria writes which variant meets which criterion, where there are any.
func (s *screen) criteria() {
	if len(s.r.Criteria) == 0 {
		return
	}
	g := grid{header: []string{""}}
	for _, v := range s.r.Variants {
		g.header = append(g.header, cut(v.Label(), max(16, s.width/3)))
	}
	rows := criteriaOf(s.r)
	for _, c := range rows {
		row := []string{c.Title}
		for v := range s.r.Variants {
			x, _ := s.r.Verdict(v, c.Criterion)
			row = append(row, s.verdict(x))
		}
		g.rows = append(g.rows, row)
	}
	s.blank()
	s.heading("Criteria")
	s.grid(g)
	for _, c := range rows {
		s.paragraph(c.Title+": "+glue(c.Line), "  ")
	}
	for _, note := range s.criteriaNotes(rows) {
		s.paragraph(note, "  ")
	}
}

// criteriaOf returns one verdict of every criterion.
func criteriaOf(r *output.Report) []output.Verdict {
	var all []output.Verdict
	for _, v := range r.Criteria {
		if !slices.ContainsFunc(all, func(c output.Verdict) bool { return c.Criterion == v.Criterion }) {
			all = append(all, v)
		}
	}
	return all
}

// verdict shows an outcome in a word, and the value that it rests on.
func (s *screen) verdict(v output.Verdict) string {
	word := map[string]string{
		output.Pass: s.paint(green, "pass"), output.Fail: s.paint(red, "FAIL"), output.TooClose: s.paint(yellow, "too close"),
	}[v.Outcome]
	return strings.TrimSpace(word + " " + v.TextWithError())
}

// criteriaNotes say who meets all criteria, what it takes to decide those that
// are too close to call, and whose failures do not count.
func (s *screen) criteriaNotes(rows []output.Verdict) []string {
	notes := []string{s.meetAll()}
	baseline := ""
	for _, c := range rows {
		for i, variant := range s.r.Variants {
			v, _ := s.r.Verdict(i, c.Criterion)
			if v.Outcome == output.TooClose {
				notes = append(notes, fmt.Sprintf("Too close to call with %s: %s, under %s; %s.", trials(v.N), v.Title, variant.Label(), v.Remedy()))
			}
			if v.Outcome == output.Fail && v.Excused {
				baseline = variant.Label() + " is the baseline: what it fails does not count as a failure of the run."
			}
		}
	}
	if baseline != "" {
		notes = append(notes, baseline)
	}
	return notes
}

func (s *screen) meetAll() string {
	var good []string
	for i, v := range s.r.Variants {
		if !slices.ContainsFunc(s.r.Criteria, func(x output.Verdict) bool { return x.Variant == i && x.Outcome != output.Pass }) {
			good = append(good, v.Label())
		}
	}
	if len(good) == 0 {
		return "None is sure to meet every criterion."
	}
	return "Every criterion is met by: " + strings.Join(good, "; ") + "."
}
