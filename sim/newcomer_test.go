package sim

import (
	"fmt"
	"testing"

	"magnetsim/sim/chain"
)

// starting is a plant that makes all magnets from week 30 on, of metal that comes from
// China over 5 weeks; until then the magnets come from Vietnam.
func starting() *chain.Scenario {
	s := simple(60, 10)
	s.Materials = append(s.Materials, chain.Material{Name: "metal"})
	s.Sources[0].Name, s.Sources[0].Origin = "vietnam", "vietnam"
	s.Sources = append(s.Sources, chain.Source{
		Name: "china", Origin: "china", Material: "metal", Share: num(1), Capacity: num(10 / week), Lead: num(5 * week),
	})
	s.Plants = []chain.Plant{{
		Name: "works", Makes: "magnet", Capacity: num(1 / week), Start: num(30 * week),
		Recipe: []chain.Input{{Material: "metal", PerTonne: num(2)}},
	}}
	return s
}

// Under a quota of half the normal volume, a plant to come orders ahead half of the
// 2 t a week that it plans to use, and has them in the week in which it starts.
func TestAPlantThatStartsUnderACurbOrdersAhead(t *testing.T) {
	s := starting()
	s.Curbs = []chain.Curb{embargo(-20, 100, 0.5)}
	playEach(t, s, 1, func(b *Block, k int) {
		want := 0.0
		if k >= 30 {
			want = 1
		}
		near(t, fmt.Sprint("metal that arrives in week ", k), b.mat[1].Arrived[0], want, 1e-9)
	})
}

// With all of China's metal stopped, switching of 50% a week of the use that it plans
// lets it buy 1 t of the 2 t elsewhere in the first week, all in the second.
func TestAPlantThatStartsUnderACurbSwitches(t *testing.T) {
	s := starting()
	s.Materials[1].Switching = num(0.5 / week)
	s.Sources = append(s.Sources, chain.Source{
		Name: "japan", Origin: "japan", Material: "metal", Share: num(0), Capacity: num(10 / week), Lead: num(5 * week),
	})
	s.Curbs = []chain.Curb{embargo(-20, 100, 1)}
	playEach(t, s, 1, func(b *Block, k int) {
		switch got := b.mat[1].Arrived[0]; {
		case k < 30:
			near(t, fmt.Sprint("metal that arrives in week ", k), got, 0, 1e-9)
		case k == 30:
			near(t, "metal that arrives in week 30", got, 1, 1e-9)
		case k == 31 && got < 2-1e-9:
			t.Errorf("%g t of metal arrive in week 31, want 2 and more", got)
		}
	})
}
