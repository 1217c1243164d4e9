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

func verdicts(r *output.Report) []verdict {
	all := []verdict{} // [] rather than null
	for _, v := range r.Criteria {
		of := r.Variants[v.Variant]
		all = append(all, verdict{
			Case: of.Case, Policy: of.Policy, Cell: of.Cell, Criterion: v.Criterion, Title: v.Title, Line: v.Line,
			Outcome: v.Outcome, Counts: !v.Excused, Metric: v.Metric, Statistic: v.Statistic,
			Value: Number(v.Value), Low: Number(v.Low), High: Number(v.High), Limit: Number(v.Limit), Unit: v.Unit, N: v.N, Decides: v.Decides,
		})
	}
	return all
}

// passed are the outcomes as numbers; empty for what is too close to call.
var passed = map[string]Number{output.Pass: 1, output.Fail: 0, output.TooClose: Number(nan)}

// verdictRows are the verdicts as numbers of the tidy summary. The sector is the
// criterion's name.
func verdictRows(r *output.Report) []row {
	var all []row
	for _, v := range verdicts(r) {
		base := row{
			Case: v.Case, Policy: v.Policy, Cell: v.Cell, Sector: v.Criterion, Metric: "criterion", Kind: "criterion",
			Unit: v.Unit, Low: Number(nan), High: Number(nan), N: v.N,
		}
		value, limit, met := base, base, base
		value.Statistic, value.Value, value.Low, value.High = "value", v.Value, v.Low, v.High
		limit.Statistic, limit.Value = "limit", v.Limit
		met.Statistic, met.Value, met.Unit = "passed", passed[v.Outcome], ""
		all = append(all, value, limit, met)
	}
	return all
}

// criteria writes who meets which criterion.
func (m *markdown) criteria(r *output.Report) {
	if len(r.Criteria) == 0 {
		return
	}
	m.line("## Criteria")
	var rows [][]string
	for _, v := range r.Criteria {
		outcome := v.Outcome
		switch {
		case v.Outcome == output.TooClose:
			outcome += ": " + v.Remedy()
		case v.Outcome == output.Fail && v.Excused:
			outcome += " (baseline: it does not count)"
		}
		rows = append(rows, []string{escape(v.Title), escape(v.Line), escape(r.Variants[v.Variant].Label()), escape(v.TextWithError()), outcome})
	}
	m.table([]string{"Criterion", "Line", "Policy", "Value", "Outcome"}, rows)
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
	for _, v := range verdicts(r) {
		all = append(all, ManifestVerdict{v.Policy, v.Criterion, v.Line, v.Outcome, v.Counts})
	}
	return all
}
