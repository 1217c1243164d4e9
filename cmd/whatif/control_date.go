package whatif

import (
	"math"
	"strings"
	"time"

	"magnetsim/sim/chain"
	"magnetsim/sim/unit"
)

// The steps in which a date is moved. In a control they are also what its numbers count:
// days since 1970-01-01, a week apart, or months since January 1970.
const (
	byWeek  = "week"
	byMonth = "month"
)

// mostWeeks is how many weeks a slider has at most; what spans more goes by the month.
const mostWeeks = 160

// datesOf reads a date, or a range of two, as days since 1970-01-01.
func datesOf(text string) (from, to float64, ok bool) {
	first, last, ranged := strings.Cut(text, " to ")
	if !ranged {
		last = first
	}
	a, errA := unit.ParseDate(strings.TrimSpace(first))
	b, errB := unit.ParseDate(strings.TrimSpace(last))
	return float64(a), float64(b), errA == nil && errB == nil
}

// dates lets a slider move a date, or the middle and the width of a range of dates, over the
// horizon of a scenario, and further where it lies beyond.
func (c *Control) dates(from, to float64, s *chain.Scenario) {
	start := float64(s.StartDay)
	end := start + s.Horizon*chain.DaysPerYear
	low, high := math.Min(start, from), math.Max(end, to)
	c.Uncertain = to > from
	if high-low <= 7*mostWeeks && s.Step == chain.Week {
		c.Date, c.Step = byWeek, 7
		c.From, c.To = from, to
		c.Low = from - 7*math.Floor((from-low)/7) // so that the date is one of its steps
		c.High = c.Low + 7*math.Floor((high-c.Low)/7)
		return
	}
	c.Date, c.Step = byMonth, 1
	c.From, c.To = monthOf(from), monthOf(to)
	c.Low, c.High = math.Floor(monthOf(low)), math.Ceil(monthOf(high))
}

// monthOf is the place of a day among the months since January 1970.
func monthOf(day float64) float64 {
	t := time.Unix(int64(day)*24*60*60, 0).UTC()
	return float64(12*(t.Year()-1970)+int(t.Month())-1) + math.Round(100*float64(t.Day()-1)/31)/100
}
