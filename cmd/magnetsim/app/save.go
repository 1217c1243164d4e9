package app

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"magnetsim/output"
	"magnetsim/output/file"
	"magnetsim/sim/mc"
)

// manyTrials is the number above which trials.csv is written only if asked for:
// with 150 columns a policy it is then 150 MB, and trials.parquet holds the same.
const manyTrials = 100_000

// place returns where the results of an experiment go.
func (r *run) place(x *experiment) string {
	if r.out != "" {
		return r.absolute(r.out)
	}
	return r.absolute(filepath.Join(resultsName, output.Stem(x.loaded.Name)+"-"+x.hash[:8]))
}

// open makes the results folder; nil where nothing is to be saved.
func (r *run) open(x *experiment) (*folder, error) {
	if r.noSave {
		return nil, nil
	}
	f, err := r.openFolder(r.place(x), r.force)
	if err != nil {
		return nil, err
	}
	if err := r.journalOf(f, journalHead{Verb: "run", Scenario: x.loaded.Name, Hash: x.hash}, r.resume, r.force); err != nil {
		f.discard()
		return nil, err
	}
	return f, nil
}

// withCSV reports whether trials are written as CSV too.
func (r *run) withCSV(x *experiment) bool { return r.trialsCSV || x.loaded.Run.Trials <= manyTrials }

// keep completes the folder and puts it in its place. Results that are
// incomplete go beside it.
func (r *run) keep(ctx context.Context, f *folder, x *experiment, report *output.Report, sample *mc.Sample, began time.Time) error {
	if f == nil {
		return nil
	}
	if !sample.Complete {
		f.divert("-incomplete")
	}
	if err := r.tables(f, x, report); err != nil {
		return err
	}
	if !r.noPlots {
		if err := r.plots(ctx, f, report); err != nil {
			return err
		}
	}
	if err := r.page(ctx, f, x, report); err != nil {
		return err
	}
	m := manifestOf(f, x, sample)
	m.Run.Criteria = file.ManifestVerdicts(report)
	host, _ := os.Hostname() // "" where the machine has no name
	m.Machine = file.ManifestMachine{
		Host: host, Time: began.UTC().Format(time.RFC3339), Workers: r.workersOr(), Seconds: r.Now().Sub(began).Seconds(),
	}
	if err := f.write(manifestName, m.Write); err != nil {
		return err
	}
	if err := f.commit(); err != nil {
		return err
	}
	if ctx.Err() != nil && !r.noPlots {
		r.say("Interrupted: figures that were not yet drawn are left out; magnetsim plot %s draws them.", r.shown(f.final))
	}
	return r.tellPlace(f, x, sample)
}

func (r *run) tellPlace(f *folder, x *experiment, sample *mc.Sample) error {
	if !r.withCSV(x) {
		r.note("trials.csv is left out above %s trials: trials.parquet holds the same, and --trials-csv writes it", grouped(manyTrials))
	}
	if !sample.Complete {
		r.say("Interrupted: %s of %s trials were played; the results are marked incomplete.", grouped(int(sample.Done)), grouped(int(sample.Asked)))
	}
	if r.json { // standard output is for the summary alone
		r.note("Saved in %s", r.shown(f.final))
		return nil
	}
	_, err := fmt.Fprintf(r.Out, "\nSaved in %s\n", r.shown(f.final))
	return err
}

// tables writes all files but the trials and the figures.
func (r *run) tables(f *folder, x *experiment, report *output.Report) error {
	answer := report.Answer()
	trials := output.Table{Name: "trials", Columns: append(output.AddressColumns(), output.NewTrials(x.models, x.variants).Columns...)}
	files := append([]content{{resolvedName, bytesOf(x.yaml)}}, tablesOf(answer, trials)...)
	return f.writeAll(append(files,
		content{summaryName, func(w io.Writer) error { return file.JSON(w, answer) }},
		content{"summary.md", func(w io.Writer) error { return file.Write(w, "markdown", answer.Head, report.Paper(nil, nil)...) }},
		content{foundName, func(w io.Writer) error { return output.Store(w, report) }})...)
}

func manifestOf(f *folder, x *experiment, s *mc.Sample) file.Manifest {
	return file.Manifest{Run: file.ManifestRun{
		Scenario: x.loaded.Name, Hash: x.hash, Seed: x.loaded.Run.Seed, Sampling: x.loaded.Run.Sampling,
		Asked: s.Asked, Trials: s.OK(), Failed: s.Failed, Complete: s.Complete, Imbalance: file.Number(s.Imbalance),
		Version: version(), GoArch: s.Key.GoArch, GoLevel: s.Key.GoLevel, GoVersion: s.Key.GoVersion, Files: f.list(),
	}}
}
