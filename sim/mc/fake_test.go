package mc

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"magnetsim/sim"
	"magnetsim/sim/draw"
)

const fakeSteps = 5

// fake is a model whose metrics are a shortfall, 0 in half of the trials, and
// the time to it, and whose series are the shortfall spread over the steps and
// the step itself. Scale is what a policy changes. Some trials go wrong, at step
// 3, after part of their series has been seen.
type fake struct {
	scale  float64
	panics map[uint64]bool
	errs   map[uint64]bool
	nans   map[uint64]bool
	played func(first uint64, n int) // called at the beginning of a play
}

func (f *fake) variant() variant {
	return variant{
		metrics: []sim.Metric{{Name: "shortfall.total"}, {Name: "time.total", Never: true}},
		inputs:  []sim.Input{{Name: "a"}},
		series:  []sim.Series{{Name: "unmet.total"}, {Name: "step"}},
		steps:   fakeSteps,
	}
}

// fakes are variants that are played by fakes.
func fakes(all ...*fake) cast {
	c := cast{player: func() performer {
		band := &fakeBand{}
		for _, f := range all {
			band.players = append(band.players, &fakePlayer{fake: f})
		}
		return band
	}}
	for _, f := range all {
		c.variants = append(c.variants, f.variant())
	}
	return c
}

// fakeBand plays fakes one after the other.
type fakeBand struct{ players []*fakePlayer }

func (b *fakeBand) Play(d draw.Design, first uint64, n int, observe func(variant, step int)) error {
	for v, p := range b.players {
		var seen func(int)
		if observe != nil {
			seen = func(step int) { observe(v, step) }
		}
		if err := p.play(d, first, n, seen); err != nil {
			return err
		}
	}
	return nil
}

func (b *fakeBand) StopWhen(stop func() bool) {
	for _, p := range b.players {
		p.stop = stop
	}
}

func (b *fakeBand) Of(variant int) shower { return b.players[variant] }

type fakePlayer struct {
	*fake
	uniform, unmet, step, shortfall, when [sim.Lanes]float64
	n                                     int
	stop                                  func() bool
}

func (p *fakePlayer) play(d draw.Design, first uint64, n int, observe func(int)) error {
	if p.played != nil {
		p.played(first, n)
	}
	p.n = n
	for i := range n {
		trial := first + uint64(i)
		p.uniform[i] = d.Uniform(trial, draw.Key("a"), 0)
		p.shortfall[i], p.when[i] = p.result(trial, p.uniform[i])
	}
	for k := range fakeSteps {
		if p.stop() {
			return sim.ErrStopped
		}
		for i := range n {
			if trial := first + uint64(i); k == 3 && p.panics[trial] {
				panic(fmt.Sprintf("trial %d", trial))
			} else if k == 3 && p.errs[trial] {
				return errors.New("out of range")
			}
			p.unmet[i], p.step[i] = p.shortfall[i]*float64(k), float64(k)
		}
		if observe != nil {
			observe(k)
		}
	}
	return nil
}

// result is the shortfall of a trial and when it comes.
func (p *fakePlayer) result(trial uint64, u float64) (shortfall, when float64) {
	switch {
	case p.nans[trial]:
		return math.NaN(), 0
	case u < 0.5:
		return 0, math.Inf(1)
	}
	return -p.scale * 100 * math.Log(2*(1-u)), u
}

func (p *fakePlayer) Metric(i int) []float64 {
	return [][]float64{p.shortfall[:p.n], p.when[:p.n]}[i]
}
func (p *fakePlayer) Input(int) []float64 { return p.uniform[:p.n] }
func (p *fakePlayer) SeriesNow(i int) []float64 {
	return [][]float64{p.unmet[:p.n], p.step[:p.n]}[i]
}
func (p *fakePlayer) Imbalance() float64 { return p.uniform[0] * 1e-12 }

// faulty are two policies in which five trials of three blocks go wrong.
func faulty() cast {
	bad := func(trials ...uint64) map[uint64]bool {
		m := map[uint64]bool{}
		for _, n := range trials {
			m[n] = true
		}
		return m
	}
	none := &fake{scale: 1, panics: bad(70, 131)}
	reserve := &fake{scale: 0.6, errs: bad(70, 71), nans: bad(640, 641)}
	return fakes(none, reserve)
}

func fakePlan(trials int) Plan {
	return Plan{Design: draw.Random(1), Trials: trials, Workers: 2, Crosses: [][2]int{{0, 0}}}
}

func mustPlay(t testing.TB, p Plan, c cast) *Sample {
	t.Helper()
	s, err := play(t.Context(), p, c)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// digest is everything that a sample answers, to the last bit.
func digest(s *Sample) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%+v %d %d %d %d %q %d %x %v %v\n", s.Key, s.Variants, s.Asked, s.Done, s.Failed,
		s.FirstError, s.FirstFail, s.Imbalance, s.Complete, s.Spans)
	for v := range s.Variants {
		cross, _ := s.Cross(v, 0, 0)
		fmt.Fprintf(&b, "%x\n", cross)
		for i, m := range s.Metrics {
			c := s.Column(v, i)
			fmt.Fprintf(&b, "%d %s %v %x %x %x\n", v, m.Name, c.Exact(), c.Mean(), c.SD(), s.Paired(v, i))
			for _, p := range []float64{0.05, 0.5, 0.9, 0.95} {
				fmt.Fprintf(&b, "%x %x %x\n", c.Quantile(p), c.CVaR(p), c.Exceed(50))
			}
		}
		for i := range s.Series {
			fmt.Fprintf(&b, "%x", s.SeriesMean(v, i))
			for k := range s.Steps {
				c := s.Counts(v, i, k)
				fmt.Fprintf(&b, " %d %x %x", c.N(), c.Quantile(0.3), c.Quantile(0.9))
			}
		}
	}
	return b.String()
}
