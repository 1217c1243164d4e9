package verbs

import (
	"magnetsim/scenarios"
)

func (a lists) policyRows(args []string) ([][]string, error) {
	l, err := a.MustLoad(args[0], scenarios.Options{})
	if err != nil {
		return nil, err
	}
	return rowsOf(l.Policies(), func(name string) []string { return []string{name, l.PolicyTitle(name)} }), nil
}

func (a lists) caseRows(args []string) ([][]string, error) {
	l, err := a.MustLoad(args[0], scenarios.Options{})
	if err != nil {
		return nil, err
	}
	return rowsOf(l.Cases(), func(name string) []string { return []string{name, l.CaseTitle(name)} }), nil
}

// leverRows are a header and a row for each place that some policy changes.
func (a lists) leverRows(args []string) ([][]string, error) {
	l, err := a.MustLoad(args[0], scenarios.Options{})
	if err != nil {
		return nil, err
	}
	base, err := built(l)
	if err != nil {
		return nil, err
	}
	header := append([]string{"lever", "base"}, l.Policies()...)
	rows, at := [][]string{header}, map[string]int{}
	under := []map[string]string{inForce(base)}
	for _, policy := range l.Policies() {
		r, err := built(l, scenarios.Policy(policy))
		if err != nil {
			return nil, err
		}
		for _, c := range scenarios.Diff(base, r) {
			if _, known := at[c.Path]; !known {
				at[c.Path] = len(rows)
				rows = append(rows, []string{c.Path})
			}
		}
		under = append(under, inForce(r))
	}
	for i, row := range rows[1:] {
		for _, values := range under {
			rows[i+1] = append(rows[i+1], values[row[0]])
		}
	}
	return rows, nil
}

// inForce are the values of a scenario by their places.
func inForce(r *scenarios.Resolved) map[string]string {
	all := map[string]string{}
	for _, v := range r.Values() {
		all[v.Path] = v.Text
	}
	return all
}
