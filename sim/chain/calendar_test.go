package chain

import (
	"testing"
	"time"
)

// The month of every day of 800 years is that of the standard library's calendar.
func TestMonthOf(t *testing.T) {
	for day := -146097; day < 146097; day++ {
		want := int(time.Unix(int64(day)*86400, 0).UTC().Month()) - 1
		if got := monthOf(day); got != want {
			t.Fatalf("day %d lies in month %d, got %d", day, want, got)
		}
	}
}

// A year of 12 months has 12 steps, five years of weeks 261: 5·365.25/7 = 260.9.
func TestSteps(t *testing.T) {
	cases := []struct {
		step    Step
		horizon float64
		want    int
	}{{Month, 1, 12}, {Month, 5, 60}, {Week, 5, 261}, {Week, 52 * 7 / DaysPerYear, 52}, {Week, 0, 0}}
	for _, c := range cases {
		if got := (&Scenario{Step: c.step, Horizon: c.horizon}).Steps(); got != c.want {
			t.Errorf("%g years in steps of %g: %d, want %d", c.horizon, c.step.Years(), got, c.want)
		}
	}
}

// Weekly steps from 1 January 2026: step 4 covers 29 January to 4 February, its
// midpoint 1 February at noon; step −1 lies in December.
func TestCalendarMonth(t *testing.T) {
	s := &Scenario{StartDay: 20454, Step: Week}
	for k, month := range map[int]int{0: 0, 3: 0, 4: 1, -1: 11, 52: 0} {
		if got := s.CalendarMonth(k); got != month {
			t.Errorf("step %d lies in month %d, want %d", k, got, month)
		}
	}
}
