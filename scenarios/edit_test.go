package scenarios

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"magnetsim/sim/chain"
)

const small = `version: 1
currency: INR
exchange: { USD: 80 INR }
start: 2026-01-01
horizon: 2 years
materials:
  magnet: { price: 50 USD/kg, elasticity: 0.4 }
  metal: {}
sources:
  china: { material: magnet, capacity: 2000 t/yr, share: 80%, lead: { value: 8 weeks, source: a shipper, note: by sea } }
  japan: { material: magnet, capacity: 2000 t/yr, share: 20%, lead: 8 weeks, start: 2025-01-01 }
  metals: { material: metal, capacity: 2000 t/yr, share: 100%, lead: 8 weeks }
plants:
  works: { makes: magnet, recipe: { metal: 0.3 t/t }, capacity: 10 t/yr }
sectors:
  cars: { demand: 1000 t/yr, uses: magnet, cover: 5 weeks }
  lamps: { demand: 1 t/yr, uses: magnet, cover: 5 weeks }
stockpiles:
  reserve: { material: magnet, target: 60 days, fill: 6 months, holding: 10%/yr }
curbs:
  ban: { hits: { all: { origin: china } }, start: 2027-01-01, severity: 80%, duration: { pert: [1 month, 2 months, 3 months] } }
policies:
  none: { set: {} }
  more: { title: More, set: { stockpiles.reserve.target: 90 days } }
cases:
  long: { title: Long, set: { curbs: { ban: { duration: 1 year } }, stockpiles.reserve.target: 70 days } }
`

// smallWith loads the small file with others beside it.
func smallWith(t *testing.T, opts Options, files map[string]string, name string) (*Loaded, Problems) {
	t.Helper()
	fsys := fstest.MapFS{"small.yaml": {Data: []byte(small)}}
	for n, text := range files {
		fsys[n] = &fstest.MapFile{Data: []byte(text)}
	}
	return Load(fsys, name, opts)
}

func mustSmall(t *testing.T, opts Options) *Loaded {
	t.Helper()
	l, problems := smallWith(t, opts, nil, "small.yaml")
	if l == nil {
		t.Fatal(problems.Error())
	}
	return l
}

func mustBuild(t *testing.T, l *Loaded, edits ...Edit) (*chain.Scenario, *Resolved) {
	t.Helper()
	sc, r, problems := l.Build(edits...)
	if sc == nil {
		t.Fatal(problems.Error())
	}
	return sc, r
}

// written is what stands at a path of a variant.
func valueAt(t *testing.T, r *Resolved, path string) string {
	t.Helper()
	for _, v := range r.Values() {
		if v.Path == path {
			return v.Text
		}
	}
	return ""
}

// Precedence: --set over sweep cell over policy over case over file.
func TestPrecedence(t *testing.T) {
	const path = "stockpiles.reserve.target"
	for _, c := range []struct {
		name  string
		opts  Options
		edits []Edit
		want  string
	}{
		{"file", Options{}, nil, "60 days"},
		{"case", Options{}, []Edit{Case("long")}, "70 days"},
		{"policy over case, whatever the order", Options{}, []Edit{Policy("more"), Case("long")}, "90 days"},
		{"cell over policy", Options{}, []Edit{Set(path, "100 days"), Policy("more")}, "100 days"},
		{"--set over cell", Options{Sets: []string{path + "=110 days"}}, []Edit{Set(path, "100 days"), Policy("more")}, "110 days"},
		{"case of the options", Options{Case: "long"}, nil, "70 days"},
		{"--set over the case of the options", Options{Case: "long", Sets: []string{path + "=110 days"}}, nil, "110 days"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, r := mustBuild(t, mustSmall(t, c.opts), c.edits...)
			if got := valueAt(t, r, path); got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
		})
	}
}

func TestSetForms(t *testing.T) {
	l := mustSmall(t, Options{})
	for _, c := range []struct{ path, value, at, want string }{
		{"curbs.ban.duration", "{ uniform: [1 month, 9 months] }", "curbs.ban.duration", "{uniform: [1 month, 9 months]}"},
		{"curbs.ban.duration", "{ value: 3 months, source: me }", "curbs.ban.duration", "{value: 3 months, source: me}"},
		{"plants.works.recipe.metal", "0.4 t/t", "plants.works.recipe.metal.amount", "0.4 t/t"},
		{"plants.works.recipe.metal.rank", "2", "plants.works.recipe.metal.amount", "0.3 t/t"},
		{"plants.works.recipe.metal", "{ value: 5 crore INR/t }", "plants.works.recipe.metal.value", "5 crore INR/t"},
		{"plants.works.recipe.metal", "{ value: 0.5, source: me }", "plants.works.recipe.metal.amount", "{value: 0.5, source: me}"},
		{"sectors.cars.uses.magnet.cover", "9 weeks", "sectors.cars.uses.magnet.share", "100%"},
		{"sectors.cars.uses", "metal", "sectors.cars.uses.metal.share", "100%"},
		{"sectors.cars.uses", "metal", "sectors.cars.uses.magnet.share", ""},
		{"sectors.cars", "{ cover: 9 weeks, rank: 2 }", "sectors.cars.demand", "1000 t/yr"},
		{"rules.allocation", "value", "rules.allocation", "value"},
		{"horizon", "3 years", "horizon", "3 years"},
		{"plants.works", "null", "plants.works.capacity", ""},
		{"curbs.ban", "{ initial: a, regimes: { a: {} } }", "curbs.ban.duration", ""},
	} {
		t.Run(c.path+"="+c.value, func(t *testing.T) {
			_, r := mustBuild(t, l, Set(c.path, c.value))
			if got := valueAt(t, r, c.at); got != c.want {
				t.Errorf("%s is %q, want %q", c.at, got, c.want)
			}
		})
	}
}

func TestSetErrors(t *testing.T) {
	for _, c := range []struct {
		sets       []string
		rule       string
		suggestion string
		col        int
	}{
		{[]string{"stockpiles.reserve.traget=9 days"}, "unknown-path", "target", 1},
		{[]string{"stockpile.reserve.target=9 days"}, "unknown-path", "stockpiles", 1},
		{[]string{"stockpiles.reserv.target=9 days"}, "unknown-name", "reserve", 1},
		{[]string{"stockpiles.reserve.target=9"}, "unit", "", 27},
		{[]string{"stockpiles.reserve.target"}, "bad-set", "", 1},
		{[]string{"stockpiles.reserve.target="}, "bad-set", "", 1},
		{[]string{"=3"}, "bad-set", "", 1},
		{[]string{"curbs.ban.duration.pert=3 months"}, "unknown-path", "", 1},
		{[]string{"version=1"}, "unknown-path", "", 1},
		{[]string{"curbs.ban.duration=3 months", "curbs.ban.duration=4 months"}, "path-twice", "", 1},
		{[]string{"curbs.ban=null", "curbs.ban.duration=4 months"}, "path-twice", "", 1},
		{[]string{"stockpiles.second=null"}, "removes-nothing", "", 1},
		{[]string{"run.trials=ten"}, "bad-number", "", 12},
	} {
		t.Run(strings.Join(c.sets, " "), func(t *testing.T) {
			l, problems := smallWith(t, Options{Sets: c.sets}, nil, "small.yaml")
			if l != nil || len(problems) == 0 {
				t.Fatal("no problem was found")
			}
			p := problems[0]
			if p.Rule != c.rule || p.Suggestion != c.suggestion || p.File != "--set" || p.Col != c.col || !slices.Contains(c.sets, p.Source) {
				t.Errorf("got %+v", problems)
			}
		})
	}
}

func TestUnknownPolicyAndCase(t *testing.T) {
	for _, opts := range []Options{{Policies: []string{"mroe"}}, {Case: "lnog"}} {
		l, problems := smallWith(t, opts, nil, "small.yaml")
		if l != nil || len(problems) != 1 || problems[0].Rule != "unknown-name" || problems[0].Suggestion == "" {
			t.Errorf("%+v: %s", opts, problems.Error())
		}
	}
}

func TestPolicies(t *testing.T) {
	l := mustSmall(t, Options{})
	if got := l.Policies(); !slices.Equal(got, []string{"none", "more"}) {
		t.Error(got)
	}
	if got := mustSmall(t, Options{Policies: []string{"more"}}).Policies(); !slices.Equal(got, []string{"more"}) {
		t.Error(got)
	}
	if resolved := string(mustSmall(t, Options{Policies: []string{"more"}}).YAML()); strings.Contains(resolved, "none:") || !strings.Contains(resolved, "more:") {
		t.Error(resolved)
	}
	if got := mustSmall(t, Options{Policies: []string{"more", "none"}}).Policies(); !slices.Equal(got, []string{"none", "more"}) {
		t.Error(got)
	}
	if l.PolicyTitle("more") != "More" || l.PolicyTitle("none") != "None" || l.CaseTitle("long") != "Long" {
		t.Error("titles")
	}
	bare, problems := smallWith(t, Options{}, map[string]string{"bare.yaml": "version: 1\nextends: small.yaml\npolicies: null\ncases: null\n"}, "bare.yaml")
	if bare == nil {
		t.Fatal(problems.Error())
	}
	if got := bare.Policies(); !slices.Equal(got, []string{"none"}) {
		t.Error(got)
	}
	mustBuild(t, bare, Policy("none"))
}

func TestExtends(t *testing.T) {
	files := map[string]string{
		"child.yaml": "version: 1\nextends: small.yaml\ntitle: Child\nsources:\n  japan: null\n  china: { share: 100% }\npolicies:\n  none: { set: { stockpiles.reserve.delay: 9 days } }\n  other: { set: { stockpiles.reserve.target: 5 t } }\n",
		"grandchild.yaml": "version: 1\nextends: child.yaml\nname: third\ncurbs: { ban: { duration: 2 weeks to 6 weeks } }\n" +
			"policies: { more: { set: { stockpiles: { reserve: { delay: 3 days } } } }, other: null }\n",
	}
	l, problems := smallWith(t, Options{}, files, "grandchild.yaml")
	if l == nil {
		t.Fatal(problems.Error())
	}
	sc, r := mustBuild(t, l, Policy("more"))
	if l.Name != "third" || sc.Title != "Child" || len(sc.Sources) != 2 {
		t.Errorf("name %q, title %q, %d sources", l.Name, sc.Title, len(sc.Sources))
	}
	if got := l.Policies(); !slices.Equal(got, []string{"none", "more"}) {
		t.Error(got)
	}
	origins := map[string]string{}
	for _, v := range r.Values() {
		origins[v.Path] = v.Origin
		if strings.HasPrefix(v.Path, "sources.japan") {
			t.Error("what was removed has an origin")
		}
	}
	for path, want := range map[string]string{
		"stockpiles.reserve.target": "small.yaml:24:58", // the policy of the oldest
		"stockpiles.reserve.delay":  "grandchild.yaml:5:60",
		"sources.china.share":       "child.yaml:6:19",
		"sources.china.capacity":    "small.yaml:10:40",
		"curbs.ban.duration":        "grandchild.yaml:4:27",
		"sources.china.ramp":        "default",
		"name":                      "grandchild.yaml:3:7",
	} {
		if got := origins[path]; got != want {
			t.Errorf("origin of %s: %s, want %s", path, got, want)
		}
	}
}

func TestExtendsShipped(t *testing.T) {
	l, problems := smallWith(t, Options{}, map[string]string{"mine.yaml": "version: 1\nextends: india-2026.yaml\nhorizon: 3 years\n"}, "mine.yaml")
	if l == nil {
		t.Fatal(problems.Error())
	}
	if sc, _ := mustBuild(t, l); sc.Horizon != 3 || sc.Name != "mine" {
		t.Errorf("horizon %g, name %s", sc.Horizon, sc.Name)
	}
}

// A resolved file with sets: they overrule its policies when it runs again.
func TestResolvedKeepsPrecedence(t *testing.T) {
	l := mustSmall(t, Options{Case: "long", Sets: []string{"stockpiles.reserve.target=33 days", "sectors.cars.uses=metal"}})
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "again.yaml"), l.YAML(), 0o644); err != nil {
		t.Fatal(err)
	}
	again := load(t, os.DirFS(dir), "again.yaml", Options{})
	for _, p := range l.Policies() {
		_, a := mustBuild(t, l, Policy(p))
		_, b := mustBuild(t, again, Policy(p))
		if d := Diff(a, b); len(d) > 0 {
			t.Errorf("%s: %v", p, d)
		}
		if got := valueAt(t, b, "stockpiles.reserve.target"); got != "33 days" {
			t.Errorf("%s: target %s", p, got)
		}
	}
}

// The name of a number is its place, however it is written: it is the address
// of its draw.
func TestNamesOfNumbers(t *testing.T) {
	l := mustSmall(t, Options{})
	base, _ := mustBuild(t, l)
	patched, _ := mustBuild(t, l, Policy("more"), Set("plants.works.recipe.metal", "{ amount: 0.3, rank: 1 }"), Set("sectors.cars.uses", "{ magnet: { share: 100% } }"))
	for _, sc := range []*chain.Scenario{base, patched} {
		for got, want := range map[string]string{
			sc.Stockpiles[0].Target.Name:                                  "stockpiles.reserve.target",
			sc.Plants[0].Recipe[0].PerTonne.Name:                          "plants.works.recipe.metal.amount",
			sc.Sectors[0].Uses[0].Share.Name:                              "sectors.cars.uses.magnet.share",
			sc.Curbs[0].Scheduled.Duration.Name:                           "curbs.ban.duration",
			sc.Curbs[0].Hits[0].Share.Name:                                "curbs.ban.hits.all.share",
			sc.Sources[0].Lead.Name:                                       "sources.china.lead",
			sc.Materials[0].Elasticity.Name:                               "materials.magnet.elasticity",
			sc.Rules.Forecast.Name:                                        "rules.forecast",
			sc.Curbs[0].Scheduled.Severity.Name:                           "curbs.ban.severity",
			sc.Materials[0].Price.Name + " " + sc.Materials[0].Price.Unit: "materials.magnet.price INR/t",
		} {
			if got != want {
				t.Errorf("%q, want %q", got, want)
			}
		}
	}
}

func TestDiff(t *testing.T) {
	l := mustSmall(t, Options{})
	_, a := mustBuild(t, l)
	_, b := mustBuild(t, l, Policy("more"), Set("sources.japan.start", "null"), Set("curbs.ban.recurs", "0.1/yr"))
	want := []Change{
		{"sources.japan.start", "2025-01-01", ""},
		{"stockpiles.reserve.target", "60 days", "90 days"},
		{"curbs.ban.recurs", "", "0.1/yr"},
	}
	if got := Diff(a, b); !slices.Equal(got, want) {
		t.Errorf("got %v", got)
	}
	if got := Diff(a, a); len(got) > 0 {
		t.Errorf("a scenario differs from itself: %v", got)
	}
}

// What differs between two scenarios is what differs between their values in force.
func TestDiffIsOfAllValues(t *testing.T) {
	var all []*Resolved
	for _, name := range []string{"minimal", "india-2026", "india-reacts", "japan-2026"} {
		l, problems := Load(Shipped, name+".yaml", Options{})
		if l == nil {
			t.Fatal(problems.Error())
		}
		for _, policy := range l.Policies() {
			_, r := mustBuild(t, l, Policy(policy))
			all = append(all, r)
		}
	}
	for i, a := range all {
		for j, b := range all {
			var want []Change
			has, had := textsOf(b), textsOf(a)
			for _, v := range a.Values() {
				if has[v.Path] != v.Text {
					want = append(want, Change{v.Path, v.Text, has[v.Path]})
				}
			}
			for _, v := range b.Values() {
				if had[v.Path] == "" {
					want = append(want, Change{v.Path, "", v.Text})
				}
			}
			if got := Diff(a, b); !slices.Equal(got, want) {
				t.Errorf("from %d to %d: got %v, want %v", i, j, got, want)
			}
		}
	}
}

func textsOf(r *Resolved) map[string]string {
	all := map[string]string{}
	for _, v := range r.Values() {
		all[v.Path] = v.Text
	}
	return all
}

// A resolved file knows its case, so that its results say the same; a file that
// extends it is of no case.
func TestCaseIsKept(t *testing.T) {
	l := mustSmall(t, Options{Case: "long"})
	files := map[string]string{"again.yaml": string(l.YAML()), "child.yaml": "version: 1\nextends: again.yaml\n"}
	again, problems := smallWith(t, Options{}, files, "again.yaml")
	if again == nil {
		t.Fatal(problems.Error())
	}
	if l.Case != "long" || again.Case != "long" || string(again.YAML()) != string(l.YAML()) {
		t.Errorf("case %q, then %q:\n%s", l.Case, again.Case, again.YAML())
	}
	if child, _ := smallWith(t, Options{}, files, "child.yaml"); child == nil || child.Case != "" {
		t.Errorf("the child is of a case: %+v", child)
	}
}

// The state at the start, where a policy or a set writes it, replaces that of the file,
// whichever way either is written; a path into it changes one chance alone.
func TestTheStateAtTheStartIsReplaced(t *testing.T) {
	const curb = `version: 1
name: chain
extends: small.yaml
curbs:
  ban: null
  rules:
    hits: { all: { origin: china } }
    initial: INITIAL
    regimes:
      open: { to: { shut: 1/yr } }
      shut: { severity: 50%, to: { open: 1/yr } }
policies:
  none: {}
  told: { set: { curbs.rules.initial: { open: 40%, shut: 60% } } }
  nested: { set: { curbs: { rules: { initial: { open: 40%, shut: 60% } } } } }
cases: { long: null }
`
	weights := func(l *Loaded, edits ...Edit) (text string) {
		sc, _ := mustBuild(t, l, edits...)
		r := sc.Curbs[0].Regimes
		if r.LongRun {
			text = "long run"
		}
		for _, w := range r.Weights {
			x, _ := w.Weight.Fixed()
			text += fmt.Sprintf(" %s %.3g", w.State, x)
		}
		return text + r.Initial
	}
	for initial, before := range map[string]string{"long-run": "long run", "open": "open", "{ open: 90%, shut: 10% }": " open 0.9 shut 0.1"} {
		l, problems := smallWith(t, Options{}, map[string]string{"chain.yaml": strings.Replace(curb, "INITIAL", initial, 1)}, "chain.yaml")
		if l == nil {
			t.Fatal(problems)
		}
		const after = " open 0.4 shut 0.6"
		for _, c := range []struct {
			edits []Edit
			want  string
		}{
			{[]Edit{Policy("none")}, before},
			{[]Edit{Policy("told")}, after},
			{[]Edit{Policy("nested")}, after},
			{[]Edit{Policy("none"), Set("curbs.rules.initial", "{ open: 40%, shut: 60% }")}, after},
			{[]Edit{Policy("told"), Set("curbs.rules.initial", "long-run")}, "long run"},
			{[]Edit{Policy("told"), Set("curbs.rules.initial.open", "70%"), Set("curbs.rules.initial.shut", "30%")}, " open 0.7 shut 0.3"},
		} {
			if got := weights(l, c.edits...); got != c.want {
				t.Errorf("%s, %v: %q, not %q", initial, c.edits, got, c.want)
			}
			again, problems := Load(fstest.MapFS{"a.yaml": {Data: l.YAML()}}, "a.yaml", Options{})
			if again == nil {
				t.Fatal(problems)
			}
			if got := weights(again, c.edits...); got != c.want {
				t.Errorf("resolved, %s, %v: %q, not %q", initial, c.edits, got, c.want)
			}
		}
	}
}
