package sim

import (
	"testing"

	"magnetsim/sim/chain"
)

// Each case can be worked out by hand: 5 weeks under way and 5 in stock carry
// the sector for 10 weeks of a total stop. What a stop of W weeks then takes is
// W − 5: the goods ordered in its first 5 weeks are those that the pipeline
// would have held, and the first shipment after it arrives 5 weeks later.
// The tolerance is what a few hundred additions of numbers near 1 round to.
func TestHandValues(t *testing.T) {
	cases := []struct {
		name      string
		capacity  float64 // t/week
		curb      chain.Curb
		backlog   float64
		lost, due float64
	}{
		{"embargo of 20 weeks", 5.2, embargo(20, 20, 1), 0, 15, 0},
		{"half severity", 5.2, embargo(20, 20, 0.5), 0, 5, 0},
		{"10 weeks and 20 of easing", 1, eased(embargo(20, 10, 1), 20), 0, 15, 0},
		{"backlog share 1", 5.2, embargo(20, 20, 1), 1, 0, 15},
		{"from the middle of a step", 5.2, embargo(20.5, 20, 1), 0, 14.5, 0},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			s := simple(156, c.capacity)
			s.Curbs = []chain.Curb{c.curb}
			s.Sectors[0].Backlog = num(c.backlog)
			b := play(t, s, 1)
			near(t, "lost, t", b.value(t, "shortfall.auto"), c.lost, 1e-9)
			near(t, "waited, t", b.value(t, "delayed.auto"), c.due, 1e-9)
		})
	}
}

func eased(c chain.Curb, weeks float64) chain.Curb {
	c.Scheduled.Easing = num(weeks * week)
	return c
}
