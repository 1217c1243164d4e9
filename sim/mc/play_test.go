package mc

import (
	"math"
	"reflect"
	"strings"
	"testing"

	"magnetsim/sim"
	"magnetsim/sim/draw"
	"magnetsim/sim/stat"
)

func TestSameBitsForAnyWorkers(t *testing.T) {
	for _, retain := range []int{5000, 500} { // exact columns, sketches
		p := fakePlan(2000)
		p.Retain = retain
		p.Workers = 1
		want := mustPlay(t, p, faulty())
		if want.Column(0, 0).Exact() != (retain == 5000) {
			t.Errorf("retaining %d of 2000: exact %v", retain, want.Column(0, 0).Exact())
		}
		for _, p.Workers = range []int{2, 7} {
			got := mustPlay(t, p, faulty())
			if digest(got) != digest(want) {
				t.Errorf("%d workers:\n%s\nwant\n%s", p.Workers, digest(got), digest(want))
			}
			for v := range want.Variants {
				if !reflect.DeepEqual(got.follows[v].counts, want.follows[v].counts) {
					t.Errorf("%d workers: counts of variant %d differ", p.Workers, v)
				}
			}
		}
	}
}

// The sample is what a loop over the trials finds, the failed ones left out of
// both variants.
func TestSampleAgainstALoop(t *testing.T) {
	const trials = 1000
	s := mustPlay(t, fakePlan(trials), faulty())
	failed := map[uint64]bool{70: true, 71: true, 131: true, 640: true, 641: true}
	var none, reserve, differences []float64
	better, unmet := int64(0), stat.Counts{}
	f := fakePlayer{fake: &fake{scale: 1}}
	g := fakePlayer{fake: &fake{scale: 0.6}}
	for n := range uint64(trials) {
		if failed[n] {
			continue
		}
		u := draw.Random(1).Uniform(n, draw.Key("a"), 0)
		x, _ := f.result(n, u)
		y, _ := g.result(n, u)
		none, reserve, differences = append(none, x), append(reserve, y), append(differences, y-x)
		if y < x {
			better++
		}
		unmet.AddBins([]stat.Bin{stat.BinOf(2 * y)})
	}
	if s.Failed != 5 || s.Done != trials || s.OK() != trials-5 || !s.Complete {
		t.Errorf("failed %d of %d, complete %v", s.Failed, s.Done, s.Complete)
	}
	if s.FirstFail != 70 || s.FirstError != "panic: trial 70" {
		t.Errorf("first error %q of trial %d", s.FirstError, s.FirstFail)
	}
	near := func(what string, got, want float64) {
		if math.Abs(got-want) > trials*1000*0x1p-52 { // sums of values below 1000
			t.Errorf("%s: %v, want %v", what, got, want)
		}
	}
	near("mean without", s.Column(0, 0).Mean().Value, stat.MomentsOf(none).Average)
	near("mean with", s.Column(1, 0).Mean().Value, stat.MomentsOf(reserve).Average)
	near("mean of the series", s.SeriesMean(1, 0)[2], 2*stat.MomentsOf(reserve).Average)
	paired := s.Paired(1, 0)
	near("paired mean", paired.Difference.Average, stat.MomentsOf(differences).Average)
	near("paired sd", paired.Difference.SD(), stat.MomentsOf(differences).SD())
	if paired.Better != better || paired.Worse != 0 || paired.N != trials-5 {
		t.Errorf("paired %+v, want %d better", paired, better)
	}
	if !reflect.DeepEqual(s.Counts(1, 0, 2), &unmet) {
		t.Error("the counts of a step differ from those of a loop")
	}
	if s.MetricIndex("time.total") != 1 || s.MetricIndex("x") != -1 {
		t.Error("indices by name")
	}
}

// A metric that may be "never" has quantiles, no mean, and pairs where both are.
func TestNever(t *testing.T) {
	s := mustPlay(t, fakePlan(320), fakes(&fake{scale: 1}, &fake{scale: 2}))
	c := s.Column(0, 1)
	if !math.IsInf(c.Quantile(0.95).Value, 1) || !math.IsNaN(c.Mean().Value) || s.Failed != 0 {
		t.Errorf("time: p95 %v, mean %v", c.Quantile(0.95).Value, c.Mean().Value)
	}
	if p := s.Paired(1, 1); p.Difference.Average != 0 || p.Difference.N != 320 || p.Better+p.Worse != 0 {
		t.Errorf("paired %+v, want no difference", p)
	}
	if p := s.Paired(0, 1); p.N != 320 || p.Difference.Average != 0 {
		t.Errorf("variant 0 from itself: %+v", p)
	}
}

func TestInfiniteWhereNotAllowed(t *testing.T) {
	for x, want := range map[float64]bool{math.Inf(1): true, math.Inf(-1): false, 3: true} {
		if allowed(sim.Metric{Never: true}, x) != want {
			t.Errorf("a metric with never allows %v: %v", x, !want)
		}
	}
	if allowed(sim.Metric{}, math.Inf(1)) || allowed(sim.Metric{Never: true}, math.NaN()) {
		t.Error("a metric allows what is no number")
	}
}

func TestAllTrialsFail(t *testing.T) {
	f := &fake{scale: 1, nans: map[uint64]bool{}}
	for n := range uint64(100) {
		f.nans[n] = true
	}
	s := mustPlay(t, fakePlan(100), fakes(f))
	if s.Failed != 100 || s.OK() != 0 || !strings.Contains(s.FirstError, "shortfall.total is NaN") {
		t.Errorf("failed %d, %q", s.Failed, s.FirstError)
	}
	if e := s.Column(0, 0).Mean(); !math.IsNaN(e.Value) || !math.IsNaN(s.SeriesMean(0, 0)[0]) || s.Counts(0, 0, 0).N() != 0 {
		t.Errorf("mean of nothing: %+v", e)
	}
}

func TestNoTrials(t *testing.T) {
	s := mustPlay(t, fakePlan(0), faulty())
	if !s.Complete || s.Done != 0 || s.Spans != nil {
		t.Errorf("%+v", s)
	}
}

func TestFaultyPlans(t *testing.T) {
	good, longer, fewer, blind := (&fake{}).variant(), (&fake{}).variant(), (&fake{}).variant(), (&fake{}).variant()
	longer.steps, fewer.metrics, blind.series = 6, fewer.metrics[:1], nil
	for want, v := range map[string]struct {
		change   func(*Plan)
		variants []variant
	}{
		"at least one model":           {func(*Plan) {}, nil},
		"needs a design":               {func(p *Plan) { p.Design = nil }, []variant{good}},
		"begins at a multiple":         {func(p *Plan) { p.First = 1 }, []variant{good}},
		"cannot be negative":           {func(p *Plan) { p.Trials = -1 }, []variant{good}},
		"4294967295 trials at most":    {func(p *Plan) { p.Trials = 1 << 32 }, []variant{good}},
		"one has 5 steps, the other 6": {func(*Plan) {}, []variant{good, longer}},
		`from "time.total" and "" on`:  {func(*Plan) {}, []variant{good, good, fewer}},
		"not follow the same series":   {func(*Plan) {}, []variant{good, blind}},
	} {
		p := fakePlan(10)
		v.change(&p)
		if _, err := play(t.Context(), p, cast{variants: v.variants}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
	if _, err := Play(t.Context(), Plan{}); err == nil {
		t.Error("an empty plan was played")
	}
}

func TestModelThatCannotStart(t *testing.T) {
	c := fakes(&fake{})
	c.player = func() performer { panic("no memory") }
	if _, err := play(t.Context(), fakePlan(100), c); err == nil || !strings.Contains(err.Error(), "no memory") {
		t.Errorf("error %v", err)
	}
}
