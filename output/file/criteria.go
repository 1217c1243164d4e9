package file

import (
	"fmt"
	"slices"

	"magnetsim/output"
)

// ManifestVerdict is a criterion under one variant, as a manifest keeps it.
type ManifestVerdict struct {
	Policy    string `json:"policy"`
	Criterion string `json:"criterion"`
	Line      string `json:"line"`
	Outcome   string `json:"outcome"`
	Counts    bool   `json:"counts"`
}

// ManifestVerdicts returns the verdicts of a table with a row for each, for a manifest;
// none of a table without the columns of a verdict.
func ManifestVerdicts(t output.Table) ([]ManifestVerdict, error) {
	var at []int
	for _, name := range []string{"policy", "criterion", "line", "outcome", "counts"} {
		i := slices.IndexFunc(t.Columns, func(c output.Column) bool { return c.Name == name && c.On&output.File != 0 })
		if i < 0 {
			return nil, nil
		}
		at = append(at, i)
	}
	var all []ManifestVerdict
	for row, err := range t.Rows {
		if err != nil {
			return nil, fmt.Errorf("%s: %w", t.Name, err)
		}
		all = append(all, ManifestVerdict{row[at[0]].Text, row[at[1]].Text, row[at[2]].Text, row[at[3]].Text, row[at[4]].Value != 0})
	}
	return all, nil
}
