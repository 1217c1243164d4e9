package lane

import (
	"math"
	"slices"
	"testing"
)

// min and max are those of the language, which this package hides: to the bit, but for NaN.
func TestLeastAndGreatest(t *testing.T) {
	all := []float64{0, math.Copysign(0, -1), 1, -1, 0.1, 1e308, 5e-324, math.Inf(1), math.Inf(-1), math.NaN()}
	for _, x := range all {
		for _, y := range all {
			for _, c := range [][2]float64{{min(x, y), slices.Min([]float64{x, y})}, {max(x, y), slices.Max([]float64{x, y})}} {
				if math.Float64bits(c[0]) != math.Float64bits(c[1]) && !(math.IsNaN(c[0]) && math.IsNaN(c[1])) {
					t.Errorf("of %v and %v: %v, want %v", x, y, c[0], c[1])
				}
			}
		}
	}
}
