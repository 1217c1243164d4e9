package sim

import (
	"math"
	"testing"

	"magnetsim/sim/chain"
	"magnetsim/sim/curb"
	"magnetsim/sim/dist"
	"magnetsim/sim/draw"

	"gonum.org/v1/gonum/stat"
)

// tied is a world with a curb that recurs every year or so, with a severity and demand
// that grows and moves, coupled as asked.
func tied(t *testing.T, correlations ...chain.Correlation) *chain.Scenario {
	s := simple(0, 10)
	s.Step, s.Horizon = chain.Month, 10
	uniform := func(name string) chain.Number {
		d, err := dist.Uniform(0, 1)
		if err != nil {
			t.Fatal(err)
		}
		return chain.Number{Name: name, Dist: d}
	}
	s.Sectors[0].Growth = uniform("sectors.auto.growth")
	s.Sectors[0].Volatility, s.Sectors[0].Persistence = num(0.1), num(0.5)
	c := embargo(0, 4, 1)
	c.Scheduled.Start, c.Scheduled.Recurs, c.Scheduled.Severity = chain.Number{}, num(1), uniform("curbs.embargo.severity")
	s.Curbs = []chain.Curb{c}
	s.Correlations = correlations
	return s
}

// severities returns, over many trials, the normals of the severities at two occurrences,
// of growth, and of demand in the months in which they begin.
func severities(t *testing.T, s *chain.Scenario) (first, third, growth, boom []float64) {
	b := mustCompile(t, s).NewBlock()
	for n := range uint64(100) {
		if err := b.Play(draw.Random(1), n*Lanes, Lanes, nil); err != nil {
			t.Fatal(err)
		}
		for l, episodes := range b.strains.episodes[0] {
			if len(episodes) < 3 {
				continue
			}
			normal := func(e curb.Episode) float64 { return dist.NormalQuantile(inside(e.Severity)) }
			first, third = append(first, normal(episodes[0])), append(third, normal(episodes[2]))
			for i, x := range b.m.inputs {
				if x.Name == "sectors.auto.growth" {
					growth = append(growth, dist.NormalQuantile(b.Input(i)[l]))
				}
				if x.Name == "curbs.embargo.severity" && b.Input(i)[l] != episodes[0].Severity {
					t.Fatalf("the trial's input is %g, its first severity %g", b.Input(i)[l], episodes[0].Severity)
				}
			}
			if b.m.numbers.tie != nil && len(b.m.numbers.tie.shocks) > 0 {
				boom = append(boom, b.booms.at(int(episodes[2].Start/b.m.dt), 0)[l])
			}
		}
	}
	return first, third, growth, boom
}

// A severity that is drawn afresh keeps the growth of its trial in sight: with a
// correlation of 0.8 every occurrence has it with growth, and two have 0.8² with each
// other. 4 standard errors of a correlation ρ from n pairs are 4(1 − ρ²)/√n.
func TestFreshFiguresFollowWhatWasDrawnOnce(t *testing.T) {
	const rho = 0.8
	first, third, growth, _ := severities(t, tied(t, chain.Correlation{Between: []string{"curbs.embargo.severity", "sectors.auto.growth"}, Rho: rho}))
	root := math.Sqrt(float64(len(first)))
	near(t, "first with growth", stat.Correlation(first, growth, nil), rho, 4*(1-rho*rho)/root)
	near(t, "third with growth", stat.Correlation(third, growth, nil), rho, 4*(1-rho*rho)/root)
	near(t, "first with third", stat.Correlation(first, third, nil), rho*rho, 4*(1-math.Pow(rho, 4))/root)
	near(t, "mean", stat.Mean(third, nil), 0, 4/root)
	near(t, "sd", stat.StdDev(third, nil), 1, 4/math.Sqrt2/root)

	first, third, growth, _ = severities(t, tied(t))
	near(t, "first with third, untied", stat.Correlation(first, third, nil), 0, 4/root)
	near(t, "third with growth, untied", stat.Correlation(third, growth, nil), 0, 4/root)
}

// A boom draws a curb: the severity follows the shock of the month in which it begins.
func TestFreshFiguresFollowABoom(t *testing.T) {
	const rho = 0.6
	first, third, growth, boom := severities(t, tied(t, chain.Correlation{Between: []string{"curbs.embargo.severity", "sectors.auto.shock"}, Rho: rho}))
	root := math.Sqrt(float64(len(first)))
	near(t, "with demand", stat.Correlation(third, boom, nil), rho, 4*(1-rho*rho)/root)
	near(t, "with growth", stat.Correlation(third, growth, nil), 0, 4/root)
	near(t, "sd", stat.StdDev(third, nil), 1, 4/math.Sqrt2/root)
}

// What cannot be tied is told.
func TestAShockIsNotTiedToWhatIsDrawnOnce(t *testing.T) {
	s := tied(t, chain.Correlation{Between: []string{"sectors.auto.growth", "sectors.auto.shock"}, Rho: 0.5})
	if _, err := Compile(s); err == nil {
		t.Error("a demand shock is tied to growth")
	}
}
