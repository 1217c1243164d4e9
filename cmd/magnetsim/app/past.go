package app

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"magnetsim/output"
	"magnetsim/output/file"
	"magnetsim/scenarios"
	"magnetsim/sim/unit"
)

// foundName is the file of a results folder that holds what was found, whole.
const foundName = "found.cbor"

// resultsName is the folder in which results folders stand unless -o says else.
const resultsName = "results"

// pastRun is a results folder that is read again.
type pastRun struct {
	app      *App
	dir      string // absolute
	manifest file.Manifest
	found    output.Finding
	report   *output.Report // found, of a run
}

// openRun reads the results of a run: a results folder by its path, or by its
// name beneath results.
func (a *App) openRun(arg string) (*pastRun, error) {
	p, err := a.openPast(arg)
	if err != nil {
		return nil, err
	}
	found, err := p.readFound()
	if err != nil {
		return nil, err
	}
	if p.report == nil {
		return nil, fmt.Errorf("%s holds no run: it is a %s\n  give a folder that \"magnetsim run\" made; \"magnetsim plot\" draws this one again", a.shown(p.dir), output.KindOf(found))
	}
	return p, nil
}

// openPast finds the results folder of any verb and reads its manifest; what was found
// is not read yet.
func (a *App) openPast(arg string) (*pastRun, error) {
	dir, err := a.findRun(arg)
	if err != nil {
		return nil, err
	}
	p := &pastRun{app: a, dir: dir}
	text, err := readManifest(dir)
	if err != nil {
		return nil, fmt.Errorf("%s cannot be read: %w", manifestName, reason(err))
	}
	if err := json.Unmarshal(text, &p.manifest); err != nil {
		return nil, fmt.Errorf("%s of %s is damaged: %w\n  run the scenario again, into another folder with -o: what this one holds is unknown, so it is not replaced", manifestName, a.shown(dir), err)
	}
	return p, nil
}

// head says what was played, of what a verb finds in it.
func (p *pastRun) head(verb string) output.Head {
	h := p.report.Head()
	h.Verb, h.Repeat = verb, ""
	return h
}

// readFound reads what was found, and keeps it in p.
func (p *pastRun) readFound() (output.Finding, error) {
	if !p.has(foundName) {
		return nil, fmt.Errorf("%s holds nothing to draw or tell again: an older version stored it, or a verb that keeps none of it\n  play it again with --force", p.app.shown(p.dir))
	}
	data, err := p.read(foundName)
	if err != nil {
		return nil, err
	}
	found, err := output.Restore(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("%s of %s: %w\n  play it again with --force", foundName, p.app.shown(p.dir), err)
	}
	p.found = found
	p.report, _ = found.(*output.Report)
	return found, nil
}

// open opens a file of the run by its name with slashes.
func (p *pastRun) open(name string) (*os.File, error) {
	return openRegular(filepath.Join(p.dir, filepath.FromSlash(name)))
}

// has reports whether a file is among those that were written.
func (p *pastRun) has(name string) bool {
	return slices.ContainsFunc(p.manifest.Run.Files, func(h file.Hashed) bool { return h.Name == name })
}

// read returns a file of a run, and refuses one that is not as it was written.
func (p *pastRun) read(name string) ([]byte, error) {
	i := slices.IndexFunc(p.manifest.Run.Files, func(h file.Hashed) bool { return h.Name == name })
	most := int64(-1)
	if i >= 0 {
		most = p.manifest.Run.Files[i].Bytes
	}
	data, err := readRegular(filepath.Join(p.dir, filepath.FromSlash(name)), most+1)
	if err != nil {
		return nil, fmt.Errorf("%s of %s cannot be read: %w\n  was it run by an older version? run the scenario again with --force", name, p.app.shown(p.dir), reason(err))
	}
	sum := sha256.Sum256(data)
	if i < 0 || p.manifest.Run.Files[i].SHA256 != hex.EncodeToString(sum[:]) {
		return nil, fmt.Errorf("%s of %s is not as it was written: its hash differs from that in %s\n  run the scenario again with --force", name, p.app.shown(p.dir), manifestName)
	}
	return data, nil
}

// findRun returns the absolute path of the results folder that an argument names.
func (a *App) findRun(arg string) (string, error) {
	for _, dir := range []string{a.absolute(arg), a.absolute(filepath.Join(resultsName, arg))} {
		if _, err := os.Stat(filepath.Join(dir, manifestName)); err == nil {
			return dir, nil
		}
	}
	if _, err := os.Stat(a.absolute(arg)); err == nil {
		return "", fmt.Errorf("%s is not a results folder: it has no %s\n  %s", arg, manifestName, a.knownRuns(arg))
	}
	return "", fmt.Errorf("there are no results %q\n  %s", arg, a.knownRuns(arg))
}

// knownRuns says which results there are.
func (a *App) knownRuns(arg string) string {
	names := a.runNames()
	if near := scenarios.Nearest(filepath.Base(arg), names); near != "" {
		return "did you mean " + filepath.Join(resultsName, near) + "?"
	}
	if len(names) == 0 {
		return `give the path of a folder that "magnetsim run" made`
	}
	return "there are: " + unit.Few(names)
}

// runNames lists the results folders of the working folder.
func (a *App) runNames() []string {
	entries, err := os.ReadDir(a.absolute(resultsName))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	var names []string
	for _, e := range entries {
		if _, err := os.Stat(a.absolute(filepath.Join(resultsName, e.Name(), manifestName))); err == nil && !strings.HasPrefix(e.Name(), ".") {
			names = append(names, e.Name())
		}
	}
	return names
}

// named is a results folder as an argument names it: by its name alone where that
// finds it, else by its path.
func (a *App) named(dir string) string {
	if found, err := a.findRun(filepath.Base(dir)); err == nil && found == dir {
		return filepath.Base(dir)
	}
	return a.shown(dir)
}
