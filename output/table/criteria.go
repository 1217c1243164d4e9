package table

import "magnetsim/output"

// verdict is a criterion under one variant.
type verdict struct {
	Case      string `json:"case"`
	Policy    string `json:"policy"`
	Cell      string `json:"cell"`
	Criterion string `json:"criterion"`
	Title     string `json:"title"`
	Line      string `json:"line"`
	Outcome   string `json:"outcome"` // "pass", "fail", "too close to call"
	Counts    bool   `json:"counts"`  // a failure fails the run: not that of a baseline beside other policies
	Metric    string `json:"metric"`
	Statistic string `json:"statistic"` // "chance", "mean", "p95", "cvar95"
	Value     Number `json:"value"`
	Low       Number `json:"error_low"`
	High      Number `json:"error_high"`
	Limit     Number `json:"limit"`
	Unit      string `json:"unit"`
	N         int64  `json:"n"`
	Decides   int64  `json:"trials_to_decide,omitempty"`
}

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

// passed are the outcomes as numbers; empty for what is too close to call.
var passed = map[string]Number{output.Pass: 1, output.Fail: 0, output.TooClose: Number(nan)}
