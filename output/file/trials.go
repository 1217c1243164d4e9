package file

import "magnetsim/output"

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

// AddressColumns are the columns that stand before the others of trials and tell
// which trial a row is.
func AddressColumns() []output.Column {
	all := []output.Column{
		{Name: "trial", Kind: output.Whole, Doc: "number of the trial; the same number means the same draws under every policy"},
		{Name: "case", Doc: "case of the scenario; base for the scenario as it stands"},
		{Name: "policy", Doc: "policy in force"},
		{Name: "cell", Doc: "cell of a sweep; base where it sets nothing, or there is none"},
	}
	for i := range all {
		all[i].Title, all[i].On, all[i].Role = all[i].Name, output.Everywhere, output.RoleAddress
	}
	return all
}
