package figure

import (
	"fmt"
	"math"
	"strings"
)

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
	values := []any{}
	for _, t := range s.xTicks() {
		values = append(values, s.instant(t.Value))
	}
	axis := object{"values": values, "grid": s.panel.rows != nil}
	channel := object{"field": field, "type": "quantitative", "title": nil, "axis": axis,
		"scale": object{"domain": []any{s.instant(x.min), s.instant(x.max)}, "nice": false, "zero": false}}
	axis["format"] = ",~f"
	if s.xLabels == 0 {
		axis["domain"] = false
	}
	if x.ticks.dates {
		channel["type"] = "temporal"
		channel["scale"] = object{"domain": []any{s.instant(x.min), s.instant(x.max)}, "nice": false, "type": "utc"}
		axis["format"] = object{"year": "%Y", "month": "%b", "quarter": "%b"}
	}
	if x.ticks.powers {
		channel["scale"] = object{"domain": []any{s.instant(x.min), s.instant(x.max)}, "nice": false, "type": "log"}
	}
	if s.number < len(s.chart.panels)-1 {
		axis["labels"] = false
	} else if len(s.xTitle) == 1 {
		channel["title"] = s.xTitle[0]
	} else if s.xTitle != nil {
		channel["title"] = s.xTitle
	}
	return channel
}

// instant is a place on the x axis, in milliseconds since 1970 on one of time.
func (s *sketch) instant(v float64) any {
	if s.chart.x.ticks.dates {
		return numeral(v * 86_400_000)
	}
	if s.chart.x.ticks.powers {
		return numeral(math.Pow(10, v))
	}
	return numeral(v * s.chart.x.ticks.factor)
}

// y is the channel of the y axis for a field of the data. Its title stands above
// the axis, where it is read first and level.
func (s *sketch) y(field string) object {
	if s.panel.rows != nil {
		return s.row(field)
	}
	values := []any{}
	for _, t := range s.panel.ticks(s.steps) {
		values = append(values, s.atY(t.Value))
	}
	scale := object{"domain": []any{s.atY(0), s.atY(s.panel.top)}, "nice": false}
	if s.panel.from > 0 {
		scale["type"] = "log"
	}
	return object{"field": field, "type": "quantitative", "title": s.titleY(),
		"axis":  s.titled(object{"values": values, "format": ",~f", "domain": false, "ticks": false}),
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
	if s.number == 0 {
		above += s.flagHeight()
	}
	axis["titleAngle"], axis["titleAlign"], axis["titleAnchor"], axis["titleBaseline"] = 0, "left", "end", "bottom"
	axis["titleX"], axis["titleY"] = points(s.margin()-s.left), -points(above)
	return axis
}
