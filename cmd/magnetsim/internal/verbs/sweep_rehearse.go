package verbs

import (
	"context"
	"fmt"
	"strings"
	"time"

	"magnetsim/cmd/experiment"
	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/output"
	"magnetsim/scenarios"
	"magnetsim/sim/mc"
	"magnetsim/sim/unit"
)

// needs is about what a sweep takes.
type needs struct {
	seconds float64
	unknown int // scenarios of which no cell could be tried
}

// estimate tries a cell of each scenario: how long it takes to make it ready and
// to play it.
func (s *sweeping) estimate(ctx context.Context, p *sweepPlan) (*needs, error) {
	n := &needs{}
	for _, f := range p.families {
		seconds, err := s.tryFamily(ctx, f)
		if err != nil {
			return nil, err
		}
		if seconds == 0 {
			n.unknown++
		}
		n.seconds += seconds * float64(len(f.cases)*len(f.cells))
	}
	return n, nil
}

// tryFamily returns the seconds that a cell of a scenario takes of the whole
// machine; 0 where none of the first few can be built.
func (s *sweeping) tryFamily(ctx context.Context, f *family) (float64, error) {
	const few = 3
	for _, cell := range f.cells[:min(few, len(f.cells))] {
		began := time.Now()
		loaded, _ := f.loaded.At(f.cases[0], cell)
		if loaded == nil {
			continue
		}
		x, err := experiment.New(loaded)
		if err != nil {
			continue // it will be told when it is its turn
		}
		ready := time.Since(began)
		perTrial, built, err := s.tryCell(ctx, x)
		if err != nil {
			return 0, err
		}
		return (ready+built).Seconds()/float64(s.WorkersOr()) + perTrial*float64(x.Loaded.Run.Trials), nil
	}
	return 0, nil
}

// tryCell plays trials of a cell for up to a fifth of a second. It returns the seconds that
// one takes of the whole machine, and what the report took.
func (s *sweeping) tryCell(ctx context.Context, x *experiment.Experiment) (perTrial float64, built time.Duration, err error) {
	var sample *mc.Sample
	plan := x.Plan()
	plan.Workers, plan.NoSeries = s.WorkersOr(), true
	last, _, err := everMore(plan, 200*time.Millisecond, func(p mc.Plan) (err error) {
		sample, err = mc.Play(ctx, p)
		return err
	})
	if err != nil {
		return 0, 0, err
	}
	began := time.Now()
	if sample.OK() > 0 {
		output.NewCellResult(output.Build(sample, x.Facts), s.allMetrics)
	}
	return last.spent.Seconds() / float64(last.trials), time.Since(began), nil
}

// describe says in a line how much there is to play.
func (p *sweepPlan) describe(n *needs) string {
	took := "about " + seconds(n.seconds)
	if n.unknown > 0 {
		took = "for an unknown time"
	}
	return fmt.Sprintf("%s, %s trials in all, each under all policies: %s", unit.Counted(len(p.tasks), "cell"), unit.Grouped(p.trials()), took)
}

// rehearseSweep says what a sweep would play and write, and which of its cells
// could not be played.
func (s *sweeping) rehearseSweep(ctx context.Context, p *sweepPlan, n *needs) error {
	if err := s.buildAll(ctx, p); err != nil {
		return err
	}
	var out strings.Builder
	for _, f := range p.families {
		run := f.loaded.Run
		fmt.Fprintf(&out, "Scenario   %s: %s\n", f.loaded.Name, f.loaded.Title)
		fmt.Fprintf(&out, "Policies   %s\n", strings.Join(f.loaded.Policies(), ", "))
		excluded := ""
		if f.excluded > 0 {
			excluded = fmt.Sprintf(", %s excluded", unit.Grouped(f.excluded))
		}
		fmt.Fprintf(&out, "Cells      %s in %s%s\n", unit.Grouped(len(f.cells)), unit.Counted(len(f.cases), "case"), excluded)
		f.listAxes(&out)
		fmt.Fprintf(&out, "Trials     %s a cell, seed %d, %s sampling\n", unit.Grouped(run.Trials), run.Seed, run.Sampling)
	}
	fmt.Fprintf(&out, "In all     %s, with %s\n", p.describe(n), unit.Counted(s.WorkersOr(), "worker"))
	listFirst(&out, p.tasks, p.label)
	if failed := p.failed(); len(failed) > 0 {
		fmt.Fprintf(&out, "Errors     %s of %s cannot be built:\n", unit.Grouped(len(failed)), unit.Counted(len(p.tasks), "cell"))
		listFirst(&out, failed, func(t *task) string { return p.label(t) + ": " + t.address.Error })
	}
	s.listSweepFiles(&out, p)
	if err := s.mayPlay(p, n); err != nil {
		fmt.Fprintf(&out, "Note       it needs --yes\n")
	}
	if _, err := fmt.Fprint(s.Out, out.String()); err != nil {
		return err
	}
	return p.failure()
}

// listAxes lists what a scenario varies.
func (f *family) listAxes(out *strings.Builder) {
	sweep := f.loaded.Sweep()
	if sweep == nil {
		return
	}
	for _, a := range sweep.Axes {
		fmt.Fprintf(out, "             %s: %s\n", a.Path, valuesOf(a))
	}
}

// valuesOf lists the values of an axis, or the first and the last of many.
func valuesOf(a scenarios.Axis) string {
	const most = 8
	texts := app.Each(a.Values, func(v scenarios.AxisValue) string { return v.Text })
	if len(texts) > most {
		texts = append(texts[:most-1:most-1], fmt.Sprintf("… %s (%d values)", texts[len(texts)-1], len(texts)))
	}
	return strings.Join(texts, ", ")
}

func (s *sweeping) listSweepFiles(out *strings.Builder, p *sweepPlan) {
	if s.NoSave {
		fmt.Fprintf(out, "Files      none\n")
		return
	}
	dir := s.Place(p.name(), p.hash[:8])
	fmt.Fprintf(out, "Files      in %s:\n             %s, %s/*.cbor\n", s.Shown(dir), strings.Join(sweepFiles(), ", "), cellsFolder)
	if err := s.mayUse(dir, p); err != nil {
		fmt.Fprintf(out, "             but %v\n", err)
	}
}

// resolve returns the scenario of a cell and the hash of its resolved file.
func (t *task) resolve() (*scenarios.Loaded, string, error) {
	loaded, problems := t.family.loaded.At(t.address.Case, t.cell)
	if loaded == nil {
		return nil, "", firstOf(problems)
	}
	return loaded, experiment.HashOf(loaded.YAML()), nil
}

// build makes a cell ready as it is for playing, and throws it away.
func (t *task) build() error {
	loaded, _, err := t.resolve()
	if err != nil {
		return err
	}
	_, err = experiment.New(loaded)
	return plain(err)
}

// buildAll builds every cell, so that a rehearsal tells of all that could not be
// played. It is many times quicker than to play them.
func (s *sweeping) buildAll(ctx context.Context, p *sweepPlan) error {
	return mc.PlayAll(ctx, s.WorkersOr(), len(p.tasks), func(i int) *mc.Job {
		t := p.tasks[i]
		fail := func(err error) { t.address.Error = err.Error() }
		defer guarded(fail)
		if err := t.build(); err != nil {
			fail(err)
		}
		return nil
	})
}

// listFirst lists tasks, or the first of many.
func listFirst(out *strings.Builder, tasks []*task, text func(*task) string) {
	const most = 12
	for _, t := range tasks[:min(most, len(tasks))] {
		fmt.Fprintf(out, "             %s\n", text(t))
	}
	if more := len(tasks) - most; more > 0 {
		fmt.Fprintf(out, "             … and %s more\n", unit.Grouped(more))
	}
}
