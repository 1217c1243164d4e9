package sim

import (
	"reflect"
	"testing"

	"magnetsim/sim/draw"
)

// The world that is drawn alone is the one in which trials are played, in any
// design and wherever in a block a trial stands.
func TestDrawIsTheWorldOfPlay(t *testing.T) {
	m, err := Compile(regimed())
	if err != nil {
		t.Fatal(err)
	}
	for name, d := range map[string]draw.Design{"random": draw.Random(3), "lhs": draw.Latin(3, 8, m.Steps()), "antithetic": draw.Antithetic(3)} {
		played, drawn := m.NewBlock(), m.NewBlock()
		if err := played.Play(d, 64, 20, nil); err != nil {
			t.Fatal(err)
		}
		if err := drawn.Draw(d, 70, 14); err != nil {
			t.Fatal(err)
		}
		for i := range m.Inputs() {
			if !reflect.DeepEqual(drawn.Input(i), played.Input(i)[6:20]) {
				t.Errorf("%s: %s is drawn otherwise", name, m.Inputs()[i].Name)
			}
		}
		for lane := range 14 {
			if a, b := drawn.Visits(lane), played.Visits(lane+6); len(a) == 0 || !reflect.DeepEqual(a, b) {
				t.Errorf("%s, trial %d: %v drawn, %v played", name, 70+lane, a, b)
			}
		}
	}
	if err := m.NewBlock().Draw(draw.Random(3), 0, Lanes+1); err == nil {
		t.Error("more trials than a block has lanes were drawn")
	}
}
