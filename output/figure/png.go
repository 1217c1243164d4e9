package figure

import (
	"image"
	"io"
	"math"

	xfont "golang.org/x/image/font"
	"golang.org/x/image/math/fixed"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgimg"
)

func (p *page) writePNG(w io.Writer) error {
	c := vgimg.NewWith(vgimg.UseWH(p.width, p.height), vgimg.UseDPI(p.dpi), vgimg.UseBackgroundColor(p.paper))
	picture := c.Image().(*image.RGBA)
	p.paint(pngCanvas{Canvas: c, picture: picture, faces: map[font.Font]xfont.Face{}})
	return encodePNG(w, picture, p.dpi) // the paper is opaque
}

// pngCanvas sets text itself, each face opened once, in pieces between which letters
// are kerned. The image library opens a face a text, takes three times as long, and
// moves kerned letters by the same number of pixels whatever the size of the type, so
// that they run into one another at low resolutions.
type pngCanvas struct {
	*vgimg.Canvas
	picture *image.RGBA
	faces   map[font.Font]xfont.Face
}

func (c pngCanvas) setLine(p pen, at vg.Point, line string, _ vg.Length) {
	_, height := c.Size()
	d := xfont.Drawer{Dst: c.picture, Src: image.NewUniform(p.color)}
	for _, r := range p.stretches(line) {
		face := r.sized(p.size)
		d.Face = c.face(face)
		for _, piece := range unkerned(face, r.text) {
			d.Dot = fixed.Point26_6{X: c.dots(at.X + piece.x), Y: c.dots(height - at.Y)}
			d.DrawString(piece.text)
		}
		at.X += face.Width(r.text)
	}
}

// dots is a length in 64ths of a dot.
func (c pngCanvas) dots(l vg.Length) fixed.Int26_6 {
	return fixed.Int26_6(math.Round(l.Dots(c.DPI()) * 64))
}

func (c pngCanvas) face(f font.Face) xfont.Face {
	opened, ok := c.faces[f.Font]
	if !ok {
		opened = f.FontFace(c.DPI())
		c.faces[f.Font] = opened
	}
	return opened
}

// piece is a part of a text and its place within it.
type piece struct {
	text string
	x    vg.Length
}

// unkerned cuts a text wherever two letters are kerned.
func unkerned(face font.Face, text string) []piece {
	var pieces []piece
	var x vg.Length
	last := ""
	for _, r := range text {
		letter := string(r)
		own := face.Width(letter)
		step := face.Width(last+letter) - own // from the left edge of the last letter
		kerned := math.Abs(float64(step-face.Width(last))) > 1e-9*float64(face.Font.Size)
		x += step
		if n := len(pieces); n > 0 && !kerned {
			pieces[n-1].text += letter
		} else {
			pieces = append(pieces, piece{letter, x})
		}
		last = letter
	}
	return pieces
}
