package mc

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"magnetsim/sim"
	"magnetsim/sim/draw"
)

// Survey looks at the worlds of trials 0 to n−1 of a design without playing them, and
// hands the proxies of each trial's outcome (sim.Block.Proxies) to take, with its number. Calls
// of take for different trials run at once; they are valid during the call only.
// Workers is as in Plan. Where ctx is cancelled its error is returned. A trial whose
// world cannot be drawn is an error.
func Survey(ctx context.Context, m *sim.Model, d draw.Design, n, workers int, take func(i int, proxies []float64)) error {
	workers = Plan{Workers: workers, Trials: n}.withDefaults().Workers
	group, ctx := errgroup.WithContext(ctx)
	var next atomic.Int64
	for range workers {
		group.Go(func() (err error) {
			defer func() {
				if p := recover(); p != nil {
					err = fmt.Errorf("a model cannot be surveyed: %v", p)
				}
			}()
			b := m.NewBlock()
			b.StopWhen(func() bool { return ctx.Err() != nil })
			var row []float64
			for ctx.Err() == nil {
				from := int(next.Add(sim.Lanes)) - sim.Lanes
				if from >= n {
					return nil
				}
				lanes := min(sim.Lanes, n-from)
				if err := b.Draw(d, uint64(from), lanes); errors.Is(err, sim.ErrStopped) {
					break
				} else if err != nil {
					return err
				}
				for i := range lanes {
					row = b.Proxies(i, row[:0])
					take(from+i, row)
				}
			}
			return ctx.Err()
		})
	}
	return group.Wait()
}
