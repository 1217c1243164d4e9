package scenarios

import (
	"fmt"
	"strings"
)

// Edit is a change of a scenario: a policy, a case, a cell of a sweep, or one
// path set to a value.
type Edit struct {
	kind  editKind
	name  string // of the policy or case; the path of a set; the id of a cell
	value string
	patch *node // of a cell
}

type editKind uint8

// The kinds in the order in which they are applied: later ones win.
const (
	editCase editKind = iota
	editPolicy
	editCell
	editSet
)

func (e Edit) isCase() bool { return e.kind == editCase }

// Case is the edit that a case of the file makes.
func Case(name string) Edit { return Edit{kind: editCase, name: name} }

// Policy is the edit that a policy of the file makes.
func Policy(name string) Edit { return Edit{kind: editPolicy, name: name} }

// Set is the edit that puts a value, written as in a file, at a dotted path.
func Set(path, value string) Edit { return Edit{kind: editSet, name: path, value: value} }

// settable are the sections that --set may change beside those of a patch.
var settable = append([]string{"title", "description", "currency", "exchange", "start", "horizon", "step", "discount", "run", "report", "criteria"}, sections...)

// patchOf makes the patch of an edit, or nil where that is impossible or where
// it changes nothing.
func (l *Loaded) patchOf(e Edit, notes *notes) *node {
	switch e.kind {
	case editPolicy:
		return l.variantPatch("policies", "policy", e.name, l.policies, notes)
	case editCase:
		return l.variantPatch("cases", "case", e.name, l.cases, notes)
	case editCell:
		return e.patch
	}
	return setPatch([]Edit{e}, notes)
}

func (l *Loaded) variantPatch(section, noun, name string, known []variant, notes *notes) *node {
	if section == "policies" && len(known) == 0 && name == baseline {
		return nil
	}
	p := l.tree.follow([]string{section, name})
	if p == nil {
		names := eachOf(known, func(v variant) string { return v.name })
		q := notes.report(origin{file: l.file}, "unknown-name", fmt.Sprintf("there is no %s %q", noun, name), knownOf(section, names))
		q.Suggestion = Nearest(name, names)
		return nil
	}
	set, cost := p.value.get("set"), p.value.pair("cost")
	if cost == nil || section != "policies" || cost.value.broken {
		return set
	}
	own := &node{kind: mapping, at: p.value.at, pairs: []pair{*cost}}
	if set == nil || set.kind != mapping || set.broken {
		return own
	}
	return set.with(cost.key, cost.value)
}

// knownOf lists the policies or cases of a file.
func knownOf(section string, names []string) string {
	if len(names) == 0 {
		return "the file has no " + section
	}
	return "known: " + listed(names)
}

// setPatch makes one patch of several sets; a path set twice is an error.
func setPatch(edits []Edit, notes *notes) *node {
	var all *node
	for _, e := range edits {
		text := e.name + "=" + e.value
		file := newSource("--set", text)
		value := parse(file, []byte(e.value), notes)
		if value == nil {
			continue
		}
		offset := len([]rune(e.name)) + 1
		value = value.shifted(offset)
		key := word(e.name, origin{file: file, line: 1, col: 1, width: offset - 1})
		one := &node{kind: mapping, at: key.at, pairs: []pair{{key, value}}}
		patch := normaliser{notes, settable}.patch(one)
		if all == nil {
			all = patch
			continue
		}
		all = normaliser{notes, settable}.combine([]*node{all, patch}, "")
	}
	return all
}

// setEdits splits texts of the form path=value.
func setEdits(texts []string, notes *notes) []Edit {
	var out []Edit
	for _, t := range texts {
		path, value, ok := strings.Cut(t, "=")
		path = strings.TrimSpace(path)
		if !ok || path == "" || strings.TrimSpace(value) == "" {
			notes.report(origin{file: newSource("--set", t), line: 1, col: 1, width: len([]rune(t))}, "bad-set",
				fmt.Sprintf("%q is not path=value", clip(t)), "write, for example, stockpiles.reserve.target='60 days'")
			continue
		}
		out = append(out, Set(path, value))
	}
	return out
}

// shifted moves what stands on the first line to the right.
func (n *node) shifted(by int) *node {
	out := *n
	if out.at.line == 1 {
		out.at.col += by
	}
	out.pairs = make([]pair, len(n.pairs))
	for i, p := range n.pairs {
		out.pairs[i] = pair{p.key.shifted(by), p.value.shifted(by)}
	}
	out.items = make([]*node, len(n.items))
	for i, item := range n.items {
		out.items[i] = item.shifted(by)
	}
	return &out
}
