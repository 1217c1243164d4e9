package verbs

import (
	"io"

	"magnetsim/cmd/experiment"
	"magnetsim/cmd/magnetsim/internal/folder"
	"magnetsim/output"
	"magnetsim/output/file"
	"magnetsim/sim/mc"
)

// trialFiles are the files with a row a trial, written while trials are played.
// A nil one takes nothing.
type trialFiles struct {
	trials  *output.Trials
	columns []output.Column // that are stored
	at      []int           // where they stand among all
	sinks   []sink
}

// sink is one such file.
type sink struct {
	rows interface {
		Write(file.Block) error
		Close() error
	}
	to io.WriteCloser
}

// trialFiles begins the files with the trials of an experiment; nil where
// nothing is saved.
func (r *run) trialFiles(f *folder.Folder, x *experiment.Experiment) (*trialFiles, error) {
	if f == nil {
		return nil, nil
	}
	t := r.newTrialFiles(x)
	return t, t.open(f.Create, r.trialsCSV)
}

// newTrialFiles chooses the columns of the files: inputs and main metrics, or all.
func (r *run) newTrialFiles(x *experiment.Experiment) *trialFiles {
	t := &trialFiles{trials: output.NewTrials(x.Models, x.Variants)}
	for i, c := range t.trials.Columns {
		if r.trialsAll || c.Main() {
			t.columns, t.at = append(t.columns, c), append(t.at, i)
		}
	}
	return t
}

// open begins the files.
func (t *trialFiles) open(create func(name string) (io.WriteCloser, error), withCSV bool) error {
	to, err := create(folder.TrialsParquet)
	if err != nil {
		return err
	}
	t.sinks = append(t.sinks, sink{file.NewTrialsParquet(to, t.columns), to})
	if !withCSV {
		return nil
	}
	to, err = create("trials.csv")
	if err != nil {
		return err
	}
	t.sinks = append(t.sinks, sink{file.NewTrialsCSV(to, t.columns), to})
	return nil
}

// write takes the trials of a block.
func (t *trialFiles) write(r mc.Rows) error {
	rows := file.Block(t.trials.Rows(r))
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
	if t == nil {
		return nil
	}
	var first error
	for _, s := range t.sinks {
		for _, err := range []error{s.rows.Close(), s.to.Close()} {
			if err != nil && first == nil {
				first = err
			}
		}
	}
	return first
}
