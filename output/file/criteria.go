package file

import "magnetsim/output"

// ManifestVerdict is a criterion under one variant, as a manifest keeps it.
type ManifestVerdict struct {
	Policy    string `json:"policy"`
	Criterion string `json:"criterion"`
	Line      string `json:"line"`
	Outcome   string `json:"outcome"`
	Counts    bool   `json:"counts"`
}

// ManifestVerdicts returns the verdicts of a report for its manifest.
func ManifestVerdicts(r *output.Report) []ManifestVerdict {
	var all []ManifestVerdict
	for _, v := range r.Criteria {
		all = append(all, ManifestVerdict{r.Variants[v.Variant].Policy, v.Criterion, v.Line, v.Outcome, !v.Excused})
	}
	return all
}
