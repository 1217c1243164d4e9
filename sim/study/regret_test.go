package study

import (
	"math"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// Savage's table: the best by case are 10, 20 and 0.
func TestRegretsByHand(t *testing.T) {
	got := Regrets([][]float64{{10, 50, 0}, {30, 20, 6}, {20, 30, 1}})
	want := []Regret{
		{By: []float64{0, 30, 0}, Worst: 30, Mean: 10},
		{By: []float64{20, 0, 6}, Worst: 20, Mean: 26.0 / 3},
		{By: []float64{10, 10, 1}, Worst: 10, Mean: 7},
	}
	for p := range want {
		if !slices.Equal(got[p].By, want[p].By) || got[p].Worst != want[p].Worst || math.Abs(got[p].Mean-want[p].Mean) > 1e-12 {
			t.Errorf("policy %d: %+v, want %+v", p, got[p], want[p])
		}
	}
}

// In every case some policy has no regret, and what befalls all policies of a
// case alike changes none.
func TestRegretsAreRelative(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		policies, cases := rapid.IntRange(1, 5).Draw(t, "policies"), rapid.IntRange(1, 5).Draw(t, "cases")
		losses, shifted := make([][]float64, policies), make([][]float64, policies)
		for p := range losses {
			for c := range cases {
				x := float64(rapid.IntRange(0, 1000).Draw(t, "loss"))
				losses[p] = append(losses[p], x)
				shifted[p] = append(shifted[p], x+float64(100*c))
			}
		}
		regrets := Regrets(losses)
		for c := range cases {
			least := math.Inf(1)
			for _, r := range regrets {
				least = min(least, r.By[c])
			}
			if least != 0 {
				t.Fatalf("the least regret in case %d is %v", c, least)
			}
		}
		if again := Regrets(shifted); !reflect.DeepEqual(regrets, again) { // whole numbers: exact
			t.Fatalf("%v and %v", regrets, again)
		}
	})
}

func TestRoundingIsNoRegret(t *testing.T) {
	if r := Regrets([][]float64{{0.1 + 0.2}, {0.3}}); r[0].Worst != 0 || r[1].Worst != 0 {
		t.Errorf("%+v", r)
	}
}
