package draw

import (
	"encoding/json"
	"math"
	"testing"
)

// Every design is data: what is made of it has the same uniforms, noises and groups.
func TestSpecs(t *testing.T) {
	f, g := Key("f"), Key("g")
	leading := []Address{{g, 3}, {f, 0}, {g, 3}}
	far := []uint64{5, math.MaxUint64, 1 << 60}
	for name, d := range map[string]Design{
		"random": Random(math.MaxUint64), "antithetic": Antithetic(2), "latin": Latin(3, 7, 40), "sobol": Sobol(4, leading, 40),
		"picked": Picked(Random(5), append(far, make([]uint64, 100)...)), "mixed": Mixed(Random(1), Sobol(2, leading, 40), 30, []Factor{f}, nil, []Factor{g, f}, nil),
		"levelled": Mixed(Levelled(Random(1), []Factor{f, g}, 4, 6, 0), Levelled(Random(1), []Factor{f}, 4, 6, 3), 0, []Factor{g}),
	} {
		spec, ok := SpecOf(d)
		if !ok {
			t.Errorf("%s is no data", name)
			continue
		}
		letter, err := json.Marshal(spec)
		if err != nil {
			t.Fatal(err)
		}
		var there Spec
		if err := json.Unmarshal(letter, &there); err != nil {
			t.Fatal(err)
		}
		e, err := there.Design()
		if err != nil {
			t.Fatal(err)
		}
		if ReplicatesOf(d) != ReplicatesOf(e) {
			t.Errorf("%s: %d replicates", name, ReplicatesOf(e))
		}
		for trial := range uint64(100) {
			for _, x := range []Factor{f, g} {
				if d.Uniform(trial, x, 3) != e.Uniform(trial, x, 3) || d.Noise(trial, x).At(9) != e.Noise(trial, x).At(9) || d.Group(trial) != e.Group(trial) {
					t.Fatalf("%s: trial %d is another", name, trial)
				}
			}
		}
	}
}

type strange struct{ Design }

func TestSpecsRefuse(t *testing.T) {
	for name, d := range map[string]Design{"strange": strange{Random(1)}, "of a strange one": Picked(strange{Random(1)}, nil)} {
		if _, ok := SpecOf(d); ok {
			t.Errorf("a design %s is data", name)
		}
	}
	for _, s := range []Spec{{}, {Plan: "picked"}, {Plan: "mixed", Of: &Spec{Plan: "random"}}, {Plan: "levelled", Of: &Spec{Plan: "random"}}, {Plan: "picked", Of: &Spec{Plan: "odd"}}} {
		if _, err := s.Design(); err == nil {
			t.Errorf("%+v is a design", s)
		}
	}
}
