package figure

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
)

// vegaSchema is the version of Vega-Lite that is written.
const vegaSchema = "https://vega.github.io/schema/vega-lite/v6.json"

// object is a JSON object. The encoder sorts its keys, so that one figure gives
// one file.
type object = map[string]any

// teller is a mark of a panel: a plotter that can also say itself in Vega-Lite.
type teller interface {
	plot.Plotter
	tell(s *sketch)
}

// sketch is a page as Vega-Lite in the making: the panels are stacked units of
// the size that they have on the page, and every mark adds layers with its data.
// What a Vega-Lite file shows is in the units of its axes, with null for what is
// not a number.
type sketch struct {
	*page
	panel  panel // as rounded
	steps  int   // of its y axis
	number int   // of the panel, from 0
	size   vg.Length
	layers []*layer
	data   []string // rows in JSON
}

// layer is a mark type with its data. Layers of one key are one.
type layer struct {
	key            string
	mark, encoding object
	rows           []object
}

func (p *page) writeVega(w io.Writer, words caption) error {
	s := sketch{page: p}
	var units []object
	for i := range p.chart.panels {
		unit, err := s.unit(i)
		if err != nil {
			return err
		}
		units = append(units, unit)
	}
	if foot := s.foot(); foot != nil {
		units = append(units, foot)
	}
	whole := object{
		"$schema": vegaSchema, "description": clean(words.text), "background": hexOf(p.paper), "padding": points(p.margin()),
		"spacing": points(s.spacing()), "bounds": "flush", "config": s.config(), "vconcat": units,
	}
	if len(p.title)+len(p.subtitle) > 0 {
		none := []string{} // not null
		whole["title"] = object{"text": append(none, s.title...), "subtitle": append(none, s.subtitle...), "anchor": "start", "frame": "bounds"}
	}
	return s.write(w, whole)
}

// write writes the specification, and below it the data, a row a line.
func (s *sketch) write(w io.Writer, whole object) error {
	text, err := json.MarshalIndent(whole, "", "  ")
	if err != nil {
		return err
	}
	var b bytes.Buffer
	b.Write(bytes.TrimSuffix(text, []byte("\n}")))
	b.WriteString(",\n  \"datasets\": {")
	for i, rows := range s.data {
		if i > 0 {
			b.WriteString(",")
		}
		fmt.Fprintf(&b, "\n    \"%s\": [\n%s\n    ]", dataName(i), rows)
	}
	b.WriteString("\n  }\n}\n")
	_, err = w.Write(b.Bytes())
	return err
}

// named puts rows among the data, where the same rows are once.
func (s *sketch) named(rows []object) (object, error) {
	var b strings.Builder
	for i, row := range rows {
		text, err := json.Marshal(row)
		if err != nil {
			return nil, err
		}
		if i > 0 {
			b.WriteString(",\n")
		}
		b.WriteString("      ")
		b.Write(text)
	}
	i := slices.Index(s.data, b.String())
	if i < 0 {
		i, s.data = len(s.data), append(s.data, b.String())
	}
	return object{"name": dataName(i)}, nil
}

func dataName(i int) string { return fmt.Sprintf("data %d", i+1) }

// points is a length rounded to a hundredth, one pixel a point.
func points(l vg.Length) float64 { return math.Round(l.Points()*100) / 100 }

// numeral is a number to 9 significant digits, as in the tables; null for what is
// none.
func numeral(x float64) any {
	if !finite(x) {
		return nil
	}
	return json.Number(strconv.FormatFloat(x, 'g', 9, 64))
}

// unit is a panel.
func (s *sketch) unit(i int) (object, error) {
	n := s.chart.panels[i]
	s.size = s.plots * vg.Length(n.part/s.parts())
	s.number, s.layers = i, nil
	s.steps = s.ySteps(n, s.size)
	s.panel = n.rounded(s.steps)
	for _, m := range n.marks {
		m.tell(s)
	}
	s.tellSlot()
	s.tellFlags()
	s.tellMessage()
	var layers []object
	for _, l := range s.layers {
		data, err := s.named(l.rows)
		if err != nil {
			return nil, err
		}
		layers = append(layers, object{"mark": l.mark, "encoding": l.encoding, "data": data})
	}
	if layers == nil { // axes alone
		layers = []object{{"mark": "point", "encoding": object{"x": s.x("x"), "y": s.y("y")}, "data": object{"values": []object{}}}}
	}
	return object{"width": points(s.right - s.left), "height": points(s.size), "layer": layers}, nil
}

// add adds rows to the layer of a key, which is begun where there is none or
// something else lies over it.
func (s *sketch) add(key string, mark, encoding object, rows ...object) {
	if n := len(s.layers); n > 0 && s.layers[n-1].key == key {
		s.layers[n-1].rows = append(s.layers[n-1].rows, rows...)
		return
	}
	s.layers = append(s.layers, &layer{key, mark, encoding, rows})
}

// foot is the unit of the notes below the panels.
func (s *sketch) foot() object {
	lines := s.notes
	if also := only(s.chart.keys, func(k key) bool { return k.line == nil && k.area == nil }); len(also) > 0 {
		drawn := "Also drawn: " + inTurn(also, "; ", func(k key) string { return k.text })
		lines = append(s.notePen().wrap(drawn, s.width-2*s.margin()), lines...)
	}
	if len(lines) == 0 {
		return nil
	}
	top := s.xLabels + s.xTitles + s.text - s.spacing()
	height := top + vg.Length(len(lines))*s.notePen().leading()
	return object{
		"data": object{"values": []object{{}}}, "width": points(s.right - s.left), "height": points(max(1, height)), "view": object{"stroke": nil},
		"mark": object{"type": "text", "text": lines, "align": "left", "baseline": "top", "color": hexOf(s.quiet),
			"fontSize": points(s.notePen().size), "lineHeight": points(s.notePen().leading()), "tooltip": false},
		"encoding": object{"x": object{"value": points(s.margin() - s.left)}, "y": object{"value": points(top)}},
	}
}

// spacing is the distance of the panels, for a heading between them.
func (s *sketch) spacing() vg.Length {
	room := s.xLabels
	for i := 1; i < len(s.headings); i++ {
		room = max(room, s.headingHeight(i)+s.text*0.3)
	}
	return room
}
