package table

import (
	"io"
	"strings"

	"magnetsim/output"
)

// SearchCSV writes the points that a search tried, one a line: where the levers
// stand, what the criteria come to, the objective and how far it is above the
// best, and the chief numbers. What does not exist is left empty.
func SearchCSV(w io.Writer, r *output.Search) error {
	l := newLines(w)
	for _, lever := range r.Levers {
		l.text(leverHeader(lever))
	}
	l.text("trials", "trials_failed", "chosen", "outcome")
	if len(r.Points) > 0 {
		for _, v := range r.Points[0].Verdicts {
			name := output.Header(v.Criterion, v.Unit)
			l.text(name, name+"_error_low", name+"_error_high", name+"_limit", name+"_outcome")
		}
	}
	l.estimateHeaders(
		output.Header("objective", r.Unit), output.Header("above_best", r.Unit), "any_shortfall_share",
		output.Header("mean_"+strings.ReplaceAll(r.Loss, ".", "_"), "t"), output.Header("stockpile_cost", r.Currency),
	)
	l.end()
	for i, p := range r.Points {
		l.numbers(p.Levels...)
		l.count(p.Trials)
		l.count(p.Failed)
		l.text(map[bool]string{true: "1", false: "0"}[i == r.Best], p.Outcome)
		for _, v := range p.Verdicts {
			l.numbers(v.Value, v.Low, v.High, v.Limit)
			l.text(v.Outcome)
		}
		l.estimates(p.Objective, p.Worse, p.Chance, p.Mean, p.Cost)
		l.end()
	}
	return l.close()
}

// leverHeader names the column of a lever's levels.
func leverHeader(l output.Lever) string { return output.Header(strings.Join(l.Paths, "_and_"), l.Unit) }

// estimateHeaders writes the names of columns of estimates, three for each.
func (l *lines) estimateHeaders(names ...string) {
	for _, name := range names {
		l.text(name, name+"_error_low", name+"_error_high")
	}
}

// estimates writes estimates with their intervals.
func (l *lines) estimates(all ...output.Stat) {
	for _, s := range all {
		l.numbers(s.Value, s.Low, s.High)
	}
}
