package verbs

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"maps"
	"slices"
	"strings"

	"magnetsim/cmd/experiment"
	"magnetsim/cmd/magnetsim/internal/frame"
	"magnetsim/output"
	"magnetsim/scenarios"
	"magnetsim/sim/study"
	"magnetsim/sim/unit"
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
func (s *sweeping) planOf(args []string) (*sweepPlan, error) {
	p := &sweepPlan{}
	for _, arg := range args {
		opts := s.Options()
		opts.Case, opts.Vary = "", s.vary
		loaded, err := s.MustLoad(arg, opts)
		if err != nil {
			return nil, err
		}
		cases, err := s.casesFor(arg, loaded)
		if err != nil {
			return nil, err
		}
		if i := slices.IndexFunc(p.families, func(f *family) bool { return f.loaded.Name == loaded.Name }); i >= 0 {
			return nil, fmt.Errorf("two of the scenarios are called %s, so their cells could not be told apart\n  rename one of the files", loaded.Name)
		}
		f, err := s.familyOf(p, loaded, cases)
		if err != nil {
			return nil, err
		}
		p.families = append(p.families, f)
	}
	if len(p.families) == 1 && len(p.families[0].axes) == 0 && len(p.families[0].cases) == 1 {
		return nil, s.Misused(fmt.Errorf("%s does not say what to vary\n  add a sweep: section to it, or use --vary 'path=values'; magnetsim run plays it as it is", args[0]))
	}
	if err := (&output.Sweep{Axes: p.axes}).Across(s.x, s.y); err != nil {
		return nil, s.Misused(err)
	}
	if err := s.knowsMetric(p); err != nil {
		return nil, s.Misused(err)
	}
	p.list()
	return p, nil
}

// knowsMetric checks that some scenario has the metric that is to be told, and keeps all
// metrics where it is not among those that a sweep keeps unasked.
func (s *sweeping) knowsMetric(p *sweepPlan) error {
	if s.metric == "" {
		return nil
	}
	var known []string
	for _, f := range p.families {
		metrics, err := frame.MetricsOf(f.loaded)
		if err != nil {
			return nil // it will be told when the cells are built
		}
		known = append(known, output.Told(metrics)...)
	}
	if !slices.Contains(known, s.metric) {
		return fmt.Errorf("there is no metric %q%s", s.metric, frame.MeantOr(s.metric, known, "\"magnetsim list metrics\" lists them; net_benefit.total needs a value of losses and a cost"))
	}
	measure, subject := output.SplitMetric(s.metric)
	s.allMetrics = s.allMetrics || !output.ChiefMeasure(measure, subject)
	return nil
}

// familyOf lists the cells and cases of a scenario.
func (s *sweeping) familyOf(p *sweepPlan, l *scenarios.Loaded, cases []string) (*family, error) {
	f := &family{loaded: l, cases: cases, hash: experiment.HashOf(l.YAML()), cells: []scenarios.Cell{{ID: output.BaseCase}}}
	if sweep := l.Sweep(); sweep != nil {
		f.cells, f.excluded = sweep.Cells, sweep.Excluded
		for _, a := range sweep.Axes {
			if err := s.apartFromAxis(a); err != nil {
				return nil, err
			}
			f.axes = append(f.axes, p.axis(a))
		}
	}
	return f, nil
}

// apartFromAxis refuses a set that would make all cells along an axis alike.
func (s *sweeping) apartFromAxis(a scenarios.Axis) error {
	for _, set := range s.Sets {
		path := frame.PathOf(set)
		if path == a.Path || strings.HasPrefix(path, a.Path+".") || strings.HasPrefix(a.Path, path+".") {
			return s.Misused(fmt.Errorf("--set %s overrides the sweep, which varies %s, so its cells would be the same\n  leave one of them out", path, a.Path))
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

// casesFor returns the cases in which a scenario is swept, "" for it as it stands.
func (s *sweeping) casesFor(arg string, l *scenarios.Loaded) ([]string, error) {
	all, err := s.ChosenCases(arg, l, output.BaseCase)
	for i, name := range all {
		if name == output.BaseCase {
			all[i] = ""
		}
	}
	return all, err
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

// inBase is the unit in which scenarios hold times.
const inBase = "yr"

// timeUnits are the units of time in which a column may stand.
var timeUnits = []string{"days", "weeks", "months", inBase}

// axisOf is an axis as its column in tables: times in the unit in which they are
// written, in days where that is not one; dates as they are written.
func axisOf(a scenarios.Axis) output.SweepAxis {
	x := output.SweepAxis{Path: a.Path, Label: a.Label, Title: a.Title, Numeric: a.Numeric, Unit: a.Unit}
	if !a.Numeric || a.Unit != inBase {
		return x
	}
	found := ""
	for _, v := range a.Values {
		name, ok := timeUnitOf(v.Text)
		switch {
		case !ok:
			x.Numeric, x.Unit = false, ""
			return x
		case found == "":
			found = name
		case name != found:
			found = timeUnits[0]
		}
	}
	x.Unit = found
	return x
}

// timeUnitOf finds the unit of time that a text is written in.
func timeUnitOf(text string) (string, bool) {
	if _, err := unit.ParseAs(text, unit.Time); err != nil {
		return "", false // a date
	}
	word := text[strings.LastIndexAny(text, "0123456789. ")+1:]
	for _, u := range timeUnits {
		if years(u) == years(word) {
			return u, true
		}
	}
	return "", false
}

// sameAxis reports whether two axes are one column: the same path, and the same
// unit or both a time.
func sameAxis(x, y output.SweepAxis) bool {
	return x.Path == y.Path && x.Numeric == y.Numeric && (x.Unit == y.Unit || years(x.Unit) > 0 && years(y.Unit) > 0)
}

// years is how many a unit of time has; 0 for another unit.
func years(name string) float64 {
	one, err := unit.ParseAs("1 "+name, unit.Time)
	if err != nil {
		return 0
	}
	return one.Value
}

// inUnit returns a number of base units in the unit of its column. What a unit's
// rounding adds beyond 12 digits is taken off again: 60 days, not 59.99999999999999.
func inUnit(x float64, name string) float64 {
	scale := years(name)
	if scale == 0 || scale == 1 {
		return x
	}
	return study.Tidy(x / scale)
}

// found puts the results of all cells together, in their order.
func (p *sweepPlan) found(allMetrics bool) *output.Sweep {
	all := &output.Sweep{Axes: p.axes}
	for _, f := range p.families {
		run := f.loaded.Run
		x := output.SweptScenario{
			Name: f.loaded.Name, Title: f.loaded.Title, Hash: f.hash, Policies: f.loaded.Policies(), Trials: run.Trials, Seed: run.Seed,
			Sampling: run.Sampling, Cells: len(f.cases) * len(f.cells), Excluded: f.excluded,
		}
		for _, name := range f.cases {
			x.Cases = append(x.Cases, cmp.Or(name, output.BaseCase))
		}
		all.Scenarios = append(all.Scenarios, x)
	}
	for _, t := range p.tasks {
		all.Add(t.address, t.result, allMetrics)
	}
	all.SetHeaders()
	all.Head = p.head(all)
	for i, a := range all.Axes {
		all.Axes[i].Title = cmp.Or(a.Title, all.Head.Titles.Path(a.Path))
	}
	return all
}

// titles are those of all scenarios; of one that they call otherwise the first's.
func (p *sweepPlan) titles() output.Titles {
	var all output.Titles
	for _, f := range slices.Backward(p.families) {
		_, resolved, _ := f.loaded.Build()
		if resolved == nil {
			continue // it was refused before
		}
		titles := resolved.Titles()
		all.Keys = titles.Keys
		if all.Things == nil {
			all.Things = titles.Things
		}
		maps.Copy(all.Things, titles.Things)
	}
	return all
}

// head says what was played: the trials are those of all cells. What differs between cells
// is left out.
func (p *sweepPlan) head(s *output.Sweep) output.Head {
	var seeds, times []output.Head
	var names, titles []string
	for _, x := range s.Scenarios {
		seeds = append(seeds, output.Head{Seed: x.Seed, Sampling: x.Sampling})
		names, titles = append(names, x.Name), append(titles, x.Title)
	}
	for _, c := range s.Cells {
		if c.Error == "" {
			times = append(times, output.Head{Start: c.Start, End: c.End, Step: c.Step, Steps: c.Steps})
		}
	}
	h, time := alike(seeds), alike(times)
	h.Start, h.End, h.Step, h.Steps = time.Start, time.End, time.Step, time.Steps
	for _, x := range s.Scenarios {
		h.Asked += int64(x.Cells * x.Trials)
	}
	for _, c := range s.Cells {
		h.Trials, h.Failed, h.Imbalance = h.Trials+c.Trials, h.Failed+c.Failed, max(h.Imbalance, c.Balance)
	}
	h.Verb, h.Scenario, h.Title, h.Hash = "sweep", strings.Join(names, ", "), strings.Join(titles, "; "), p.hash
	h.Version, h.GoArch, h.Complete = experiment.Version(), experiment.BuildOf().Arch, true
	h.Titles = p.titles()
	if len(p.families) == 1 {
		of := p.families[0].loaded
		h.Description, h.SourceLine, h.NoteLine = of.Description, of.Report.Source, of.Report.Note
	}
	return h
}
