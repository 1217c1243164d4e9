package unit

import (
	"errors"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

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

// Dates agree with those of the standard library, over all years of four digits.
func TestDatesAgainstTime(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		day := rapid.Int32Range(-719528, 2932896).Draw(r, "day") // 0000-01-01 to 9999-12-31
		want := time.Unix(int64(day)*86400, 0).UTC().Format("2006-01-02")
		d, err := ParseDate(want)
		if Date(day).String() != want || err != nil || d != Date(day) {
			r.Fatalf("day %d is %s, %s is day %d (%v)", day, Date(day), want, d, err)
		}
	})
}

// What is not a date of that form, or no day at all, is refused with a remedy.
func TestDateRemedies(t *testing.T) {
	for in, says := range map[string]string{
		"04/04/2026":  "leading zeros",
		"2026/04/04":  "leading zeros",
		"4.4.2026":    "leading zeros",
		"2026-4":      "leading zeros",
		"2026-00":     "no month 00",
		"2026-13-01":  "months go from 01 to 12",
		"2026-04-31":  "has no day 31",
		"2026-04-00":  "has no day 00",
		"1900-02-29":  "has no day 29",
		"2026":        "write a date such as 2026-04-04",
		"April 2026":  "write a date such as 2026-04-04",
		"2026-04-04Z": "write a date such as 2026-04-04",
		"-026-04-04":  "is not a date",
	} {
		d, err := ParseDate(in)
		var e *Error
		if !errors.As(err, &e) || e.Fix == "" || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: got %v, %v, want a message with %q", in, d, err, says)
		}
	}
}

// FuzzParseDate: what is read comes back as it is written.
func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"2026-04-04", "2026-04", "04/04/2026", "0000-01-01", "9999-12-31", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if d, err := ParseDate(s); err == nil && d.String() != s && d.String() != s+"-01" {
			t.Fatalf("%q was read as %s", s, d)
		}
	})
}

func TestNextMonth(t *testing.T) {
	for from, want := range map[string]string{"2026-01-01": "2026-02-01", "2026-01-31": "2026-02-01", "2026-12-15": "2027-01-01", "2028-02-29": "2028-03-01"} {
		d, err := ParseDate(from)
		if got := d.NextMonth().String(); err != nil || got != want {
			t.Errorf("the month after that of %s begins on %s, want %s", from, got, want)
		}
	}
}
