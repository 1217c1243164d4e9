package curb

import "math"

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
