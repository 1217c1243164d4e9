package mc

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"magnetsim/sim"
	"magnetsim/sim/draw"
)

// shownOf notes all that rows show.
func shownOf(to *strings.Builder) func(Rows) error {
	return func(r Rows) error {
		fmt.Fprintf(to, "%d %d %d", r.Variant, r.First, r.N)
		for i := range r.Model.Inputs() {
			fmt.Fprintf(to, " %x", r.Input(i)[:r.N])
		}
		for i := range r.Model.Metrics() {
			fmt.Fprintf(to, " %x", r.Metric(i)[:r.N])
		}
		for lane := range r.N {
			fmt.Fprint(to, r.OK(lane))
		}
		return nil
	}
}

// The shards of a plan that were recorded show, replayed in order, the rows of the plan, and
// merge to the bytes of its sample.
func TestRecordedShardsAreTheWhole(t *testing.T) {
	for name, d := range map[string]draw.Design{"random": draw.Random(1), "Sobol": draw.Sobol(1, nil, 104), "Latin": draw.Latin(1, 320/draw.Replicates, 104)} {
		p := enginePlan(320 - 5)
		p.Design = d
		var want, got strings.Builder
		p.Rows = shownOf(&want)
		whole, err := Play(t.Context(), p)
		if err != nil {
			t.Fatal(err)
		}
		p.Rows = nil
		recordings := make([]bytes.Buffer, 12) // of which some are empty
		for i := range recordings {
			if _, err := Record(t.Context(), Local{Workers: 1 + i%2}, p.On(p.Span().Shard(i, len(recordings))), true, &recordings[i]); err != nil {
				t.Fatal(err)
			}
		}
		p.Rows = shownOf(&got)
		var all Union
		for i := range recordings {
			if err := all.Replay(p.On(p.Span().Shard(i, len(recordings))), &recordings[i]); err != nil {
				t.Fatal(err)
			}
		}
		if got.String() != want.String() {
			t.Errorf("%s: other rows are shown", name)
		}
		if !bytes.Equal(all.Sample().Encode(), whole.Encode()) {
			t.Errorf("%s: another sample", name)
		}
	}
}

func TestReplayRefuses(t *testing.T) {
	p := enginePlan(2 * sim.Lanes)
	var to bytes.Buffer
	if _, err := Record(t.Context(), Local{}, p, true, &to); err != nil {
		t.Fatal(err)
	}
	data := to.Bytes()
	p.Rows = func(Rows) error { return nil }
	refused := func(what string, p Plan, data []byte, want string) {
		t.Helper()
		if _, err := Replay(p, bytes.NewReader(data)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v, want %q", what, err, want)
		}
	}
	for n := 0; n < len(data); n += len(data) / 40 {
		refused("cut", p, data[:n], "cut short")
	}
	for i := 0; i < len(data); i += len(data) / 40 {
		bad := bytes.Clone(data)
		bad[i] ^= 1
		refused("changed", p, bad, "")
	}
	refused("longer", p, append(bytes.Clone(data), 0), "data after its sample")
	refused("other trials", p.On(Span{sim.Lanes, 2 * sim.Lanes}), data, "trials that the plan has not")
	refused("fewer trials", p.On(Span{0, 2*sim.Lanes - 1}), data, "")
	other := p
	other.Label = "another"
	refused("another plan", other, data, "another")
	other = p
	other.Models = other.Models[:1]
	refused("fewer variants", other, data, "trials that the plan has not")
	fails := p
	fails.Rows = func(Rows) error { return errors.New("full disk") }
	refused("rows that fail", fails, data, "full disk")

	to.Reset()
	p.Rows = nil
	if _, err := Record(context.Background(), Local{}, p, false, &to); err != nil {
		t.Fatal(err)
	}
	if _, err := Replay(p, bytes.NewReader(to.Bytes())); err != nil {
		t.Error(err)
	}
	p.Rows = func(Rows) error { return nil }
	refused("without trials", p, to.Bytes(), "it shows 0 of 128 trials")
}

// What nobody looks at is not written, and what is looked at is the same.
func TestRecordingShowsWhatIsLookedAt(t *testing.T) {
	p := enginePlan(3 * sim.Lanes)
	sizes := map[uint64]int{}
	for _, inputs := range []uint64{0, math.MaxUint64, 2 * sim.Lanes} { // of none, of all, of those of two blocks
		p.Shows = &Shows{Metrics: []int{3, 1}, Inputs: inputs}
		look := func(to *strings.Builder) func(Rows) error {
			return func(r Rows) error {
				fmt.Fprintf(to, "%d %d %d %x %x", r.Variant, r.First, r.N, r.Metric(3)[:r.N], r.Metric(1)[:r.N])
				for i := range r.Model.Inputs() {
					if r.First < inputs {
						fmt.Fprintf(to, " %x", r.Input(i)[:r.N])
					}
				}
				return nil
			}
		}
		var want, got strings.Builder
		p.Rows = look(&want)
		var to bytes.Buffer
		if _, err := Record(t.Context(), Local{}, p, true, &to); err != nil {
			t.Fatal(err)
		}
		sizes[inputs] = to.Len()
		p.Rows = look(&got)
		if _, err := Replay(p, bytes.NewReader(to.Bytes())); err != nil {
			t.Fatal(err)
		}
		if got.String() != want.String() {
			t.Errorf("inputs up to %d: other rows are shown", inputs)
		}
		other := p
		other.Shows = nil
		if _, err := Replay(other, bytes.NewReader(to.Bytes())); err == nil {
			t.Error("a part of the columns passes for all")
		}
	}
	for upTo, blocks := range map[uint64]int{math.MaxUint64: 3, 2 * sim.Lanes: 2} {
		inputs, took := 2*8*len(p.Models[0].Inputs())*blocks*sim.Lanes, sizes[upTo]-sizes[0]
		if len(p.Models) == 2 && (took < inputs/2 || took > inputs*9/8) {
			t.Errorf("the inputs up to %d take %d bytes, and are %d", upTo, took, inputs)
		}
	}
	p.Shows = &Shows{Metrics: []int{1}, Until: sim.Lanes + 1} // two blocks of three
	shown := 0
	p.Rows = func(r Rows) error { shown += r.N; return nil }
	var to bytes.Buffer
	want, err := Record(t.Context(), Local{}, p, true, &to)
	if err != nil {
		t.Fatal(err)
	}
	shown = 0
	if got, err := Replay(p, &to); err != nil || !bytes.Equal(got.Encode(), want.Encode()) || shown != 2*2*sim.Lanes {
		t.Errorf("of %d trials and variants rows are shown, error %v", shown, err)
	}
	p.Shows = &Shows{Metrics: []int{len(p.Models[0].Metrics())}}
	if _, err := Play(t.Context(), p); err == nil {
		t.Error("a metric is shown that there is not")
	}
}
