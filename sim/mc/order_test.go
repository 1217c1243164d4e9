package mc

import (
	"context"
	"errors"
	"strings"
	"sync/atomic"
	"testing"

	"magnetsim/sim"
)

// Rows come block by block in order, variant by variant, whoever is late, and
// few blocks wait for a late one.
func TestRowsInOrder(t *testing.T) {
	var started, delivered, most atomic.Int64
	gate := make(chan struct{})
	slow := &fake{scale: 1, nans: map[uint64]bool{33: true}}
	slow.played = func(first uint64, n int) {
		if n == 1 {
			return // a replay
		}
		if ahead := started.Add(1) - delivered.Load(); ahead > most.Load() {
			most.Store(ahead)
		}
		switch {
		case first == 0:
			<-gate
		case started.Load() == 8: // as many as may be under way with two workers
			close(gate)
		}
	}
	p := fakePlan(1000)
	next, turn := uint64(0), 0
	p.Rows = func(r Rows) error {
		if r.First != next || r.Variant != turn {
			t.Errorf("rows of trial %d, variant %d; want %d, %d", r.First, r.Variant, next, turn)
		}
		for lane := range r.N {
			trial := r.First + uint64(lane)
			if r.OK(lane) != (trial != 33) {
				t.Errorf("trial %d: ok is %v", trial, r.OK(lane))
			}
			if u := r.Input(0)[lane]; r.OK(lane) && u != p.Design.Uniform(trial, 0xaf63dc4c8601ec8c, 0) { // FNV-1a of "a"
				t.Errorf("trial %d has the input %v", trial, u)
			}
		}
		if len(r.Metric(1)) != r.N {
			t.Errorf("%d metrics of %d trials", len(r.Metric(1)), r.N)
		}
		if turn++; turn == 2 {
			next, turn = next+uint64(r.N), 0
			delivered.Add(1)
		}
		return nil
	}
	done := 0
	p.Progress = func(d, total int) {
		if d <= done || total != 1000 {
			t.Errorf("progress %d of %d after %d", d, total, done)
		}
		done = d
	}
	mustPlay(t, p, fakes(slow, &fake{scale: 0.6}))
	if next != 1000 || done != 1000 {
		t.Errorf("rows of %d trials, progress to %d", next, done)
	}
	if most.Load() > 8 {
		t.Errorf("%d blocks under way at once", most.Load())
	}
}

// An error or a panic of the receiver ends the run with an error.
func TestRowsFail(t *testing.T) {
	full := errors.New("disk full")
	for want, rows := range map[string]func(Rows) error{
		"disk full":                      func(Rows) error { return full },
		"taking in trials 0 to 63: oops": func(Rows) error { panic("oops") },
	} {
		p := fakePlan(5000)
		p.Rows = rows
		if s, err := play(t.Context(), p, faulty()); err == nil || !strings.Contains(err.Error(), want) || s != nil {
			t.Errorf("error %v, want %q", err, want)
		}
	}
}

// A cancelled run keeps a contiguous prefix, and what is left completes it to
// the sample of the whole.
func TestCancel(t *testing.T) {
	p := fakePlan(4000)
	whole := mustPlay(t, p, faulty())
	ctx, cancel := context.WithCancel(t.Context())
	p.Progress = func(done, _ int) {
		if done >= 700 {
			cancel()
		}
	}
	part, err := play(ctx, p, faulty())
	if err != nil || part.Complete || part.Done < 700 || part.Done > 700+10*sim.Lanes {
		t.Fatalf("error %v, done %d, complete %v", err, part.Done, part.Complete)
	}
	if len(part.Spans) != 1 || part.Spans[0] != (Span{0, int(part.Done)}) {
		t.Errorf("spans %v, want the first %d", part.Spans, part.Done)
	}
	p.Progress = nil
	rest := mustPlay(t, p.On(Span{uint64(part.Done), 4000 - int(part.Done)}), faulty())
	part.Asked, part.Complete = part.Done, true // what was asked is now what was done
	both, err := Merge(rest, part)
	if err != nil {
		t.Fatal(err)
	}
	if digest(both) != digest(whole) {
		t.Errorf("part and rest:\n%s\nwant\n%s", digest(both), digest(whole))
	}
}

func TestCancelledBefore(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	s, err := play(ctx, fakePlan(100), faulty())
	if err != nil || s.Done != 0 || s.Complete {
		t.Errorf("error %v, done %d", err, s.Done)
	}
}
