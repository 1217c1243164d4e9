package study

import (
	"context"
	"math"
	"testing"

	"magnetsim/sim"
	"magnetsim/sim/chain"
	"magnetsim/sim/draw"
	"magnetsim/sim/mc"
	"magnetsim/sim/stat"
)

func knownTo(width float64) chain.Precision {
	return chain.Precision{Of: chain.Criterion{Statistic: chain.Mean, Metric: "shortfall.total"}, Width: width, Relative: true}
}

// untilMet adds blocks of a design's trials until the mean is known to a width, as
// PlayTo would, and returns its estimate. The loss is a curb's length u times its
// severity in (0.5, 1.5) over a stock of 0.4: [u·a − 0.4]⁺, 0.18789 on average,
// ½[a²/2 − 0.8a + 0.16 ln a] from 0.5 to 1.5.
func untilMet(d draw.Design, parts int, width float64) Reach {
	c := stat.NewColumn(0)
	if parts > 0 {
		c.InParts(parts)
	}
	length, severity := draw.Key("length"), draw.Key("severity")
	block := uint64(0)
	for time := 0; ; time++ {
		for ; block*32 < uint64(Check(time)); block++ {
			values, part := make([]float64, 32), make([]int, 32)
			for i := range values {
				trial := block*32 + uint64(i)
				values[i] = max(0, d.Uniform(trial, length, 0)*(0.5+d.Uniform(trial, severity, 0))-0.4)
				part[i] = int(d.Group(trial) % 32)
			}
			if parts > 0 {
				c.AddParts(block, values, part)
			} else {
				c.Add(block, values)
			}
		}
		copied := stat.NewColumn(0) // a column that has been asked is not added to
		if parts > 0 {
			copied.InParts(parts)
		}
		if r := reach(knownTo(width), sim.Metric{}, copied.Join(c)); r.Met || time > 8 {
			return r
		}
	}
}

// Stopping where the precision is met leaves the reported interval honest: over
// 1,000 runs it holds the truth in 93.5% to 96.5%, 95% within two standard errors
// of 0.7%; and it is no wider than asked for.
func TestStoppingCovers(t *testing.T) {
	const runs = 1000
	truth := (0.2 + 0.16*math.Log(3)) / 2
	for name, v := range map[string]struct {
		design func(seed uint64) draw.Design
		width  float64 // met at some of the first four checks
	}{
		"random": {draw.Random, 0.055},
		"lhs":    {func(seed uint64) draw.Design { return draw.Latin(seed, FirstCheck/draw.Replicates, 0) }, 0.025},
	} {
		held, trials := 0, 0.0
		for seed := range uint64(runs) {
			d := v.design(seed)
			r := untilMet(d, draw.ReplicatesOf(d), v.width)
			if r.Estimate.Low <= truth && truth <= r.Estimate.High {
				held++
			}
			if r.Half() > v.width*r.Estimate.Value {
				t.Fatalf("%s, seed %d: stopped at %v ± %v", name, seed, r.Estimate.Value, r.Half())
			}
			trials += float64(r.Trials) / runs
		}
		if share := float64(held) / runs; share < 0.935 || share > 0.965 {
			t.Errorf("%s: the interval covers %.3f", name, share)
		}
		t.Logf("%s: held %d of %d, %.0f trials on average", name, held, runs, trials)
	}
}

func TestChecks(t *testing.T) {
	for time, want := range []int{1, 2, 3, 4, 6, 8, 12, 16, 24} {
		if got := Check(time); got != want*FirstCheck {
			t.Errorf("check %d after %d trials, want %d", time, got, want*FirstCheck)
		}
	}
}

// Nothing rare has happened in 2,000 trials: a small error tells nothing.
func TestALuckyColumnIsNotPrecise(t *testing.T) {
	for _, few := range []int{0, 29, 30} {
		c, values := stat.NewColumn(0), make([]float64, 2000)
		for i := range few {
			values[i] = 100
		}
		c.Add(0, values)
		target := knownTo(0)
		target.Relative, target.Width = false, 50
		if r := reach(target, sim.Metric{}, c); r.Met != (few == 30) {
			t.Errorf("%d trials with a loss: %+v", few, r)
		}
	}
}

// Played to a precision, the sample is that of a plan of as many trials, for any
// number of workers; a cap ends it unmet.
func TestPlayToIsAPlay(t *testing.T) {
	model := market(t, 0, 12)
	plan := func(trials, workers int) mc.Plan {
		return mc.Plan{
			Models: []*sim.Model{model}, Design: draw.Random(1), Trials: trials, Workers: workers, Retain: 1500, Label: "x",
		}
	}
	c := plan(1<<14, 1)
	once, err := mc.Play(context.Background(), plan(1024, 1))
	if err != nil {
		t.Fatal(err)
	}
	at := once.MetricIndex("shortfall.total")
	e := once.Column(0, at).Mean()
	targets := Precision{knownTo(1.1 * caution * (e.High - e.Low) / 2 / e.Value / math.Sqrt2)} // met at 2,048 trials
	s, checks, err := PlayTo(context.Background(), mc.Local{Workers: 1}, c, targets)
	if err != nil {
		t.Fatal(err)
	}
	want, err := mc.Play(context.Background(), plan(int(s.Done), 3))
	if err != nil {
		t.Fatal(err)
	}
	if s.Done <= 1024 || s.Done > 4096 || len(checks) < 2 || !checks[len(checks)-1][0].Met || checks[0][0].Met {
		t.Errorf("%d trials, checks %+v", s.Done, checks)
	}
	got, expect := s.Column(0, at), want.Column(0, at)
	if got.Quantile(0.95).Value != expect.Quantile(0.95).Value || got.Mean().Value != expect.Mean().Value || s.Asked != want.Asked || !s.Complete {
		t.Errorf("the sample differs from that of a plan of %d trials", s.Done)
	}
	again, _, err := PlayTo(context.Background(), mc.Local{Workers: 3}, plan(1<<14, 3), targets)
	if err != nil || again.Done != s.Done || again.Column(0, at).Mean().Value != got.Mean().Value {
		t.Errorf("three workers stop elsewhere: %v", err)
	}
	capped, checks, err := PlayTo(context.Background(), mc.Local{Workers: 2}, plan(1100, 2), Precision{knownTo(1e-6)})
	if err != nil || capped.Done != 1100 || checks[len(checks)-1][0].Met {
		t.Errorf("a cap of 1,100 ended after %d trials: %v", capped.Done, err)
	}
}
