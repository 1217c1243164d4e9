package mc

import (
	"context"
	"fmt"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"magnetsim/sim"
	"magnetsim/sim/draw"
)

// Blocks hands trials 0 to n−1 out in blocks of sim.Lanes. Each worker begins with a
// block of its own, for which begin returns what is done with n trials from the first
// on; those of different workers are called at once. Workers is as in Plan. Where ctx is
// cancelled its error is returned. A panic is an error that says what a model cannot be:
// done, such as "surveyed".
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

// Survey looks at the worlds of trials 0 to n−1 of a design without playing them, and
// hands the proxies of each trial's outcome (sim.Block.Proxies) to take, with its number. Calls
// of take for different trials run at once; they are valid during the call only.
// Workers is as in Plan. Where ctx is cancelled its error is returned. A trial whose
// world cannot be drawn is an error.
func Survey(ctx context.Context, m *sim.Model, d draw.Design, n, workers int, take func(i int, proxies []float64)) error {
	return Blocks(ctx, m, n, workers, "surveyed", func(b *sim.Block) func(first, n int) error {
		var row []float64
		return func(first, n int) error {
			if err := b.Draw(d, uint64(first), n); err != nil {
				return err
			}
			for i := range n {
				row = b.Proxies(i, row[:0])
				take(first+i, row)
			}
			return nil
		}
	})
}
