package app

import (
	"context"

	"magnetsim/output"
	"magnetsim/sim/mc"
	"magnetsim/sim/study"
)

// playing is how an experiment is played. The zero value plays it on all processors,
// and tells no drivers.
type playing struct {
	workers  int                   // goroutines, 0 for one a processor; never changes a result
	drivers  bool                  // also tell what the shortfall goes with, and what sets the worst trials apart
	progress func(done, total int) // is told of trials; nil for none
	rows     func(mc.Rows) error   // is shown each block of trials; nil for none
	journal  mc.Journal            // keeps blocks and gives them back; nil for none
}

// played is what came of an experiment.
type played struct {
	sample *mc.Sample
	checks [][]study.Reach // of the precision, time by time
	report *output.Report  // nil where no trial went well
}

// play plays the experiment under all its policies on the same draws, to its precision
// where it has one, and reports on it. A context that ends leaves the trials up to there,
// and a report whose head is not complete.
func (x *experiment) play(ctx context.Context, how playing) (*played, error) {
	settling := x.settle()
	var ranking *ranking
	if how.drivers {
		ranking = x.rank()
	}
	plan := x.plan(how.workers)
	plan.Progress, plan.Journal = how.progress, how.journal
	plan.Rows = func(rows mc.Rows) error {
		settling.take(rows)
		ranking.take(rows)
		if how.rows == nil {
			return nil
		}
		return how.rows(rows)
	}
	done := &played{}
	var err error
	if len(x.precision) == 0 {
		done.sample, err = mc.Play(ctx, plan)
	} else {
		done.sample, done.checks, err = study.PlayTo(ctx, plan, x.precision)
	}
	if err != nil || done.sample.OK() == 0 {
		return done, err
	}
	r := output.Build(done.sample, x.facts)
	r.Convergence, r.Drivers, r.Worst = settling.told(), ranking.told(done.sample.OK()), ranking.worst(x)
	done.report = r
	return done, nil
}
