package mc

import (
	"context"
	"errors"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"magnetsim/sim"
)

// Jobs of all sizes give, with any number of workers, what each gives alone.
func TestPoolPlaysAsAlone(t *testing.T) {
	sizes := []int{40, 0, 1500, 32, 700, 1, 33, 900, 64, 5}
	var want []string
	for _, n := range sizes {
		want = append(want, digest(mustPlay(t, fakePlan(n), faulty())))
	}
	for _, workers := range []int{1, 2, 7} {
		var mu sync.Mutex
		got := make([]string, len(sizes)+1)
		err := PlayAll(t.Context(), workers, len(got), func(i int) *Job {
			if i == len(sizes) {
				return nil // nothing to play
			}
			return &Job{Plan: fakePlan(sizes[i]), cast: new(faulty()), Done: func(s *Sample, err error) error {
				mu.Lock()
				defer mu.Unlock()
				got[i] += digest(s)
				return err
			}}
		})
		if err != nil {
			t.Fatal(err)
		}
		for i := range want {
			if got[i] != want[i] {
				t.Errorf("%d workers, job %d:\n%s\nwant\n%s", workers, i, got[i], want[i])
			}
		}
	}
}

// All workers help with the last job: its first three blocks are played at once,
// or else this test does not end.
func TestPoolHelpsWithTheLast(t *testing.T) {
	var met sync.WaitGroup
	met.Add(3)
	last := &fake{scale: 1, played: func(first uint64, _ int) {
		if first < 3*sim.Lanes {
			met.Done()
			met.Wait()
		}
	}}
	done := 0
	err := PlayAll(t.Context(), 3, 1, func(int) *Job {
		return &Job{Plan: fakePlan(320), cast: new(fakes(last)), Done: func(s *Sample, err error) error {
			done = int(s.Done)
			return err
		}}
	})
	if err != nil || done != 320 {
		t.Errorf("%d trials, %v", done, err)
	}
}

// A job that cannot be played is done with its error, and the others are
// played.
func TestPoolFaultyJobs(t *testing.T) {
	broken := fakes(&fake{})
	broken.player = func() performer { panic("no memory") }
	rows := fakePlan(640)
	rows.Rows = func(r Rows) error {
		if r.First == 320 {
			return errors.New("disk full")
		}
		return nil
	}
	jobs := []*Job{{Plan: Plan{Trials: 5}}, {Plan: fakePlan(64), cast: &broken}, {Plan: rows, cast: new(faulty())}, {Plan: fakePlan(640), cast: new(faulty())}}
	want := []string{"a plan needs at least one model", "no memory", "disk full", ""}
	for _, workers := range []int{1, 4} {
		var mu sync.Mutex
		got := make([]string, len(jobs))
		err := PlayAll(t.Context(), workers, len(jobs), func(i int) *Job {
			j := *jobs[i]
			j.Done = func(s *Sample, err error) error {
				mu.Lock()
				defer mu.Unlock()
				if (s == nil) != (err != nil) {
					t.Errorf("job %d: %v, %v", i, s, err)
				}
				if err != nil {
					got[i] = err.Error()
				}
				return nil
			}
			return &j
		})
		if err != nil {
			t.Error(err)
		}
		for i := range want {
			if !strings.Contains(got[i], want[i]) || want[i] == "" && got[i] != "" {
				t.Errorf("%d workers, job %d: %q, want %q", workers, i, got[i], want[i])
			}
		}
	}
}

// A cancel leaves what is done as it is, marks what has begun, and begins no
// more; an error of Done ends all and is returned.
func TestPoolStops(t *testing.T) {
	full := errors.New("disk full")
	for _, failing := range []error{nil, full} {
		ctx, cancel := context.WithCancel(t.Context())
		var begun, whole, part atomic.Int64
		err := PlayAll(ctx, 2, 50, func(i int) *Job {
			begun.Add(1)
			return &Job{Plan: fakePlan(320), cast: new(faulty()), Done: func(s *Sample, err error) error {
				if s.Complete && s.Done == 320 {
					whole.Add(1)
				} else if s.Done < 320 && !s.Complete {
					part.Add(1)
				}
				if i < 20 {
					return err
				}
				if failing == nil {
					cancel()
				}
				return failing
			}}
		})
		cancel()
		if !errors.Is(err, failing) {
			t.Errorf("error %v, want %v", err, failing)
		}
		if w, b := whole.Load(), begun.Load(); w < 20 || b > 24 || w+part.Load() != b {
			t.Errorf("%d begun, %d done, %d in part", b, w, part.Load())
		}
	}
}
