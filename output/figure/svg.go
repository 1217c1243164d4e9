package figure

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"image"
	"image/color"
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
	still
	body   bytes.Buffer
	height vg.Length
	color  color.NRGBA
	width  vg.Length
	dashes []vg.Length
	offset vg.Length
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
	return either(c.A == 255, "", fmt.Sprintf(` %s-opacity="%.3g"`, of, float64(c.A)/255))
}

func (c *svgCanvas) Stroke(path vg.Path) {
	if c.width <= 0 {
		return
	}
	dash := ""
	if len(c.dashes) > 0 {
		dash = fmt.Sprintf(` stroke-dasharray="%s" stroke-dashoffset="%s"`, inTurn(c.dashes, " ", num), num(c.offset))
	}
	fmt.Fprintf(&c.body, `<path d="%s" fill="none" stroke="%s"%s stroke-width="%s" stroke-linejoin="round"%s/>`+"\n",
		c.data(path), hexOf(c.color), opacity("stroke", c.color), num(c.width), dash)
}

func (c *svgCanvas) Fill(path vg.Path) {
	fmt.Fprintf(&c.body, `<path d="%s" fill="%s"%s/>`+"\n", c.data(path), hexOf(c.color), opacity("fill", c.color))
}

func (c *svgCanvas) setLine(p pen, at vg.Point, line string, width vg.Length) {
	weight := either(p.bold, ` font-weight="bold"`, "")
	fmt.Fprintf(&c.body, `<text x="%s" y="%s" font-size="%s"%s fill="%s"%s textLength="%s" lengthAdjust="spacingAndGlyphs">%s</text>`+"\n",
		num(at.X), num(c.height-at.Y), num(p.size), weight, hexOf(p.color), opacity("fill", p.color), num(width), escape(line))
}

func (c *svgCanvas) SetLineWidth(w vg.Length) { c.width = w }

func (c *svgCanvas) SetLineDash(dashes []vg.Length, offset vg.Length) {
	c.dashes, c.offset = dashes, offset
}

func (c *svgCanvas) SetColor(col color.Color) { c.color = plain(col) }

// still is what is left of a vg.Canvas beside lines and areas: no mark of a figure
// turns the page or draws a picture, and pens set text. Render reports one that does.
type still struct{}

func (still) Push()                                  {}
func (still) Pop()                                   {}
func (still) Rotate(float64)                         { panic("a mark turns the page") }
func (still) Translate(vg.Point)                     { panic("a mark moves the page") }
func (still) Scale(float64, float64)                 { panic("a mark scales the page") }
func (still) FillString(font.Face, vg.Point, string) { panic("a mark sets text without a pen") }
func (still) DrawImage(vg.Rectangle, image.Image)    { panic("a mark draws a picture") }

// plain is a colour with its red, green and blue not multiplied by its alpha.
func plain(c color.Color) color.NRGBA {
	if c == nil {
		c = color.Black
	}
	return color.NRGBAModel.Convert(c).(color.NRGBA)
}

// curves rewrites a path without arcs: what is left moves, draws lines and cubic curves,
// and closes.
func curves(path vg.Path) vg.Path {
	var out vg.Path
	for _, c := range path {
		if c.Type == vg.ArcComp {
			out = append(out, arc(c, len(out) > 0)...)
		} else {
			out = append(out, c)
		}
	}
	return out
}

// arc draws a circle's arc by cubic curves of a quarter turn at most, with
// control points at 4/3·tan(angle/4) of the radius along the tangents: off by
// less than 0.03% of the radius.
func arc(c vg.PathComp, joined bool) vg.Path {
	n := max(1, int(math.Ceil(math.Abs(c.Angle)/(math.Pi/2)-1e-9)))
	turn := c.Angle / float64(n)
	reach := vg.Length(4.0/3*math.Tan(turn/4)) * c.Radius
	on := func(angle float64) (vg.Point, vg.Point) {
		sin, cos := math.Sincos(angle)
		out := vg.Point{X: vg.Length(cos), Y: vg.Length(sin)}
		return c.Pos.Add(out.Scale(c.Radius)), vg.Point{X: -out.Y, Y: out.X}.Scale(reach)
	}
	var path vg.Path
	from, tangent := on(c.Start)
	if joined {
		path.Line(from)
	} else {
		path.Move(from)
	}
	for i := 1; i <= n; i++ {
		to, next := on(c.Start + float64(i)*turn)
		path.CubeTo(from.Add(tangent), to.Sub(next), to)
		from, tangent = to, next
	}
	return path
}
