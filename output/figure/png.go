package figure

import (
	"bufio"
	"encoding/binary"
	"hash/crc32"
	"image"
	"io"
	"math"

	"github.com/klauspost/compress/zlib"
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

// pngLevel is the fastest compression. Flat colours compress as well without
// filters, at a fifth of the time of Go's encoder.
const pngLevel = zlib.BestSpeed

// encodePNG writes an opaque picture as PNG: truecolour of 8 bits, no filters (W3C
// PNG, sections 5 and 11), so many dots an inch.
func encodePNG(w io.Writer, m *image.RGBA, dpi int) error {
	size := m.Rect.Size()
	head := binary.BigEndian.AppendUint32(nil, uint32(size.X))
	head = binary.BigEndian.AppendUint32(head, uint32(size.Y))
	head = append(head, 8, 2, 0, 0, 0) // bits, truecolour; deflate, filters by line, not interlaced

	// Pixels per metre across and down: without, a page shows the picture at a size of
	// its own choice.
	perMetre := uint32(math.Round(float64(dpi) / 0.0254))
	dots := binary.BigEndian.AppendUint32(nil, perMetre)
	dots = binary.BigEndian.AppendUint32(dots, perMetre)
	dots = append(dots, 1)

	c := chunks{bufio.NewWriter(w)}
	c.out.WriteString("\x89PNG\r\n\x1a\n")
	c.write("IHDR", head)
	c.write("pHYs", dots)
	if err := c.pixels(m); err != nil {
		return err
	}
	c.write("IEND", nil)
	return c.out.Flush()
}

// chunks writes the parts of a PNG. It keeps the first error of the writer beneath, which
// Flush returns.
type chunks struct{ out *bufio.Writer }

func (c chunks) write(kind string, content []byte) {
	head := binary.BigEndian.AppendUint32(nil, uint32(len(content)))
	head = append(head, kind...)
	sum := crc32.Update(crc32.ChecksumIEEE(head[4:]), crc32.IEEETable, content)
	for _, part := range [][]byte{head, content, binary.BigEndian.AppendUint32(nil, sum)} {
		c.out.Write(part)
	}
}

// Write makes a chunk of compressed pixels: it implements io.Writer for the compressor.
func (c chunks) Write(packed []byte) (int, error) {
	c.write("IDAT", packed)
	return len(packed), nil
}

// pixels writes the lines of a picture from the top, each after a 0 for no filter.
func (c chunks) pixels(m *image.RGBA) error {
	packed := bufio.NewWriterSize(c, 1<<15)
	z, err := zlib.NewWriterLevel(packed, pngLevel)
	if err != nil {
		return err
	}
	line := make([]byte, 1+3*m.Rect.Dx())
	for y := range m.Rect.Dy() {
		from := m.Pix[y*m.Stride:]
		for x := range m.Rect.Dx() {
			copy(line[1+3*x:], from[4*x:4*x+3])
		}
		if _, err := z.Write(line); err != nil {
			return err
		}
	}
	if err := z.Close(); err != nil {
		return err
	}
	return packed.Flush()
}
