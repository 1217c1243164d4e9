package sim

import (
	"testing"

	"magnetsim/sim/chain"
)

// China ships what is used, 1 t a week, until an embargo of 20 weeks from week 10
// on; nothing during it. What left in the whole trial arrived, but for the last
// 5 weeks, and with what was on the way at the start: as much.
func TestFlowIsWhatLeavesAnOrigin(t *testing.T) {
	s := simple(120, 5.2)
	s.Curbs = []chain.Curb{embargo(10, 20, 1)}
	sent, now := []float64{}, make([]float64, Lanes)
	b := playEach(t, s, 1, func(b *Block, _ int) {
		b.Flow(0, now)
		sent = append(sent, now[0])
	})
	if f := b.m.Flows(); len(f) != 1 || f[0].Name != "shipped.china" || f[0].Unit != "t/step" {
		t.Fatalf("%+v", f)
	}
	total := 0.0
	for k, x := range sent {
		total += x
		if k < 10 {
			near(t, "shipped before, t", x, 1, 1e-9)
		} else if k < 30 {
			near(t, "shipped during, t", x, 0, 1e-9)
		}
	}
	// A gap of 15 t closes by an eighth a week: 15·e^(−85/8) is left after 85.
	near(t, "shipped in all, t", total, b.value(t, "delivered.china"), 4e-4)
}
