package app

import (
	"io"

	"magnetsim/output"
	"magnetsim/output/table"
	"magnetsim/sim/mc"
)

// trialFiles are the files with a row a trial, written while trials are played.
// A nil one takes nothing.
type trialFiles struct {
	trials *output.Trials
	sinks  []sink
}

// sink is one such file.
type sink struct {
	rows interface {
		Write(output.Rows) error
		Close() error
	}
	to *file
}

func (r *run) trialFiles(f *folder, x *experiment) (*trialFiles, error) {
	if f == nil {
		return nil, nil
	}
	t := &trialFiles{trials: output.NewTrials(x.models, x.variants)}
	columns := t.trials.Columns
	if err := f.write("columns.csv", func(w io.Writer) error { return table.Columns(w, columns) }); err != nil {
		return nil, err
	}
	to, err := f.create("trials.parquet")
	if err != nil {
		return nil, err
	}
	t.sinks = append(t.sinks, sink{table.NewTrialsParquet(to, columns), to})
	if !r.withCSV(x) {
		return t, nil
	}
	to, err = f.create("trials.csv")
	if err != nil {
		return nil, err
	}
	t.sinks = append(t.sinks, sink{table.NewTrialsCSV(to, columns), to})
	return t, nil
}

// write takes the trials of a block.
func (t *trialFiles) write(r mc.Rows) error {
	rows := t.trials.Rows(r)
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
		if err := s.rows.Close(); err != nil && first == nil {
			first = err
		}
		if err := s.to.close(); err != nil && first == nil {
			first = err
		}
	}
	return first
}
