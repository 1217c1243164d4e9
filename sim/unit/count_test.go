package unit_test

import (
	"testing"

	"magnetsim/sim/unit"
)

func TestCountsReadAsPeopleWriteThem(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{unit.Grouped(0), "0"},
		{unit.Grouped(999), "999"},
		{unit.Grouped(-1000), "-1,000"},
		{unit.Grouped(uint64(1 << 63)), "9,223,372,036,854,775,808"},
		{unit.Counted(1, "trial"), "1 trial"},
		{unit.Counted(0, "trial"), "0 trials"},
		{unit.Counted(10_000, "trial"), "10,000 trials"},
		{unit.Counted(3, "policy"), "3 policies"},
		{unit.Counted(2, "day"), "2 days"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}
