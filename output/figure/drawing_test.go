package figure

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"magnetsim/output"
	"magnetsim/output/internal/outputtest"
)

// drawings are one of every kind that does not draw a run's report.
func drawings() []Drawing {
	b := replayed()
	frontier, _ := Frontier(outputtest.Frontier())
	tornado, _ := Tornado(driven())
	spider, _ := Spider(driven())
	indices, _ := Indices(outputtest.Sobol())
	effects, _ := Effects(outputtest.Morris())
	rare, _ := Rare(outputtest.Rare())
	all := append([]Drawing{Backtest(b), Places(b), frontier, tornado, spider, indices, effects, rare}, Sweep(swept(true))...)
	for i, s := range sweeps() {
		for _, d := range Sweep(s)[:1] {
			d.Name = fmt.Sprintf("%s-%d", d.Name, 10+i)
			all = append(all, d)
		}
	}
	several := Backtests(outputtest.Backtests())
	several[0].Name = "places-2"
	all = append(all, several[0], several[2])
	all = append(all, Trials(retold())...)
	all = append(all, Worst(outputtest.Worst())...)
	return append(all, Comparison(outputtest.Comparison())...)
}

// swept is two axes of two values each, under two policies of which the second
// meets the criterion where the stock is large.
func swept(criteria bool) *output.Sweep {
	s := &output.Sweep{Axes: []output.SweepAxis{{Path: "stockpiles.national.target", Label: "stock"}, {Path: "curbs.ban.severity", Label: "cut"}}}
	s.Columns = []output.SweepColumn{{Metric: "shortfall.total", Measure: "shortfall", Subject: "total", Kind: "total", Statistic: "mean", Unit: "t"}}
	for i, stock := range []string{"0d", "90d"} {
		for k, cut := range []string{"40%", "80%"} {
			c := output.SweepCell{
				Scenario: "world", Title: "A world", ID: "stock=" + stock + ",cut=" + cut, Main: "shortfall.total", Seed: 3, Trials: 500,
				Values:   []output.SweepValue{{Axis: 0, Text: stock, Label: stock}, {Axis: 1, Text: cut, Label: cut}},
				Policies: []output.Variant{{Policy: "none", Cell: "x"}, {Policy: "more", Title: "More", Cell: "x"}},
			}
			for policy := range 2 {
				x := float64(100 + 400*k - 90*i - 10*policy)
				c.Numbers = append(c.Numbers, output.SweepNumber{Policy: policy, Value: x, Low: x - 9, High: x + 9})
				if criteria {
					c.Criteria = append(c.Criteria, output.Verdict{Variant: policy, Outcome: map[bool]string{true: output.Pass, false: output.Fail}[policy == 1 && i == 1]})
				}
			}
			s.Cells = append(s.Cells, c)
		}
	}
	return s
}

// grid is a sweep of axes of so many values each, under two policies; the third axis has
// words.
func grid(sizes ...int) *output.Sweep {
	s := &output.Sweep{Axes: []output.SweepAxis{
		{Path: "curbs.ban.severity", Label: "severity", Numeric: true, Unit: "share"}, {Path: "sectors.cars.cover", Label: "cover", Numeric: true, Unit: "weeks"},
		{Path: "sectors.cars.uses", Label: "uses"}, {Path: "sources.japan.capacity", Label: "capacity", Numeric: true, Unit: "t/yr"},
	}}
	s.Columns = []output.SweepColumn{{Metric: "shortfall.total", Measure: "shortfall", Subject: "total", Kind: "total", Statistic: "mean", Unit: "t"}}
	value := func(axis, k int) output.SweepValue {
		x := []float64{0.2 * float64(k+1), float64(2 + 2*k), float64(k), 500 * float64(k+1)}[axis]
		label := []string{fmt.Sprintf("%.0f%%", 100*x), fmt.Sprintf("%.0fw", x), []string{"magnet", "ferrite", "none"}[k%3], fmt.Sprintf("%.0ft/yr", x)}[axis]
		return output.SweepValue{Axis: axis, Text: label, Label: label, Number: x}
	}
	cells := [][]output.SweepValue{{}}
	for axis, n := range sizes {
		var more [][]output.SweepValue
		for _, c := range cells {
			for k := range n {
				more = append(more, append(slices.Clone(c), value(axis, k)))
			}
			if n == 0 {
				more = append(more, c)
			}
		}
		cells = more
	}
	for _, c := range cells {
		s.Cells = append(s.Cells, sweptCell(c))
	}
	return s
}

// sweptCell is a cell whose shortfall grows with the severity and falls with the rest.
func sweptCell(values []output.SweepValue) output.SweepCell {
	c := output.SweepCell{
		Scenario: "world", Title: "A world", Main: "shortfall.total", Seed: 3, Trials: 500, Values: values,
		Policies: []output.Variant{{Policy: "none", Title: "No stockpile"}, {Policy: "more", Title: "Sixty days in stock"}},
	}
	x := 400.0
	for _, v := range values {
		x *= []float64{2 * v.Number, 1.2 - v.Number/20, 1 - v.Number/8, 1.1 - v.Number/4000}[v.Axis]
	}
	for policy := range 2 {
		mean := x * (1 - 0.4*float64(policy))
		c.Numbers = append(c.Numbers, output.SweepNumber{Policy: policy, Value: mean, Low: 0.9 * mean, High: 1.1 * mean})
	}
	return c
}

// sweeps are a curve, rows of words, small multiples and a tornado.
func sweeps() []*output.Sweep {
	alone := grid()
	for axis, whole := range []*output.Sweep{grid(3), grid(0, 3), grid(0, 0, 2), grid(0, 0, 0, 2)} {
		for _, c := range whole.Cells {
			if axis < 3 || c.Values[0].Number == 500 {
				alone.Cells = append(alone.Cells, c)
			}
		}
	}
	across := grid(3, 3, 2)
	across.X = "curbs.ban.severity"
	return []*output.Sweep{grid(4), grid(0, 0, 3), grid(3, 3, 2), alone, across}
}

func TestFiguresOfSweeps(t *testing.T) {
	for i, want := range []string{"curve", "curve", "heatmap heatmap-2", "tornado tornado-2", "curve"} {
		var names []string
		for _, d := range Sweep(sweeps()[i]) {
			names = append(names, d.Name)
		}
		if got := strings.Join(names, " "); got != want {
			t.Errorf("%d: %s, want %s", i, got, want)
		}
	}
	for i, want := range []string{
		"No stockpile: 20% 160 ± 16 t, 40% 320 ± 32 t", "Sixty days in stock: magnet 240 ± 24 t", "Uses magnet, Severity 20%, Cover 2 weeks: 176 ± 18 t",
		"As it stands 400 ± 40 t. The widest first: Severity 20%: 160 ± 16 t, 60%: 480 ± 48 t", "Cover 4 weeks, Uses ferrite, No stockpile: 20% 140 ± 14 t",
	} {
		if alt := Sweep(sweeps()[i])[0].Alt(); !strings.Contains(alt, want) {
			t.Errorf("%d: %s", i, alt)
		}
	}
	three := grid(3, 3, 2)
	three.X, three.Y = "sectors.cars.uses", "curbs.ban.severity"
	if title := Sweep(three)[0].Title(); title != "Mean shortfall by Uses and Severity" {
		t.Error(title)
	}
}

func TestHeatmapParts(t *testing.T) {
	all := Sweep(swept(true))
	if len(all) != 2 || all[0].Name != "heatmap" || all[1].Name != "heatmap-2" {
		t.Fatalf("%d drawings", len(all))
	}
	if alt := all[1].Alt(); !strings.Contains(alt, "Stock 90d, Cut 80%: 400 ± 9 t, meets all criteria") || strings.Contains(alt, "0d, Cut 80%: 490 ± 9 t, meets") {
		t.Error(alt)
	}
	m, _ := viewsOfSweep(swept(true))[0].mapOf(1, 0, 1)
	if got := m.panels[0].border(m.judged); len(got) != 2 || got[0] != [4]float64{1, 0, 1, 1} || got[1] != [4]float64{1, 1, 1, 2} {
		t.Errorf("the criterion's line is %v", got)
	}
	if m, _ := viewsOfSweep(swept(false))[0].mapOf(1, 0, 1); m.judged {
		t.Error("a line without criteria")
	}
	one := swept(true)
	one.Cells = one.Cells[:1]
	if len(Sweep(one)) != 0 {
		t.Error("a figure of one cell")
	}
}

// Letters on every shade have the contrast that WCAG 2.2 asks of text.
func TestHeatmapLettersCanBeRead(t *testing.T) {
	for _, theme := range Themes() {
		l, err := Style{Theme: theme}.look()
		if err != nil {
			t.Fatal(err)
		}
		h := heat{look: l, top: 100}
		for x := range 101 {
			shade := h.shade(float64(x))
			if c := contrast(shade, h.on(shade)); c < 4.5 {
				t.Errorf("%s: a contrast of %.1f at %d%%", theme, c, x)
			}
		}
	}
}

// driven is two inputs that a shortfall goes with and one that noise explains.
func driven() *output.Drivers {
	row := func(input string, change, half float64, told bool) output.Driver {
		return output.Driver{
			Input: input, Rank: output.Interval{Value: change / 500, Low: (change - half) / 500, High: (change + half) / 500},
			Change: output.Interval{Value: change, Low: change - half, High: change + half}, Told: told,
			Deciles: []output.Decile{{Trials: 400, Input: 1, Output: 500, Low: 480, High: 520}, {Trials: 3200, Input: 2, Output: 500 + change/3, Low: 490 + change/3, High: 510 + change/3}, {Trials: 400, Input: 3, Output: 500 + change, Low: 480 + change, High: 520 + change}},
		}
	}
	return &output.Drivers{
		Head: output.Head{Titles: outputtest.Titles, Scenario: "world", Title: "A world", Seed: 3, Trials: 4000}, Variant: output.Variant{Policy: "none", Title: "No stockpile"},
		Metric: "shortfall.total", Unit: "t", Inputs: 3, Apart: 2,
		Rows: []output.Driver{row("curbs.ban.duration", 310, 45, true), row("sources.japan.capacity", -120, 60, true), row("sectors.cars.growth", 8, 50, false)},
	}
}

// Every drawing in every format and size, the same bytes each time.
func TestDrawings(t *testing.T) {
	for _, d := range drawings() {
		for _, format := range Formats() {
			for _, size := range Sizes() {
				var once, twice bytes.Buffer
				style := Style{Size: size, DPI: 40}
				if err := d.Render(&once, format, style); err != nil {
					t.Fatal(d.Name, format, size, err)
				}
				if err := d.Render(&twice, format, style); err != nil || !bytes.Equal(once.Bytes(), twice.Bytes()) {
					t.Errorf("%s as %s: two drawings differ (%v)", d.Name, format, err)
				}
			}
		}
		if err := d.Render(&bytes.Buffer{}, "bmp", Style{}); err == nil {
			t.Error("an unknown format is drawn")
		}
	}
}

func TestFrontierIsToldFromItsPoints(t *testing.T) {
	f := outputtest.Frontier()
	d, ok := Frontier(f)
	if !ok {
		t.Fatal("not drawn")
	}
	var data bytes.Buffer
	if err := dataTo(&data, d); err != nil || strings.Count(data.String(), "\n") != 1+5*len(f.Points) {
		t.Error(err, data.String())
	}
	for _, p := range f.Points {
		if !strings.Contains(d.Alt(), p.Text+": cost ") {
			t.Errorf("%s is not told: %s", p.Text, d.Alt())
		}
	}
	if _, ok := Frontier(&output.Frontier{Points: f.Points[:1]}); ok {
		t.Error("a frontier of one point is drawn")
	}
}

func TestTornadoShowsWhatIsToldFromNoise(t *testing.T) {
	d, ok := Tornado(driven())
	if !ok || !strings.Contains(d.Alt(), "Ban: duration 310 t") || strings.Contains(d.Alt(), "growth") {
		t.Error(ok, d.Alt())
	}
	spider, ok := Spider(driven())
	if !ok || !strings.Contains(spider.Alt(), "Ban: duration from 500 t to 810 t") {
		t.Error(ok, spider.Alt())
	}
	if xs := leg(driven().Rows[0]).xs; len(xs) != 3 || xs[0] != 0.05 || xs[1] != 0.5 || xs[2] != 0.95 {
		t.Errorf("groups stand at %v", xs)
	}
	none := driven()
	none.Rows = none.Rows[2:]
	if _, ok := Tornado(none); ok {
		t.Error("a tornado of noise is drawn")
	}
}
