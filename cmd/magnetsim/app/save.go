package app

import (
	"io"

	"magnetsim/output"
	"magnetsim/output/file"
	"magnetsim/sim/unit"
)

// manyTrials is the number above which trials.csv is written only if asked for:
// with 150 columns a policy it is then 150 MB, and trials.parquet holds the same.
const manyTrials = 100_000

// hashOf is what stands for an experiment in the name of its folder.
func hashOf(x *experiment) string { return x.hash[:8] }

// open makes the results folder with its journal; nil where nothing is to be saved.
func (r *run) open(x *experiment) (*folder, error) {
	r.began = r.Now()
	if r.noSave {
		return nil, nil
	}
	to, err := r.openFolder(r.place(x.loaded.Name, hashOf(x)), r.force)
	if err != nil {
		return nil, err
	}
	return to, r.keepJournal(to, x)
}

// withCSV reports whether trials are written as CSV too.
func (r *run) withCSV(x *experiment) bool { return r.trialsCSV || x.loaded.Run.Trials <= manyTrials }

// besides is what a run leaves more than others: the tables that people read. The trials
// are written as they are played.
func (r *run) besides(x *experiment, report *output.Report) []content {
	r.aside = []output.Table{{Name: "trials", Columns: append(file.AddressColumns(), output.NewTrials(x.models, x.variants).Columns...)}}
	if !r.noSave && !r.withCSV(x) {
		r.note("trials.csv is left out above %s trials: trials.parquet holds the same, and --trials-csv writes it", unit.Grouped(manyTrials))
	}
	return []content{
		resolvedAs(x.yaml),
		{"summary.md", func(w io.Writer) error { return file.Write(w, "markdown", report.Head(), report.Paper(nil, nil)...) }},
	}
}
