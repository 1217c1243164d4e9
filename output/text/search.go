package text

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"magnetsim/output"
	"magnetsim/sim/unit"
)

// Search writes what a search found, and the points that it tried.
func Search(w io.Writer, r *output.Search, o Options) error {
	s := searched{newScreen(&output.Report{Warnings: r.Run.Doubts}, o), r}
	s.heading(r.Title)
	s.paragraph(s.what(), "")
	for _, line := range r.Lines {
		s.paragraph("Subject to "+glue(line), "  ")
	}
	s.blank()
	for _, sentence := range s.answer() {
		s.paragraph(sentence, "")
	}
	s.evidence()
	s.warnings()
	_, err := io.WriteString(w, s.out.String())
	return err
}

// searched is the screen of a search.
type searched struct {
	*screen
	q *output.Search
}

// what says what was searched for.
func (s *searched) what() string {
	parts := []string{s.q.Scenario}
	for _, name := range []string{s.q.Case, s.q.Policy} {
		if name != "" {
			parts = append(parts, name)
		}
	}
	goal := "smallest level"
	if s.q.Minimise != "level" {
		goal = "least " + s.goal()
	}
	parts = append(parts, goal)
	for _, l := range s.q.Levers {
		parts = append(parts, fmt.Sprintf("%s from %s to %s", l.Title(), l.Text(l.Low), l.Text(l.High)))
	}
	return strings.Join(append(parts, trials(s.q.Run.Asked), fmt.Sprintf("seed %d", s.q.Run.Seed)), " · ")
}

// goal words what is made least.
func (s *searched) goal() string {
	switch tail, ok := strings.CutPrefix(s.q.Minimise, "cvar"); {
	case s.q.Minimise == "cost":
		return "stockpile cost"
	case s.q.Minimise == "mean":
		return "mean shortfall"
	case ok && !strings.Contains(tail, "("):
		return "CVaR" + tail + " of the shortfall"
	}
	return s.q.Minimise
}

// answer is what a planner reads first.
func (s *searched) answer() []string {
	var all []string
	switch {
	case s.q.Answer == output.Interrupted:
		return []string{"INTERRUPTED: there is no answer yet; what was tried stands below."}
	case len(s.q.Levers) > 1:
		all = s.blend()
	case s.q.Minimise == "level" || s.q.Best < 0:
		all = s.smallest()
	default:
		all = s.least()
	}
	if s.q.Idle {
		all = append(all, "No level changes anything of what is judged: in every trial all levels gave the same. The lever does not reach it.")
	}
	return append(all, s.worth()...)
}

// smallest words the interval of the smallest level that meets the criteria.
func (s *searched) smallest() []string {
	lever, them := s.q.Levers[0], s.them()
	low, high := lever.Text(lever.Low), lever.Text(lever.High)
	if len(s.q.Levels) > 0 {
		low, high = lever.Text(s.q.Levels[0].Low), lever.Text(s.q.Levels[0].High)
	}
	var all []string
	switch {
	case s.q.Answer == output.MetAlready:
		all = append(all, fmt.Sprintf("Already met: %s, the lowest level, surely meets %s. No more is needed.", low, them))
	case s.q.Answer == output.NeverMet:
		all = append(all, fmt.Sprintf("Never met: even %s surely misses %s.", high, them)+s.top())
	case s.q.Answer == output.Undecided && s.q.Levels[0].LowEnd:
		all = append(all, fmt.Sprintf("Undecided: at every level from %s to %s it is too close to call whether %s met. ", low, high, s.areThey())+s.more())
	case s.q.Answer == output.Undecided:
		all = append(all, fmt.Sprintf("Undecided: %s surely misses %s, and whether even %s is enough is too close to call. ", low, them, high)+s.more())
	case s.q.Levels[0].LowEnd:
		all = append(all, fmt.Sprintf("At most %s: that surely meets %s. Whether %s is enough already is too close to call. ", high, them, low)+s.more())
	default:
		all = append(all,
			fmt.Sprintf("The smallest level that meets %s lies above %s and is at most %s (95%% interval).", them, low, high),
			fmt.Sprintf("%s is surely enough and %s surely is not; in between %s cannot tell. ", high, low, trials(s.q.Run.Asked))+s.more())
	}
	return append(all, s.again()...)
}

func (s *searched) them() string {
	if len(s.q.Lines) == 1 {
		return "the criterion"
	}
	return "all criteria"
}

func (s *searched) areThey() string {
	if len(s.q.Lines) == 1 {
		return "the criterion is"
	}
	return "all criteria are"
}

// top says what the criteria come to at the highest level.
func (s *searched) top() string {
	var missed []string
	for _, v := range s.q.Points[len(s.q.Points)-1].Verdicts {
		if v.Outcome != output.Pass {
			missed = append(missed, glue(v.Line)+" comes to "+glue(v.TextWithError()))
		}
	}
	return " There " + strings.Join(missed, ", ") + "."
}

// more says what makes the interval narrower.
func (s *searched) more() string {
	return fmt.Sprintf("Four times the trials (--trials %d) would about halve the interval.", 4*s.q.Run.Asked)
}

func (s *searched) again() []string {
	if len(s.q.Again) == 0 {
		return nil
	}
	var levels []string
	for _, i := range s.q.Again {
		levels = append(levels, s.levels(s.q.Points[i]))
	}
	return []string{fmt.Sprintf("More is not always better: surely missed again at %s. The answer is the lowest level that meets %s, not a limit above which all do.", strings.Join(levels, ", "), s.them())}
}

// least words the interval of the best level.
func (s *searched) least() []string {
	lever, found := s.q.Levers[0], s.q.Levels[0]
	best := s.q.Points[s.q.Best]
	all := []string{fmt.Sprintf("Best is %s: %s is %s there.", lever.Text(found.Best), s.goal(), best.Objective.TextWithError())}
	low, high := lever.Text(found.Low), lever.Text(found.High)
	switch {
	case s.q.Best == s.q.Lowest && !found.HighEnd:
		return []string{fmt.Sprintf("The lowest level is best: at %s %s is %s, and from %s on it is surely more. None is worth having.", low, s.goal(), best.Objective.TextWithError(), high)}
	case found.LowEnd && found.HighEnd:
		all = append(all, fmt.Sprintf("Flat: no level from %s to %s is surely worse. It hardly matters where the lever stands, as far as %s tell.", low, high, trials(s.q.Run.Asked)))
	case found.LowEnd:
		all = append(all, fmt.Sprintf("No level from %s, the lowest, up to %s is surely worse.", low, high))
	case found.HighEnd:
		all = append(all, fmt.Sprintf("No level from %s up to %s, the highest, is surely worse.", low, high))
	default:
		worse := "surely worse"
		if len(s.q.Lines) > 0 {
			worse += " or not enough"
		}
		all = append(all, fmt.Sprintf("The best level lies between %s and %s: these are %s, and what lies between cannot be told from the best. ", low, high, worse)+s.more())
	}
	if s.q.Gain.Same() && s.q.Best != s.q.Lowest {
		all = append(all, fmt.Sprintf("Hardly worth it: the gain over %s is inside its sampling error, %s.", lever.Text(lever.Low), s.q.Gain.TextWithError()))
	} else if s.q.Best != s.q.Lowest && s.q.Gain.Low > 0 {
		all = append(all, fmt.Sprintf("It is %s less than at %s.", s.q.Gain.TextWithError(), lever.Text(lever.Low)))
	}
	all = append(all, s.few()...)
	return append(all, s.again()...)
}

// fewLosses is the number of trials with a loss below which the interval of a
// mean loss, and of where it is least, is not to be relied on.
const fewLosses = 30

// few warns where the best rests on a handful of trials.
func (s *searched) few() []string {
	best := s.q.Points[s.q.Best]
	n := int64(math.Round(best.Chance.Value * float64(best.Chance.N)))
	if n >= fewLosses {
		return nil
	}
	return []string{fmt.Sprintf("Mind: there only %s of %s have any shortfall. How rare larger ones are is not known from so few, nor what more would be worth; play more trials.", grouped(n), trials(best.Chance.N))}
}

// blend words the best levels of several levers.
func (s *searched) blend() []string {
	switch s.q.Answer {
	case output.NeverMet:
		return []string{fmt.Sprintf("Never met: none of the %d points tried meets %s; where they come nearest %s surely missed.", len(s.q.Points), s.them(), s.areThey())}
	case output.Undecided:
		return []string{fmt.Sprintf("Undecided: none of the %d points tried surely meets %s; where they come nearest it is too close to call. ", len(s.q.Points), s.them()) + "More trials, or wider ranges, may decide it."}
	}
	var parts, flat []string
	for k, lever := range s.q.Levers {
		found := s.q.Levels[k]
		parts = append(parts, lever.Title()+" at "+lever.Text(found.Best))
		if found.Low < found.High {
			flat = append(flat, fmt.Sprintf("%s from %s to %s", lever.Title(), lever.Text(found.Low), lever.Text(found.High)))
		}
	}
	best := s.q.Points[s.q.Best]
	all := []string{fmt.Sprintf("Best of %d points tried: %s. There %s is %s.", len(s.q.Points), strings.Join(parts, ", "), s.goal(), best.Objective.TextWithError())}
	if len(flat) > 0 {
		all = append(all, fmt.Sprintf("Points that cannot be told from it have %s.", strings.Join(flat, ", ")))
	} else {
		all = append(all, "All others tried are surely worse, or not sure to be enough.")
	}
	all = append(all, s.few()...)
	switch {
	case s.q.Best == s.q.Lowest:
		return append(all, "All levers are best at their lowest: none is worth having.")
	case s.q.Gain.Same():
		return append(all, "Hardly worth it: the gain over the lowest levels is inside its sampling error, "+s.q.Gain.TextWithError()+".")
	case s.q.Gain.Low > 0:
		return append(all, fmt.Sprintf("It is %s less than where all levers are lowest.", s.q.Gain.TextWithError()))
	}
	return all
}

// worth says what the levels found change against the lowest.
func (s *searched) worth() []string {
	if s.q.Best < 0 || s.q.Lowest < 0 || s.q.Best == s.q.Lowest {
		return nil
	}
	best, lowest := s.q.Points[s.q.Best], s.q.Points[s.q.Lowest]
	than := "than at " + s.levels(lowest)
	text := ""
	switch spared := s.q.Spared; {
	case spared.Same():
		text = fmt.Sprintf("Hardly worth having: at %s the mean shortfall cannot be told from that at %s", s.levels(best), s.levels(lowest))
	case spared.Value > 0:
		text = fmt.Sprintf("At %s the mean shortfall is %s (%.0f%%) less %s", s.levels(best), spared.TextWithError(), 100*spared.Value/lowest.Mean.Value, than)
	default:
		less := spared
		less.Value, less.Low, less.High = -spared.Value, -spared.High, -spared.Low
		text = fmt.Sprintf("At %s the mean shortfall is %s more %s", s.levels(best), less.TextWithError(), than)
	}
	if dearer := s.q.Dearer.Value; !math.IsNaN(dearer) && dearer != 0 {
		text += ", and the stockpiles cost " + unit.FormatInterval(s.q.Dearer.Value, s.q.Dearer.Error(), s.q.Dearer.Unit) + " more"
	}
	return []string{text + "."}
}

// levels writes where the levers stand at a point.
func (s *searched) levels(p output.SearchPoint) string {
	var all []string
	for k, lever := range s.q.Levers {
		all = append(all, lever.Text(p.Levels[k]))
	}
	return strings.Join(all, " / ")
}

// mostShown is the number of points that the screen shows of several levers.
const mostShown = 16

// evidence writes the points tried: of one lever all, of several the best.
func (s *searched) evidence() {
	if len(s.q.Points) == 0 {
		return
	}
	g := grid{header: append(s.leverNames(), "Trials")}
	for _, v := range s.q.Points[0].Verdicts {
		g.header = append(g.header, cut(judged(v), max(30, s.width/3)))
	}
	if s.q.Minimise == "level" {
		g.header = append(g.header, "Stockpile cost")
	} else {
		g.header = append(g.header, cut(s.goal(), 30), "Above best")
		if s.q.Minimise != "mean" {
			g.header = append(g.header, "Mean shortfall")
		}
	}
	shown := s.shown()
	for _, i := range shown {
		g.rows = append(g.rows, s.row(i))
	}
	s.blank()
	s.heading("What was tried, on the same draws")
	s.grid(g)
	if left := len(s.q.Points) - len(shown); left > 0 {
		s.paragraph(fmt.Sprintf("and %d more points, which search.csv lists", left), "")
	}
}

// leverNames head the columns of the levels: the one is "Level", several have the
// ends of their names.
func (s *searched) leverNames() []string {
	if len(s.q.Levers) == 1 {
		return []string{"Level"}
	}
	var all []string
	for _, lever := range s.q.Levers {
		_, name, _ := strings.Cut(lever.Paths[0], ".")
		all = append(all, cut(name, 24))
	}
	return all
}

// judged is what of a criterion stands before its limit.
func judged(v output.Verdict) string {
	if i := strings.LastIndexByte(v.Line, ')'); i > 0 {
		return v.Line[:i+1]
	}
	return v.Line
}

// shown lists the points to show: of one lever those with most trials and others
// far from them, of several the best of those with most trials.
func (s *searched) shown() []int {
	var all []int
	most := int64(0)
	for i, p := range s.q.Points {
		all, most = append(all, i), max(most, p.Trials)
	}
	if len(s.q.Levers) == 1 {
		return slices.DeleteFunc(all, func(i int) bool { return s.superseded(i, most) })
	}
	rank := func(i int) (int, int64, float64) {
		p := s.q.Points[i]
		return map[string]int{output.Fail: 2, output.TooClose: 1}[p.Outcome], -p.Trials, p.Objective.Value
	}
	slices.SortStableFunc(all, func(i, j int) int {
		oi, ni, xi := rank(i)
		oj, nj, xj := rank(j)
		switch {
		case ni != nj:
			return int(ni - nj)
		case oi != oj:
			return oi - oj
		case xi < xj:
			return -1
		case xi > xj:
			return 1
		}
		return 0
	})
	return all[:min(len(all), mostShown)]
}

// superseded reports whether a point of a single lever has a neighbour that was
// tried with more trials, nearer than a twentieth of the range.
func (s *searched) superseded(i int, most int64) bool {
	lever, p := s.q.Levers[0], s.q.Points[i]
	return p.Trials < most && slices.ContainsFunc(s.q.Points, func(o output.SearchPoint) bool {
		return o.Trials == most && math.Abs(o.Levels[0]-p.Levels[0]) < (lever.High-lever.Low)/20
	})
}

func (s *searched) row(i int) []string {
	p := s.q.Points[i]
	var row []string
	for k, lever := range s.q.Levers {
		row = append(row, lever.Text(p.Levels[k]))
	}
	row = append(row, grouped(p.Trials))
	for _, v := range p.Verdicts {
		row = append(row, s.verdict(v))
	}
	if s.q.Minimise == "level" {
		return append(row, p.Cost.TextWithError())
	}
	worse := p.Worse.TextWithError()
	switch {
	case i == s.q.Best:
		worse = "best"
	case p.Worse.Same():
		worse = output.Same
	}
	row = append(row, p.Objective.TextWithError(), worse)
	if s.q.Minimise != "mean" {
		row = append(row, p.Mean.TextWithError())
	}
	return row
}
