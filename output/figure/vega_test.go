package figure

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"magnetsim/output"
)

// vegaSpec is what the tests read of a specification.
type vegaSpec struct {
	Schema      string `json:"$schema"`
	Description string
	Background  string
	Title       struct{ Text, Subtitle []string }
	Config      struct {
		Axis  struct{ LabelFontSize, TitleFontSize float64 }
		Title struct{ FontSize float64 }
	}
	Panels   []vegaUnit `json:"vconcat"`
	Datasets map[string][]map[string]any
}

type vegaUnit struct{ Layer []vegaLayer }

type vegaLayer struct {
	Mark     struct{ Type string }
	Encoding map[string]vegaChannel
	Data     struct{ Name string }
}

type vegaChannel struct {
	Field string
	Title any
	Scale struct{ Domain, Range []any }
}

func specOf(t *testing.T, r *output.Report, name string, style Style) vegaSpec {
	t.Helper()
	var s vegaSpec
	if err := json.Unmarshal(render(t, r, name, "vl.json", style), &s); err != nil {
		t.Fatal(err)
	}
	return s
}

// layers are those of a mark type in a panel.
func (s vegaSpec) layers(panel int, mark string) []vegaLayer {
	return slices.DeleteFunc(slices.Clone(s.Panels[panel].Layer), func(l vegaLayer) bool { return l.Mark.Type != mark })
}

func TestVegaSaysWhatTheFigureShows(t *testing.T) {
	r := typical()
	s := specOf(t, r, "exceedance", Style{})
	if s.Schema != vegaSchema || s.Description != Alt(r, "exceedance") || s.Title.Text[0] != "Chance of exceeding a total shortfall, 2026 to 2030" ||
		!strings.Contains(s.Title.Subtitle[0], "seed") {
		t.Errorf("schema %q, description %q, title %q", s.Schema, s.Description, s.Title)
	}
	line := s.layers(0, "line")[0]
	if x := line.Encoding["x"].Title; x != "Total shortfall (t)" {
		t.Errorf("x axis %v", x)
	}
	if y, ok := line.Encoding["y"].Title.([]any); !ok || !strings.HasPrefix(fmt.Sprint(y[0]), "Chance of a larger shortfall (%)") {
		t.Errorf("y axis %v", line.Encoding["y"].Title)
	}
	if s := specOf(t, r, "exceedance", Style{NoTitle: true}); s.Title.Text != nil {
		t.Errorf("title %q where none is asked for", s.Title.Text)
	}
}

// Curves have the colours and dashes of their policies, in the order of the
// report, and the numbers of the figure's data, in the axes' units.
func TestVegaCurves(t *testing.T) {
	r := typical()
	s := specOf(t, r, "exceedance", Style{})
	line := s.layers(0, "line")[0]
	stroke, dash := line.Encoding["stroke"].Scale, line.Encoding["strokeDash"].Scale
	light := themes()[0]
	for i := range r.Variants {
		own := light.signature(i)
		if stroke.Domain[i] != variantTitle(r, i) || stroke.Range[i] != hexOf(own.color) {
			t.Errorf("series %d is %v in %v", i, stroke.Domain[i], stroke.Range[i])
		}
		if whole := len(dash.Range[i].([]any)) == 2 && dash.Range[i].([]any)[1] == 0.0; whole != (own.dash == 0) {
			t.Errorf("series %d is dashed %v", i, dash.Range[i])
		}
	}
	rows := s.Datasets[line.Data.Name]
	for _, shape := range r.Shapes {
		own := slices.DeleteFunc(slices.Clone(rows), func(row map[string]any) bool { return row["series"] != variantTitle(r, shape.Variant) })
		if len(own) != len(shape.Curve) {
			t.Fatalf("%d points of a curve with %d", len(own), len(shape.Curve))
		}
		for i, p := range shape.Curve {
			if !near9(own[i]["x"], p.X) || !near9(own[i]["y"], 100*p.P) {
				t.Fatalf("point %v, want %v", own[i], p)
			}
		}
	}
	area := s.layers(0, "area")[0]
	// The bands begin with the last policy's: the first lies on top.
	if row, want := s.Datasets[area.Data.Name][3], r.Shapes[len(r.Shapes)-1].Curve[3]; !near9(row["high"], 100*want.High) || !near9(row["low"], 100*want.Low) {
		t.Errorf("band %v, want %v", row, want)
	}
}

// near9 compares a number of the data to the 9 digits written.
func near9(got any, want float64) bool {
	x, ok := got.(float64)
	return ok && math.Abs(x-want) <= 5e-9*math.Abs(want)
}

func TestVegaBars(t *testing.T) {
	r := typical()
	s := specOf(t, r, "sectors", Style{})
	rows := s.Datasets[s.layers(0, "bar")[0].Data.Name]
	if len(rows) != len(r.Variants)*len(r.Sectors) {
		t.Fatalf("%d bars", len(rows))
	}
	for _, row := range rows {
		if !slices.ContainsFunc(r.Stats, func(m output.Stat) bool {
			return near9(row["x"], m.Value) && near9(row["low"], m.Low) && near9(row["high"], m.High) && row["series"] == variantTitle(r, m.Variant)
		}) {
			t.Errorf("no mean of the report is %v", row)
		}
	}
	if also := render(t, r, "sectors", "vl.json", Style{}); !strings.Contains(string(also), "Also drawn: ± sampling error (95%)") {
		t.Error("the error bars are not named")
	}
}

// On an axis of millions the data are in millions.
func TestVegaIsInTheUnitsOfItsAxes(t *testing.T) {
	r := certain()
	s := specOf(t, r, "distribution", Style{})
	m := measureOf("t", shapeEnd(r.Shapes[0]))
	if x := s.Panels[1].Layer[0].Encoding["x"].Title; m.factor == 1 || x != "Total shortfall ("+m.unit+")" {
		t.Errorf("x axis %v, factor %g", x, m.factor)
	}
	bars := s.Datasets[s.layers(0, "rect")[0].Data.Name]
	if first := bars[0]; !near9(first["x2"], m.factor*r.Shapes[0].Edges[1]) || !near9(first["y"], 100*r.Shapes[0].Shares[0]) {
		t.Errorf("first bin %v, in the report to %g with %g", first, r.Shapes[0].Edges[1], r.Shapes[0].Shares[0])
	}
}

func TestVegaTypeFollowsTheSize(t *testing.T) {
	for size, points := range map[string]float64{"column": 7, "page": 8, "report": 10, "slide": 18} {
		if got := specOf(t, typical(), "exceedance", Style{Size: size}).Config.Axis.TitleFontSize; math.Abs(got-points) > 0.005 {
			t.Errorf("%s is set in %g points, want %g", size, got, points)
		}
	}
	if dark := specOf(t, typical(), "fan", Style{Theme: "dark"}); dark.Background != hexOf(themes()[1].paper) {
		t.Errorf("dark paper is %s", dark.Background)
	}
}

// Vega-Lite's own compiler takes every figure without a warning, its schema
// too, and Vega renders it.
func TestVegaCompilesAndRenders(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("needs node, which is not installed here: .ci/run installs it")
	}
	modules := os.Getenv("MAGNETSIM_NODE_MODULES")
	if modules == "" {
		t.Skip("needs the Node packages of .ci/npm: .ci/run installs them and names their folder in MAGNETSIM_NODE_MODULES")
	}
	dir := t.TempDir()
	files := writeSpecs(t, dir)
	out, err := exec.CommandContext(t.Context(), node, append([]string{filepath.Join("testdata", "vega.mjs"), modules}, files...)...).CombinedOutput()
	if err != nil || len(out) > 0 {
		t.Errorf("%v\n%s", err, out)
	}
	for _, file := range files {
		picture, err := os.ReadFile(strings.TrimSuffix(file, ".vl.json") + ".svg")
		if err != nil {
			t.Fatal(err)
		}
		known := func(words string) bool { return strings.Contains(string(picture), words) }
		if !known("seed") && !known("trials each") && !known("Widths: tonnes") && !known(" episodes") || known("NaN") { // a chain is not played; episodes have a seed each
			t.Errorf("%s renders without its subtitle, or with NaN", filepath.Base(file))
		}
	}
}

// writeSpecs writes the figures of every demo, in all sizes and themes by turns.
func writeSpecs(t *testing.T, dir string) []string {
	t.Helper()
	var files []string
	for _, d := range demos() {
		for i, e := range Entries(d.report) {
			if e.Figure != e.Name {
				continue // another policy's
			}
			turn := i + len(d.name)
			style := Style{Size: Sizes()[turn%len(Sizes())], Theme: Themes()[turn%len(Themes())]}
			file := filepath.Join(dir, d.name+"_"+e.Figure+".vl.json")
			if err := os.WriteFile(file, render(t, d.report, e.Figure, "vl.json", style), 0o666); err != nil {
				t.Fatal(err)
			}
			files = append(files, file)
		}
	}
	for i, one := range []struct {
		report *output.Report
		figure string
	}{{settledReport(), "convergence-" + slugs(settledReport())[1]}, {uncertain(4), "inputs"}, {specified(), "inputs"}} {
		file := filepath.Join(dir, fmt.Sprintf("one_%s-%d.vl.json", one.figure, i))
		if err := os.WriteFile(file, render(t, one.report, one.figure, "vl.json", Style{}), 0o666); err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	for i, d := range drawings() {
		var spec bytes.Buffer
		if err := d.Render(&spec, "vl.json", Style{Size: Sizes()[i%len(Sizes())], Theme: Themes()[i%len(Themes())]}); err != nil {
			t.Fatal(err)
		}
		file := filepath.Join(dir, "drawing_"+d.Name+".vl.json")
		if err := os.WriteFile(file, spec.Bytes(), 0o666); err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	return files
}

// Without colours and hatching, no two policies have bars of a like grey.
func TestVegaBarsInGrey(t *testing.T) {
	fill := specOf(t, typical(), "sectors", Style{Theme: "mono"}).layers(0, "bar")[0].Encoding["fill"].Scale
	for i := range fill.Range {
		for j := range i {
			var a, b uint8
			for text, to := range map[any]*uint8{fill.Range[i]: &a, fill.Range[j]: &b} {
				if _, err := fmt.Sscanf(text.(string)[1:3], "%x", to); err != nil {
					t.Fatal(err)
				}
			}
			if apartBy(a, b) < 255/10 {
				t.Errorf("%v and %v are both about %v", fill.Domain[i], fill.Domain[j], fill.Range[i])
			}
		}
	}
}
