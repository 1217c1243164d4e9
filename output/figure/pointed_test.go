package figure

import (
	"bytes"
	"math"
	"testing"

	"gonum.org/v1/plot/vg"
)

// A point on a plot is told in the units of its axes, and stands for the trial that ends
// there.
func TestPointed(t *testing.T) {
	r := typical()
	all, err := Of(r)
	if err != nil {
		t.Fatal(err)
	}
	pointed := map[string]bool{}
	for _, d := range all {
		var svg bytes.Buffer
		plots, err := d.RenderPlots(&svg, "svg", Style{})
		if err != nil {
			t.Fatal(err)
		}
		l, _ := Style{}.look()
		page := compose(d.chart, l)
		for i, p := range plots {
			if !(0 < p.Left && p.Left < p.Right && p.Right < 1 && 0 < p.Top && p.Top < p.Bottom && p.Bottom < 1) || i > 0 && p.Top < plots[i-1].Bottom {
				t.Errorf("%s: plot %d stands at %+v", d.Figure, i, p)
			}
			if x := vg.Length(p.Left+(p.Right-p.Left)/2) * page.width; math.Abs(float64(page.x((p.XLow+p.XHigh)/2)-x)) > 1e-6 {
				t.Errorf("%s: the middle of the axis stands at %v, and the plot's at %v", d.Figure, page.x((p.XLow+p.XHigh)/2), x)
			}
		}
		switch d.Entry.Name {
		case "exceedance":
			for _, s := range exceedanceShapes(r) {
				at := s.Curve[len(s.Curve)/2]
				got, ok := d.Pointed(r, 0, at.X, at.P)
				if !ok || got.Value != at.X || !math.IsNaN(got.Share) || chanceAt(exceedanceShapes(r)[got.Variant], at.X) != at.P {
					t.Errorf("at %v of the curve of %d: %+v", at, s.Variant, got)
				}
			}
		case "distribution":
			if got, ok := d.Pointed(r, 0, plots[0].XLow, 0); !ok || got.Value != 0 && plots[0].XLow <= 0 {
				t.Errorf("at the left edge: %+v", got)
			}
		case "fan":
			s := fanSeries(r, 0)[0]
			day := argmax(s.P95)
			for value, want := range map[float64]float64{s.P95[day]: 0.95, 2 * s.P95[day]: 1} {
				if got, ok := d.Pointed(r, 0, steps(r)[day], value); ok && got.Variant == 0 && got.Share != want {
					t.Errorf("at %v of the fan: %+v, want %v", value, got, want)
				}
			}
		default:
			if _, ok := d.Pointed(r, 0, 0, 0); ok {
				t.Errorf("a trial stands in %s", d.Figure)
			}
			continue
		}
		pointed[d.Entry.Name] = true
	}
	if len(pointed) != 3 {
		t.Errorf("trials stand in %v", pointed)
	}
}
