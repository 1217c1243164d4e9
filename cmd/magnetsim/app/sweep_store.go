package app

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"magnetsim/output"
	"magnetsim/output/figure"
	"magnetsim/output/file"
	"magnetsim/sim/mc"
)

// The files of a sweep's folder. The plan stands there from the beginning, the
// manifest only when all is finished.
const (
	sweepPlanName = "plan.json"
	cellsFolder   = "cells"
)

var sweepFiles = []string{sweepPlanName, manifestName, "cells.csv", "cells.parquet", "index.csv", "criteria.csv", "columns.csv", foundName}

// cellStore is the folder into which cells are written as they end. A nil one
// takes and has nothing.
type cellStore struct {
	*App
	dir   string // absolute
	build string
	all   bool // cells must have all metrics
}

// builder is what numbers depend on beside the scenario.
type builder struct{ arch, level, goVersion string }

func buildOf() builder {
	key := mc.BuildKey()
	return builder{runtime.GOARCH, key.GoLevel, key.GoVersion}
}

func (b builder) String() string {
	return strings.Join([]string{version(), b.arch, b.level, b.goVersion}, " ")
}

// openStore makes the folder of a sweep, or opens the one that is there.
func (s *sweeping) openStore(p *sweepPlan) (*cellStore, error) {
	if s.noSave {
		return nil, nil
	}
	c := &cellStore{App: s.App, dir: s.sweepPlace(p), build: buildOf().String(), all: s.allMetrics}
	if err := s.mayUse(c.dir, p); err != nil {
		return nil, err
	}
	if s.force {
		if err := os.RemoveAll(c.dir); err != nil {
			return nil, s.unwritable(c.dir, err)
		}
	}
	if err := os.MkdirAll(filepath.Join(c.dir, cellsFolder), 0o777); err != nil {
		return nil, s.unwritable(c.dir, err)
	}
	if err := os.Remove(filepath.Join(c.dir, manifestName)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, s.unwritable(c.dir, err)
	}
	if err := c.atomically(sweepPlanName, p.writeList); err != nil {
		return nil, s.unwritable(c.dir, err)
	}
	return c, nil
}

func (s *sweeping) sweepPlace(p *sweepPlan) string {
	if s.out != "" {
		return s.absolute(s.out)
	}
	return s.absolute(filepath.Join(resultsName, "sweep-"+output.Stem(p.name())+"-"+p.hash[:8]))
}

// mayUse returns why a folder cannot take the sweep, nil if it can.
func (s *sweeping) mayUse(dir string, p *sweepPlan) error {
	entries, err := os.ReadDir(dir)
	has := func(name string) bool {
		return slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() == name })
	}
	shown := s.shown(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist), err == nil && len(entries) == 0:
		return nil
	case err != nil:
		return fmt.Errorf("%s is in the way: %w\n  choose another folder with -o", shown, reason(err))
	case !has(sweepPlanName):
		return fmt.Errorf("%s exists and is not the folder of a sweep; it is never replaced\n  choose another folder with -o", shown)
	case s.resume:
		return s.sameSweep(dir, p)
	case s.force:
		return s.onlySweep(dir)
	case has(manifestName):
		return fmt.Errorf("%s exists already, and results are not overwritten\n  --resume plays what is missing, --force plays all again, -o FOLDER writes elsewhere, --no-save writes nothing", shown)
	}
	return fmt.Errorf("%s holds an unfinished sweep\n  --resume goes on with it, --force begins anew, -o FOLDER writes elsewhere", shown)
}

// onlySweep refuses the folder of a sweep that holds what no sweep wrote.
func (s *sweeping) onlySweep(dir string) error {
	var others []string
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		cell := strings.HasPrefix(name, cellsFolder+"/") && strings.HasSuffix(name, ".cbor")
		cell = cell || strings.HasPrefix(name, "plots/heatmap")
		if !cell && !strings.HasSuffix(name, unfinishedEnd) && !slices.Contains(sweepFiles, name) {
			others = append(others, name)
		}
		return nil
	})
	if err != nil || len(others) == 0 {
		return err
	}
	return fmt.Errorf("%s also holds what no sweep wrote (%s), which would be lost\n  move that, or choose another folder with -o", s.shown(dir), some(others))
}

// longestName keeps names of files below what every file system takes.
const longestName = 100

// name returns the file of a cell: readable, safe on every file system, and its
// own by the hash of its resolved scenario.
func (c *cellStore) name(t *task, hash string) string {
	text := t.address.Scenario
	if t.address.Case != "" {
		text += "." + t.address.Case
	}
	safe := strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', strings.ContainsRune("=,.+-_%", r):
			return r
		}
		return '_'
	}, text+","+t.address.ID)
	return cellsFolder + "/" + safe[:min(len(safe), longestName)] + "-" + hash[:12] + ".cbor"
}

// find returns the result of a cell that was finished before; nil where there is
// none, or none that can be trusted.
func (c *cellStore) find(t *task, hash string) *output.CellResult {
	if c == nil {
		return nil
	}
	f, err := openRegular(filepath.Join(c.dir, filepath.FromSlash(t.file)))
	if err != nil {
		return nil
	}
	defer f.Close()
	result, err := output.ReadCell(f, c.build)
	switch {
	case err == nil && result.Cell.Hash != hash:
		err = errors.New("of another scenario")
	case err == nil && c.all && !result.All:
		err = errors.New("not of all metrics")
	}
	if err != nil {
		c.note("%s is not used: %v; the cell is played again", t.file, err)
		return nil
	}
	return result
}

// put writes the result of a cell.
func (c *cellStore) put(t *task, result *output.CellResult) error {
	if c == nil {
		return nil
	}
	if err := c.atomically(t.file, func(w io.Writer) error { return output.WriteCell(w, c.build, result) }); err != nil {
		return fmt.Errorf("%s: %w", t.file, err)
	}
	return nil
}

// unfinishedEnd marks a file that is being written.
const unfinishedEnd = ".tmp"

// atomically makes a file of the folder that is whole or not there.
func (c *cellStore) atomically(name string, write func(io.Writer) error) error {
	path := filepath.Join(c.dir, filepath.FromSlash(name))
	to, err := os.Create(fmt.Sprintf("%s-%d%s", path, os.Getpid(), unfinishedEnd))
	if err != nil {
		return reason(err)
	}
	err = write(to)
	if closed := to.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(to.Name(), path)
	}
	if err != nil {
		os.Remove(to.Name())
	}
	return err
}

// keepSweep writes the tables of all cells and the manifest.
func (s *sweeping) keepSweep(p *sweepPlan, store *cellStore, all *output.Sweep, began time.Time) error {
	f := &folder{final: store.dir, temp: store.dir, warn: s.warnLetters}
	of := func(write func(io.Writer, *output.Sweep) error) func(io.Writer) error {
		return func(w io.Writer) error { return write(w, all) }
	}
	for _, one := range []struct {
		name  string
		write func(io.Writer) error
	}{
		{sweepPlanName, p.writeList},
		{"cells.csv", of(file.CellsCSV)},
		{"cells.parquet", of(file.CellsParquet)},
		{"index.csv", of(file.CellsIndex)},
		{"criteria.csv", of(file.CellsCriteria)},
		{"columns.csv", of(file.CellsColumns)},
		{foundName, func(w io.Writer) error { return output.Store(w, all) }},
	} {
		if err := f.write(one.name, one.write); err != nil {
			return err
		}
	}
	if err := os.RemoveAll(filepath.Join(store.dir, "plots")); err != nil { // of another list of cells
		return reason(err)
	}
	if err := f.drawAll(figure.Heatmaps(all), figure.Style{}); err != nil {
		return err
	}
	m, err := s.sweepManifest(p, store, f.list())
	if err != nil {
		return err
	}
	host, _ := os.Hostname() // "" where the machine has no name
	m.Machine = file.ManifestMachine{Host: host, Time: began.UTC().Format(time.RFC3339), Workers: s.workersOr(), Seconds: s.Now().Sub(began).Seconds()}
	store.tidy()
	return store.atomically(manifestName, m.Write)
}

// tidy removes what earlier runs left half written.
func (c *cellStore) tidy() {
	left, err := filepath.Glob(filepath.Join(c.dir, cellsFolder, "*"+unfinishedEnd))
	if err != nil {
		return // the pattern is sound; a name with brackets matches nothing
	}
	for _, path := range left {
		os.Remove(path)
	}
}

func (s *sweeping) sweepManifest(p *sweepPlan, store *cellStore, files []file.Hashed) (*file.SweepManifest, error) {
	b := buildOf()
	m := &file.SweepManifest{Run: file.SweepManifestRun{
		Kind: "sweep", Hash: p.hash, Cells: len(p.tasks), Failed: p.failed(), Files: files,
		Version: version(), GoArch: b.arch, GoLevel: b.level, GoVersion: b.goVersion,
	}}
	for _, f := range p.families {
		run := f.loaded.Run
		m.Run.Scenarios = append(m.Run.Scenarios, file.SweptScenario{
			Name: f.loaded.Name, Hash: f.hash, Cases: f.cases, Policies: f.loaded.Policies(), Trials: run.Trials, Seed: run.Seed,
			Sampling: run.Sampling, Cells: len(f.cases) * len(f.cells), Excluded: f.excluded,
		})
	}
	for _, t := range p.tasks {
		if t.result == nil {
			continue
		}
		data, err := os.ReadFile(filepath.Join(store.dir, filepath.FromSlash(t.file)))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", t.file, reason(err))
		}
		sum := sha256.Sum256(data)
		m.Run.Files = append(m.Run.Files, file.Hashed{Name: t.file, Bytes: int64(len(data)), SHA256: hex.EncodeToString(sum[:])})
	}
	return m, nil
}
