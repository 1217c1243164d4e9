package study

import (
	"errors"
	"math"
	"slices"

	"magnetsim/sim/stat"
)

var errNothingPlayed = errors.New("every trial that was played failed")

// stratum is a range of candidates in the order of their scores, those of the same score by
// number.
type stratum struct {
	least float32 // the score of its first
	skip  int     // how many of that score come before it
	size  int
}

// fewestMembers is the fewest candidates of a stratum.
const fewestMembers = 100

// halve cuts the candidates into strata by their scores, from the lowest: the lower
// half, half of the rest, and so on, each cut in two once more.
func halve(scores []float32) []stratum {
	sorted := slices.Clone(scores)
	slices.Sort(sorted)
	var all []stratum
	for at := 0; at < len(sorted); {
		n := (len(sorted) - at) / 2
		if n < 2*fewestMembers {
			n = len(sorted) - at
		}
		for _, size := range []int{n / 2, n - n/2} {
			from, _ := slices.BinarySearch(sorted, sorted[at])
			all = append(all, stratum{least: sorted[at], skip: at - from, size: size})
			at += size
		}
	}
	return all
}

// membersOf returns the first counts[h] candidates of each stratum: those with the lowest
// numbers, which say nothing about who is in it. The first candidate has the number first.
func membersOf(strata []stratum, scores []float32, counts []int, first int) [][]uint64 {
	members := make([][]uint64, len(strata))
	alike := make([]int, len(strata)) // candidates so far of the score at which it begins
	for i, score := range scores {
		h, _ := slices.BinarySearchFunc(strata, score, notAbove)
		h--
		if last := h; strata[last].least == score {
			for h > 0 && strata[h].least == score && strata[h].skip > alike[last] {
				h--
			}
			alike[last]++
		}
		if len(members[h]) < counts[h] {
			members[h] = append(members[h], uint64(first+i))
		}
	}
	return members
}

// notAbove has a search find the first stratum that begins above a score.
func notAbove(x stratum, score float32) int {
	if x.least <= score {
		return -1
	}
	return 1
}

// byHalves returns n of the candidates, about as many of each stratum.
func byHalves(scores []float32, n, first int) []uint64 {
	strata := halve(scores)
	equal := slices.Repeat([]float64{1 / float64(len(strata))}, len(strata))
	return slices.Concat(membersOf(strata, scores, rounded(equal, n, strata), first)...)
}

// rounded turns shares of n trials into numbers of them, at least two of each stratum
// and no more than it has; what one lacks goes to the others.
func rounded(shares []float64, n int, strata []stratum) []int {
	counts := slices.Repeat([]int{2}, len(shares))
	room := func(h int) int { return strata[h].size - counts[h] }
	n -= 2 * len(counts)
	for n > 0 {
		total, given := 0.0, 0
		for h, s := range shares {
			if room(h) > 0 {
				total += s
			}
		}
		for h, s := range shares {
			more := min(int(s/total*float64(n)), room(h))
			counts[h] += more
			given += more
		}
		for h := len(shares) - 1; h >= 0 && given == 0; h-- { // less than one for each
			more := min(1, room(h), n)
			counts[h] += more
			n -= more
		}
		n -= given
		if total == 0 {
			break
		}
	}
	return counts
}

const (
	evenShare  = 0.1 // of the trials that are spread over the strata by their size, whatever is known of them
	equalShare = 0.1 // and as many over each
)

// allocate returns the share of the trials that each stratum gets:
//
//	n_h ∝ W_h √(Σ_k σ²_hk/θ²_k)
//
// which makes the sum of the squared relative errors of the goals θ_k least (Neyman
// 1938; for several goals Cochran, "Sampling Techniques" (1977), section 5A.3). What
// the trials say that scores were learned from stands for σ and θ, each scored by the
// fold that has not seen it.
func (g Goals) allocate(strata []stratum, s *surrogate) ([]float64, error) {
	groups := make([][]float64, len(strata))
	for i, y := range s.values {
		h, _ := slices.BinarySearchFunc(strata, s.unseen(i), notAbove)
		groups[max(0, h-1)] = append(groups[max(0, h-1)], y)
	}
	sample, sizes, total := []stat.Stratum{}, make([]float64, len(strata)), 0.0
	for h, x := range strata {
		sizes[h] = float64(x.size)
		total += sizes[h]
		if len(groups[h]) > 0 {
			sample = append(sample, stat.Stratum{Size: int64(max(x.size, len(groups[h]))), Values: groups[h]})
		}
	}
	known, err := stat.NewStrata(sample)
	if err != nil {
		return nil, err
	}
	asked := make([]float64, len(strata))
	for _, f := range g.functions(known) {
		theta, spreads := known.MeanOf(f).Value, spreadsOf(groups, f)
		if !(theta > 0) {
			continue
		}
		for h, sd := range spreads {
			asked[h] += sd * sd / (theta * theta)
		}
	}
	sum := 0.0
	for h := range asked {
		asked[h] = sizes[h] * math.Sqrt(asked[h])
		sum += asked[h]
	}
	for h := range asked {
		if sum > 0 {
			asked[h] *= (1 - evenShare - equalShare) / sum
		}
		asked[h] += evenShare*sizes[h]/total + equalShare/float64(len(strata))
	}
	return asked, nil
}

// functions returns what the goals are means of, as far as is known.
func (g Goals) functions(known *stat.Strata) (all []func(float64) float64) {
	above := func(c float64) func(float64) float64 {
		return func(x float64) float64 {
			if x > c {
				return 1
			}
			return 0
		}
	}
	for _, c := range g.Above {
		all = append(all, above(c))
	}
	for _, p := range g.Rare {
		all = append(all, above(known.Quantile(1-p).Value))
	}
	for _, p := range g.Tails {
		q := known.Quantile(1 - p).Value
		all = append(all, func(x float64) float64 { return max(0, x-q) })
	}
	if g.Mean {
		all = append(all, func(x float64) float64 { return x })
	}
	return all
}

// lenders is how many strata on either side lend their values to a spread.
const lenders = 3

// spreadsOf returns the standard deviation of f in each group. What is rare has hardly
// been seen in any, so neighbours lend their values, moved by how far their means are
// apart: outcomes of near scores scatter alike.
func spreadsOf(groups [][]float64, f func(float64) float64) []float64 {
	means := make([]float64, len(groups))
	for h, g := range groups {
		means[h] = stat.MomentsOf(g).Mean().Value
	}
	all := make([]float64, len(groups))
	for h := range groups {
		var values []float64
		for k := max(0, h-lenders); k <= min(h+lenders, len(groups)-1); k++ {
			for _, x := range groups[k] {
				if k != h && len(groups[h]) > 0 {
					x += means[h] - means[k]
				}
				values = append(values, f(x))
			}
		}
		all[h] = stat.MomentsOf(values).SD()
	}
	return all
}
