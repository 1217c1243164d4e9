package figure

import (
	"testing"

	"magnetsim/output"
)

// Half the trials lose nothing and the fullest bin has a tenth of them: the bar of
// zero is broken, and all other bars end below it.
func TestBrokenBarIsTheHighest(t *testing.T) {
	s := output.Shape{Zero: 0.5, Edges: []float64{0, 10, 20}, Shares: []float64{0.1, 0.02}, N: 1000}
	l, _ := Style{}.look()
	for steps := 1; steps <= mostTicks; steps++ {
		n := histogram(&output.Report{}, s, 0, l).rounded(steps)
		if !(zeroBar{share: s.Zero}).cut(n.top) {
			t.Errorf("%d steps: an axis to %v does not break a bar of %v", steps, n.top, s.Zero)
		}
		if n.top < 0.11 {
			t.Errorf("%d steps: the broken bar ends at %v, beside a bar of 0.1", steps, n.top)
		}
	}
}

// The rim of a median takes half a point at either side, on a slide too.
func TestRimIsNarrow(t *testing.T) {
	for _, size := range Sizes() {
		l, err := Style{Size: size}.look()
		if err != nil {
			t.Fatal(err)
		}
		c := curve{style: signature{}.lineStyle(l.line())}
		if rim := c.rimWidth() - c.style.Width; rim > 1+1e-9 {
			t.Errorf("%s: %v points of rim", size, rim)
		}
	}
}
