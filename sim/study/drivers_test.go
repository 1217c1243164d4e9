package study

import (
	"math"
	"testing"

	"magnetsim/sim/draw"
)

func uniforms(n int, seed uint64, name string) []float64 {
	u := make([]float64, n)
	draw.Fill(u, draw.Random(seed), 0, draw.Key(name), 0)
	return u
}

// y = u + v, both uniform: Spearman's correlation of u with y is that of u with
// the distribution function F of the triangular y, 12 E[u F(u+v)] - 3. With F
// integrated over v, E[F(u+v) | u] = 1/6 + u/2 + u²/2 - u³/3, hence
// 12 (1/12 + 1/6 + 1/8 - 1/15) - 3 = 0.7. The mean of y rises by 0.9 from the
// lowest tenth of u to the highest, by 0.1 a tenth.
func TestDriversOfASum(t *testing.T) {
	const n = 4000
	u, v := uniforms(n, 1, "u"), uniforms(n, 1, "v")
	switched, fixed, y := make([]float64, n), make([]float64, n), make([]float64, n)
	for i := range y {
		y[i] = u[i] + v[i]
		if v[i] > 0.95 {
			switched[i] = 1
		}
	}
	all := Drivers([][]float64{fixed, uniforms(n, 1, "idle"), switched, u}, y, 1)
	if len(all) != 3 || all[0].Input != 3 || all[1].Input != 2 || all[2].Input != 1 {
		t.Fatalf("ranked %+v", all)
	}
	if !all[0].Told || !all[1].Told || all[2].Told {
		t.Errorf("told apart: %v %v %v", all[0].Told, all[1].Told, all[2].Told)
	}
	d := all[0]
	// A correlation has a standard error below 1/sqrt(n); a mean of 400 sums within
	// a tenth has sqrt((1/1200+1/12)/400) = 0.0145, their difference sqrt(2) more.
	if math.Abs(d.Rank.Value-0.7) > 4/math.Sqrt(n) {
		t.Errorf("rank correlation %v, want 0.7", d.Rank.Value)
	}
	se := 0.0145 * math.Sqrt2
	if math.Abs(d.Change.Value-0.9) > 4*se {
		t.Errorf("change %v, want 0.9", d.Change.Value)
	}
	// The standard deviation of 399 bootstrap samples is known to 4%, the ends of
	// their central 95% to about 8% (one standard error).
	if w := d.Change.High - d.Change.Low; math.Abs(w/(2*1.96*se)-1) > 4*0.08 {
		t.Errorf("width of the interval %v, want %v", w, 2*1.96*se)
	}
	for k, g := range d.Deciles {
		if g.Trials != n/10 || math.Abs(g.Output-(0.55+0.1*float64(k))) > 4*0.0145 {
			t.Errorf("decile %d: %+v", k, g)
		}
	}
	if len(d.Deciles) != 10 || len(all[1].Deciles) != 2 {
		t.Errorf("%d and %d groups, want 10 and 2", len(d.Deciles), len(all[1].Deciles))
	}
	// 1 in 20 is on: y is higher by 0.975-0.475 = 0.5 there.
	if c := all[1].Change; !(c.Low < 0.5 && 0.5 < c.High) {
		t.Errorf("change by the switch %+v, want 0.5", c)
	}
}

// Of 40 inputs of pure noise none is told apart in 19 of 20 worlds; in 60 worlds
// more than 3 + 4 sqrt(60 × 0.05 × 0.95) = 9.75 worlds would be too many.
func TestDriversOfNoise(t *testing.T) {
	wrong := 0
	for seed := range uint64(60) {
		all := make([]Driver, 40)
		x := scratch{make([]float64, 200), make([]float64, 200)}
		y := sorted(uniforms(200, seed, "y"))
		ones := make([]float64, 200)
		for i := range ones {
			ones[i] = 1
		}
		for i := range all {
			r := x.spearman(sorted(uniforms(200, seed, string(rune('A'+i)))), y, ones)
			all[i].P = math.Erfc(math.Abs(r) * math.Sqrt(199) / math.Sqrt2)
		}
		tell(all, FalseShare)
		for _, d := range all {
			if d.Told {
				wrong++
				break
			}
		}
	}
	if wrong > 9 {
		t.Errorf("something was claimed of noise in %d of 60 worlds", wrong)
	}
}

// Where inputs are missing, or nothing varies, or trials are few, nothing is said.
func TestDriversLeavesOut(t *testing.T) {
	n := 2 * FewestTrials
	u := uniforms(n, 2, "u")
	gaps := append([]float64(nil), u...)
	for i := range n/2 + 1 {
		gaps[i] = math.NaN()
	}
	if all := Drivers([][]float64{gaps, u}, u, 1); len(all) != 1 || all[0].Input != 1 || math.Abs(all[0].Rank.Value-1) > 1e-12 {
		t.Errorf("%+v", all)
	}
	if all := Drivers([][]float64{u}, make([]float64, n), 1); len(all) != 0 {
		t.Errorf("an output that is always zero has drivers: %+v", all)
	}
}

func TestSpearmanOfTies(t *testing.T) {
	// Ranks 1, 2.5, 2.5, 4 against 1, 3, 2, 4: 4.5/sqrt(4.5 × 5).
	s := scratch{make([]float64, 4), make([]float64, 4)}
	got := s.spearman(sorted([]float64{1, 2, 2, 3}), sorted([]float64{1, 3, 2, 4}), []float64{1, 1, 1, 1})
	if want := 4.5 / math.Sqrt(22.5); math.Abs(got-want) > 1e-12 {
		t.Errorf("%v, want %v", got, want)
	}
}
