package stat

import "math"

// roughly is the accuracy of the sketches of parts. They tell of errors alone.
const roughly = 0.01

// InParts returns an empty column like c whose trials fall into parts that are
// independent of each other, while the trials of a part depend on each other as
// its design has it. Every error then comes from the spread between the parts,
// which have the same expectation, and no formula for independent trials is used.
// Source: Asmussen and Glynn, "Stochastic Simulation" (2007), sections III.5 and
// IV.5 (sectioning and batching); L'Ecuyer, "Randomized quasi-Monte Carlo: an
// introduction for practitioners" (2018).
func (c *Column) InParts(parts int) *Column {
	c.parts = make([]*Column, parts)
	for i := range c.parts {
		c.parts[i] = NewColumn(0)
		if c.parts[i].grain = roughly; !c.Exact() {
			c.parts[i].sketch = newSketch(roughly)
		}
	}
	return c
}

// AddParts is Add where value i is of part[i].
func (c *Column) AddParts(block uint64, values []float64, part []int) {
	c.Add(block, values)
	if c.sorted == nil {
		c.sorted = make([][]float64, len(c.parts))
	}
	for i, x := range values {
		c.sorted[part[i]] = append(c.sorted[part[i]], x)
	}
	for r, own := range c.sorted {
		if len(own) > 0 {
			c.parts[r].Add(block, own)
			c.sorted[r] = own[:0]
		}
	}
}

// absorbParts puts in the parts of another column, part by part. A column that has none
// has no trials.
func (c *Column) absorbParts(parts []*Column) {
	if c.parts == nil {
		c.parts = alike(parts)
	}
	for i, p := range parts {
		c.parts[i].Absorb(p)
	}
}

// alike are empty columns of the kinds of others.
func alike(columns []*Column) (all []*Column) {
	for _, c := range columns {
		all = append(all, c.Like())
	}
	return all
}

// spread returns the standard error of a mean over all trials from its mean in
// each part, by the means of the parts weighted by their trials:
// SE² = R/(R−1) Σ (n_r/n)² (m_r − m)², of R parts. With parts of one size that is
// the variance of their means over R.
func (c *Column) spread(mean func(part *Column) float64) (se, freedom float64) {
	means, all, r := make([]float64, len(c.parts)), 0.0, 0.0
	n := float64(c.n)
	for i, p := range c.parts {
		if p.n > 0 {
			p.seal()
			means[i] = mean(p)
			all += means[i] * float64(p.n) / n
			r++
		}
	}
	sum := 0.0
	for i, p := range c.parts {
		d := (means[i] - all) * float64(p.n) / n
		sum += d * d
	}
	if r < 2 {
		return math.NaN(), 1
	}
	return math.Sqrt(r / (r - 1) * sum), r - 1
}

// aside returns an estimate with the error that its parts tell.
func (c *Column) aside(e Estimate, mean func(part *Column) float64) Estimate {
	se, freedom := c.spread(mean)
	parted := symmetric(e.Value, se, freedom, e.N)
	parted.Warnings = e.Warnings
	return parted
}

// share returns the chance of what happened in count trials. Of parts it has
// Wilson's interval for the number of independent trials that would have the same
// error, with Student's t: Korn and Graubard, "Confidence intervals for
// proportions with small expected number of positive counts estimated from survey
// data", Survey Methodology 24 (1998).
func (c *Column) share(count func(*Column) int64) Estimate {
	c.seal()
	k := count(c)
	e := Share(k, c.n)
	if c.parts == nil || k == 0 || k == c.n {
		return e
	}
	se, freedom := c.shareSpread(count)
	if math.IsNaN(se) {
		return e
	}
	e.SE = se
	size := e.Value * (1 - e.Value) / (se * se)
	e.Low, e.High = wilson(e.Value, e.Value*size, size, studentQuantile(0.975, freedom))
	return e
}

// shareSpread returns the standard error of a share. Counts are whole numbers, so
// where they agree in all parts each may still be off by half a trial: 1/√12 of
// one in the root mean square.
func (c *Column) shareSpread(count func(*Column) int64) (se, freedom float64) {
	se, freedom = c.spread(func(p *Column) float64 { return float64(count(p)) / float64(p.n) })
	return max(se, math.Sqrt(float64(len(c.parts))/12)/float64(c.n)), freedom
}

// wilson returns the interval of Wilson (1927) of a share p, so many hits, of so many
// trials.
func wilson(p, hits, size, z float64) (low, high float64) {
	zz := z * z
	middle := (hits + zz/2) / (size + zz)
	half := z * math.Sqrt(size*p*(1-p)+zz/4) / (size + zz)
	return max(0, middle-half), min(1, middle+half)
}

// partedRanks are quantileRanks of a column in parts: the ranks at the ends of the
// interval for the share of trials that lie at q or below. Source: Woodruff,
// "Confidence intervals for medians and other position measures", Journal of the
// American Statistical Association 47 (1952); for stratified and other designed
// samples Nakayama, "Confidence intervals for quantiles when applying
// variance-reduction techniques", ACM TOMACS 24 (2014).
func (c *Column) partedRanks(p, q float64) (low, high int64) {
	se, freedom := c.shareSpread(func(x *Column) int64 { return x.n - x.ladder.over(q) })
	if math.IsNaN(se) {
		return 0, c.n + 1
	}
	half := studentQuantile(0.975, freedom) * se
	n := float64(c.n)
	return int64(max(0, math.Floor(n*(p-half)))), int64(min(n, math.Ceil(n*(p+half)))) + 1
}

// excess returns the mean of (x−q)⁺ over a column.
func (c *Column) excess(q float64) float64 {
	over := float64(c.ladder.over(q))
	if over == 0 {
		return 0
	}
	return c.ladder.tail(over, q, 1) * over / float64(c.n)
}
