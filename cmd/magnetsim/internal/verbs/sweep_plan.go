package verbs

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/output"
	"magnetsim/scenarios"
)

// sweepPlan is what a sweep plays.
type sweepPlan struct {
	families []*family
	axes     []output.SweepAxis // of all families
	tasks    []*task            // the cells, in the order of the tables
	hash     string             // of the scenarios and their cells
}

// family are the cells of one scenario.
type family struct {
	loaded   *scenarios.Loaded
	hash     string   // of the scenario as it stands
	cases    []string // "" for the scenario as it stands
	cells    []scenarios.Cell
	excluded int
	axes     []int // of the scenario's sweep: places in sweepPlan.axes
}

// task is a cell in a case.
type task struct {
	family  *family
	cell    scenarios.Cell
	address output.SweepCell
	result  *output.CellResult // nil as long as it is not finished
	file    string             // of the result in the folder
}

// planOf loads the scenarios and lists their cells.
func (s *sweeping) planOf(cmd *cobra.Command, args []string) (*sweepPlan, error) {
	p := &sweepPlan{}
	for _, arg := range args {
		opts := s.Options(cmd)
		opts.Case, opts.Vary = "", s.vary
		loaded, err := s.MustLoad(arg, opts)
		if err != nil {
			return nil, err
		}
		if i := slices.IndexFunc(p.families, func(f *family) bool { return f.loaded.Name == loaded.Name }); i >= 0 {
			return nil, fmt.Errorf("two of the scenarios are called %s, and their cells could not be told apart\n  give one of the files another name", loaded.Name)
		}
		f, err := s.familyOf(p, arg, loaded)
		if err != nil {
			return nil, err
		}
		p.families = append(p.families, f)
	}
	if len(p.families) == 1 && len(p.families[0].axes) == 0 && len(p.families[0].cases) == 1 {
		return nil, app.Misused(fmt.Errorf("%s says nothing of what to vary\n  add a sweep: section to it, or --vary 'path=values'; magnetsim run plays it as it is", args[0]), "magnetsim sweep")
	}
	if err := (&output.Sweep{Axes: p.axes}).Across(s.x, s.y); err != nil {
		return nil, app.Misused(err, "magnetsim sweep")
	}
	p.list()
	return p, nil
}

// familyOf lists the cells and cases of a scenario.
func (s *sweeping) familyOf(p *sweepPlan, arg string, l *scenarios.Loaded) (*family, error) {
	sum := sha256.Sum256(l.YAML())
	f := &family{loaded: l, hash: hex.EncodeToString(sum[:]), cells: []scenarios.Cell{{ID: output.BaseCase}}}
	if sweep := l.Sweep(); sweep != nil {
		f.cells, f.excluded = sweep.Cells, sweep.Excluded
		for _, a := range sweep.Axes {
			if err := s.apartFromAxis(a); err != nil {
				return nil, err
			}
			f.axes = append(f.axes, p.axis(a))
		}
	}
	var err error
	f.cases, err = s.casesFor(arg, l)
	return f, err
}

// apartFromAxis refuses a set that would make all cells along an axis alike.
func (s *sweeping) apartFromAxis(a scenarios.Axis) error {
	for _, set := range s.Sets {
		path, _, _ := strings.Cut(set, "=")
		path = strings.TrimSpace(path)
		if path == a.Path || strings.HasPrefix(path, a.Path+".") || strings.HasPrefix(a.Path, path+".") {
			return app.Misused(fmt.Errorf("--set %s is stronger than the sweep, which varies %s: its cells would be alike\n  leave one of them out", path, a.Path), "magnetsim sweep")
		}
	}
	return nil
}

// axis returns the place of an axis among those of all scenarios: the same path
// in the same unit, or both times, is one column, in the unit of the first.
func (p *sweepPlan) axis(a scenarios.Axis) int {
	x := axisOf(a)
	if i := slices.IndexFunc(p.axes, func(y output.SweepAxis) bool { return sameAxis(x, y) }); i >= 0 {
		return i
	}
	p.axes = append(p.axes, x)
	return len(p.axes) - 1
}

// casesFor returns the cases in which a scenario is swept.
func (s *sweeping) casesFor(arg string, l *scenarios.Loaded) ([]string, error) {
	known := casesOf(l)
	chosen := s.cases
	switch {
	case s.allCases:
		chosen = known
	case len(chosen) == 0:
		chosen = []string{output.BaseCase}
	}
	var all []string
	for _, name := range chosen {
		if !slices.Contains(known, name) {
			return nil, app.UnknownName(arg, "case", name, known)
		}
		if name == output.BaseCase {
			name = ""
		}
		if !slices.Contains(all, name) {
			all = append(all, name)
		}
	}
	return all, nil
}

// list makes the tasks, and the hash of all of them.
func (p *sweepPlan) list() {
	sum := sha256.New()
	for _, f := range p.families {
		fmt.Fprintf(sum, "%q\n", f.hash)
		for _, kase := range f.cases {
			for _, cell := range f.cells {
				p.tasks = append(p.tasks, f.task(kase, cell, p.axes, sum))
			}
		}
	}
	p.hash = hex.EncodeToString(sum.Sum(nil))
}

func (f *family) task(kase string, cell scenarios.Cell, axes []output.SweepAxis, sum hash.Hash) *task {
	t := &task{family: f, cell: cell}
	t.address = output.SweepCell{Scenario: f.loaded.Name, Title: f.loaded.Title, Case: kase, ID: cell.ID}
	fmt.Fprintf(sum, "%q %q\n", kase, cell.ID)
	for i, v := range cell.At {
		if v < 0 {
			continue
		}
		value := f.loaded.Sweep().Axes[i].Values[v]
		fmt.Fprintf(sum, "%q %q\n", axes[f.axes[i]].Path, value.Text)
		t.address.Values = append(t.address.Values, output.SweepValue{Axis: f.axes[i], Text: value.Text, Label: value.Label, Number: inUnit(value.Number, axes[f.axes[i]].Unit)})
	}
	return t
}

// name says what the results are of.
func (p *sweepPlan) name() string {
	if len(p.families) == 1 {
		return p.families[0].loaded.Name
	}
	return fmt.Sprintf("%d-scenarios", len(p.families))
}

// trials returns how many trials all cells have, each under all policies.
func (p *sweepPlan) trials() int {
	n := 0
	for _, t := range p.tasks {
		n += t.family.loaded.Run.Trials
	}
	return n
}

// label names a task for people.
func (p *sweepPlan) label(t *task) string {
	var parts []string
	if len(p.families) > 1 {
		parts = append(parts, t.address.Scenario)
	}
	if t.address.Case != "" {
		parts = append(parts, t.address.Case)
	}
	return strings.Join(append(parts, t.address.ID), ": ")
}
