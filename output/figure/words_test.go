package figure

import (
	"math"
	"strings"
	"testing"

	"magnetsim/output"
	"magnetsim/sim/unit"

	"gonum.org/v1/plot/vg"
	"pgregory.net/rapid"
)

func TestNumbers(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{amount(2012.3, "t"), "2,012 t"},
		{amount(math.NaN(), "t"), "unknown"},
		{amount(math.Inf(1), "t"), "unknown"},
		{digits(-0.4, 0), "0"},
		{digits(-1234567.89, 1), "−1,234,567.9"},
		{output.Percent(0.617), "61.7%"},
		{output.Percent(1), "100%"},
		{output.Percent(0.25), "25%"},
		{output.Percent(0.00001), "0.001%"},
		{output.Percent(0.99999), "99.999%"},
		{withError(output.Interval{Value: 100, Low: 90, High: 110}, "t"), "100 ± 10 t"},
		{withError(output.Interval{Value: 100, Low: math.NaN(), High: 110}, "t"), "100 t"},
		{unit.UpperFirst("épée"), "Épée"},
		{slug("../../Étc/60 Days!"), "tc-60-days"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

// Every axis has ticks on multiples of 1, 2 or 5 times a power of ten, within
// the axis, rising, each with a label of its own.
func TestTicks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		hi := math.Pow(10, rapid.Float64Range(-5, 12).Draw(t, "power"))
		n := rapid.IntRange(1, 10).Draw(t, "n")
		m := measureOf("t", hi)
		ticks := m.ticks(0, hi, n)
		if len(ticks) < 2 || len(ticks) > n+1 {
			t.Fatalf("%d ticks to %g, asked for %d", len(ticks), hi, n)
		}
		labels := map[string]bool{}
		for i, tick := range ticks {
			if tick.Value > hi*(1+1e-9) || labels[tick.Label] {
				t.Fatalf("tick %g %q on an axis to %g", tick.Value, tick.Label, hi)
			}
			labels[tick.Label] = true
			if i == 1 {
				step := tick.Value * m.factor
				lead := step / math.Pow(10, math.Floor(math.Log10(step)+1e-9))
				if math.Abs(lead-1) > 1e-9 && math.Abs(lead-2) > 1e-9 && math.Abs(lead-5) > 1e-9 {
					t.Fatalf("step %g", step)
				}
			}
		}
	})
}

func TestCalendar(t *testing.T) {
	p := pen{size: 7}
	for _, c := range []struct {
		from, to string
		length   float64
		want     string
	}{
		{"2026-01-01", "2031-01-01", 120, "2026 2027 2028 2029 2030 2031"},
		{"2026-01-01", "2028-01-01", 400, "2026 Apr Jul Oct 2027 Apr Jul Oct 2028"},
		{"2026-03-15", "2026-08-01", 400, "Apr 2026 May Jun Jul Aug"},
		{"2026-01-01", "2076-01-01", 200, "2030 2040 2050 2060 2070"},
		{"2026-01-01", "2026-01-01", 200, ""},
	} {
		var labels []string
		for _, tick := range calendar(dayOf(c.from), dayOf(c.to), vg.Length(c.length), p) {
			labels = append(labels, tick.Label)
		}
		if got := strings.Join(labels, " "); got != c.want {
			t.Errorf("%s to %s: %q, want %q", c.from, c.to, got, c.want)
		}
	}
}

// Wrapped lines fit and hold every letter of the text in order.
func TestWrap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := clean(rapid.StringN(0, 200, -1).Draw(t, "text"))
		width := vg.Length(rapid.Float64Range(20, 300).Draw(t, "width"))
		p := pen{size: 8}
		lines := p.wrap(text, width)
		for _, line := range lines {
			// A single character may be wider than the width.
			if p.width(line) > width && len([]rune(line)) > 1 {
				t.Fatalf("%q is %g wide, not %g", line, p.width(line), width)
			}
		}
		without := func(s string) string { return strings.ReplaceAll(s, " ", "") }
		if without(strings.Join(lines, "")) != without(text) {
			t.Fatalf("%q became %q", text, lines)
		}
	})
}

// Series are told apart without colour: by dash and marker as lines, by shade
// and hatching as bars.
func TestSignatures(t *testing.T) {
	for _, theme := range themes() {
		type line struct{ dash, glyph int }
		lines, bars := map[line]bool{}, map[signature]bool{}
		for i := range 12 {
			s := theme.signature(i)
			lines[line{s.dash, s.glyph}] = true
			bars[signature{color: s.color, hatch: s.hatch}] = true
		}
		if len(lines) != 12 || len(bars) != 12 {
			t.Errorf("%s: of 12 series %d lines and %d bars differ", theme.name, len(lines), len(bars))
		}
	}
}
