package figure

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"math"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgimg"
)

// Every PNG begins with 8 bytes of signature and the IHDR chunk: 4 of length,
// 4 of type, 13 of content and 4 of checksum (W3C PNG, sections 5.2 and 11.2.1).
const afterIHDR = 8 + 4 + 4 + 13 + 4

func (p *page) writePNG(w io.Writer) error {
	c := vgimg.NewWith(vgimg.UseWH(p.width, p.height), vgimg.UseDPI(p.dpi), vgimg.UseBackgroundColor(p.paper))
	p.paint(pngCanvas{c})
	var b bytes.Buffer
	if _, err := (vgimg.PngCanvas{Canvas: c}).WriteTo(&b); err != nil {
		return fmt.Errorf("png: %w", err)
	}
	for _, part := range [][]byte{b.Bytes()[:afterIHDR], resolution(p.dpi), b.Bytes()[afterIHDR:]} {
		if _, err := w.Write(part); err != nil {
			return err
		}
	}
	return nil
}

// pngCanvas sets text in pieces between which letters are kerned. The image
// library moves such letters by the same number of pixels whatever the size of
// the type, so that they run into one another at low resolutions.
type pngCanvas struct{ *vgimg.Canvas }

func (c pngCanvas) setLine(p pen, at vg.Point, line string, _ vg.Length) {
	c.SetColor(p.color)
	for _, r := range p.stretches(line) {
		face := r.sized(p.size)
		for _, piece := range unkerned(face, r.text) {
			c.FillString(face, vg.Point{X: at.X + piece.x, Y: at.Y}, piece.text)
		}
		at.X += face.Width(r.text)
	}
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

// resolution is the pHYs chunk: pixels per metre across and down, and 1 for the
// metre (W3C PNG, section 11.3.4.3). Go's encoder writes none, and a page then
// shows the picture at a size of its own choice.
func resolution(dpi int) []byte {
	perMetre := uint32(math.Round(float64(dpi) / 0.0254))
	chunk := binary.BigEndian.AppendUint32(nil, 9)
	chunk = append(chunk, "pHYs"...)
	chunk = binary.BigEndian.AppendUint32(chunk, perMetre)
	chunk = binary.BigEndian.AppendUint32(chunk, perMetre)
	chunk = append(chunk, 1)
	return binary.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE(chunk[4:]))
}
