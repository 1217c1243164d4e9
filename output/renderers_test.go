package output_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// rendered is all that a renderer may know of what was found: an answer, its tables, of which
// trials come block by block, and the words of a column.
var rendered = []string{
	"Answer", "Head", "Note", "Table", "Column", "Cell", "Block",
	"Kind", "Text", "Number", "Whole", "Estimate", "Ranged", "Change", "YesNo", "Day", "Outcome",
	"Media", "File", "Screen", "Page", "Brief", "Everywhere", "People",
	"Role", "RoleAddress", "RoleInput", "RoleOutput",
}

// No renderer knows a verb: files, screens and pages name no identifier of this package
// but those of an answer and its tables.
func TestRenderersKnowNoVerb(t *testing.T) {
	seen := 0
	for _, dir := range []string{"file", "screen", "page", "markdown"} {
		files, err := filepath.Glob(dir + "/*.go")
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range files {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			seen++
			set := token.NewFileSet()
			f, err := parser.ParseFile(set, name, nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			for at, id := range named(f) {
				if !slices.Contains(rendered, id) {
					t.Errorf("%s: output.%s is no part of an answer", set.Position(at), id)
				}
			}
		}
	}
	if seen < 20 {
		t.Errorf("only %d files were read", seen)
	}
}

// named returns what a file names of package output, by where.
func named(f *ast.File) map[token.Pos]string {
	called := ""
	for _, spec := range f.Imports {
		if spec.Path.Value == `"magnetsim/output"` {
			if called = "output"; spec.Name != nil {
				called = spec.Name.Name
			}
		}
	}
	all := map[token.Pos]string{}
	if called == "." { // what is named could not be told
		all[f.Package] = "."
	}
	ast.Inspect(f, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok && called != "" {
			if x, ok := s.X.(*ast.Ident); ok && x.Name == called {
				all[s.Pos()] = s.Sel.Name
			}
		}
		return true
	})
	return all
}
