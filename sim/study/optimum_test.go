package study

import (
	"context"
	"math"
	"testing"

	"magnetsim/sim/chain"
	"magnetsim/sim/draw"
	"magnetsim/sim/mc"
)

// newsvendor weighs a tonne in stock (1) against a tonne lost (p): the stock that
// makes S + p·E[(X−S)⁺] least has P(X > S) = 1/p. X is exponential: 540·ln p.
func newsvendor(p float64) Objective { return Objective{Weights: []float64{1, p}} }

func least(t *testing.T, l *Lab, o Objective, c Criteria, from, trials int) *Least {
	t.Helper()
	m, err := l.Minimise(t.Context(), o, c, from, trials)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// The best stock of a sample is its (1−1/p)-quantile, whose standard error is
// √((1−1/p)/p/n)/f with the density f = 1/(540·p) at the true one:
// 540·√((p−1)/n). For 1/p = 0.1 and 0.02 the truth is 1243.396 and 2112.492.
func TestBestStock(t *testing.T) {
	for p, want := range map[float64]float64{10: 1243.396, 50: 2112.492} {
		const trials = 8192
		lab := curbLab(1)
		m := least(t, lab, newsvendor(p), nil, 0, trials)
		best := m.Best.Levels[0]
		if se := scale * math.Sqrt((p-1)/trials); math.Abs(best-want) > 4*se {
			t.Errorf("p = %g: best stock %g, want %g within 4 · %g", p, best, want, se)
		}
		none, err := lab.try(t.Context(), trials, 0)
		if err != nil {
			t.Fatal(err)
		}
		sample := none.Column(1).Quantile(1 - 1/p).Value
		if math.Abs(best-sample) > 2 { // a step of the range on either side
			t.Errorf("p = %g: best stock %g, that of the sample is %g", p, best, sample)
		}
		if m.Below == nil || m.Above == nil || m.Below.Levels[0] > want || m.Above.Levels[0] < want {
			t.Errorf("p = %g: %v to %v does not hold %g", p, m.Below, m.Above, want)
		}
		// f(0) − f(S*) = 540·p − 540·(1 + ln p), a gain of 540·(p − 1 − ln p). Its
		// standard error is below that of p·X, 540·p/√n.
		gain := scale * (p - 1 - math.Log(p))
		if math.Abs(m.Gain.Value-gain) > 4*scale*p/math.Sqrt(trials) || m.Gain.Low <= 0 {
			t.Errorf("p = %g: gain %+v, want %g", p, m.Gain, gain)
		}
	}
}

// The interval is about twice as wide as one of 95% (see Least): it holds the
// true level in all of 30 samples (a miss has a chance below 1 in 10,000), and
// four times the trials halve it. A 95% interval at 1024 trials and p = 10 is
// ±1.96·540·√(9/1024) = ±99; the ends, found to an eighth, are some 200 away.
func TestBestStockInterval(t *testing.T) {
	const p = 10
	want := scale * math.Log(p)
	widths := map[int]float64{}
	for _, trials := range []int{1024, 4096} {
		for seed := range uint64(15) {
			m := least(t, curbLab(100+seed), newsvendor(p), nil, 0, trials)
			low, high := m.Below.Levels[0], m.Above.Levels[0]
			if want <= low || want >= high {
				t.Errorf("seed %d, %d trials: %g to %g misses %g", seed, trials, low, high, want)
			}
			widths[trials] += (high - low) / 15
		}
	}
	if w := widths[1024]; w < 300 || w > 550 {
		t.Errorf("at 1024 trials the interval is %g wide on average", w)
	}
	if ratio := widths[4096] / widths[1024]; ratio < 0.4 || ratio > 0.62 {
		t.Errorf("four times the trials leave %.2f of the width", ratio)
	}
}

// A tail mean: S + p·CVaR90 of (X−S)⁺. Beyond the 90th percentile of X each tonne
// spares p·P(X > S)/10%, so P(X > S) = 0.1/p: at p = 2, 540·ln 20 = 1617.7. The
// sample's best is its 95th percentile.
func TestBestStockForATail(t *testing.T) {
	const trials = 4096
	lab := curbLab(2)
	m := least(t, lab, Objective{Weights: []float64{1, 2}, Tail: 0.9}, nil, 0, trials)
	none, err := lab.try(t.Context(), trials, 0)
	if err != nil {
		t.Fatal(err)
	}
	if best, sample := m.Best.Levels[0], none.Column(1).Quantile(0.95).Value; math.Abs(best-sample) > 2 {
		t.Errorf("best stock %g, that of the sample is %g", best, sample)
	}
	if want := scale * math.Log(20); m.Below.Levels[0] > want || m.Above.Levels[0] < want {
		t.Errorf("%v to %v does not hold %g", m.Below.Levels, m.Above.Levels, want)
	}
}

// Where a tonne lost costs no more than one in stock none is worth having, and
// where neither costs anything no level can be told from any other.
func TestStockHardlyWorthHaving(t *testing.T) {
	m := least(t, curbLab(1), newsvendor(0.5), nil, 0, 1000)
	if m.Best.Levels[0] != 0 || m.Below != nil || m.Above == nil || m.Gain.Value != 0 {
		t.Errorf("p = 0.5: best %v, above %v, gain %+v", m.Best.Levels, m.Above, m.Gain)
	}
	m = least(t, curbLab(1), Objective{Weights: []float64{0, 0}}, nil, 0, 1000)
	if m.Best.Levels[0] != 0 || m.Below != nil || m.Above != nil {
		t.Errorf("flat: best %v, from %v to %v", m.Best.Levels, m.Below, m.Above)
	}
}

// Within a criterion the best level is the cheapest that surely meets it.
func TestBestStockWithinACriterion(t *testing.T) {
	c := Criteria{losesMoreThan(100, 0.05)}
	lab := curbLab(5)
	e := smallest(t, lab, c, 2048)
	m := least(t, lab, newsvendor(2), c, e.Meets.At[0], 2048)
	if m.Best != e.Meets || m.Below != nil || m.Above == nil {
		t.Errorf("best %v, want %v: without the criterion it is 374", m.Best.Levels, e.Meets.Levels)
	}
	never := Criteria{losesMoreThan(-1, 0.05)}
	if m := least(t, curbLab(5), newsvendor(2), never, 0, 1000); m != nil {
		t.Errorf("a level that meets what none does: %v", m.Best.Levels)
	}
}

// Two stocks for two curbs of their own: each is best where it would be alone.
func TestBestOfSeveralLevers(t *testing.T) {
	play := func(_ context.Context, levels []float64, span mc.Span) ([][]float64, error) {
		var cost, loss []float64
		for i := range span.Trials {
			lost := 0.0
			for k, s := range levels {
				u := draw.Random(1).Uniform(span.First+uint64(i), draw.Key("length"), uint32(k))
				lost += float64(1+2*k) * max(0, -100*math.Log(u)-s) // a tonne of the second counts three times
			}
			cost, loss = append(cost, levels[0]+levels[1]), append(loss, lost)
		}
		return [][]float64{cost, loss}, nil
	}
	const p, trials = 8, 4096
	lab := labOf(play, NewRange(0, 500), NewRange(0, 1000))
	m, err := lab.Optimise(t.Context(), newsvendor(p), nil, trials)
	if err != nil {
		t.Fatal(err)
	}
	var exact [2]float64
	for k, weight := range []float64{p, 3 * p} {
		exact[k] = 100 * math.Log(weight)
	}
	// The optimiser stops where the objective no longer falls by more than its
	// tolerance; the parabola at the best is flat. Half its own interval, twice a
	// 95% one, is 4·100·√((w−1)/n), w the weight of a tonne: 16.5 and 30.
	for k, weight := range []float64{p, 3 * p} {
		if room := 4 * 100 * math.Sqrt((weight-1)/trials); math.Abs(m.Best.Levels[k]-exact[k]) > room {
			t.Errorf("stock %d is %g, want %g ± %g", k, m.Best.Levels[k], exact[k], room)
		}
		if low, high := m.Alike(k); low > m.Best.Levels[k] || high < m.Best.Levels[k] {
			t.Errorf("stock %d: alike from %g to %g", k, low, high)
		}
	}
	if m.Outcome != Pass || m.Best.Trials != trials || m.Gain.Low <= 0 {
		t.Errorf("%+v", m)
	}
	again := labOf(play, NewRange(0, 500), NewRange(0, 1000))
	if n, err := again.Optimise(t.Context(), newsvendor(p), nil, trials); err != nil || n.Best.Levels[0] != m.Best.Levels[0] || n.Best.Levels[1] != m.Best.Levels[1] {
		t.Errorf("again: %v, %v", n, err)
	}
}

// Two levers that share one loss, the second at twice the price: the first alone
// meets the criterion, at the level that it has alone.
func TestBestOfSeveralLeversWithinACriterion(t *testing.T) {
	play := func(_ context.Context, levels []float64, span mc.Span) ([][]float64, error) {
		var cost, loss []float64
		for i := range span.Trials {
			u := draw.Random(1).Uniform(span.First+uint64(i), draw.Key("length"), 0)
			cost = append(cost, levels[0]+2*levels[1])
			loss = append(loss, max(0, -scale*math.Log(u)-levels[0]-levels[1]))
		}
		return [][]float64{cost, loss}, nil
	}
	c := Criteria{losesMoreThan(100, 0.05)}
	const trials = 2048
	lab := labOf(play, NewRange(0, 3000), NewRange(0, 3000))
	m, err := lab.Optimise(t.Context(), Objective{Weights: []float64{1, 0}}, c, trials)
	if err != nil {
		t.Fatal(err)
	}
	alone := smallest(t, curbLab(1), c, trials).Meets.Levels[0]
	cost := m.Best.Levels[0] + 2*m.Best.Levels[1]
	if m.Outcome != Pass || cost < alone-(alone/20) || cost > 1.05*alone {
		t.Errorf("outcome %d at %v, which costs %g; the first lever alone costs %g", m.Outcome, m.Best.Levels, cost, alone)
	}
	if m, err = labOf(play, NewRange(0, 300), NewRange(0, 300)).Optimise(t.Context(), Objective{Weights: []float64{1, 0}}, c, trials); err != nil || m.Outcome != Fail {
		t.Errorf("600 t in all cannot be enough: outcome %d at %v, error %v", m.Outcome, m.Best.Levels, err)
	}
}

// Two curbs of their own, mean loss at most 30 t, the second stock at twice the
// price: with loss 100·exp(−s/100) of each, s₁ = 230.3 and s₂ = 160.9 are best and
// cost 552. Whatever the trials, no point of a fine grid that surely meets the
// criterion is much cheaper than what is found.
func TestBestOfSeveralLeversAgainstAGrid(t *testing.T) {
	for seed := range uint64(4) {
		const trials = 512
		var lost [2][]float64
		for k := range lost {
			for i := range uint64(trials) {
				lost[k] = append(lost[k], -100*math.Log(draw.Random(seed).Uniform(i, draw.Key("length"), uint32(k))))
			}
		}
		play := func(_ context.Context, levels []float64, span mc.Span) ([][]float64, error) {
			var cost, loss []float64
			for i := range span.Trials {
				n := int(span.First) + i
				cost = append(cost, levels[0]+2*levels[1])
				loss = append(loss, max(0, lost[0][n]-levels[0])+max(0, lost[1][n]-levels[1]))
			}
			return [][]float64{cost, loss}, nil
		}
		c := Criteria{{Name: "little", Statistic: chain.Mean, Metric: "shortfall.total", Limit: atMost(30)}}
		lab := labOf(play, NewRange(0, 600), NewRange(0, 600))
		m, err := lab.Optimise(t.Context(), Objective{Weights: []float64{1, 0}}, c, trials)
		if err != nil {
			t.Fatal(err)
		}
		cheapest := math.Inf(1)
		grid := labOf(play, Range{0, 600, 12}, Range{0, 600, 12})
		for i := range 51 {
			for j := range 51 {
				if cost := float64(12*i + 24*j); cost < cheapest {
					p, err := grid.try(t.Context(), trials, i, j)
					if err != nil {
						t.Fatal(err)
					}
					if Together(grid.Judge(c, p)) == Pass {
						cheapest = cost
					}
				}
			}
		}
		cost := m.Best.Levels[0] + 2*m.Best.Levels[1]
		t.Logf("seed %d: %g at %v after %d points, on the grid %g", seed, cost, m.Best.Levels, len(lab.points), cheapest)
		if m.Outcome != Pass || cost > 1.02*cheapest {
			t.Errorf("seed %d: %g at %v, on the grid %g", seed, cost, m.Best.Levels, cheapest)
		}
	}
}
