package study

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// trialsUpTo numbers n trials.
func trialsUpTo(n int) []uint64 {
	all := make([]uint64, n)
	for i := range all {
		all[i] = uint64(i)
	}
	return all
}

// columnsOf are independent uniforms by input, then trial.
func columnsOf(inputs, n int, seed uint64) [][]float64 {
	var all [][]float64
	for k := range inputs {
		all = append(all, uniforms(n, seed, fmt.Sprint("x", k)))
	}
	return all
}

// planted is a box among inputs that have no effect: 9 in 10 of its trials are bad,
// and 1 in 100 of the others. It holds 0.4 × 0.4 × 0.5 = 8% of the trials.
func planted(n int, seed uint64) (inputs [][]float64, bad []bool) {
	inputs, bad = columnsOf(20, n, seed), make([]bool, n)
	u := uniforms(n, seed, "u")
	for i := range bad {
		bad[i] = u[i] < 0.01
		if inputs[3][i] > 0.6 && inputs[7][i] < 0.4 && inputs[12][i] > 0.3 && inputs[12][i] < 0.8 {
			bad[i] = u[i] < 0.9
		}
	}
	return inputs, bad
}

// A planted box is found: its three inputs and no other. At its edges a slice of 5%
// of the trials in the box is taken too many or too few, and bad trials by luck or
// the lack of them move an edge by a few trials more: two slices and what lies
// between the last bad trial of 160 and the edge, a hundredth of the side (4 standard
// errors: four hundredths), together less than a fifth of a side.
func TestDiscoverFindsAPlantedBox(t *testing.T) {
	inputs, bad := planted(4000, 1)
	d := Discover(inputs, bad, trialsUpTo(4000))
	if len(d.Boxes) != 1 {
		t.Fatalf("%d boxes, want one", len(d.Boxes))
	}
	got := d.Boxes[0].Box()
	slices.SortFunc(got, func(a, b Limit) int { return a.Input - b.Input })
	inf := math.Inf(1)
	want := Box{{3, 0.6, inf}, {7, -inf, 0.4}, {12, 0.3, 0.8}}
	side := []float64{0.4, 0.4, 0.5}
	if len(got) != len(want) {
		t.Fatalf("limits %+v", got)
	}
	near := func(a, b, room float64) bool { return a == b || math.Abs(a-b) < room/5 }
	for i, w := range want {
		if g := got[i]; g.Input != w.Input || !near(g.Low, w.Low, side[i]) || !near(g.High, w.High, side[i]) {
			t.Errorf("limit %+v, want %+v", g, w)
		}
	}
	// Coverage 0.08·0.9/(0.08·0.9 + 0.92·0.01) = 0.887 and density 0.9, each within its
	// own interval at 4 standard errors, or a slice less.
	b := d.Boxes[0]
	if math.Abs(b.Coverage.Value-0.887) > 4*b.Coverage.SE+0.05 || math.Abs(b.Density.Value-0.9) > 4*b.Density.SE+0.05 {
		t.Errorf("coverage %+v, density %+v", b.Coverage, b.Density)
	}
	for _, l := range b.Limits {
		if l.QuasiP > 1e-6 || l.InBad.Value < l.InAll.Value {
			t.Errorf("limit %+v", l)
		}
	}
	if b.P > 1e-20 {
		t.Errorf("P %g", b.P)
	}
}

// Of pure noise nothing is told: a box comes through with a chance of 1% a world, so
// that of 60 worlds more than 0.6 + 4·√0.6 = 3.7 would be too many.
func TestDiscoverFindsNothingInNoise(t *testing.T) {
	claimed := 0
	for seed := range uint64(60) {
		const n = 800
		bad := WorstOf(uniforms(n, seed, "y"), 0.9)
		if d := Discover(columnsOf(12, n, seed), bad, trialsUpTo(n)); !d.Looked {
			t.Fatalf("%d bad trials were too few", d.Learnt.Bad+d.Held.Bad)
		} else if len(d.Boxes) > 0 {
			claimed++
		}
	}
	if claimed > 3 {
		t.Errorf("a box was claimed in %d of 60 worlds of noise", claimed)
	}
}

// Values with ties, switches and inputs that do not vary or lack a number: the box
// is found exactly, as a slice never parts equal values.
func TestDiscoverOfDiscreteInputs(t *testing.T) {
	const n = 2000
	inputs, bad := columnsOf(6, n, 4), make([]bool, n)
	for i := range bad {
		inputs[0][i] = math.Floor(5 * inputs[0][i]) // 0 … 4
		inputs[1][i] = math.Round(inputs[1][i])     // no or yes
		inputs[2][i] = 7                            // the same in all
		bad[i] = inputs[0][i] >= 3 && inputs[1][i] == 1 && inputs[4][i] < 0.9
	}
	inputs[3][17] = math.NaN()
	d := Discover(inputs, bad, trialsUpTo(n))
	if len(d.Boxes) == 0 {
		t.Fatal("no box")
	}
	var discrete Box
	for _, l := range d.Boxes[0].Box() {
		if l.Input != 4 {
			discrete = append(discrete, l)
		}
	}
	slices.SortFunc(discrete, func(a, b Limit) int { return a.Input - b.Input })
	if want := (Box{{0, 3, math.Inf(1)}, {1, 1, math.Inf(1)}}); !reflect.DeepEqual(discrete, want) {
		t.Errorf("%+v, want %+v", discrete, want)
	}
}

// Two groups of bad trials that have nothing in common take two boxes, which have no
// trial in common.
func TestDiscoverCovers(t *testing.T) {
	const n = 4000
	inputs, bad := columnsOf(8, n, 5), make([]bool, n)
	for i := range bad {
		bad[i] = inputs[1][i] > 0.96 || inputs[5][i] < 0.03
	}
	d := Discover(inputs, bad, trialsUpTo(n))
	if len(d.Boxes) != 2 || d.Boxes[0].Limits[0].Input != 1 || d.Boxes[1].Limits[0].Input != 5 {
		t.Fatalf("%+v", d.Boxes)
	}
	if c := d.Boxes[0].Coverage.Value + d.Boxes[1].Coverage.Value; c < 0.9 || c > 1 {
		t.Errorf("both hold %g of the bad trials", c)
	}
}

// Only the order of an input's values matters: under a rising transformation boxes
// hold the same trials, and their limits are transformed.
func TestDiscoverIsInvariant(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		const n = 400
		inputs, bad := columnsOf(4, n, rapid.Uint64().Draw(r, "seed")), make([]bool, n)
		for i := range bad {
			bad[i] = inputs[0][i]+inputs[1][i] > 1.5
		}
		power, shift := rapid.Float64Range(0.2, 4).Draw(r, "power"), rapid.Float64Range(-3, 3).Draw(r, "shift")
		rising := func(x float64) float64 { return shift + math.Pow(x, power) }
		var moved [][]float64
		for _, x := range inputs {
			y := make([]float64, n)
			for i := range x {
				y[i] = rising(x[i])
			}
			moved = append(moved, y)
		}
		a, b := Discover(inputs, bad, trialsUpTo(n)), Discover(moved, bad, trialsUpTo(n))
		if len(a.Boxes) != len(b.Boxes) {
			r.Fatalf("%d boxes, then %d", len(a.Boxes), len(b.Boxes))
		}
		for k := range a.Boxes {
			x, y := a.Boxes[k], b.Boxes[k]
			if x.Held != y.Held || x.Learnt != y.Learnt || x.Chosen != y.Chosen || len(x.Limits) != len(y.Limits) {
				r.Fatalf("box %+v became %+v", x, y)
			}
			for i, l := range x.Limits {
				for _, ends := range [][2]float64{{l.Low, y.Limits[i].Low}, {l.High, y.Limits[i].High}} {
					if !math.IsInf(ends[0], 0) && rising(ends[0]) != ends[1] {
						r.Fatalf("the limit %g became %g, not %g", ends[0], ends[1], rising(ends[0]))
					}
				}
			}
		}
	})
}

// Every step of a trajectory lies in the one before, holds what it says, and takes
// off at least the share α; the same data give the same boxes.
func TestTrajectory(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		n := rapid.IntRange(30, 200).Draw(r, "trials")
		values := rapid.Float64Range(1, 40).Draw(r, "values")
		inputs, bad := columnsOf(3, n, rapid.Uint64().Draw(r, "seed")), make([]bool, n)
		for i := range bad {
			inputs[2][i] = math.Floor(values * inputs[2][i])
			bad[i] = inputs[0][i]*inputs[2][i]/values > 0.4
		}
		trials := upTo(len(bad))
		path := newPeeler(inputs, bad, trials).trajectory()
		for k, step := range path {
			got := Tally{}
			for _, i := range trials {
				if step.Box.Holds(inputs, i) {
					got.Trials++
					if bad[i] {
						got.Bad++
					}
				}
			}
			if got != step.Tally {
				r.Fatalf("step %d holds %+v, not %+v", k, got, step.Tally)
			}
			if k == 0 {
				continue
			}
			before := path[k-1]
			if float64(before.Trials-step.Trials) < peelShare*float64(before.Trials) || step.Trials < fewestInBox {
				r.Fatalf("from %+v to %+v", before.Tally, step.Tally)
			}
		}
		if again := newPeeler(inputs, bad, trials).trajectory(); !reflect.DeepEqual(again, path) {
			r.Fatal("the same trials peel otherwise")
		}
	})
}

// The chance of so many of n is added up term by term: 4 or 5 of 5 at even odds are
// 6 of 32.
func TestOrMore(t *testing.T) {
	if got := orMore(4, 5, 0.5); math.Abs(got-6.0/32) > 1e-14 {
		t.Errorf("%g, want 6/32", got)
	}
	sum, term := 0.0, math.Pow(0.9, 40) // of k = 0
	for k := range 41 {
		if got, want := orMore(k, 40, 0.1), 1-sum; math.Abs(got-want) > 1e-12 {
			t.Errorf("%d or more of 40: %g, want %g", k, got, want)
		}
		sum += term
		term *= float64(40-k) / float64(k+1) * 0.1 / 0.9
	}
	if orMore(3, 3, 0) != 0 || orMore(0, 3, 0) != 1 || orMore(2, 3, 1) != 1 {
		t.Error("certain chances")
	}
}

// Few bad trials are not looked at.
func TestDiscoverOfFew(t *testing.T) {
	x := uniforms(1000, 6, "x")
	d := Discover([][]float64{x}, WorstOf(x, 0.97), trialsUpTo(1000))
	if d.Looked || d.Boxes != nil || d.Learnt.Bad+d.Held.Bad == 0 {
		t.Errorf("%+v", d)
	}
}
