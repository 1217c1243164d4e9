package lane

import "math"

// The primitives. They are the only functions here that look at bits or call
// package math.

// roundEven returns the whole number nearest x, the even one of two.
func roundEven(x float64) float64 { return math.RoundToEven(x) }

// sqrt returns √x, correctly rounded.
func sqrt(x float64) float64 { return math.Sqrt(x) }

// abs returns |x|.
func abs(x float64) float64 { return math.Abs(x) }

// copysign returns |x| with the sign of y.
func copysign(x, y float64) float64 { return math.Copysign(x, y) }

// pow2 returns 2ⁿ for a whole n from -1022 to 1023. Other n give no useful
// value.
func pow2(n float64) float64 {
	return math.Float64frombits(uint64(int64(n)+exponentBias) << fractionBits)
}

// exponentOf returns the biased exponent field of x > 0: 0 for a denormal, 2047
// for +Inf. It ignores the sign of any other x.
func exponentOf(x float64) float64 {
	return float64(math.Float64bits(x) >> fractionBits & exponentMask)
}

// mantissaOf returns x > 0 scaled by a power of two into [0.5, 1): the fraction
// bits of x under the exponent of 0.5. A denormal must be scaled up first.
func mantissaOf(x float64) float64 {
	return math.Float64frombits(math.Float64bits(x)&fractionMask | halfBits)
}

// floor returns the largest whole number that is not above x.
func floor(x float64) float64 { return math.Floor(x) }

// index returns a whole number from 0 to 2⁵² − 1 as an integer.
func index(x float64) int64 {
	return int64(math.Float64bits(x+0x1p52) ^ math.Float64bits(0x1p52))
}

// The layout of a float64.
const (
	fractionBits = 52
	exponentMask = 0x7ff
	exponentBias = 1023
	fractionMask = 1<<fractionBits - 1
	halfBits     = (exponentBias - 1) << fractionBits
)
