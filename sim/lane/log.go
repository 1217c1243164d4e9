package lane

// log returns the natural logarithm of x to 1 ulp: -Inf for 0, NaN below 0.
//
// It writes x = 2ᵏ·(1+f) with 1+f from √½ to √2, so that
// log x = k·ln 2 + f + logRest(f).
// Source: fdlibm, e_log.c.
func log(x float64) float64 {
	k := exponentNear1(x)
	f := fractionNear1(x) - 1
	y := float64(k*ln2High) + (f + (float64(k*ln2Low) + logRest(f)))
	infinity := float64(pow2(1023) * 2)
	if x == 0 {
		y = -infinity
	}
	if !(x >= 0) {
		y = infinity - infinity
	}
	if !(x <= mostFinite) {
		y = x
	}
	return y
}

// exponentNear1 returns the whole k with x = 2ᵏ·m and m from √½ to √2, for finite
// x > 0.
func exponentNear1(x float64) float64 {
	v := x
	bias := halfBias
	if x < leastNormal {
		v = float64(x * two54)
		bias = halfBias + 54
	}
	k := exponentOf(v) - bias
	if mantissaOf(v) < sqrtHalf {
		k = k - 1
	}
	return k
}

// fractionNear1 returns the m of exponentNear1.
func fractionNear1(x float64) float64 {
	v := x
	if x < leastNormal {
		v = float64(x * two54)
	}
	m := mantissaOf(v)
	if m < sqrtHalf {
		m = m + m
	}
	return m
}

// logRest returns log(1+f) - f for 1+f from √½ to √2.
//
// With s = f/(2+f) it is -f²/2 + s·(f²/2 + R), where R is the minimax polynomial
// in s² of (log(1+f) - 2s)/s.
// Source: fdlibm, e_log.c.
func logRest(f float64) float64 {
	s := f / (2 + f)
	z := float64(s * s)
	r := float64(z * (logL1 + float64(z*(logL2+float64(z*(logL3+float64(z*(logL4+float64(z*(logL5+float64(z*(logL6+float64(z*logL7)))))))))))))
	h := float64(float64(0.5*f) * f)
	return float64(s*(h+r)) - h
}

const (
	sqrtHalf    = 0.70710678118654752440
	leastNormal = 0x1p-1022
	mostFinite  = 0x1.fffffffffffffp+1023
	two54       = 0x1p54
	halfBias    = 1022.0 // the biased exponent of 0.5

	logL1 = 6.666666666666735130e-01
	logL2 = 3.999999999940941908e-01
	logL3 = 2.857142874366239149e-01
	logL4 = 2.222219843214978396e-01
	logL5 = 1.818357216161805012e-01
	logL6 = 1.531383769920937332e-01
	logL7 = 1.479819860511658591e-01
)
