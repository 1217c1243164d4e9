package curb

import (
	"math"
	"testing"
)

// A curb that comes again 100,000 times, half of the time in force at a severity
// of 40%: every step has half its quota free and 30% more. At a cost that grew with
// the square of the episodes this would take a minute.
func TestVeryManyEpisodes(t *testing.T) {
	const n, steps = 100_000, 10
	eps := make([]Episode, 0, n)
	for i := range n {
		start := float64(i) * steps / n
		eps = append(eps, Episode{Start: start, End: start + 0.5*steps/n, Severity: 0.4, Delay: 0.1})
	}
	a := (&Exposure{Step: 1}).Average(eps, steps)
	for k := range steps {
		if math.Abs(a.Free[k]-0.5) > 1e-9 || math.Abs(a.Quota[k]-0.3) > 1e-9 || math.Abs(a.Delay[k]-0.05) > 1e-9 {
			t.Fatalf("step %d: free %v quota %v delay %v, want 0.5 0.3 0.05", k, a.Free[k], a.Quota[k], a.Delay[k])
		}
	}
}

// As many that all overlap: all but those that outlast the others are left out.
func TestVeryManyThatOverlap(t *testing.T) {
	const n, steps = 100_000, 10
	eps := make([]Episode, 0, n)
	for i := range n {
		start := float64(i) * steps / n
		eps = append(eps, Episode{Start: start, End: start + 5, Easing: 1, Severity: 0.4})
	}
	a := (&Exposure{Step: 1}).Average(eps, steps)
	for k := range steps {
		if a.Free[k] != 0 || math.Abs(a.Quota[k]-0.6) > 1e-9 {
			t.Fatalf("step %d: free %v quota %v, want 0 0.6", k, a.Free[k], a.Quota[k])
		}
	}
}

// Rates and lengths that would never end are errors.
func TestTooManyEpisodes(t *testing.T) {
	s := Scheduled{
		Start: always(0), Duration: always(0), Easing: always(0), Severity: always(1), Delay: always(0),
		Rate: always(1e9), Wait: always(0.5),
	}
	if _, err := s.Episodes(1, nil); err == nil {
		t.Error("a billion episodes a year")
	}
	state := func(to int) State {
		return State{Severity: always(1), Delay: always(0), Easing: always(0), Lasts: always(0), To: []int{to}, Weight: []Figure{always(1)}}
	}
	w := Walk{Regimes: Regimes{States: []State{state(1), state(0)}, Wait: always(0.5), Next: always(0.5)}}
	if _, err := w.Episodes(1, nil); err == nil {
		t.Error("stays of no length, for ever")
	}
}
