package unit

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func day(t testing.TB, s string) Date {
	t.Helper()
	d, err := ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// By week a time is days of 365.25 a year. By month it is whole months and the part
// of the last: 2026-03-16 is two months and 15 of the 31 days of March.
func TestTimeOfDates(t *testing.T) {
	start := day(t, "2026-01-01")
	for _, c := range []struct {
		date        string
		week, month float64
	}{
		{"2026-01-01", 0, 0},
		{"2026-01-08", 7 / 365.25, 7.0 / 31 / 12},
		{"2026-03-01", 59 / 365.25, 2.0 / 12},
		{"2026-03-16", 74 / 365.25, (2 + 15.0/31) / 12},
		{"2027-01-01", 365 / 365.25, 1},
		{"2025-12-01", -31 / 365.25, -1.0 / 12},
		{"2028-02-29", 789 / 365.25, (25 + 28.0/29) / 12},
	} {
		d := day(t, c.date)
		if got := NewCalendar(start, false).Time(d); got != c.week {
			t.Errorf("%s by week: %v years, want %v", c.date, got, c.week)
		}
		if got := NewCalendar(start, true).Time(d); math.Abs(got-c.month) > 1e-15 {
			t.Errorf("%s by month: %v years, want %v", c.date, got, c.month)
		}
	}
}

// 4 years by week are 1461 days; half a year is 182.625, rounded 183; a month
// 30.4375, rounded 30. By month they are whole months, from the 15th on the
// middle of each: 14 of 31 days are 12.6 of 28, rounded 13.
func TestDateOfTimes(t *testing.T) {
	for _, c := range []struct {
		start       string
		years       float64
		week, month string
	}{
		{"2026-01-01", 0, "2026-01-01", "2026-01-01"},
		{"2026-01-01", 4, "2030-01-01", "2030-01-01"},
		{"2026-01-01", 0.5, "2026-07-03", "2026-07-01"},
		{"2026-01-01", -1.0 / 12, "2025-12-02", "2025-12-01"},
		{"2026-01-15", 1.0 / 12, "2026-02-14", "2026-02-14"},
		{"2026-01-31", 1.0 / 12, "2026-03-02", "2026-02-28"},
		{"2026-01-01", 2, "2028-01-02", "2028-01-01"}, // 730.5 days: halves up
		{"2026-01-01", math.Nextafter(2, 1), "2028-01-02", "2028-01-01"},
	} {
		start := day(t, c.start)
		if got := NewCalendar(start, false).Date(c.years).String(); got != c.week {
			t.Errorf("%g years after %s by week: %s, want %s", c.years, c.start, got, c.week)
		}
		if got := NewCalendar(start, true).Date(c.years).String(); got != c.month {
			t.Errorf("%g years after %s by month: %s, want %s", c.years, c.start, got, c.month)
		}
	}
	for _, byMonth := range []bool{false, true} {
		c := NewCalendar(day(t, "2026-01-01"), byMonth)
		if last, first := c.Date(math.Inf(1)), c.Date(-1e300); last < math.MaxInt32/2 || first > math.MinInt32/2 {
			t.Errorf("the days end on %s and begin on %s", last, first)
		}
	}
}

// Every day comes back as itself, by week and by month, and a monthly step from the
// first of a month is a month of the calendar whatever its number.
func TestCalendarRoundTrip(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		start := Date(rapid.Int32Range(-40000, 80000).Draw(r, "start"))
		d := start + Date(rapid.Int32Range(-2000, 40000).Draw(r, "days"))
		for _, byMonth := range []bool{false, true} {
			c := NewCalendar(start, byMonth)
			if back := c.Date(c.Time(d)); back != d {
				r.Fatalf("%s comes back as %s from %s, by month: %v", d, back, start, byMonth)
			}
		}
		first := start.NextMonth()
		c, want := NewCalendar(first, true), first
		years, n := 7.0, 84
		for k := range n {
			_, month, _ := want.civil()
			if got := c.Month((float64(k) + 0.5) * years / float64(n)); got != month-1 {
				r.Fatalf("step %d from %s lies in month %d, want %d", k, first, got, month-1)
			}
			if got := c.Date(float64(k) * years / float64(n)); got != want {
				r.Fatalf("step %d from %s begins on %s, want %s", k, first, got, want)
			}
			want = want.NextMonth()
		}
	})
}
