package study

import (
	"fmt"
	"math"
	"slices"

	"magnetsim/sim/draw"
)

// Choice says which policies a planner could choose by one quantity, over all
// cases: those that the sample cannot tell apart from the best, which is first.
type Choice struct {
	Regrets []Regret // by policy
	Average []int    // with the least mean over the cases, every case counted alike
	Robust  []int    // with the least worst regret
	Untold  bool     // there are too few trials to tell any apart
}

// batches is into how many parts a sample is cut to learn how far its regrets
// could be off, and fewest how many are needed for that.
const (
	batches   = 100
	fewest    = 30
	redrawn   = 1000  // samples made of them
	outermost = 0.025 // share of these on either side of a 95% interval
)

// Batches is an arm in parts: trial i, or group i, is in part i modulo their
// number, so that the same worlds are in the same part of every arm on the same
// draws, and the parts are independent.
type Batches struct {
	draws string                // and the number of parts
	n     []float64             // trials, by part
	sum   [quantities][]float64 // of what a quantity is the mean of; nil where it is not known
}

// InBatches returns the arm in parts: all that Choose needs, so that no more need
// be kept of a case. CVaR95 is the mean of its influence function, exact for the
// sample and of the first order for parts of it.
func (a *Arm) InBatches() *Batches {
	of, independent := a.Trials, len(a.Trials)
	if a.Groups != nil {
		of, independent = a.Groups, len(a.byGroup(a.Loss))
	}
	parts := min(batches, independent)
	b := &Batches{draws: fmt.Sprintf("%s in %d", a.Draws, parts), n: make([]float64, parts)}
	for _, one := range of {
		b.n[one%uint64(parts)]++
	}
	for q := range b.sum {
		values := a.of(Quantity(q))
		if values == nil || Quantity(q) == Tail && !a.tailCompared() {
			continue
		}
		b.sum[q] = make([]float64, parts)
		for i, x := range values {
			b.sum[q][of[i]%uint64(parts)] += x
		}
	}
	return b
}

// Choose compares policies over cases by a quantity, from arms[policy][case]. It
// is false where one of them is missing or does not know the quantity, as CVaR95 is not
// known well enough of few trials.
//
// A worst regret is a maximum of differences of estimates: no interval in closed
// form. So samples are redrawn from the parts of this one, the same parts for all
// arms on the same draws (a bootstrap: Efron and Tibshirani, "An Introduction to
// the Bootstrap", 1993), and a policy cannot be told apart from the best where
// the middle 95% of its differences from that one reach 0. With fewer than 30
// parts no two are told apart.
func Choose(arms [][]*Batches, q Quantity) (Choice, bool) {
	all := slices.Concat(arms...)
	if len(all) == 0 || slices.ContainsFunc(all, func(b *Batches) bool { return b == nil || b.sum[q] == nil || len(b.n) == 0 }) {
		return Choice{}, false
	}
	c := Choice{Regrets: Regrets(levels(arms, q, func(b *Batches) []int { return upTo(len(b.n)) }))}
	// With fewer parts no samples are redrawn.
	c.Untold = slices.ContainsFunc(all, func(b *Batches) bool { return len(b.n) < fewest })
	var means, worsts [][]float64
	if !c.Untold {
		means, worsts = redraw(arms, q)
	}
	mean, worst := meanAndWorst(c.Regrets)
	c.Average, c.Robust = alikeBest(mean, means), alikeBest(worst, worsts)
	return c, true
}

// levels returns a quantity by policy and case from the parts that pick lists for
// each arm.
func levels(arms [][]*Batches, q Quantity, pick func(*Batches) []int) [][]float64 {
	all := make([][]float64, len(arms))
	for p, row := range arms {
		for _, b := range row {
			sum, n := 0.0, 0.0
			for _, i := range pick(b) {
				sum, n = sum+b.sum[q][i], n+b.n[i]
			}
			all[p] = append(all[p], sum/n)
		}
	}
	return all
}

// redraw returns the mean and the worst regrets of redrawn samples, by sample and
// policy.
func redraw(arms [][]*Batches, q Quantity) (means, worsts [][]float64) {
	design := draw.Random(1)
	for sample := range redrawn {
		picked := map[string][]int{}
		regrets := Regrets(levels(arms, q, func(b *Batches) []int {
			if picked[b.draws] == nil {
				picked[b.draws] = pick(design, uint64(sample), b)
			}
			return picked[b.draws]
		}))
		mean, worst := meanAndWorst(regrets)
		means, worsts = append(means, mean), append(worsts, worst)
	}
	return means, worsts
}

// pick draws as many parts as there are, with replacement.
func pick(d draw.Design, sample uint64, b *Batches) []int {
	all, factor := make([]int, len(b.n)), draw.Key("redraw "+b.draws)
	for k := range all {
		all[k] = min(len(all)-1, int(d.Uniform(sample, factor, uint32(k))*float64(len(all))))
	}
	return all
}

func meanAndWorst(all []Regret) (mean, worst []float64) {
	for _, r := range all {
		mean, worst = append(mean, r.Mean), append(worst, r.Worst)
	}
	return mean, worst
}

// alikeBest returns the policy with the least value, the first of equals, and
// then those that the redrawn samples do not tell from it.
func alikeBest(values []float64, redrawn [][]float64) []int {
	best := 0
	for p, x := range values {
		if x < values[best]*(1-alike) {
			best = p
		}
	}
	all := []int{best}
	for p := range values {
		if p != best && !toldApart(redrawn, p, best) {
			all = append(all, p)
		}
	}
	return all
}

// toldApart reports whether a policy's value is above that of the best in all
// but the outermost of the redrawn samples.
func toldApart(redrawn [][]float64, p, best int) bool {
	differences := make([]float64, len(redrawn))
	for i, values := range redrawn {
		differences[i] = values[p] - values[best]
	}
	slices.Sort(differences)
	return len(differences) > 0 && differences[int(outermost*float64(len(differences)))] > 0
}

// Regret is what a policy costs, case by case, against the one that would have
// been best had the case been known (Savage, "The theory of statistical
// decision", 1951).
type Regret struct {
	By    []float64 // by case
	Worst float64
	Mean  float64 // every case counted alike
}

// Regrets returns the regret of each policy from its losses: losses[p][c] is the
// level of policy p in case c, lower is better. Every policy needs all cases. What
// roundings leave between equal levels is no regret.
func Regrets(losses [][]float64) []Regret {
	all := make([]Regret, len(losses))
	for p, row := range losses {
		var r Regret
		for c, x := range row {
			best := x
			for _, other := range losses {
				best = min(best, other[c])
			}
			lost := x - best
			if lost <= alike*math.Abs(best) {
				lost = 0
			}
			r.By = append(r.By, lost)
			r.Mean += lost / float64(len(row))
		}
		r.Worst = slices.Max(r.By)
		all[p] = r
	}
	return all
}
