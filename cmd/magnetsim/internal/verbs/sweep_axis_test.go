package verbs

import (
	"testing"

	"magnetsim/scenarios"
)

// Times stand in the unit in which they are written, in days where these differ;
// dates stay as they are, and so do other units.
func TestAxisOf(t *testing.T) {
	for _, c := range []struct {
		in       string
		texts    []string
		unit     string
		numeric  bool
		years    float64
		inColumn float64
	}{
		{"yr", []string{"0 days", "60 days"}, "days", true, 60 / 365.25, 60},
		{"yr", []string{"5 weeks", "6w"}, "yr", false, 0, 0}, // 6w is no time: as written
		{"yr", []string{"5 weeks", "6 wk"}, "weeks", true, 6 * 7 / 365.25, 6},
		{"yr", []string{"3 months"}, "months", true, 0.25, 3},
		{"yr", []string{"1.5 years"}, "yr", true, 1.5, 1.5},
		{"yr", []string{"2 weeks", "1 month"}, "days", true, 1.0 / 12, 30.4375},
		{"yr", []string{"2027-04-01", "2028-04-01"}, "yr", false, 0, 0},
		{"share", []string{"40%"}, "share", true, 0.4, 0.4},
		{"t", []string{"2 kt"}, "t", true, 2000, 2000},
	} {
		a := scenarios.Axis{Path: "a.b", Numeric: true, Unit: c.in}
		for _, text := range c.texts {
			a.Values = append(a.Values, scenarios.AxisValue{Text: text})
		}
		x := axisOf(a)
		if x.Numeric != c.numeric || c.numeric && x.Unit != c.unit {
			t.Errorf("%v: %+v", c.texts, x)
		}
		if got := inUnit(c.years, x.Unit); c.numeric && got != c.inColumn {
			t.Errorf("%v: %v %s, want %v", c.texts, got, x.Unit, c.inColumn)
		}
	}
}
