package app

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"time"

	"magnetsim/output"
	"magnetsim/output/file"
)

// shortHash is eight digits that stand for a question, for the name of its folder.
func shortHash(question ...any) (string, error) {
	asked, err := json.Marshal(question)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(asked)
	return hex.EncodeToString(sum[:])[:8], nil
}

// content is a file to be saved.
type content struct {
	name  string
	write func(io.Writer) error
}

// writeAll makes files of the folder.
func (f *folder) writeAll(files ...content) error {
	for _, one := range files {
		if err := f.write(one.name, one.write); err != nil {
			return err
		}
	}
	return nil
}

// bytesOf writes what is there already.
func bytesOf(data []byte) func(io.Writer) error {
	return func(w io.Writer) error { _, err := w.Write(data); return err }
}

// seal writes the manifest of a results folder, puts the folder in its place and says
// where: on standard error where standard output holds data. Where workers is 0 they
// played no part.
func (a *App) seal(f *folder, run file.ManifestRun, began time.Time, workers int, data bool) error {
	run.Files = f.list()
	host, _ := os.Hostname() // "" where the machine has no name
	m := file.Manifest{Run: run, Machine: file.ManifestMachine{
		Host: host, Time: began.UTC().Format(time.RFC3339), Workers: workers, Seconds: a.Now().Sub(began).Seconds(),
	}}
	if err := f.write(manifestName, m.Write); err != nil {
		return err
	}
	if err := f.commit(); err != nil {
		return err
	}
	if data {
		a.note("Saved in %s", a.shown(f.final))
		return nil
	}
	_, err := fmt.Fprintf(a.Out, "\nSaved in %s\n", a.shown(f.final))
	return err
}

// manifestRun is what a manifest says of what was played.
func manifestRun(h output.Head) file.ManifestRun {
	b := buildOf()
	return file.ManifestRun{
		Scenario: h.Scenario, Hash: h.Hash, Seed: h.Seed, Sampling: h.Sampling, Asked: h.Asked, Trials: h.Trials, Failed: h.Failed,
		Complete: h.Complete, Imbalance: file.Number(h.Imbalance), Version: h.Version, GoArch: h.GoArch, GoLevel: b.level, GoVersion: b.goVersion,
	}
}

// resolvedAs is the file of the resolved scenario.
func resolvedAs(yaml []byte) content { return content{resolvedName, bytesOf(yaml)} }
