package output

import (
	"fmt"
	"math"
	"strings"

	"magnetsim/sim/unit"
)

func (s *Search) goal() string {
	switch tail, ok := strings.CutPrefix(s.Minimise, "cvar"); {
	case s.Minimise == "cost":
		return "cost"
	case s.Minimise == "mean":
		return "mean shortfall"
	case ok && !strings.Contains(tail, "("):
		return "CVaR" + tail + " of the shortfall"
	}
	return s.Head.Titles.Line(s.Minimise)
}

func (s *Search) sentences() []string {
	var all []string
	switch {
	case s.Outcome == Interrupted:
		return []string{"INTERRUPTED: there is no answer yet; the points tried are listed below."}
	case len(s.Levers) > 1:
		all = s.blend()
	case s.Minimise == minimiseLevel || s.Best < 0:
		all = []string{s.smallest(), s.between(), s.again()}
	default:
		all = s.least()
	}
	idle := when(s.Idle, "No level changes what is judged: all levels gave the same results in every trial. The lever has no effect on it.")
	return said(append(all, idle, s.worth())...)
}

func (s *Search) smallest() string {
	lever, them := s.Levers[0], s.them()
	low, high := lever.Text(lever.Low), lever.Text(lever.High)
	if len(s.Levels) > 0 {
		low, high = lever.Text(s.Levels[0].Low), lever.Text(s.Levels[0].High)
	}
	switch {
	case s.Outcome == MetAlready:
		return fmt.Sprintf("Already met: %s, the lowest level, surely meets %s. No more is needed.", low, them)
	case s.Outcome == NeverMet:
		return fmt.Sprintf("Never met: even %s surely misses %s.", high, them) + s.top()
	case s.Outcome == Undecided && s.Levels[0].LowEnd:
		return fmt.Sprintf("Undecided: at every level from %s to %s it is too close to call whether %s met. ", low, high, s.areThey()) + s.more()
	case s.Outcome == Undecided:
		return fmt.Sprintf("Undecided: %s surely misses %s, and whether even %s is enough is too close to call. ", low, them, high) + s.more()
	case s.Levels[0].LowEnd:
		return fmt.Sprintf("At most %s: that surely meets %s. Whether %s is enough already is too close to call. ", high, them, low) + s.more()
	}
	return fmt.Sprintf("The smallest level that meets %s lies above %s and is at most %s (95%% interval).", them, low, high)
}

// between says what is known of the levels between both ends of the interval.
func (s *Search) between() string {
	if s.Outcome != Found || s.Levels[0].LowEnd {
		return ""
	}
	lever, found := s.Levers[0], s.Levels[0]
	return fmt.Sprintf("%s is surely enough and %s surely is not; in between %s cannot tell. ", lever.Text(found.High), lever.Text(found.Low), unit.Counted(s.Head.Asked, "trial")) + s.more()
}

func (s *Search) them() string { return either(len(s.Lines) == 1, "the criterion", "all criteria") }

func (s *Search) areThey() string { return s.them() + either(len(s.Lines) == 1, " is", " are") }

// top says what the criteria come to at the highest level.
func (s *Search) top() string {
	missed := those(s.Points[len(s.Points)-1].Verdicts, func(v Verdict) bool { return v.Outcome != Pass })
	comes := func(v Verdict) string {
		return glue(s.Head.Titles.Line(v.Line)) + " comes to " + glue(v.TextWithError())
	}
	return " There " + strings.Join(each(missed, comes), ", ") + "."
}

func (s *Search) more() string {
	return fmt.Sprintf("Four times the trials (--trials %d) would about halve the interval.", 4*s.Head.Asked)
}

func (s *Search) again() string {
	levels := each(s.Again, func(i int) string { return s.where(s.Points[i]) })
	return when(levels != nil, "More is not always better: surely missed again at %s. The answer is the lowest level that meets %s, not a limit above which all do.", strings.Join(levels, ", "), s.them())
}

func (s *Search) least() []string {
	lever, found := s.Levers[0], s.Levels[0]
	low, high, lowest := lever.Text(found.Low), lever.Text(found.High), lever.Text(lever.Low)
	least := s.Points[s.Best].Objective.TextWithError()
	var where string
	switch {
	case s.Best == s.Lowest && !found.HighEnd:
		return []string{fmt.Sprintf("The lowest level is best: at %s %s is %s, and from %s on it is surely more. A higher level is not worth having.", low, s.goal(), least, high)}
	case found.LowEnd && found.HighEnd:
		where = fmt.Sprintf("Flat: no level from %s to %s is surely worse. As far as %s can tell, the level hardly matters.", low, high, unit.Counted(s.Head.Asked, "trial"))
	case found.LowEnd:
		where = fmt.Sprintf("No level from %s, the lowest, up to %s is surely worse.", low, high)
	case found.HighEnd:
		where = fmt.Sprintf("No level from %s up to %s, the highest, is surely worse.", low, high)
	default:
		worse := "surely worse" + either(len(s.Lines) > 0, " or not enough", "")
		where = fmt.Sprintf("The best level lies between %s and %s: these are %s, and what lies between cannot be told from the best. ", low, high, worse) + s.more()
	}
	return []string{
		fmt.Sprintf("The best point tried is %s: %s is %s there.", lever.Text(found.Best), s.goal(), least), where,
		when(s.Best != s.Lowest && s.Gain.Same(), "Hardly worth it: the gain over %s is inside its sampling error, %s.", lowest, s.Gain.TextWithError()),
		when(s.Best != s.Lowest && s.Gain.Low > 0, "It is %s less than at %s.", s.Gain.TextWithError(), lowest),
		s.few(), s.again(),
	}
}

// fewLosses is the number of trials with a loss below which the interval of a
// mean loss, and of where it is least, is not to be relied on.
const fewLosses = 30

// few warns where the best rests on a handful of trials.
func (s *Search) few() string {
	chance := s.Points[s.Best].Chance
	n := int64(math.Round(chance.Value * float64(chance.N)))
	return when(n < fewLosses, "Warning: there, only %s of %s have any shortfall. So few trials do not show how rare larger ones are, or what a higher level would be worth; play more trials.", unit.Grouped(n), unit.Counted(chance.N, "trial"))
}

func (s *Search) blend() []string {
	switch s.Outcome {
	case NeverMet:
		return []string{fmt.Sprintf("Never met: none of the %d points tried meets %s; at the nearest of them %s surely missed.", len(s.Points), s.them(), s.areThey())}
	case Undecided:
		return []string{fmt.Sprintf("Undecided: none of the %d points tried surely meets %s; at the nearest of them it is too close to call. ", len(s.Points), s.them()) + "More trials, or wider ranges, may decide it."}
	}
	var parts, flat []string
	for k, lever := range s.Levers {
		found := s.Levels[k]
		parts = append(parts, lever.Title(s.Head.Titles)+" at "+lever.Text(found.Best))
		if found.Low < found.High {
			flat = append(flat, fmt.Sprintf("%s from %s to %s", lever.Title(s.Head.Titles), lever.Text(found.Low), lever.Text(found.High)))
		}
	}
	best := s.Points[s.Best]
	all := []string{
		fmt.Sprintf("Best of %d points tried: %s. There %s is %s.", len(s.Points), strings.Join(parts, ", "), s.goal(), best.Objective.TextWithError()),
		either(flat != nil, fmt.Sprintf("Points that cannot be told from it have %s.", strings.Join(flat, ", ")), "All others tried are surely worse, or not sure to be enough."),
		s.few(),
	}
	switch {
	case s.Best == s.Lowest:
		return append(all, "All levers are best at their lowest level: a higher one is not worth having.")
	case s.Gain.Same():
		return append(all, "Hardly worth it: the gain over the lowest levels is inside its sampling error, "+s.Gain.TextWithError()+".")
	}
	return append(all, when(s.Gain.Low > 0, "It is %s less than where all levers are lowest.", s.Gain.TextWithError()))
}

// worth says what the levels found change against the lowest.
func (s *Search) worth() string {
	if s.Best < 0 || s.Lowest < 0 || s.Best == s.Lowest {
		return ""
	}
	best, lowest := s.Points[s.Best], s.Points[s.Lowest]
	than := "than at " + s.where(lowest)
	var text string
	switch spared := s.Spared; {
	case spared.Same():
		text = fmt.Sprintf("Hardly worth having: at %s the mean shortfall cannot be told from that at %s", s.where(best), s.where(lowest))
	case spared.Value > 0:
		text = fmt.Sprintf("At %s the mean shortfall is %s (%.0f%%) less %s", s.where(best), spared.TextWithError(), 100*spared.Value/lowest.Mean.Value, than)
	default:
		spared.Value, spared.Low, spared.High = -spared.Value, -spared.High, -spared.Low
		text = fmt.Sprintf("At %s the mean shortfall is %s more %s", s.where(best), spared.TextWithError(), than)
	}
	dearer := s.Dearer
	return text + when(!math.IsNaN(dearer.Value) && dearer.Value != 0, ", and it costs %s more", unit.FormatInterval(dearer.Value, dearer.Error(), dearer.Unit)) + "."
}

func (s *Search) where(p SearchPoint) string {
	return strings.Join(eachAt(s.Levers, func(k int, lever Lever) string { return lever.Text(p.Levels[k]) }), " / ")
}

// judged is what of a criterion stands before its limit.
func (s *Search) judged(v Verdict) string {
	line := s.Head.Titles.Line(v.Line)
	if i := strings.LastIndexByte(line, ')'); i > 0 {
		return line[:i+1]
	}
	return line
}
