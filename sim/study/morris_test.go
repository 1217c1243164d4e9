package study

import (
	"context"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"magnetsim/sim"
	"magnetsim/sim/dist"
	"magnetsim/sim/draw"
	"magnetsim/sim/mc"
)

// alone is a screening of so many figures, each a group of its own.
func alone(figures, trajectories, levels int) Screening {
	s := Screening{Seed: 1, Trajectories: trajectories, Levels: levels, Trials: 2}
	for i := range figures {
		name := string(rune('a' + i))
		s.Groups = append(s.Groups, Group{name, []string{name}, []draw.Factor{draw.Key(name)}})
	}
	return s
}

// screened returns the effects of a function of the figures' uniforms and of one that
// is chance.
func screened(t *testing.T, s Screening, f func(u []float64, chance float64) float64) *Effects {
	t.Helper()
	var columns [][]float64
	for _, d := range s.designs() {
		column := make([]float64, s.Trajectories*s.Trials)
		for trial := range column {
			var u []float64
			for _, g := range s.Groups {
				for _, x := range g.factors {
					u = append(u, d.Uniform(uint64(trial), x, 0))
				}
			}
			column[trial] = f(u, d.Uniform(uint64(trial), draw.Key("chance"), 0))
		}
		columns = append(columns, column)
	}
	e, err := s.effectsOf(columns)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// Of a linear function the effects are its coefficients, in every trajectory, and
// chance that is added plays no part; what does nothing has exactly none.
func TestMorrisLinear(t *testing.T) {
	a := []float64{3, -2, 0, 0.5}
	e := screened(t, alone(4, 12, 4), func(u []float64, chance float64) float64 {
		y := 10 * chance
		for i, x := range a {
			y += x * u[i]
		}
		return y
	})
	for i, x := range e.Effects {
		// The differences of numbers near 10 are exact to 10 × 2^-52, times two.
		if math.Abs(x.Size.Value-math.Abs(a[i])) > 1e-13 || math.Abs(x.Mean.Value-a[i]) > 1e-13 || x.SD.Value > 1e-13 || math.Abs(x.Size.Low-x.Size.High) > 1e-13 {
			t.Errorf("effect %d: %+v, want %v", i, x, a[i])
		}
	}
	if x := e.Effects[2]; !x.None || x.Told() || x.Size.Value != 0 {
		t.Errorf("what does nothing has %+v", x)
	}
	// The two worlds of 12 trajectories differ by chance of standard deviation
	// 10/sqrt(12) = 2.89; a variance of uniforms with 12 degrees of freedom has a
	// relative error of about sqrt((1.8-1)/24 + 2/12/2) < 0.4.
	if math.Abs(e.Chance/2.89-1) > 0.8 {
		t.Errorf("chance has %v, want 2.89", e.Chance)
	}
}

// exact returns μ*, μ and σ of a function by all points of the grid and all moves.
func exact(figures, levels, figure int, f func(u []float64) float64) (size, mean, sd float64) {
	var all []float64
	u, at := make([]float64, figures), make([]int, figures)
	value := func() float64 {
		for i, l := range at {
			u[i] = (float64(l) + 0.5) / float64(levels)
		}
		return f(u)
	}
	points := int(math.Pow(float64(levels), float64(figures)))
	for p := range points {
		for i := range at {
			at[i], p = p%levels, p/levels
		}
		if at[figure] >= levels/2 {
			continue
		}
		low := value()
		at[figure] += levels / 2
		all = append(all, 2*(value()-low))
	}
	for _, x := range all {
		size, mean = size+math.Abs(x)/float64(len(all)), mean+x/float64(len(all))
	}
	for _, x := range all {
		sd += (x - mean) * (x - mean) / float64(len(all))
	}
	return size, mean, math.Sqrt(sd)
}

// Ishigami's function: the first figure acts by itself and with the third, which by
// itself does nothing on average; the second goes up and down again, so that its mean
// effect is zero and its size is not.
func TestMorrisIshigami(t *testing.T) {
	for _, levels := range []int{4, 8} {
		const trajectories = 2000
		e := screened(t, alone(3, trajectories, levels), func(u []float64, _ float64) float64 { return ishigami(u) })
		for i, x := range e.Effects {
			size, mean, sd := exact(3, levels, i, ishigami)
			// |effect| spreads less than the effect about zero; the standard deviation
			// of a bounded effect is known to about σ/sqrt(n).
			bound := 4 * math.Sqrt((sd*sd+mean*mean)/trajectories)
			if math.Abs(x.Size.Value-size) > bound || math.Abs(x.Mean.Value-mean) > bound || math.Abs(x.SD.Value-sd) > bound {
				t.Errorf("%d levels, x%d: %+v, want %.3f %.3f %.3f", levels, i+1, x, size, mean, sd)
			}
			if got := x.Size.High - x.Size.Low; size > 0 && got > 2*bound {
				t.Errorf("the interval of x%d is %v wide, more than %v", i+1, got, 2*bound)
			}
		}
	}
}

// morris20 is the function by which Morris (1991) showed his method: of 20 figures ten
// matter, seven of them in interaction or curved. Its other coefficients are standard
// normal.
func morris20() func(u []float64) float64 {
	normal := func(name string, i uint32) float64 {
		return dist.NormalQuantile(draw.Random(7).Uniform(0, draw.Key(name), i))
	}
	var one [20]float64
	var two [20][20]float64
	for i := range one {
		if one[i] = 20; i >= 10 {
			one[i] = normal("one", uint32(i))
		}
		for j := range i {
			if two[j][i] = -15; i >= 6 {
				two[j][i] = normal("two", uint32(20*j+i))
			}
		}
	}
	return func(u []float64) float64 {
		w := make([]float64, 20)
		for i, x := range u {
			if w[i] = 2 * (x - 0.5); i == 2 || i == 4 || i == 6 {
				w[i] = 2 * (1.1*x/(x+0.1) - 0.5)
			}
		}
		y := 5 * w[0] * w[1] * w[2] * w[3]
		for i := range w {
			y += one[i] * w[i]
			for j := range i {
				y += two[j][i] * w[j] * w[i]
				for l := range j {
					if i < 5 {
						y -= 10 * w[l] * w[j] * w[i]
					}
				}
			}
		}
		return y
	}
}

// With few trajectories the first ten are found to matter and none of the others;
// the eighth to the tenth act by themselves.
func TestMorrisTwenty(t *testing.T) {
	f := morris20()
	e := screened(t, alone(20, 20, 4), func(u []float64, _ float64) float64 { return f(u) })
	least, most := math.Inf(1), 0.0
	for i, x := range e.Effects {
		if i < 10 {
			least = min(least, x.Size.Value)
		} else {
			most = max(most, x.Size.Value)
		}
		if by := x.SD.Value / x.Size.Value; i < 7 && by < 0.25 || i > 6 && i < 10 && by > 0.25 {
			t.Errorf("x%d has σ of %.2f of μ*", i+1, by)
		}
	}
	if least < 1.5*most {
		t.Errorf("the first ten have %.1f and more, the others %.1f and less", least, most)
	}
}

// A group moves as one. Two figures of coefficients 3 and 1 move alike or against each
// other, each way half of the time: 4 and 2, hence 3 on average; it has no direction.
func TestMorrisGroup(t *testing.T) {
	s := alone(3, 400, 4)
	s.Groups = []Group{{"both", []string{"a", "b"}, append(s.Groups[0].factors, s.Groups[1].factors...)}, s.Groups[2]}
	e := screened(t, s, func(u []float64, _ float64) float64 { return 3*u[0] + u[1] + 7*u[2] })
	// Of 400 effects that are 3 ± 1.
	if both := e.Effects[0]; math.Abs(both.Size.Value-3) > 4*1.0/20 || !math.IsNaN(both.Mean.Value) || !math.IsNaN(both.SD.High) || !both.Told() {
		t.Errorf("%+v", both)
	}
	if third := e.Effects[1]; math.Abs(third.Mean.Value-7) > 1e-13 {
		t.Errorf("%+v", third)
	}
}

// The designs are trajectories: uniforms are uniform over the middles of the levels,
// one group moves from each point to the next, by half, and chance never.
func TestMorrisDesigns(t *testing.T) {
	s := alone(3, 50, 6)
	s.Trials = 4
	designs := s.designs()
	counts := map[float64]int{}
	for trial := range uint64(200) {
		for k := 1; k < len(designs); k++ {
			var moved []string
			for _, g := range s.Groups {
				x, y := designs[k-1].Uniform(trial, g.factors[0], 0), designs[k].Uniform(trial, g.factors[0], 0)
				counts[math.Round(x*12)/12]++
				if x != y {
					moved = append(moved, g.Name)
				}
				if x != y && math.Abs(math.Abs(x-y)-step) > 1e-15 {
					t.Fatalf("%s moves from %v to %v", g.Name, x, y)
				}
			}
			if len(moved) != 1 {
				t.Fatalf("trial %d, point %d: %q moved", trial, k, moved)
			}
		}
		first, last := designs[0], designs[3]
		if c := draw.Key("chance"); first.Uniform(trial, c, 2) != last.Uniform(trial, c, 2) || first.Noise(trial, c) != last.Noise(trial, c) || first.Uniform(trial, c, 2) == first.Uniform(trial^1, c, 2) {
			t.Fatal("chance moves, or is the same in two worlds")
		}
		if f := s.Groups[0].factors[0]; first.Uniform(trial, f, 0) != first.Uniform(trial/4*4, f, 0) {
			t.Fatal("the worlds of a trajectory differ in a figure")
		}
	}
	if len(counts) != 6 {
		t.Errorf("uniforms lie at %v", counts)
	}
}

// The curb's length moves the shortfall, a price of what is short nothing at all, and
// what is chance is no figure.
func TestScreen(t *testing.T) {
	m := dividedModel(t)
	groups, err := Groups(m, nil, true)
	if err != nil {
		t.Fatal(err)
	}
	s := Screening{Model: m, Groups: Figures(m, groups), Seed: 1, Trajectories: 12, Levels: 4, Trials: 16, Player: mc.Local{Workers: 1}}
	s.Metric = slices.IndexFunc(m.Metrics(), func(x sim.Metric) bool { return x.Name == "shortfall.total" })
	var names []string
	for _, g := range s.Groups {
		names = append(names, g.Name)
	}
	if want := []string{"curbs.ban.duration", "curbs.ban.severity", "materials.magnet.price", "sectors.{cars,fans}.demand"}; !slices.Equal(names, want) {
		t.Fatalf("figures %q, want %q", names, want)
	}
	one, err := Screen(context.Background(), s)
	if err != nil {
		t.Fatal(err)
	}
	if x := one.Effects[0]; !x.Told() || !(x.Mean.Low > 0) {
		t.Errorf("the length has %+v", x)
	}
	if x := one.Effects[2]; !x.None || x.Size.Value != 0 || x.Told() {
		t.Errorf("the price has %+v", x)
	}
	s.Player = mc.Local{Workers: 3}
	done := 0
	s.Progress = func(now, total int) { done = max(done, now); _ = total }
	three, err := Screen(context.Background(), s)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(one, three, cmpopts.EquateNaNs()); diff != "" || done != s.Played() {
		t.Errorf("three workers find another: %s; %d of %d trials were told of", diff, done, s.Played())
	}
	s.Metric = slices.IndexFunc(m.Metrics(), func(x sim.Metric) bool { return x.Never })
	if _, err := Screen(context.Background(), s); err == nil || !strings.Contains(err.Error(), "no mean") {
		t.Errorf("%s: %v", m.Metrics()[s.Metric].Name, err)
	}
}

// Trials that fail somewhere are left out everywhere, and told of.
func TestMorrisFailures(t *testing.T) {
	s := alone(1, 12, 4)
	columns := [][]float64{make([]float64, 24), make([]float64, 24)}
	for trial := range columns[1] {
		columns[1][trial] = s.direction(trial/2, 0)
	}
	columns[0][3], columns[1][6], columns[1][7] = math.NaN(), math.NaN(), math.NaN()
	e, err := s.effectsOf(columns)
	if err != nil || e.Failed != 3 || e.Trajectories != 11 || e.Effects[0].Mean.Value != 2 {
		t.Errorf("%+v, %v", e, err)
	}
	for trial := range columns[0] {
		if trial > 8 {
			columns[0][trial] = math.NaN()
		}
	}
	if _, err := s.effectsOf(columns); err == nil {
		t.Error("too few trajectories are told of")
	}
}

// The intervals hold the truth about as often as they say: μ* of Ishigami's function,
// of 60 trajectories each time. A percentile bootstrap of 60 skewed values holds it in
// some 93 of 100 on average; fewer than 82 then have a chance below 1 in 5,000.
func TestMorrisCoverage(t *testing.T) {
	const repeats = 100
	f := func(u []float64, _ float64) float64 { return ishigami(u) }
	held := make([]int, 3)
	for r := range uint64(repeats) {
		s := alone(3, 60, 8)
		s.Seed, s.Trials = r, 1
		for i, x := range screened(t, s, f).Effects {
			if size, _, _ := exact(3, 8, i, ishigami); x.Size.Low <= size && size <= x.Size.High {
				held[i]++
			}
		}
	}
	for i, k := range held {
		if t.Logf("x%d: %d of %d", i+1, k, repeats); k < 82 {
			t.Errorf("x%d: %d of %d intervals hold μ*", i+1, k, repeats)
		}
	}
}
