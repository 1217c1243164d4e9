package verbs

import (
	"io"

	"magnetsim/cmd/experiment"
	"magnetsim/cmd/magnetsim/internal/folder"
	"magnetsim/output"
	"magnetsim/output/file"
)

// hashOf is what stands for an experiment in the name of its folder.
func hashOf(x *experiment.Experiment) string { return x.Hash[:8] }

// open makes the results folder with its journal; nil where nothing is to be saved.
func (r *run) open(x *experiment.Experiment) (*folder.Folder, error) {
	r.Began = r.Now()
	if r.NoSave {
		return nil, nil
	}
	to, err := folder.Open(r.App, r.Place(x.Loaded.Name, hashOf(x)), r.Force)
	if err != nil {
		return nil, err
	}
	return to, r.KeepJournal(to, x)
}

// besides is what a run leaves more than others: the tables that people read. The trials
// are written as they are played.
func (r *run) besides(x *experiment.Experiment, report *output.Report) []folder.Content {
	r.Aside = []output.Table{{Name: "trials", Columns: append(file.AddressColumns(), r.newTrialFiles(x).columns...)}}
	return []folder.Content{
		folder.Resolved(x.YAML),
		{Name: "summary.md", Write: func(w io.Writer) error { return file.Write(w, "markdown", report.Head(), report.Paper(nil, nil)...) }},
	}
}
