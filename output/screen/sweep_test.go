package screen

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"magnetsim/output/internal/golden"

	"magnetsim/output/outputtest"
)

func sweepOf(t *testing.T, cells int, o Options) string {
	t.Helper()
	var out bytes.Buffer
	if err := Sweep(&out, outputtest.Sweep(cells), "results/sweep-minimal-12345678", o); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestSweepGolden(t *testing.T) {
	for _, cells := range []int{1, 5, 40} {
		golden.Check(t, fmt.Sprintf("sweep-%d.txt", cells), sweepOf(t, cells, Options{}))
	}
	golden.Check(t, "sweep-wide-color.txt", sweepOf(t, 5, Options{Width: 120, Color: true}))
}

// No line is wider than the screen, and no number is lost on the way.
func TestSweepFits(t *testing.T) {
	for width := 40; width <= 200; width += 9 {
		out := sweepOf(t, 5, Options{Width: width, Color: true})
		for line := range strings.Lines(out) {
			if got := columns(strings.TrimRight(line, "\n")); got > width {
				t.Errorf("width %d: %d columns: %q", width, got, line)
			}
		}
		for _, want := range []string{"Shortage", "CVaR95", "Criteria", "1 cell failed"} {
			if !strings.Contains(out, want) {
				t.Errorf("width %d: no %q in\n%s", width, want, out)
			}
		}
	}
}
