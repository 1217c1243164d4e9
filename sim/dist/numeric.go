package dist

import (
	"math"
	"sort"
)

// expectation returns E[g(X)] where there is no closed form: ∫g(Q(Φ(z)))φ(z)dz
// over all z that a uniform of 53 bits can reach, by Simpson's rule on ever
// smaller pieces until halving a piece changes it by less than 1e-12 of the
// whole. A jump of the quantile function is closed in on by halving, 40 times
// at most. What a tail holds beyond 1e-16 is left out.
// Source: Lyness, "Notes on the adaptive Simpson quadrature routine", Journal of
// the ACM 16 (1969), 483–495.
func expectation(d Dist, g func(x float64) float64) float64 {
	s := simpson{at: func(z float64) float64 {
		return g(d.Quantile(open(NormalCDF(z)))) * math.Exp(logNormalDensity(z))
	}}
	const pieces, end = 64, 8.25
	const width = 2 * end / pieces
	var whole [pieces]piece
	size := 0.0
	for i := range whole {
		whole[i] = s.piece(-end+float64(i)*width, width)
		size += math.Abs(whole[i].sum)
	}
	s.tolerance = 1e-12 * size
	sum := 0.0
	for _, p := range whole {
		sum += s.refined(p, 40)
	}
	return sum
}

// simpson integrates a function.
type simpson struct {
	at        func(z float64) float64
	tolerance float64
}

// piece is a stretch of the integral with the values it rests on.
type piece struct{ from, width, left, middle, right, sum float64 }

func (s *simpson) piece(from, width float64) piece {
	return pieceOf(from, width, s.at(from), s.at(from+width/2), s.at(from+width))
}

func pieceOf(from, width, left, middle, right float64) piece {
	return piece{from, width, left, middle, right, width / 6 * (left + 4*middle + right)}
}

// refined halves a piece until that makes no difference; the last difference
// tells a fifteenth more.
func (s *simpson) refined(p piece, depth int) float64 {
	half := p.width / 2
	a := pieceOf(p.from, half, p.left, s.at(p.from+half/2), p.middle)
	b := pieceOf(p.from+half, half, p.middle, s.at(p.from+1.5*half), p.right)
	change := a.sum + b.sum - p.sum
	if math.Abs(change) <= s.tolerance || depth == 0 {
		return a.sum + b.sum + change/15
	}
	return s.refined(a, depth-1) + s.refined(b, depth-1)
}

// meanOf returns E[X], measured from the median so that a narrow distribution
// far from 0 keeps its digits.
func meanOf(d Dist) float64 {
	middle := d.Quantile(0.5)
	return middle + expectation(d, func(x float64) float64 { return x - middle })
}

// varianceOf returns E[(X − E[X])²].
func varianceOf(d Dist) float64 {
	mean := meanOf(d)
	return expectation(d, func(x float64) float64 { return (x - mean) * (x - mean) })
}

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

// Residual returns the quantile function of what is left, at a time in the long run, of
// a length that is renewed with distribution d: density (1 − F)/μ. d is not negative
// and has a mean. The error is below 1e-4 of the mean.
// Source: Cox, "Renewal Theory" (1962), section 5.
func Residual(d Dist) func(u float64) float64 {
	if x, ok := Fixed(d); ok {
		return func(u float64) float64 { return u * x }
	}
	// E min(X, r) = ∫₀^F(r) Q + r(1 − F(r)) is μ times the distribution function of
	// what is left. It is told at quantiles that lie closer in the upper tail, with Q
	// between two of them taken at their middle.
	const parts = 1 << 13
	at, upTo := make([]float64, parts+1), make([]float64, parts+1)
	sum, below := 0.0, 0.0
	for i := range parts {
		above := math.Pow(1-float64(i+1)/parts, 4) // what lies above the next
		sum += max(0, d.Quantile((below+1-above)/2)) * (1 - above - below)
		at[i+1] = max(0, d.Quantile(min(1-above, 1-0x1p-50)))
		upTo[i+1] = sum + at[i+1]*above
		below = 1 - above
	}
	return func(u float64) float64 {
		x := u * upTo[parts]
		i := sort.SearchFloat64s(upTo, x)
		if i == 0 {
			return 0
		}
		if i > parts {
			return at[parts]
		}
		width := upTo[i] - upTo[i-1]
		if width <= 0 {
			return at[i]
		}
		return at[i-1] + (at[i]-at[i-1])*(x-upTo[i-1])/width
	}
}
