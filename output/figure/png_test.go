package figure

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"math"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"
)

// A picture is the same, dot by dot, when it is read back.
func TestPNG(t *testing.T) {
	m := image.NewRGBA(image.Rect(0, 0, 211, 97))
	r := rand.New(rand.NewPCG(1, 2))
	for i := range m.Pix {
		m.Pix[i] = byte(r.IntN(3) * 100)
		if i%4 == 3 {
			m.Pix[i] = 255
		}
	}
	var b bytes.Buffer
	if err := encodePNG(&b, m, 300); err != nil {
		t.Fatal(err)
	}
	back, err := png.Decode(&b)
	if err != nil {
		t.Fatal(err)
	}
	if back.Bounds() != m.Rect {
		t.Fatalf("%v, want %v", back.Bounds(), m.Rect)
	}
	for y := range m.Rect.Dy() {
		for x := range m.Rect.Dx() {
			if got, want := color.RGBAModel.Convert(back.At(x, y)), m.At(x, y); got != want {
				t.Fatalf("dot %d, %d is %v, want %v", x, y, got, want)
			}
		}
	}
}

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
