package output

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"magnetsim/sim/unit"
)

// pointTable is every point that was tried, by rising levels.
func (s *Search) pointTable() Table {
	all := make([]int, len(s.Points))
	for i := range all {
		all[i] = i
	}
	return tableOf("points", "What was tried, on the same draws", all, s.columns(File)...)
}

// shownTable is the points that people read: of one lever those near the answer and
// others far from it, of several the best.
func (s *Search) shownTable() Table {
	shown := s.shown()
	t := tableOf("tried", "What was tried, on the same draws", shown, s.columns(People)...)
	if left := len(s.Points) - len(shown); left > 0 {
		t.Notes = []string{"and " + unit.Counted(int64(left), "more point") + ", which points.csv lists"}
	}
	return t
}

// columns are those of points, by their index, on some media.
func (s *Search) columns(m Media) []column[int] {
	var all []column[int]
	point := func(i int) SearchPoint { return s.Points[i] }
	for k, l := range s.Levers {
		all = append(all,
			number(l.column(), "", l.Unit, "level of the lever", func(i int) float64 { return point(i).Levels[k] }).on(File),
			text("level_"+strconv.Itoa(k+1), s.leverName(k), "", func(i int) string { return l.Text(point(i).Levels[k]) }).on(People))
	}
	all = append(all,
		whole("trials", "Trials", "trials of the point, those that failed among them", func(i int) int64 { return point(i).Trials }),
		whole("trials_failed", "", "trials that failed", func(i int) int64 { return point(i).Failed }).on(File),
		yesNo("chosen", "", "1 of the point that was found", func(i int) bool { return i == s.Best }).on(File),
		yesNo("fails_again", "", "1 of points above the one found that surely fail", func(i int) bool { return slices.Contains(s.Again, i) }).on(File),
		outcome("outcome", "", "of all criteria; empty without criteria", func(i int) string { return point(i).Outcome }).on(File))
	if len(s.Points) > 0 {
		for k, v := range s.Points[0].Verdicts {
			verdict := func(i int) Verdict { return point(i).Verdicts[k] }
			all = append(all,
				statistic(v.Criterion, judged(v), v.Unit, "what the criterion judges", func(i int) Stat { return verdict(i).stat() }),
				number(v.Criterion+"_limit", "", v.Unit, "its limit", func(i int) float64 { return verdict(i).Limit }).on(File),
				outcome(v.Criterion+"_outcome", "Outcome", "pass, fail or too close to call", func(i int) string { return verdict(i).Outcome }))
		}
	}
	all = append(all, s.measures(point)...)
	return onMedia(m, all...)
}

// measures are the columns of numbers; people read those that bear on what is asked.
func (s *Search) measures(point func(int) SearchPoint) []column[int] {
	objective := statistic("objective", s.goal(), s.Unit, "the objective; empty where the level is made least", func(i int) Stat { return point(i).Objective })
	worse := statistic("above_best", "Above best", s.Unit, "how much it is above that of the point found, on the trials that both have; empty without one", func(i int) Stat { return point(i).Worse })
	value := worse.cell
	worse.cell = func(i int) Cell {
		x := value(i)
		switch {
		case math.IsNaN(x.Value):
		case i == s.Best:
			x.Text = "best"
		case point(i).Worse.Same():
			x.Text = Same
		}
		return x
	}
	mean := statistic("mean_"+strings.ReplaceAll(s.Loss, ".", "_"), "Mean shortfall", "t", "mean shortfall", func(i int) Stat { return point(i).Mean })
	cost := statistic("stockpile_cost", "Stockpile cost", s.Currency, "mean cost of all stockpiles; empty without prices", func(i int) Stat { return point(i).Cost })
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
// its place without the section.
func (s *Search) leverName(k int) string {
	if len(s.Levers) == 1 {
		return "Level"
	}
	_, name, _ := strings.Cut(s.Levers[k].Paths[0], ".")
	return name
}

// mostShown is the number of points of several levers that people are shown.
const mostShown = 16

// shown lists the points to show: of one lever those with most trials and others
// far from them, of several the best of those with most trials.
func (s *Search) shown() []int {
	var all []int
	most := int64(0)
	for i, p := range s.Points {
		all, most = append(all, i), max(most, p.Trials)
	}
	if len(s.Levers) == 1 {
		return slices.DeleteFunc(all, func(i int) bool { return s.superseded(i, most) })
	}
	rank := func(i int) (int, int64, float64) {
		p := s.Points[i]
		return map[string]int{Fail: 2, TooClose: 1}[p.Outcome], -p.Trials, p.Objective.Value
	}
	slices.SortStableFunc(all, func(i, j int) int {
		oi, ni, xi := rank(i)
		oj, nj, xj := rank(j)
		return cmp.Or(cmp.Compare(ni, nj), cmp.Compare(oi, oj), cmp.Compare(xi, xj))
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
