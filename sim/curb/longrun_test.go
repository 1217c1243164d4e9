package curb

import (
	"math"
	"strings"
	"testing"
)

func certain(x float64) Figure { return func(uint32) float64 { return x } }

// Three states: 0 → 1 at 2, 1 → 0 at 1 and 1 → 2 at 3, 2 → 0 at 4 a year. The balance
// 2p₀ = p₁ + 4p₂, 4p₁ = 2p₀, 4p₂ = 3p₁ gives p ∝ 8, 4, 3. Where state 2 lasts half a
// year in place of a quarter it has twice the weight.
func TestTheLawThatRegimesSettleTo(t *testing.T) {
	w := Walk{Regimes: Regimes{States: []State{
		{To: []int{1}, Weight: []Figure{certain(2)}},
		{To: []int{0, 2}, Weight: []Figure{certain(1), certain(3)}},
		{To: []int{0}, Weight: []Figure{certain(4)}},
	}}}
	for _, lasts := range []bool{false, true} {
		want := []float64{8, 4, 3}
		if lasts {
			w.States[2].Lasts, w.States[2].Mean = certain(0.5), 0.5
			want[2] = 6
		}
		if err := w.settle(); err != nil {
			t.Fatal(err)
		}
		for i, x := range want {
			if got := w.share[i] / w.share[0]; math.Abs(got-x/8) > 1e-12 {
				t.Errorf("state %d: %g of the first, want %g", i, got, x/8)
			}
		}
	}
	w.States[2].To, w.States[2].Weight = nil, nil
	if _, err := (&Walk{Regimes: Regimes{States: w.States, First: certain(0.5)}}).Episodes(1, nil); err == nil || !strings.Contains(err.Error(), "no long run") {
		t.Errorf("a state that is never left: error %v", err)
	}
}
