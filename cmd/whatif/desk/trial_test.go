package desk_test

import (
	"encoding/json"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"magnetsim/cmd/experiment"
	"magnetsim/cmd/whatif"
	"magnetsim/cmd/whatif/desk"
	"magnetsim/output"
	"magnetsim/output/figure"
	"magnetsim/scenarios"
)

// both is minimal.yaml with a second end product, of which far less is used.
const both = `version: 1
extends: minimal.yaml
run: {trials: 256}
materials: {gallium: {stage: gallium, switching: 3%/week}}
sources: {gallium: {origin: china, material: gallium, capacity: 50 t/yr, share: 100%, lead: 8 weeks}}
sectors: {chips: {demand: 10 t/yr, uses: gallium, cover: 5 weeks, backlog: 70%}}
`

// A point of the figure of an end product stands for a trial of the shortfall of that.
func TestPointIsOfTheEndProductOfItsFigure(t *testing.T) {
	minimal, err := fs.ReadFile(scenarios.Shipped, "minimal.yaml")
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{"both.yaml": {Data: []byte(both)}, "minimal.yaml": {Data: minimal}}
	x, err := experiment.Open(files, "both.yaml", scenarios.Options{})
	if err != nil {
		t.Fatal(err)
	}
	g, err := whatif.New(x, "both", "both.yaml", nil)
	if err != nil {
		t.Fatal(err)
	}
	q := whatif.Question{B: whatif.Side{Policy: "two-months"}}
	r, err := g.Report(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range []string{"exceedance", "distribution", "fan"} {
		seen := map[string]bool{}
		for _, d := range figure.OfKinds(r, kind) {
			metric := output.MetricOf(output.Shortfall, output.Total+"."+d.Entry.Product)
			median, ok := r.Stat(0, metric, "p50")
			at, pointed := d.Pointed(r, 0, median.Value, 0.5)
			if !ok || !pointed || at.Metric != metric {
				t.Errorf("%s: a point stands for a trial of %q, want of %q", d.Figure, at.Metric, metric)
			}
			if kind != "exceedance" && d.Entry.Policy != r.Variants[1].Policy {
				continue // the page shows the figure of the side that is moved
			}
			call, err := json.Marshal(desk.Call{Question: q, Kinds: []string{kind}, Trial: desk.Which{Point: &desk.Point{Figure: d.Figure, X: median.Value, Y: 0.5}}})
			if err != nil {
				t.Fatal(err)
			}
			if err := desk.Do(t.Context(), g, "trial", call, func(a desk.Reply) error {
				if told := a.Trial; told == nil || !strings.Contains(told.Sentences[1], "It is placed by its total shortfall of "+d.Entry.Product) {
					t.Errorf("a point of %s is told as %+v %s", d.Figure, told, a.Error)
				}
				return nil
			}); err != nil {
				t.Fatal(err)
			}
			seen[d.Entry.Product] = true
		}
		if !seen["gallium"] || !seen["magnet"] {
			t.Errorf("%s: of %v", kind, seen)
		}
	}
}
