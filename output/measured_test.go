package output_test

import (
	"testing"

	"magnetsim/output"
	"magnetsim/sim/unit"
)

func TestTimesReadInWeeksOrYears(t *testing.T) {
	for _, x := range []struct {
		value   float64
		unit    string
		longest float64
		want    string
	}{
		{0.0262, "yr", 1.5, "1.4 weeks"},
		{0.5, "yr", 1.99, "26 weeks"},
		{0.5, "yr", 2, "0.5 yr"},
		{0.19095, "yr", 1, "10 weeks"}, // 9.964 weeks
		{0.01, "yr", 0.01, "0.522 weeks"},
		{7 / 365.25, "yr", 1, "1 week"},
		{0.5, "share", 0.5, "50%"},
	} {
		if got := unit.Join(output.Measured(x.value, x.unit, x.longest)); got != x.want {
			t.Errorf("%g %s beside %g is %q, want %q", x.value, x.unit, x.longest, got, x.want)
		}
	}
}
