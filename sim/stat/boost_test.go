package stat

import (
	"math"
	"testing"

	"magnetsim/sim/draw"
)

// grid is rows of four uniform features, the last of few values, and one constant.
func grid(n int) [][]float64 {
	d := draw.Random(3)
	rows := make([][]float64, n)
	for i := range rows {
		for _, name := range []string{"a", "b", "c", "d"} {
			rows[i] = append(rows[i], d.Uniform(uint64(i), draw.Key(name), 0))
		}
		rows[i][3] = math.Floor(3 * rows[i][3])
		rows[i] = append(rows[i], 7)
	}
	return rows
}

// A step and an interaction are found, on rows that were not learned from: of a
// variance of about 4 less than 4% is left.
func TestBoostLearns(t *testing.T) {
	f := func(x []float64) float64 {
		y := 4 * math.Round(x[0])
		if x[1] > 0.5 && x[3] == 2 {
			y += 3
		}
		return y
	}
	rows := grid(4000)
	var values []float64
	for _, row := range rows[:2000] {
		values = append(values, f(row))
	}
	b := Boost(rows[:2000], values)
	left := 0.0
	for _, row := range rows[2000:] {
		left += math.Pow(b.At(row)-f(row), 2) / 2000
	}
	if left > 0.16 {
		t.Errorf("the mean square left is %v", left)
	}
}

// Only the order of a feature's values matters: the same rows after a monotone change
// of their features have the same predictions, to the bit.
func TestBoostSeesRanks(t *testing.T) {
	rows, bent := grid(500), grid(500)
	var values []float64
	for i, row := range rows {
		values = append(values, row[0]*row[1])
		for f := range bent[i] {
			bent[i][f] = math.Exp(5 * bent[i][f])
		}
	}
	a, b := Boost(rows, values), Boost(bent, values)
	for i := range rows {
		if a.At(rows[i]) != b.At(bent[i]) {
			t.Fatalf("row %d: %v and %v", i, a.At(rows[i]), b.At(bent[i]))
		}
	}
}

// Where there is nothing to learn the mean is predicted.
func TestBoostConstant(t *testing.T) {
	rows := grid(100)
	values := make([]float64, 100)
	for i := range values {
		values[i] = 2.5
	}
	if got := Boost(rows, values).At(rows[3]); math.Abs(got-2.5) > 1e-12 { // the mean is a sum of 100 roundings
		t.Errorf("%v, want 2.5", got)
	}
}
