package output

import (
	"magnetsim/sim/mc"
	"magnetsim/sim/study"
	"magnetsim/sim/unit"
)

// The outcomes of a criterion.
const (
	Pass     = "pass"
	Fail     = "fail"
	TooClose = "too close to call"
)

// Verdict says whether one variant meets one criterion.
type Verdict struct {
	Variant   int    // index into Variants
	Criterion string // short name
	Title     string // for people
	Line      string // as in the scenario: "P(shortfall.total > 1 kt) <= 5%"
	Metric    string // "shortfall.total"
	Statistic string // "chance", "mean", "p95", "cvar95"
	Value     float64
	Low, High float64 // 95% sampling interval; NaN where unknown
	Limit     float64 // in Unit
	Unit      string  // "share" of a chance, else the metric's
	Outcome   string  // Pass, Fail or TooClose
	Decides   int64   // trials that would decide it, if Value is right; 0 where none would, or it is decided
	N         int64
	Excused   bool // a failure is told but does not count
}

var outcomes = map[study.Outcome]string{study.Pass: Pass, study.Fail: Fail, study.TooClose: TooClose}

// verdictsOf judges every variant by every criterion, criterion by criterion.
func verdictsOf(s *mc.Sample, f Facts) []Verdict {
	judged := make([][]study.Verdict, s.Variants)
	for v := range judged {
		judged[v] = f.Criteria.Judge(s, v)
	}
	var all []Verdict
	for i := range f.Criteria {
		for v := range judged {
			x := verdictOf(judged[v][i])
			x.Variant, x.Excused = v, v < len(f.Excused) && f.Excused[v]
			all = append(all, x)
		}
	}
	return all
}

// verdictOf is a verdict, of which it is yet to be said on what variant it is.
func verdictOf(v study.Verdict) Verdict {
	c, e := v.Criterion, v.Estimate
	return Verdict{
		Criterion: c.Name, Title: c.Title, Line: c.Line, Metric: c.Metric, Statistic: v.Statistic(), Value: e.Value, Low: e.Low, High: e.High,
		Limit: c.Limit.Value, Unit: v.Unit, Outcome: outcomes[v.Outcome], Decides: v.Decides, N: e.N,
	}
}

// TextWithError writes the value for people, with its sampling error.
func (v Verdict) TextWithError() string { return v.stat().TextWithError() }

// stat is the value that is judged.
func (v Verdict) stat() Stat {
	s := Stat{Statistic: v.Statistic, Value: v.Value, Low: v.Low, High: v.High, Unit: v.Unit, N: v.N}
	if v.Statistic == "chance" {
		s.Statistic = "p_any" // which knows of what never happened
	}
	return s
}

// Unmet returns the failures that count.
func (r *Report) Unmet() []Verdict {
	var all []Verdict
	for _, v := range r.Criteria {
		if v.Outcome == Fail && !v.Excused {
			all = append(all, v)
		}
	}
	return all
}

// Verdict returns the verdict of a criterion on a variant. It is false where
// the report has none.
func (r *Report) Verdict(variant int, criterion string) (Verdict, bool) {
	for _, v := range r.Criteria {
		if v.Variant == variant && v.Criterion == criterion {
			return v, true
		}
	}
	return Verdict{}, false
}

// Remedy says what would decide a criterion that is too close to call.
func (v Verdict) Remedy() string {
	if v.Decides == 0 {
		return "the limit is too near to what is estimated for any number of trials"
	}
	return "about " + unit.Grouped(upTo2(float64(v.Decides))) + " trials would probably decide it"
}
