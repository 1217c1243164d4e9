package verbs

import (
	"fmt"
	"strings"

	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/output"
)

const criteriaHelp = `A scenario can hold its policies to pass/fail lines, each under a name:
  criteria:
    seldom: P(shortfall.total > 1 kt) <= 5%
    energy: { title: Wind goes on, line: p95(shortfall.energy) <= 200 t }
    budget: mean(cost.national) <= 500 crore INR
Each is judged by its 95% sampling interval: pass, fail, or too close to call where
the limit lies within it, and then with the trials that would decide. The run exits
with 4 when any policy fails any criterion; what is too close to call is no failure.
The baseline, a first policy that changes nothing, is judged too, but its failures
count only where it is played alone.`

// unmet are the criteria that policies failed; the results are saved all the
// same.
type unmet []string

func (u unmet) Error() string { return "criteria failed: " + strings.Join(u, "; ") }

// ExitCode tells of criteria that failed.
func (unmet) ExitCode() int { return app.ExitCriteria }

// unmetIn returns the failures of a report as an error, nil where there are none.
func unmetIn(r *output.Report) error {
	var all unmet
	for _, v := range r.Unmet() {
		all = append(all, fmt.Sprintf("%s under %s", v.Criterion, r.Variants[v.Variant].Policy))
	}
	if all == nil {
		return nil
	}
	return all
}
