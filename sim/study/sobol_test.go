package study

import (
	"math"
	"slices"
	"testing"
)

// sampled returns the indices of a function of independent uniforms on (0, 1),
// each factor a group of its own.
func sampled(t *testing.T, n, factors int, f func(u []float64) float64) *Variance {
	t.Helper()
	var x, y [][]float64
	for i := range factors {
		x = append(x, uniforms(n, 1, string(rune('a'+i))))
		y = append(y, uniforms(n, 2, string(rune('a'+i))))
	}
	column := func(from [][]float64) []float64 {
		values, u := make([]float64, n), make([]float64, factors)
		for k := range values {
			for i := range u {
				u[i] = from[i][k]
			}
			values[k] = f(u)
		}
		return values
	}
	var mixed [][]float64
	for i := range factors {
		from := slices.Clone(x)
		from[i] = y[i]
		mixed = append(mixed, column(from))
	}
	v, err := Sobol(column(x), column(y), mixed, 1)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// ishigami is sin x₁ + a sin² x₂ + b x₃⁴ sin x₁ on (−π, π)³, with a = 7 and b = 0.1.
func ishigami(u []float64) float64 {
	x := func(i int) float64 { return math.Pi * (2*u[i] - 1) }
	return math.Sin(x(0)) + 7*math.Pow(math.Sin(x(1)), 2) + 0.1*math.Pow(x(2), 4)*math.Sin(x(0))
}

// near allows four standard errors, as the bootstrap has them.
func near(t *testing.T, what string, got Index, want float64) {
	t.Helper()
	if !(got.SE < 0.05) || math.Abs(got.Value-want) > 4*got.SE {
		t.Errorf("%s: %.5f ± %.5f, want %.5f", what, got.Value, got.SE, want)
	}
}

func TestSobolIshigami(t *testing.T) {
	v := sampled(t, 8000, 3, ishigami)
	first, total := []float64{0.313905, 0.442411, 0}, []float64{0.557589, 0.442411, 0.243684}
	for i, x := range v.Indices {
		near(t, "first order", x.First, first[i])
		near(t, "total", x.Total, total[i])
	}
	near(t, "together", v.Together, 1-0.313905-0.442411)
	// The mean is a/2; the variance a²/8 + bπ⁴/5 + b²π⁸/18 + 1/2 = 13.845. Its mean
	// over 16,000 values has an error of sqrt(13.845/16000) = 0.029.
	if math.Abs(v.Mean-3.5) > 4*0.029 {
		t.Errorf("mean %v, want 3.5", v.Mean)
	}
	// x₃ acts with x₁ alone: nothing of first order, and yet a total.
	if third := v.Indices[2]; third.First.Told() || !third.Total.Told() {
		t.Errorf("x3: first order told %v, total told %v", third.First.Told(), third.Total.Told())
	}
}

// Sobol's G is the product of (|4u−2| + a)/(1 + a): its factors have the variances
// 1/(3(1+a)²), and the whole the product of 1 plus each, less 1.
func TestSobolG(t *testing.T) {
	a := []float64{0, 1, 4.5, 9, 99, 99, 99, 99}
	v := sampled(t, 8000, len(a), func(u []float64) float64 {
		y := 1.0
		for i, x := range u {
			y *= (math.Abs(4*x-2) + a[i]) / (1 + a[i])
		}
		return y
	})
	whole := 1.0
	for _, x := range a {
		whole *= 1 + 1/(3*(1+x)*(1+x))
	}
	for i, want := range []float64{0.716192, 0.179048, 0.023676, 0.007162} {
		near(t, "first order", v.Indices[i].First, want)
	}
	for i, x := range v.Indices {
		part := 1 / (3 * (1 + a[i]) * (1 + a[i]))
		near(t, "total", x.Total, part*whole/(1+part)/(whole-1))
	}
}

// The intervals hold the truth about as often as they say: of 100 samples of a sum
// of two uniforms of which one weighs twice (indices 0.2 and 0.8), 95 on average,
// and fewer than 86 with a chance below 1 in 5,000.
func TestSobolCoverage(t *testing.T) {
	const n, repeats = 300, 100
	held := 0
	for r := range repeats {
		draws := func(name string, s uint64) []float64 { return uniforms(n, 2*uint64(r)+s, name) }
		a, b, mixed := make([]float64, n), make([]float64, n), make([]float64, n)
		x, y, x2, y2 := draws("x", 10), draws("y", 10), draws("x", 11), draws("y", 11)
		for i := range a {
			a[i], b[i], mixed[i] = x[i]+2*y[i], x2[i]+2*y2[i], x[i]+2*y2[i]
		}
		v, err := Sobol(a, b, [][]float64{mixed}, uint64(r))
		if err != nil {
			t.Fatal(err)
		}
		if f := v.Indices[0].First; f.Low <= 0.8 && 0.8 <= f.High {
			held++
		}
	}
	if held < 86 {
		t.Errorf("%d of %d intervals hold the index", held, repeats)
	}
}

func TestSobolRefuses(t *testing.T) {
	few, same := uniforms(FewestTrials-1, 1, "u"), make([]float64, FewestTrials)
	if _, err := Sobol(few, few, nil, 1); err == nil {
		t.Error("too few trials were taken")
	}
	if _, err := Sobol(same, same, [][]float64{same}, 1); err == nil {
		t.Error("equal outputs were divided")
	}
}
