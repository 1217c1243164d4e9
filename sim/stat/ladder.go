package stat

import (
	"math"
	"slices"
	"sort"

	"github.com/DataDog/sketches-go/ddsketch"
)

// ladder is values in rising order, each with how many lie at it or below. For
// exact columns every value is its own rung and upTo is nil.
type ladder struct {
	xs   []float64
	upTo []int64
}

// n returns the number of values.
func (l ladder) n() int64 { return l.below(len(l.xs)) }

// below returns the number of values on the rungs under rung i.
func (l ladder) below(i int) int64 {
	if l.upTo == nil || i == 0 {
		return int64(i)
	}
	return l.upTo[i-1]
}

// at returns the value of a rank, 1 for the least, n for the greatest.
func (l ladder) at(rank int64) float64 {
	if l.upTo == nil {
		return l.xs[rank-1]
	}
	return l.xs[sort.Search(len(l.upTo), func(i int) bool { return l.upTo[i] >= rank })]
}

// over returns the number of values above x.
func (l ladder) over(x float64) int64 {
	i := sort.Search(len(l.xs), func(i int) bool { return l.xs[i] > x })
	return l.n() - l.below(i)
}

// tail returns the mean of (x − from)^power over the greatest part of the
// values, a whole number of them or not: the value at the boundary counts by
// its fraction.
func (l ladder) tail(part, from float64, power int) float64 {
	sum, left := 0.0, part
	for i := len(l.xs) - 1; i >= 0 && left > 0; i-- {
		take := min(left, float64(l.below(i+1)-l.below(i)))
		left -= take
		for range power {
			take *= l.xs[i] - from
		}
		sum += take
	}
	return sum / part
}

// accuracy is the greatest relative error of a value that a sketch gives back.
const accuracy = 0.001

// sketch counts finite values in bins of logarithmic width. Its counts are
// whole numbers, so it is the same for any order and any split of the values.
// Source: Masson, Rim and Lee, "DDSketch", PVLDB 12(12) (2019).
type sketch struct{ *ddsketch.DDSketch }

func newSketch(accuracy float64) *sketch {
	s, err := ddsketch.NewDefaultDDSketch(accuracy)
	if err != nil {
		panic(err) // only an accuracy outside (0, 1) is refused
	}
	return &sketch{s}
}

// add counts values; +Inf is counted by the column.
func (s *sketch) add(values []float64) {
	top := s.MaxIndexableValue()
	for _, x := range values {
		if math.IsInf(x, 0) {
			continue
		}
		if err := s.Add(max(-top, min(top, x))); err != nil {
			panic(err) // only NaN is refused, which no column may hold
		}
	}
}

func (s *sketch) join(o *sketch) {
	if err := s.MergeWith(o.DDSketch); err != nil {
		panic(err) // only another accuracy is refused
	}
}

// ladder returns the bins in rising order, between the exact ends of m, and
// above them the infinite values.
func (s *sketch) ladder(m Moments, infinite int64) ladder {
	counts := map[float64]int64{}
	s.ForEach(func(x, count float64) bool {
		counts[max(m.Min, min(m.Max, x))] += int64(count)
		return false
	})
	if infinite > 0 {
		counts[math.Inf(1)] = infinite
	}
	l := ladder{xs: make([]float64, 0, len(counts)), upTo: make([]int64, 0, len(counts))}
	for x := range counts {
		l.xs = append(l.xs, x)
	}
	slices.Sort(l.xs)
	sum := int64(0)
	for _, x := range l.xs {
		sum += counts[x]
		l.upTo = append(l.upTo, sum)
	}
	return l
}
