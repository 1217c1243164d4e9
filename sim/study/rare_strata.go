package study

import (
	"cmp"
	"errors"
	"math"
	"slices"

	"magnetsim/sim/stat"
)

var errNothingPlayed = errors.New("every trial that was played failed")

// stratum is a range of scores: above the least of the stratum below it.
type stratum struct {
	least   float32
	members []int // candidates, ascending: which come first says nothing about them
}

// fewestMembers is the fewest candidates of a stratum.
const fewestMembers = 100

// halve cuts the candidates into strata by their scores, from the lowest: the lower
// half, half of the rest, and so on, each cut in two once more.
func halve(scores []float32) []stratum {
	order := byScore(scores)
	var all []stratum
	for len(order) > 0 {
		n := len(order) / 2
		if n < 2*fewestMembers {
			n = len(order)
		}
		for _, part := range [][]int{order[:n/2], order[n/2 : n]} {
			members := slices.Clone(part)
			slices.Sort(members)
			all = append(all, stratum{least: scores[part[0]], members: members})
		}
		order = order[n:]
	}
	return all
}

// byScore returns the indices of scores, lowest first, equal ones by index.
func byScore(scores []float32) []int {
	order := upTo(len(scores))
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(scores[a], scores[b]) })
	return order
}

// byHalves returns n of the candidates, about as many of each stratum.
func byHalves(scores []float32, n int) []int {
	strata := halve(scores)
	equal := slices.Repeat([]float64{1 / float64(len(strata))}, len(strata))
	var chosen []int
	for h, k := range rounded(equal, n, strata) {
		chosen = append(chosen, strata[h].members[:k]...)
	}
	return chosen
}

// rounded turns shares of n trials into numbers of them, at least two of each stratum
// and no more than it has; what one lacks goes to the others.
func rounded(shares []float64, n int, strata []stratum) []int {
	counts := slices.Repeat([]int{2}, len(shares))
	room := func(h int) int { return len(strata[h].members) - counts[h] }
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
		h, _ := slices.BinarySearchFunc(strata, s.unseen(i), func(x stratum, score float32) int {
			if x.least <= score {
				return -1
			}
			return 1
		})
		groups[max(0, h-1)] = append(groups[max(0, h-1)], y)
	}
	sample, sizes, total := []stat.Stratum{}, make([]float64, len(strata)), 0.0
	for h, x := range strata {
		sizes[h] = float64(len(x.members))
		total += sizes[h]
		if len(groups[h]) > 0 {
			sample = append(sample, stat.Stratum{Size: int64(max(len(x.members), len(groups[h]))), Values: groups[h]})
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
