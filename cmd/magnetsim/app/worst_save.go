package app

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
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
	asked, err := json.Marshal([]any{p.manifest.Run.Hash, p.manifest.Run.Trials, w.policy, w.metric, w.shares, w.thresholds})
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(asked)
	name := fmt.Sprintf("worst-%s-%s", p.report.Scenario, hex.EncodeToString(sum[:])[:8])
	return w.openFolder(w.absolute(filepath.Join(resultsName, name)), w.force)
}

// keep writes the files and puts the folder in its place. The manifest is that of
// the run that was looked at.
func (w *worst) keep(f *folder, p *pastRun, found *output.Worst, began time.Time) error {
	if f == nil {
		return nil
	}
	for _, one := range []content{
		{"worst.json", func(to io.Writer) error { return table.WorstJSON(to, found) }},
		{"inputs.csv", func(to io.Writer) error { return table.WorstInputsCSV(to, found) }},
		{"boxes.csv", func(to io.Writer) error { return table.WorstBoxesCSV(to, found) }},
		{"peeling.csv", func(to io.Writer) error { return table.WorstPeelingCSV(to, found) }},
		{"happened.csv", func(to io.Writer) error { return table.WorstHappenedCSV(to, found) }},
	} {
		if err := f.write(one.name, one.write); err != nil {
			return err
		}
	}
	stored := *found
	stored.Where = filepath.Base(p.dir) // the same from wherever it is asked
	if err := w.draw(f, &stored); err != nil {
		return err
	}
	m := p.manifest
	m.Run.Files = f.list()
	host, _ := os.Hostname() // "" where the machine has no name
	m.Machine = table.ManifestMachine{Host: host, Time: began.UTC().Format(time.RFC3339), Seconds: w.Now().Sub(began).Seconds()}
	if err := f.write(manifestName, m.Write); err != nil {
		return err
	}
	if err := f.commit(); err != nil {
		return err
	}
	if w.json {
		w.note("Saved in %s", w.shown(f.final))
		return nil
	}
	_, err := fmt.Fprintf(w.Out, "\nSaved in %s\n", w.shown(f.final))
	return err
}

// draw stores what was found and draws its figures, or stores it alone.
func (w *worst) draw(f *folder, found *output.Worst) error {
	if w.noPlots {
		return f.keepFound(found)
	}
	return f.keepFigures(found, figure.Style{Size: w.size, Theme: w.theme})
}
