package scenarios

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write golden files and schema.json anew")

func TestMain(m *testing.M) {
	flag.Parse()
	if *update {
		schema, err := Schema()
		if err == nil {
			err = os.WriteFile("schema.json", schema, 0o644)
		}
		if err != nil {
			panic(err)
		}
	}
	os.Exit(m.Run())
}

// Each file of testdata/bad shows one mistake or a few; beside it stands all
// that is reported. A line "# want: rule rule" at its top names the rules, so
// that no golden file can be renewed into nonsense unseen.
func TestBadFiles(t *testing.T) {
	files, err := filepath.Glob("testdata/bad/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no files: %v", err)
	}
	for _, f := range files {
		t.Run(strings.TrimSuffix(filepath.Base(f), ".yaml"), func(t *testing.T) { badFile(t, f) })
	}
}

func badFile(t *testing.T, file string) {
	l, problems := Load(os.DirFS("testdata/bad"), filepath.Base(file), Options{})
	if problems.Failed() != (l == nil) {
		t.Errorf("failed is %v, but a scenario was returned: %v", problems.Failed(), l != nil)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(string(text), "\n") {
		if rest, ok := strings.CutPrefix(line, "# want: "); ok {
			if diff := cmp.Diff(strings.Fields(rest), rules(problems)); diff != "" {
				t.Errorf("other rules than wanted: %s\n%s", diff, problems.Error())
			}
		}
	}
	if !strings.Contains(string(text), "# want: ") {
		t.Error("no line that says which rules are wanted")
	}
	golden := strings.TrimSuffix(file, ".yaml") + ".txt"
	got := problems.Error() + "\n"
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Error(diff)
	}
}

// rules lists the rule of every problem; warnings have a "?" behind.
func rules(problems Problems) []string {
	var out []string
	for _, p := range problems {
		if p.Severity == Warning {
			p.Rule += "?"
		}
		out = append(out, p.Rule)
	}
	return out
}
