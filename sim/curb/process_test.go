package curb

import (
	"fmt"
	"math"
	"slices"
	"testing"
)

func always(x float64) Figure { return func(uint32) float64 { return x } }

func list(xs ...float64) Figure { return func(k uint32) float64 { return xs[k] } }

// A recurring curb waits −ln(1−u)/rate from the end of the easing of the last,
// and draws its figures afresh.
func TestScheduledRecurs(t *testing.T) {
	s := Scheduled{
		Start: always(1), Duration: list(0.5, 1, 2), Easing: always(0.25), Severity: list(0.2, 0.4, 2),
		Delay: always(0), Rate: always(2), Wait: list(0, 1-math.Exp(-1), 1-math.Exp(-6)),
	}
	got, _ := s.Episodes(4, nil)
	if len(got) != 2 {
		t.Fatalf("%d episodes begin before year 4, want 2: %+v", len(got), got)
	}
	// 1 + 0.5 + 0.25 + 1/2 = 2.25; the third would begin at 3.5 + 6/2 = 6.5.
	if e := got[1]; math.Abs(e.Start-2.25) > 1e-12 || math.Abs(e.End-3.25) > 1e-12 || e.Severity != 0.4 {
		t.Errorf("second episode %+v, want from 2.25 to 3.25 at 0.4", e)
	}
}

// One that overlaps waits from the beginning of the last: 1 + 1/2, while the
// first lasts, and 1.5 + 2/2, when the easing of the second is over.
func TestScheduledOverlaps(t *testing.T) {
	s := Scheduled{
		Start: always(1), Duration: list(2, 0.5, 1, 1), Easing: always(0.25), Severity: always(1), Delay: always(0),
		Rate: always(2), Overlaps: true, Wait: list(0, 1-math.Exp(-1), 1-math.Exp(-2), 1-math.Exp(-6)),
	}
	got, _ := s.Episodes(4, nil)
	if len(got) != 3 {
		t.Fatalf("%d episodes begin before year 4, want 3: %+v", len(got), got)
	}
	for i, want := range [][2]float64{{1, 3}, {1.5, 2}, {2.5, 3.5}} {
		if e := got[i]; math.Abs(e.Start-want[0]) > 1e-12 || math.Abs(e.End-want[1]) > 1e-12 {
			t.Errorf("episode %d %+v, want %v", i, e, want)
		}
	}
}

// Without a start the first comes after a wait, too.
func TestScheduledWithoutAStart(t *testing.T) {
	s := Scheduled{
		Duration: always(1), Easing: always(0), Severity: always(1), Delay: always(0),
		Rate: always(2), Wait: list(1-math.Exp(-1), 1-math.Exp(-3), 0.5),
	}
	got, _ := s.Episodes(2.99, nil)
	// 1/2; the second after the end of the first and a wait of 3/2.
	if len(got) != 1 || math.Abs(got[0].Start-0.5) > 1e-12 {
		t.Errorf("got %+v, want one from 0.5", got)
	}
	if got, _ = s.Episodes(3.01, nil); len(got) != 2 || math.Abs(got[1].Start-3) > 1e-12 {
		t.Errorf("got %+v, want the second from 3", got)
	}
}

// Competing rates: the wait is Exp(sum), the choice goes by the rates.
func TestRegimesCompete(t *testing.T) {
	state := func(severity float64) State {
		return State{Severity: always(severity), Delay: always(0), Easing: always(0), Hits: ^uint64(0)}
	}
	open := state(0)
	open.To, open.Weight = []int{1, 2}, []Figure{always(1), always(3)}
	w := Walk{Regimes: Regimes{
		States: []State{open, state(0.5), state(0.9)},
		Wait:   always(1 - math.Exp(-2)), Next: always(0.3),
	}}
	got, _ := w.Episodes(10, nil)
	// Exp(4) at that uniform: 2/4 = 0.5. The choice 0.3·4 = 1.2 lies beyond the
	// first rate, so the second state follows; nothing leads out of it.
	if len(got) != 2 || got[0].Start != -Forever || math.Abs(got[0].End-0.5) > 1e-12 || got[1].Severity != 0.9 || got[1].End < 10 {
		t.Errorf("got %+v", got)
	}
}

// A state that is visited again draws its figures afresh, by its own visits: open
// for a year, curbed at 0.3, open for a year, curbed at 0.6.
func TestRegimesDrawAfreshByVisit(t *testing.T) {
	w := Walk{Regimes: Regimes{
		States: []State{
			{Severity: always(0), Delay: list(0.1, 0.2, 0.3), Easing: always(0), Lasts: always(1), To: []int{1}, Weight: []Figure{always(1)}},
			{Severity: list(0.3, 0.6), Delay: always(0), Easing: list(0.5, 0), Lasts: list(2, 4), To: []int{0}, Weight: []Figure{always(1)}},
		},
		Next: always(0.5),
	}}
	for range 2 { // a sampler that is used again begins again
		got, _ := w.Episodes(7, nil)
		want := []Episode{
			{Start: -Forever, End: 1, Delay: 0.1}, {Start: 1, End: 3, Easing: 0.5, Severity: 0.3},
			{Start: 3, End: 4, Delay: 0.2}, {Start: 4, End: 8, Severity: 0.6},
		}
		if !slices.Equal(got, want) {
			t.Errorf("got %+v, want %+v", got, want)
		}
	}
}

func ExampleExposure_Average() {
	ban := Episode{Start: 0.5, End: 1.25, Severity: 0.8}
	x := Exposure{Step: 0.5}
	a := x.Average([]Episode{ban}, 3)
	fmt.Printf("free %.2f, quota %.2f\n", a.Free, a.Quota)
	// Output: free [1.00 0.00 0.50], quota [0.00 0.20 0.10]
}
