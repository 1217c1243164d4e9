package verbs

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"magnetsim/cmd/experiment"
	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/output"
	"magnetsim/scenarios"
	"magnetsim/sim/mc"
	"magnetsim/sim/unit"
)

// cellsPlayed is a sweep being played.
type cellsPlayed struct {
	*sweeping
	plan  *sweepPlan
	store *cellStore // nil where nothing is saved
	bar   app.Progress
	stop  context.CancelFunc

	mu     sync.Mutex
	done   int // trials
	total  int
	reused int // cells
}

// playCells plays all cells that are not finished. It reports whether it was
// stopped before the end: by a signal, or by the first failure.
func (s *sweeping) playCells(ctx context.Context, p *sweepPlan, store *cellStore) (stopped bool, err error) {
	ctx, bar, end := s.Playing(ctx, nil)
	defer end()
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	x := &cellsPlayed{sweeping: s, plan: p, store: store, bar: bar, stop: stop, total: p.trials()}
	err = mc.PlayAll(ctx, s.WorkersOr(), len(p.tasks), func(i int) *mc.Job { return x.job(p.tasks[i]) })
	if x.reused > 0 && !s.Quiet {
		bar.Log(fmt.Sprintf("%d of %s had been finished before.", x.reused, unit.Counted(len(p.tasks), "cell")))
	}
	return ctx.Err() != nil, err
}

// job makes a cell ready to be played; nil where it is finished, or cannot be.
func (x *cellsPlayed) job(t *task) (job *mc.Job) {
	defer func() {
		if p := recover(); p != nil {
			x.fail(t, fmt.Errorf("a fault of the program: %v", p))
			job = nil
		}
	}()
	loaded, hash, err := t.resolve()
	if err != nil {
		x.fail(t, err)
		return nil
	}
	t.file = x.store.name(t, hash)
	if t.result = x.store.find(t, hash); t.result != nil {
		x.mu.Lock()
		x.reused++
		x.mu.Unlock()
		x.advance(t.family.loaded.Run.Trials)
		return nil
	}
	e, err := experiment.New(loaded)
	if err != nil {
		x.fail(t, plain(err))
		return nil
	}
	return x.jobOf(t, e)
}

// jobOf is the job that plays a cell.
func (x *cellsPlayed) jobOf(t *task, e *experiment.Experiment) *mc.Job {
	j := &mc.Job{Plan: e.Plan(0)}
	before := 0
	j.Plan.Progress = func(done, _ int) { // one call at a time
		x.advance(done - before)
		before = done
	}
	j.Done = func(sample *mc.Sample, err error) (ended error) {
		defer func() {
			if p := recover(); p != nil {
				x.fail(t, fmt.Errorf("a fault of the program: %v", p))
			}
		}()
		switch {
		case err != nil:
			x.fail(t, err)
			return nil
		case !sample.Complete:
			return nil // interrupted: it is played again
		case sample.OK() == 0:
			x.fail(t, fmt.Errorf("all %d trials failed; the first: %s", sample.Failed, sample.FirstError))
			return nil
		}
		result := output.NewCellResult(output.Build(sample, e.Facts), x.allMetrics)
		if err := x.store.put(t, result); err != nil {
			return err
		}
		t.result = result
		return nil
	}
	return j
}

// advance counts trials.
func (x *cellsPlayed) advance(trials int) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.done += trials
	x.bar.Update(x.done, x.total)
}

// fail notes that a cell has no results.
func (x *cellsPlayed) fail(t *task, why error) {
	t.address.Error = why.Error()
	if !x.Quiet {
		x.bar.Log(fmt.Sprintf("Cell %s failed: %v", x.plan.label(t), why))
	}
	if !x.keepGoing {
		x.stop()
	}
}

// plain takes from an error what fits a line of a table.
func plain(err error) error {
	var bad scenarios.Problems
	if errors.As(err, &bad) {
		return firstOf(bad)
	}
	return err
}

// firstOf is the first error among the problems of a cell.
func firstOf(problems scenarios.Problems) error {
	for _, p := range problems {
		if p.Severity != scenarios.Error {
			continue
		}
		place := p.File
		if p.Line > 0 {
			place = fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Col)
		}
		return fmt.Errorf("%s: %s [%s]", place, p.Msg, p.Rule)
	}
	return errors.New("the scenario is not valid")
}
