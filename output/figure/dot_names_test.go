package figure

import (
	"testing"

	"gonum.org/v1/plot/vg"
	"pgregory.net/rapid"
)

// Whatever the dots, no name lies on a dot, on another name or outside the plot.
func TestNamesOfDotsMeetNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l, err := Style{Size: rapid.SampledFrom(Sizes()).Draw(t, "size")}.look()
		if err != nil {
			t.Fatal(err)
		}
		s := scatter{look: l}
		share := rapid.Float64Range(0, 1)
		for range rapid.IntRange(1, 12).Draw(t, "dots") {
			x, y := share.Draw(t, "x"), share.Draw(t, "y")
			s.dots = append(s.dots, dot{x: x, xLow: x, xHigh: x, y: y, yLow: y * 0.9, yHigh: y * 1.1, text: rapid.SampledFrom([]string{"0 days", "121.6 days", "1,250 t", ""}).Draw(t, "name")})
		}
		plot := vg.Rectangle{Max: vg.Point{X: l.width * 0.8, Y: l.width * 0.3}}
		x := func(v float64) vg.Length { return vg.Length(v) * plot.Max.X }
		y := func(v float64) vg.Length { return vg.Length(v) * plot.Max.Y }
		var seen []vg.Rectangle
		for _, d := range s.dots {
			seen = append(seen, s.marks(d, x, y)...)
		}
		for i, place := range s.places(x, y, plot) {
			if place < 0 {
				continue
			}
			box := s.nameBox(s.dots[i], namePlaces[place], x, y)
			if s.dots[i].text == "" || meetsAny(box, seen) || box.Min.X < 0 || box.Min.Y < 0 || box.Max.X > plot.Max.X+l.margin() {
				t.Fatalf("the name of dot %d at %v", i, box)
			}
			seen = append(seen, box)
		}
	})
}

// A dot by itself is named at its upper right.
func TestNameOfALoneDot(t *testing.T) {
	l, err := Style{}.look()
	if err != nil {
		t.Fatal(err)
	}
	s := scatter{look: l, dots: []dot{{x: 0.5, y: 0.5, text: "60 days"}}}
	scale := func(v float64) vg.Length { return vg.Length(v) * 200 }
	if got := s.places(scale, scale, vg.Rectangle{Max: vg.Point{X: 200, Y: 200}}); len(got) != 1 || got[0] != 0 {
		t.Error(got)
	}
}
