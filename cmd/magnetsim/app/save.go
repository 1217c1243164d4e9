package app

import (
	"io"

	"magnetsim/output"
	"magnetsim/output/file"
)

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

// besides is what a run leaves more than others: the tables that people read. The trials
// are written as they are played.
func (r *run) besides(x *experiment, report *output.Report) []content {
	r.aside = []output.Table{{Name: "trials", Columns: append(file.AddressColumns(), output.NewTrials(x.models, x.variants).Columns...)}}
	return []content{
		{resolvedName, bytesOf(x.yaml)},
		{"summary.md", func(w io.Writer) error { return file.Write(w, "markdown", report.Head(), report.Paper(nil, nil)...) }},
	}
}
