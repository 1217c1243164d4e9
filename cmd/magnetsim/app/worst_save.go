package app

import (
	"fmt"
	"io"
	"path/filepath"
	"time"

	"magnetsim/output"
	"magnetsim/output/figure"
	"magnetsim/output/table"
)

// open makes the results folder; nil where nothing is to be saved. Its name has
// the hash of the run and of what is asked of it.
func (w *worst) open(p *pastRun) (*folder, error) {
	if w.noSave {
		return nil, nil
	}
	if w.out != "" {
		return w.openFolder(w.absolute(w.out), w.force)
	}
	hash, err := shortHash(p.manifest.Run.Hash, p.manifest.Run.Trials, w.policy, w.metric, w.shares, w.thresholds)
	if err != nil {
		return nil, err
	}
	name := fmt.Sprintf("worst-%s-%s", output.Stem(p.report.Scenario), hash)
	return w.openFolder(w.absolute(filepath.Join(resultsName, name)), w.force)
}

// keep writes the files and puts the folder in its place. The manifest is that of
// the run that was looked at.
func (w *worst) keep(f *folder, p *pastRun, found *output.Worst, began time.Time) error {
	if f == nil {
		return nil
	}
	if err := f.writeAll(
		content{"worst.json", func(to io.Writer) error { return table.WorstJSON(to, found) }},
		content{"inputs.csv", func(to io.Writer) error { return table.WorstInputsCSV(to, found) }},
		content{"boxes.csv", func(to io.Writer) error { return table.WorstBoxesCSV(to, found) }},
		content{"peeling.csv", func(to io.Writer) error { return table.WorstPeelingCSV(to, found) }},
		content{"happened.csv", func(to io.Writer) error { return table.WorstHappenedCSV(to, found) }},
	); err != nil {
		return err
	}
	stored := *found
	stored.Where = filepath.Base(p.dir) // the same from wherever it is asked
	if err := w.draw(f, &stored); err != nil {
		return err
	}
	return w.seal(f, p.manifest.Run, began, 0, w.json)
}

// draw stores what was found and draws its figures, or stores it alone.
func (w *worst) draw(f *folder, found *output.Worst) error {
	if w.noPlots {
		return f.keepFound(found)
	}
	return f.keepFigures(found, figure.Style{Size: w.size, Theme: w.theme})
}
