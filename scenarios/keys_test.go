package scenarios

import (
	"slices"
	"strings"
	"testing"

	"magnetsim/sim/unit"
)

// Every key is in the manual with what a reader asks for, and what it shows would be read.
func TestKeysAreWhole(t *testing.T) {
	keys := Keys()
	for i, k := range keys {
		within := i+1 < len(keys) && strings.HasPrefix(keys[i+1].Path, k.Path+".")
		switch {
		case k.Doc == "" || k.Default == "":
			t.Errorf("%s: %q, default %q", k.Path, k.Doc, k.Default)
		case !within && k.Example == "":
			t.Errorf("%s has no example: add like(…) to its row", k.Path)
		case k.Unit != "" && k.Range == "":
			t.Errorf("%s has a unit and no range", k.Path)
		}
	}
}

// What the manual shows of a figure is usual, and needs no other unit than it says.
func TestExamplesAreUsual(t *testing.T) {
	seen := 0
	var walk func(path string, s *shape)
	walk = func(path string, s *shape) {
		for _, f := range s.fields {
			here, inner := join(path, f.key), f.shape
			for inner.elem != nil && inner.form == namedForm {
				here, inner = here+".*", inner.elem
			}
			walk(here, inner)
			if f.shape.form != figureForm || f.shape.figure.when {
				continue
			}
			text := strings.TrimPrefix(f.example(), f.key+": ")
			q, err := unit.Parse(text)
			if err != nil {
				t.Errorf("%s: %s: %v", here, text, err)
				continue
			}
			m, ok := f.shape.figure.takes(q.Dim)
			if !ok {
				t.Errorf("%s: %s is no %s", here, text, f.shape.figure.unitWord())
				continue
			}
			seen++
			if row := limitsOf(here, m.unit); row != nil && q.Currency == "" && row.plausible.outside(q.Value) {
				t.Errorf("%s: %s is not usual", here, text)
			}
		}
	}
	walk("", format)
	if seen < 50 {
		t.Errorf("only %d figures were seen", seen)
	}
}

// What a few keys say, in whole.
func TestKeys(t *testing.T) {
	keys := Keys()
	for _, want := range []Key{
		{Path: "sources.*.capacity", Doc: "what it could send", Unit: "t/yr", Default: Required, Range: "0 and more", Example: "capacity: 1200 t/yr"},
		{Path: "stockpiles.*.fill", Doc: "how fast it fills, in t/yr or as the time for the whole target", Unit: "t/yr or time", Default: Required,
			Range: "t/yr: above 0; time: above 0 to 1,000 years, usually 1 week to 30 years", Example: "fill: 400 t/yr"},
		{Path: "sources.*.material", Doc: "what it sells", Default: Required, Range: "one of the materials", Example: "material: heavy-magnet"},
		{Path: "plants.*.outages", Doc: "stoppages that come at random", Default: "none", As: "sources.*.outages"},
		{Path: "curbs.*.every_step", Doc: "whether `to` holds chances per step instead of rates (of the kind regimes)", Default: "false", Range: "true, false", Example: "every_step: true"},
	} {
		if i := slices.IndexFunc(keys, func(k Key) bool { return k.Path == want.Path }); i < 0 || keys[i] != want {
			t.Errorf("%s is not as expected: %+v", want.Path, keys[max(i, 0)])
		}
	}
}
