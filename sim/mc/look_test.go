package mc

import (
	"bytes"
	"context"
	"slices"
	"testing"

	"magnetsim/sim"
	"magnetsim/sim/draw"
	"magnetsim/sim/stat"
)

// lookedAt are the metrics of a plan, by metric and trial.
func lookedAt(t *testing.T, p Plan, metrics int, play func(Plan) (*Sample, error)) [][]float64 {
	t.Helper()
	all := make([][]float64, metrics)
	p.Rows = func(r Rows) error {
		for i := range all {
			all[i] = append(all[i], r.Metric(i)...)
		}
		return nil
	}
	if s, err := play(p); err != nil || !s.Complete || s.Failed > 0 {
		t.Fatalf("%+v: %v", s, err)
	}
	return all
}

// What a look gives are the proxies of the worlds that are drawn, or the mean of their scores,
// the same for any number of workers, and for who reads a recording of it.
func TestLook(t *testing.T) {
	m := embargo(0)
	const first, trials = sim.Lanes, 2*sim.Lanes + 10
	d := draw.Random(1)
	names := m.ProxyNames()
	want := make([][]float64, len(names))
	b := m.NewBlock()
	var rows [][]float64
	for i := range uint64(trials) {
		if err := b.Draw(d, first+i, 1); err != nil {
			t.Fatal(err)
		}
		row := b.Proxies(0, nil)
		rows = append(rows, row)
		for k, x := range row {
			want[k] = append(want[k], x)
		}
	}
	scores := []*stat.Boosted{stat.Boost(rows, want[0]), stat.Boost(rows, want[1])}
	var mean []float64
	for _, row := range rows {
		mean = append(mean, (scores[0].At(row)+scores[1].At(row))/2)
	}
	if slices.Max(mean) == slices.Min(mean) {
		t.Fatal("all worlds have the same score")
	}
	for _, c := range []struct {
		look *Look
		want [][]float64
	}{{&Look{}, want}, {&Look{Scores: scores}, [][]float64{mean}}} {
		for _, workers := range []int{1, 3} {
			p := Plan{Models: []*sim.Model{m}, Design: d, First: first, Trials: trials, Look: c.look}
			play := Local{Workers: workers}
			if got := lookedAt(t, p, len(c.want), func(p Plan) (*Sample, error) { return play.Play(t.Context(), p) }); !slices.EqualFunc(got, c.want, slices.Equal) {
				t.Errorf("%d workers see %v, not %v", workers, got, c.want)
			}
			var recording bytes.Buffer
			if _, err := Record(t.Context(), play, p, true, &recording); err != nil {
				t.Fatal(err)
			}
			if got := lookedAt(t, p, len(c.want), func(p Plan) (*Sample, error) { return Replay(p, &recording) }); !slices.EqualFunc(got, c.want, slices.Equal) {
				t.Errorf("a recording says %v, not %v", got, c.want)
			}
		}
	}
}

func TestLookCut(t *testing.T) {
	m := embargo(0)
	p := Plan{Models: []*sim.Model{m}, Design: draw.Random(1), Trials: 100, Look: &Look{}}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if s, err := Play(ctx, p); err != nil || s.Complete {
		t.Errorf("cancelled: %+v, %v", s, err)
	}
	p.Models = append(p.Models, m)
	if _, err := Play(t.Context(), p); err == nil {
		t.Error("the worlds of two models are looked at")
	}
}
