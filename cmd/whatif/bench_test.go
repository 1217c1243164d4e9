package whatif_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"magnetsim/cmd/experiment"
	"magnetsim/cmd/whatif"
	"magnetsim/output"
)

// BenchmarkMove is a move of a lever of the base case, to the report on its first 64 trials.
func BenchmarkMove(b *testing.B) {
	t := &testing.T{}
	g := ground(t, "india-2026", nil)
	enough := errors.New("the first beat is enough")
	days := 0
	for b.Loop() {
		days++
		q := whatif.Question{B: whatif.Side{Policy: "days-60", Sets: []experiment.Set{set("stockpiles.national-heavy.target", fmt.Sprintf("%d days", days))}}}
		if err := g.Ask(context.Background(), q, func(*output.Report) error { return enough }); !errors.Is(err, enough) {
			b.Fatal(err)
		}
	}
}
