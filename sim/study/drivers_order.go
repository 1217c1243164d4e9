package study

import (
	"cmp"
	"slices"
)

// order is the trials by a quantity, and where a new value begins.
type order struct {
	trials []int
	starts []int // of each group of equal values, and the end
}

func sorted(x []float64) order {
	type place struct {
		value float64
		trial int
	}
	all := make([]place, len(x))
	for t, v := range x {
		all[t] = place{v, t}
	}
	slices.SortFunc(all, func(a, b place) int {
		return cmp.Or(cmp.Compare(a.value, b.value), cmp.Compare(a.trial, b.trial))
	})
	o := order{trials: make([]int, len(x))}
	for i, p := range all {
		o.trials[i] = p.trial
		if i == 0 || p.value != all[i-1].value {
			o.starts = append(o.starts, i)
		}
	}
	o.starts = append(o.starts, len(x))
	return o
}

// ranks sets the mid-rank of each trial in a sample that holds it so many times,
// as a share of the sample.
func (o order) ranks(rank, times []float64) {
	n, below := float64(len(times)), 0.0
	for k := range len(o.starts) - 1 {
		tied := o.trials[o.starts[k]:o.starts[k+1]]
		same := 0.0
		for _, t := range tied {
			same += times[t]
		}
		for _, t := range tied {
			rank[t] = (below + same/2) / n
		}
		below += same
	}
}

// deciles returns the tenth in which each mid-rank lies, without empty ones.
func deciles(rank []float64) []int {
	group, used := make([]int, len(rank)), [10]bool{}
	for i, r := range rank {
		group[i] = min(9, int(10*r))
		used[group[i]] = true
	}
	number, next := [10]int{}, 0
	for g, ok := range used {
		if number[g] = next; ok {
			next++
		}
	}
	for i, g := range group {
		group[i] = number[g]
	}
	return group
}
