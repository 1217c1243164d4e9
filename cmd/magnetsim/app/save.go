package app

import (
	"io"

	"magnetsim/output"
	"magnetsim/output/figure"
	"magnetsim/output/file"
	"magnetsim/output/page"
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

// besides is what a run leaves more than its tables: the scenario, the tables that people
// read, and a page. The trials are written as they are played.
func (r *run) besides(x *experiment, report *output.Report) []content {
	r.aside = []output.Table{{Name: "trials", Columns: append(file.AddressColumns(), output.NewTrials(x.models, x.variants).Columns...)}}
	if !r.noSave && !r.withCSV(x) {
		r.note("trials.csv is left out above %s trials: trials.parquet holds the same, and --trials-csv writes it", grouped(manyTrials))
	}
	return []content{
		{resolvedName, bytesOf(x.yaml)},
		{"summary.md", func(w io.Writer) error { return file.Write(w, "markdown", report.Head(), report.Paper(nil, nil)...) }},
		{pageName, func(w io.Writer) error { return r.page(w, report) }},
	}
}

// page writes the page on a run, with its figures unless none are drawn. It says nothing
// of where it stands, so that the same run leaves the same bytes.
func (r *run) page(w io.Writer, report *output.Report) error {
	one := page.Part{Answer: report.Answer()}
	switch {
	case r.noPlots:
		one.Bare = "Figures were not drawn in this run (--no-plots)."
	case r.stopped():
		one.Bare = "Figures were not drawn: the run was interrupted."
	default:
		var err error
		if one.Figures, err = figuresFor(report, figure.Style{}, false, true); err != nil {
			return err
		}
	}
	return page.HTML(w, one)
}
