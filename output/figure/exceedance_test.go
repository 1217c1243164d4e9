package figure

import (
	"math"
	"strings"
	"testing"

	"magnetsim/output"
)

// A curve that falls to 0.3% at 40 t, of a shape whose bins end at 60 t: 0.3% lies
// beyond where it is cut.
func TestExceedanceTellsWhereItIsCut(t *testing.T) {
	s := output.Shape{N: 1000, Unit: "t", Edges: []float64{0, 60}, Curve: []output.Point{{X: 0, P: 0.5}, {X: 20, P: 0.1}, {X: 40, P: 0.003}, {X: 80, P: 0}}}
	end := curveEnd(s)
	if end != 40 {
		t.Fatalf("cut at %v, want 40", end)
	}
	if got := beyond([]output.Shape{s}, end); got != " – cut at 40 t: 0.3% lies beyond" {
		t.Errorf("%q", got)
	}
	if got := beyond([]output.Shape{s, s}, end); got != " – cut at 40 t: up to 0.3% lies beyond" {
		t.Errorf("%q", got)
	}
	if got := beyond([]output.Shape{s}, 80); got != "" {
		t.Errorf("%q of a curve that is whole", got)
	}
}

// On the logarithmic axis 1 in 100 and 1 in 1,000 are as far apart as 1 in 10 and
// 1 in 100, and the whole of the curves is there.
func TestExceedanceLogarithmic(t *testing.T) {
	l, _ := Style{Log: true}.look()
	c := chartOf(t, typical(), "exceedance", l)
	n := c.panels[0]
	rarest, last := tailOf(exceedanceShapes(typical()))
	if !(n.from <= rarest && n.from > rarest/10) || c.x.max != last {
		t.Errorf("from %v to %v, want at most %v to %v", n.from, c.x.max, rarest, last)
	}
	got := inPowers([]float64{0.1, 0.01, 0.001, 0.0001, 0}, 0.001)
	for i, want := range []float64{2, 1, 0, 0, 0} {
		if math.Abs(got[i]-want) > 1e-12 {
			t.Errorf("%v", got)
		}
	}
	var labels []string
	for _, tick := range (measure{"%", 100}).powers(0.001, 3, 3) {
		labels = append(labels, tick.Label)
	}
	if want := "0.1 1 10 100"; strings.Join(labels, " ") != want {
		t.Errorf("ticks %q, want %s", labels, want)
	}
}
