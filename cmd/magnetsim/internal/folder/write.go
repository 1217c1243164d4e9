package folder

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
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
	return experiment.HashOf(asked)[:8], nil
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
func Seal(a *app.App, f *Folder, run file.ManifestRun, began time.Time, workers int) error {
	run.Files = f.list()
	host, _ := os.Hostname() // "" where the machine has no name
	m := file.Manifest{Run: run, Machine: file.ManifestMachine{
		Host: host, Time: began.UTC().Format(time.RFC3339), Workers: workers, Seconds: a.Now().Sub(began).Seconds(),
	}}
	if err := f.Write(ManifestName, m.Write); err != nil {
		return err
	}
	return f.commit()
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

// Stdout is the name by which -o means standard output.
const Stdout = "-"

// Free refuses a path at which something stands, unless it is a file that force
// lets go, and any within a results folder, whose manifest knows what it holds.
func Free(a *app.App, path string, force bool) error {
	if path == Stdout {
		return nil
	}
	for dir := filepath.Dir(path); dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, ManifestName)); err == nil {
			return fmt.Errorf("%s is a results folder, which is never changed\n  choose another place with -o", a.Shown(dir))
		}
	}
	info, err := os.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return fmt.Errorf("cannot write to %s: %w\n  choose another place with -o", a.Shown(path), app.Reason(err))
	case info.IsDir():
		return fmt.Errorf("%s is a folder\n  name a file with -o", a.Shown(path))
	case !force:
		return fmt.Errorf("%s already exists\n  use --force to replace it, or -o FILE to write elsewhere", a.Shown(path))
	}
	return nil
}

// WriteFiles makes files, all or, as far as can be foreseen, none, and says where. The name
// of each is its absolute path, or Stdout.
func WriteFiles(a *app.App, force bool, files ...Content) error {
	for _, f := range files {
		if err := Free(a, f.Name, force); err != nil {
			return err
		}
	}
	for _, f := range files {
		if err := writeFile(a, f.Name, force, f.Write); err != nil {
			return err
		}
		if f.Name != Stdout {
			if _, err := fmt.Fprintf(a.Out, "Saved %s\n", a.Shown(f.Name)); err != nil {
				return err
			}
		}
	}
	return nil
}

// writeFile writes a file whole or not at all; path is absolute, or Stdout.
func writeFile(a *app.App, path string, force bool, content func(io.Writer) error) (err error) {
	if path == Stdout {
		w := bufio.NewWriter(a.Out)
		return errors.Join(content(w), w.Flush())
	}
	path = followed(path)
	if err := Free(a, path, force); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return fmt.Errorf("cannot write to %s: %w\n  choose another place with -o", a.Shown(filepath.Dir(path)), app.Reason(err))
	}
	f, p, err := newFile(filepath.Dir(path))
	if err != nil {
		return fmt.Errorf("cannot write to %s: %w\n  choose another place with -o", a.Shown(filepath.Dir(path)), app.Reason(err))
	}
	defer p.release()
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(f.Name()))
		}
	}()
	w := bufio.NewWriterSize(f, 1<<16)
	if err := errors.Join(content(w), w.Flush(), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
