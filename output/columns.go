package output

import (
	"slices"

	"magnetsim/sim"
	"magnetsim/sim/mc"
)

// Trials maps the rows of a play to the columns of a file of trials: all
// inputs that any variant samples, then all metrics.
type Trials struct {
	Columns  []Column
	variants []Variant
	from     [][]int // by variant and column: index of the model's input, −1 for none
	inputs   int
}

// NewTrials lists the columns of the trials of these models, one a variant. All
// have the same metrics.
func NewTrials(models []*sim.Model, variants []Variant) *Trials {
	lists := make([][]sim.Input, len(models))
	for v, m := range models {
		lists[v] = m.Inputs()
	}
	return newTrials(lists, models[0].Metrics(), variants)
}

func newTrials(lists [][]sim.Input, metrics []sim.Metric, variants []Variant) *Trials {
	t := &Trials{variants: variants}
	all := union(lists)
	for _, in := range all {
		t.Columns = append(t.Columns, Column{Title: in.Name, Unit: in.Unit, Kind: Number, On: Everywhere, Role: RoleInput, Doc: "As sampled; empty under a policy or case that does not draw it."})
	}
	t.inputs = len(all)
	for _, m := range metrics {
		t.Columns = append(t.Columns, Column{Title: m.Name, Unit: m.Unit, Kind: Number, On: Everywhere, Role: RoleOutput, Doc: metricDoc(m)})
	}
	headers(t.Columns)
	for _, list := range lists {
		t.from = append(t.from, places(list, all))
	}
	return t
}

// union returns the inputs of all lists in order of appearance, each name once.
func union(lists [][]sim.Input) []sim.Input {
	var all []sim.Input
	seen := map[string]bool{}
	for _, in := range slices.Concat(lists...) {
		if !seen[in.Name] {
			seen[in.Name] = true
			all = append(all, in)
		}
	}
	return all
}

// places returns where each of all stands in a list, −1 for nowhere.
func places(list, all []sim.Input) []int {
	at := make([]int, len(all))
	for i, in := range all {
		at[i] = slices.IndexFunc(list, func(x sim.Input) bool { return x.Name == in.Name })
	}
	return at
}

func metricDoc(m sim.Metric) string {
	if m.Never {
		return m.Doc + " An empty cell: not within the horizon."
	}
	return m.Doc
}

// Rows returns the rows of a block as the columns of t.
func (t *Trials) Rows(r mc.Rows) Block {
	from := t.from[r.Variant]
	return Block{
		Address: t.variants[r.Variant].Address(), First: r.First, N: r.N, OK: r.OK,
		Column: func(i int) []float64 {
			switch {
			case i >= t.inputs:
				return r.Metric(i - t.inputs)
			case from[i] < 0:
				return nil
			}
			return r.Input(from[i])
		},
	}
}
