package scenarios_test

import (
	"sync"
	"testing"

	"magnetsim/scenarios"
)

// What is read by something else is read anew, and cells of a sweep are made at once.
func TestFiguresAreReadOnce(t *testing.T) {
	load := func(sets ...string) *scenarios.Loaded {
		l, problems := scenarios.Load(scenarios.Shipped, "india-2026.yaml", scenarios.Options{Sets: sets})
		if problems.Failed() {
			t.Fatal(problems)
		}
		return l
	}
	base := load()
	for _, set := range [][2]string{{"start", "2026-03-01"}, {"step", "month"}, {"exchange.USD", "100 INR"}, {"stockpiles.national-heavy.target", "77 days"}} {
		var together sync.WaitGroup
		for range 3 {
			together.Go(func() {
				_, built, problems := base.Build(scenarios.Policy("days-60"), scenarios.Set(set[0], set[1]))
				if built == nil {
					t.Error(problems)
					return
				}
				_, alone, problems := load(set[0] + "=" + set[1]).Build(scenarios.Policy("days-60"))
				if alone == nil {
					t.Error(problems)
					return
				}
				for i, want := range alone.Figures() {
					have := built.Figures()[i]
					if have.Name != want.Name || have.Unit != want.Unit || have.Given() != want.Given() || want.Given() && have.Dist.Mean() != want.Dist.Mean() {
						t.Errorf("%s = %s: %+v, want %+v", set[0], set[1], have, want)
					}
				}
			})
		}
		together.Wait()
	}
}
