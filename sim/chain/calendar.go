package chain

import (
	"math"

	"magnetsim/sim/unit"
)

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
