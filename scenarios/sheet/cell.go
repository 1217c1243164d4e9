package sheet

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"magnetsim/sim/unit"
)

// plainNumber is a number without a unit, with whatever stands between its digits.
var plainNumber = regexp.MustCompile(`^[+\-−]?[\d.][\d.,'’ \x{a0}\x{202f}]*([eE][+-]?\d+)?$`)

// thousandth is a number that is another where a point or a comma stands between
// thousands: 1.234, 1,234.
var thousandth = regexp.MustCompile(`^[+\-−]?[1-9]\d{0,2}[.,]\d{3}$`)

// Quantity returns a cell with the unit of its column as a quantity that unit.Parse
// reads: "1234.5 kt". A cell that has its own unit keeps it.
//
// Where semicolons or tabs part the columns, decimals are as likely behind a comma as
// behind a point, so that 1.234 and 1,234 have two readings: they are refused.
func (s *Sheet) Quantity(cell, in string) (string, error) {
	if shown(cell) != cell {
		return "", fmt.Errorf("%q is not a number", shown(cell))
	}
	if !plainNumber.MatchString(cell) {
		return cell, nil
	}
	if s.comma != ',' && thousandth.MatchString(cell) {
		whole := strings.NewReplacer(",", "", ".", "").Replace(cell)
		parted := strings.NewReplacer(",", ".").Replace(cell)
		return "", fmt.Errorf("%q is %s or %s: write %s or %s0", shown(cell), whole, parted, whole, parted)
	}
	if s.comma != ',' && strings.Contains(cell, ",") {
		return "", &unit.Error{Msg: fmt.Sprintf("the number %q cannot be read", shown(cell)), Fix: unit.Remedy(cell)}
	}
	// In a column 12.000 and 12.345 stand beneath each other, with as many
	// decimals: there is no doubt of it as there is of the one in a scenario.
	if whole, decimals, ok := strings.Cut(cell, "."); ok && strings.Trim(decimals, "0") == "" && whole != "" {
		cell = whole
	}
	if _, err := unit.Parse(cell); err != nil || in == "" {
		return cell, err // which speaks of the cell as it stands
	}
	return cell + " " + in, nil
}

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
