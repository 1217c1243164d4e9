package sim_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "magnetsim/"

// mayImport says which of our packages each package may import. A name with /*
// stands for every package beneath. What is not written here is refused.
var mayImport = map[string][]string{
	"sim/unit":           nil,
	"sim/dist":           nil,
	"sim/draw":           nil,
	"sim/stat":           nil,
	"sim/chain":          {"sim/dist", "sim/unit"},
	"sim/curb":           {"sim/dist", "sim/draw"},
	"sim":                {"sim/chain", "sim/curb", "sim/dist", "sim/draw", "sim/lane"},
	"sim/lane":           nil,
	"sim/lane/vectorise": nil,
	"sim/mc":             {"sim", "sim/draw", "sim/stat"},
	"sim/study":          {"sim", "sim/chain", "sim/draw", "sim/mc", "sim/stat"},
	"scenarios":          {"scenarios/sheet", "sim/chain", "sim/dist", "sim/unit"},
	"output":             {"sim", "sim/mc", "sim/stat", "sim/study", "sim/unit"},
	"output/*":           {"output", "output/csv", "output/markdown", "sim/unit"},

	// The command line, from below: each may import what stands before it. An experiment
	// is for any program, and knows no renderer.
	"cmd/experiment": {"sim", "sim/*", "scenarios", "output"},
	// Questions that are answered while they are asked, from below; the engine of a page
	// draws no figure and knows no file.
	"cmd/whatif":        {"cmd/experiment", "scenarios", "sim", "sim/*", "output"},
	"cmd/whatif/desk":   {"cmd/experiment", "cmd/whatif", "output", "output/csv", "output/figure", "output/page", "cmd/whatif/page"},
	"cmd/whatif/page":   nil,
	"cmd/whatif/engine": {"cmd/whatif/page", "sim/lane/vectorise"},
	"cmd/whatif/site":   {"cmd/experiment", "cmd/whatif", "cmd/whatif/desk", "cmd/whatif/page", "scenarios", "output", "sim/mc"},
	"cmd/whatif/wasm":   {"cmd/experiment", "sim", "cmd/whatif", "cmd/whatif/desk", "scenarios", "output", "sim/mc"},

	underApp:        {"cmd/experiment", "scenarios", "sim/mc", "sim/unit"},
	underFolder:     {"cmd/experiment", underApp, "scenarios", "sim/mc", "sim/unit", "output", "output/file"},
	underFrame:      {"cmd/experiment", underApp, underFolder, "scenarios", "sim", "sim/*", "output", "output/*"},
	underVerbs:      {"cmd/experiment", "cmd/whatif", "cmd/whatif/*", underApp, underFolder, underFrame, "scenarios", "scenarios/sheet", "sim", "sim/*", "output", "output/*"},
	"cmd/magnetsim": {underApp, underVerbs},
	program:         {underApp, underFrame, underVerbs},

	// The program for many machines, from below.
	underCluster + "/store":   nil,
	underCluster + "/cluster": {"cmd/experiment", underCluster + "/store", "sim", "sim/draw", "sim/mc"},
	underCluster + "/command": {program, underCluster + "/store", underCluster + "/cluster", "sim", "sim/draw", "sim/mc"},
	"cmd/magnetsim-cluster":   {program, underCluster + "/command"},

	"cmd/lanegen": {"sim/lane/vectorise"},

	"scenarios/sheet": {"sim/unit"},
	testsAlone:        nil,
	"output/csv":      {"output"},
	"output/markdown": {"output"},
}

// The packages of the command line.
const (
	underApp    = "cmd/magnetsim/internal/app"
	underFolder = "cmd/magnetsim/internal/folder"
	underFrame  = "cmd/magnetsim/internal/frame"
	underVerbs  = "cmd/magnetsim/internal/verbs"

	program      = "cmd/magnetsim/program" // of other programs
	underCluster = "cmd/magnetsim-cluster/internal"
)

// testsAlone compares golden files: it reads files and takes a flag, and no package but
// tests may import it.
const testsAlone = "output/internal/golden"

// mayNot says which other packages, and all beneath them, no package of a tree
// may import: the engine computes, and takes neither files nor clocks nor
// randomness that has no address; scenarios and output are handed a reader, a
// writer or an fs.FS.
var mayNot = map[string][]string{
	"sim":       {"os", "net", "flag", "log", "time", "math/rand", "syscall", "io/ioutil", "go.yaml.in/yaml", "gopkg.in/yaml.v3"},
	"scenarios": {"os", "flag", "log"},
	"output":    {"os", "flag", "log"},
}

func TestImportDirections(t *testing.T) {
	seen := 0
	err := filepath.WalkDir("..", func(file string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "testdata" || len(d.Name()) > 2 && d.Name()[0] == '.'):
			return fs.SkipDir
		case !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go"):
			return nil
		}
		seen++
		imports, err := importsOf(file)
		for _, name := range imports {
			from := filepath.ToSlash(filepath.Dir(strings.TrimPrefix(file, ".."+string(filepath.Separator))))
			if why := refused(from, name); why != "" {
				t.Errorf("%s: %s", file, why)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen < 20 {
		t.Errorf("only %d files were read", seen)
	}
}

// importsOf returns what a file imports.
func importsOf(file string) ([]string, error) {
	source, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	f, err := parser.ParseFile(token.NewFileSet(), file, source, parser.ImportsOnly)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, spec := range f.Imports {
		name, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	return names, nil
}

// refused returns why a package of ours may not import another, "" if it may.
func refused(from, name string) string {
	rule, ok := ruleOf(from)
	if !ok {
		return "the package " + from + " has no rule of what it may import"
	}
	if ours, ok := strings.CutPrefix(name, module); ok {
		if ours == testsAlone || !slices.ContainsFunc(mayImport[rule], func(p string) bool { return covers(p, ours) }) {
			return from + " may not import " + ours
		}
		return ""
	}
	if from == testsAlone {
		return ""
	}
	tree, _, _ := strings.Cut(from, "/")
	for _, bad := range mayNot[tree] {
		if name == bad || strings.HasPrefix(name, bad+"/") {
			return from + " may not import " + name
		}
	}
	return ""
}

// ruleOf returns the entry of mayImport for a package.
func ruleOf(from string) (string, bool) {
	if _, ok := mayImport[from]; ok {
		return from, true
	}
	for dir := path.Dir(from); dir != "."; dir = path.Dir(dir) {
		if _, ok := mayImport[dir+"/*"]; ok {
			return dir + "/*", true
		}
	}
	return "", false
}

// covers reports whether an entry names a package, itself or by /*.
func covers(entry, name string) bool {
	above, wild := strings.CutSuffix(entry, "/*")
	return entry == name || wild && strings.HasPrefix(name, above+"/")
}

func TestRefusals(t *testing.T) {
	for _, v := range []struct {
		from, name string
		ok         bool
	}{
		{"sim/chain", "magnetsim/sim/dist", true},
		{"sim/dist", "magnetsim/sim/chain", false},
		{"sim/stat", "magnetsim/sim/draw", false},
		{"sim", "magnetsim/sim/mc", false},
		{"sim", "magnetsim/scenarios", false},
		{"sim/mc", "magnetsim/output", false},
		{"sim/mc", "golang.org/x/sync/errgroup", true},
		{"sim/mc", "os", false},
		{"sim/mc", "os/signal", false},
		{"sim/mc", "runtime", true},
		{"sim/draw", "math/rand/v2", false},
		{"sim/draw", "math", true},
		{"sim/chain", "go.yaml.in/yaml/v4", false},
		{"sim/unit", "time", false},
		{"scenarios", "go.yaml.in/yaml/v4", true},
		{"scenarios", "os", false},
		{"scenarios", "magnetsim/sim", false},
		{"output", "magnetsim/sim/mc", true},
		{"output/file", "magnetsim/output", true},
		{"output/file", "magnetsim/sim/mc", false},
		{"output/figure", "log/slog", false},
		{"output/figure", "magnetsim/output/file", false},
		{"cmd/magnetsim", "magnetsim/output/file", false},
		{"cmd/experiment", "magnetsim/output", true},
		{"cmd/experiment", "magnetsim/output/screen", false},
		{underFolder, "magnetsim/" + underApp, true},
		{underFolder, "magnetsim/" + underFrame, false},
		{underFrame, "magnetsim/" + underVerbs, false},
		{underVerbs, "magnetsim/output/file", true},
		{"cmd/magnetsim", "os", true},
		{program, "magnetsim/" + underVerbs, true},
		{underVerbs, "magnetsim/" + program, false},
		{underCluster + "/cluster", "magnetsim/" + program, false},
		{"cmd/magnetsim-cluster", "magnetsim/" + underVerbs, false},
		{"output/internal/golden", "os", true},
		{"output/internal/golden", "magnetsim/output", false},
		{"output/file", "magnetsim/output/internal/golden", false},
		{"cmd/magnetsim", "magnetsim/output/internal/golden", false},
		{"tools", "fmt", false},
		{"sim/new", "fmt", false},
	} {
		if why := refused(v.from, v.name); (why == "") != v.ok {
			t.Errorf("%s importing %s: %q, want it allowed: %v", v.from, v.name, why, v.ok)
		}
	}
}
