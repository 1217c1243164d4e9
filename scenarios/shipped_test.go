package scenarios

import (
	"io/fs"
	"os"
	"strings"
	"testing"
)

// The title that is read without loading is the one that loading gives, and a
// scenario to start from can be read at one sitting. The base case is the tour.
func TestShippedScenarios(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range ShippedNames() {
		l := load(t, Shipped, name+".yaml", Options{})
		if got := ShippedTitle(name); got != l.Title {
			t.Errorf("%s: title %q, and %q when loaded", name, got, l.Title)
		}
		if !strings.Contains(string(readme), "\n| ["+name+"]("+name+".yaml) |") {
			t.Errorf("%s: README.md does not tell it", name)
		}
		text, err := fs.ReadFile(Shipped, name+".yaml")
		if err != nil {
			t.Fatal(err)
		}
		if lines := strings.Count(string(text), "\n"); lines >= 150 && name != "india-2026" {
			t.Errorf("%s has %d lines", name, lines)
		}
	}
}

// A scenario that is not there has no title.
func TestShippedTitleOfNone(t *testing.T) {
	if got := ShippedTitle("nosuch"); got != "" {
		t.Errorf("title %q", got)
	}
}
