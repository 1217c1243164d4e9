package mc

import (
	"math"
	"testing"

	"magnetsim/sim/draw"
	"magnetsim/sim/stat"
)

func arrangements(trials int) map[string]draw.Design {
	return map[string]draw.Design{
		"antithetic": draw.Antithetic(1),
		"Latin":      draw.Latin(1, trials/draw.Replicates, fakeSteps),
		"Sobol":      draw.Sobol(1, []draw.Address{{Factor: draw.Key("a")}}, fakeSteps),
	}
}

// Every design gives the same bits to any number of workers and to shards merged
// in any order, failed trials and all: a shard holds a piece of every replicate.
func TestDesignsSameBits(t *testing.T) {
	for name, d := range arrangements(1024) {
		p := fakePlan(1024)
		p.Design, p.Workers = d, 1
		want := digest(mustPlay(t, p, faulty()))
		if p.Workers = 5; digest(mustPlay(t, p, faulty())) != want {
			t.Errorf("%s: five workers give other bits", name)
		}
		all := mustPlay(t, p.On(p.Span().Shard(1, 3)), faulty())
		for _, i := range []int{2, 0} {
			merged, err := Merge(all, mustPlay(t, p.On(p.Span().Shard(i, 3)), faulty()))
			if err != nil {
				t.Fatal(err)
			}
			all = merged
		}
		if digest(all) != want {
			t.Errorf("%s: merged shards give other bits", name)
		}
	}
}

// What policies are compared by carries the design's error as well: that of the
// replicates' mean differences, which are gathered here by hand.
func TestPairsOfDesigns(t *testing.T) {
	for name, d := range arrangements(1024) {
		p := fakePlan(1024)
		p.Design = d
		var zero []float64
		by := make([]stat.Moments, draw.Replicates)
		p.Rows = func(r Rows) error {
			if r.Variant == 0 {
				zero = append(zero[:0], r.Metric(0)...)
				return nil
			}
			for i, x := range r.Metric(0) {
				g := d.Group(r.First + uint64(i))
				by[g] = by[g].Add(x - zero[i])
			}
			return nil
		}
		s := mustPlay(t, p, fakes(&fake{scale: 1}, &fake{scale: 0.6}))
		want, got := stat.Batches(by).Mean(), s.Paired(1, 0).Mean()
		if math.Abs(got.Value-want.Value) > 1e-12*math.Abs(want.Value) || math.Abs(got.SE-want.SE) > 1e-9*want.SE || got.N != 1024 {
			t.Errorf("%s: difference %+v, by hand %+v", name, got, want)
		}
		if plain := s.Paired(1, 0).Difference.Mean(); !(got.SE < 0.9*plain.SE) || !(got.SE > 0) {
			t.Errorf("%s: error %v, plain %v", name, got.SE, plain.SE)
		}
		if j, ok := s.Cross(1, 0, 0); !ok || j.N != draw.Replicates || math.Abs(j.Ratio().Value-1) > 1e-12 {
			t.Errorf("%s: cross %+v", name, j)
		}
	}
	plain, random := fakePlan(64), fakePlan(64)
	plain.Design = draw.Antithetic(1)
	a, b := mustPlay(t, plain, faulty()), mustPlay(t, random.On(Span{64, 64}), faulty())
	if _, err := Merge(a, b); err == nil {
		t.Error("samples of other designs were merged")
	}
}
