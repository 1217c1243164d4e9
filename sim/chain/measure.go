package chain

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"magnetsim/sim/unit"
)

// Measure is what of the horizon is told.
type Measure struct {
	From float64  // years after the start; what comes before is left out of every metric
	To   float64  // the same of what comes after; the horizon where it is 0
	Also []string // metrics of periods that are told beside those of the years: "worst_step.auto@2028"
}

// Period is a part of the horizon: the steps whose midpoints lie in it.
type Period struct {
	Label    string // "2028", "2028-01-01..2028-07-01"; "" for all that is told
	From, To int    // its first step, and the one after its last
}

// Holds reports whether a step lies in the period.
func (p Period) Holds(step int) bool { return step >= p.From && step < p.To }

// Words says when the period is, as in "lost for good, in 2028".
func (p Period) Words() string {
	if from, to, ok := strings.Cut(p.Label, dots); ok {
		return "from " + from + " until before " + to
	}
	return "in " + p.Label
}

// dots part the dates of a period.
const dots = ".."

// Measured returns all that is told.
func (s *Scenario) Measured() Period {
	from, to := s.told()
	return s.between("", from, to)
}

// told are the times between which the horizon is told.
func (s *Scenario) told() (from, to float64) {
	if s.Measure.To > 0 {
		return s.Measure.From, s.Measure.To
	}
	return s.Measure.From, s.Horizon
}

// leaves reports whether a time between two lies outside what is told, by more than half
// a step: a calendar of whole steps ends some days before or after its year.
func (s *Scenario) leaves(times [2]float64) bool {
	from, to := s.told()
	slack := s.StepYears() / 2
	return times[0] < from-slack || times[1] > to+slack
}

// Years returns the calendar years that have a step that is told, or nothing where it is
// one alone.
func (s *Scenario) Years() []Period {
	all := s.years()
	if len(all) < 2 {
		return nil
	}
	return all
}

func (s *Scenario) years() []Period {
	var all []Period
	last := s.Calendar().Date(s.Horizon).Year()
	for year := s.Calendar().Date(s.Measure.From).Year(); year <= last; year++ {
		if p := s.year(year); p.From < p.To {
			all = append(all, p)
		}
	}
	return all
}

func (s *Scenario) year(year int) Period {
	c := s.Calendar()
	return s.between(fmt.Sprintf("%04d", year), c.Time(unit.NewYear(year)), c.Time(unit.NewYear(year+1)))
}

// between returns the steps whose midpoints lie between two times, as far as they are told.
func (s *Scenario) between(label string, from, to float64) Period {
	// A midpoint that rounding puts a little before its time counts as reached.
	step := func(years float64) int {
		return int(math.Ceil(max(0, min(float64(s.Steps()), years/s.StepYears()-0.5-1e-9))))
	}
	p := Period{label, step(from), step(to)}
	if label != "" {
		all := s.Measured()
		p.From, p.To = max(p.From, all.From), min(p.To, all.To)
	}
	return p
}

// Period returns the part of the horizon that is called so: a year, or two dates with ..
// between them, of which the second is the first day that is left out.
func (s *Scenario) Period(label string) (Period, error) {
	from, to, dates := strings.Cut(label, dots)
	if !dates {
		year, err := strconv.Atoi(label)
		if err != nil || len(label) != 4 {
			return Period{}, fmt.Errorf("%q is not a period: write a year, such as 2028, or two dates, such as 2028-01-01..2028-07-01", label)
		}
		if p := s.year(year); p.From < p.To {
			return p, nil
		}
		return Period{}, fmt.Errorf("%s is not a reported year: %s", label, s.yearWords())
	}
	var times [2]float64
	for i, text := range []string{from, to} {
		day, err := unit.ParseDate(text)
		var wrong *unit.Error
		if errors.As(err, &wrong) {
			return Period{}, fmt.Errorf("%s: %s", wrong.Msg, wrong.Fix)
		}
		times[i] = s.Calendar().Time(day)
	}
	p := s.between(label, times[0], times[1])
	switch {
	case !(times[0] < times[1]):
		return Period{}, fmt.Errorf("%s ends before it begins", label)
	case p.From >= p.To:
		return Period{}, fmt.Errorf("%s does not contain the middle of any reported step: %s", label, s.yearWords())
	case s.leaves(times):
		from, to := s.told()
		return Period{}, fmt.Errorf("%s is not all reported: results run from %s until before %s", label, s.Calendar().Date(from), s.Calendar().Date(to))
	}
	return p, nil
}

// yearWords lists the years of which something is told.
func (s *Scenario) yearWords() string {
	all := s.years()
	switch len(all) {
	case 0:
		return "no year is reported"
	case 1:
		return "only " + all[0].Label + " is reported"
	}
	return "the years from " + all[0].Label + " to " + all[len(all)-1].Label + " are reported"
}

// DaysPerYear is the length of the year, in days, in every conversion.
const DaysPerYear = 365.25

// Step is the length of a time step.
type Step uint8

// The steps of a simulation.
const (
	Week Step = iota
	Month
)

// nominal returns what the step is called by, Δ₀, in years: a week is 7/365.25, a
// month 1/12.
func (s Step) nominal() float64 {
	if s == Month {
		return 1.0 / 12
	}
	return 7 / DaysPerYear
}

// Steps returns the number of steps of the scenario: its horizon over a week or a
// month, rounded, halves up, and one at least.
func (s *Scenario) Steps() int {
	return int(max(1, math.Floor(s.Horizon/s.Step.nominal()+0.5)))
}

// StepYears returns the length of a step, Δ, in years: the horizon over the number
// of steps, so that the totals of a year are those of a year. A year by week is 52
// steps of 7.02 days.
func (s *Scenario) StepYears() float64 { return s.Horizon / float64(s.Steps()) }

// Calendar returns the calendar that turns the scenario's times into days.
func (s *Scenario) Calendar() unit.Calendar {
	return unit.NewCalendar(unit.Date(s.StartDay), s.Step == Month)
}

// CalendarMonth returns the month, 0 for January, that holds the midpoint of
// step k.
func (s *Scenario) CalendarMonth(k int) int {
	return s.Calendar().Month((float64(k) + 0.5) * s.StepYears())
}
