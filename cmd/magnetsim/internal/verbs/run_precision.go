package verbs

import (
	"fmt"
	"math"
	"strings"

	"magnetsim/cmd/experiment"
	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/sim/study"
	"magnetsim/sim/unit"
)

const precisionHelp = `With --precision, or run.precision in the file, a run stops once the 95% sampling
error of the mean total shortfall of every policy is small enough: 1% of it, or 50 t.
Other numbers are named: '5% of cvar95(shortfall.total), 20 t of mean(shortfall.energy)'.
The error is looked at after 1,024 trials and then 2, 3, 4, 6, 8, 12 … times as many,
and must be 1.15 times smaller than asked for, lest a run stop by luck. --trials is
then the most that is played. Where that is not enough it is said, and with
--require-precision the run exits with 5.`

// imprecise says what was not known as well as was required.
type imprecise []string

func (e imprecise) Error() string { return "not converged: " + strings.Join(e, "; ") }

// ExitCode tells of a precision that was not reached.
func (imprecise) ExitCode() int { return app.ExitImprecise }

// precise tells whether the precision was reached, and returns an error where it
// was required and was not.
func (r *run) precise(x *experiment.Experiment, done *experiment.Played) error {
	if len(done.Checks) == 0 {
		return nil
	}
	var missed imprecise
	for _, reach := range done.Checks[len(done.Checks)-1] {
		if !reach.Met {
			missed = append(missed, short(reach, x))
		}
	}
	switch {
	case missed == nil:
		r.Note("Precision reached after %s trials.", unit.Grouped(done.Sample.Done))
	case r.required:
		return missed
	default:
		r.Say("The precision was not reached within %s trials: %s", unit.Grouped(done.Sample.Done), strings.Join(missed, "; "))
	}
	return nil
}

// short says how far a statistic is from what was asked for.
func short(reach study.Reach, x *experiment.Experiment) string {
	name := fmt.Sprintf("%s under %s", reach.Target.Line, x.Variants[reach.Variant].Policy)
	half := reach.Half()
	if math.IsNaN(half) || half == 0 || !(reach.Want > 0) {
		return name + ": too few trials have any"
	}
	return fmt.Sprintf("%s: ±%s where ±%s is wanted; about %s trials would do", name, unit.Format(half, reach.Unit), unit.Format(reach.Want, reach.Unit),
		unit.Grouped(int(math.Ceil(float64(reach.Trials)*math.Pow(1.15*half/reach.Want, 2)/100))*100))
}
