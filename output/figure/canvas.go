package figure

import (
	"image"
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
)

// still is what is left of a vg.Canvas beside lines, areas and text: no mark of a
// figure turns the page or draws a picture. Render reports one that does.
type still struct{}

func (still) Push()                               {}
func (still) Pop()                                {}
func (still) Rotate(float64)                      { panic("a mark turns the page") }
func (still) Translate(vg.Point)                  { panic("a mark moves the page") }
func (still) Scale(float64, float64)              { panic("a mark scales the page") }
func (still) DrawImage(vg.Rectangle, image.Image) { panic("a mark draws a picture") }

// plain is a colour with its red, green and blue not multiplied by its alpha.
func plain(c color.Color) color.NRGBA {
	if c == nil {
		c = color.Black
	}
	return color.NRGBAModel.Convert(c).(color.NRGBA)
}

// curves rewrites a path without arcs and quadratic curves: what is left moves,
// draws lines and cubic curves, and closes.
func curves(path vg.Path) vg.Path {
	var out vg.Path
	var at vg.Point
	for _, c := range path {
		switch {
		case c.Type == vg.ArcComp:
			out = append(out, arc(c, len(out) > 0)...)
		case c.Type == vg.CurveComp && len(c.Control) == 1:
			// A quadratic curve is the cubic one whose control points lie two
			// thirds of the way to its own.
			q := c.Control[0]
			out.CubeTo(at.Add(q.Sub(at).Scale(2.0/3)), c.Pos.Add(q.Sub(c.Pos).Scale(2.0/3)), c.Pos)
		default:
			out = append(out, c)
		}
		if len(out) > 0 && c.Type != vg.CloseComp {
			at = out[len(out)-1].Pos
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
