package output_test

import (
	"slices"
	"strings"
	"testing"

	"magnetsim/output"
	"magnetsim/output/internal/outputtest"
	"magnetsim/output/screen"
)

func shownWorst(t *testing.T, d *output.Worst) string {
	t.Helper()
	var b strings.Builder
	if err := screen.Write(&b, d.Answer(), screen.Options{Width: 300}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// What cannot be told from noise is shown only where all is asked for.
func TestWorstLeavesNoiseOut(t *testing.T) {
	d := outputtest.Worst()
	few := shownWorst(t, d)
	d.All = true
	all := shownWorst(t, d)
	for _, noise := range []string{"Magnet: price ~", "Not told from noise", "Peeling", "quasi-p", "Volume of China that curbs block"} {
		if strings.Contains(few, noise) || !strings.Contains(all, noise) {
			t.Errorf("%q: shown %v, with --all %v", noise, strings.Contains(few, noise), strings.Contains(all, noise))
		}
	}
	for _, hint := range []string{"--all shows them"} {
		if !strings.Contains(few, hint) || strings.Contains(all, hint) {
			t.Errorf("%q: shown %v, with --all %v", hint, strings.Contains(few, hint), strings.Contains(all, hint))
		}
	}
}

// Nothing in common, and too few to look: two different things.
func TestWorstWithoutBoxes(t *testing.T) {
	d := outputtest.Worst()
	d.Parts = d.Parts[:1]
	d.Parts[0].Boxes, d.Unknown, d.Head.Sampling = nil, "the run was made otherwise", "lhs"
	got := shownWorst(t, d)
	for _, want := range []string{"What the worst 5% have in common: total shortfall\n", "Nothing in common found", "is unknown: the run was made otherwise.", "drawn as lhs depend on each other"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in:\n%s", want, got)
		}
	}
	d.Parts[0].Looked = false
	if got := shownWorst(t, d); !strings.Contains(got, "They are too few to look") || strings.Contains(got, "Nothing in common") {
		t.Error(got)
	}
	d.Parts[0].Bad = 1
	if got := strings.Join(strings.Fields(shownWorst(t, d)), " "); !strings.Contains(got, "This is the one trial with the largest value, ") || !strings.Contains(got, "That is too few to look") {
		t.Error(got)
	}
}

// A share that ties make larger or smaller is owned up to.
func TestWorstShareThatIsNot(t *testing.T) {
	for bad, want := range map[int64]string{200: "", 90: "They are only 2.3%", 900: "They are 23%, as so many have the largest value"} {
		d := outputtest.Worst()
		d.Parts = d.Parts[:1]
		d.Parts[0].Bad = bad
		if got := shownWorst(t, d); !strings.Contains(got, want) || want == "" && strings.Contains(got, "They are") {
			t.Errorf("%d trials:\n%s", bad, got[:400])
		}
	}
}

// Boxes are told in words, and the box at which the search ended is in a table of its
// own: nobody takes it for one that was found.
func TestWorstBoxes(t *testing.T) {
	a := outputtest.Worst().Answer()
	for _, want := range []string{
		"- Licensing is first in quota by week 100 ~ (64% of them, 36% of all trials)",
		"Both are so in 41% (32% to 51%) of the worst, and in 6.5% of all trials. Where it is so, 32% (24% to 40%) of the trials are among the worst: 6.3 times as many as overall.",
		"In all, 64% of the worst are of one of these kinds, and so are 11% of all trials.",
	} {
		if !slices.Contains(a.Sentences, want) {
			t.Errorf("no %q in %q", want, a.Sentences)
		}
	}
	for name, want := range map[string]int{"thresholds": 2, "inputs": 7, "boxes": 3, "rejected": 1, "peeling": 5, "happened": 3} {
		table, ok := a.Table(name)
		if n, err := table.Len(); !ok || n != want || err != nil {
			t.Errorf("%s: %d rows, want %d (%v)", name, n, want, err)
		}
	}
}
