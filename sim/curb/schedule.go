package curb

import (
	"math"
)

// Figure returns a drawn number at an occurrence: 0 for the first, 1 for the next.
type Figure func(occurrence uint32) float64

// Scheduled is a restriction with a beginning, in years and shares. With a rate
// it comes again after a wait of Exp(rate) counted from the end of the easing or,
// where it overlaps, from its beginning: its beginnings are then a Poisson process.
type Scheduled struct {
	Start    Figure // nil: the first also comes after a wait
	Duration Figure
	Easing   Figure
	Severity Figure
	Delay    Figure
	Rate     Figure // per year; nil: it comes once
	Overlaps bool
	Wait     Figure          // uniforms in (0, 1) for the waits
	Begins   func(t float64) // is told when an occurrence begins, before its figures are read; may be nil
	Clock    *Clock          // of the rate; nil where it is always the same
}

// Episodes appends to dst the episodes that begin before horizon, in years. More
// than Most are an error.
func (s Scheduled) Episodes(horizon float64, dst []Episode) ([]Episode, error) {
	var t float64
	if s.Start != nil {
		t = s.Start(0)
	} else {
		t = s.wait(0, 0)
	}
	for k := uint32(0); t < horizon; k++ {
		if k == Most {
			return dst, errTooMany
		}
		if s.Begins != nil {
			s.Begins(t)
		}
		e := Episode{
			Start: t, End: t + max(0, s.Duration(k)), Easing: max(0, s.Easing(k)),
			Severity: share(s.Severity(k)), Delay: max(0, s.Delay(k)), Hits: ^uint64(0),
		}
		dst = append(dst, e)
		if s.Rate == nil {
			break
		}
		if !s.Overlaps {
			t = e.until()
		}
		t += s.wait(t, k+1)
	}
	return dst, nil
}

// wait returns the years from time t until the next occurrence, by the inverse CDF of the
// exponential: −ln(1−u)/rate, in the time of the clock where there is one.
func (s Scheduled) wait(t float64, k uint32) float64 {
	u, rate := s.Wait(k), s.Rate(0)
	if s.Clock == nil {
		return exponential(u, rate)
	}
	return s.Clock.wait(t, -math.Log1p(-u), func(step int) float64 { return rate * s.Clock.At(step) })
}

// exponential returns the quantile at u of the exponential distribution of a
// rate per year; Forever where the rate is 0.
func exponential(u, rate float64) float64 {
	if !(rate > 0) {
		return Forever
	}
	return min(Forever, -math.Log1p(-u)/rate)
}

// share clamps x to 0..1.
func share(x float64) float64 { return max(0, min(1, x)) }

// Clock says how fast time goes for a hazard that is not always the same: a rate times
// At(k) in step k, constant within it. Before the first step it is that of the first, after
// the last that of the last. A wait is then exponential in ∫At ds (time change).
type Clock struct {
	Step  float64 // years in a step
	Steps int
	At    func(step int) float64
}

// step returns the step that holds time t.
func (c *Clock) step(t float64) int {
	return int(max(0, min(float64(c.Steps-1), math.Floor(t/c.Step+1e-9))))
}

// wait returns how long after t the integral of a rate, which is that of a step, comes to
// need; Forever where it never does.
func (c *Clock) wait(t, need float64, rate func(step int) float64) float64 {
	from := t
	for k := c.step(t); ; k++ {
		r, end := rate(k), float64(k+1)*c.Step
		if k == c.Steps-1 {
			if !(r > 0) {
				return Forever
			}
			return min(Forever, t+need/r-from)
		}
		if r*(end-t) >= need {
			return t + need/r - from
		}
		need -= r * (end - t)
		t = end
	}
}
