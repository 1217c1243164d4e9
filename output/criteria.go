package output

import (
	"math"
	"slices"
	"strings"

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

// Verdicts judges every variant by every criterion, criterion by criterion.
func Verdicts(s *mc.Sample, f Facts) []Verdict {
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

func (v Verdict) stat() Stat {
	s := Stat{Statistic: v.Statistic, Value: v.Value, Low: v.Low, High: v.High, Unit: v.Unit, N: v.N}
	if v.Statistic == "chance" {
		s.Statistic = "p_any" // which knows of what never happened
	}
	return s
}

// Unmet returns the failures that count.
func (r *Report) Unmet() []Verdict {
	return those(r.Criteria, func(v Verdict) bool { return v.Outcome == Fail && !v.Excused })
}

// Verdict returns the verdict of a criterion on a variant. It is false where
// the report has none.
func (r *Report) Verdict(variant int, criterion string) (Verdict, bool) {
	return first(r.Criteria, func(v *Verdict) bool { return v.Variant == variant && v.Criterion == criterion })
}

// Remedy says what would decide a criterion that is too close to call.
func (v Verdict) Remedy() string {
	if v.Decides == 0 {
		return "the limit is too close to the estimate for any number of trials to decide"
	}
	return "about " + unit.Grouped(upTo2(float64(v.Decides))) + " trials would probably decide it"
}

func (r *Report) verdictTable() Table {
	if len(r.Criteria) == 0 {
		return Table{}
	}
	rows := each(grouped(r.Criteria, func(v Verdict) string { return v.Criterion }), func(g group[string, Verdict]) Verdict { return g.all[0] })
	columns := []column[Verdict]{text("criterion", "Criterion", "", func(v Verdict) string { return v.Title }).brief("")}
	for i, variant := range r.Variants {
		columns = append(columns, outcome("outcome", variant.Label(), "", func(v Verdict) string {
			x, ok := r.Verdict(i, v.Criterion)
			if !ok {
				return ""
			}
			return strings.TrimSpace(map[string]string{Pass: "pass", Fail: "FAIL", TooClose: "too close"}[x.Outcome] + " " + x.TextWithError())
		}))
	}
	columns = append(columns, text("judged", "", "", func(v Verdict) string { return r.judged(v.Criterion) }).on(0).brief("Met by whom"))
	notes := each(rows, func(v Verdict) string { return v.Title + ": " + glue(r.Titles.Line(v.Line)) })
	return tableOf("verdicts", "Criteria", rows, columns...).only(People | Brief).noted(append(notes, r.criteriaNotes()...)...)
}

// met is how many of the criteria a variant is sure to meet: "2 of 3".
func (r *Report) met(variant int) string {
	of := those(r.Criteria, func(v Verdict) bool { return v.Variant == variant })
	return share(len(those(of, func(v Verdict) bool { return v.Outcome == Pass })), len(of))
}

// judged says which variants meet a criterion, which fail it, and which are too close to
// call.
func (r *Report) judged(criterion string) string {
	var all []string
	for _, x := range [][2]string{{Pass, "met by "}, {Fail, "FAILED by "}, {TooClose, "too close to call: "}} {
		of := those(r.Criteria, func(v Verdict) bool { return v.Criterion == criterion && v.Outcome == x[0] })
		who := each(of, func(v Verdict) string { return r.Variants[v.Variant].Label() })
		if len(who) == len(r.Variants) && len(who) > 1 {
			who = []string{"all policies"}
		}
		all = append(all, when(who != nil, x[1]+"%s", joined(who)))
	}
	return strings.Join(said(all...), "; ")
}

// criteriaTable tells who meets what, a row a verdict: for files.
func (r *Report) criteriaTable() Table {
	in := func(name, doc string, of func(Verdict) float64) column[Verdict] {
		return inUnits(name, "", doc, func(v Verdict) (float64, string) { return of(v), v.Unit })
	}
	address := [3]Column{{Name: "case", Doc: "case of the scenario"}, {Name: "policy", Doc: "policy in force"}, {Name: "cell", Doc: "cell of a sweep"}}
	return tableOf("criteria", "Criteria", r.Criteria, slices.Concat([]column[Verdict]{
		text("criterion", "", "its short name", func(v Verdict) string { return v.Criterion }),
		text("title", "", "what it is called", func(v Verdict) string { return v.Title }),
		text("line", "", "the line of the scenario", func(v Verdict) string { return v.Line }),
	}, variantColumns(address, func(v Verdict) Variant { return r.Variants[v.Variant] }), []column[Verdict]{
		text("outcome", "", "pass, fail, or too close to call", func(v Verdict) string { return v.Outcome }),
		in("passed", "1 passed, 0 failed, empty if it is too close to call", Verdict.passed),
		text("metric", "", "what is measured", func(v Verdict) string { return v.Metric }),
		text("statistic", "", "which number of it", func(v Verdict) string { return v.Statistic }),
		in("value", "what is compared with the limit", func(v Verdict) float64 { return v.Value }),
		in("error_low", "lower bound of its 95% interval of sampling error; empty where unknown", func(v Verdict) float64 { return v.Low }),
		in("error_high", "upper bound of that interval", func(v Verdict) float64 { return v.High }),
		in("limit", "the limit", func(v Verdict) float64 { return v.Limit }),
		text("unit", "", "unit of value, bounds and limit", func(v Verdict) string { return v.Unit }),
		yesNo("counts", "", "1 if a failure fails the run, which that of a baseline beside other policies does not", func(v Verdict) bool { return !v.Excused }),
		whole("trials_to_decide", "", "trials that would probably decide it; 0 if none would, or if it is decided", func(v Verdict) int64 { return v.Decides }),
		whole("n", "", "trials that the number rests on", func(v Verdict) int64 { return v.N }),
	})...).only(File)
}

func (v Verdict) passed() float64 {
	return map[string]float64{Pass: 1, Fail: 0, TooClose: math.NaN()}[v.Outcome]
}

// criteriaNotes say who meets all criteria, what it takes to decide those that are
// too close to call, and whose failures do not count.
func (r *Report) criteriaNotes() []string {
	good := each(r.meeting(), func(i int) string { return r.Variants[i].Label() })
	notes := []string{either(good != nil, "Every criterion is met by: "+strings.Join(good, "; ")+".", "None is sure to meet every criterion.")}
	baseline := ""
	for _, v := range r.Criteria {
		label := r.Variants[v.Variant].Label()
		if v.Outcome == TooClose {
			notes = append(notes, "Too close to call with "+unit.Counted(v.N, "trial")+": "+v.Title+", under "+label+"; "+v.Remedy()+".")
		}
		if v.Outcome == Fail && v.Excused {
			baseline = label + " is the baseline, so its failures do not fail the run."
		}
	}
	return append(notes, said(baseline)...)
}
