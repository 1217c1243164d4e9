package sheet

import (
	"fmt"
	"time"

	"magnetsim/sim/unit"
)

// monthForms are the ways in which a month may be written. None can be read as
// another month: a year has four digits, and a day is the first.
var monthForms = []string{
	"2006-1", "2006-1-02", "2006/1", "1/2006", "1-2006", "200601", "2006M01", "2006m01",
	"Jan-2006", "Jan 2006", "January-2006", "January 2006", "2006-Jan", "2006 Jan",
}

// Month reads a month and returns its first day.
func Month(cell string) (unit.Date, error) {
	for _, form := range monthForms {
		at, err := time.Parse(form, cell)
		if err != nil || at.Day() != 1 || at.Year() < 1800 || at.Year() > 2300 {
			continue
		}
		return unit.ParseDate(at.Format("2006-01-02"))
	}
	return 0, fmt.Errorf("%q is not a month: write it as 2025-04 (202504, 04/2025 and Apr-2025 are read too)", shown(cell))
}
