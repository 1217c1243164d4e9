package desk_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"magnetsim/cmd/experiment"
	"magnetsim/cmd/whatif"
	"magnetsim/cmd/whatif/desk"
	"magnetsim/scenarios"
)

// BenchmarkMove is a move of a lever of the base case, to the picture of its first 64 trials
// as a page gets it; the side that it stands against is known.
func BenchmarkMove(b *testing.B) {
	for name, lever := range map[string]string{"minimal": "stockpiles.national.target", "india-2026": "stockpiles.national-heavy.target"} {
		b.Run(name, func(b *testing.B) {
			x, err := experiment.Open(scenarios.Shipped, name+".yaml", scenarios.Options{Sets: []string{"run.trials=1024"}})
			if err != nil {
				b.Fatal(err)
			}
			g, err := whatif.New(x, name, name+".yaml", nil)
			if err != nil {
				b.Fatal(err)
			}
			policy := x.Loaded.Policies()[1]
			ask := func(days int, whole bool) {
				ctx, cancel := context.WithCancel(b.Context())
				defer cancel()
				request := fmt.Sprintf(`{"question": {"b": {"policy": %q, "sets": [{"path": %q, "value": "%d days"}]}}, "look": {"theme": "light", "size": "page"}, "kinds": ["exceedance"]}`, policy, lever, days)
				err := desk.Do(ctx, g, "ask", []byte(request), func(r desk.Reply) error {
					if r.Error != "" {
						b.Fatal(r.Error)
					}
					if !whole {
						cancel() // the first beat is enough
					}
					return ctx.Err()
				})
				if err != nil && !errors.Is(err, context.Canceled) {
					b.Fatal(err)
				}
			}
			ask(1, true)
			days := 1
			for b.Loop() {
				days++
				ask(days, false)
			}
		})
	}
}
