package verbs

import (
	"strconv"
	"strings"

	"magnetsim/output"
	"magnetsim/scenarios"
	"magnetsim/sim/unit"
)

// inBase is the unit in which scenarios hold times.
const inBase = "yr"

// timeUnits are the units of time in which a column may stand, each in years.
var timeUnits = []struct {
	name  string
	years float64
}{{"days", 1 / 365.25}, {"weeks", 7 / 365.25}, {"months", 1.0 / 12}, {inBase, 1}}

// axisOf is an axis as its column in tables: times in the unit in which they are
// written, in days where that is not one; dates as they are written.
func axisOf(a scenarios.Axis) output.SweepAxis {
	x := output.SweepAxis{Path: a.Path, Label: a.Label, Numeric: a.Numeric, Unit: a.Unit}
	if !a.Numeric || a.Unit != inBase {
		return x
	}
	found := ""
	for _, v := range a.Values {
		name, ok := timeUnitOf(v.Text)
		switch {
		case !ok:
			x.Numeric, x.Unit = false, ""
			return x
		case found == "":
			found = name
		case name != found:
			found = timeUnits[0].name
		}
	}
	x.Unit = found
	return x
}

// timeUnitOf finds the unit of time that a text is written in.
func timeUnitOf(text string) (string, bool) {
	if _, err := unit.ParseAs(text, unit.Time); err != nil {
		return "", false // a date
	}
	word := text[strings.LastIndexAny(text, "0123456789. ")+1:]
	one, err := unit.ParseAs("1 "+word, unit.Time)
	if err != nil {
		return "", false
	}
	for _, u := range timeUnits {
		if u.years == one.Value {
			return u.name, true
		}
	}
	return "", false
}

// sameAxis reports whether two axes are one column: the same path, and the same
// unit or both a time.
func sameAxis(x, y output.SweepAxis) bool {
	return x.Path == y.Path && x.Numeric == y.Numeric && (x.Unit == y.Unit || years(x.Unit) > 0 && years(y.Unit) > 0)
}

// years is how many a unit of time has; 0 for another unit.
func years(name string) float64 {
	for _, u := range timeUnits {
		if u.name == name {
			return u.years
		}
	}
	return 0
}

// inUnit returns a number of base units in the unit of its column. What a unit's
// rounding adds beyond 12 digits is taken off again: 60 days, not 59.99999999999999.
func inUnit(x float64, name string) float64 {
	scale := years(name)
	if scale == 0 || scale == 1 {
		return x
	}
	text := strconv.FormatFloat(x/scale, 'g', 12, 64)
	y, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return x / scale // never: it is how numbers are written
	}
	return y
}
