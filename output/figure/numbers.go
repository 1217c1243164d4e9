package figure

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"magnetsim/output"
)

// Beyond these sizes the arithmetic of scales runs over or under.
const largest, smallest = 1e100, 1e-100

// finite says whether a number can be drawn.
func finite(x float64) bool { return math.Abs(x) <= largest }

func zeroIfNot(x float64) float64 { return either(finite(x), x, 0) }

// either is one of two.
func either[T any](so bool, one, other T) T {
	if so {
		return one
	}
	return other
}

// rise reports whether all values are numbers, each above the one before.
func rise(values []float64) bool {
	for i, x := range values {
		if !finite(x) || i > 0 && x <= values[i-1] {
			return false
		}
	}
	return true
}

// within holds a value to the scale that it is drawn on.
func within(x, low, high float64) float64 { return math.Min(math.Max(x, low), high) }

// extreme is the largest or smallest number of a column; NaN where it has none.
func extreme(column []float64, of func(a, b float64) float64) float64 {
	best := math.NaN()
	for _, x := range column {
		switch {
		case !finite(x):
		case math.IsNaN(best):
			best = x
		default:
			best = of(best, x)
		}
	}
	return best
}

// highest is the largest number of all columns, 0 at least; lowest the least, 0 at most.
func highest(columns ...[]float64) float64 {
	return zeroIfNot(extreme(append(slices.Concat(columns...), 0), math.Max))
}

func lowest(columns ...[]float64) float64 {
	return zeroIfNot(extreme(append(slices.Concat(columns...), 0), math.Min))
}

// argmax and argmin are the places of the largest and smallest number; 0 where
// there is none.
func argmax(column []float64) int { return max(0, slices.Index(column, extreme(column, math.Max))) }
func argmin(column []float64) int { return max(0, slices.Index(column, extreme(column, math.Min))) }

// at is an entry of a column, which may be too short.
func at(column []float64, i int) float64 {
	if i < 0 || i >= len(column) {
		return math.NaN()
	}
	return column[i]
}

// stretches are the ranges [from, to) in which all the columns are numbers.
func stretches(columns ...[]float64) [][2]int {
	n := len(columns[0])
	for _, c := range columns {
		n = min(n, len(c))
	}
	var all [][2]int
	from := -1
	for i := 0; i <= n; i++ {
		whole := i < n && !slices.ContainsFunc(columns, func(c []float64) bool { return !finite(c[i]) })
		switch {
		case whole && from < 0:
			from = i
		case !whole && from >= 0:
			all, from = append(all, [2]int{from, i}), -1
		}
	}
	return all
}

// trace is a curve in the making: its points and their 95% sampling intervals.
type trace struct{ xs, ys, low, high []float64 }

func (t *trace) add(x float64, y output.Interval) {
	t.xs, t.ys = append(t.xs, x), append(t.ys, y.Value)
	t.low, t.high = append(t.low, y.Low), append(t.high, y.High)
}

// top is the highest point or end of an interval, 0 at least.
func (t trace) top() float64 { return highest(t.ys, t.high) }

// tops is the highest value or end of an interval, 0 at least.
func tops(all ...output.Interval) float64 {
	return highest(flat(all, func(x output.Interval) []float64 { return []float64{x.Value, x.High} }))
}

// mapped is what is made of each of a list.
func mapped[T, U any](all []T, of func(T) U) []U {
	var made []U
	for _, x := range all {
		made = append(made, of(x))
	}
	return made
}

// flat is what is made of each of a list, several of each, one after another.
func flat[T, U any](all []T, of func(T) []U) []U { return slices.Concat(mapped(all, of)...) }

// inTurn tells a list one by one.
func inTurn[T any](all []T, between string, tell func(T) string) string {
	return strings.Join(mapped(all, tell), between)
}

// only is what is left of a list where something holds.
func only[T any](all []T, holds func(T) bool) []T {
	return slices.DeleteFunc(slices.Clone(all), func(x T) bool { return !holds(x) })
}

// spread are so many of a list, from the first to the last at equal distances.
func spread[T any](all []T, most int) []T {
	if len(all) <= most || most < 2 {
		return all[:min(len(all), most)]
	}
	var some []T
	for i := range most {
		some = append(some, all[i*(len(all)-1)/(most-1)])
	}
	return some
}

// placesOfLargest are the places of the n largest sizes, in their order.
func placesOfLargest(size []float64, n int) []int {
	largest := places(len(size))
	slices.SortStableFunc(largest, func(a, b int) int { return cmp.Compare(size[b], size[a]) })
	largest = largest[:min(n, len(largest))]
	slices.Sort(largest)
	return largest
}

// places are 0 to n−1.
func places(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}
