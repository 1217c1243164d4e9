package figure

import (
	"bufio"
	"encoding/binary"
	"hash/crc32"
	"image"
	"io"
	"math"

	"github.com/klauspost/compress/zlib"
)

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

	if _, err := io.WriteString(w, "\x89PNG\r\n\x1a\n"); err != nil {
		return err
	}
	c := chunks{w}
	if err := c.write("IHDR", head); err != nil {
		return err
	}
	if err := c.write("pHYs", dots); err != nil {
		return err
	}
	if err := c.pixels(m); err != nil {
		return err
	}
	return c.write("IEND", nil)
}

// chunks writes the parts of a PNG.
type chunks struct{ w io.Writer }

func (c chunks) write(kind string, content []byte) error {
	head := binary.BigEndian.AppendUint32(nil, uint32(len(content)))
	head = append(head, kind...)
	sum := crc32.Update(crc32.ChecksumIEEE(head[4:]), crc32.IEEETable, content)
	for _, part := range [][]byte{head, content, binary.BigEndian.AppendUint32(nil, sum)} {
		if _, err := c.w.Write(part); err != nil {
			return err
		}
	}
	return nil
}

// Write makes a chunk of compressed pixels: it implements io.Writer for the compressor.
func (c chunks) Write(packed []byte) (int, error) { return len(packed), c.write("IDAT", packed) }

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
