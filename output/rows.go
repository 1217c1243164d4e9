package output

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"magnetsim/sim"
	"magnetsim/sim/mc"
)

// Block is consecutive trials of one variant, column by column.
type Block struct {
	Address [3]string // case, policy, cell
	First   uint64    // number of the first trial
	N       int
	// Column returns the values of a column, the first N of which count, or nil
	// where this variant has none. Values that are not finite stand for "none": a cell is left empty.
	Column func(i int) []float64
	// OK reports whether a trial succeeded; nil where all did. A trial that
	// failed is left out.
	OK func(lane int) bool
}

// headers gives every column a unique header of lower-case letters, digits and
// underscores, ending in its unit; the symbol of a unit keeps its capitals. The
// columns that tell a trial's address come before and keep their names.
func headers(columns []Column) {
	taken := map[string]bool{"trial": true, "case": true, "policy": true, "cell": true}
	for i := range columns {
		c := &columns[i]
		base := either(c.Role == RoleInput, "input_", "") + Header(c.Title, c.Unit)
		c.Name = unique(taken, base)
	}
}

func unique(taken map[string]bool, base string) string {
	name := base
	for n := 2; taken[name]; n++ {
		name = fmt.Sprintf("%s_%d", base, n)
	}
	taken[name] = true
	return name
}

// Header returns the name of a column that holds a quantity: "shortfall.auto"
// in "t" is shortfall_auto_t, in "INR/t" shortfall_auto_INR_per_t.
func Header(name, unit string) string {
	base := ascii(strings.ToLower(name))
	if unit == "0 or 1" {
		unit = ""
	}
	unit = ascii(strings.NewReplacer("×", "multiple", "/", " per ", "%", "percent").Replace(unit))
	if unit == "" || base == unit || strings.HasSuffix(base, "_"+unit) {
		return base
	}
	return base + "_" + unit
}

// ascii turns every run of other characters than ASCII letters and digits into
// one underscore.
func ascii(s string) string {
	words := strings.FieldsFunc(s, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9')
	})
	return strings.Join(words, "_")
}

// Address is the case, policy and cell; the base of each by its name, so that
// tables can be grouped by them.
func (v Variant) Address() [3]string {
	return [3]string{cmp.Or(v.Case, BaseCase), v.Policy, cmp.Or(v.Cell, BaseCase)}
}

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
	return newTrials(each(models, (*sim.Model).Inputs), models[0].Metrics(), variants)
}

func newTrials(lists [][]sim.Input, metrics []sim.Metric, variants []Variant) *Trials {
	t := &Trials{variants: variants}
	byName := grouped(slices.Concat(lists...), func(in sim.Input) string { return in.Name })
	all := each(byName, func(g group[string, sim.Input]) sim.Input { return g.all[0] })
	for _, in := range all {
		t.Columns = append(t.Columns, Column{Title: in.Name, Unit: in.Unit, Kind: Number, On: Everywhere, Role: RoleInput, Doc: "As sampled; empty under a policy or case that does not draw it."})
	}
	t.inputs = len(all)
	for _, m := range metrics {
		t.Columns = append(t.Columns, Column{Title: m.Name, Unit: m.Unit, Kind: Number, On: Everywhere, Role: RoleOutput, Doc: m.Doc + when(m.Never, " An empty cell: not within the horizon.")})
	}
	headers(t.Columns)
	for _, list := range lists {
		t.from = append(t.from, each(all, func(in sim.Input) int {
			return slices.IndexFunc(list, func(x sim.Input) bool { return x.Name == in.Name })
		}))
	}
	return t
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
