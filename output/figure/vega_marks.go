package figure

import (
	"fmt"
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// tell adds the line, in one part for every stretch without a gap.
func (l curve) tell(s *sketch) {
	if l.rim != nil {
		around := curve{xs: l.xs, ys: l.ys, style: draw.LineStyle{Color: l.rim, Width: l.rimWidth()}}
		around.tell(s)
	}
	mark := object{"type": "line", "clip": true, "strokeWidth": points(l.style.Width), "strokeJoin": "round"}
	encoding := object{"x": s.x("x"), "y": s.y("y")}
	named, _ := s.keyed(l.name)
	if named {
		encoding["stroke"], encoding["strokeDash"] = s.strokes()
	} else {
		mark["stroke"], mark["strokeOpacity"] = shadeOf(l.style.Color)
		mark["strokeDash"] = dashOf(l.style.Dashes)
	}
	key := fmt.Sprintf("line %v %v", mark["strokeWidth"], mark["stroke"])
	if !named {
		key += fmt.Sprint(len(s.layers)) // each by itself
	}
	s.addParts(key, mark, encoding, "series", l.name, func(i int) object {
		return object{"x": s.atX(l.xs[i]), "y": s.atY(l.ys[i])}
	}, l.xs, l.ys)
}

// addParts adds a row for each place at which all columns have a number, with its name in
// a field, in one part for every stretch without a gap.
func (s *sketch) addParts(key string, mark, encoding object, field, name string, at func(i int) object, columns ...[]float64) {
	encoding["detail"] = object{"field": "part", "type": "nominal"}
	for part, stretch := range stretches(columns...) {
		for i := stretch[0]; i < stretch[1]; i++ {
			row := at(i)
			if part > 0 {
				row["part"] = part
			}
			if name != "" {
				row[field] = name
			}
			s.add(key, mark, encoding, row)
		}
	}
}

// tell adds the area. It has the colour of its own key, or lets through that of
// the curve whose name it has.
func (b band) tell(s *sketch) {
	shade, opacity := shadeOf(b.fill)
	mark := object{"type": "area", "clip": true, "fillOpacity": opacity, "tooltip": false}
	encoding := object{"x": s.x("x"), "y": s.y("low"), "y2": object{"field": "high"}}
	key := fmt.Sprintf("area %v", opacity)
	switch line, area := s.keyed(b.name); {
	case area:
		mark["fillOpacity"], encoding["fill"] = 1, s.fills("area")
		key = "area of its own"
	case line:
		encoding["fill"] = s.fills("area")
	default:
		mark["fill"] = shade
		key = fmt.Sprint("area ", len(s.layers))
	}
	s.addParts(key, mark, encoding, "area", b.name, func(i int) object {
		return object{"x": s.atX(b.xs[i]), "low": s.atY(b.low[i]), "high": s.atY(b.high[i])}
	}, b.xs, b.low, b.high)
}

func (h columns) tell(s *sketch) {
	var rows []object
	for i, height := range h.heights {
		if i+1 < len(h.edges) && height > 0 && finite(h.edges[i]) && finite(h.edges[i+1]) {
			rows = append(rows, object{"x": s.atX(h.edges[i]), "x2": s.atX(h.edges[i+1]), "y": s.atY(height)})
		}
	}
	if rows == nil {
		return
	}
	mark := object{"type": "rect", "clip": true, "fill": hexOf(h.fill), "stroke": hexOf(s.paper), "strokeWidth": 0.4, "tooltip": object{"content": "data"}}
	s.add("columns", mark, s.boxes(), rows...)
}

// tell adds the bar with its label, and a gap across it where it is cut.
func (z zeroBar) tell(s *sketch) {
	x := s.chart.x
	middle, half := slotCentre(x.min), -x.min*0.3
	top := math.Min(z.share, s.panel.top)
	row := object{"x": s.atX(middle - half), "x2": s.atX(middle + half), "y": s.atY(top), "share of trials": z.share}
	s.add("zero", object{"type": "rect", "fill": hexOf(z.faint), "tooltip": object{"content": "data"}}, s.boxes(), row)
	label, dy := top, -points(z.text*0.35)
	switch {
	case z.cut(s.panel.top):
		label, dy = top*gapHeight, points(z.text*0.36)
		rise := top * float64(z.text*0.25/s.size)
		gap := object{"x": s.atX(middle - half*1.2), "x2": s.atX(middle + half*1.2), "y": s.atY(label - rise), "y2": s.atY(label + rise)}
		s.add("cut", object{"type": "rule", "stroke": hexOf(z.paper), "strokeWidth": points(z.text * gapThick)},
			object{"x": s.x("x"), "x2": object{"field": "x2"}, "y": s.y("y"), "y2": object{"field": "y2"}}, gap)
	case top > s.panel.top*(1-1.25*float64(z.text/s.size))+1e-12:
		dy = points(z.text * 1.05) // within the bar
	}
	s.letters("zero share", object{"fontWeight": "bold", "fontSize": points(z.text), "baseline": "alphabetic", "dy": dy},
		object{"x": s.x("x"), "y": s.y("y")}, object{"x": s.atX(middle), "y": s.atY(label), "text": z.label})
}

// boxes are the channels of rectangles that stand on the x axis.
func (s *sketch) boxes() object {
	return object{"x": s.x("x"), "x2": object{"field": "x2"}, "y": s.y("y"), "y2": object{"datum": 0}}
}

// letters adds texts, which are never cut at the edge of the plot.
func (s *sketch) letters(key string, mark, encoding object, rows ...object) {
	mark["type"] = "text"
	encoding["text"] = object{"field": "text", "type": "nominal"}
	s.add(key, mark, encoding, rows...)
}

// tellSlot names the slot below the last panel.
func (s *sketch) tellSlot() {
	if s.chart.x.slot && s.number == len(s.chart.panels)-1 {
		s.letters("slot", object{"baseline": "alphabetic", "color": hexOf(s.quiet)},
			object{"x": s.x("x"), "y": object{"value": points(s.size + s.text*1.3)}}, object{"x": s.atX(slotCentre(s.chart.x.min)), "text": slotText})
	}
}

// tellFlags draws the named positions, their names above the first panel.
func (s *sketch) tellFlags() {
	for i, f := range s.chart.x.flags {
		inSlot := s.chart.x.slot && f.x <= 0
		if inSlot && s.number > 0 {
			continue
		}
		from, to := points(s.size), -points(s.text*0.3)
		if s.number == 0 {
			to = -points(s.text*1.05 + vg.Length(s.flagRows[i])*s.tickPen().leading())
		}
		if inSlot {
			from = 0
		}
		place := object{"x": s.atX(s.chart.at(f)), "text": f.text}
		shade, _ := shadeOf(f.style.Color)
		s.add(fmt.Sprint("flag ", i), object{"type": "rule", "stroke": shade, "strokeWidth": points(f.style.Width), "strokeDash": dashOf(f.style.Dashes)},
			object{"x": s.x("x"), "y": object{"value": from}, "y2": object{"value": to}}, place)
		if s.number == 0 {
			s.letters(fmt.Sprint("flag name ", i), object{"align": "left", "baseline": "alphabetic", "dx": points(s.text * 0.3)},
				object{"x": s.x("x"), "y": object{"value": -points(s.text*0.3 + vg.Length(s.flagRows[i])*s.tickPen().leading())}}, place)
		}
	}
}

// tellMessage says why nothing is drawn.
func (s *sketch) tellMessage() {
	if s.panel.message != "" {
		s.letters("message", object{"fontSize": points(s.text), "color": hexOf(s.quiet)},
			object{"x": object{"value": points((s.right - s.left) / 2)}, "y": object{"value": points(s.size / 2)}}, object{"text": s.panel.message})
	}
}
