package stat

import "sort"

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
