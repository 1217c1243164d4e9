package scenarios

import (
	"fmt"
	"io/fs"
	"path"
	"slices"

	"magnetsim/sim/chain"
	"magnetsim/sim/unit"
)

// baseline is the name of the policy of a file without policies.
const baseline = "none"

// Options choose what of a file is used.
type Options struct {
	Policies []string // only these, in the order of the file; all if empty
	Case     string   // this case under every policy; none if empty
	Vary     []string // path=values, in the place of the file's own sweep
	Sets     []string // path=value, over everything else
	Metrics  []string // what will be asked for: names, or texts that hold some; those of periods are told
	Display  func(path string) string
	// Checked says that the file is one that was written out (YAML) once it had been checked:
	// its cases are built when they are asked for, and not before.
	Checked bool
}

// Loaded is a scenario file that was found to be sound, with all its policies
// and cases.
type Loaded struct {
	Name        string
	Case        string // the case that is played; "" for none
	Cell        string // the cell of a sweep that is played; "" for none
	Title       string
	Description string
	Run         Run
	Report      Report

	caseTitle string // of the case that is played; "" where it has none
	file      *sourceFile
	tree      *node // the file laid over what it extends, before any patch
	policies  []variant
	cases     []variant
	always    []Edit   // from the options
	only      []string // policies; all if empty
	before    Problems // found when the files were read
	criteria  []criterion
	currency  string
	exchange  map[string]float64 // worth of foreign currencies
	sweep     *Sweep
	costed    bool // some policy costs more than its stockpiles
	earlier   earlier
	trusted   bool           // what only concerns the author is not looked for
	checking  bool           // figures that are read are kept
	checked   map[Edit]built // the file as it stands, and under each policy
	doubts    Problems
}

// Doubts are the warnings that bear on the answer: what is played is hardly
// plausible.
func (l *Loaded) Doubts() Problems { return l.doubts }

// Load reads a scenario file, what it extends, and checks it with every policy
// and every case. It returns nil where there is an error among the problems.
// The path is one of fsys; what a file extends is found beside it or, failing
// that, among the shipped scenarios.
func Load(fsys fs.FS, name string, opts Options) (*Loaded, Problems) {
	found := &notes{}
	display := opts.Display
	if display == nil {
		display = func(p string) string { return p }
	}
	files := loader{notes: found, fsys: fsys, display: display}
	docs := files.chain(path.Clean(name), origin{})
	l := &Loaded{file: &sourceFile{name: display(name)}, only: opts.Policies, trusted: opts.Checked}
	if len(docs) == 0 {
		return nil, found.found.sorted()
	}
	l.tree = &node{kind: mapping, at: docs[len(docs)-1].at}
	l.tree.at.width = 1
	for _, doc := range docs {
		l.tree = merger{found}.merge(l.tree, doc, format, "")
	}
	if l.tree.get("name") == nil {
		l.tree = l.tree.with(word("name", l.tree.at), text(nameOfFile(name), l.tree.at))
	}
	if len(opts.Vary) > 0 {
		l.tree = l.tree.with(varied(opts.Vary, found))
	}
	l.policies, l.cases = variantsOf(l.tree.get("policies")), variantsOf(l.tree.get("cases"))
	l.choose(opts, found)
	l.check(found)
	problems := found.found.sorted()
	if problems.Failed() {
		return nil, problems
	}
	l.doubts = problems.doubts()
	return l, problems
}

// variantsOf lists the policies or cases of a file.
func variantsOf(section *node) []variant {
	if section == nil {
		return nil
	}
	var out []variant
	for _, p := range section.pairs {
		v := variant{name: p.key.text}
		if title := p.value.get("title"); title != nil {
			v.title = title.text
		}
		out = append(out, v)
	}
	return out
}

// choose takes over what the options ask for.
func (l *Loaded) choose(opts Options, found *notes) {
	for _, name := range opts.Policies {
		l.patchOf(Policy(name), found) // reports one that is not there
	}
	if opts.Case != "" {
		before := len(found.found)
		l.patchOf(Case(opts.Case), found)
		if len(found.found) == before {
			l.always = append(l.always, Case(opts.Case))
			l.tree = l.titledCase(l.tree.with(word("case", l.tree.at), word(opts.Case, l.tree.at)), opts.Case)
		}
	}
	l.always = append(l.always, setEdits(opts.Sets, found)...)
	l.always = append(l.always, l.asks(opts.Metrics)...)
}

// Policies returns the names of the policies in the order of the file; the
// first is the baseline. A file without policies has one, "none".
func (l *Loaded) Policies() []string {
	if len(l.policies) == 0 {
		return []string{baseline}
	}
	return slices.DeleteFunc(names(l.policies), func(name string) bool { return !l.chosen(name) })
}

// chosen reports whether a policy is one that the options ask for.
func (l *Loaded) chosen(policy string) bool {
	return len(l.only) == 0 || slices.Contains(l.only, policy)
}

// Cases returns the names of the cases in the order of the file.
func (l *Loaded) Cases() []string { return names(l.cases) }

// PolicyTitle returns a policy's title for people.
func (l *Loaded) PolicyTitle(name string) string {
	if len(l.policies) == 0 && name == baseline {
		return "As in the file"
	}
	return titleOf(l.policies, name)
}

// ChangesNothing reports whether a policy leaves the file as it is.
func (l *Loaded) ChangesNothing(policy string) bool {
	patch := l.patchOf(Policy(policy), &notes{})
	return patch == nil || len(patch.pairs) == 0
}

// CaseTitle returns a case's title for people.
func (l *Loaded) CaseTitle(name string) string {
	if name == l.Case && l.caseTitle != "" {
		return l.caseTitle
	}
	return titleOf(l.cases, name)
}

// titledCase is a tree with the title of the case that is laid into it, where it has one: the
// resolved file has no cases.
func (l *Loaded) titledCase(tree *node, kase string) *node {
	if title := titleOf(l.cases, kase); title != unit.Readable(kase) {
		return tree.with(word("case_title", tree.at), text(title, tree.at))
	}
	return tree
}

func names(list []variant) []string {
	var out []string
	for _, v := range list {
		out = append(out, v.name)
	}
	return out
}

func titleOf(list []variant, name string) string {
	for _, v := range list {
		if v.name == name && v.title != "" {
			return v.title
		}
	}
	return unit.Readable(name)
}

// Build returns the scenario that edits make of the file. Cases are applied
// first, then policies, then the cell of a sweep, then sets in the order given,
// then those of the options. A case stands in for that of the options. It returns
// nil where there is an error among the problems.
func (l *Loaded) Build(edits ...Edit) (*chain.Scenario, *Resolved, Problems) {
	b, known := l.builtBefore(edits)
	if !known {
		found := &notes{}
		b = built{l.build(found, edits), found.found}
	}
	problems := b.found.sorted()
	if problems.Failed() {
		return nil, nil, problems
	}
	sc := b.resolved.content.sc
	sc.Costed = l.costed
	return &sc, b.resolved, problems
}

// built is a variant, and what was found when it was built.
type built struct {
	resolved *Resolved
	found    Problems
}

// builtBefore is what the check of the file has built of a variant.
func (l *Loaded) builtBefore(edits []Edit) (b built, known bool) {
	switch {
	case len(edits) == 0:
		b, known = l.checked[asItStands]
	case len(edits) == 1 && edits[0] != asItStands:
		b, known = l.checked[edits[0]]
	}
	return b, known
}

// asItStands is no edit, which nobody makes.
var asItStands Edit

func (l *Loaded) build(found *notes, edits []Edit) *Resolved {
	tree := complete(l.edited(found, edits), format)
	c, d := decode(tree, found, &l.earlier)
	if l.checking {
		l.earlier.take(d)
	}
	check(tree, c, d, l.before)
	return &Resolved{tree: tree, figures: d.figures, content: c, currency: d.currency, exchange: d.exchange, calendar: d.calendar}
}

// edited applies edits to the tree.
func (l *Loaded) edited(found *notes, edits []Edit) *node {
	always := l.always
	if slices.ContainsFunc(edits, Edit.isCase) {
		always = slices.DeleteFunc(slices.Clone(always), Edit.isCase)
	}
	all := slices.Concat(edits, always)
	slices.SortStableFunc(all, func(a, b Edit) int { return int(a.kind) - int(b.kind) })
	tree := l.tree
	if len(edits) > 0 { // what else may be played was read with the file, and there may be much of it
		tree = tree.without("policies").without("cases").without("sweep")
	}
	for _, e := range all {
		if patch := l.patchOf(e, found); patch != nil && !patch.broken {
			tree = merger{found}.merge(tree, patch, format, "")
		}
	}
	return tree
}

// check builds the file as it stands and under each policy and case.
func (l *Loaded) check(found *notes) {
	if sets := l.sets(); len(sets) > 1 {
		setPatch(sets, found) // reports a path that is set twice
	}
	l.checking = l.earlier.figures == nil // else it is a cell of one that is loaded, and shares its figures with others
	l.before = slices.Clone(found.found)
	base := &notes{}
	r := l.build(base, nil)
	c := r.content
	l.checked = map[Edit]built{asItStands: {r, slices.Clip(base.found)}}
	r.grounds(base)
	found.found = append(found.found, base.found...)
	l.Name, l.Case, l.Cell, l.Title, l.Description = c.sc.Name, c.kase, c.cell, c.sc.Title, c.description
	l.caseTitle = c.caseTitle
	l.Run, l.Report = c.run, c.report
	l.criteria, l.currency, l.exchange = c.criteria, r.currency, r.exchange
	known := map[Problem]bool{}
	for _, p := range base.found {
		known[p] = true
	}
	l.checkPolicies(found, known, r)
	if !l.trusted {
		l.checkTwins(found)
		l.checkCases(found, known)
	}
	l.checking = false
	l.checkSweep(found, r)
}

func (l *Loaded) sets() []Edit {
	var out []Edit
	for _, e := range l.always {
		if e.kind == editSet {
			out = append(out, e)
		}
	}
	return out
}

// checkPolicies reports what only a policy gets wrong, and keeps what is sound.
func (l *Loaded) checkPolicies(found *notes, known map[Problem]bool, base *Resolved) {
	for _, v := range l.policies {
		own, sound := l.checkVariant(found, known, Policy(v.name), fmt.Sprintf("policy %q", v.name))
		if !sound {
			continue
		}
		l.checked[Policy(v.name)] = own
		l.costed = l.costed || own.resolved.content.sc.Costs()
		if diff := shapeDifference(base, own.resolved); diff != "" {
			found.report(l.policyAt(v.name), "policy-shape", fmt.Sprintf("policy %q %s, but policies can be compared only if they report the same things", v.name, diff),
				"add it to the file without effect (a target of 0 t, a share of 0%), and let the policy change that")
		}
	}
}

// policyAt is where a policy is named.
func (l *Loaded) policyAt(name string) origin {
	return l.tree.follow([]string{"policies", name}).key.at
}

// checkTwins reports policies that come to the same.
func (l *Loaded) checkTwins(found *notes) {
	seen := map[string]string{}
	for _, v := range l.policies {
		own, sound := l.checked[Policy(v.name)]
		if !sound {
			continue
		}
		text := string(own.resolved.YAML())
		if twin, ok := seen[text]; ok {
			found.warn(l.policyAt(v.name), "same-policy", fmt.Sprintf("policy %q is the same as %q", v.name, twin), "remove one, or check its paths")
		}
		seen[text] = v.name
	}
}

// checkCases reports what only a case gets wrong.
func (l *Loaded) checkCases(found *notes, known map[Problem]bool) {
	chosen := slices.ContainsFunc(l.always, Edit.isCase)
	for _, v := range l.cases {
		if slices.Contains(l.always, Case(v.name)) {
			continue // the base, which was checked
		}
		had := len(found.found)
		l.checkVariant(found, known, Case(v.name), fmt.Sprintf("case %q", v.name))
		if chosen { // what is doubtful about a case that is not played does not matter
			own := slices.DeleteFunc(slices.Clone(found.found[had:]), func(p Problem) bool { return p.Severity == Warning })
			found.found = append(found.found[:had], own...)
		}
	}
}

// checkVariant reports the problems of one variant that are not known, and
// whether nothing is wrong so far.
func (l *Loaded) checkVariant(found *notes, known map[Problem]bool, e Edit, label string) (b built, sound bool) {
	own := &notes{}
	r := l.build(own, []Edit{e})
	for _, p := range own.found {
		// That a variant makes certain what is drawn elsewhere is its purpose.
		if !known[p] && p.Rule != "certain" {
			p.Msg += " (" + label + ")"
			p.ofCase = e.isCase()
			found.found = append(found.found, p)
		}
	}
	return built{r, own.found}, !own.found.Failed() && !l.before.Failed()
}
