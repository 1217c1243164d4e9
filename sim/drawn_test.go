package sim

import (
	"slices"
	"testing"

	"magnetsim/sim/chain"
	"magnetsim/sim/dist"
	"magnetsim/sim/draw"
)

// All that trials ask for is listed by name; numbers that a copula ties say so.
func TestDrawnIsAllThatIsDrawn(t *testing.T) {
	s := simple(156, 4)
	length, err := dist.Exponential(0.2)
	c := embargo(60, 0, 1)
	c.Scheduled.Start, c.Scheduled.Duration, c.Scheduled.Recurs = chain.Number{}, uncertain("curbs.embargo.duration", length, err), num(2)
	s.Curbs = []chain.Curb{c}
	s.Sectors[0].Volatility, s.Sectors[0].Persistence = num(0.2), num(0.5)
	share, err := dist.Uniform(0.5, 1)
	s.Materials[0].Switching = uncertain("materials.magnet.switching", share, err)
	s.Correlations = []chain.Correlation{{Between: []string{"curbs.embargo.duration", "materials.magnet.switching"}, Rho: 0.5}}
	m, err := Compile(s)
	if err != nil {
		t.Fatal(err)
	}

	listed := map[draw.Factor]string{}
	coupled := map[string]int{}
	for _, d := range m.Drawn() {
		listed[d.Factor], coupled[d.Name] = d.Name, d.Coupled
	}
	sp := spy{draw.Random(1), map[draw.Address]bool{}}
	b := m.NewBlock()
	for first := range 4 {
		if err := b.Play(sp, uint64(first*Lanes), Lanes, nil); err != nil {
			t.Fatal(err)
		}
	}
	asked := map[string]bool{}
	for a := range sp.seen {
		if listed[a.Factor] == "" {
			t.Errorf("factor %x is drawn and not listed", a.Factor)
		}
		asked[listed[a.Factor]] = true
	}
	if len(asked) != 4 || len(listed) != 4 {
		t.Errorf("asked for %v of %v", asked, listed)
	}
	for name, want := range map[string]bool{"curbs.embargo.duration": true, "materials.magnet.switching": true, "curbs.embargo.wait": false} {
		if got, ok := coupled[name]; !ok || (got >= 0) != want {
			t.Errorf("%s: copula %d, listed %v", name, got, ok)
		}
	}
}

// A curb on a date that does not recur has no wait to draw, a steady sector no shock.
func TestDrawnLeavesOutWhatIsNotRead(t *testing.T) {
	s := simple(52, 4)
	s.Curbs = []chain.Curb{embargo(10, 20, 1)}
	m, err := Compile(s)
	if err != nil {
		t.Fatal(err)
	}
	if all := m.Drawn(); len(all) != 0 {
		t.Errorf("listed %v of a certain world", all)
	}
}

// What a third number ties to both is one part; what nothing ties stands alone.
func TestPartsOfCorrelations(t *testing.T) {
	matrix := [][]float64{
		{1, 0, 0, 0, 0.2},
		{0, 1, 0, -0.3, 0},
		{0, 0, 1, 0, 0.4},
		{0, -0.3, 0, 1, 0},
		{0.2, 0, 0.4, 0, 1},
	}
	if got, want := parts(matrix), []int{0, 1, 0, 1, 0}; !slices.Equal(got, want) {
		t.Errorf("parts %v, want %v", got, want)
	}
}
