package output

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"magnetsim/sim/unit"
)

// Answer tells what a search found, what that is worth, and what was tried.
func (s *Search) Answer() *Answer {
	a := &Answer{Head: s.Head, Sentences: s.sentences(), Notes: notesOf(s.Doubts)}
	a.Head.Facts = s.facts()
	a.Tables = []Table{s.shownTable(), s.nearTable(), s.answerTable(), s.leverTable(), s.worthTable(), s.pointTable()}
	if at := s.judgedAt(); at >= 0 && len(s.Points[at].Verdicts) > 0 {
		a.Criteria = s.criteriaTable(s.Points[at])
	}
	return a
}

func (s *Search) facts() []string {
	goal := either(s.Minimise == minimiseLevel, "smallest level", "least "+s.goal())
	return slices.Concat([]string{goal}, each(s.Levers, func(l Lever) string { return l.ranging(s.Head.Titles) }), each(s.Lines, func(line string) string { return "subject to " + glue(s.Head.Titles.Line(line)) }))
}

func (s *Search) answerTable() Table {
	return tableOf("answer", "How the search ended", []*Search{s},
		text("answer", "Answer", "found, met already (by the lowest level), never met, undecided or interrupted", func(s *Search) string { return s.Outcome }),
		text("minimise", "Minimised", "level, or the objective as it was asked for", func(s *Search) string { return s.Minimise }),
		text("criteria", "Criteria", "as written, with semicolons between; empty where there are none", func(s *Search) string { return strings.Join(s.Lines, "; ") }),
		text("loss", "Loss", "metric of the shortfall that is told beside", func(s *Search) string { return s.Loss }),
		yesNo("no_effect", "No effect", "1 if no level changes what the criteria judge", func(s *Search) bool { return s.Idle }),
		whole("points", "Points", "how many points were tried", func(s *Search) int { return len(s.Points) })).only(File)
}

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
		text("lever", "Lever", "places of the scenario that move together", func(x row) string { return x.places() }),
		text("title", "Lever", "the lever, as people read it", func(x row) string { return x.Title(s.Head.Titles) }),
		text("unit", "Unit", "of the levels of the row; empty of bare numbers", func(x row) string { return x.Unit }),
		number("level", "Level", "", "the level to choose; empty where none was found", func(x row) float64 { return x.found.Best }),
		number("low", "From", "", "where the interval of the answer begins; empty where nothing is known", func(x row) float64 { return x.found.Low }),
		number("high", "To", "", "where the interval of the answer ends; empty where nothing is known", func(x row) float64 { return x.found.High }),
		yesNo("low_is_end_of_range", "", "1 if the interval begins at the end of the range: nothing below is known", func(x row) bool { return x.between && x.found.LowEnd }),
		yesNo("high_is_end_of_range", "", "1 if the interval ends at the end of the range: nothing above is known", func(x row) bool { return x.between && x.found.HighEnd }),
		number("range_low", "", "", "lower end of the range", func(x row) float64 { return x.Low }),
		number("range_high", "", "", "upper end of the range", func(x row) float64 { return x.High }),
		number("step", "", "", "levels are whole steps above the lower end, and the upper end", func(x row) float64 { return x.Step })).only(File)
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
		rows = []row{{"objective_gained", s.Gain}, {"shortfall_spared", s.Spared}, {"cost_more", s.Dearer}}
	}
	return tableOf("worth", "What the level found changes", rows,
		text("quantity", "", "objective_gained and shortfall_spared: mean at the lowest levels less that at the levels found; cost_more: the reverse", func(x row) string { return x.what }),
		text("unit", "", "of the row", func(x row) string { return x.Unit }),
		statistic("value", "", "", "mean difference on the same trials; empty where it is not known", func(x row) Stat { return x.Stat })).only(File)
}

// judgedAt is the point whose verdicts are told: the one chosen, or else the highest.
func (s *Search) judgedAt() int {
	return either(s.Best >= 0, s.Best, len(s.Points)-1)
}

func (s *Search) criteriaTable(p SearchPoint) Table {
	return tableOf("criteria", "Criteria at "+s.where(p), p.Verdicts,
		text("criterion", "Criterion", "its name", func(v Verdict) string { return v.Criterion }),
		text("line", "Line", "as written", func(v Verdict) string { return v.Line }),
		text("levels", "Levels", "of the levers: those found, or else the highest that were tried", func(Verdict) string { return s.where(p) }),
		text("metric", "Metric", "what is judged", func(v Verdict) string { return v.Metric }),
		text("statistic", "Statistic", "chance, mean, a percentile or CVaR", func(v Verdict) string { return v.Statistic }),
		text("unit", "Unit", "of value and limit", func(v Verdict) string { return v.Unit }),
		statistic("value", "Value", "", "in the unit of the row", Verdict.stat),
		number("limit", "Limit", "", "in the unit of the row", func(v Verdict) float64 { return v.Limit }),
		outcome("outcome", "Outcome", "pass, fail or too close to call", func(v Verdict) string { return v.Outcome })).only(File)
}

func (s *Search) pointTable() Table {
	t := tableOf("points", "What was tried, on the same draws", upTo(len(s.Points)), s.columns()...)
	t.Columns = each(t.Columns, func(c Column) Column { c.On &= File; return c }) // none is left out: on paper levels stand as people read them too
	return t
}

// shownTable is the points that people read: of one lever those near the answer and
// others far from it, of several the best.
func (s *Search) shownTable() Table {
	shown := s.shown()
	left := len(s.Points) - len(shown)
	return tableOf("tried", "What was tried, on the same draws", shown, s.columns()...).only(People).
		noted(said(when(left > 0, "and %s, which points.csv lists", unit.Counted(left, "more point")))...)
}

// fewNear is the number of points on either side of the one found that a brief screen has.
const fewNear = 3

// nearTable is for brief screens: of one lever the points nearest to the one found, of
// several the best.
func (s *Search) nearTable() Table {
	near := s.shown()
	if at := slices.Index(near, s.Best); at >= 0 && len(s.Levers) == 1 {
		near = near[max(0, min(at-fewNear, len(near)-2*fewNear-1)):min(len(near), max(at+fewNear, 2*fewNear)+1)]
	}
	return tableOf("near", "What was tried near it", near, s.columns()...).briefly().only(Brief)
}

func (s *Search) columns() []column[int] {
	var all []column[int]
	point := func(i int) SearchPoint { return s.Points[i] }
	for k, l := range s.Levers {
		all = append(all,
			number(l.column(), "", l.Unit, "level of the lever", func(i int) float64 { return point(i).Levels[k] }).on(File),
			text("level_"+strconv.Itoa(k+1), s.leverName(k), "", func(i int) string { return l.Text(point(i).Levels[k]) }).on(People))
	}
	all = append(all,
		whole("trials", "Trials", "trials of the point, those that failed among them", func(i int) int64 { return point(i).Trials }).spare(),
		whole("trials_failed", "", "trials that failed", func(i int) int64 { return point(i).Failed }).on(File),
		yesNo("chosen", "", "1 of the point that was found", func(i int) bool { return i == s.Best }).on(File),
		yesNo("fails_again", "", "1 of points above the one found that surely fail", func(i int) bool { return slices.Contains(s.Again, i) }).on(File),
		outcome("outcome", "", "of all criteria; empty without criteria", func(i int) string { return point(i).Outcome }).on(File))
	if len(s.Points) > 0 {
		for k, v := range s.Points[0].Verdicts {
			verdict := func(i int) Verdict { return point(i).Verdicts[k] }
			all = append(all,
				statistic(v.Criterion, s.judged(v), v.Unit, "what the criterion judges", func(i int) Stat { return verdict(i).stat() }),
				number(v.Criterion+"_limit", "", v.Unit, "its limit", func(i int) float64 { return verdict(i).Limit }).on(File),
				outcome(v.Criterion+"_outcome", "Outcome", "pass, fail or too close to call", func(i int) string { return verdict(i).Outcome }))
		}
	}
	return append(all, s.measures(point)...)
}

// measures are the columns of numbers; people read those that bear on what is asked.
func (s *Search) measures(point func(int) SearchPoint) []column[int] {
	objective := statistic("objective", unit.UpperFirst(s.goal()), s.Unit, "the objective; empty if the level is minimised", func(i int) Stat { return point(i).Objective })
	worse := statistic("above_best", "Above best", s.Unit, "how far it is above that of the point found, on the trials that both have; empty without one", func(i int) Stat { return point(i).Worse }).but(func(i int, x *Cell) {
		switch {
		case math.IsNaN(x.Value):
		case i == s.Best:
			x.Text = "best"
		case point(i).Worse.Same():
			x.Text = Same
		}
	})
	mean := statistic("mean_"+strings.ReplaceAll(s.Loss, ".", "_"), "Mean shortfall", "t", "mean shortfall", func(i int) Stat { return point(i).Mean })
	cost := statistic("cost", "Cost", s.Currency, "mean cost of stockpiles and all else that has one; empty without prices", func(i int) Stat { return point(i).Cost })
	if s.Minimise != minimiseLevel {
		cost = cost.on(File)
	}
	if s.Minimise == minimiseLevel || s.Minimise == "mean" {
		mean = mean.on(File)
	}
	return []column[int]{objective, worse,
		statistic("any_shortfall", "", "share", "chance of any shortfall", func(i int) Stat { return point(i).Chance }).on(File), mean, cost}
}

// leverName heads the column of a lever: the only one is "Level", of several each has
// the title of its first place.
func (s *Search) leverName(k int) string {
	return either(len(s.Levers) == 1, "Level", s.Head.Titles.Path(s.Levers[k].Paths[0]))
}

// mostShown is the number of points of several levers that people are shown.
const mostShown = 16

// shown lists the points to show: of one lever those with most trials and others
// far from them, of several the best of those with most trials.
func (s *Search) shown() []int {
	all, most := upTo(len(s.Points)), int64(0)
	for _, p := range s.Points {
		most = max(most, p.Trials)
	}
	if len(s.Levers) == 1 {
		return slices.DeleteFunc(all, func(i int) bool { return s.superseded(i, most) })
	}
	rank := map[string]int{Fail: 2, TooClose: 1}
	slices.SortStableFunc(all, func(i, j int) int {
		a, b := s.Points[i], s.Points[j]
		return cmp.Or(cmp.Compare(b.Trials, a.Trials), cmp.Compare(rank[a.Outcome], rank[b.Outcome]), cmp.Compare(a.Objective.Value, b.Objective.Value))
	})
	return all[:min(len(all), mostShown)]
}

// superseded reports whether a point of a single lever has a neighbour that was
// tried with more trials, nearer than a twentieth of the range.
func (s *Search) superseded(i int, most int64) bool {
	lever, p := s.Levers[0], s.Points[i]
	return p.Trials < most && slices.ContainsFunc(s.Points, func(o SearchPoint) bool {
		return o.Trials == most && math.Abs(o.Levels[0]-p.Levels[0]) < (lever.High-lever.Low)/20
	})
}
