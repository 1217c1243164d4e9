package experiment

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"magnetsim/scenarios"
)

// The sheet of inputs lists what the trials hold as drawn, no less and no more: so
// the number of inputs on a page is one.
func TestInputsAreWhatIsDrawn(t *testing.T) {
	const chances = `version: 1
extends: minimal.yaml
name: chances
sources:
  sure: { origin: japan, material: magnet, capacity: 10 t/yr, share: 0%, lead: 8 weeks, success: 100% }
  maybe: { origin: japan, material: magnet, capacity: 10 t/yr, share: 0%, lead: 8 weeks, success: 40% }
  unknown: { origin: japan, material: magnet, capacity: 10 t/yr, share: 0%, lead: 8 weeks, success: 30% to 60% }
policies:
  guess: { set: { stockpiles.national.target: 20 days to 40 days } }
`
	dir := t.TempDir()
	minimal, err := os.ReadFile("../../scenarios/minimal.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string][]byte{"minimal.yaml": minimal, "chances.yaml": []byte(chances)} {
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	files, err := filepath.Glob("../../scenarios/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range append(files, filepath.Join(dir, "chances.yaml")) {
		loaded, problems := scenarios.Load(os.DirFS(filepath.Dir(file)), filepath.Base(file), scenarios.Options{})
		if loaded == nil {
			t.Fatal(problems.Error())
		}
		x, err := New(loaded)
		if err != nil {
			t.Fatal(err)
		}
		sheet, drawn := map[string]bool{}, map[string]bool{}
		for _, in := range x.Facts.Inputs {
			sheet[in.Name] = true
		}
		for _, m := range x.Models {
			for _, in := range m.Inputs() {
				drawn[in.Name] = true
			}
		}
		if !maps.Equal(sheet, drawn) {
			t.Errorf("%s: the sheet has %q\nand the trials have %q", file, slices.Sorted(maps.Keys(sheet)), slices.Sorted(maps.Keys(drawn)))
		}
		if len(sheet) != len(x.Facts.Inputs) {
			t.Errorf("%s: an input is listed twice", file)
		}
	}
}
