package output

import (
	"cmp"
	"fmt"
	"strings"
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
		base := Header(c.Title, c.Unit)
		if c.Role == RoleInput {
			base = "input_" + base
		}
		c.Name = base
		for n := 2; taken[c.Name]; n++ {
			c.Name = fmt.Sprintf("%s_%d", base, n)
		}
		taken[c.Name] = true
	}
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
