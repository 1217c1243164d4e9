package figure

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// Pieces hold the whole text, each where the letters before it end, and none
// has kerned letters within.
func TestUnkerned(t *testing.T) {
	face := typefaces()[0][0].sized(10)
	if pieces := unkerned(face, "Total 15"); len(pieces) != 2 || pieces[0].text != "T" || pieces[1].text != "otal 15" {
		t.Errorf("pieces %v", pieces)
	}
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.RuneFrom([]rune("AVToWa,.Yy1 Pé–"))).Draw(t, "text")
		whole := ""
		for _, p := range unkerned(face, text) {
			first := string([]rune(p.text)[0])
			if want := face.Width(whole+first) - face.Width(first); math.Abs(float64(p.x-want)) > 1e-6 {
				t.Fatalf("%q of %q at %g, want %g", p.text, text, p.x, want)
			}
			sum := 0.0
			for _, r := range p.text {
				sum += float64(face.Width(string(r)))
			}
			if math.Abs(sum-float64(face.Width(p.text))) > 1e-6 {
				t.Fatalf("%q has kerned letters", p.text)
			}
			whole += p.text
		}
		if whole != text {
			t.Fatalf("%q became %q", text, whole)
		}
	})
}
