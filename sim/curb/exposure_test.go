package curb

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func averages(steps int) Averages {
	return Averages{Free: make([]float64, steps), Quota: make([]float64, steps), Delay: make([]float64, steps)}
}

// The averages of any set of episodes agree with a sum over many midpoints. A
// piece with a jump or a bend is off by at most one of the midpoint's cells for
// each of the breaks in the step: 3 an episode, and a crossing for each pair.
func TestAveragesAgainstMidpoints(t *testing.T) {
	const steps, cells = 12, 4000
	rapid.Check(t, func(r *rapid.T) {
		x := Exposure{Step: rapid.Float64Range(0.01, 1).Draw(r, "step"), First: rapid.IntRange(-5, 3).Draw(r, "first")}
		span := float64(steps) * x.Step
		var eps []Episode
		n := rapid.IntRange(0, 4).Draw(r, "episodes")
		for range n {
			start := rapid.Float64Range(-1.2, 1.2).Draw(r, "start") * span
			e := Episode{
				Start: start, End: start + rapid.Float64Range(0, 0.7).Draw(r, "length")*span,
				Easing: rapid.Float64Range(0, 0.5).Draw(r, "easing") * span, Severity: rapid.Float64Range(0, 1).Draw(r, "severity"),
				Delay: rapid.Float64Range(0, 0.3).Draw(r, "delay"),
			}
			if rapid.Bool().Draw(r, "whole") {
				e.Severity = math.Round(e.Severity)
			}
			eps = append(eps, e)
		}
		a := averages(steps)
		x.Average(eps, a)
		tolerance := float64(3*n+n*n)/cells + 1e-9
		for k := range steps {
			free, quota, delay := midpoints(eps, float64(k+x.First)*x.Step, x.Step, cells)
			if math.Abs(a.Free[k]-free) > tolerance || math.Abs(a.Quota[k]-quota) > tolerance || math.Abs(a.Delay[k]-delay) > tolerance {
				r.Fatalf("step %d of %+v: got f %g Q %g delay %g, by midpoints %g %g %g", k, eps, a.Free[k], a.Quota[k], a.Delay[k], free, quota, delay)
			}
		}
	})
}

// midpoints averages the strictest of the episodes over one step by brute force.
func midpoints(eps []Episode, from, step float64, cells int) (free, quota, delay float64) {
	for i := range cells {
		t := from + step*(float64(i)+0.5)/float64(cells)
		s, d := 0.0, 0.0
		for _, e := range eps {
			if t >= e.Start && t < e.until() {
				s, d = max(s, e.at(t)), max(d, e.Delay)
			}
		}
		delay += d
		if s > 0 {
			quota += 1 - s
		} else {
			free++
		}
	}
	n := float64(cells)
	return free / n, quota / n, delay / n
}

// What a step gets does not depend on where the first step is, bit for bit.
func TestAveragesDoNotDependOnTheWindow(t *testing.T) {
	eps := []Episode{
		{Start: -Forever, End: 0.313, Easing: 0.2, Severity: 0.7, Delay: 0.1},
		{Start: -0.21, End: 0.1, Easing: 0.9, Severity: 0.9},
		{Start: 0.4, End: 0.4001, Easing: 0.3, Severity: 0.25, Delay: 0.05},
	}
	wide, narrow := averages(60), averages(52)
	(&Exposure{Step: 0.0191, First: -8}).Average(eps, wide)
	(&Exposure{Step: 0.0191}).Average(eps, narrow)
	for k := range narrow.Free {
		if narrow.Free[k] != wide.Free[k+8] || narrow.Quota[k] != wide.Quota[k+8] || narrow.Delay[k] != wide.Delay[k+8] {
			t.Errorf("step %d: %v %v %v, in a wider window %v %v %v", k,
				narrow.Free[k], narrow.Quota[k], narrow.Delay[k], wide.Free[k+8], wide.Quota[k+8], wide.Delay[k+8])
		}
	}
}

// By hand: half severity from a quarter into step 0 to the end of step 1, easing
// over step 2, a delay of 3 weeks throughout.
func TestAveragesByHand(t *testing.T) {
	const week = 1.0 / 52
	a := averages(4)
	x := Exposure{Step: week}
	x.Average([]Episode{{Start: week / 4, End: 2 * week, Easing: week, Severity: 0.5, Delay: 3 * week}}, a)
	want := Averages{
		Free:  []float64{0.25, 0, 0, 1},
		Quota: []float64{0.375, 0.5, 0.75, 0},
		Delay: []float64{0.75 * 3 * week, 3 * week, 3 * week, 0},
	}
	for k := range want.Free {
		for _, pair := range [][2]float64{{a.Free[k], want.Free[k]}, {a.Quota[k], want.Quota[k]}, {a.Delay[k], want.Delay[k]}} {
			if math.Abs(pair[0]-pair[1]) > 1e-14 {
				t.Errorf("step %d: got %g, want %g", k, pair[0], pair[1])
			}
		}
	}
}
