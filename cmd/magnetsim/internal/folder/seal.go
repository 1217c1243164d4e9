package folder

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"time"

	"magnetsim/cmd/experiment"
	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/output"
	"magnetsim/output/file"
)

// ShortHash is eight digits that stand for a question, for the name of its folder.
func ShortHash(question ...any) (string, error) {
	asked, err := json.Marshal(question)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(asked)
	return hex.EncodeToString(sum[:])[:8], nil
}

// Content is a file to be saved.
type Content struct {
	Name  string
	Write func(io.Writer) error
}

// WriteAll makes files of the folder.
func (f *Folder) WriteAll(files ...Content) error {
	for _, one := range files {
		if err := f.Write(one.Name, one.Write); err != nil {
			return err
		}
	}
	return nil
}

// Bytes writes what is there already.
func Bytes(data []byte) func(io.Writer) error {
	return func(w io.Writer) error { _, err := w.Write(data); return err }
}

// Seal writes the manifest of a results folder, puts the folder in its place and says
// where: on standard error where standard output holds data. Where workers is 0 they
// played no part.
func Seal(a *app.App, f *Folder, run file.ManifestRun, began time.Time, workers int, data bool) error {
	run.Files = f.list()
	host, _ := os.Hostname() // "" where the machine has no name
	m := file.Manifest{Run: run, Machine: file.ManifestMachine{
		Host: host, Time: began.UTC().Format(time.RFC3339), Workers: workers, Seconds: a.Now().Sub(began).Seconds(),
	}}
	if err := f.Write(ManifestName, m.Write); err != nil {
		return err
	}
	if err := f.commit(); err != nil {
		return err
	}
	if data {
		a.Note("Saved in %s", a.Shown(f.Final))
		return nil
	}
	_, err := fmt.Fprintf(a.Out, "\nSaved in %s\n", a.Shown(f.Final))
	return err
}

// ManifestRun is what a manifest says of what was played.
func ManifestRun(h output.Head) file.ManifestRun {
	b := experiment.BuildOf()
	return file.ManifestRun{
		Scenario: h.Scenario, Hash: h.Hash, Seed: h.Seed, Sampling: h.Sampling, Asked: h.Asked, Trials: h.Trials, Failed: h.Failed,
		Complete: h.Complete, Imbalance: file.Number(h.Imbalance), Version: h.Version, GoArch: h.GoArch, GoLevel: b.Level, GoVersion: b.GoVersion,
	}
}

// Resolved is the file of the resolved scenario.
func Resolved(yaml []byte) Content { return Content{experiment.ResolvedName, Bytes(yaml)} }
