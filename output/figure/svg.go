package figure

import (
	"bytes"
	"encoding/base64"
	"encoding/xml"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"math"
	"strconv"
	"strings"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

// svgFonts have one another's widths but for the last; every line is held to
// its measured width too, so that text keeps its place with any of them.
const svgFonts = "'Liberation Sans', Arial, Helvetica, Arimo, sans-serif"

// svgCanvas is a vg.Canvas that writes SVG. Its y runs downwards from height.
type svgCanvas struct {
	body   bytes.Buffer
	height vg.Length
	now    svgState
	saved  []svgState
}

type svgState struct {
	color  color.NRGBA
	width  vg.Length
	dashes []vg.Length
	offset vg.Length
	groups int // open since the last Push
}

func (p *page) writeSVG(w io.Writer, words caption) error {
	c := &svgCanvas{height: p.height}
	p.paintPaper(c)
	p.paint(c)
	id := "figure-" + slug(words.id)
	var head strings.Builder
	fmt.Fprintf(&head, `<svg xmlns="http://www.w3.org/2000/svg" width="%spt" height="%spt" viewBox="0 0 %s %s" role="img" aria-labelledby="%s-title %s-desc" font-family="%s">`+"\n",
		num(p.width), num(p.height), num(p.width), num(p.height), id, id, svgFonts)
	fmt.Fprintf(&head, "<title id=\"%s-title\">%s</title>\n<desc id=\"%s-desc\">%s</desc>\n", id, escape(words.title), id, escape(words.text))
	for _, part := range []string{head.String(), c.body.String(), "</svg>\n"} {
		if _, err := io.WriteString(w, part); err != nil {
			return err
		}
	}
	return nil
}

func escape(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(clean(s))) // a Builder takes all
	return b.String()
}

// num writes a length in points to a hundredth.
func num(l vg.Length) string {
	return strconv.FormatFloat(math.Round(float64(l)*100)/100+0, 'f', -1, 64)
}

func (c *svgCanvas) point(p vg.Point) string { return num(p.X) + " " + num(c.height-p.Y) }

func (c *svgCanvas) data(path vg.Path) string {
	var b strings.Builder
	for _, s := range curves(path) {
		switch s.Type {
		case vg.MoveComp:
			b.WriteString("M" + c.point(s.Pos))
		case vg.LineComp:
			b.WriteString("L" + c.point(s.Pos))
		case vg.CurveComp:
			b.WriteString("C" + c.point(s.Control[0]) + " " + c.point(s.Control[1]) + " " + c.point(s.Pos))
		case vg.CloseComp:
			b.WriteString("Z")
		}
	}
	return b.String()
}

func hexOf(c color.NRGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

// opacity is an attribute where a colour lets something through.
func opacity(of string, c color.NRGBA) string {
	if c.A == 255 {
		return ""
	}
	return fmt.Sprintf(` %s-opacity="%.3g"`, of, float64(c.A)/255)
}

func (c *svgCanvas) Stroke(path vg.Path) {
	if c.now.width <= 0 {
		return
	}
	dash := ""
	if len(c.now.dashes) > 0 {
		var list []string
		for _, d := range c.now.dashes {
			list = append(list, num(d))
		}
		dash = fmt.Sprintf(` stroke-dasharray="%s" stroke-dashoffset="%s"`, strings.Join(list, " "), num(c.now.offset))
	}
	fmt.Fprintf(&c.body, `<path d="%s" fill="none" stroke="%s"%s stroke-width="%s" stroke-linejoin="round"%s/>`+"\n",
		c.data(path), hexOf(c.now.color), opacity("stroke", c.now.color), num(c.now.width), dash)
}

func (c *svgCanvas) Fill(path vg.Path) {
	fmt.Fprintf(&c.body, `<path d="%s" fill="%s"%s/>`+"\n", c.data(path), hexOf(c.now.color), opacity("fill", c.now.color))
}

func (c *svgCanvas) setLine(p pen, at vg.Point, line string, width vg.Length) {
	weight := ""
	if p.bold {
		weight = ` font-weight="bold"`
	}
	fmt.Fprintf(&c.body, `<text x="%s" y="%s" font-size="%s"%s fill="%s"%s textLength="%s" lengthAdjust="spacingAndGlyphs">%s</text>`+"\n",
		num(at.X), num(c.height-at.Y), num(p.size), weight, hexOf(p.color), opacity("fill", p.color), num(width), escape(line))
}

// FillString is for the plotters of gonum/plot.
func (c *svgCanvas) FillString(f font.Face, at vg.Point, text string) {
	c.setLine(pen{f.Font.Size, f.Font.Weight > 0, c.now.color}, at, text, f.Width(text))
}

func (c *svgCanvas) SetLineWidth(w vg.Length) { c.now.width = w }

func (c *svgCanvas) SetLineDash(dashes []vg.Length, offset vg.Length) {
	c.now.dashes, c.now.offset = dashes, offset
}

func (c *svgCanvas) SetColor(col color.Color) { c.now.color = plain(col) }

// plain is a colour with its red, green and blue not multiplied by its alpha.
func plain(c color.Color) color.NRGBA {
	if c == nil {
		c = color.Black
	}
	return color.NRGBAModel.Convert(c).(color.NRGBA)
}

// A transform turns about the canvas's origin, its bottom left corner.
func (c *svgCanvas) transform(s string) {
	fmt.Fprintf(&c.body, `<g transform="%s">`+"\n", s)
	c.now.groups++
}

func (c *svgCanvas) Rotate(angle float64) {
	c.transform(fmt.Sprintf("rotate(%.4g 0 %s)", -angle*180/math.Pi, num(c.height)))
}

func (c *svgCanvas) Translate(by vg.Point) {
	c.transform(fmt.Sprintf("translate(%s %s)", num(by.X), num(-by.Y)))
}

func (c *svgCanvas) Scale(x, y float64) {
	c.transform(fmt.Sprintf("translate(0 %s) scale(%.6g %.6g) translate(0 %s)", num(c.height), x, y, num(-c.height)))
}

func (c *svgCanvas) Push() {
	c.saved = append(c.saved, c.now)
	c.now.groups = 0
}

func (c *svgCanvas) Pop() {
	c.body.WriteString(strings.Repeat("</g>\n", c.now.groups))
	c.now = c.saved[len(c.saved)-1]
	c.saved = c.saved[:len(c.saved)-1]
}

func (c *svgCanvas) DrawImage(r vg.Rectangle, img image.Image) {
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		panic(err) // Render reports it
	}
	fmt.Fprintf(&c.body, `<image x="%s" y="%s" width="%s" height="%s" preserveAspectRatio="none" href="data:image/png;base64,%s"/>`+"\n",
		num(r.Min.X), num(c.height-r.Max.Y), num(r.Max.X-r.Min.X), num(r.Max.Y-r.Min.Y), base64.StdEncoding.EncodeToString(b.Bytes()))
}
