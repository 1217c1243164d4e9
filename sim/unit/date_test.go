package unit

import "testing"

// Days counted from 1970-01-01, as any calendar shows.
func TestDates(t *testing.T) {
	for s, days := range map[string]Date{
		"1970-01-01": 0, "2000-03-01": 11017, "2026-01-01": 20454, "2024-02-29": 19782, "1900-03-01": -25508, "2026-04": 20544,
	} {
		d, err := ParseDate(s)
		if err != nil || d != days {
			t.Errorf("%s: got %d, %v, want %d", s, d, err, days)
		}
		if back := d.String(); len(s) == 10 && back != s {
			t.Errorf("%s comes back as %s", s, back)
		}
	}
	for _, s := range []string{"2026-02-29", "2026-13-01", "04/04/2026", "2026-4-4", "soon", ""} {
		if d, err := ParseDate(s); err == nil {
			t.Errorf("%q was read as %s", s, d)
		}
	}
}

// Every day of 800 years comes back as itself.
func TestDatesRoundTrip(t *testing.T) {
	for d := Date(-146097); d < 146097; d++ {
		if back, err := ParseDate(d.String()); err != nil || back != d {
			t.Fatalf("day %d is %s, which is day %d (%v)", d, d, back, err)
		}
	}
}
