package scenarios

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"magnetsim/sim/unit"
)

// mostCells bounds what a sweep may span, before what is excluded.
const mostCells = 100_000

// expand spans the cells: every combination of the grid, times the rows of zip,
// times the settings of one_at_a_time.
func (s *sweeper) expand(from sweepSections, key *node) *Sweep {
	before := len(s.found)
	grid, zip, alone := s.axesOf(from.grid), s.axesOf(from.zip), s.axesOf(from.alone)
	s.equallyMany(zip)
	s.label()
	if Problems(s.found[before:]).Failed() {
		return nil
	}
	if len(s.axes) == 0 {
		s.report(key.at, "no-values", "the sweep varies nothing", "add grid:, zip: or one_at_a_time: with paths and their values")
		return nil
	}
	all := s.span(key, append(eachOf(grid, s.each), s.rows(zip), s.singles(alone))...)
	kept := s.keep(all, from.exclude)
	if len(all) > 0 && len(kept) == 0 {
		s.report(key.at, "no-values", "every cell of the sweep is excluded", "exclude fewer cells")
	}
	out := &Sweep{Axes: s.shown(), Excluded: len(all) - len(kept)}
	for _, at := range kept {
		out.Cells = append(out.Cells, s.cell(at))
	}
	return out
}

// axesOf reads the axes of a part of the sweep and returns their places.
func (s *sweeper) axesOf(pairs []pair) []int {
	var out []int
	for _, p := range pairs {
		if s.axis(p) != nil {
			out = append(out, len(s.axes)-1)
		}
	}
	return out
}

// setting says, by axis, which value holds; −1 for as in the file.
type setting []int

// unset changes nothing.
func (s *sweeper) unset() setting { return slices.Repeat(setting{asInFile}, len(s.axes)) }

const asInFile = -1

// over lays a setting over another.
func (t setting) over(other setting) setting {
	out := slices.Clone(other)
	for i, v := range t {
		if v != asInFile {
			out[i] = v
		}
	}
	return out
}

// each are the settings of every value of an axis alone.
func (s *sweeper) each(axis int) []setting {
	out := make([]setting, len(s.axes[axis].values))
	for v := range out {
		out[v] = s.unset()
		out[v][axis] = v
	}
	return out
}

// rows are the first values of all axes, the second of all, and so on.
func (s *sweeper) rows(axes []int) []setting {
	if len(axes) == 0 {
		return []setting{s.unset()}
	}
	var out []setting
	for v := range s.axes[axes[0]].values {
		t := s.unset()
		for _, a := range axes {
			t[a] = v
		}
		out = append(out, t)
	}
	return out
}

// singles are the setting that changes nothing and each value alone.
func (s *sweeper) singles(axes []int) []setting {
	out := []setting{s.unset()}
	for _, a := range axes {
		out = append(out, s.each(a)...)
	}
	return out
}

// span multiplies the parts of a sweep, the last moving fastest.
func (s *sweeper) span(key *node, parts ...[]setting) []setting {
	count := 1
	for _, p := range parts {
		if count *= len(p); count > mostCells {
			s.report(key.at, "too-many-cells", fmt.Sprintf("the sweep has more than %d cells", mostCells), "vary fewer paths, or use fewer values")
			return nil
		}
	}
	out := []setting{s.unset()}
	for _, p := range parts {
		var more []setting
		for _, t := range out {
			for _, u := range p {
				more = append(more, u.over(t))
			}
		}
		out = more
	}
	return out
}

// equallyMany reports axes of zip that do not pair.
func (s *sweeper) equallyMany(axes []int) {
	for _, a := range axes {
		first, n := s.axes[axes[0]], len(s.axes[a].values)
		if n != len(first.values) {
			s.report(s.axes[a].key.at, "zip-length", fmt.Sprintf("%s has %d values, but %s has %d", s.axes[a].path, n, first.path, len(first.values)), "give all axes of zip the same number of values, or move them to grid")
		}
	}
}

// keep drops the settings that are excluded.
func (s *sweeper) keep(all []setting, exclude []*node) []setting {
	var out []map[int][]int
	for _, n := range exclude {
		if e := s.exclusion(n); e != nil {
			out = append(out, e)
		}
	}
	return slices.DeleteFunc(slices.Clone(all), func(t setting) bool {
		return slices.ContainsFunc(out, func(e map[int][]int) bool { return t.meets(e) })
	})
}

// meets reports whether a setting has one of the values given for every axis
// that is named.
func (t setting) meets(e map[int][]int) bool {
	for a, values := range e {
		if !slices.Contains(values, t[a]) {
			return false
		}
	}
	return true
}

// exclusion reads a mapping of axes, by path or label, to a value or a list of
// values; nil where something is wrong.
func (s *sweeper) exclusion(n *node) map[int][]int {
	out := map[int][]int{}
	for _, p := range n.pairs {
		a := slices.IndexFunc(s.axes, func(a *axis) bool { return a.path == p.key.text || a.short == p.key.text })
		if a < 0 {
			known := eachOf(s.axes, func(x *axis) string { return x.path })
			q := s.report(p.key.at, "unknown-path", fmt.Sprintf("the sweep does not vary %q", clip(p.key.text)), "it varies "+listed(known))
			q.Suggestion = Nearest(p.key.text, known)
			return nil
		}
		values := []*node{p.value}
		if p.value.kind == sequence {
			values = p.value.items
		}
		for _, v := range values {
			i := s.axes[a].find(s, v)
			if i < 0 {
				s.report(v.at, "excludes-nothing", fmt.Sprintf("%s is not a value of %s in this sweep", v.describe(), s.axes[a].path), "its values: "+listed(s.axes[a].texts()))
				return nil
			}
			out[a] = append(out[a], i)
		}
	}
	return out
}

// find returns which value of the axis a node is, by its amount or its text; −1
// for none.
func (a *axis) find(s *sweeper, n *node) int {
	same := func(v swept) bool { return flow(v.node) == flow(n) }
	if i := slices.IndexFunc(a.values, same); i >= 0 || !a.numeric() || n.kind != scalar {
		return i
	}
	quiet := &sweeper{decoder: &decoder{notes: &notes{}, currency: s.currency, exchange: s.exchange, calendar: s.calendar}}
	x, ok := quiet.number(a, n).Fixed()
	return slices.IndexFunc(a.values, func(v swept) bool {
		y, _ := v.number.Fixed()
		return ok && math.Abs(x-y) <= alike*math.Abs(y)
	})
}

// alike is how near, relatively, two amounts are the same: 24 hours and a day
// differ by a rounding.
const alike = 1e-12

func (a *axis) texts() []string {
	return eachOf(a.values, func(v swept) string { return flow(v.node) })
}

// cell makes the cell of a setting.
func (s *sweeper) cell(at setting) Cell {
	c := Cell{ID: baseCell, At: at}
	var id []string
	var patch *node
	for i, v := range at {
		if v == asInFile {
			continue
		}
		a := s.axes[i]
		id = append(id, a.short+"="+a.values[v].label)
		if patch == nil {
			patch = &node{kind: mapping, at: a.key.at}
		}
		patch.pairs = append(patch.pairs, pair{a.key, a.values[v].node})
	}
	if patch != nil {
		c.ID, c.patch = strings.Join(id, ","), normaliser{&notes{}, sweepable}.patch(patch)
	}
	return c
}

// shown are the axes for those who use the sweep.
func (s *sweeper) shown() []Axis {
	var out []Axis
	for _, a := range s.axes {
		x := Axis{Path: a.path, Label: a.short, Title: a.title, Numeric: a.numeric()}
		if x.Title == "" && a.label != nil {
			x.Title = unit.Readable(a.label.text)
		}
		for _, v := range a.values {
			one := AxisValue{Text: flow(v.node), Label: v.label}
			if x.Numeric {
				one.Number, _ = v.number.Fixed()
				x.Unit = v.number.Unit
			}
			x.Values = append(x.Values, one)
		}
		out = append(out, x)
	}
	return out
}
