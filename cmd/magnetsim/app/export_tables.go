package app

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"magnetsim/output"
	"magnetsim/output/file"
	"magnetsim/scenarios"
)

// tables writes the tables of what another verb than run found.
func (e *exportVerb) tables(p *pastRun, found any) error {
	told, ok := found.(output.Finding)
	if !ok {
		return fmt.Errorf("%s holds a %s, whose tables stand in its folder already", e.shown(p.dir), output.KindOf(found))
	}
	if len(e.policies)+len(e.metrics) > 0 {
		return usage{errors.New("--policy and --metric choose what of a run goes in"), "magnetsim export"}
	}
	a := told.Answer()
	chosen, err := e.chosen(a)
	if err != nil {
		return usage{err, "magnetsim export"}
	}
	format, err := file.FormatOf(e.to)
	if err != nil {
		return err
	}
	if format.Several {
		return e.write([]exported{{e.placed(p, format, "", false), func(w io.Writer) error { return file.Write(w, e.to, a.Head, chosen...) }}})
	}
	if e.out == toStdout && len(chosen) > 1 {
		return usage{fmt.Errorf("standard output takes one table of this format, not %d: choose with --what", len(chosen)), "magnetsim export"}
	}
	var files []exported
	for _, t := range chosen {
		files = append(files, exported{e.placed(p, format, t.Name, len(chosen) > 1), func(w io.Writer) error { return file.Write(w, e.to, a.Head, t) }})
	}
	return e.write(files)
}

// chosen returns the tables asked for that the medium of the format has a column of.
func (e *exportVerb) chosen(a *output.Answer) ([]output.Table, error) {
	medium := output.File
	if e.forPeople() {
		medium = output.Page
	}
	var all []output.Table
	var names []string
	for _, t := range a.All() {
		if len(t.For(medium).Columns) == 0 {
			continue
		}
		names = append(names, t.Name)
		if len(e.what) == 0 || slices.Contains(e.what, "all") || slices.Contains(e.what, t.Name) {
			all = append(all, t)
		}
	}
	for _, what := range e.what {
		if what == "all" || slices.Contains(names, what) {
			continue
		}
		if near := scenarios.Nearest(what, names); near != "" {
			return nil, fmt.Errorf("--what %s: there is no such table\n  did you mean %s?", what, near)
		}
		return nil, fmt.Errorf("--what %s: there are %s", what, strings.Join(names, ", "))
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("there is no table to write as %s", e.to)
	}
	return all, nil
}

// placed returns where a file goes: beside the results folder, under its name and
// that of the table; several into a folder.
func (e *exportVerb) placed(p *pastRun, f file.Format, name string, several bool) string {
	end := "." + f.Extension
	switch {
	case e.out == toStdout:
		return toStdout
	case e.out != "" && several:
		return filepath.Join(e.absolute(e.out), name+end)
	case e.out != "":
		return e.absolute(e.out)
	case several:
		return filepath.Join(p.dir+"-"+f.Name, name+end)
	case name == "":
		return p.dir + end
	}
	return p.dir + "-" + name + end
}
