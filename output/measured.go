package output

import (
	"math"

	"magnetsim/sim/unit"
)

// Measured is a value of a figure of the scenario for people, the number and its unit
// apart, as unit.Parts writes them; a time in weeks where the longest that stands with it,
// in the unit, is brief.
func Measured(x float64, in string, longest float64) (number, suffix string) {
	if brief(in, longest) {
		return weeks(x * weeksPerYear)
	}
	return unit.Parts(x, 0, in)
}

// brief reports whether people think of a time in weeks: below two years.
func brief(in string, longest float64) bool { return in == "yr" && longest < 2 }

// weeks writes weeks: whole ones from ten on, to a tenth from one on.
func weeks(x float64) (number, suffix string) {
	switch size := math.Abs(x); {
	case size >= 9.95:
		x = math.Round(x)
	case size >= 1:
		x = math.Round(10*x) / 10
	}
	return unit.Parts(x, 0, "weeks")
}
