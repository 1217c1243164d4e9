package experiment

import (
	"context"

	"magnetsim/output"
	"magnetsim/sim/mc"
	"magnetsim/sim/study"
)

// Playing is how an experiment is played. The zero value plays it on all processors, and
// tells neither drivers nor what sets the worst trials apart.
type Playing struct {
	Workers  int                   // goroutines, 0 for one a processor; never changes a result
	Drivers  bool                  // also tell what the shortfall goes with, and what sets the worst trials apart
	Progress func(done, total int) // is told of trials; nil for none
	Rows     func(mc.Rows) error   // is shown each block of trials; nil for none
	Journal  mc.Journal            // keeps blocks and gives them back; nil for none
}

// Played is what came of an experiment.
type Played struct {
	Sample *mc.Sample
	Checks [][]study.Reach // of the precision, time by time
	Report *output.Report  // nil where no trial went well
}

// Play plays the experiment under all its policies on the same draws, to its precision
// where it has one, and reports on it. A context that ends leaves the trials up to there,
// and a report whose head is not complete.
func (x *Experiment) Play(ctx context.Context, how Playing) (*Played, error) {
	settling := x.settle()
	var ranking *ranking
	if how.Drivers {
		ranking = x.rank()
	}
	plan := x.Plan(how.Workers)
	plan.Progress, plan.Journal = how.Progress, how.Journal
	plan.Rows = func(rows mc.Rows) error {
		settling.take(rows)
		ranking.take(rows)
		if how.Rows == nil {
			return nil
		}
		return how.Rows(rows)
	}
	done := &Played{}
	var err error
	if len(x.Precision) == 0 {
		done.Sample, err = mc.Play(ctx, plan)
	} else {
		done.Sample, done.Checks, err = study.PlayTo(ctx, plan, x.Precision)
	}
	if err != nil || done.Sample.OK() == 0 {
		return done, err
	}
	ranked := make(chan struct{})
	var drivers *output.Drivers
	var worst []output.WorstInputs
	go func() { // which takes as long as the report
		defer close(ranked)
		drivers, worst = ranking.told(done.Sample.OK()), ranking.worst(x)
	}()
	r := output.Build(done.Sample, x.Facts)
	<-ranked
	r.Convergence, r.Drivers, r.Worst = settling.told(), drivers, worst
	done.Report = r
	return done, nil
}
