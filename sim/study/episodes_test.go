package study

import (
	"math"
	"testing"
)

// The mean of 1, 2, 3 and 6 is 3, their standard deviation the root of 14/3, and t with 3
// degrees of freedom 3.18244630528 at 97.5% (tables of Student's t).
func TestOverEpisodes(t *testing.T) {
	mean, low, high := OverEpisodes([]float64{1, 2, 3, 6})
	half := 3.18244630528 * math.Sqrt(14.0/3) / 2
	const rounding = 1e-9 // of the table's eleven decimals
	if mean != 3 || math.Abs(low-(3-half)) > rounding || math.Abs(high-(3+half)) > rounding {
		t.Errorf("%g, %g to %g; want 3 ± %g", mean, low, high, half)
	}
	if mean, low, high := OverEpisodes([]float64{0.5}); mean != 0.5 || !math.IsNaN(low) || !math.IsNaN(high) {
		t.Errorf("one episode: %g, %g to %g", mean, low, high)
	}
	if mean, _, _ := OverEpisodes(nil); !math.IsNaN(mean) {
		t.Errorf("no episode: %g", mean)
	}
}
