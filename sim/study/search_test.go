package study

import (
	"context"
	"errors"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"magnetsim/sim"
	"magnetsim/sim/chain"
	"magnetsim/sim/draw"
	"magnetsim/sim/mc"
)

// One curb whose length is exponential with a mean of 9 months and which opens a
// gap of 60 t a month: what is lost in all without a stock is exponential too,
// with this mean in tonnes, and with a stock of S it is what exceeds S.
const scale = 9 * 60.0

// curbPlay plays such a curb against a stock: what it costs (1 a tonne), and
// what is lost.
func curbPlay(seed uint64) Play {
	return func(_ context.Context, levels []float64, span mc.Span) ([][]float64, error) {
		var cost, loss []float64
		for i := range span.Trials {
			u := draw.Random(seed).Uniform(span.First+uint64(i), draw.Key("length"), 0)
			cost = append(cost, levels[0])
			loss = append(loss, max(0, -scale*math.Log(u)-levels[0]))
		}
		return [][]float64{cost, loss}, nil
	}
}

func labOf(play Play, ranges ...Range) *Lab {
	return &Lab{Ranges: ranges, Metrics: []sim.Metric{{Name: "cost.total", Unit: "USD"}, {Name: "shortfall.total", Unit: "t"}}, Play: play}
}

func curbLab(seed uint64) *Lab { return labOf(curbPlay(seed), Range{0, 4000, 2}) }

func losesMoreThan(x, limit float64) chain.Criterion {
	return chain.Criterion{Name: "seldom", Statistic: chain.Chance, Metric: "shortfall.total", Event: above(x), Limit: atMost(limit)}
}

// P(loss > 100 t) = exp(−(S+100)/540) is 5% at S = 540·ln 20 − 100 = 1517.7 t.
var trueStock = scale*math.Log(20) - 100

func smallest(t *testing.T, l *Lab, c Criteria, trials int) *Enough {
	t.Helper()
	e, err := l.Smallest(t.Context(), c, trials)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// The interval holds the true level in at least 95 of 100 samples: of 60 no more
// than 3 + 4·√(60·0.05·0.95) = 9 may miss it. Its ends are those of the test of
// every level, to an eighth of its width; four times the trials halve it.
func TestSmallestHoldsTheTrueLevel(t *testing.T) {
	c := Criteria{losesMoreThan(100, 0.05)}
	missed := 0
	var few, many float64
	for seed := range uint64(60) {
		e := smallest(t, curbLab(seed), c, 1024)
		low, high := e.Fails.Levels[0], e.Meets.Levels[0]
		if trueStock <= low || trueStock > high {
			missed++
		}
		few += high - low
		if seed < 15 {
			e = smallest(t, curbLab(seed), c, 4096)
			many += 4 * (e.Meets.Levels[0] - e.Fails.Levels[0])
		}
	}
	if missed > 9 {
		t.Errorf("%d of 60 intervals miss %g", missed, trueStock)
	}
	if ratio := many / few; ratio < 0.4 || ratio > 0.6 {
		t.Errorf("with four times the trials the interval has %.2f of the width, want about a half", ratio)
	}
}

// Against every level of the range tried by itself.
func TestSmallestAgainstAllLevels(t *testing.T) {
	c := Criteria{losesMoreThan(100, 0.05)}
	const trials = 2000
	e := smallest(t, curbLab(3), c, trials)
	all := labOf(curbPlay(3), Range{0, 4000, 2})
	fails, meets := 0.0, 4000.0
	for at := range 2000 {
		p, err := all.try(t.Context(), trials, at)
		if err != nil {
			t.Fatal(err)
		}
		switch Together(all.Judge(c, p)) {
		case Fail:
			fails = p.Levels[0]
		case Pass:
			meets = min(meets, p.Levels[0])
		}
	}
	room := (meets - fails) / 8
	if low := e.Fails.Levels[0]; low > fails || low < fails-room {
		t.Errorf("the lower end is %g, of all levels the highest that fails is %g", low, fails)
	}
	if high := e.Meets.Levels[0]; high < meets || high > meets+room {
		t.Errorf("the upper end is %g, of all levels the lowest that meets is %g", high, meets)
	}
	if e.Fails.Trials != trials || e.Meets.Trials != trials || e.Again != nil || e.Idle {
		t.Errorf("%+v", e)
	}
}

// What does not end in an interval.
func TestSmallestWithoutAnInterval(t *testing.T) {
	for name, c := range map[string]struct {
		criterion    chain.Criterion
		fails, meets bool
		top          Outcome
	}{
		"met already":    {losesMoreThan(100, 0.9), false, true, Pass},
		"close at first": {losesMoreThan(0, 0.999), false, true, Pass},
		"never met":      {losesMoreThan(-1, 0.05), true, false, Fail},
		"close at top":   {losesMoreThan(0, math.Exp(-4000/scale)), true, false, TooClose},
	} {
		e := smallest(t, curbLab(1), Criteria{c.criterion}, 1000)
		if (e.Fails != nil) != c.fails || (e.Meets != nil) != c.meets || e.Top != c.top {
			t.Errorf("%s: %+v", name, e)
		}
		if name == "met already" && e.Meets.Levels[0] != 0 || name == "close at first" && e.Meets.Levels[0] == 0 {
			t.Errorf("%s: met at %v", name, e.Meets.Levels)
		}
	}
}

// A criterion that more of the lever breaks again, and one that it does not
// touch.
func TestSmallestOfWhatIsNotMonotone(t *testing.T) {
	bowl := func(_ context.Context, levels []float64, span mc.Span) ([][]float64, error) {
		values := make([]float64, span.Trials)
		for i := range values {
			values[i] = math.Abs(levels[0]-50) + draw.Random(1).Uniform(span.First+uint64(i), 1, 0)
		}
		return [][]float64{values, values}, nil
	}
	lab := labOf(bowl, NewRange(0, 100))
	e := smallest(t, lab, Criteria{{Name: "near", Statistic: chain.Mean, Metric: "shortfall.total", Limit: atMost(20.5)}}, 1000)
	// The mean of the noise is 0.5 ± 0.018 (95%), so 30 is the true level.
	if e.Fails.Levels[0] < 29.5 || e.Meets.Levels[0] > 30.5 || len(e.Again) == 0 || e.Again[0].Levels[0] != 75 {
		t.Errorf("%v to %v, again %v", e.Fails.Levels, e.Meets.Levels, e.Again)
	}
	idle := func(_ context.Context, _ []float64, span mc.Span) ([][]float64, error) {
		return [][]float64{make([]float64, span.Trials), make([]float64, span.Trials)}, nil
	}
	if e := smallest(t, labOf(idle, NewRange(0, 1)), Criteria{losesMoreThan(1, 0.1)}, 500); !e.Idle {
		t.Error("a lever without effect is not told")
	}
	if smallest(t, curbLab(1), Criteria{losesMoreThan(1, 0.1)}, 500).Idle {
		t.Error("a lever with effect is told to have none")
	}
}

func TestSmallestErrors(t *testing.T) {
	l := curbLab(1)
	if _, err := l.Smallest(t.Context(), Criteria{{Metric: "other.total"}}, 100); err == nil {
		t.Error("a metric that is not played is accepted")
	}
	broken := errors.New("broken")
	l = labOf(func(context.Context, []float64, mc.Span) ([][]float64, error) { return nil, broken }, NewRange(0, 1))
	if _, err := l.Smallest(t.Context(), Criteria{losesMoreThan(1, 0.1)}, 100); !errors.Is(err, broken) {
		t.Errorf("error %v", err)
	}
	if _, err := l.Minimise(t.Context(), Objective{Weights: []float64{1, 1}}, nil, 0, 100); !errors.Is(err, broken) {
		t.Errorf("error %v", err)
	}
}

// A trial that fails is left out, whatever the others gave.
func TestFailedTrialsAreLeftOut(t *testing.T) {
	nan := math.NaN()
	p := &Point{Values: [][]float64{{nan, 1, 2}, {nan, 5, 6}}, Trials: 3}
	q := &Point{Values: [][]float64{{0, nan, 2}, {0, nan, 3}}, Trials: 3}
	if p.Failed() != 1 || p.Column(1).N() != 2 {
		t.Errorf("failed %d, left %d", p.Failed(), p.Column(1).N())
	}
	o := Objective{Weights: []float64{1, 10}}
	if d := o.Difference(p, q); d.N != 1 || d.Value != 30 {
		t.Errorf("difference %+v, want 62 − 32 of the one trial that both have", d)
	}
}

// A lab remembers: trials that were played are not played again, in whatever
// order points are asked for.
func TestLabPlaysATrialOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		played := map[int]map[uint64]bool{}
		lab := labOf(func(_ context.Context, levels []float64, span mc.Span) ([][]float64, error) {
			at := int(levels[0])
			if played[at] == nil {
				played[at] = map[uint64]bool{}
			}
			values := make([]float64, span.Trials)
			for i := range values {
				n := span.First + uint64(i)
				if played[at][n] {
					t.Fatalf("trial %d of level %d is played again", n, at)
				}
				played[at][n] = true
				values[i] = float64(n)
			}
			return [][]float64{values, values}, nil
		}, Range{0, 9, 1})
		for _, want := range rapid.SliceOf(rapid.IntRange(0, 99)).Draw(t, "points") {
			p, err := lab.try(context.Background(), sim.Lanes*(1+want/10), want%10)
			if err != nil {
				t.Fatal(err)
			}
			for i, x := range p.Values[0] {
				if x != float64(i) || p.Trials < sim.Lanes*(1+want/10) {
					t.Fatalf("trial %d stands at %g of %d", i, x, p.Trials)
				}
			}
		}
	})
}

func TestRange(t *testing.T) {
	for _, c := range []struct {
		low, high, step float64
		last            int
	}{
		{0, 365, 0.2, 1825}, {0, 2, 0.002, 1000}, {0, 1000, 1, 1000}, {0.1, 0.5, 0.0002, 2000}, {5, 60, 0.05, 1100}, {-1, 1, 0.002, 1000},
	} {
		r := NewRange(c.low, c.high)
		if r.Step != c.step || r.Last() != c.last || r.At(0) != c.low || r.At(r.Last()) != c.high {
			t.Errorf("%g..%g: %+v, %d levels from %g to %g", c.low, c.high, r, r.Last(), r.At(0), r.At(r.Last()))
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		low := rapid.Float64Range(-1e6, 1e6).Draw(t, "low")
		r := NewRange(low, low+rapid.Float64Range(1e-3, 1e6).Draw(t, "width"))
		if n := r.Last(); n < 1000 || n > 2501 {
			t.Fatalf("%+v has %d levels", r, n)
		}
		at := rapid.IntRange(0, r.Last()-1).Draw(t, "at")
		if r.At(at) >= r.At(at+1) || r.near((r.At(at)-r.Low)/(r.High-r.Low)) != at && at < r.Last()-1 {
			t.Fatalf("%+v: levels %d and after are %g, %g", r, at, r.At(at), r.At(at+1))
		}
	})
	if got := spread(0, 10, 5); !slices.Equal(got, []int{0, 3, 5, 8, 10}) {
		t.Errorf("five of ten: %v", got)
	}
	if got := spread(4, 5, 9); !slices.Equal(got, []int{4, 5}) {
		t.Errorf("nine of two: %v", got)
	}
}

// What is asked decides what is searched; the lowest level is tried in full.
func TestAsk(t *testing.T) {
	c, o := Criteria{losesMoreThan(100, 0.05)}, newsvendor(10)
	for _, q := range []Question{{Criteria: c}, {Objective: &o}, {Criteria: c, Objective: &o}} {
		q.Trials = 1000
		l := curbLab(1)
		f, err := l.Ask(t.Context(), q)
		if err != nil || (f.Enough != nil) != (q.Criteria != nil) || (f.Least != nil) != (q.Objective != nil) || f.Blend != nil {
			t.Errorf("%+v: %+v, error %v", q, f, err)
		}
		if lowest := l.Points()[0]; lowest.Levels[0] != 0 || lowest.Trials != q.Trials {
			t.Errorf("the lowest level was tried with %d trials", lowest.Trials)
		}
	}
	l := labOf(curbPlay(1), NewRange(0, 4000), NewRange(0, 10))
	if f, err := l.Ask(t.Context(), Question{Objective: &o, Trials: 300}); err != nil || f.Blend == nil || f.Least != nil {
		t.Errorf("two levers: %+v, error %v", f, err)
	}
	for _, l := range []*Lab{curbLab(1), l} {
		if _, err := l.Ask(t.Context(), Question{Trials: 100}); err == nil {
			t.Error("nothing is asked, and is answered")
		}
	}
}
