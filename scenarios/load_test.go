package scenarios

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"magnetsim/sim/dist"
)

// load loads a file that must be sound.
func load(t *testing.T, fsys fs.FS, name string, opts Options) *Loaded {
	t.Helper()
	l, problems := Load(fsys, name, opts)
	if l == nil {
		t.Fatalf("%s does not load:\n%s", name, problems.Error())
	}
	return l
}

// soundFiles are all files that must load: those shipped and testdata/ok.
func soundFiles(t *testing.T) map[string]fs.FS {
	t.Helper()
	out := map[string]fs.FS{}
	for _, n := range ShippedNames() {
		out[n+".yaml"] = Shipped
	}
	files, err := filepath.Glob("testdata/ok/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no files in testdata/ok: %v", err)
	}
	for _, f := range files {
		out[filepath.Base(f)] = os.DirFS("testdata/ok")
	}
	return out
}

func TestSoundFilesLoadWithoutWarnings(t *testing.T) {
	for name, fsys := range soundFiles(t) {
		if _, problems := Load(fsys, name, Options{}); len(problems) > 0 {
			t.Errorf("%s:\n%s", name, problems.Error())
		}
	}
}

// A resolved file stands alone, gives the same bytes again, and builds the
// same scenario under every policy and case.
func TestResolvedLoadsAgainToTheSame(t *testing.T) {
	for name, fsys := range soundFiles(t) {
		first := load(t, fsys, name, Options{})
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "resolved.yaml"), first.YAML(), 0o644); err != nil {
			t.Fatal(err)
		}
		second := load(t, os.DirFS(dir), "resolved.yaml", Options{})
		if !bytes.Equal(first.YAML(), second.YAML()) {
			t.Errorf("%s: other bytes: %s", name, cmp.Diff(string(first.YAML()), string(second.YAML())))
		}
		edits := []Edit{Set("run.trials", "10000")}
		for _, p := range first.Policies() {
			edits = append(edits, Policy(p))
		}
		for _, c := range first.Cases() {
			edits = append(edits, Case(c))
		}
		for _, e := range edits {
			a, ra, _ := first.Build(e)
			b, rb, problems := second.Build(e)
			if b == nil {
				t.Fatalf("%s %v: %s", name, e, problems.Error())
			}
			if diff := cmp.Diff(a, b, cmp.Comparer(sameDist)); diff != "" {
				t.Errorf("%s %v: another scenario: %s", name, e, diff)
			}
			if !bytes.Equal(ra.YAML(), rb.YAML()) {
				t.Errorf("%s %v: other bytes for the variant", name, e)
			}
		}
		if strings.Contains(string(first.YAML()), "extends:") {
			t.Errorf("%s: the resolved file extends another", name)
		}
	}
}

// sameDist reports whether two distributions are the same, to the bit, wherever
// they are read.
func sameDist(a, b dist.Dist) bool {
	if a == nil || b == nil {
		return a == nil && b == nil
	}
	for u := 0.001; u < 1; u += 0.037 {
		if a.Quantile(u) != b.Quantile(u) {
			return false
		}
	}
	return a.Family() == b.Family() && slices.Equal(a.Params(), b.Params())
}
