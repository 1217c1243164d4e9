package dist

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"
)

// Copula is a Gaussian copula: it couples independent standard normals so that
// they have a correlation matrix.
type Copula struct {
	n     int
	lower []float64 // Cholesky factor L, row by row, of C = L·Lᵀ
}

// NotPositiveDefinite is the error of a matrix that no random variables can
// have as their correlations.
type NotPositiveDefinite struct {
	SmallestEigenvalue float64
	Nearest            [][]float64 // the nearest correlation matrix in the Frobenius norm
}

func (e *NotPositiveDefinite) Error() string {
	return fmt.Sprintf("the correlations contradict one another: the smallest eigenvalue of their matrix is %.3g and must be above 0", e.SmallestEigenvalue)
}

// NewCopula returns the copula of a correlation matrix: square, symmetric, with
// a diagonal of 1. Where the matrix is not positive definite the error is a
// *NotPositiveDefinite.
func NewCopula(corr [][]float64) (*Copula, error) {
	c, err := symmetric(corr)
	if err != nil {
		return nil, err
	}
	n := len(corr)
	var chol mat.Cholesky
	if ok := chol.Factorize(c); !ok {
		return nil, &NotPositiveDefinite{SmallestEigenvalue: smallestEigenvalue(c), Nearest: nearest(c)}
	}
	var l mat.TriDense
	chol.LTo(&l)
	cop := &Copula{n: n, lower: make([]float64, n*n)}
	for i := range n {
		for j := range i + 1 {
			cop.lower[i*n+j] = l.At(i, j)
		}
	}
	return cop, nil
}

// symmetric checks the form of a correlation matrix.
func symmetric(corr [][]float64) (*mat.SymDense, error) {
	n := len(corr)
	if n == 0 {
		return nil, fmt.Errorf("a correlation matrix needs at least one row")
	}
	c := mat.NewSymDense(n, nil)
	for i, row := range corr {
		if len(row) != n {
			return nil, fmt.Errorf("row %d of the correlation matrix has %d entries, not %d", i+1, len(row), n)
		}
		for j, x := range row {
			if !(math.Abs(x) <= 1) || i == j && x != 1 {
				return nil, fmt.Errorf("entry %d, %d of the correlation matrix is %g", i+1, j+1, x)
			}
			if j < i && corr[j][i] != x {
				return nil, fmt.Errorf("entries %d, %d and %d, %d of the correlation matrix differ", i+1, j+1, j+1, i+1)
			}
			c.SetSym(i, j, x)
		}
	}
	return c, nil
}

// Correlate replaces independent standard normals by L·z, in place.
func (c *Copula) Correlate(z []float64) {
	for i := c.n - 1; i >= 0; i-- { // from the last: row i needs z[0..i] as they were
		sum := 0.0
		for j, l := range c.Row(i) {
			sum += l * z[j]
		}
		z[i] = sum
	}
}

// Row returns row i of L up to its diagonal. Callers must not change it.
func (c *Copula) Row(i int) []float64 { return c.lower[i*c.n : i*c.n+i+1] }

func smallestEigenvalue(c *mat.SymDense) float64 {
	var e mat.EigenSym
	if !e.Factorize(c, false) {
		return math.NaN()
	}
	return e.Values(nil)[0]
}

// leastEigenvalue keeps the nearest matrix clear of the edge of what is
// possible, where a Cholesky factor would fail by rounding.
const leastEigenvalue = 1e-8

// nearest returns the nearest correlation matrix by alternating projections,
// with Dykstra's correction, onto the positive semidefinite matrices and those
// of unit diagonal.
// Source: Higham, "Computing the nearest correlation matrix", IMA Journal of
// Numerical Analysis 22 (2002), 329–343, algorithm 3.3.
func nearest(c *mat.SymDense) [][]float64 {
	n, _ := c.Dims()
	y, correction := mat.NewSymDense(n, nil), mat.NewSymDense(n, nil)
	y.CopySym(c)
	var r, minus mat.SymDense
	for range 1000 {
		minus.ScaleSym(-1, correction)
		r.AddSym(y, &minus)
		x := semidefinite(&r)
		minus.ScaleSym(-1, &r)
		correction.AddSym(x, &minus)
		change := 0.0
		for i := range n {
			for j := i; j < n; j++ {
				v := x.At(i, j)
				if i == j {
					v = 1
				}
				change = max(change, math.Abs(v-y.At(i, j)))
				y.SetSym(i, j, v)
			}
		}
		if change < 1e-12 {
			break
		}
	}
	return rows(y)
}

// semidefinite projects a symmetric matrix on those whose eigenvalues are at
// least leastEigenvalue.
func semidefinite(r *mat.SymDense) *mat.SymDense {
	n, _ := r.Dims()
	var e mat.EigenSym
	e.Factorize(r, true)
	var v mat.Dense
	e.VectorsTo(&v)
	values := e.Values(nil)
	x := mat.NewSymDense(n, nil)
	for i := range n {
		for j := i; j < n; j++ {
			sum := 0.0
			for k, lambda := range values {
				sum += v.At(i, k) * max(leastEigenvalue, lambda) * v.At(j, k)
			}
			x.SetSym(i, j, sum)
		}
	}
	return x
}

func rows(y *mat.SymDense) [][]float64 {
	n, _ := y.Dims()
	out := make([][]float64, n)
	for i := range out {
		out[i] = make([]float64, n)
		for j := range out[i] {
			out[i][j] = y.At(i, j)
		}
	}
	return out
}
