package text

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"magnetsim/output"
	"magnetsim/output/outputtest"
)

func worstText(t testing.TB, d *output.Worst, all bool, o Options) string {
	t.Helper()
	var b bytes.Buffer
	if err := Worst(&b, d, all, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestWorstGolden(t *testing.T) {
	golden(t, "worst-80.txt", worstText(t, outputtest.Worst(), false, Options{Width: 80}))
	golden(t, "worst-all-100.txt", worstText(t, outputtest.Worst(), true, Options{Width: 100}))
}

// What cannot be told from noise is said only where all is asked for.
func TestWorstLeavesNoiseOut(t *testing.T) {
	few, all := worstText(t, outputtest.Worst(), false, Options{}), worstText(t, outputtest.Worst(), true, Options{})
	for _, noise := range []string{"materials.magnet.price", "Not told from noise", "Peeling", "blocked.china"} {
		if strings.Contains(few, noise) || !strings.Contains(all, noise) {
			t.Errorf("%q: shown %v, with --all %v", noise, strings.Contains(few, noise), strings.Contains(all, noise))
		}
	}
}

// Nothing in common, and too few to look: two different things.
func TestWorstWithoutBoxes(t *testing.T) {
	d := outputtest.Worst()
	d.Parts = d.Parts[:1]
	d.Parts[0].Boxes, d.Unknown, d.Run.Sampling = nil, "the run was made otherwise", "lhs"
	got := worstText(t, d, false, Options{Width: 200})
	for _, want := range []string{"Nothing in common found", "is not told: the run was made otherwise.", "drawn as lhs depend on each other"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in:\n%s", want, got)
		}
	}
	d.Parts[0].Looked = false
	if got := worstText(t, d, false, Options{}); !strings.Contains(got, "Too few to look") || strings.Contains(got, "Nothing in common") {
		t.Error(got)
	}
}

// A share that ties make larger or smaller is owned up to.
func TestWorstShareThatIsNot(t *testing.T) {
	for bad, want := range map[int64]string{200: "", 90: "They are only 2.3%", 900: "They are 23%, as so many have the largest value"} {
		d := outputtest.Worst()
		d.Parts = d.Parts[:1]
		d.Parts[0].Bad = bad
		got := worstText(t, d, false, Options{Width: 200})
		if !strings.Contains(got, want) || want == "" && strings.Contains(got, "They are") {
			t.Errorf("%d trials:\n%s", bad, got[:400])
		}
	}
}

// No line is wider than the screen but for the command to type.
func TestWorstFits(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		width := rapid.IntRange(40, 200).Draw(r, "width")
		for line := range strings.Lines(worstText(t, outputtest.Worst(), rapid.Bool().Draw(r, "all"), Options{Width: width})) {
			if line = strings.TrimRight(line, "\n"); columns(line) > width && !strings.HasPrefix(line, "magnetsim trial") {
				r.Fatalf("%d columns of %d: %s", columns(line), width, fmt.Sprintf("%q", line))
			}
		}
	})
}
