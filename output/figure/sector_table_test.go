package figure

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"magnetsim/output"
)

// manySectors is a report of 300 sectors under five policies.
func manySectors() *output.Report {
	var sectors []output.Sector
	for i := range 300 {
		sectors = append(sectors, output.Sector{Name: fmt.Sprintf("s%d", i), Title: fmt.Sprintf("Sector %d", i)})
	}
	return made(recipe{policies: demoPolicies, sectors: sectors, trials: 1000, chance: 0.4, size: 2200})
}

// A figure shows the largest sectors and says so; its data holds all of them. (Its
// time grew with the cube of their number: 300 took ten minutes.)
func TestManySectors(t *testing.T) {
	r := manySectors()
	l, _ := Style{Size: "slide"}.look()
	for name, what := range map[string]string{"sectors": "the 25 of 300 sectors", "difference": "the 25 of 300 rows"} {
		c := chartOf(t, r, name, l)
		if n := len(c.panels[0].rows); n != 25 {
			t.Errorf("%s: %d rows, want 25", name, n)
		}
		note := "Shown: " + what + " with the largest numbers. The others are in the figure's data."
		if !slices.Contains(c.notes, note) {
			t.Errorf("%s: notes %q, want %q", name, c.notes, note)
		}
		if alt := Alt(r, name); !strings.HasSuffix(alt, note) {
			t.Errorf("%s: the text ends %q", name, alt[max(0, len(alt)-120):])
		}
		render(t, r, name, "svg", Style{Size: "slide"})
		render(t, r, name, "vl.json", Style{})
	}
	if rows := rowsOf(t, r, "sectors"); len(rows) != 300*5 {
		t.Errorf("%d rows of data, want 1,500", len(rows))
	}
	c := chartOf(t, r, "sectors", l)
	shown, least := c.panels[0].rows, sectorsOf(r)
	size := make([]float64, 300)
	for _, m := range least.means {
		size[m.row] = max(size[m.row], m.Value)
	}
	sorted := slices.Sorted(slices.Values(size))
	for i, x := range size {
		if title := fmt.Sprintf("Sector %d", i); slices.Contains(shown, title) != (x >= sorted[275]) {
			t.Errorf("%s of %v: shown %v, where the 25th largest is %v", title, x, slices.Contains(shown, title), sorted[275])
		}
	}
}

// A legend names the policies that have a bar, and no others.
func TestLegendNamesWhatIsDrawn(t *testing.T) {
	r := typical()
	r.Stats = slices.DeleteFunc(r.Stats, func(s output.Stat) bool { return s.Variant == 2 && s.Subject != "total" })
	l, _ := Style{}.look()
	for _, k := range chartOf(t, r, "sectors", l).keys {
		if k.text == variantTitle(r, 2) {
			t.Errorf("the legend names %q, which has no bar", k.text)
		}
	}
}
