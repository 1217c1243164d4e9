package draw

import "fmt"

// Spec is a design as data, from which another process makes the same.
type Spec struct {
	Plan    string     `json:"plan"` // "random", "antithetic", "latin", "sobol"; "picked", "mixed", "levelled" of others
	Seed    uint64     `json:"seed,omitempty"`
	Per     int        `json:"per,omitempty"`
	Steps   int        `json:"steps,omitempty"` // length of a noise
	Leading []Address  `json:"leading,omitempty"`
	Of      *Spec      `json:"of,omitempty"`
	Other   *Spec      `json:"other,omitempty"`
	Trials  []uint64   `json:"trials,omitempty"` // picked
	Factors [][]Factor `json:"factors,omitempty"`
	Levels  int        `json:"levels,omitempty"`
	Further int        `json:"further,omitempty"` // levels
}

// SpecOf is a design of this package as data; false of one that is none.
func SpecOf(d Design) (Spec, bool) {
	switch d := d.(type) {
	case random:
		return Spec{Plan: "random", Seed: d.seed}, true
	case antithetic:
		return Spec{Plan: "antithetic", Seed: d.seed}, true
	case *latin:
		return Spec{Plan: "latin", Seed: d.seed, Per: int(d.per), Steps: d.steps}, true
	case *sobol:
		return Spec{Plan: "sobol", Seed: d.seed, Leading: d.leading, Steps: d.steps}, true
	case picked:
		of, ok := SpecOf(d.of)
		return Spec{Plan: "picked", Of: &of, Trials: d.trials}, ok
	case *mixed:
		of, ok := SpecOf(d.Design)
		other, known := SpecOf(d.other)
		return Spec{Plan: "mixed", Of: &of, Other: &other, Per: d.per, Factors: d.theirs}, ok && known
	case *levelled:
		of, ok := SpecOf(d.Design)
		return Spec{Plan: "levelled", Of: &of, Per: d.per, Levels: d.levels, Further: d.further, Factors: [][]Factor{d.factors}}, ok
	}
	return Spec{}, false
}

// Design is the design of which this is the data.
func (s Spec) Design() (Design, error) {
	switch s.Plan {
	case "random":
		return Random(s.Seed), nil
	case "antithetic":
		return Antithetic(s.Seed), nil
	case "latin":
		return Latin(s.Seed, s.Per, s.Steps), nil
	case "sobol":
		return Sobol(s.Seed, s.Leading, s.Steps), nil
	}
	var of [2]Design
	for i, from := range []*Spec{s.Of, s.Other} {
		if from == nil {
			continue
		}
		var err error
		if of[i], err = from.Design(); err != nil {
			return nil, err
		}
	}
	switch {
	case s.Plan == "picked" && of[0] != nil:
		return Picked(of[0], s.Trials), nil
	case s.Plan == "mixed" && of[0] != nil && of[1] != nil && len(s.Factors) > 0:
		return Mixed(of[0], of[1], s.Per, s.Factors...), nil
	case s.Plan == "levelled" && of[0] != nil && len(s.Factors) == 1 && s.Levels > 0:
		return Levelled(of[0], s.Factors[0], s.Per, s.Levels, s.Further), nil
	}
	return nil, fmt.Errorf("the sampling plan %q cannot be made of what is there", s.Plan)
}
