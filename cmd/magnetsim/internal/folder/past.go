package folder

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"magnetsim/cmd/experiment"
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

	opened *experiment.Experiment // see Experiment; nil until it is asked for
}

// OpenRun reads the results of a run: a results folder by its path, or by its
// name beneath results.
func OpenRun(a *app.App, arg string) (*Past, error) {
	p, err := OpenFound(a, arg)
	if err == nil && p.Report == nil {
		err = fmt.Errorf("%s holds a %s, not a run\n  give a folder that \"magnetsim run\" wrote; \"magnetsim plot\" draws this one again", a.Shown(p.Dir), output.KindOf(p.Found))
	}
	return p, err
}

// OpenFound finds the results folder of any verb and reads its manifest and what was found.
func OpenFound(a *app.App, arg string) (*Past, error) {
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
		return nil, fmt.Errorf("%s of %s is damaged: %w\n  run the scenario again with -o and another folder; this one is not replaced, because its contents are unknown", ManifestName, a.Shown(dir), err)
	}
	return p, p.readFound()
}

// Head says what was played, of what a verb finds in it.
func (p *Past) Head(verb string) output.Head {
	h := p.Report.Head()
	h.Verb, h.Repeat = verb, ""
	return h
}

// readFound reads what was found, and keeps it in p.
func (p *Past) readFound() error {
	if !p.Has(FoundName) {
		return fmt.Errorf("%s holds no stored results: an older version wrote it, or a command that stores none\n  run it again with --force", p.app.Shown(p.Dir))
	}
	data, err := p.Read(FoundName)
	if err != nil {
		return err
	}
	if p.Found, err = output.Restore(bytes.NewReader(data)); err != nil {
		return fmt.Errorf("%s of %s: %w\n  run it again with --force", FoundName, p.app.Shown(p.Dir), err)
	}
	p.Report, _ = p.Found.(*output.Report)
	return nil
}

// Open opens a file of the run by its name with slashes.
func (p *Past) Open(name string) (*os.File, error) {
	return openRegular(filepath.Join(p.Dir, filepath.FromSlash(name)))
}

// Has reports whether a file is among those that were written.
func (p *Past) Has(name string) bool { return p.written(name).Name != "" }

// written is what the manifest says of a file; zero where it does not list it.
func (p *Past) written(name string) file.Hashed {
	for _, h := range p.Manifest.Run.Files {
		if h.Name == name {
			return h
		}
	}
	return file.Hashed{}
}

// Read returns a file of a run, and refuses one that is not as it was written.
func (p *Past) Read(name string) ([]byte, error) {
	written := p.written(name)
	data, err := ReadRegular(filepath.Join(p.Dir, filepath.FromSlash(name)), written.Bytes+1)
	if err != nil {
		return nil, fmt.Errorf("%s of %s cannot be read: %w\n  an older version may have written it; run the scenario again with --force", name, p.app.Shown(p.Dir), app.Reason(err))
	}
	if written.SHA256 != experiment.HashOf(data) {
		return nil, fmt.Errorf("%s of %s was changed after it was written: its hash is not the one in %s\n  run the scenario again with --force", name, p.app.Shown(p.Dir), ManifestName)
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
		return `give the path of a folder that "magnetsim run" wrote`
	}
	return "known: " + unit.Few(names)
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

// ofVariant tells the trials of a variant by their address in a file. Earlier files have
// an empty name for the base.
func ofVariant(v output.Variant) func(address [3]string) bool {
	return func(address [3]string) bool { return AddressOf(address) == v.Address() }
}

// AddressOf is where trials stand, whichever way the base case and cell are written.
func AddressOf(address [3]string) [3]string {
	return output.Variant{Case: address[0], Policy: address[1], Cell: address[2]}.Address()
}

// ReadTrials reads the file of the trials of a run, if it is as it was written.
func (p *Past) ReadTrials(read func(f *os.File, size int64) error) error {
	f, err := p.Open(TrialsParquet)
	if err != nil {
		return fmt.Errorf("%s of %s: %w", TrialsParquet, p.app.Shown(p.Dir), app.Reason(err))
	}
	defer f.Close()
	h := file.NewHasher(io.Discard)
	if _, err = io.Copy(h, f); err != nil {
		err = app.Reason(err)
	} else if sum := h.Sum(TrialsParquet); slices.Contains(p.Manifest.Run.Files, sum) {
		err = read(f, sum.Bytes)
	} else {
		err = fmt.Errorf("it was changed after it was written: its hash is not the one in %s\n  run the scenario again with --force", ManifestName)
	}
	if err != nil {
		return fmt.Errorf("%s of %s: %w", TrialsParquet, p.app.Shown(p.Dir), err)
	}
	return nil
}

// TrialsOf reads columns of the first trials of a variant, of so many at most.
func (p *Past) TrialsOf(v output.Variant, keep func(output.Column) bool, most int) (set *file.TrialSet, err error) {
	err = p.ReadTrials(func(f *os.File, size int64) error {
		sets, err := file.ReadTrials(f, size, keep, ofVariant(v), most)
		if err == nil && len(sets) == 0 {
			err = fmt.Errorf("it has no trial of the policy %s\n  run the scenario again with --force", v.Policy)
		}
		if err == nil {
			set = sets[0]
		}
		return err
	})
	return set, err
}

// Experiment compiles the scenario that was run, once.
func (p *Past) Experiment() (*experiment.Experiment, error) {
	if p.opened != nil {
		return p.opened, nil
	}
	yaml, err := p.Read(experiment.ResolvedName)
	if err == nil {
		p.opened, err = experiment.OpenResolved(yaml)
	}
	return p.opened, err
}

// Again compiles what was run, and refuses what this program cannot repeat.
func (p *Past) Again() (*experiment.Experiment, error) {
	if err := p.Repeatable(); err != nil {
		return nil, err
	}
	x, err := p.Experiment()
	if err != nil {
		return nil, err
	}
	run := p.Manifest.Run
	switch {
	case x.Loaded.Run.Seed != run.Seed:
		return nil, fmt.Errorf("%s of %s has the seed %d, but the run had %d\n  run the scenario again with --force", experiment.ResolvedName, p.app.Shown(p.Dir), x.Loaded.Run.Seed, run.Seed)
	case len(x.Variants) != len(p.Report.Variants):
		return nil, fmt.Errorf("%s of %s has other policies than its report\n  run the scenario again with --force", experiment.ResolvedName, p.app.Shown(p.Dir))
	}
	return x, nil
}

// Repeatable refuses a run of another version or processor: its last bits may
// differ, and a trial that differs in one may go another way.
func (p *Past) Repeatable() error {
	run, b := p.Manifest.Run, experiment.BuildOf()
	for _, x := range []struct{ what, was, is string }{
		{"version", run.Version, experiment.Version()},
		{"processor", run.GoArch, b.Arch},
		{"instruction set", run.GoLevel, b.Level},
	} {
		if x.was != x.is {
			return fmt.Errorf("%s was run by a program with the %s %s, but this one has %s, and only the same can replay its trials\n  run the scenario again with --force, or use that program", p.app.Shown(p.Dir), x.what, cmp.Or(x.was, "unknown"), cmp.Or(x.is, "unknown"))
		}
	}
	return nil
}

// TrialsParquet is the file of the trials of a run.
const TrialsParquet = "trials.parquet"

// openRegular opens a regular file. Anything else in a results folder was put
// there by someone else, and reading it might never end.
func openRegular(path string) (*os.File, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s: %w", filepath.Base(path), scenarios.ErrNotRegular)
	}
	return os.Open(path)
}

// ReadRegular reads a regular file, and no more of it than some bytes.
func ReadRegular(path string, most int64) ([]byte, error) {
	f, err := openRegular(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, most))
}

// readManifest reads the manifest of a results folder.
func readManifest(dir string) ([]byte, error) {
	return scenarios.ReadFile(os.DirFS(dir), ManifestName)
}

// onlyOurs refuses a results folder that holds files which its manifest does
// not list: a person's notes, say, or other results. They would be lost with it.
func onlyOurs(a *app.App, dir string) error {
	text, err := readManifest(dir)
	if err != nil {
		return err
	}
	var m file.Manifest
	if err := json.Unmarshal(text, &m); err != nil {
		return fmt.Errorf("%s of %s cannot be read, so the folder is not replaced\n  choose another folder with -o", ManifestName, a.Shown(dir))
	}
	ours := append(app.Each(m.Run.Files, func(f file.Hashed) string { return f.Name }), ManifestName)
	return Only(a, dir, "run", func(name string) bool { return slices.Contains(ours, name) })
}

// Only refuses a folder that holds other files than those which a verb wrote.
func Only(a *app.App, dir, verb string, wrote func(name string) bool) error {
	var others []string
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && !wrote(name) {
			others = append(others, name)
		}
		return err
	})
	if err != nil || len(others) == 0 {
		return err
	}
	return fmt.Errorf("%s also holds files that no %s wrote (%s), which would be lost\n  move them, or choose another folder with -o", a.Shown(dir), verb, unit.Few(others))
}
