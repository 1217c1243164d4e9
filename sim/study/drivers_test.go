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
	found := Drivers(Seen{Inputs: [][]float64{fixed, uniforms(n, 1, "idle"), switched, u}, Output: y, Seed: 1}, 0)
	all := found.Drivers
	if found.Varied != 3 || found.Told != 2 {
		t.Errorf("%d of %d inputs told apart", found.Told, found.Varied)
	}
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
// more than 3 + 4 sqrt(60 × 0.05 × 0.95) = 9.75 worlds would be too many. The same
// holds where the error comes from 32 parts of the trials.
func TestDriversOfNoise(t *testing.T) {
	parts := make([]int, 320)
	for i := range parts {
		parts[i] = i % 32
	}
	for name, parts := range map[string][]int{"trials": nil, "parts": parts} {
		wrong := 0
		for seed := range uint64(60) {
			s := Seen{Output: uniforms(320, seed, "y"), Parts: parts, Seed: seed}
			for i := range 40 {
				s.Inputs = append(s.Inputs, uniforms(320, seed, string(rune('A'+i))))
			}
			if Drivers(s, 1).Told > 0 {
				wrong++
			}
		}
		if wrong > 9 {
			t.Errorf("by %s something was claimed of noise in %d of 60 worlds", name, wrong)
		}
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
	if all := Drivers(Seen{Inputs: [][]float64{gaps, u}, Output: u}, 0).Drivers; len(all) != 1 || all[0].Input != 1 || math.Abs(all[0].Rank.Value-1) > 1e-12 {
		t.Errorf("%+v", all)
	}
	if all := Drivers(Seen{Inputs: [][]float64{u}, Output: make([]float64, n)}, 0).Drivers; len(all) != 0 {
		t.Errorf("an output that is always zero has drivers: %+v", all)
	}
	// Of an input with gaps the others' trials tell the same as if there were none.
	few := append([]float64(nil), u...)
	few[3], few[n-1] = math.NaN(), math.NaN()
	y := uniforms(n, 2, "y")
	some := Seen{Inputs: [][]float64{few, u}, Output: y, Seed: 1}
	alone := Seen{Inputs: [][]float64{u[4 : n-1]}, Output: y[4 : n-1], Seed: 1}
	alone.Inputs[0], alone.Output = append(alone.Inputs[0], u[:3]...), append(alone.Output, y[:3]...)
	for _, d := range Drivers(some, 0).Drivers {
		if want := Drivers(alone, 0).Drivers[0].Rank.Value; d.Input == 0 && math.Abs(d.Rank.Value-want) > 1e-12 {
			t.Errorf("with gaps %v, without these trials %v", d.Rank.Value, want)
		}
	}
}

// Ranks 1, 2.5, 2.5, 4 against 1, 3, 2, 4: 4.5/sqrt(4.5 × 5). A sample that holds
// the second trial twice has 1, 3, 3, 3, 5 against 1, 3.5, 3.5, 2, 5, of which the
// centred products are 8 + 0, the squares 8 and 9.5.
func TestSpearmanOfTies(t *testing.T) {
	h := newSheet(Seen{Output: []float64{1, 3, 2, 4}})
	x := sorted([]float64{1, 2, 2, 3})
	if got, want := h.correlation(x), 4.5/math.Sqrt(22.5); math.Abs(got-want) > 1e-12 {
		t.Errorf("%v, want %v", got, want)
	}
	h.times = []float64{1, 2, 1, 1}
	h.take()
	if got, want := h.correlation(x), 8/math.Sqrt(8*9.5); math.Abs(got-want) > 1e-12 {
		t.Errorf("with one trial twice %v, want %v", got, want)
	}
}

// y = u + v, both uniform: E[y|rank of u] is linear in u, so that u alone explains
// 0.7² of the variance of y's ranks (see TestDriversOfASum), and so does v; both
// together, being independent, 0.98. What plays no part adds nothing.
func TestDriversExplain(t *testing.T) {
	const n = 4000
	u, v, y := uniforms(n, 1, "u"), uniforms(n, 1, "v"), make([]float64, n)
	for i := range y {
		y[i] = u[i] + v[i]
	}
	inputs := [][]float64{u}
	for i := range 20 {
		inputs = append(inputs, uniforms(n, 1, string(rune('A'+i))))
	}
	// R² of 0.49 has a standard error of about 2·0.7·(1−0.49)/sqrt(n) = 0.011.
	one := Drivers(Seen{Inputs: inputs, Output: y}, 1).Explained
	if math.Abs(one.Value-0.49) > 4*0.011 || math.Abs((one.High-one.Low)/(2*2.04*0.011)-1) > 0.6 {
		t.Errorf("u explains %+v, want 0.49 ± 0.022", one)
	}
	both := Drivers(Seen{Inputs: append(inputs, v, u), Output: y}, 1).Explained // u twice
	if math.Abs(both.Value-0.98) > 4*0.001 {
		t.Errorf("u and v explain %+v, want 0.98", both)
	}
	if none := Drivers(Seen{Inputs: inputs[1:], Output: y}, 1).Explained; none.Low > 0 || none.Value > 0.02 {
		t.Errorf("noise explains %+v", none)
	}
}

// Where trials come in parts, the interval is that between parts: of an effect that
// is the same in every trial of a part, and other from part to part, one of 32 values,
// and as much wider.
func TestDriversOfParts(t *testing.T) {
	const n, parts = 3200, 32
	shared := uniforms(parts, 3, "shared")
	s := Seen{Inputs: [][]float64{make([]float64, n)}, Output: make([]float64, n), Parts: make([]int, n), Seed: 1}
	noise := uniforms(n, 3, "noise")
	for i := range n {
		s.Parts[i] = i % parts
		s.Inputs[0][i], s.Output[i] = shared[i%parts]+noise[i]/100, shared[(i+7)%parts]
	}
	by := Drivers(s, 0).Drivers[0]
	s.Parts = nil
	alone := Drivers(s, 0).Drivers[0]
	if !alone.Told && by.Told {
		t.Error("the parts tell what trials do not")
	}
	// A correlation of 32 independent pairs has an error near 1/sqrt(31) = 0.18.
	if w := (by.Rank.High - by.Rank.Low) / (2 * 1.96); w < 0.09 || w > 0.3 {
		t.Errorf("standard error by parts %v, want about 0.18", w)
	}
	if w, single := by.Deciles[0].High-by.Deciles[0].Low, alone.Deciles[0].High-alone.Deciles[0].Low; w < 2*single {
		t.Errorf("mean of the lowest tenth ± %v by parts, %v by trials", w/2, single/2)
	}
	if by.P < 0.001 {
		t.Errorf("of what is shared by 32 parts by chance it is said that its chance is %v", by.P)
	}
}

func BenchmarkDrivers(b *testing.B) {
	const n, inputs = 4000, 60
	s := Seen{Output: uniforms(n, 1, "y")}
	for i := range inputs {
		s.Inputs = append(s.Inputs, uniforms(n, 1, string(rune('A'+i))))
	}
	for b.Loop() {
		Drivers(s, 0)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n*inputs*Resamples), "ns/input/trial/resample")
}

// The intervals hold the truth about as often as they say, over trials and, in designs
// that arrange them, over their replicates: the rank correlation of u with u + v, 0.7
// (see TestDriversOfASum). Of 100 intervals 95 do on average, fewer than 86 with a
// chance below 1 in 5,000; a bootstrap of 32 replicates is a little narrow (by about
// sqrt(31/32), and in its ends), hence 84.
func TestDriversCoverage(t *testing.T) {
	const n, repeats = 640, 100
	for name, plan := range map[string]func(seed uint64) draw.Design{
		"random":     draw.Random,
		"antithetic": draw.Antithetic,
		"lhs":        func(seed uint64) draw.Design { return draw.Latin(seed, n/draw.Replicates, 1) },
		"sobol": func(seed uint64) draw.Design {
			return draw.Sobol(seed, []draw.Address{{Factor: draw.Key("u")}, {Factor: draw.Key("v")}}, 1)
		},
	} {
		held := 0
		for r := range uint64(repeats) {
			d := plan(r)
			s := Seen{Inputs: [][]float64{make([]float64, n)}, Output: make([]float64, n), Seed: r}
			for i := range n {
				u := d.Uniform(uint64(i), draw.Key("u"), 0)
				s.Inputs[0][i], s.Output[i] = u, u+d.Uniform(uint64(i), draw.Key("v"), 0)
				if name != "random" {
					s.Parts = append(s.Parts, int(d.Group(uint64(i))))
				}
			}
			if x := Drivers(s, 0).Drivers[0].Rank; x.Low <= 0.7 && 0.7 <= x.High {
				held++
			}
		}
		if held < 84 {
			t.Errorf("%s: %d of %d intervals hold the correlation", name, held, repeats)
		} else {
			t.Logf("%s: %d of %d", name, held, repeats)
		}
	}
}
