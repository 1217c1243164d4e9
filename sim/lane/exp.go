package lane

// exp returns eˣ to 1 ulp, over the whole range: +Inf above 709.78, denormals
// below -708.4 and 0 below -745.13.
//
// It writes x = n·ln 2 + r with n whole and |r| ≤ ½ ln 2, so that eˣ = 2ⁿ·eʳ.
// The constant ln 2 is in two parts. The first has 32 bits, so n times it is
// exact.
// Source: Cody and Waite, "Software Manual for the Elementary Functions" (1980),
// for the reduction; fdlibm, e_exp.c, for eʳ.
func exp(x float64) float64 {
	t := expLowest
	if x > expLowest {
		t = x
	}
	if t > expHighest {
		t = expHighest
	}
	n := roundEven(float64(t * log2E))
	y := timesPow2(expReduced(t-float64(n*ln2High), float64(n*ln2Low)), n)
	if x != x {
		y = x
	}
	return y
}

// expReduced returns exp(high - low) for |high - low| ≤ 0.35, where low is the
// small part of the argument that high lacks.
//
// With r = high - low it is 1 + r + r·c/(2-c), where c = r - r²·P(r²) and P is
// the minimax polynomial of r·coth(r/2) = 2 + r²·P(r²).
// Source: fdlibm, e_exp.c.
func expReduced(high, low float64) float64 {
	r := high - low
	z := float64(r * r)
	p := expP1 + float64(z*(expP2+float64(z*(expP3+float64(z*(expP4+float64(z*expP5)))))))
	c := r - float64(z*p)
	return 1 - ((low - float64(r*c)/(2-c)) - high)
}

// timesPow2 returns y·2ⁿ for a whole n from -2044 to 2046 and y near 1. It
// multiplies by two halves of the power. The first product is exact, so a
// denormal result is rounded once.
func timesPow2(y, n float64) float64 {
	h := roundEven(float64(n * 0.5))
	return float64(float64(y*pow2(h)) * pow2(n-h))
}

const (
	expHighest = 710.0  // above it eˣ is +Inf
	expLowest  = -746.0 // below it eˣ is 0

	log2E   = 1.44269504088896338700
	ln2High = 6.93147180369123816490e-01
	ln2Low  = 1.90821492927058770002e-10

	expP1 = 1.66666666666666019037e-01
	expP2 = -2.77777777770155933842e-03
	expP3 = 6.61375632143793436117e-05
	expP4 = -1.65339022054652515390e-06
	expP5 = 4.13813679705723846039e-08
)
