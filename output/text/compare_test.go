package text

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"magnetsim/output/outputtest"
)

func comparisonScreen(t *testing.T, o Options) string {
	t.Helper()
	var out bytes.Buffer
	if err := Comparison(&out, outputtest.Comparison(), o); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestComparisonGolden(t *testing.T) {
	for _, width := range []int{80, 160} {
		golden(t, fmt.Sprintf("compare-%d.txt", width), comparisonScreen(t, Options{Width: width}))
	}
}

// No line is wider than the screen, in colour too, and no table loses a column.
func TestComparisonFits(t *testing.T) {
	for width := 40; width <= 240; width += 7 {
		for _, color := range []bool{false, true} {
			out := comparisonScreen(t, Options{Width: width, Color: color})
			for line := range strings.Lines(out) {
				if got := columns(strings.TrimRight(line, "\n")); got > width {
					t.Errorf("width %d: %d columns: %q", width, got, line)
				}
			}
			for _, want := range []string{"Net benefit", "Cost per tonne spared", "undefined", "Worse in", "CVaR95: worst", "Share of cases", "too close"} {
				if !strings.Contains(out, want) {
					t.Errorf("width %d: no %q", width, want)
				}
			}
			if strings.Contains(out, "\x1b[31mFAIL") != color {
				t.Errorf("width %d, color %v: %q", width, color, out)
			}
		}
	}
}
