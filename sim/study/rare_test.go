package study

import (
	"context"
	"errors"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"magnetsim/sim"
	"magnetsim/sim/draw"
	"magnetsim/sim/mc"
	"magnetsim/sim/stat"
)

// sums is a simulator with a known answer: a value is Exp(1), which its features tell after
// some distortion and among others that tell nothing, plus Exp of the mean minor that
// nothing tells. Some worlds fail.
type sums struct {
	design draw.Design
	fails  func(world uint64) bool
	played []uint64
}

const minor = 0.3

func (l *sums) exponential(world uint64, name string) float64 {
	return -math.Log(l.design.Uniform(world, draw.Key(name), 0))
}

func (l *sums) proxies(_ context.Context, worlds []uint64) ([][]float64, error) {
	var all [][]float64
	for _, w := range worlds {
		told := l.exponential(w, "told")
		all = append(all, []float64{l.exponential(w, "noise"), math.Sqrt(told), 1, math.Floor(l.exponential(w, "more noise"))})
	}
	return all, nil
}

func (l *sums) score(ctx context.Context, first, n int, by []*stat.Boosted) ([]float32, error) {
	return scoredBy(ctx, l, first, n, by)
}

// scoredBy scores worlds by what a simulator foresees of them.
func scoredBy(ctx context.Context, in simulator, first, n int, by []*stat.Boosted) ([]float32, error) {
	rows, err := in.proxies(ctx, worldsFrom(first, n))
	var scores []float32
	for _, x := range rows {
		sum := 0.0
		for _, b := range by {
			sum += b.At(x)
		}
		scores = append(scores, float32(sum/float64(len(by))))
	}
	return scores, err
}

func (l *sums) play(_ context.Context, worlds []uint64) ([]float64, error) {
	var values []float64
	for _, w := range worlds {
		x := l.exponential(w, "told") + minor*l.exponential(w, "untold")
		if l.fails != nil && l.fails(w) {
			x = math.NaN()
		}
		values = append(values, x)
	}
	l.played = append(l.played, worlds...)
	return values, nil
}

// over is the chance that such a value exceeds x: that of a sum of exponentials of
// rates 1 and 1/minor (Ross, "Introduction to Probability Models", section 5.2.4).
func over(x float64) float64 {
	a, b := 1.0, 1/minor
	return (b*math.Exp(-a*x) - a*math.Exp(-b*x)) / (b - a)
}

var once = Goals{Rare: []float64{1e-2, 1e-3, 1e-4}}

// The chance of one in 10,000 comes with an error of 10% from 20,000 trials, of which
// independent ones would have two, and all is within 4 standard errors.
func TestRareKnown(t *testing.T) {
	l := &sums{design: draw.Random(1)}
	got, err := Rare{Trials: 20_000, Candidates: 1_000_000, Goals: once}.find(context.Background(), l)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []float64{1, 3, 5, 7, 9.57} { // 9.57 is exceeded once in 10,000
		e := got.Exceed(x)
		if math.Abs(e.Value-over(x)) > 4*e.SE {
			t.Errorf("P(> %v) = %v ± %v, want %v", x, e.Value, e.SE, over(x))
		}
		if x == 9.57 && !(e.SE < 0.1*over(x)) {
			t.Errorf("P(> %v) has a standard error of %v, above a tenth of it", x, e.SE)
		}
	}
	if e := got.Mean(); math.Abs(e.Value-1-minor) > 4*e.SE {
		t.Errorf("mean %v ± %v, want %v", e.Value, e.SE, 1+minor)
	}
	if len(l.played) != got.Played || got.Played != 20_000 {
		t.Errorf("%d worlds were played, %d told", len(l.played), got.Played)
	}
	slices.Sort(l.played)
	if len(slices.Compact(l.played)) != 20_000 {
		t.Error("a world was played twice")
	}
}

// A score that tells nothing costs accuracy and nothing else.
func TestRareBlind(t *testing.T) {
	l := &blind{sums{design: draw.Random(2)}}
	got, err := Rare{Trials: 5000, Candidates: 50_000, Goals: once}.find(context.Background(), l)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []float64{1, 3, 5} {
		if e := got.Exceed(x); math.Abs(e.Value-over(x)) > 4*e.SE {
			t.Errorf("P(> %v) = %v ± %v, want %v", x, e.Value, e.SE, over(x))
		}
	}
}

type blind struct{ sums }

func (l *blind) proxies(ctx context.Context, worlds []uint64) ([][]float64, error) {
	all, err := l.sums.proxies(ctx, worlds)
	for i := range all {
		all[i] = all[i][:1]
	}
	return all, err
}

func (l *blind) score(ctx context.Context, first, n int, by []*stat.Boosted) ([]float32, error) {
	return scoredBy(ctx, l, first, n, by)
}

// The mean of 40 searches, each with its own worlds, is right: what is learned from is
// not estimated from. A search's intervals hold the truth in at least 32 of 40: 95% of
// them less 4 standard errors.
func TestRareUnbiased(t *testing.T) {
	const searches = 40
	const x = 6.0
	sum, squares, held := 0.0, 0.0, 0
	for seed := range uint64(searches) {
		l := &sums{design: draw.Random(seed)}
		got, err := Rare{Trials: FewestRare, Candidates: 10 * FewestRare, Goals: Goals{Above: []float64{x}}}.find(context.Background(), l)
		if err != nil {
			t.Fatal(err)
		}
		e := got.Exceed(x)
		sum += e.Value
		squares += e.Value * e.Value
		if e.Low <= over(x) && over(x) <= e.High {
			held++
		}
	}
	mean := sum / searches
	se := math.Sqrt((squares/searches - mean*mean) / (searches - 1))
	if math.Abs(mean-over(x)) > 4*se || held < 32 {
		t.Errorf("P(> %v): mean of searches %v ± %v, want %v; %d of %d intervals hold it", x, mean, se, over(x), held, searches)
	}
}

// Trials that fail are left out and counted; where all do there is an error.
func TestRareFailures(t *testing.T) {
	r := Rare{Trials: 2000, Candidates: 20_000, Goals: once}
	got, err := r.find(context.Background(), &sums{design: draw.Random(1), fails: func(w uint64) bool { return w%50 == 7 }})
	if err != nil {
		t.Fatal(err)
	}
	if got.Failed < 10 || got.Failed > 90 {
		t.Errorf("%d of 2,000 failed, where one in 50 does", got.Failed)
	}
	if _, err := r.find(context.Background(), &sums{design: draw.Random(1), fails: func(uint64) bool { return true }}); !errors.Is(err, errNothingPlayed) {
		t.Errorf("all failed: %v", err)
	}
	for _, few := range []Rare{{Trials: FewestRare - 1, Candidates: 1 << 20}, {Trials: 2000, Candidates: 19_999}} {
		if _, err := few.find(context.Background(), &sums{}); err == nil || !strings.Contains(err.Error(), "10 candidates") {
			t.Errorf("%+v: %v", few, err)
		}
	}
}

// Any number of workers finds the same, and a cancelled search is an error.
func TestRareSameForAnyWorkers(t *testing.T) {
	m := dividedModel(t)
	at := slices.IndexFunc(m.Metrics(), func(x sim.Metric) bool { return x.Name == "shortfall.total" })
	r := Rare{Trials: 1000, Candidates: 10_000, Goals: once}
	one, err := r.Find(context.Background(), mc.Local{Workers: 1}, m, at, 1)
	if err != nil {
		t.Fatal(err)
	}
	if three, err := r.Find(context.Background(), mc.Local{Workers: 3}, m, at, 1); err != nil || !reflect.DeepEqual(one, three) {
		t.Errorf("three workers find something else: %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := r.Find(ctx, mc.Local{}, m, at, 1); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// What is found in an engine's worlds is what its independent trials say, within 4
// standard errors of both together.
func TestRareIsTheModels(t *testing.T) {
	m := dividedModel(t)
	at := slices.IndexFunc(m.Metrics(), func(x sim.Metric) bool { return x.Name == "shortfall.total" })
	got, err := Rare{Trials: 2000, Candidates: 20_000, Goals: Goals{Rare: []float64{0.01}}}.Find(context.Background(), mc.Local{}, m, at, 1)
	if err != nil {
		t.Fatal(err)
	}
	plain, err := mc.Play(context.Background(), mc.Plan{Models: []*sim.Model{m}, Design: draw.Random(5), Trials: 10_000})
	if err != nil {
		t.Fatal(err)
	}
	c := plain.Column(0, at)
	if a, b := got.Mean(), c.Mean(); math.Abs(a.Value-b.Value) > 4*math.Hypot(a.SE, b.SE) {
		t.Errorf("mean %v ± %v, plain trials %v ± %v", a.Value, a.SE, b.Value, b.SE)
	}
	q := c.Quantile(0.99).Value
	if a, b := got.Exceed(q), c.Exceed(q); math.Abs(a.Value-b.Value) > 4*math.Hypot(a.SE, b.SE) {
		t.Errorf("P(> %v) %v ± %v, plain trials %v ± %v", q, a.Value, a.SE, b.Value, b.SE)
	}
	if e := got.Exceed(q); got.Spread(func(x float64) float64 {
		if x > q {
			return 1
		}
		return 0
	})/2000 < 2*e.SE*e.SE {
		t.Errorf("P(> %v) has the error %v: hardly better than plain trials", q, e.SE)
	}
}
