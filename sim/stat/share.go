package stat

import "math"

// Share returns the chance of what happened in k of n trials, with the interval
// of Wilson (1927), which holds at 0 and at n as well.
func Share(k, n int64) Estimate {
	if n == 0 {
		return unknown(0, "no trials")
	}
	size, p, zz := float64(n), float64(k)/float64(n), z95*z95
	middle := (float64(k) + zz/2) / (size + zz)
	half := z95 * math.Sqrt(size*p*(1-p)+zz/4) / (size + zz)
	e := Estimate{Value: p, Low: max(0, middle-half), High: min(1, middle+half), SE: math.Sqrt(p * (1 - p) / size), N: n}
	switch k {
	case 0:
		e.Low = 0
		e.Warnings = []string{"it happened in no trial: only the upper end of its interval tells anything"}
	case n:
		e.High = 1
		e.Warnings = []string{"it happened in every trial: only the lower end of its interval tells anything"}
	}
	return e
}

// Positive returns the chance of a value above 0, exact also for a sketch.
func (c *Column) Positive() Estimate {
	return c.share(func(p *Column) int64 { return p.positive })
}

// Zero returns the chance of exactly 0, exact also for a sketch.
func (c *Column) Zero() Estimate { return c.share(func(p *Column) int64 { return p.zero }) }

// Never returns the chance of +Inf.
func (c *Column) Never() Estimate { return c.share(func(p *Column) int64 { return p.infinite }) }

// Within returns the chance of a value that is not +Inf.
func (c *Column) Within() Estimate {
	return c.share(func(p *Column) int64 { return p.n - p.infinite })
}

// Exceed returns the chance of a value above x.
func (c *Column) Exceed(x float64) Estimate {
	if x == 0 {
		return c.Positive()
	}
	return c.share(func(p *Column) int64 { return p.ladder.over(x) })
}

// AtMost returns the chance of a value of x or less.
func (c *Column) AtMost(x float64) Estimate {
	if x == 0 {
		return c.share(func(p *Column) int64 { return p.n - p.positive })
	}
	return c.share(func(p *Column) int64 { return p.n - p.ladder.over(x) })
}
