package folder

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

	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/output"
	"magnetsim/output/file"
	"magnetsim/scenarios"
	"magnetsim/sim/unit"
)

// FoundName is the file of a results folder that holds what was found, whole.
const FoundName = "found.cbor"

// ResultsName is the folder in which results folders stand unless -o says else.
const ResultsName = "results"

// Past is a results folder that is read again.
type Past struct {
	app      *app.App
	Dir      string // absolute
	Manifest file.Manifest
	Found    output.Finding
	Report   *output.Report // found, of a run
}

// OpenRun reads the results of a run: a results folder by its path, or by its
// name beneath results.
func OpenRun(a *app.App, arg string) (*Past, error) {
	p, err := OpenPast(a, arg)
	if err != nil {
		return nil, err
	}
	found, err := p.ReadFound()
	if err != nil {
		return nil, err
	}
	if p.Report == nil {
		return nil, fmt.Errorf("%s holds no run: it is a %s\n  give a folder that \"magnetsim run\" made; \"magnetsim plot\" draws this one again", a.Shown(p.Dir), output.KindOf(found))
	}
	return p, nil
}

// OpenPast finds the results folder of any verb and reads its manifest; what was found
// is not read yet.
func OpenPast(a *app.App, arg string) (*Past, error) {
	dir, err := Find(a, arg)
	if err != nil {
		return nil, err
	}
	p := &Past{app: a, Dir: dir}
	text, err := readManifest(dir)
	if err != nil {
		return nil, fmt.Errorf("%s cannot be read: %w", ManifestName, app.Reason(err))
	}
	if err := json.Unmarshal(text, &p.Manifest); err != nil {
		return nil, fmt.Errorf("%s of %s is damaged: %w\n  run the scenario again, into another folder with -o: what this one holds is unknown, so it is not replaced", ManifestName, a.Shown(dir), err)
	}
	return p, nil
}

// Head says what was played, of what a verb finds in it.
func (p *Past) Head(verb string) output.Head {
	h := p.Report.Head()
	h.Verb, h.Repeat = verb, ""
	return h
}

// ReadFound reads what was found, and keeps it in p.
func (p *Past) ReadFound() (output.Finding, error) {
	if !p.Has(FoundName) {
		return nil, fmt.Errorf("%s holds nothing to draw or tell again: an older version stored it, or a verb that keeps none of it\n  play it again with --force", p.app.Shown(p.Dir))
	}
	data, err := p.Read(FoundName)
	if err != nil {
		return nil, err
	}
	found, err := output.Restore(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("%s of %s: %w\n  play it again with --force", FoundName, p.app.Shown(p.Dir), err)
	}
	p.Found = found
	p.Report, _ = found.(*output.Report)
	return found, nil
}

// Open opens a file of the run by its name with slashes.
func (p *Past) Open(name string) (*os.File, error) {
	return openRegular(filepath.Join(p.Dir, filepath.FromSlash(name)))
}

// Has reports whether a file is among those that were written.
func (p *Past) Has(name string) bool {
	return slices.ContainsFunc(p.Manifest.Run.Files, func(h file.Hashed) bool { return h.Name == name })
}

// Read returns a file of a run, and refuses one that is not as it was written.
func (p *Past) Read(name string) ([]byte, error) {
	i := slices.IndexFunc(p.Manifest.Run.Files, func(h file.Hashed) bool { return h.Name == name })
	most := int64(-1)
	if i >= 0 {
		most = p.Manifest.Run.Files[i].Bytes
	}
	data, err := ReadRegular(filepath.Join(p.Dir, filepath.FromSlash(name)), most+1)
	if err != nil {
		return nil, fmt.Errorf("%s of %s cannot be read: %w\n  was it run by an older version? run the scenario again with --force", name, p.app.Shown(p.Dir), app.Reason(err))
	}
	sum := sha256.Sum256(data)
	if i < 0 || p.Manifest.Run.Files[i].SHA256 != hex.EncodeToString(sum[:]) {
		return nil, fmt.Errorf("%s of %s is not as it was written: its hash differs from that in %s\n  run the scenario again with --force", name, p.app.Shown(p.Dir), ManifestName)
	}
	return data, nil
}

// Find returns the absolute path of the results folder that an argument names.
func Find(a *app.App, arg string) (string, error) {
	for _, dir := range []string{a.Absolute(arg), a.Absolute(filepath.Join(ResultsName, arg))} {
		if _, err := os.Stat(filepath.Join(dir, ManifestName)); err == nil {
			return dir, nil
		}
	}
	if _, err := os.Stat(a.Absolute(arg)); err == nil {
		return "", fmt.Errorf("%s is not a results folder: it has no %s\n  %s", arg, ManifestName, knownRuns(a, arg))
	}
	return "", fmt.Errorf("there are no results %q\n  %s", arg, knownRuns(a, arg))
}

// knownRuns says which results there are.
func knownRuns(a *app.App, arg string) string {
	names := Names(a)
	if near := scenarios.Nearest(filepath.Base(arg), names); near != "" {
		return "did you mean " + filepath.Join(ResultsName, near) + "?"
	}
	if len(names) == 0 {
		return `give the path of a folder that "magnetsim run" made`
	}
	return "there are: " + unit.Few(names)
}

// Names lists the results folders of the working folder.
func Names(a *app.App) []string {
	entries, err := os.ReadDir(a.Absolute(ResultsName))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	var names []string
	for _, e := range entries {
		if _, err := os.Stat(a.Absolute(filepath.Join(ResultsName, e.Name(), ManifestName))); err == nil && !strings.HasPrefix(e.Name(), ".") {
			names = append(names, e.Name())
		}
	}
	return names
}

// Named is a results folder as an argument names it: by its name alone where that
// finds it, else by its path.
func Named(a *app.App, dir string) string {
	if found, err := Find(a, filepath.Base(dir)); err == nil && found == dir {
		return filepath.Base(dir)
	}
	return a.Shown(dir)
}
