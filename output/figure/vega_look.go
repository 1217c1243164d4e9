package figure

import (
	"fmt"
	"image/color"
	"math"
	"strings"

	"gonum.org/v1/plot"
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
		widest = max(widest, s.textPen().widest(k.lines))
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
	return mapped(lengths, points)
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

// atX and atY are values of the data, as their axes are labelled.
func (s *sketch) atX(v float64) any {
	t := s.chart.x.ticks
	if t.dates && finite(v) {
		return dayTime(v).Format("2006-01-02")
	}
	if t.powers {
		return numeral(math.Pow(10, v))
	}
	return numeral(v * t.factor)
}

func (s *sketch) atY(v float64) any {
	if s.panel.from > 0 {
		v = s.panel.from * math.Pow(10, v)
	}
	return numeral(v * s.panel.measure.factor)
}

// x is the channel of the x axis for a field of the data.
func (s *sketch) x(field string) object {
	x := s.chart.x
	values := mapped(s.xTicks(), func(t plot.Tick) any { return s.instant(t.Value) })
	axis := object{"values": append([]any{}, values...), "grid": s.panel.rows != nil, "format": ",~f"}
	scale := object{"domain": []any{s.instant(x.min), s.instant(x.max)}, "nice": false}
	channel := object{"field": field, "type": "quantitative", "title": nil, "axis": axis, "scale": scale}
	if s.xLabels == 0 {
		axis["domain"] = false
	}
	switch {
	case x.ticks.dates:
		channel["type"], scale["type"] = "temporal", "utc"
		axis["format"] = object{"year": "%Y", "month": "%b", "quarter": "%b"}
	case x.ticks.powers:
		scale["type"] = "log"
	default:
		scale["zero"] = false
	}
	switch {
	case s.number < len(s.chart.panels)-1:
		axis["labels"] = false
	case len(s.xTitle) == 1:
		channel["title"] = s.xTitle[0]
	case s.xTitle != nil:
		channel["title"] = s.xTitle
	}
	return channel
}

// instant is a place on the x axis, in milliseconds since 1970 on one of time.
func (s *sketch) instant(v float64) any {
	if s.chart.x.ticks.dates {
		return numeral(v * 86_400_000)
	}
	return s.atX(v)
}

// y is the channel of the y axis for a field of the data. Its title stands above
// the axis, where it is read first and level.
func (s *sketch) y(field string) object {
	if s.panel.rows != nil {
		return s.row(field)
	}
	if s.panel.bare {
		return object{"field": field, "type": "quantitative", "axis": nil, "scale": object{"domain": []any{0, s.atY(s.panel.top)}, "nice": false}}
	}
	values := mapped(s.panel.ticks(s.steps), func(t plot.Tick) any { return s.atY(t.Value) })
	scale := object{"domain": []any{s.atY(s.panel.bottom), s.atY(s.panel.top)}, "nice": false}
	if s.panel.from > 0 {
		scale["type"] = "log"
	}
	return object{"field": field, "type": "quantitative", "title": s.titleY(),
		"axis":  s.titled(object{"values": append([]any{}, values...), "format": ",~f", "domain": false, "ticks": false}),
		"scale": scale}
}

// row is the channel of a panel of named rows.
func (s *sketch) row(field string) object {
	return object{"field": field, "type": "nominal", "title": s.titleY(), "sort": nil,
		"axis":  s.titled(object{"labelExpr": `split(datum.label, "\n")`, "domain": false, "ticks": false, "grid": false}),
		"scale": object{"domain": s.rowNamesFlat(), "paddingInner": 0.18, "paddingOuter": 0.09}}
}

// rowNamesFlat are the names of the rows with their line breaks, each once: a
// second row of the same name gets a number.
func (s *sketch) rowNamesFlat() []string {
	var names []string
	seen := map[string]int{}
	for _, lines := range s.rowNames {
		name := strings.Join(lines, "\n")
		if seen[name]++; seen[name] > 1 {
			name = fmt.Sprintf("%s (%d)", name, seen[name])
		}
		names = append(names, name)
	}
	return names
}

func (s *sketch) titleY() any {
	if lines := s.headings[s.number]; len(lines) > 0 {
		return lines
	}
	return nil
}

// titled adds the place of the axis title: above the axis, at the left edge.
func (s *sketch) titled(axis object) object {
	above := s.text * 0.7
	above += either(s.number == 0, s.flagHeight(), 0)
	axis["titleAngle"], axis["titleAlign"], axis["titleAnchor"], axis["titleBaseline"] = 0, "left", "end", "bottom"
	axis["titleX"], axis["titleY"] = points(s.margin()-s.left), -points(above)
	return axis
}
