package study

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// Ranks alone count: a rising function of an input or of the output changes no
// correlation and none of its interval, a falling one its sign; and the order in which
// inputs are given, nothing of theirs.
func TestDriversByRankAlone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(FewestTrials, 150).Draw(t, "n")
		column := rapid.SliceOfN(rapid.Map(rapid.IntRange(-8, 8), func(i int) float64 { return float64(i) / 2 }), n, n)
		x, z, y := column.Draw(t, "x"), column.Draw(t, "z"), column.Draw(t, "y")
		each := func(x []float64, f func(float64) float64) []float64 {
			out := slices.Clone(x)
			for i := range out {
				out[i] = f(out[i])
			}
			return out
		}
		falls := func(v float64) float64 { return -v }
		plain := byInput(Drivers(Seen{Inputs: [][]float64{x, z}, Output: y}, 0))
		other := byInput(Drivers(Seen{Inputs: [][]float64{each(z, falls), each(x, math.Exp)}, Output: each(y, math.Cbrt)}, 0))
		for i, d := range plain {
			o, sign := other[1-i], float64(1-2*i)
			low, high := o.Rank.Low, o.Rank.High
			if sign < 0 {
				low, high = -high, -low
			}
			for _, pair := range [][2]float64{{d.Rank.Value, sign * o.Rank.Value}, {d.Rank.Low, low}, {d.Rank.High, high}, {d.P, o.P}} {
				if math.Abs(pair[0]-pair[1]) > 1e-9 {
					t.Fatalf("input %d: %+v became %+v", i, d.Rank, o.Rank)
				}
			}
			if !(d.Rank.Low <= d.Rank.High) || math.Abs(d.Rank.Value) > 1+1e-12 || d.P < 0 || d.P > 1 {
				t.Fatalf("input %d: %+v, P %v", i, d.Rank, d.P)
			}
		}
	})
}

func byInput(r Ranking) map[int]Driver {
	all := map[int]Driver{}
	for _, d := range r.Drivers {
		all[d.Input] = d
	}
	return all
}

// Of any effects μ* is no less than μ either way, their intervals hold together, and
// an outcome in other units has effects in other units.
func TestMorrisOfAnything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := alone(rapid.IntRange(1, 3).Draw(t, "figures"), rapid.IntRange(FewestTrajectories, 14).Draw(t, "trajectories"), 2*rapid.IntRange(2, 4).Draw(t, "half the levels"))
		s.Trials = rapid.IntRange(1, 3).Draw(t, "worlds")
		trials := s.Trajectories * s.Trials
		var columns, doubled [][]float64
		for range len(s.Groups) + 1 {
			c := rapid.SliceOfN(rapid.Float64Range(-1e6, 1e6), trials, trials).Draw(t, "outcome")
			columns, doubled = append(columns, c), append(doubled, slices.Clone(c))
			for i := range c {
				doubled[len(doubled)-1][i] *= 2
			}
		}
		e, err := s.effectsOf(columns)
		if err != nil {
			t.Fatal(err)
		}
		twice, err := s.effectsOf(doubled)
		if err != nil {
			t.Fatal(err)
		}
		for g, x := range e.Effects {
			if x.Size.Value < math.Abs(x.Mean.Value)*(1-1e-12) || !(x.Size.Low <= x.Size.High) || x.Size.Low < 0 || x.SD.Value < 0 || s.Trials == 1 && x.None != (x.Size.Value == 0) {
				t.Fatalf("%+v", x)
			}
			if y := twice.Effects[g]; y.Size.Value != 2*x.Size.Value || y.Mean.High != 2*x.Mean.High {
				t.Fatalf("%+v is not twice %+v", y, x)
			}
		}
	})
}
