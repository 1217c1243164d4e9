package scenarios

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func golden(t *testing.T, name, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile("testdata/"+name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Error(diff)
	}
}

func everything(t *testing.T) *Resolved {
	t.Helper()
	_, r := mustBuild(t, load(t, os.DirFS("testdata/ok"), "everything.yaml", Options{}))
	return r
}

func TestExplain(t *testing.T) {
	var b strings.Builder
	if err := everything(t).Explain().Render(&b); err != nil {
		t.Fatal(err)
	}
	golden(t, "explain.txt", b.String())
}

func TestResolvedGolden(t *testing.T) {
	golden(t, "resolved.txt", string(load(t, os.DirFS("testdata/ok"), "everything.yaml", Options{}).YAML()))
}

func TestAssumptions(t *testing.T) {
	var b strings.Builder
	seen := map[string]bool{}
	for _, a := range everything(t).Assumptions() {
		if seen[a.Path] {
			t.Errorf("%s stands twice", a.Path)
		}
		seen[a.Path] = true
		b.WriteString(strings.Join([]string{a.Path, a.Value, a.Means, a.Basis, a.Source, a.Note, a.Origin}, " | ") + "\n")
	}
	golden(t, "assumptions.txt", b.String())
}

// Every value of the resolved tree that is a figure is among the assumptions.
func TestAssumptionsAreComplete(t *testing.T) {
	r := everything(t)
	have := map[string]bool{}
	for _, a := range r.Assumptions() {
		have[a.Path] = true
	}
	for _, v := range r.Values() {
		s := shapeAt(v.Path)
		if (s.form == figureForm || s.form == listForm && s.elem.form == figureForm) && !have[v.Path] {
			t.Errorf("%s is missing", v.Path)
		}
	}
}
