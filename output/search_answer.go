package output

import (
	"math"
	"strings"
)

// Answer tells what a search found, what that is worth, and what was tried.
func (s *Search) Answer() *Answer {
	a := &Answer{Head: s.Head, Sentences: s.sentences(), Notes: notesOf(s.Doubts)}
	a.Head.Facts = s.facts()
	a.Tables = []Table{s.shownTable(), s.answerTable(), s.leverTable(), s.worthTable(), s.pointTable()}
	if at := s.judgedAt(); at >= 0 && len(s.Points[at].Verdicts) > 0 {
		a.Criteria = s.criteriaTable(s.Points[at])
	}
	return a
}

// notesOf are warnings as notes.
func notesOf(warnings []Warning) []Note {
	var all []Note
	for _, w := range warnings {
		all = append(all, Note(w))
	}
	return all
}

// facts say what was searched for.
func (s *Search) facts() []string {
	goal := "smallest level"
	if s.Minimise != minimiseLevel {
		goal = "least " + s.goal()
	}
	all := []string{goal}
	for _, l := range s.Levers {
		all = append(all, l.ranging())
	}
	for _, line := range s.Lines {
		all = append(all, "subject to "+glue(line))
	}
	return all
}

// answerTable is how the search ended, in a row.
func (s *Search) answerTable() Table {
	return tableOf("answer", "How the search ended", []*Search{s},
		text("answer", "Answer", "found, met already (by the lowest level), never met, undecided or interrupted", func(s *Search) string { return s.Outcome }).on(File),
		text("minimise", "Minimised", "level, or the objective as it was asked for", func(s *Search) string { return s.Minimise }).on(File),
		text("criteria", "Criteria", "as written, with semicolons between; empty where there are none", func(s *Search) string { return strings.Join(s.Lines, "; ") }).on(File),
		text("loss", "Loss", "metric of the shortfall that is told beside", func(s *Search) string { return s.Loss }).on(File),
		yesNo("no_effect", "No effect", "1 where no level changes what the criteria judge", func(s *Search) bool { return s.Idle }).on(File),
		whole("points", "Points", "how many points were tried", func(s *Search) int64 { return int64(len(s.Points)) }).on(File))
}

// leverTable is what was found of each lever.
func (s *Search) leverTable() Table {
	type row struct {
		Lever
		found   SearchLevel
		between bool // something is known
	}
	var rows []row
	for k, l := range s.Levers {
		x := row{Lever: l, found: SearchLevel{Best: math.NaN(), Low: math.NaN(), High: math.NaN()}}
		if k < len(s.Levels) {
			x.found, x.between = s.Levels[k], true
		}
		rows = append(rows, x)
	}
	return tableOf("levers", "The levels found", rows,
		text("lever", "Lever", "places of the scenario that move together", func(x row) string { return x.Title() }).on(File),
		text("unit", "Unit", "of the levels of the row; empty of bare numbers", func(x row) string { return x.Unit }).on(File),
		number("level", "Level", "", "the level to choose; empty where none was found", func(x row) float64 { return x.found.Best }).on(File),
		number("low", "From", "", "where the interval of the answer begins; empty where nothing is known", func(x row) float64 { return x.found.Low }).on(File),
		number("high", "To", "", "where the interval of the answer ends; empty where nothing is known", func(x row) float64 { return x.found.High }).on(File),
		yesNo("low_is_end_of_range", "", "1 where the interval begins at the end of the range: nothing below is known", func(x row) bool { return x.between && x.found.LowEnd }).on(File),
		yesNo("high_is_end_of_range", "", "1 where the interval ends at the end of the range: nothing above is known", func(x row) bool { return x.between && x.found.HighEnd }).on(File),
		number("range_low", "", "", "lower end of the range", func(x row) float64 { return x.Low }).on(File),
		number("range_high", "", "", "upper end of the range", func(x row) float64 { return x.High }).on(File),
		number("step", "", "", "levels are whole steps above the lower end, and the upper end", func(x row) float64 { return x.Step }).on(File))
}

// worthTable is what the level found changes against the lowest; without rows where
// none was found.
func (s *Search) worthTable() Table {
	type row struct {
		what string
		Stat
	}
	var rows []row
	if s.Best >= 0 {
		rows = []row{{"objective_gained", s.Gain}, {"shortfall_spared", s.Spared}, {"stockpile_cost_more", s.Dearer}}
	}
	return tableOf("worth", "What the level found changes", rows,
		text("quantity", "", "objective_gained and shortfall_spared: mean at the lowest levels less that at the levels found; stockpile_cost_more: the reverse", func(x row) string { return x.what }).on(File),
		text("unit", "", "of the row", func(x row) string { return x.Unit }).on(File),
		statistic("value", "", "", "mean difference on the same trials; empty where it is not known", func(x row) Stat { return x.Stat }).on(File))
}

// judgedAt is the point whose verdicts are told: the one chosen, or else the highest.
func (s *Search) judgedAt() int {
	if s.Best >= 0 {
		return s.Best
	}
	return len(s.Points) - 1
}

// criteriaTable is how one point meets the criteria.
func (s *Search) criteriaTable(p SearchPoint) Table {
	return tableOf("criteria", "Criteria at "+s.where(p), p.Verdicts,
		text("criterion", "Criterion", "its name", func(v Verdict) string { return v.Criterion }).on(File),
		text("line", "Line", "as written", func(v Verdict) string { return v.Line }).on(File),
		text("levels", "Levels", "of the levers: those found, or else the highest that were tried", func(Verdict) string { return s.where(p) }).on(File),
		text("metric", "Metric", "what is judged", func(v Verdict) string { return v.Metric }).on(File),
		text("statistic", "Statistic", "chance, mean, a percentile or CVaR", func(v Verdict) string { return v.Statistic }).on(File),
		text("unit", "Unit", "of value and limit", func(v Verdict) string { return v.Unit }).on(File),
		statistic("value", "Value", "", "in the unit of the row", Verdict.stat).on(File),
		number("limit", "Limit", "", "in the unit of the row", func(v Verdict) float64 { return v.Limit }).on(File),
		outcome("outcome", "Outcome", "pass, fail or too close to call", func(v Verdict) string { return v.Outcome }).on(File))
}
