package verbs

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"magnetsim/cmd/experiment"
	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/cmd/magnetsim/internal/folder"
	"magnetsim/cmd/magnetsim/internal/frame"
	"magnetsim/output"
	"magnetsim/output/file"
	"magnetsim/sim/unit"
)

// The files of a sweep's folder. The plan stands there from the beginning, the
// manifest only when all is finished.
const (
	sweepPlanName = "plan.json"
	cellsFolder   = "cells"
)

// sweepFiles are the files that a sweep leaves beside its cells and figures.
func sweepFiles() []string {
	all := []string{sweepPlanName, folder.ManifestName, folder.FoundName, frame.PageName, "sweep.json", "cells.parquet", "criteria.csv", experiment.ResolvedName}
	for _, t := range frame.Tables((&output.Sweep{}).Answer()) {
		all = append(all, t.Name)
	}
	return all
}

// cellStore is the folder into which cells are written as they end. A nil one
// takes and has nothing.
type cellStore struct {
	*app.App
	*folder.Folder
	build string
	all   bool // cells must have all metrics
}

// openStore makes the folder of a sweep, or opens the one that is there.
func (s *sweeping) openStore(p *sweepPlan) (*cellStore, error) {
	if s.NoSave {
		return nil, nil
	}
	dir := s.Place(p.name(), p.hash[:8])
	if err := s.mayUse(dir, p); err != nil {
		return nil, err
	}
	c := &cellStore{App: s.App, Folder: folder.InPlace(dir), build: experiment.BuildOf().String(), all: s.allMetrics}
	if err := c.begin(p, s.Force); err != nil {
		return nil, folder.Unwritable(s.App, dir, err)
	}
	return c, nil
}

// begin makes the folder ready to take cells, and with force empties it before.
func (c *cellStore) begin(p *sweepPlan, force bool) error {
	if force {
		if err := os.RemoveAll(c.Final); err != nil {
			return err
		}
	}
	if err := os.MkdirAll(filepath.Join(c.Final, cellsFolder), 0o777); err != nil {
		return err
	}
	if err := os.Remove(filepath.Join(c.Final, folder.ManifestName)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return c.Write(sweepPlanName, p.writeList)
}

// mayUse returns why a folder cannot take the sweep, nil if it can.
func (s *sweeping) mayUse(dir string, p *sweepPlan) error {
	entries, err := os.ReadDir(dir)
	has := func(name string) bool {
		return slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() == name })
	}
	shown := s.Shown(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist), err == nil && len(entries) == 0:
		return nil
	case err != nil:
		return fmt.Errorf("cannot use %s: %w\n  choose another folder with -o", shown, app.Reason(err))
	case !has(sweepPlanName):
		return fmt.Errorf("%s exists and is not the folder of a sweep, so it is not replaced\n  choose another folder with -o", shown)
	case s.Resume:
		return s.sameSweep(dir, p)
	case s.Force:
		files := sweepFiles()
		return folder.Only(s.App, dir, "sweep", func(name string) bool { return slices.Contains(files, name) || fromSweep(name) })
	case has(folder.ManifestName):
		return fmt.Errorf("%s already exists\n  use --resume to play what is missing, --force to play all again, -o FOLDER to write elsewhere, or --no-save to write nothing", shown)
	}
	return fmt.Errorf("%s holds an unfinished sweep\n  use --resume to continue it, --force to start again, or -o FOLDER to write elsewhere", shown)
}

// fromSweep reports whether a file has the name of a cell, a scenario or a figure of a
// sweep, or was left half written.
func fromSweep(name string) bool {
	patterns := []string{cellsFolder + "/*.cbor", "scenarios/*.yaml", "plots/heatmap*", "plots/curve*", "plots/tornado*", "*" + folder.UnfinishedEnd, "*/*" + folder.UnfinishedEnd}
	return slices.ContainsFunc(patterns, func(pattern string) bool {
		ok, _ := filepath.Match(pattern, name)
		return ok
	})
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
	data, err := folder.ReadRegular(filepath.Join(c.Final, filepath.FromSlash(t.file)), math.MaxInt64)
	if err != nil {
		return nil
	}
	result, err := output.ReadCell(bytes.NewReader(data), c.build)
	switch {
	case err == nil && result.Cell.Hash != hash:
		err = errors.New("it is of another scenario")
	case err == nil && c.all && !result.All:
		err = errors.New("it does not have all metrics")
	}
	if err != nil {
		c.Note("%s is not used: %v; the cell is played again", t.file, err)
		return nil
	}
	c.Add(file.Hashed{Name: t.file, Bytes: int64(len(data)), SHA256: experiment.HashOf(data)})
	return result
}

// put writes the result of a cell.
func (c *cellStore) put(t *task, result *output.CellResult) error {
	if c == nil {
		return nil
	}
	return c.Write(t.file, func(w io.Writer) error { return output.WriteCell(w, c.build, result) })
}

// tidy removes what earlier runs left half written, and what this one may not write anew:
// figures, and criteria where there are none now.
func (c *cellStore) tidy() error {
	for _, pattern := range []string{"*" + folder.UnfinishedEnd, "*/*" + folder.UnfinishedEnd} {
		left, err := fs.Glob(os.DirFS(c.Final), pattern)
		if err != nil {
			return err
		}
		for _, name := range left {
			os.Remove(filepath.Join(c.Final, filepath.FromSlash(name)))
		}
	}
	return errors.Join(os.RemoveAll(filepath.Join(c.Final, "plots")), os.RemoveAll(filepath.Join(c.Final, "criteria.csv")))
}

// sweepList says which cells a sweep has, and of what scenarios.
type sweepList struct {
	Format    int            `json:"format_version"` // file.JSONVersion
	Kind      string         `json:"kind"`           // "sweep"
	Hash      string         `json:"sweep_hash"`
	Scenarios []listedFamily `json:"scenarios"`
	Cells     []listedCell   `json:"cells"`
}

type listedFamily struct {
	Scenario string `json:"scenario"`
	Hash     string `json:"scenario_hash"` // of the scenario as it stands, resolved
}

type listedCell struct {
	Scenario string `json:"scenario"`
	Case     string `json:"case"`
	Cell     string `json:"cell"`
}

// listed is the list of a sweep.
func (p *sweepPlan) listed() sweepList {
	return sweepList{
		Format: file.JSONVersion, Kind: "sweep", Hash: p.hash,
		Scenarios: app.Each(p.families, func(f *family) listedFamily { return listedFamily{f.loaded.Name, f.hash} }),
		Cells:     app.Each(p.tasks, func(t *task) listedCell { return listedCell{t.address.Scenario, t.address.Case, t.address.ID} }),
	}
}

// writeList writes which cells a sweep has.
func (p *sweepPlan) writeList(w io.Writer) error {
	to := json.NewEncoder(w)
	to.SetIndent("", "  ")
	to.SetEscapeHTML(false)
	return to.Encode(p.listed())
}

// sameSweep refuses to go on in the folder of a sweep that this one would replace:
// of other scenarios, or with cells that this one has not. Those that it has are
// kept, others are added to them.
func (s *sweeping) sameSweep(dir string, p *sweepPlan) error {
	const instead = "use --force to replace it, or -o FOLDER to write elsewhere; --resume only continues the same sweep or adds cells to it"
	shown := s.Shown(dir)
	data, err := os.ReadFile(filepath.Join(dir, sweepPlanName))
	if err != nil {
		return fmt.Errorf("%s of %s cannot be read: %w", sweepPlanName, shown, app.Reason(err))
	}
	var there sweepList
	if err := json.Unmarshal(data, &there); err != nil || len(there.Scenarios) == 0 {
		return fmt.Errorf("%s of %s does not say what was swept\n  %s", sweepPlanName, shown, instead)
	}
	here := p.listed()
	for _, f := range there.Scenarios {
		i := slices.IndexFunc(here.Scenarios, func(g listedFamily) bool { return g.Scenario == f.Scenario })
		switch {
		case i < 0:
			return fmt.Errorf("%s holds a sweep of %s, but this is a sweep of %s\n  %s", shown, there.names(), here.names(), instead)
		case here.Scenarios[i].Hash != f.Hash:
			return fmt.Errorf("%s holds a sweep of another %s: a value, the policies, trials or seed is different\n  %s", shown, f.Scenario, instead)
		}
	}
	ours := map[listedCell]bool{}
	for _, c := range here.Cells {
		ours[c] = true
	}
	lost := slices.DeleteFunc(there.Cells, func(c listedCell) bool { return ours[c] })
	if len(lost) > 0 {
		names := app.Each(lost, func(c listedCell) string { return c.Cell })
		return fmt.Errorf("%s holds cells that this sweep does not have (%s) and would lose\n  %s", shown, unit.Few(names), instead)
	}
	return nil
}

// names lists the scenarios.
func (l sweepList) names() string {
	return strings.Join(app.Each(l.Scenarios, func(f listedFamily) string { return f.Scenario }), ", ")
}
