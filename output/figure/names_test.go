package figure

import (
	"slices"
	"strings"
	"testing"

	"magnetsim/output"
)

// Policies whose names are longer than a file system takes have figures of names
// that it takes, each its own.
func TestNamesAreShort(t *testing.T) {
	r := typical()
	r.Variants = slices.Clone(r.Variants) // the demos share them
	for i := range r.Variants {
		r.Variants[i].Policy = strings.Repeat("sixty-days-", 30) + string(rune('a'+i))
	}
	seen := map[string]bool{}
	for _, name := range Names(r) {
		if len(name) > 120 || seen[name] {
			t.Errorf("%q of %d bytes, seen before %v", name, len(name), seen[name])
		}
		seen[name] = true
		if _, err := Draw(r, name); err != nil {
			t.Error(err)
		}
	}
	if !seen["fan-"+output.Stem(r.Variants[4].Policy)] {
		t.Errorf("no fan of the last policy among %v", Names(r))
	}
}
