package mc

import (
	"context"
	"fmt"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"magnetsim/sim"
)

// Blocks hands trials 0 to n−1 out in blocks of sim.Lanes. Each worker begins with a
// block of its own, for which begin returns what is done with n trials from the first
// on; those of different workers are called at once. Workers is as in Plan. Where ctx is
// cancelled its error is returned. A panic is an error that says what a model cannot be:
// done, such as "played".
func Blocks(ctx context.Context, m *sim.Model, n, workers int, done string, begin func(*sim.Block) func(first, n int) error) error {
	workers = Plan{Workers: workers, Trials: n}.withDefaults().Workers
	group, ctx := errgroup.WithContext(ctx)
	var next atomic.Int64
	for range workers {
		group.Go(func() (err error) {
			defer func() {
				if p := recover(); p != nil {
					err = fmt.Errorf("a model cannot be %s: %v", done, p)
				}
			}()
			b := m.NewBlock()
			b.StopWhen(func() bool { return ctx.Err() != nil })
			do := begin(b)
			for ctx.Err() == nil {
				from := int(next.Add(sim.Lanes)) - sim.Lanes
				if from >= n {
					return nil
				}
				if err := do(from, min(sim.Lanes, n-from)); err != nil && ctx.Err() == nil {
					return err
				}
			}
			return ctx.Err()
		})
	}
	return group.Wait()
}
