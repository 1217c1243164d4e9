package verbs

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strings"
	"time"

	"magnetsim/cmd/experiment"
	"magnetsim/cmd/magnetsim/internal/folder"
	"magnetsim/cmd/magnetsim/internal/frame"
	"magnetsim/output"
	"magnetsim/output/file"
	"magnetsim/sim"
	"magnetsim/sim/mc"
	"magnetsim/sim/unit"
)

// trialFiles are the files with a row a trial, written while trials are played.
type trialFiles struct {
	trials  *output.Trials
	columns []output.Column // that are stored
	at      []int           // where they stand among all
	sinks   []sink
}

// sink is one such file.
type sink struct {
	rows interface {
		Write(output.Block) error
		Close() error
	}
	to io.WriteCloser
}

// trialFiles chooses the columns of the files: inputs and main metrics, or all.
func (r *run) trialFiles(x *experiment.Experiment) *trialFiles {
	t := &trialFiles{trials: output.NewTrials(x.Models, x.Variants)}
	for i, c := range t.trials.Columns {
		if r.trialsAll || c.Main() {
			t.columns, t.at = append(t.columns, c), append(t.at, i)
		}
	}
	return t
}

// metrics are those that are stored, by index.
func (t *trialFiles) metrics(m *sim.Model) []int {
	all := []int{}
	for i, x := range m.Metrics() {
		if slices.ContainsFunc(t.columns, func(c output.Column) bool { return c.Role == output.RoleOutput && c.Title == x.Name }) {
			all = append(all, i)
		}
	}
	return all
}

// open begins the files.
func (t *trialFiles) open(create func(name string) (io.WriteCloser, error), withCSV bool) error {
	to, err := create(folder.TrialsParquet)
	if err != nil {
		return err
	}
	t.sinks = append(t.sinks, sink{file.NewTrialsParquet(to, t.columns), to})
	if withCSV {
		if to, err = create("trials.csv"); err == nil {
			t.sinks = append(t.sinks, sink{file.NewTrialsCSV(to, t.columns), to})
		}
	}
	return err
}

// write takes the trials of a block.
func (t *trialFiles) write(r mc.Rows) error {
	rows := t.trials.Rows(r)
	all := rows.Column
	rows.Column = func(i int) []float64 { return all(t.at[i]) }
	for _, s := range t.sinks {
		if err := s.rows.Write(rows); err != nil {
			return err
		}
	}
	return nil
}

// close completes the files.
func (t *trialFiles) close() error {
	var first error
	for _, s := range t.sinks {
		first = cmp.Or(first, s.rows.Close(), s.to.Close())
	}
	return first
}

// rehearse says what a run would play and write, and about how long it takes.
func (r *run) rehearse(ctx context.Context, x *experiment.Experiment) error {
	probe, err := r.probe(ctx, x)
	if err != nil {
		return err
	}
	run := x.Loaded.Run
	var out strings.Builder
	fmt.Fprintf(&out, "Scenario   %s: %s\n", x.Loaded.Name, x.Loaded.Title)
	fmt.Fprintf(&out, "Policies   %d, all on the same draws\n", len(x.Variants))
	for _, v := range x.Variants {
		fmt.Fprintf(&out, "             %s: %s\n", v.Policy, v.Title)
	}
	fmt.Fprintf(&out, "Trials     %s of %d steps (%s), seed %d, %s sampling\n", unit.Grouped(run.Trials), x.Models[0].Steps(), x.Facts.Run.StepName+"s", run.Seed, run.Sampling)
	fmt.Fprintf(&out, "Time       about %s to play, with %s\n", seconds(probe.perTrial*float64(run.Trials)), unit.Counted(r.WorkersOr(), "worker"))
	fmt.Fprintf(&out, "Memory     %s at most, for the results\n", megabytes(float64(r.plan(x).MostMemory())))
	r.listFiles(&out, x, probe)
	_, err = fmt.Fprint(r.Out, out.String())
	return err
}

// plan is what a run plays.
func (r *run) plan(x *experiment.Experiment) mc.Plan {
	p := x.Plan()
	p.Workers, p.NoSeries = r.WorkersOr(), r.NoSave
	return p
}

// probe is what a trial costs under all policies.
type probe struct {
	perTrial float64             // seconds
	bytes    map[string]*counter // of each file of trials
	trials   int                 // that were played to find out
}

// probe plays trials and writes them to nowhere, for up to a second. What a play costs once
// does not count: time is taken of the trials that the last play has more than the one
// before.
func (r *run) probe(ctx context.Context, x *experiment.Experiment) (found *probe, err error) {
	last, before, err := everMore(r.plan(x), 700*time.Millisecond, func(p mc.Plan) error {
		found = &probe{bytes: map[string]*counter{}, trials: p.Trials}
		files := r.trialFiles(x)
		if err := files.open(found.create, r.trialsCSV); err != nil {
			return err
		}
		p.Rows = files.write
		_, err := mc.Play(ctx, p)
		return errors.Join(err, files.close())
	})
	if err != nil {
		return nil, err
	}
	found.perTrial = last.spent.Seconds() / float64(last.trials)
	if more := last.spent - before.spent; more > 0 {
		found.perTrial = more.Seconds() / float64(last.trials-before.trials)
	}
	return found, nil
}

// spell is the time that some trials took.
type spell struct {
	trials int
	spent  time.Duration
}

// everMore plays ever more trials of a plan, until they take long enough or are all, and tells
// of the last play and the one before.
func everMore(plan mc.Plan, enough time.Duration, play func(mc.Plan) error) (last, before spell, err error) {
	for trials := sim.Lanes * plan.Workers; ; trials *= 4 {
		p := plan
		p.Trials = min(trials, p.Trials)
		began := time.Now()
		if err := play(p); err != nil {
			return last, before, err
		}
		last, before = spell{p.Trials, time.Since(began)}, last
		if p.Trials == plan.Trials || last.spent > enough {
			return last, before, nil
		}
	}
}

// create begins a file whose bytes are only counted.
func (p *probe) create(name string) (io.WriteCloser, error) {
	p.bytes[name] = new(counter)
	return p.bytes[name], nil
}

// size says about how large a file of so many trials will be.
func (p *probe) size(name string, trials int) string {
	return megabytes(float64(*p.bytes[name]) / float64(p.trials) * float64(trials))
}

// megabytes writes a number of bytes roughly.
func megabytes(bytes float64) string {
	mb := bytes / 1e6
	if mb < 1 {
		return "below 1 MB"
	}
	return fmt.Sprintf("about %s MB", unit.Grouped(int(math.Round(mb))))
}

// counter counts the bytes written to it.
type counter int64

// Write implements io.Writer.
func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}

// Close implements io.Closer.
func (c *counter) Close() error { return nil }

// seconds writes a time roughly.
func seconds(s float64) string {
	if s < 1 {
		return fmt.Sprintf("%.2g s", s)
	}
	return time.Duration(s * float64(time.Second)).Round(time.Second).String()
}

// listFiles lists what would be written.
func (r *run) listFiles(out *strings.Builder, x *experiment.Experiment, p *probe) {
	if r.NoSave {
		fmt.Fprintf(out, "Files      none\n")
		return
	}
	files := []string{folder.ManifestName, experiment.ResolvedName, "summary.json", "summary.md"}
	planned := output.Report{Variants: x.Variants, Criteria: make([]output.Verdict, len(x.Criteria))}
	cases, _ := x.Doubted(x.Loaded.Run.Trials)
	planned.Cases = make([]output.CaseChange, len(cases))
	for _, table := range frame.Tables(planned.Answer()) {
		files = append(files, table.Name)
	}
	files = append(files, folder.FoundName, frame.PageName)
	for _, name := range slices.Sorted(maps.Keys(p.bytes)) {
		files = append(files, fmt.Sprintf("%s (%s)", name, p.size(name, x.Loaded.Run.Trials)))
	}
	if r.Figures != "none" {
		files = append(files, fmt.Sprintf("plots/*.{%s}", strings.Join(append(r.Formats, "csv", "txt"), ",")))
	}
	fmt.Fprintf(out, "Files      in %s:\n", r.Shown(r.Place(x.Loaded.Name, x.Hash[:8])))
	for _, f := range files {
		fmt.Fprintf(out, "             %s\n", f)
	}
	if _, err := folder.Taken(r.App, r.Place(x.Loaded.Name, x.Hash[:8]), r.Force); err != nil {
		fmt.Fprintf(out, "             but %v\n", err)
	}
}
