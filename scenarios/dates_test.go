package scenarios

import (
	"strings"
	"testing"
)

// A date, or a range of them, in whatever form is read or told how to write.
func TestRangesOfDatesAreExplained(t *testing.T) {
	for text, says := range map[string]string{
		"curbs.ban.start=2026-04-01 to 2026-10-01":      "",
		"curbs.ban.start=2026-04 to 2026-10":            "",
		"curbs.ban.start=2026-04-01..2026-10-01":        "write 2026-04-01 to 2026-10-01 for the 5th and the 95th percentile, or {uniform: [2026-04-01, 2026-10-01]}",
		"curbs.ban.start=2026-04-01 - 2026-10-01":       "write 2026-04-01 to 2026-10-01 for",
		"curbs.ban.start=2026-04 until 2026-10":         "write 2026-04 to 2026-10 for",
		"curbs.ban.start=2026":                          "write a day of it, such as 2026-01-01",
		"curbs.ban.start=1 April 2026":                  "write 2026-04-01",
		"curbs.ban.start=Apr-2026":                      "write 2026-04-01",
		"start=2026-04-01 to 2026-10-01":                "start must be one date, not a range",
		"sectors.cars.cover=2026-04-01":                 "sectors.cars.cover must be a quantity, not a date",
		"curbs.ban.duration=2026-04-01 to 2026-10-01":   "curbs.ban.duration must be a quantity, not a date",
		"curbs.ban.duration={uniform: [2026-04, 2027]}": "curbs.ban.duration must be a quantity, not a date",
	} {
		_, problems := withSweep(t, "", Options{Sets: []string{text}})
		got := problems.Error()
		if says == "" && problems.Failed() || !strings.Contains(got, says) || strings.Contains(got, "one number is needed") {
			t.Errorf("%s: %s", text, got)
		}
	}
}
