package chain

import (
	"strings"
	"testing"
)

// Three years by month from July 2026: half of 2026, 2027 and 2028, half of 2029.
func byMonth() *Scenario { return &Scenario{StartDay: 20635, Step: Month, Horizon: 3} }

func TestYearsHoldTheStepsWhoseMidpointsLieInThem(t *testing.T) {
	want := []Period{{"2026", 0, 6}, {"2027", 6, 18}, {"2028", 18, 30}, {"2029", 30, 36}}
	got := byMonth().Years()
	if len(got) != len(want) {
		t.Fatalf("%v, want %v", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("%v, want %v", got[i], want[i])
		}
	}
	week := &Scenario{StartDay: 20454, Step: Week, Horizon: 5} // 1 January 2026: 261 steps
	if years := week.Years(); len(years) != 5 || years[0].From != 0 || years[4].To != 261 {
		t.Errorf("by week: %v", years)
	}
	if years := (&Scenario{StartDay: 20454, Step: Month, Horizon: 1}).Years(); years != nil {
		t.Errorf("a single year: %v", years)
	}
}

func TestPeriods(t *testing.T) {
	s := byMonth()
	s.Measure = Measure{From: 0.25, To: 2.5} // October 2026 to December 2028
	for label, want := range map[string]Period{
		"2026":                   {"2026", 3, 6},
		"2028":                   {"2028", 18, 30},
		"2027-01..2027-07":       {"2027-01..2027-07", 6, 12},
		"2026-10-01..2027-01-20": {"2026-10-01..2027-01-20", 3, 7}, // beyond the middle of January
		"2026-10-01..2027-01-10": {"2026-10-01..2027-01-10", 3, 6},
	} {
		if got, err := s.Period(label); err != nil || got != want {
			t.Errorf("%s: %v, %v, want %v", label, got, err, want)
		}
	}
	for label, want := range map[string]string{
		"2029":             "2026 to 2028 are reported",
		"28":               "write a year, such as 2028",
		"2027-07..2027-01": "ends before it begins",
		"2027-01-01..2027": "write a date such as",
		"2031-01..2031-02": "2026 to 2028 are reported",
		"2026-01..2027-02": "is not all reported: results run from 2026-10-01 until before 2029-01-01",
	} {
		if p, err := s.Period(label); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, %v, want %q", label, p, err, want)
		}
	}
	if p := s.Measured(); p != (Period{"", 3, 30}) {
		t.Errorf("told: %v", p)
	}
}
