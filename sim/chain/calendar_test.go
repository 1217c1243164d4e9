package chain

import (
	"math"
	"testing"
)

// The steps of a horizon fill it: a year by week is 52 steps of 7.02 days, five
// years 261 of 7.00 (5·365.25/7 = 260.9), a month 4 of 7.6 days, a day one of a day.
func TestSteps(t *testing.T) {
	cases := []struct {
		step    Step
		horizon float64
		want    int
		days    float64
	}{
		{Month, 1, 12, 365.25 / 12},
		{Month, 5, 60, 365.25 / 12},
		{Month, 100 / DaysPerYear, 3, 100.0 / 3},
		{Week, 1, 52, 365.25 / 52},
		{Week, 5, 261, 5 * 365.25 / 261},
		{Week, 1.0 / 12, 4, 365.25 / 12 / 4},
		{Week, 52 * 7 / DaysPerYear, 52, 7},
		{Week, 1 / DaysPerYear, 1, 1},
	}
	for _, c := range cases {
		s := &Scenario{Step: c.step, Horizon: c.horizon}
		if got := s.Steps(); got != c.want {
			t.Errorf("%g years in steps of %g: %d, want %d", c.horizon, c.step.nominal(), got, c.want)
		}
		if got := s.StepYears() * DaysPerYear; math.Abs(got-c.days) > 1e-12*c.days {
			t.Errorf("%g years in steps of %g: %g days each, want %g", c.horizon, c.step.nominal(), got, c.days)
		}
	}
}

// Weekly steps from 1 January 2026: step 4 covers 29 January to 4 February, its
// midpoint 1 February at noon; step −1 lies in December.
func TestCalendarMonth(t *testing.T) {
	s := &Scenario{StartDay: 20454, Step: Week, Horizon: 53 * 7 / DaysPerYear}
	for k, month := range map[int]int{0: 0, 3: 0, 4: 1, -1: 11, 52: 0} {
		if got := s.CalendarMonth(k); got != month {
			t.Errorf("step %d lies in month %d, want %d", k, got, month)
		}
	}
}
