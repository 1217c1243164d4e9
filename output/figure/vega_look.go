package figure

import (
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
)

// config is the look of all that is not data. Titles are broken into lines
// already: their limits are twice the width, as Vega without a browser takes
// letters to be wider than they are.
func (s *sketch) config() object {
	ink, quiet, grid := hexOf(s.ink), hexOf(s.quiet), hexOf(s.grid)
	ticks := points(s.tickPen().size)
	return object{
		"font": "Liberation Sans, Arial, Helvetica, sans-serif",
		"axis": object{
			"labelFontSize": ticks, "labelColor": quiet, "labelLimit": 0, "labelPadding": points(s.text * 0.3),
			"titleFontSize": points(s.text), "titleColor": ink, "titleFontWeight": "normal", "titleLimit": points(s.width * 2), "titleLineHeight": points(s.textPen().leading()),
			"gridColor": grid, "gridWidth": points(s.hair()), "domainColor": quiet, "domainWidth": points(s.hair() * 1.4),
			"tickColor": quiet, "tickWidth": points(s.hair() * 1.4), "tickSize": points(s.text * 0.3),
		},
		"axisX":  object{"labelFlush": false, "titlePadding": points(s.text * 0.5)},
		"legend": s.legendLook(),
		"title": object{
			"fontSize": points(s.titlePen().size), "color": ink, "fontWeight": "bold", "lineHeight": points(s.titlePen().leading()),
			"subtitleFontSize": points(s.text), "subtitleColor": quiet, "subtitleLineHeight": points(s.quietPen().leading()),
			"limit": points(s.width * 2), "offset": points(s.text * 0.6),
		},
		"text": object{"fontSize": ticks, "color": ink},
		"view": object{"stroke": nil},
	}
}

// legendLook sets the keys above the panels in as many columns as fit.
func (s *sketch) legendLook() object {
	var widest vg.Length
	for _, k := range s.legend.keys {
		for _, line := range k.lines {
			widest = max(widest, s.textPen().width(line))
		}
	}
	room := s.width - 2*s.margin()
	columns := max(1, int(room/(widest+s.swatchWidth()+s.text*1.6)))
	return object{
		"orient": "top", "direction": "horizontal", "title": nil, "columns": columns, "labelFontSize": points(s.text), "labelColor": hexOf(s.ink),
		"labelLimit": points(room - s.swatchWidth()), "symbolSize": points(s.text*s.text) * 2, "symbolStrokeWidth": points(s.line()),
		"offset": points(s.text * 0.6), "columnPadding": points(s.text), "rowPadding": points(s.text * 0.2),
	}
}

// fills is the channel that colours areas and bars by their names. Its legend
// shows those that have a key of their own. (Vega-Lite makes one legend of
// channels with the same field: areas and lines have each their own.)
func (s *sketch) fills(field string) object {
	var names, shown, shades []string
	for i, k := range s.chart.keys {
		switch {
		case k.area != nil:
			shown = append(shown, k.text)
			names, shades = append(names, k.text), append(shades, hexOf(s.barShade(i)))
		case k.line != nil:
			names, shades = append(names, k.text), append(shades, hexOf(k.line.color))
		}
	}
	channel := object{"field": field, "type": "nominal", "scale": object{"domain": names, "range": shades}, "legend": nil}
	if shown != nil {
		channel["legend"] = object{"values": shown, "symbolType": "square", "symbolStrokeWidth": 0}
	}
	return channel
}

// barShade is the colour of an area or a bar by its key. Vega-Lite has no
// hatching: without colours, bars are told apart by even steps of grey.
func (s *sketch) barShade(key int) color.NRGBA {
	keys := s.chart.keys
	if !s.mono || !keys[key].bar {
		return *keys[key].area
	}
	before, all := 0, 0
	for i, k := range keys {
		if k.bar {
			all++
			if i < key {
				before++
			}
		}
	}
	return s.over(tint(s.ink, 1-0.85*float64(before)/float64(max(1, all-1))))
}

// strokes are the channels that tell lines apart by colour and by dashes.
func (s *sketch) strokes() (stroke, dash object) {
	var names, shades []string
	var patterns [][]float64
	for _, k := range s.chart.keys {
		if k.line != nil {
			names, shades = append(names, k.text), append(shades, hexOf(k.line.color))
			patterns = append(patterns, dashOf(dashesOf(k.line.dash, s.line())))
		}
	}
	legend := object{"symbolType": "stroke", "symbolSize": points(s.swatchWidth()*s.swatchWidth()) / 2}
	stroke = object{"field": "series", "type": "nominal", "scale": object{"domain": names, "range": shades}, "legend": legend}
	dash = object{"field": "series", "type": "nominal", "scale": object{"domain": names, "range": patterns}, "legend": legend}
	return stroke, dash
}

// dashOf is a dash pattern of Vega, where a whole line is a dash without a gap.
func dashOf(lengths []vg.Length) []float64 {
	if len(lengths) == 0 {
		return []float64{1, 0}
	}
	var pattern []float64
	for _, d := range lengths {
		pattern = append(pattern, points(d))
	}
	return pattern
}

// keyed says whether the legend has a line, or an area, of a name.
func (s *sketch) keyed(name string) (line, area bool) {
	for _, k := range s.chart.keys {
		if k.text == name && name != "" {
			line, area = line || k.line != nil, area || k.area != nil
		}
	}
	return line, area
}

func shadeOf(c color.Color) (hex string, opacity float64) {
	shade := plain(c)
	return hexOf(shade), math.Round(float64(shade.A)/255*1000) / 1000
}
