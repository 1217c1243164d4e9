package mc

import (
	"context"
	"errors"
	"slices"
	"sync/atomic"
	"testing"

	"magnetsim/sim/draw"
)

// A survey sees every trial once, and the same with any number of workers.
func TestSurvey(t *testing.T) {
	m := embargo(0)
	const trials = 100
	look := func(workers int) [][]float64 {
		rows := make([][]float64, trials)
		var calls atomic.Int64
		err := Survey(context.Background(), m, draw.Random(1), trials, workers, func(i int, proxies []float64) {
			rows[i] = slices.Clone(proxies)
			calls.Add(1)
		})
		if err != nil || calls.Load() != trials {
			t.Fatalf("%d calls for %d trials: %v", calls.Load(), trials, err)
		}
		return rows
	}
	one, three := look(1), look(3)
	for i := range one {
		if len(one[i]) != len(m.ProxyNames()) || !slices.Equal(one[i], three[i]) {
			t.Fatalf("trial %d: %v with one worker, %v with three", i, one[i], three[i])
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := Survey(ctx, m, draw.Random(1), trials, 2, func(int, []float64) {}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if err := Survey(context.Background(), m, draw.Random(1), trials, 2, func(int, []float64) { panic("no") }); err == nil {
		t.Error("a panic is no error")
	}
}
