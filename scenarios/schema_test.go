package scenarios

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// compiled returns the schema, ready to validate.
func compiled(t *testing.T) *jsonschema.Schema {
	t.Helper()
	data, err := Schema()
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("schema.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// asJSON is what an editor's YAML 1.2 reader makes of a tree.
func asJSON(n *node) any {
	switch n.kind {
	case mapping:
		out := map[string]any{}
		for _, p := range n.pairs {
			out[p.key.text] = asJSON(p.value)
		}
		return out
	case sequence:
		out := []any{}
		for _, item := range n.items {
			out = append(out, asJSON(item))
		}
		return out
	}
	switch {
	case n.broken || n.isNull():
		return nil
	case n.quoted:
		return n.text
	case n.text == "true" || n.text == "false":
		return n.text == "true"
	}
	if x, err := strconv.ParseFloat(n.text, 64); err == nil {
		return x
	}
	return n.text
}

func document(t *testing.T, fsys fs.FS, name string) any {
	t.Helper()
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		t.Fatal(err)
	}
	n := parse(newSource(name, string(data)), data, &notes{})
	if n == nil {
		return nil
	}
	return asJSON(n)
}

func TestSchemaAcceptsSoundFiles(t *testing.T) {
	s := compiled(t)
	for name, fsys := range soundFiles(t) {
		if err := s.Validate(document(t, fsys, name)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// structural are the rules that a schema can know.
var structural = []string{"unknown-key", "missing-key", "wrong-type", "version", "unknown-word", "blank-value", "mixed-kinds"}

func TestSchemaRefusesStructuralErrors(t *testing.T) {
	s := compiled(t)
	files, err := filepath.Glob("testdata/bad/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no files: %v", err)
	}
	refused := 0
	for _, f := range files {
		_, problems := Load(os.DirFS("testdata/bad"), filepath.Base(f), Options{})
		wrong := slices.ContainsFunc(problems, func(p Problem) bool {
			return p.Severity == Error && p.File == filepath.Base(f) && slices.Contains(structural, p.Rule)
		})
		if !wrong {
			continue
		}
		refused++
		if err := s.Validate(document(t, os.DirFS("testdata/bad"), filepath.Base(f))); err == nil {
			t.Errorf("%s: the schema accepts it", f)
		}
	}
	if refused < len(structural) {
		t.Errorf("only %d files with structural errors", refused)
	}
}

// Every key of the tables has a description, and every default of them is one
// that the reader accepts.
func TestTablesAreWhole(t *testing.T) {
	var walk func(path string, s *shape)
	walk = func(path string, s *shape) {
		if s.form == recordForm && len(s.keys()) == 0 {
			t.Errorf("%s has no keys", path)
		}
		for _, f := range s.fields {
			if f.doc == "" {
				t.Errorf("%s.%s has no description", path, f.key)
			}
			if !f.required && f.def == "" && f.otherwise == "" {
				t.Errorf("%s.%s may be left out, but nothing says what holds then", path, f.key)
			}
			if f.def != "" && f.otherwise != "" || f.required && f.def != "" {
				t.Errorf("%s.%s says twice what holds without it", path, f.key)
			}
			walk(join(path, f.key), f.shape)
		}
		if s.elem != nil {
			walk(path+".*", s.elem)
		}
	}
	walk("", format)
	for _, f := range Families() {
		if !isFigureKey(f.Key) {
			t.Errorf("family %s is missing from the keys of figures", f.Key)
		}
	}
}

func TestSchemaFileIsCurrent(t *testing.T) {
	want, err := Schema()
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("schema.json is out of date: write it anew with magnetsim schema, or go test ./scenarios -update")
	}
}
