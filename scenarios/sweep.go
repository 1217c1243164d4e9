package scenarios

import (
	"slices"
	"strings"
)

// Sweep is the family of cells that a file's section sweep, or --vary, spans.
type Sweep struct {
	Axes     []Axis
	Cells    []Cell
	Excluded int // cells that exclude leaves out
}

// Axis is a place of the file that takes several values.
type Axis struct {
	Path   string // dotted
	Label  string // short, in the ids of cells; unique
	Title  string // for people; "" where the file gives neither it nor a label
	Values []AxisValue
	// Numeric says that every value is a plain number in the same unit.
	Numeric bool
	Unit    string // of the numbers: the base unit
}

// AxisValue is one value of an axis.
type AxisValue struct {
	Text   string  // as written, on one line
	Label  string  // short, in the ids of cells; unique along the axis
	Number float64 // in the axis' unit, where that is numeric
}

// Cell is one combination of values. It is stronger than a policy and weaker
// than a set.
type Cell struct {
	ID string // "stock=90d,cut=40%"; "base" where nothing is changed
	At []int  // by axis: which value, −1 for as in the file
	// patch is what the cell changes; nil where it leaves the file as it is.
	patch *node
}

// baseCell is the id of the cell that changes nothing: the one from which
// one_at_a_time departs.
const baseCell = "base"

// Edit is the edit that a cell makes.
func (c Cell) Edit() Edit { return Edit{kind: editCell, name: c.ID, patch: c.patch} }

// Sweep returns the cells of the file, nil where it has no sweep.
func (l *Loaded) Sweep() *Sweep { return l.sweep }

// At returns the file in one of its cases ("" for none) with a cell of its
// sweep laid over all its policies, checked as when it was loaded. It is nil
// where there is an error among the problems: such a cell cannot be played.
func (l *Loaded) At(kase string, c Cell) (*Loaded, Problems) {
	found := &notes{}
	out := *l
	out.sweep, out.before, out.cases = nil, nil, nil
	out.tree = l.tree.without("sweep").with(word("cell", l.tree.at), text(c.ID, l.tree.at))
	out.always = slices.DeleteFunc(slices.Clone(l.always), Edit.isCase)
	if kase != "" {
		out.always = append(out.always, Case(kase))
		out.tree = l.titledCase(out.tree.with(word("case", l.tree.at), text(kase, l.tree.at)), kase)
	}
	out.always = append(out.always, c.Edit())
	out.check(found)
	problems := found.found.sorted()
	if problems.Failed() {
		return nil, problems
	}
	out.doubts = problems.doubts()
	return &out, problems
}

// sweepable are the parts of a file that a sweep may vary.
var sweepable = append([]string{"exchange", "start", "horizon", "step", "discount"}, sections...)

// checkSweep reads the sweep of a file whose other parts are known.
func (l *Loaded) checkSweep(found *notes, base *Resolved) {
	p := l.tree.pair("sweep")
	if p == nil || p.value.broken {
		return
	}
	d := &decoder{notes: found, currency: base.currency, exchange: base.exchange, calendar: base.calendar}
	s := &sweeper{decoder: d, tree: base.tree}
	before := len(found.found)
	var sections sweepSections
	sweepTable.read(d, place{"sweep", p.key, p.value}, sweepTable.shape(), &sections)
	sweep := s.expand(sections, p.key)
	if Problems(found.found[before:]).Failed() {
		return
	}
	l.sweep = sweep
	s.overPolicies(l)
}

// sweepSections is what the section sweep is read into, still as nodes.
type sweepSections struct {
	grid, zip, alone []pair  // path and values
	exclude          []*node // mappings of paths to values
}

var sweepTable = record[sweepSections]{
	axesAt("grid", func(s *sweepSections) *[]pair { return &s.grid }, "paths and their values: every combination is a cell"),
	axesAt("zip", func(s *sweepSections) *[]pair { return &s.zip }, "paths and lists of equal length: a cell takes the first value of each, the next the second of each, and so on"),
	axesAt("one_at_a_time", func(s *sweepSections) *[]pair { return &s.alone }, "paths and their values: each value alone, and a cell that changes nothing"),
	{field: field{key: "exclude", doc: "cells to leave out: those that match all the values of one of these mappings", otherwise: "nothing",
		shape: &shape{form: listForm, elem: &shape{form: namedForm, noun: "axis", paths: true, elem: &shape{form: anyForm}}}},
		read: func(d *decoder, at place, into *sweepSections) { into.exclude = d.excluded(at) }},
}

// axesAt is a mapping of paths to their values.
func axesAt(key string, get func(*sweepSections) *[]pair, doc string) entry[sweepSections] {
	s := &shape{form: namedForm, noun: "axis", paths: true, elem: &shape{form: valuesForm}}
	e := entry[sweepSections]{field: field{key: key, doc: doc, otherwise: "none", shape: s}}
	e.read = func(d *decoder, at place, into *sweepSections) {
		if d.isMapping(at, s) {
			*get(into) = at.value.pairs
		}
	}
	return e
}

// excluded reads the list of what is left out.
func (d *decoder) excluded(at place) []*node {
	if at.value.broken {
		return nil
	}
	if at.value.kind != sequence {
		d.report(at.value.at, "wrong-type", at.path+" must be a list, not "+at.value.describe(), "write - { some.path: a value, other.path: a value }")
		return nil
	}
	var out []*node
	for _, item := range at.value.items {
		if item.kind != mapping || len(item.pairs) == 0 {
			if !item.broken {
				d.report(item.at, "wrong-type", "an exclusion must be a mapping of paths to values, not "+item.describe(), "write { some.path: a value }")
			}
			continue
		}
		out = append(out, item)
	}
	return out
}

// overPolicies warns of axes that policies set too: the sweep is stronger, and
// makes them alike.
func (s *sweeper) overPolicies(l *Loaded) {
	for _, a := range s.axes {
		if len(a.values) == 0 {
			continue // all of them were reported
		}
		one := normaliser{&notes{}, sweepable}.patch(&node{kind: mapping, at: a.key.at, pairs: []pair{{a.key, a.values[0].node}}})
		var who []string
		for _, v := range l.policies {
			if patch := l.patchOf(Policy(v.name), &notes{}); patch != nil && l.chosen(v.name) && touches(patch, one) {
				who = append(who, v.name)
			}
		}
		if len(who) > 0 {
			s.warn(a.key.at, "sweep-over-policy", a.path+" is also set by the policies: "+strings.Join(who, ", "),
				"a cell overrides a policy: the policies will not differ in this")
		}
	}
}
