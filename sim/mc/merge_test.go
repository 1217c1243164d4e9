package mc

import (
	"runtime"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"magnetsim/sim"
)

// The shards of a plan merge, in any order, to the sample of the plan.
func TestShardsMerge(t *testing.T) {
	for _, retain := range []int{5000, 600} { // exact; sketches made of exact shards
		p := fakePlan(1500)
		p.Retain, p.First = retain, 64*sim.Lanes
		whole := digest(mustPlay(t, p, faulty()))
		rapid.Check(t, func(rt *rapid.T) {
			n := rapid.IntRange(1, 6).Draw(rt, "shards")
			var samples []*Sample
			for i := range n {
				samples = append(samples, mustPlay(t, p.On(p.Span().Shard(i, n)), faulty()))
			}
			samples = rapid.Permutation(samples).Draw(rt, "order")
			all := samples[0]
			for _, s := range samples[1:] {
				merged, err := Merge(all, s)
				if err != nil {
					rt.Fatal(err)
				}
				all = merged
			}
			if got := digest(all); got != whole {
				rt.Fatalf("%s\nwant\n%s", got, whole)
			}
		})
	}
}

func TestMergeLeavesItsArguments(t *testing.T) {
	p := fakePlan(640)
	a := mustPlay(t, p.On(Span{0, 320}), faulty())
	b := mustPlay(t, p.On(Span{320, 320}), faulty())
	before := digest(a) + digest(b)
	if _, err := Merge(a, b); err != nil {
		t.Fatal(err)
	}
	if digest(a)+digest(b) != before {
		t.Error("a sample changed by being merged")
	}
}

// Every part of a key and of the shape must agree.
func TestMergeRefuses(t *testing.T) {
	p := fakePlan(64)
	a := mustPlay(t, p, faulty())
	for what, change := range map[string]func(*Sample){
		"label":    func(s *Sample) { s.Key.Label = "other" },
		"retain":   func(s *Sample) { s.Key.Retain++ },
		"lanes":    func(s *Sample) { s.Key.Lanes *= 2 },
		"arch":     func(s *Sample) { s.Key.GoArch = "wasm" },
		"level":    func(s *Sample) { s.Key.GoLevel = "v9" },
		"version":  func(s *Sample) { s.Key.GoVersion = "go1.1" },
		"metrics":  func(s *Sample) { s.Metrics = slices.Clone(s.Metrics); s.Metrics[0].Name = "x" },
		"series":   func(s *Sample) { s.Series = s.Series[1:] },
		"steps":    func(s *Sample) { s.Steps++ },
		"variants": func(s *Sample) { s.Variants-- },
		"crosses":  func(s *Sample) { s.crosses = nil },
		"overlap":  func(s *Sample) { s.Spans = []Span{{0, 64}} },
	} {
		b := mustPlay(t, p.On(Span{64, 64}), faulty())
		if _, err := Merge(a, b); err != nil {
			t.Fatalf("unchanged: %v", err)
		}
		change(b)
		if _, err := Merge(a, b); err == nil || !strings.Contains(err.Error(), "cannot be merged") {
			t.Errorf("another %s: error %v", what, err)
		}
	}
}

func TestKey(t *testing.T) {
	k := keyOf(Plan{Label: "x", Retain: 3})
	want := Key{"x", 3, sim.Lanes, runtime.GOARCH, k.GoLevel, runtime.Version()}
	if k != want {
		t.Errorf("%+v, want %+v", k, want)
	}
	if runtime.GOARCH == "amd64" && !slices.Contains([]string{"v1", "v2", "v3", "v4"}, k.GoLevel) {
		t.Errorf("level %q of amd64", k.GoLevel)
	}
}

// Shards are cut between blocks and cover the span.
func TestShard(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := Span{sim.Lanes * rapid.Uint64Range(0, 1000).Draw(t, "first"), rapid.IntRange(0, 5000).Draw(t, "trials")}
		n := rapid.IntRange(1, 100).Draw(t, "n")
		next := s.First
		for i := range n {
			part := s.Shard(i, n)
			if part.Trials > 0 && (part.First != next || part.First%sim.Lanes != 0) {
				t.Fatalf("part %d is %+v, want it to begin at %d", i, part, next)
			}
			if most := (blocks(s.Trials)/n + 1) * sim.Lanes; part.Trials > most {
				t.Fatalf("part %d is %+v, more than %d", i, part, most)
			}
			next += uint64(part.Trials)
			if some := s.Shards(0, i+1, n); some != (Span{s.First, int(next - s.First)}) {
				t.Fatalf("the first %d parts are %+v", i+1, some)
			}
		}
		if next != s.end() {
			t.Fatalf("parts end at %d, want %d", next, s.end())
		}
	})
}
