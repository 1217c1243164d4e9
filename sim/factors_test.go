package sim

import (
	"slices"
	"testing"

	"magnetsim/sim/chain"
	"magnetsim/sim/dist"
	"magnetsim/sim/draw"
)

// spy notes the addresses that a model asks for.
type spy struct {
	draw.Design
	seen map[draw.Address]bool
}

func (s spy) Uniform(trial uint64, f draw.Factor, k uint32) float64 {
	s.seen[draw.Address{Factor: f, K: k}] = true
	return s.Design.Uniform(trial, f, k)
}

func (s spy) Noise(trial uint64, f draw.Factor) draw.Noise {
	for k := range uint32(draw.Components) {
		s.seen[draw.Address{Factor: f, K: k}] = true
	}
	return s.Design.Noise(trial, f)
}

// Every address that trials ask for is listed, but for a curb's occurrences
// beyond those listed; the curb's first come first, and none comes twice.
func TestFactorsAreWhatIsDrawn(t *testing.T) {
	s := simple(156, 4)
	length, err := dist.Exponential(0.2)
	c := embargo(60, 0, 1)
	c.Scheduled.Start, c.Scheduled.Duration, c.Scheduled.Recurs = chain.Number{}, uncertain("curbs.embargo.duration", length, err), num(2)
	s.Curbs = []chain.Curb{c}
	s.Sectors[0].Volatility, s.Sectors[0].Persistence = num(0.2), num(0.5)
	share, err := dist.Uniform(0.5, 1)
	s.Materials[0].Switching = uncertain("materials.magnet.switching", share, err)
	m, err := Compile(s)
	if err != nil {
		t.Fatal(err)
	}
	listed := m.Factors()
	seen := spy{draw.Random(1), map[draw.Address]bool{}}
	b := m.NewBlock()
	for first := range 4 {
		if err := b.Play(seen, uint64(first*Lanes), Lanes, nil); err != nil {
			t.Fatal(err)
		}
	}
	later := 0
	for a := range seen.seen {
		if a.K >= occurrences {
			later++
		} else if !slices.Contains(listed, a) {
			t.Errorf("%v is drawn but not listed", a)
		}
	}
	for i, a := range listed {
		if slices.Index(listed, a) != i {
			t.Errorf("%v is listed twice", a)
		}
	}
	if want := draw.Key("curbs.embargo.wait"); listed[0] != (draw.Address{Factor: want}) {
		t.Errorf("first is %v, want the curb's first wait %v", listed[0], want)
	}
	if later == 0 {
		t.Error("no curb recurred often enough to try the limit")
	}
}
