package stat

import (
	"math"
	"slices"
	"sync"
)

// Column is the values of one metric over the trials of a sample: all of them,
// or, where it is a sketch, their counts in bins of relative width 0.2%.
// Its estimates do not depend on the order in which blocks came in.
//
// NaN may not be in a column. +Inf may, for "not within the horizon": quantiles
// are then still known, means are not.
type Column struct {
	moments  *Tree[Moments]
	n        int64 // trials
	zero     int64 // exactly 0
	positive int64 // above 0
	infinite int64 // +Inf
	values   []float64
	sketch   *sketch     // nil for an exact column
	grain    float64     // accuracy of the sketch, or of one that it is turned into
	parts    []*Column   // nil where all trials are independent; see InParts
	sorted   [][]float64 // scratch of AddParts, by part
	limits

	once   sync.Once
	ladder ladder // of all values, built once
	all    Moments
}

// NewColumn returns an empty column that keeps every value, 8 bytes a trial,
// with room for so many trials.
func NewColumn(trials int) *Column {
	return &Column{moments: NewTree(Moments.Merge), values: make([]float64, 0, trials), grain: accuracy}
}

// NewSketch returns an empty column that keeps counts only. Its size grows with
// the logarithm of the range of the values, not with the number of trials.
func NewSketch() *Column {
	c := NewColumn(0)
	c.sketch = newSketch(c.grain)
	return c
}

// Exact reports whether the column keeps every value.
func (c *Column) Exact() bool { return c.sketch == nil }

// Add puts in the values of a block of trials, before any estimate is asked
// for. No block may be added twice.
func (c *Column) Add(block uint64, values []float64) {
	c.moments.Add(block, MomentsOf(values))
	c.n += int64(len(values))
	for _, x := range values {
		switch {
		case x == 0:
			c.zero++
		case x > 0:
			c.positive++
		}
		if math.IsInf(x, 1) {
			c.infinite++
		}
	}
	if c.sketch != nil {
		c.sketch.add(values)
		return
	}
	c.values = append(c.values, values...)
}

// Join returns the column of the blocks of both, which have none in common. It
// is a sketch where either is one.
func (c *Column) Join(o *Column) *Column {
	joined := c.Like()
	joined.Absorb(c)
	joined.Absorb(o)
	return joined
}

// Like returns an empty column of the kind of another.
func (c *Column) Like() *Column {
	like := &Column{moments: NewTree(Moments.Merge), grain: c.grain, limits: c.limits, parts: alike(c.parts)}
	if !c.Exact() {
		like.sketch = newSketch(c.grain)
	}
	return like
}

// Absorb puts in the blocks of another column, which have none in common with its own,
// before any estimate is asked for. It becomes a sketch where the other is one, and leaves
// the other as it is.
func (c *Column) Absorb(o *Column) {
	if o.Exact() {
		o.seal() // whose values others may sort meanwhile
	}
	c.moments.Absorb(o.moments)
	c.n += o.n
	c.zero += o.zero
	c.positive += o.positive
	c.infinite += o.infinite
	c.absorbParts(o.parts)
	if c.Exact() && o.Exact() {
		c.values = append(c.values, o.values...)
		return
	}
	c.blur()
	o.pour(c.sketch)
}

// blur turns the column, but not its parts, into a sketch.
func (c *Column) blur() {
	if c.Exact() {
		c.sketch = newSketch(c.grain)
		c.sketch.add(c.values)
		c.values = nil
	}
}

// Blur turns the column into a sketch, before any estimate is asked for.
func (c *Column) Blur() {
	c.blur()
	for _, p := range c.parts {
		p.blur()
	}
}

// pour adds the column's values to a sketch.
func (c *Column) pour(into *sketch) {
	if c.Exact() {
		into.add(c.values)
		return
	}
	into.join(c.sketch)
}

// N returns the number of trials.
func (c *Column) N() int64 { return c.n }

// Moments returns the moments of all values, exact also for a sketch.
func (c *Column) Moments() Moments {
	c.seal()
	return c.all
}

// seal sorts what has been added. It is safe for concurrent use.
func (c *Column) seal() {
	c.once.Do(func() {
		c.all, _ = c.moments.Fold()
		if c.Exact() {
			slices.Sort(c.values)
			c.ladder = ladder{xs: c.values}
			return
		}
		c.ladder = c.sketch.ladder(c.all, c.infinite)
	})
}

// Bins returns the share of all trials in each bin edges[i] < x ≤ edges[i+1] of
// rising edges, and the share above the last.
func (c *Column) Bins(edges []float64) (shares []float64, above float64) {
	c.seal()
	n := float64(c.n)
	last := c.ladder.over(edges[0])
	for _, edge := range edges[1:] {
		over := c.ladder.over(edge)
		shares = append(shares, float64(last-over)/n)
		last = over
	}
	return shares, float64(last) / n
}

// Knots returns rising finite values at which a curve of the distribution is
// worth drawing: 0, about count quantiles evenly spaced by rank over the
// positive values, as many again over the worst tenth of the trials, and the
// greatest value.
func (c *Column) Knots(count int) []float64 {
	xs := []float64{0}
	if c.n == 0 || c.positive == 0 {
		return xs
	}
	c.seal()
	first := c.n - c.positive
	for _, from := range []int64{first, max(first, c.n-c.n/10)} {
		for i := 1; i <= count; i++ {
			rank := from + int64(math.Ceil(float64(c.n-from)*float64(i)/float64(count)))
			if x := c.ladder.at(max(1, min(c.n, rank))); x > 0 && !math.IsInf(x, 1) {
				xs = append(xs, x)
			}
		}
	}
	slices.Sort(xs)
	return slices.Compact(xs)
}
