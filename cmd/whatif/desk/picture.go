// Package desk is what a page talks to: a call by its name, with JSON in and JSON out, however
// it travels. It shows the answers of package whatif in sentences, a few tables of words and
// figures, drawn by the code that draws those of a paper (output/figure), and makes the files
// that a page saves.
package desk

import (
	"bytes"
	"math"
	"slices"

	"magnetsim/output"
	"magnetsim/output/figure"
)

// Look is how a page shows figures.
type Look struct {
	Theme string `json:"theme"` // one of figure.Themes
	Size  string `json:"size"`  // one of figure.Sizes
}

func (l Look) style() figure.Style { return figure.Style{Size: l.Size, Theme: l.Theme} }

// Answer is what a page shows of a question.
type Answer struct {
	Trials    int64       `json:"trials"`
	Asked     int64       `json:"asked"`
	Seed      uint64      `json:"seed"`
	Sentences []string    `json:"sentences"`
	Sides     []string    `json:"sides"` // what each is called
	Measures  []Measure   `json:"measures"`
	Criteria  []Criterion `json:"criteria"`
	Figures   []Figure    `json:"figures"`
	Warnings  []string    `json:"warnings,omitempty"`
}

// Measure is a number of each side, and how the second differs from the first.
type Measure struct {
	Title  string   `json:"title"`
	Doc    string   `json:"doc"`
	Values []string `json:"values"` // with their sampling error
	Change string   `json:"change,omitempty"`
	Same   bool     `json:"same,omitempty"`   // the two cannot be told apart
	Better bool     `json:"better,omitempty"` // the second is lower in what is lost
}

// Criterion is a pass/fail line and how each side does.
type Criterion struct {
	Line   string   `json:"line"`
	Values []string `json:"values"`
	Passed []string `json:"passed"` // "pass", "fail" or "too close to call"
}

// Figure is a figure, drawn.
type Figure struct {
	Name  string `json:"name"`
	Title string `json:"title"`
	Alt   string `json:"alt"`
	SVG   string `json:"svg"`
	Plots []Plot `json:"plots,omitempty"` // from the top, where a point stands for a trial
}

// Plot is where a plot stands in a figure, and what its axes span; see figure.Plot.
type Plot struct {
	Left   float64 `json:"left"`
	Right  float64 `json:"right"`
	Top    float64 `json:"top"`
	Bottom float64 `json:"bottom"`
	XLow   float64 `json:"xLow"`
	XHigh  float64 `json:"xHigh"`
	YLow   float64 `json:"yLow"`
	YHigh  float64 `json:"yHigh"`
}

// Shown are the kinds of figures that a page has, in its order.
func Shown() []string { return []string{"exceedance", "distribution", "fan", "sectors", "difference"} }

// Of shows a report on one side or two. Of figures only those of kinds are drawn, or all that
// a page has where kinds is empty.
func Of(r *output.Report, look Look, kinds ...string) (*Answer, error) {
	if len(kinds) == 0 {
		kinds = Shown()
	}
	a := &Answer{Trials: r.Run.Trials, Asked: r.Run.Asked, Seed: r.Run.Seed, Sentences: r.Sentences(), Measures: measures(r), Criteria: criteria(r)}
	for _, v := range r.Variants {
		a.Sides = append(a.Sides, v.Label())
	}
	for _, w := range r.Warnings {
		a.Warnings = append(a.Warnings, w.What)
	}
	for _, d := range shown(r, kinds) {
		f, err := drawn(d.Drawing, look)
		if err != nil {
			return nil, err
		}
		f.Name = d.Figure
		if _, ok := d.Pointed(r, 0, 0, 0); !ok {
			f.Plots = nil
		}
		a.Figures = append(a.Figures, f)
	}
	return a, nil
}

// drawn is a drawing as a page shows it.
func drawn(d figure.Drawing, look Look) (Figure, error) {
	var svg bytes.Buffer
	plots, err := d.RenderPlots(&svg, "svg", look.style())
	f := Figure{Name: d.Name, Title: d.Title(), Alt: d.Alt(), SVG: svg.String()}
	for _, p := range plots {
		f.Plots = append(f.Plots, Plot(p))
	}
	return f, err
}

// shown are the figures of kinds, in their order. Of what shows one side at a time, it is
// the side that is moved.
func shown(r *output.Report, kinds []string) []figure.Drawn {
	last := r.Variants[len(r.Variants)-1]
	var some []figure.Drawn
	for _, kind := range kinds {
		for _, d := range figure.OfKinds(r, kind) {
			if d.Entry.Policy == "" || d.Entry.Policy == last.Policy {
				some = append(some, d)
			}
		}
	}
	return some
}

// asked are the numbers of the first end product that a planner asks for, and of money.
func asked(r *output.Report) []struct{ title, doc, metric, statistic string } {
	of := output.SubjectOf(r.Chief())
	return []struct{ title, doc, metric, statistic string }{
		{"Chance of a material shortage", "that a sector loses more than 1% of a year's use", output.MetricOf(output.Shortage, of), output.OverOnePercent},
		{"Mean shortfall", "lost for good, over all trials", r.Chief(), "mean"},
		{"p95 of the shortfall", "one trial in twenty loses more", r.Chief(), "p95"},
		{"CVaR95 of the shortfall", "mean of the worst 5%", r.Chief(), "cvar95"},
		{"Value lost", "with the tonnes, on average", output.MetricOf(output.ValueLost, output.Total), "mean"},
		{"Cost", "of stocks and works: outlay and running cost, less the end value", output.MetricOf(output.StockCost, output.Total), "mean"},
	}
}

func measures(r *output.Report) []Measure {
	var all []Measure
	for _, q := range asked(r) {
		m := Measure{Title: q.title, Doc: q.doc}
		for v := range r.Variants {
			if x, ok := r.Stat(v, q.metric, q.statistic); ok && !math.IsNaN(x.Value) {
				m.Values = append(m.Values, x.TextWithError())
			}
		}
		if len(m.Values) != len(r.Variants) {
			continue
		}
		if p, ok := r.Change(1, q.metric); ok && q.statistic == "mean" {
			m.Change, m.Same, m.Better = p.Text(), p.Same, !p.Same && p.Mean < 0
		}
		all = append(all, m)
	}
	if p, ok := r.Benefit(1); ok && !math.IsNaN(p.Mean) {
		blank := slices.Repeat([]string{"–"}, len(r.Variants))
		all = append(all, Measure{Title: "Net benefit", Doc: "value lost that is spared, less the extra cost", Values: blank, Change: p.Text(), Same: p.Same, Better: !p.Same && p.Mean > 0})
	}
	return all
}

func criteria(r *output.Report) []Criterion {
	var all []Criterion
	for _, v := range r.Criteria {
		if len(all) == 0 || v.Variant == 0 {
			all = append(all, Criterion{Line: v.Line})
		}
		c := &all[len(all)-1]
		c.Values, c.Passed = append(c.Values, v.TextWithError()), append(c.Passed, v.Outcome)
	}
	return all
}
