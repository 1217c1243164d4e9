package lane

import "math"

// min and max are those of the language to the bit, but for what a NaN holds. On this machine
// the compiler calls functions for them, which take a fifth of the time of a trial; these it
// puts where they are called.

func min(x, y float64) float64 {
	switch {
	case x < y:
		return x
	case y < x:
		return y
	case x == y: // the same, or zeros, of which −0 is less
		return math.Float64frombits(math.Float64bits(x) | math.Float64bits(y))
	}
	return x + y // NaN
}

func max(x, y float64) float64 {
	switch {
	case x > y:
		return x
	case y > x:
		return y
	case x == y:
		return math.Float64frombits(math.Float64bits(x) & math.Float64bits(y))
	}
	return x + y
}
