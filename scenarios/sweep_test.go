package scenarios

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// withSweep loads the shipped minimal scenario with a sweep.
func withSweep(t testing.TB, section string, opts Options) (*Loaded, Problems) {
	t.Helper()
	text := "version: 1\nextends: minimal.yaml\n" + section
	return Load(fstest.MapFS{"s.yaml": {Data: []byte(text)}}, "s.yaml", opts)
}

func ids(s *Sweep) []string {
	var out []string
	for _, c := range s.Cells {
		out = append(out, c.ID)
	}
	return out
}

func TestSweepCells(t *testing.T) {
	for name, c := range map[string]struct{ section, want string }{
		"grid": {"grid: { sectors.cars.cover: [5 weeks, 8 weeks], curbs.ban.severity: { from: 40%, to: 80%, step: 20% } }",
			"cover=5w,severity=40% cover=5w,severity=60% cover=5w,severity=80% cover=8w,severity=40% cover=8w,severity=60% cover=8w,severity=80%"},
		"zip": {"zip: { sectors.cars.cover: [5 weeks, 8 weeks], curbs.ban.severity: [40%, 70% to 95%] }",
			"cover=5w,severity=40% cover=8w,severity=70%..95%"},
		"one at a time": {"one_at_a_time: { sectors.cars.cover: [5 weeks, 8 weeks], curbs.ban.severity: [40%] }",
			"base cover=5w cover=8w severity=40%"},
		"all multiply": {"{ grid: { horizon: [2 years, 3 years] }, zip: { sectors.cars.cover: [5 weeks] }, one_at_a_time: { curbs.ban.severity: [40%] } }",
			"horizon=2yr,cover=5w horizon=2yr,cover=5w,severity=40% horizon=3yr,cover=5w horizon=3yr,cover=5w,severity=40%"},
		"excluded": {"{ grid: { sectors.cars.cover: [5 weeks, 8 weeks], curbs.ban.severity: [40%, 60%] }, exclude: [{ cover: 35 days, curbs.ban.severity: [0.4, 60%] }] }",
			"cover=8w,severity=40% cover=8w,severity=60%"},
		"told apart": {"grid: { stockpiles.national.cover: [2 weeks], sectors.cars.cover: [5 weeks], curbs.ban.duration: { label: long, values: [6 months] } }",
			"national.cover=2w,cars.cover=5w,long=6mo"},
		"distributions": {"grid: { curbs.ban.duration: [{ triangular: [1 month, 2 months, 9 months] }, '1,000 days'] }",
			"duration=triangular:[1mo;2mo;9mo] duration=1;000d"},
	} {
		section := "sweep:\n  " + c.section + "\n"
		if strings.HasPrefix(c.section, "{") {
			section = "sweep: " + c.section + "\n"
		}
		l, problems := withSweep(t, section, Options{})
		if l == nil {
			t.Errorf("%s: %s", name, problems.Error())
			continue
		}
		if diff := cmp.Diff(strings.Fields(c.want), ids(l.Sweep())); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// A range is exact to the last decimal digit and holds both ends.
func TestRangesAreExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		decimals := rapid.IntRange(0, 6).Draw(t, "decimals")
		from, step := rapid.IntRange(0, 1_000_000).Draw(t, "from"), rapid.IntRange(1, 1_000_000).Draw(t, "step")
		count := rapid.IntRange(1, 40).Draw(t, "count")
		write := func(x int) string { // x·10^−decimals, by moving the point
			s := fmt.Sprintf("%0*d", decimals+1, x)
			return strings.TrimSuffix(s[:len(s)-decimals]+"."+s[len(s)-decimals:], ".")
		}
		found := &notes{}
		_, section := varied([]string{fmt.Sprintf("horizon=%s..%s days by %s", write(from), write(from+count*step), write(step))}, found)
		s := &sweeper{decoder: &decoder{notes: found}}
		values := s.valuesOf(&axis{path: "horizon"}, section.follow([]string{"grid", "horizon"}).value)
		if len(found.found) > 0 || len(values) != count+1 {
			t.Fatalf("%d values, want %d: %s", len(values), count+1, found.found.Error())
		}
		for i, v := range values {
			want := write(from + i*step)
			if strings.Contains(want, ".") {
				want = strings.TrimRight(strings.TrimRight(want, "0"), ".")
			}
			if v.text != want+" days" {
				t.Fatalf("value %d is %q, want %q", i, v.text, want+" days")
			}
		}
	})
}

// The cells of a sweep are as many as its parts multiply to, each with its own
// id and its own values; what is excluded, and only that, is missing.
func TestCellsOfAnySweep(t *testing.T) {
	paths := []string{"sectors.cars.cover", "stockpiles.national.cover", "stockpiles.national.delay", "curbs.ban.easing", "curbs.ban.delay", "sources.china.lead"}
	rapid.Check(t, func(t *rapid.T) {
		used := rapid.Permutation(paths).Draw(t, "paths")
		counts := rapid.SliceOfN(rapid.IntRange(1, 4), 6, 6).Draw(t, "counts")
		counts[3] = counts[2] // of zip
		text := "sweep:\n"
		for part, key := range []string{"grid", "zip", "one_at_a_time"} {
			text += "  " + key + ":\n"
			for i := 2 * part; i < 2*part+2; i++ {
				text += fmt.Sprintf("    %s: { from: 1 days, to: %d days, step: 1 days }\n", used[i], counts[i])
			}
		}
		rows := counts[2] * (1 + counts[4] + counts[5])
		want, left := counts[0]*counts[1]*rows, 0
		if counts[0] > 1 {
			left = counts[1] * rows
			text += fmt.Sprintf("  exclude: [{ %s: 1.0 days }]\n", used[0])
		}
		l, problems := withSweep(helpless{}, text, Options{})
		if l == nil {
			t.Fatalf("%s\n%s", text, problems.Error())
		}
		s := l.Sweep()
		if len(s.Cells) != want-left || s.Excluded != left {
			t.Fatalf("%d cells and %d excluded, want %d and %d", len(s.Cells), s.Excluded, want-left, left)
		}
		seen := map[string]bool{}
		for _, c := range s.Cells {
			if seen[c.ID] || c.At[2] != c.At[3] || c.At[4] >= 0 && c.At[5] >= 0 || left > 0 && c.At[0] == 0 {
				t.Fatalf("cell %s at %v", c.ID, c.At)
			}
			seen[c.ID] = true
		}
		cell := rapid.SampledFrom(s.Cells).Draw(t, "cell")
		at, problems := l.At("", cell)
		if at == nil {
			t.Fatal(problems.Error())
		}
		_, r, _ := at.Build()
		for i, a := range s.Axes {
			got, _ := valueOf(r, a.Path)
			if v := cell.At[i]; v >= 0 && got != a.Values[v].Text {
				t.Fatalf("%s is %s in %s", a.Path, got, cell.ID)
			}
		}
	})
}

// helpless stands for a test where a property has none to give.
type helpless struct{ testing.TB }

func (helpless) Helper() {}

func valueOf(r *Resolved, path string) (string, bool) {
	i := slices.IndexFunc(r.Values(), func(v Value) bool { return v.Path == path })
	if i < 0 {
		return "", false
	}
	return r.Values()[i].Text, true
}

// A set is stronger than a cell, a cell than a policy, a policy than a case, a
// case than the file; and so it is in the resolved file.
func TestCellPrecedence(t *testing.T) {
	section := `
stockpiles: { national: { target: 1 days, initial: 1 t, delay: 1 days, fill: 1 months } }
policies:
  p: { set: { stockpiles.national: { initial: 3 t, delay: 3 days, fill: 3 months } } }
cases:
  c: { set: { stockpiles.national: { target: 2 days, initial: 2 t, delay: 2 days, fill: 2 months } } }
sweep: { grid: { stockpiles.national.delay: [4 days], stockpiles.national.fill: [4 months], horizon: [3 years] } }
`
	l, problems := withSweep(t, section, Options{Policies: []string{"p"}, Sets: []string{"stockpiles.national.fill=5 months", "run.trials=7"}})
	if l == nil {
		t.Fatal(problems.Error())
	}
	at, problems := l.At("c", l.Sweep().Cells[0])
	if at == nil {
		t.Fatal(problems.Error())
	}
	again, problems := Load(fstest.MapFS{"r.yaml": {Data: at.YAML()}}, "r.yaml", Options{})
	if again == nil {
		t.Fatalf("%s\n%s", at.YAML(), problems.Error())
	}
	if string(again.YAML()) != string(at.YAML()) || again.Cell != "delay=4d,fill=4mo,horizon=3yr" || again.Case != "c" || again.Run.Trials != 7 {
		t.Errorf("cell %q, case %q, %d trials:\n%s", again.Cell, again.Case, again.Run.Trials, again.YAML())
	}
	for _, from := range []*Loaded{at, again} {
		_, r, problems := from.Build(Policy("p"))
		if r == nil {
			t.Fatal(problems.Error())
		}
		for path, want := range map[string]string{"target": "2 days", "initial": "3 t", "delay": "4 days", "fill": "5 months"} {
			if got, _ := valueOf(r, "stockpiles.national."+path); got != want {
				t.Errorf("%s is %s, want %s", path, got, want)
			}
		}
	}
}

// The sweep of a file changes nothing of what a run of it resolves to.
func TestSweepLeavesTheRestAlone(t *testing.T) {
	with, problems := withSweep(t, "sweep: { grid: { sectors.cars.cover: [8 weeks] } }\n", Options{})
	without, _ := withSweep(t, "", Options{})
	if with == nil || len(problems) > 0 {
		t.Fatal(problems.Error())
	}
	if diff := cmp.Diff(string(without.YAML()), string(with.YAML())); diff != "" {
		t.Error(diff)
	}
}

// Two cases may remove the same thing and one of them be chosen: the other is
// not laid over it.
func TestChosenCaseIsNotLaidUnderOthers(t *testing.T) {
	section := `
sources: { peru: { material: magnet, capacity: 100 t/yr, share: 0%, lead: 9 weeks } }
cases:
  x: { set: { sources.peru: null } }
  y: { set: { sources.peru: null } }
`
	for _, chosen := range []string{"", "x", "y"} {
		l, problems := withSweep(t, section, Options{Case: chosen})
		if problems.Failed() {
			t.Fatalf("--case %s: %s", chosen, problems.Error())
		}
		if _, _, p := l.Build(Case("y")); p.Failed() {
			t.Error(p.Error())
		}
	}
}

// What policies set and a sweep varies is told; the command line's axes stand in
// for those of the file.
func TestVaryAndPolicies(t *testing.T) {
	l, problems := withSweep(t, "sweep: { grid: { sectors.cars.cover: [8 weeks] } }\n", Options{Vary: []string{"stockpiles.national.target=30, 60, 90 days"}})
	if l == nil {
		t.Fatal(problems.Error())
	}
	if diff := cmp.Diff([]string{"target=30d", "target=60d", "target=90d"}, ids(l.Sweep())); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"sweep-over-policy?"}, rules(problems)); diff != "" {
		t.Error(diff)
	}
	for text, rule := range map[string]string{
		"sectors.cars.cover":           "bad-vary",
		"sectors.cars.cover=1..3":      "bad-range",
		"sectors.cars.cover=1,,3 days": "no-values",
		"sectors.cars.cover=[1 days":   "syntax",
		"sectors.vans.cover=1 days":    "unknown-name",
	} {
		l, problems := withSweep(t, "", Options{Vary: []string{text}})
		if l != nil || problems[0].Rule != rule || problems[0].File != "--vary" {
			t.Errorf("%s: %s", text, problems.Error())
		}
	}
}

// The resolved file with its sweep is swept again as it is: it resolves to the same file, and
// its cells are the same.
func TestSweptYAMLSweepsAgain(t *testing.T) {
	base, err := fs.ReadFile(Shipped, "minimal.yaml")
	if err != nil {
		t.Fatal(err)
	}
	const own = "version: 1\nextends: minimal.yaml\nsweep:\n  grid:\n    curbs.ban.severity: { from: 40%, to: 80%, step: 20%, label: cut }\n    sectors.cars.uses: [magnet, { magnet: 100% }]\n  one_at_a_time:\n    stockpiles.national.delay: [15 days, { uniform: [20 days, 60 days] }]\n  exclude:\n    - { cut: 40% }\n"
	files := fstest.MapFS{"minimal.yaml": {Data: base}, "own.yaml": {Data: []byte(own)}}
	for _, c := range []struct {
		file string
		opts Options
	}{
		{"own.yaml", Options{}},
		{"own.yaml", Options{Sets: []string{"run.trials=100", "stockpiles.national.fill=3 months"}, Policies: []string{"none"}}},
		{"minimal.yaml", Options{Vary: []string{"curbs.ban.severity=40%, 60%", "sectors.cars.cover=2..10 weeks step 2 weeks"}}},
	} {
		l, problems := Load(files, c.file, c.opts)
		if l == nil {
			t.Fatal(problems)
		}
		again, problems := Load(fstest.MapFS{"again.yaml": {Data: l.SweptYAML()}}, "again.yaml", Options{})
		if again == nil {
			t.Fatal(problems)
		}
		if string(again.YAML()) != string(l.YAML()) {
			t.Errorf("%s: it resolves otherwise:\n%s", c.file, again.YAML())
		}
		if diff := cmp.Diff(l.Sweep().Axes, again.Sweep().Axes); diff != "" {
			t.Error(diff)
		}
		if a, b := l.Sweep().Cells, again.Sweep().Cells; len(a) != len(b) || l.Sweep().Excluded != again.Sweep().Excluded {
			t.Errorf("%s: %d and %d cells", c.file, len(a), len(b))
		}
		for i, cell := range l.Sweep().Cells {
			one, _ := l.At("", cell)
			other, _ := again.At("", again.Sweep().Cells[i])
			if one == nil || other == nil || string(one.YAML()) != string(other.YAML()) {
				t.Errorf("%s: cell %s is another", c.file, cell.ID)
			}
		}
	}
}
