package figure

import (
	"slices"
	"strings"
	"testing"

	"magnetsim/output/internal/outputtest"
)

// What is given up and what moves is in no bar, so the figure by sector says so in its
// notes and in its description.
func TestTheFigureBySectorTellsWhatIsGivenUp(t *testing.T) {
	r := outputtest.Report()
	const want = "Not counted as lost under No stockpile: 144 t given up, 607 t moved to another material (mean)"
	plain := func(s string) string { return strings.ReplaceAll(s, "\u00a0", " ") }
	if alt := plain(Alt(r, "sectors")); !strings.Contains(alt, want) {
		t.Error(alt)
	}
	style, err := Style{}.look()
	if err != nil {
		t.Fatal(err)
	}
	notes := chartOf(t, r, "sectors", style).notes
	if !slices.ContainsFunc(notes, func(s string) bool { return strings.Contains(plain(s), want) }) {
		t.Errorf("%q", notes)
	}
}
