package figure

import (
	"bytes"
	"fmt"
	"image/color"
	"io"
	"time"

	"codeberg.org/go-pdf/fpdf"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

// pdfCanvas is a vg.Canvas that writes PDF. gonum/plot's own hides the document
// beneath it, and with it the dates, the order of the catalog and the Unicode
// fonts.
type pdfCanvas struct {
	still
	doc    *fpdf.Fpdf
	height vg.Length
	width  vg.Length // of lines
	fonts  map[string]bool
}

// written stands in the file for the time of writing, so that one report gives
// one file: the epoch of Unix.
var written = time.Unix(0, 0).UTC()

func (p *page) writePDF(w io.Writer, words caption) error {
	doc := fpdf.NewCustom(&fpdf.InitType{UnitStr: "pt", Size: fpdf.SizeType{Wd: p.width.Points(), Ht: p.height.Points()}})
	doc.SetCatalogSort(true)
	doc.SetCreationDate(written)
	doc.SetModificationDate(written)
	doc.SetTitle(clean(words.title), true)
	doc.SetSubject(clean(words.text), true)
	doc.SetCreator("magnetsim", true)
	doc.SetLang("en")
	doc.SetMargins(0, 0, 0)
	doc.SetAutoPageBreak(false, 0)
	doc.SetLineJoinStyle("round")
	doc.AddPage()
	c := &pdfCanvas{doc: doc, height: p.height, fonts: map[string]bool{}}
	p.paintPaper(c)
	p.paint(c)
	return doc.Output(w)
}

func (c *pdfCanvas) xy(p vg.Point) (x, y float64) {
	return p.X.Points(), (c.height - p.Y).Points()
}

func (c *pdfCanvas) trace(path vg.Path) {
	for _, s := range curves(path) {
		x, y := c.xy(s.Pos)
		switch s.Type {
		case vg.MoveComp:
			c.doc.MoveTo(x, y)
		case vg.LineComp:
			c.doc.LineTo(x, y)
		case vg.CurveComp:
			ax, ay := c.xy(s.Control[0])
			bx, by := c.xy(s.Control[1])
			c.doc.CurveBezierCubicTo(ax, ay, bx, by, x, y)
		case vg.CloseComp:
			c.doc.ClosePath()
		}
	}
}

func (c *pdfCanvas) Stroke(path vg.Path) {
	if c.width > 0 {
		c.trace(path)
		c.doc.DrawPath("D")
	}
}

func (c *pdfCanvas) Fill(path vg.Path) {
	c.trace(path)
	c.doc.DrawPath("F")
}

// FillString sets text that a reader can search and copy. The font goes into
// the file with the characters in use.
func (c *pdfCanvas) FillString(f font.Face, at vg.Point, text string) {
	if !c.fonts[f.Name()] {
		var ttf bytes.Buffer
		if _, err := f.Face.WriteSourceTo(nil, &ttf); err != nil {
			panic(fmt.Errorf("font %s: %w", f.Name(), err)) // Render reports it
		}
		c.doc.AddUTF8FontFromBytes(f.Name(), "", ttf.Bytes())
		c.fonts[f.Name()] = true
	}
	c.doc.SetFont(f.Name(), "", f.Font.Size.Points())
	x, y := c.xy(at)
	c.doc.Text(x, y, text)
}

func (c *pdfCanvas) SetLineWidth(w vg.Length) {
	c.width = w
	c.doc.SetLineWidth(w.Points())
}

func (c *pdfCanvas) SetLineDash(dashes []vg.Length, offset vg.Length) {
	c.doc.SetDashPattern(mapped(dashes, vg.Length.Points), offset.Points())
}

func (c *pdfCanvas) SetColor(col color.Color) {
	shade := plain(col)
	r, g, b := int(shade.R), int(shade.G), int(shade.B)
	c.doc.SetFillColor(r, g, b)
	c.doc.SetDrawColor(r, g, b)
	c.doc.SetTextColor(r, g, b)
	c.doc.SetAlpha(float64(shade.A)/255, "Normal")
}
