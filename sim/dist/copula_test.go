package dist

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// The correlations of what the copula returns are those it was asked for:
// within 4 standard errors, (1−ρ²)/√n each, of n draws; the variables stay
// standard normal.
func TestCopulaCorrelates(t *testing.T) {
	want := [][]float64{{1, 0.8, -0.3, 0}, {0.8, 1, -0.5, 0.2}, {-0.3, -0.5, 1, 0.6}, {0, 0.2, 0.6, 1}}
	c, err := NewCopula(want)
	if err != nil {
		t.Fatal(err)
	}
	const n = 100_000
	r := rand.New(rand.NewPCG(1, 2))
	var sum [4]float64
	var products [4][4]float64
	for range n {
		z := []float64{r.NormFloat64(), r.NormFloat64(), r.NormFloat64(), r.NormFloat64()}
		c.Correlate(z)
		for i := range z {
			sum[i] += z[i]
			for j := range z {
				products[i][j] += z[i] * z[j]
			}
		}
	}
	for i := range want {
		if mean := sum[i] / n; math.Abs(mean) > 4/math.Sqrt(n) {
			t.Errorf("mean of %d is %g", i, mean)
		}
		if v := products[i][i] / n; math.Abs(v-1) > 4*math.Sqrt(2.0/n) {
			t.Errorf("variance of %d is %g", i, v)
		}
		for j := range i {
			rho := products[i][j] / math.Sqrt(products[i][i]*products[j][j])
			if tol := 4 * (1 - want[i][j]*want[i][j]) / math.Sqrt(n); math.Abs(rho-want[i][j]) > tol {
				t.Errorf("correlation of %d and %d is %g, want %g ± %.2g", i, j, rho, want[i][j], tol)
			}
		}
	}
}

// The correlation is that of the normals. That of the ranks of what is drawn is a
// little smaller, 6/π·asin(ρ/2): 0.4826 for 0.5. Source: Pearson, "On further methods
// of determining correlation" (1907); Kruskal, JASA 53 (1958), section 6.
func TestRankCorrelationOfACopula(t *testing.T) {
	const n, rho = 100_000, 0.5
	c, err := NewCopula([][]float64{{1, rho}, {rho, 1}})
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(3, 4))
	sum := 0.0
	for range n {
		z := []float64{r.NormFloat64(), r.NormFloat64()}
		c.Correlate(z)
		sum += 12 * (NormalCDF(z[0]) - 0.5) * (NormalCDF(z[1]) - 0.5) / n
	}
	if want := 6 / math.Pi * math.Asin(rho/2); math.Abs(sum-want) > 4/math.Sqrt(n) || math.Abs(want-0.4826) > 1e-4 {
		t.Errorf("a rank correlation of %g, want %g", sum, want)
	}
}

// Two variables by hand: the first stays, the second is ρz₁ + √(1−ρ²)z₂.
func TestCopulaOfTwo(t *testing.T) {
	c, err := NewCopula([][]float64{{1, 0.6}, {0.6, 1}})
	if err != nil {
		t.Fatal(err)
	}
	z := []float64{2, -1}
	c.Correlate(z)
	if z[0] != 2 || math.Abs(z[1]-(0.6*2-0.8)) > 1e-15 {
		t.Errorf("got %v, want 2, 0.4", z)
	}
}

// Any matrix of unit rows times its transpose is a correlation matrix, and the
// rows of the factor multiply to it again: L·e_i read off Correlate.
func TestCopulaFactor(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		want := gram(r)
		n := len(want)
		c, err := NewCopula(want)
		var bad *NotPositiveDefinite
		if errors.As(err, &bad) && bad.SmallestEigenvalue < 1e-12 {
			return // singular up to rounding
		} else if err != nil {
			r.Fatal(err)
		}
		columns := make([][]float64, n)
		for k := range columns {
			columns[k] = make([]float64, n)
			columns[k][k] = 1
			c.Correlate(columns[k])
		}
		for i := range n {
			for j := range n {
				got := 0.0
				for k := range n {
					got += columns[k][i] * columns[k][j]
				}
				// n products and sums of numbers below 1, in the factor and here
				if math.Abs(got-want[i][j]) > float64(4*n)*0x1p-53 {
					r.Fatalf("entry %d, %d is %g, not %g", i, j, got, want[i][j])
				}
			}
		}
	})
}

// gram draws unit vectors and returns their scalar products.
func gram(r *rapid.T) [][]float64 {
	n := rapid.IntRange(1, 8).Draw(r, "n")
	vectors := make([][]float64, n)
	for i := range vectors {
		vectors[i] = rapid.SliceOfN(rapid.Float64Range(-1, 1), n, n).Draw(r, "vector")
		vectors[i][i] += 2
		length := 0.0
		for _, x := range vectors[i] {
			length = math.Hypot(length, x)
		}
		for k := range vectors[i] {
			vectors[i][k] /= length
		}
	}
	m := make([][]float64, n)
	for i := range m {
		m[i] = make([]float64, n)
		m[i][i] = 1
		for j := range i {
			for k := range n {
				m[i][j] += vectors[i][k] * vectors[j][k]
			}
			m[i][j] = max(-1, min(1, m[i][j]))
			m[j][i] = m[i][j]
		}
	}
	return m
}

// The eigenvalues of a chain 1 – 1 – 1 are 1 and 1 ± √2; its nearest
// correlation matrix is published to four digits (Higham 2002, section 4). That
// of three correlations ρ < −1/2 has the smallest eigenvalue 1 + 2ρ, and by
// symmetry the nearest is that of ρ = −1/2.
func TestNearestCorrelationMatrix(t *testing.T) {
	for name, c := range map[string]struct {
		matrix     [][]float64
		eigenvalue float64
		nearest    [][]float64
		tol        float64
	}{
		"Higham": {
			[][]float64{{1, 1, 0}, {1, 1, 1}, {0, 1, 1}}, 1 - math.Sqrt2,
			[][]float64{{1, 0.7607, 0.1573}, {0.7607, 1, 0.7607}, {0.1573, 0.7607, 1}}, 0.5e-4,
		},
		// kept leastEigenvalue away from the edge, which moves ρ by half of it
		"three against one another": {
			[][]float64{{1, -0.9, -0.9}, {-0.9, 1, -0.9}, {-0.9, -0.9, 1}}, 1 - 2*0.9,
			[][]float64{{1, -0.5, -0.5}, {-0.5, 1, -0.5}, {-0.5, -0.5, 1}}, leastEigenvalue,
		},
	} {
		_, err := NewCopula(c.matrix)
		var bad *NotPositiveDefinite
		if !errors.As(err, &bad) {
			t.Fatalf("%s: got %v", name, err)
		}
		if math.Abs(bad.SmallestEigenvalue-c.eigenvalue) > 1e-14 {
			t.Errorf("%s: smallest eigenvalue %.16g, want %.16g", name, bad.SmallestEigenvalue, c.eigenvalue)
		}
		if !strings.Contains(err.Error(), fmt.Sprintf("%.3g", c.eigenvalue)) {
			t.Errorf("%s: %v", name, err)
		}
		for i, row := range bad.Nearest {
			for j, x := range row {
				if math.Abs(x-c.nearest[i][j]) > c.tol {
					t.Errorf("%s: entry %d, %d of the nearest is %.8f, want %.4f", name, i, j, x, c.nearest[i][j])
				}
			}
		}
	}
}

// Whatever symmetric matrix is given, the nearest that the error names is
// accepted, and no farther off than the identity, a correlation matrix too.
func TestNearestIsAccepted(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		n := rapid.IntRange(2, 8).Draw(r, "n")
		m := make([][]float64, n)
		for i := range m {
			m[i] = make([]float64, n)
			m[i][i] = 1
			for j := range i {
				m[i][j] = rapid.SampledFrom([]float64{-1, -0.9, -0.5, 0, 0.3, 0.7, 0.99, 1}).Draw(r, "rho")
				m[j][i] = m[i][j]
			}
		}
		_, err := NewCopula(m)
		var bad *NotPositiveDefinite
		if !errors.As(err, &bad) {
			if err != nil {
				r.Fatal(err)
			}
			return
		}
		if _, err := NewCopula(bad.Nearest); err != nil {
			r.Fatalf("the nearest matrix %v: %v", bad.Nearest, err)
		}
		var moved, size float64
		for i := range m {
			for j := range i {
				moved += (m[i][j] - bad.Nearest[i][j]) * (m[i][j] - bad.Nearest[i][j])
				size += m[i][j] * m[i][j]
			}
		}
		if moved > size {
			r.Fatalf("%v is farther off than the identity", bad.Nearest)
		}
	})
}

// What is not the form of a correlation matrix says where.
func TestCopulaErrors(t *testing.T) {
	nan := math.NaN()
	for want, m := range map[string][][]float64{
		"at least one row":               {},
		"row 2":                          {{1, 0}, {0}},
		"row 1 ":                         {nil},
		"entry 1, 1":                     {{0.9, 0}, {0, 1}},
		"entry 1, 2":                     {{1, 1.2}, {1.2, 1}},
		"entry 2, 1":                     {{1, 0}, {nan, 1}},
		"entries 2, 1 and 1, 2":          {{1, 0.5}, {0.4, 1}},
		"the smallest eigenvalue":        {{1, 1}, {1, 1}},
		"contradict one another":         {{1, 0.9, -0.9}, {0.9, 1, 0.9}, {-0.9, 0.9, 1}},
		"of the correlation matrix is -": {{1, math.Inf(-1)}, {math.Inf(-1), 1}},
	} {
		if c, err := NewCopula(m); err == nil || c != nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v: %v, %v, want a message with %q", m, c, err, want)
		}
	}
}
