package sim

import (
	"math"
	"testing"

	"magnetsim/sim/chain"
	"magnetsim/sim/dist"
)

// Innovations of demand are correlated across sectors as is said, and so is Z, a
// weighted sum of them with the same weights for both.
func TestDemandShocksAreCorrelated(t *testing.T) {
	const rho, trials = 0.6, 8000
	s := simple(2, 10)
	s.Sectors[0].Volatility, s.Sectors[0].Persistence = num(0.2), num(0.3)
	wind := s.Sectors[0]
	wind.Name = "wind"
	s.Sectors = append(s.Sectors, wind)
	s.Correlations = []chain.Correlation{{Between: []string{"sectors.auto.shock", "sectors.wind.shock"}, Rho: rho}}
	sum := 0.0
	each(t, s, trials, func(b *Block) {
		for l := range b.n {
			sum += b.shock[0].Z[l] * b.shock[1].Z[l]
		}
	})
	// The mean of a product of standard normals has variance (1 + ρ²)/n.
	near(t, "correlation", sum/trials, rho, 4*math.Sqrt((1+rho*rho)/trials))
}

// Correlated figures of a curb are drawn as a pair, for its first occurrence and,
// afresh, for each that follows. The quantiles' normal scores have the correlation.
func TestFiguresOfEachOccurrenceAreDrawnAsAPair(t *testing.T) {
	const rho, trials = 0.6, 4000
	s := simple(52, 10)
	c := embargo(1, 0, 0)
	for _, x := range []struct {
		name string
		to   *chain.Number
	}{{"curbs.embargo.severity", &c.Scheduled.Severity}, {"curbs.embargo.duration", &c.Scheduled.Duration}} {
		d, err := dist.Uniform(0.02, 0.03)
		*x.to = uncertain(x.name, d, err)
	}
	c.Scheduled.Recurs = num(20)
	s.Curbs = []chain.Curb{c}
	s.Correlations = []chain.Correlation{{Between: []string{"curbs.embargo.severity", "curbs.embargo.duration"}, Rho: rho}}
	score := func(x float64) float64 { return dist.NormalQuantile((x - 0.02) / 0.01) }
	var sum, n [3]float64
	again := 0.0 // product of the first two severities' scores
	each(t, s, trials, func(b *Block) {
		for l := range b.n {
			eps := b.strains.episodes[0][l]
			for i := range min(3, len(eps)) {
				sum[i] += score(eps[i].Severity) * score(eps[i].End-eps[i].Start)
				n[i]++
			}
			if len(eps) > 1 {
				again += score(eps[0].Severity) * score(eps[1].Severity)
			}
		}
	})
	for i := range sum {
		near(t, "correlation", sum[i]/n[i], rho, 4*math.Sqrt((1+rho*rho)/n[i]))
	}
	near(t, "correlation of the first and the second severity", again/n[1], 0, 4/math.Sqrt(n[1]))
}

// Independent figures of a curb that recurs are drawn afresh too.
func TestFiguresAreDrawnAfreshForEachOccurrence(t *testing.T) {
	s := simple(52, 10)
	d, err := dist.Uniform(0, 1)
	c := embargo(1, 1, 0)
	c.Scheduled.Severity, c.Scheduled.Recurs = uncertain("curbs.embargo.severity", d, err), num(20)
	s.Curbs = []chain.Curb{c}
	b := play(t, s, Lanes)
	for l, eps := range b.strains.episodes[0] {
		for i := 1; i < len(eps); i++ {
			if eps[i].Severity == eps[0].Severity {
				t.Errorf("trial %d: severity %g comes again", l, eps[0].Severity)
			}
		}
	}
}

// Two sources of the same outages stop at times of their own.
func TestOutagesAreEachSourcesOwn(t *testing.T) {
	s := twoSellers(200)
	for i := range s.Sources {
		s.Sources[i].Outages = &chain.Outages{Rate: num(2), Duration: num(5 * week)}
	}
	same, down := 0, 0
	playEach(t, s, Lanes, func(b *Block, k int) {
		for l := range Lanes {
			if x := b.strains.up.at(k, 0)[l]; x < 1 {
				down++
				if b.strains.up.at(k, 1)[l] == x {
					same++
				}
			}
		}
	})
	if down == 0 || same > down/2 {
		t.Errorf("of %d weeks in which one was down the other was just as much in %d", down, same)
	}
}

// The share that rivals take is each trial's own.
func TestRivalsShareIsEachTrialsOwn(t *testing.T) {
	s := twoSellers(40)
	d, err := dist.Uniform(0.1, 0.9)
	c := embargo(10, 20, 1)
	c.Rivals = uncertain("curbs.embargo.rivals", d, err)
	s.Curbs = []chain.Curb{c}
	playEach(t, s, Lanes, func(b *Block, k int) {
		if k != 20 {
			return
		}
		japan, rivals := &b.src[1], &b.val[b.m.numbers.index["curbs.embargo.rivals"]]
		for l := range Lanes {
			near(t, "spare", japan.Spare[l], (1-rivals[l])*(b.offer[1].Most[l]-min(japan.Ask[l], b.offer[1].Most[l])), 1e-9)
		}
	})
}
