package curb

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

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
			if e.Severity < 1e-9 || rapid.Bool().Draw(r, "whole") { // nobody means a billionth
				e.Severity = math.Round(e.Severity)
			}
			eps = append(eps, e)
		}
		a := x.Average(eps, steps)
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

// What a step gets does not depend on where the first step is, bit for bit: not
// even where an episode is over before the one window begins and not the other.
func TestAveragesDoNotDependOnTheWindow(t *testing.T) {
	long := Episode{Start: -Forever, End: 0.313, Easing: 0.2, Severity: 0.3, Delay: 0.1}
	sameInAnyWindow(t, []Episode{
		long, {Start: -0.25, End: -0.125, Easing: 0.125, Severity: 1, Delay: 0.05}, {Start: -0.6, End: -0.3, Easing: 1.5, Severity: 1, Delay: 0.05},
	})
	rapid.Check(t, func(r *rapid.T) {
		eps := []Episode{long}
		for range rapid.IntRange(1, 4).Draw(r, "episodes") {
			start := rapid.Float64Range(-0.6, 0.9).Draw(r, "start")
			eps = append(eps, Episode{
				Start: start, End: start + rapid.Float64Range(0, 0.3).Draw(r, "length"), Delay: 0.05,
				Easing: rapid.Float64Range(0, 1.5).Draw(r, "easing"), Severity: rapid.Float64Range(0, 1).Draw(r, "severity"),
			})
		}
		sameInAnyWindow(r, eps)
	})
}

func sameInAnyWindow(t interface{ Fatalf(string, ...any) }, eps []Episode) {
	const step, before, steps = 0.0191, 20, 52
	wide := (&Exposure{Step: step, First: -before}).Average(eps, before+steps)
	narrow := (&Exposure{Step: step}).Average(eps, steps)
	for k := range steps {
		w := k + before
		if narrow.Free[k] != wide.Free[w] || narrow.Quota[k] != wide.Quota[w] || narrow.Delay[k] != wide.Delay[w] {
			t.Fatalf("step %d of %+v: %v %v %v, in a wider window %v %v %v", k, eps,
				narrow.Free[k], narrow.Quota[k], narrow.Delay[k], wide.Free[w], wide.Quota[w], wide.Delay[w])
		}
	}
}

// By hand: half severity from a quarter into step 0 to the end of step 1, easing
// over step 2, a delay of 3 weeks throughout.
func TestAveragesByHand(t *testing.T) {
	const week = 1.0 / 52
	x := Exposure{Step: week}
	a := x.Average([]Episode{{Start: week / 4, End: 2 * week, Easing: week, Severity: 0.5, Delay: 3 * week}}, 4)
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
