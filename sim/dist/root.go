package dist

import "math"

// bisect returns where a condition turns from false to true between lo and hi,
// to the last bit.
func bisect(lo, hi float64, holds func(float64) bool) float64 {
	for range 200 {
		mid := (lo + hi) / 2
		if mid <= lo || mid >= hi {
			break
		}
		if holds(mid) {
			hi = mid
		} else {
			lo = mid
		}
	}
	return hi
}

// rise returns where a function that never falls, and does not leap, comes up to
// 0 between lo and hi, to 1e-15 of x: by false position, halving the weight of
// an end that stays (the Illinois rule), and by bisection where that lags.
// Source: Dowell and Jarratt, "A modified regula falsi method for computing the
// root of an equation", BIT 11 (1971), 168–174.
func rise(f func(x float64) float64, lo, hi float64) float64 {
	below, above := f(lo), f(hi)
	if below >= 0 {
		return lo
	}
	last := 0 // which end moved last
	for i := range 200 {
		near := 1e-15 * max(math.Abs(lo), math.Abs(hi))
		if hi-lo <= near {
			break
		}
		x := lo + (hi-lo)*below/(below-above)
		if i%5 == 4 || !(x >= lo && x <= hi) {
			x = lo + (hi-lo)/2
		}
		x = min(hi-near/2, max(lo+near/2, x)) // else an end that is all but the root would never meet the other
		if y := f(x); y < 0 {
			if lo, below = x, y; last < 0 {
				above /= 2
			}
			last = -1
		} else {
			if hi, above = x, y; last > 0 {
				below /= 2
			}
			last = 1
		}
	}
	return hi
}
