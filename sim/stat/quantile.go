package stat

import (
	"fmt"
	"math"
	"sort"
)

// Quantile returns the least value that a share p of the trials does not
// exceed, 0 < p < 1 (definition 1 of Hyndman and Fan, 1996). Its interval runs
// between two order statistics whose ranks a Binomial(n, p) lies between with at
// least 95%, whatever the distribution. Source: Conover, "Practical
// Nonparametric Statistics" (1999), section 3.2. An end beyond the trials is NaN.
func (c *Column) Quantile(p float64) Estimate {
	if c.n == 0 {
		return unknown(0, "no trials")
	}
	c.seal()
	e := Estimate{Value: c.ladder.at(Rank(p, c.n)), SE: math.NaN(), N: c.n}
	low, high := c.ranks(p, e.Value)
	e.Low, e.High = c.rung(low), c.rung(high)
	if !c.Exact() {
		e = widened(e)
	}
	name := fmt.Sprintf("p%.4g", 100*p)
	e.Warnings = append(quantileWarnings(name, p, c.n, low, high), looseness(name, e)...)
	return e
}

// ranks returns the ranks at the ends of the interval of the p-quantile q.
func (c *Column) ranks(p, q float64) (low, high int64) {
	if c.parts != nil {
		return c.partedRanks(p, q)
	}
	return quantileRanks(p, c.n)
}

// rung returns the value of a rank, NaN where there is none.
func (c *Column) rung(rank int64) float64 {
	if rank < 1 || rank > c.n {
		return math.NaN()
	}
	return c.ladder.at(rank)
}

// Rank returns the rank of the p-quantile of n values, 1 for the least: ⌈np⌉. The product is
// lowered by a rounding error, or 0.07·100 would be 8.
func Rank(p float64, n int64) int64 {
	rank := int64(math.Ceil(p * float64(n) * (1 - 1e-12)))
	return max(1, min(n, rank))
}

// quantileRanks returns the ranks of the interval's ends; low is 0 and high n+1
// where there is no such trial. Low is the greatest rank l with
// P(B < l) ≤ 2.5%, high the least rank h with P(B ≥ h) ≤ 2.5%.
func quantileRanks(p float64, n int64) (low, high int64) {
	least := func(reached func(k int64) bool) int64 {
		return int64(sort.Search(int(n), func(k int) bool { return reached(int64(k)) }))
	}
	ends := knownRanks.of(ranksOf{p, n}, func() [2]int64 {
		return [2]int64{
			least(func(k int64) bool { return binomialCDF(k, n, p) > 0.025 }),
			least(func(k int64) bool { return binomialCDF(k, n, p) >= 0.975 }) + 1,
		}
	})
	return ends[0], ends[1]
}

type ranksOf struct {
	p float64
	n int64
}

var knownRanks known[ranksOf, [2]int64]

func quantileWarnings(name string, p float64, n, low, high int64) []string {
	need := quantileTrials(p)
	switch {
	case float64(n)*min(p, 1-p) < 1:
		return []string{fmt.Sprintf("%s cannot be estimated from %d trials: it is the outermost of them; run at least %d", name, n, need)}
	case low < 1 || high > n:
		return []string{fmt.Sprintf("%s has a sampling error that %d trials bound on one side only; run at least %d", name, n, need)}
	}
	return nil
}

// quantileTrials returns the trials that bound the error of the p-quantile on
// both sides: with q the larger of p and 1−p, q^n ≤ 2.5%.
func quantileTrials(p float64) int64 {
	return int64(math.Ceil(math.Log(0.025) / math.Log(max(p, 1-p))))
}

// looseness warns of a sampling error above a tenth of the number.
func looseness(name string, e Estimate) []string {
	half := (e.High - e.Low) / 2
	if math.IsInf(e.Value, 0) || !(half > math.Abs(e.Value)/10) || e.Value == 0 {
		return nil
	}
	share := half / math.Abs(e.Value)
	return []string{fmt.Sprintf("%s has a sampling error of %.0f%% of its value; %.0f times the trials would bring it down to 10%%", name, 100*share, math.Ceil(100*share*share))}
}

// widened returns the estimate with the sketch's own error in its interval.
func widened(e Estimate) Estimate {
	if !math.IsInf(e.Low, 0) {
		e.Low -= accuracy * math.Abs(e.Low)
	}
	if !math.IsInf(e.High, 0) {
		e.High += accuracy * math.Abs(e.High)
	}
	return e
}

// fewTail is the number of tail trials below which a tail mean carries a
// warning: its relative error is then above 1/√30, a fifth, for an exponential
// tail.
const fewTail = 30

// CVaR returns the mean of the greatest share 1−p of the trials, the trial at
// the boundary counted by its fraction (Rockafellar and Uryasev, "Optimization
// of conditional value-at-risk", 2000).
//
// The standard error comes from the influence function q − CVaR + (x−q)⁺/(1−p):
// SE² = (V + p(CVaR − q)²) / (n(1−p)), with V the variance within the tail.
// Source: Manistre and Hancock, "Variance of the CTE estimator", North American
// Actuarial Journal 9(2) (2005); the same limit in Trindade, Uryasev, Shapiro
// and Zrazhevsky (2007). Its interval is Student's t with the tail's trials. A tail
// of one trial or less has none, nor has one that lies within one part (InParts).
func (c *Column) CVaR(p float64) Estimate {
	if c.n == 0 {
		return unknown(0, "no trials")
	}
	if c.infinite > 0 {
		return unknown(c.n, "no tail mean: some values are infinite (never within the horizon)")
	}
	c.seal()
	part := float64(c.n) * (1 - p)
	q := c.ladder.at(Rank(p, c.n))
	excess := c.ladder.tail(part, q, 1)
	within := c.ladder.tail(part, q, 2) - excess*excess
	se := math.Sqrt((within + p*excess*excess) / part)
	e := symmetric(q+excess, se, max(1, part-1), c.n)
	if c.parts != nil {
		e = c.aside(e, func(x *Column) float64 { return x.excess(q) / (1 - p) })
	}
	if !c.Exact() {
		e = widened(e)
	}
	e = c.kept(e)
	name := fmt.Sprintf("CVaR%.4g", 100*p)
	if !Estimable(part) || c.parts != nil && c.tailParts(q, part) < 2 {
		e = e.Open(name)
	}
	e.Warnings = append(e.Warnings, tailWarnings(name, p, part, c.n)...)
	e.Warnings = append(e.Warnings, looseness(name, e)...)
	return e
}

func tailWarnings(name string, p, part float64, n int64) []string {
	need := math.Ceil(fewTail / (1 - p) * (1 - 1e-12))
	switch {
	case part < 1:
		return []string{fmt.Sprintf("%s cannot be estimated from %d trials: it is the largest of them; run at least %.0f", name, n, need)}
	case part < fewTail*(1-1e-12):
		return []string{fmt.Sprintf("%s rests on only the worst %s; run at least %.0f", name, ofTrials(part), need)}
	}
	return nil
}

// ofTrials counts trials after "the": "12 trials", or "trial" where it is one.
func ofTrials(n float64) string {
	if s := fmt.Sprintf("%.3g", n); s != "1" {
		return s + " trials"
	}
	return "trial"
}
