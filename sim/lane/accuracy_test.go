package lane

import (
	"math"
	"math/big"
	"math/rand/v2"
	"runtime"
	"sync"
	"testing"
)

// precision is that of the references, in bits. It leaves 85 bits where the tail
// 1-Φ(x) cancels 75, as it does at x = 10; a float64 has 53.
const precision = 160

func newBig(x float64) *big.Float { return new(big.Float).SetPrec(precision).SetFloat64(x) }

// inverses are 1/k. Multiplying by them takes less time than dividing.
var inverses = func() (all [2048]*big.Float) {
	for k := 1; k < len(all); k++ {
		all[k] = newBig(1)
		all[k].Quo(all[k], newBig(float64(k)))
	}
	return all
}()

// bigLn2 is ln 2 = Σ 1/(k·2ᵏ).
var bigLn2 = func() *big.Float {
	sum := newBig(0)
	for k := 1; k <= precision+8; k++ {
		sum.Add(sum, newBig(0).SetMantExp(inverses[k], -k))
	}
	return sum
}()

// bigExp returns eˣ = 2ⁿ·(e^(r/256))²⁵⁶ with x = n·ln 2 + r, by the Taylor series.
func bigExp(x *big.Float) *big.Float {
	near, _ := x.Float64()
	n := math.Round(near / math.Ln2)
	r := newBig(n)
	r.Mul(r, bigLn2).Sub(x, r)
	r.SetMantExp(r, -8)
	sum, term := newBig(1), newBig(1)
	for k := 1; k <= 15; k++ {
		term.Mul(term, r)
		term.Mul(term, inverses[k])
		sum.Add(sum, term)
	}
	for range 8 {
		sum.Mul(sum, sum)
	}
	return sum.SetMantExp(sum, int(n))
}

// bigLog returns log x for x > 0 from a near one. With d = x·e^(-near) - 1 it is
// near + log(1+d), or near + d - d²/2 and an error of d³/3.
func bigLog(x, near float64) *big.Float {
	y := newBig(near)
	d := bigExp(new(big.Float).Neg(y))
	d.Mul(d, newBig(x)).Sub(d, newBig(1))
	half := new(big.Float).Mul(d, d)
	half.SetMantExp(half, -1)
	return y.Add(y, d.Sub(d, half))
}

// sqrtTau is √(2π).
var sqrtTau, _, _ = big.ParseFloat("2.50662827463100050241576528481104525300698674060993831662992357", 10, precision, big.ToNearestEven)

// bigNormalQuantile returns Φ⁻¹(u) by one step of Newton's method from a close x, in
// which its own error is squared. Φ(x) = ½ + φ(x)·Σ x^(2k+1)/(1·3·…·(2k+1)).
// Source: Abramowitz and Stegun, "Handbook of Mathematical Functions", 26.2.11.
func bigNormalQuantile(u, x float64) *big.Float {
	at := newBig(x)
	square := new(big.Float).Mul(at, at)
	half := new(big.Float).SetMantExp(square, -1)
	density := bigExp(half.Neg(half))
	density.Quo(density, sqrtTau)
	sum, term := newBig(x), newBig(x)
	for k := 3; term.Sign() != 0 && term.MantExp(nil) > sum.MantExp(nil)-precision; k += 2 {
		term.Mul(term, square)
		term.Mul(term, inverses[k])
		sum.Add(sum, term)
	}
	miss := newBig(u)
	miss.Sub(miss, newBig(0.5)).Quo(miss, density)
	return at.Add(at, miss.Sub(miss, sum))
}

// ulps returns by how many units in the last place got differs from want.
func ulps(got float64, want *big.Float) float64 {
	near, _ := want.Float64()
	unit := math.Abs(near)
	unit = math.Nextafter(unit, math.Inf(1)) - unit
	d := newBig(got)
	off, _ := d.Sub(d, want).Quo(d, newBig(unit)).Float64()
	return math.Abs(off)
}

// The transcendental functions hold the bounds that their comments state, on a
// million points each.
func TestAccuracy(t *testing.T) {
	const points = 1_000_000
	between := func(low, high float64) func(*rand.Rand) float64 {
		return func(r *rand.Rand) float64 { return low + (high-low)*r.Float64() }
	}
	for _, c := range []struct {
		name  string
		f     func(float64) float64
		want  func(x, got float64) *big.Float
		bound float64 // in ulp
		from  []func(*rand.Rand) float64
	}{
		{"exp", exp, func(x, _ float64) *big.Float { return bigExp(newBig(x)) }, 1, []func(*rand.Rand) float64{
			between(-1, 1), between(-40, 40), between(-708, 709.7),
			between(-745, -708), // denormal results
		}},
		{"log", log, bigLog, 1, []func(*rand.Rand) float64{
			between(0.5, 2), between(0.999, 1.001),
			func(r *rand.Rand) float64 { return math.Float64frombits(1 + r.Uint64N(0x7fefffffffffffff)) }, // all scales
			func(r *rand.Rand) float64 { return math.Float64frombits(1 + r.Uint64N(1<<52-1)) },            // denormals
		}},
		{"normalQuantile", normalQuantile, bigNormalQuantile, 2, []func(*rand.Rand) float64{
			between(0x1p-53, 1), between(0x1p-53, 1), between(0.499, 0.501),
			func(r *rand.Rand) float64 { return math.Ldexp(1+r.Float64(), -2-r.IntN(72)) }, // the lower tail
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			workers := runtime.GOMAXPROCS(0)
			var each sync.WaitGroup
			for w := range workers {
				each.Go(func() {
					draws := rand.New(rand.NewPCG(1, uint64(w)))
					worst, at := 0.0, 0.0
					for i := w; i < points; i += workers {
						x := c.from[i/workers%len(c.from)](draws)
						got := c.f(x)
						if off := ulps(got, c.want(x, got)); !(off <= worst) {
							worst, at = off, x
						}
					}
					if !(worst <= c.bound) {
						t.Errorf("%g ulp off at %v (%x), more than %g", worst, at, at, c.bound)
					}
					t.Logf("worst %.3f ulp at %v", worst, at)
				})
			}
			each.Wait()
		})
	}
}

// Edges have the values that the comments of the functions state.
func TestEdges(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	for _, c := range []struct {
		name    string
		f       func(float64) float64
		x, want float64
	}{
		{"exp", exp, inf, inf}, {"exp", exp, -inf, 0}, {"exp", exp, nan, nan}, {"exp", exp, 0, 1},
		{"exp", exp, 709.79, inf}, {"exp", exp, -745.14, 0}, {"exp", exp, -745.13, 0x1p-1074},
		{"log", log, 0, -inf}, {"log", log, -1, nan}, {"log", log, inf, inf}, {"log", log, nan, nan}, {"log", log, 1, 0},
		{"log", log, 0x1p-1074, -744.4400719213812}, {"log", log, math.MaxFloat64, 709.782712893384},
		{"normalQuantile", normalQuantile, 0, -inf}, {"normalQuantile", normalQuantile, 1, inf}, {"normalQuantile", normalQuantile, 0.5, 0},
		{"normalQuantile", normalQuantile, -0.1, nan}, {"normalQuantile", normalQuantile, 1.1, nan}, {"normalQuantile", normalQuantile, nan, nan},
	} {
		if got := c.f(c.x); got != c.want && !(got != got && c.want != c.want) {
			t.Errorf("%s(%v) = %v, want %v", c.name, c.x, got, c.want)
		}
	}
}
