package verbs

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"magnetsim/cmd/experiment"
	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/cmd/magnetsim/internal/folder"
	"magnetsim/cmd/magnetsim/internal/frame"
	"magnetsim/output"
	"magnetsim/output/file"
	"magnetsim/scenarios"
	"magnetsim/sim/mc"
	"magnetsim/sim/unit"
)

// The limits above which a sweep asks for --yes.
const (
	cellsAsk = 1000
	timeAsk  = time.Hour
)

type sweeping struct {
	frame.Frame
	vary       []string
	x, y       string
	metric     string
	allMetrics bool
	dryRun     bool
	keepGoing  bool
	yes        bool
	shard      part
}

func sweepCommand(a *app.App) *cobra.Command {
	s := &sweeping{Frame: frame.Frame{App: a, Verb: "sweep", Plays: true}}
	c := s.Command(frame.Scenarios("shipped names or paths of files"), s.sweep)
	s.Resumes(c)
	frame.Apart(c, "resume", "force")
	s.AddCases(a, c, "the scenario without a case, and every case of it")
	f := c.Flags()
	f.StringArrayVar(&s.vary, "vary", nil, "vary a value, `path=values`, instead of the file's sweep (repeat for a grid)")
	frame.Must(c.RegisterFlagCompletionFunc("vary", frame.OfPlaces(a, frame.Swept)))
	addAxes(c, &s.x, &s.y)
	f.StringVar(&s.metric, "metric", "", "report and draw `METRIC`, such as net_benefit.total, instead of the total shortfall")
	frame.Must(c.RegisterFlagCompletionFunc("metric", frame.OfMetrics(a)))
	f.BoolVar(&s.keepGoing, "keep-going", true, "go on when a cell fails; --keep-going=false stops at the first")
	f.BoolVar(&s.allMetrics, "all-metrics", false, "keep all metrics, not only the main ones")
	f.BoolVar(&s.yes, "yes", false, fmt.Sprintf("play even if it is more than %s cells or takes more than an hour", unit.Grouped(cellsAsk)))
	f.BoolVar(&s.dryRun, "dry-run", false, "show what would be played and written, and how long it would take, without playing")
	f.Lookup("set").Usage = "change a value in all cells, written as in a file: `path=value`"
	f.Lookup("resume").Usage = "continue in a folder that exists: finished cells are not played again"
	frame.Apart(c, "dry-run", "json")
	s.AddRun(c)
	s.shard.add(c, "x", "y", "metric", "keep-going")
	return c
}

// addAxes defines the flags of what figures of a sweep have across and up.
func addAxes(c *cobra.Command, x, y *string) {
	c.Flags().StringVar(x, "x", "", "the `AXIS` of a sweep to draw across, by its path or label")
	c.Flags().StringVar(y, "y", "", "the `AXIS` of a sweep to draw up")
}

func (s *sweeping) sweep(ctx context.Context, args []string) error {
	p, err := s.planOf(args)
	if err != nil {
		return err
	}
	if s.shard.Of > 0 {
		return s.playShard(ctx, p)
	}
	needs, err := s.estimate(ctx, p)
	if err != nil {
		return err
	}
	if s.dryRun {
		return s.rehearseSweep(ctx, p, needs)
	}
	if err := s.mayPlay(p, needs); err != nil {
		return err
	}
	store, err := s.openStore(p)
	if err != nil {
		return err
	}
	s.Note("%s", p.describe(needs))
	stopped, err := s.playCells(ctx, p, store)
	if err != nil {
		return err
	}
	if stopped {
		return s.unfinished(p, store)
	}
	return s.finish(p, store)
}

// mayPlay refuses a sweep that is larger than one begins by mistake.
func (s *sweeping) mayPlay(p *sweepPlan, needs *needs) error {
	if s.yes {
		return nil
	}
	switch {
	case len(p.tasks) > cellsAsk:
		return s.Misused(fmt.Errorf("the sweep has %s cells; to play more than %s, add --yes\n  %s", unit.Grouped(len(p.tasks)), unit.Grouped(cellsAsk), p.describe(needs)))
	case needs.seconds > timeAsk.Seconds():
		return s.Misused(fmt.Errorf("the sweep takes about %s; to play for more than an hour, add --yes\n  %s", seconds(needs.seconds), p.describe(needs)))
	}
	return nil
}

// unfinished says what is kept of a sweep that was stopped.
func (s *sweeping) unfinished(p *sweepPlan, store *cellStore) error {
	done := 0
	for _, t := range p.tasks {
		if t.result != nil {
			done++
		}
	}
	if store == nil {
		s.Say("%d of %s were played; nothing is saved.", done, unit.Counted(len(p.tasks), "cell"))
	} else {
		s.Say("%d of %s are finished and kept in %s; the same command with --resume continues.", done, unit.Counted(len(p.tasks), "cell"), s.Shown(store.Final))
	}
	return cmp.Or[error](p.failure(), app.Interrupted{})
}

// finish shows and saves what all cells gave.
func (s *sweeping) finish(p *sweepPlan, store *cellStore) error {
	found := p.found(s.allMetrics)
	if err := errors.Join(found.Across(s.x, s.y), found.By(s.metric)); err != nil {
		return err
	}
	var to *folder.Folder
	var more []folder.Content
	if store != nil {
		if err := store.tidy(); err != nil {
			return app.Reason(err)
		}
		swept := map[string][]byte{}
		for _, f := range p.families {
			swept[f.loaded.Name] = f.loaded.YAML()
		}
		to, more = store.Folder, scenarioFiles(swept)
		if cells, ok := found.Answer().Table("cells"); ok {
			more = append(more, folder.Content{Name: "cells.parquet", Write: func(w io.Writer) error { return file.Write(w, "parquet", found.Head, cells) }})
		}
	}
	if err := s.Tell(to, found, more...); err != nil {
		return err
	}
	return p.failure()
}

// failed are the tasks that have no results.
func (p *sweepPlan) failed() []*task {
	return slices.DeleteFunc(slices.Clone(p.tasks), func(t *task) bool { return t.address.Error == "" })
}

// failure tells of cells that have no results, nil where there are none; the others are
// saved all the same.
func (p *sweepPlan) failure() error {
	n := len(p.failed())
	if n == 0 {
		return nil
	}
	return app.Failure{Code: app.ExitCells, Text: fmt.Sprintf("%d of %s failed", n, unit.Counted(len(p.tasks), "cell"))}
}

// cellsPlayed is a sweep being played.
type cellsPlayed struct {
	*sweeping
	plan  *sweepPlan
	store *cellStore // nil where nothing is saved
	bar   *app.Progress
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
	err = s.Player().PlayAll(ctx, len(p.tasks), func(i int) *mc.Job { return x.job(p.tasks[i]) })
	if x.reused > 0 && !s.Quiet {
		bar.Log(fmt.Sprintf("%d of %s were already finished.", x.reused, unit.Counted(len(p.tasks), "cell")))
	}
	return ctx.Err() != nil, err
}

// job makes a cell ready to be played; nil where it is finished, or cannot be.
func (x *cellsPlayed) job(t *task) (job *mc.Job) {
	defer guarded(func(err error) { x.fail(t, err); job = nil })
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

// guarded, deferred, makes a fault of the program the failure of a cell.
func guarded(fail func(error)) {
	if p := recover(); p != nil {
		fail(fmt.Errorf("internal error: %v", p))
	}
}

// jobOf is the job that plays a cell.
func (x *cellsPlayed) jobOf(t *task, e *experiment.Experiment) *mc.Job {
	j := &mc.Job{Plan: e.Plan()}
	j.Plan.NoSeries = true // no cell keeps them
	before := 0
	j.Plan.Progress = func(done, _ int) { // one call at a time
		x.advance(done - before)
		before = done
	}
	j.Done = func(sample *mc.Sample, err error) (ended error) {
		defer guarded(func(err error) { x.fail(t, err) })
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
