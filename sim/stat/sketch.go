package stat

import (
	"math"
	"slices"

	"github.com/DataDog/sketches-go/ddsketch"
)

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
