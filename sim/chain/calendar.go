package chain

import "math"

// DaysPerYear is the length of the year, in days, in every conversion.
const DaysPerYear = 365.25

// Step is the length of a time step.
type Step uint8

// The steps of a simulation.
const (
	Week  Step = iota // 7/365.25 of a year
	Month             // a twelfth of a year
)

// Years returns the length of the step, Δ, in years.
func (s Step) Years() float64 {
	if s == Month {
		return 1.0 / 12
	}
	return 7 / DaysPerYear
}

// Steps returns the number of steps of the scenario: its horizon over the
// step, rounded up where the difference is more than a rounding error.
func (s *Scenario) Steps() int {
	return int(math.Ceil(s.Horizon/s.Step.Years() - 1e-6))
}

// CalendarMonth returns the month, 0 for January, that holds the midpoint of
// step k.
func (s *Scenario) CalendarMonth(k int) int {
	mid := (float64(k) + 0.5) * s.Step.Years() * DaysPerYear
	return monthOf(s.StartDay + int(math.Floor(mid)))
}

// monthOf returns the month of the proleptic Gregorian calendar, 0 for January,
// of a day counted from 1970-01-01. Years are taken to begin on 1 March, where
// the lengths of the months repeat every five: month = (5·day + 2)/153.
// Source: Richards, "Mapping Time" (1998), ch. 25.
func monthOf(day int) int {
	const perEra, toMarch = 146097, 719468 // days in 400 years; 0000-03-01 to 1970-01-01
	d := day + toMarch
	d -= perEra * int(math.Floor(float64(d)/perEra))
	year := (d - d/1460 + d/36524 - d/146096) / 365
	d -= 365*year + year/4 - year/100
	return ((5*d+2)/153 + 2) % 12
}
