package stat

import "math"

// Joint are the moments of pairs of numbers, such as two differences in the same
// trial. The zero Joint is that of no pairs.
type Joint struct {
	N                  int64
	AverageX, AverageY float64
	XX, XY, YY         float64 // sums of products of the deviations from the averages
}

// JointOf returns the moments of the pairs xs[i], ys[i], in two passes. All are
// finite.
func JointOf(xs, ys []float64) Joint {
	j := Joint{N: int64(len(xs))}
	if j.N == 0 {
		return j
	}
	for i, x := range xs {
		j.AverageX += x
		j.AverageY += ys[i]
	}
	j.AverageX /= float64(j.N)
	j.AverageY /= float64(j.N)
	for i, x := range xs {
		dx, dy := x-j.AverageX, ys[i]-j.AverageY
		j.XX += dx * dx
		j.XY += dx * dy
		j.YY += dy * dy
	}
	return j
}

// Merge returns the moments of both sets of pairs together; the source is with
// Moments.Merge.
func (j Joint) Merge(o Joint) Joint {
	switch {
	case o.N == 0:
		return j
	case j.N == 0:
		return o
	}
	n, a, b := float64(j.N+o.N), float64(j.N), float64(o.N)
	dx, dy := o.AverageX-j.AverageX, o.AverageY-j.AverageY
	return Joint{
		N: j.N + o.N, AverageX: j.AverageX + dx*b/n, AverageY: j.AverageY + dy*b/n,
		XX: j.XX + o.XX + dx*dx*a*b/n, XY: j.XY + o.XY + dx*dy*a*b/n, YY: j.YY + o.YY + dy*dy*a*b/n,
	}
}

// Ratio returns the ratio of the mean of y to the mean of x, which is not the
// mean of the ratios, with Fieller's interval: all R for which the mean of
// y − R·x is not told apart from 0. It is unknown where the mean of x is not told
// apart from 0: any R may then be, and the interval has no ends. Source: Fieller,
// "Some problems in interval estimation", Journal of the Royal Statistical
// Society B 16 (1954). The standard error is that of the delta method.
func (j Joint) Ratio() Estimate {
	if j.N < 2 {
		return unknown(j.N, "no ratio: fewer than two trials")
	}
	n := float64(j.N)
	scale := n * (n - 1) // from sums of products to squared errors of the means
	t := studentQuantile(0.975, n-1)
	x, y, g := j.AverageX, j.AverageY, t*t/scale
	a, b, c := x*x-g*j.XX, x*y-g*j.XY, y*y-g*j.YY // of a·R² − 2b·R + c = 0
	if !(a > 0) {
		return unknown(j.N, "no ratio: its denominator cannot be told apart from 0")
	}
	r, root := y/x, math.Sqrt(max(0, b*b-a*c))
	return Estimate{
		Value: r, Low: (b - root) / a, High: (b + root) / a, N: j.N,
		SE: math.Sqrt(max(0, j.YY-2*r*j.XY+r*r*j.XX)/scale) / math.Abs(x),
	}
}
