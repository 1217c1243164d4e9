package figure

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"magnetsim/output"
)

// Drawing is a figure that is ready to be drawn, told and written: one of a
// report, or of something else, such as a backtest, a sweep, a frontier.
type Drawing struct {
	Name   string // safe in the name of a file
	Policy string // the one that it shows; "" where it shows several, or none
	title  string
	chart  func(l look) *chart
	alt    string
	data   func() []datum // made when they are asked for: there may be many
}

// saying is what a figure says in words.
type saying struct {
	title   string
	setting string   // the subtitle: scenario · policy · trials · seed
	shows   string   // what its marks show, for readers who cannot see them
	notes   []string // how to read the marks
	origins []string // where the numbers come from
}

// played is what the figures of a verb say of what was played; empty parts are left out.
func played(h output.Head, title string, parts ...string) saying {
	return saying{title: title, setting: inOrder(append(append([]string{clean(h.Title)}, parts...), fmt.Sprintf("seed %d", h.Seed))...), origins: origins(h.SourceLine, h.NoteLine)}
}

// reported is what the figures of a report say of it.
func reported(r *output.Report, title, shown string) saying {
	span := years(r)
	title += either(span == "", "", ", "+span)
	return saying{title: title, setting: setting(r, shown), origins: origins(r.SourceLine, r.NoteLine)}
}

// caseTitle is the title of a case; "" of the scenario as it stands.
func caseTitle(t output.Titles, name string) string {
	return either(name == "", "", clean(t.Case(name)))
}

// inOrder joins the parts of a subtitle that are not empty.
func inOrder(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(p string) bool { return p == "" }), " · ")
}

// drawing is the figure of the words, of numbers and of marks, which draw puts into a
// chart that has the words.
func (s saying) drawing(name string, data func() []datum, draw func(c *chart, l look)) Drawing {
	return Drawing{Name: name, title: s.title, data: data, alt: s.title + ". " + s.setting + ". " + s.shows, chart: func(l look) *chart {
		c := &chart{title: s.title, subtitle: unbroken(s.setting), notes: s.notes[:len(s.notes):len(s.notes)], origins: s.origins}
		draw(c, l)
		return c
	}}
}

// Render writes the drawing in one of Formats.
func (d Drawing) Render(w io.Writer, format string, style Style) error {
	_, err := d.RenderPlots(w, format, style)
	return err
}

// RenderPlots writes the drawing in one of Formats, and returns where its plots stand.
func (d Drawing) RenderPlots(w io.Writer, format string, style Style) (plots []Plot, err error) {
	defer func() {
		if p := recover(); p != nil { // of the libraries beneath, on a font or image that they cannot read
			err = fmt.Errorf("figure %s as %s: %v", d.Name, format, p)
		}
	}()
	l, err := style.look()
	if err != nil {
		return nil, err
	}
	page := compose(d.chart, l)
	words := caption{id: d.Name, title: page.chart.title, text: d.alt}
	switch format {
	case "svg":
		err = page.writeSVG(w, words)
	case "png":
		err = page.writePNG(w)
	case "pdf":
		err = page.writePDF(w, words)
	case "vl.json":
		err = page.writeVega(w, words)
	default:
		err = fmt.Errorf("there is no format %q; choose from %s", format, strings.Join(Formats(), ", "))
	}
	return page.plotsOf(), err
}

// Title is the title of the drawing.
func (d Drawing) Title() string { return d.title }

// Alt tells the drawing in words, for readers who cannot see it.
func (d Drawing) Alt() string { return d.alt }

// Data is the drawing's numbers as a table for a file.
func (d Drawing) Data() output.Table { return dataOf(d.Name, d.data()) }

// caption is the words that go into the file beside the picture.
type caption struct {
	id    string // the figure's name
	title string
	text  string // alt text
}

// Formats lists the file formats; "vl.json" is a Vega-Lite specification that
// carries its data.
func Formats() []string { return []string{"svg", "png", "pdf", "vl.json"} }

// datum is a row of a figure's data: one mark of it. What a mark lacks is NaN
// and stands empty in the file.
type datum struct {
	policy   string
	quantity string // "shortfall.total"
	item     string // "bin", "p95", "mean", "exceedance"
	date     string
	x, xHigh float64 // where the mark stands, and its far edge for a bin
	value    float64
	low,     // 95% sampling interval
	high float64
	xUnit string
	unit  string // of value, low and high
}

// mark is a row of one number of a quantity, under a policy.
func mark(policy, quantity, item, unit string, value float64) datum {
	return datum{policy: policy, quantity: quantity, item: item, unit: unit, value: value, x: math.NaN(), xHigh: math.NaN(), low: math.NaN(), high: math.NaN()}
}

// estimated is a row of one number with its sampling interval.
func estimated(policy, quantity, item, unit string, x output.Interval) datum {
	d := mark(policy, quantity, item, unit, x.Value)
	d.low, d.high = x.Low, x.High
	return d
}

// at returns the row with the place of its mark.
func (d datum) at(x float64, unit string) datum {
	d.x, d.xUnit = x, unit
	return d
}

func dataOf(name string, rows []datum) output.Table {
	t := output.Table{Name: name}
	var cells []func(datum) output.Cell
	text := func(column, doc string, of func(datum) string) {
		t.Columns = append(t.Columns, output.Column{Name: column, Doc: doc, Kind: output.Text, On: output.File})
		cells = append(cells, func(d datum) output.Cell { return output.Cell{Text: clean(of(d)), Value: math.NaN()} })
	}
	number := func(column, doc string, of func(datum) float64) {
		t.Columns = append(t.Columns, output.Column{Name: column, Doc: doc, Kind: output.Number, On: output.File})
		cells = append(cells, func(d datum) output.Cell { return output.Cell{Value: of(d)} })
	}
	text("policy", "what a legend calls the policy", func(d datum) string { return d.policy })
	text("quantity", "what is shown", func(d datum) string { return d.quantity })
	text("item", "which mark of it", func(d datum) string { return d.item })
	text("date", "where the mark stands in time", func(d datum) string { return d.date })
	number("x", "where the mark stands", func(d datum) float64 { return d.x })
	number("x_high", "the far edge of a bin", func(d datum) float64 { return d.xHigh })
	text("x_unit", "unit of x and x_high", func(d datum) string { return d.xUnit })
	number("value", "the mark's number", func(d datum) float64 { return d.value })
	number("low", "lower end of its 95% sampling interval", func(d datum) float64 { return d.low })
	number("high", "upper end of that interval", func(d datum) float64 { return d.high })
	text("unit", "unit of value, low and high", func(d datum) string { return d.unit })
	t.Rows = func(yield func([]output.Cell, error) bool) {
		row := make([]output.Cell, len(cells))
		for _, d := range rows {
			for i, of := range cells {
				row[i] = of(d)
			}
			if !yield(row, nil) {
				return
			}
		}
	}
	return t
}

// Drawn is a figure of what was found, and how it is listed.
type Drawn struct {
	Entry
	Drawing
}

// beside are the tables of an answer that figures support, or the part of a page on how
// it was computed, by the kind of figure.
var beside = map[string]string{
	"distribution": "policies", "exceedance": "policies", "difference": "policies", "holds": "policies", "fan": "policies",
	"sectors": "answer", "tornado": "drives", "worst": "drives", "inputs": "inputs", "places": "places",
	"convergence": "computed",
}

// Beside is the name of the table that the figure supports; "" where that is none.
func (e Entry) Beside() string { return beside[e.Name] }

// Of returns the figures of what any verb found that there is enough to draw of.
func Of(found any) ([]Drawn, error) {
	switch x := found.(type) {
	case *output.Report:
		return drawn(x, kinds()), nil
	case *output.Comparison:
		return drawnOf(Comparison(x)...), nil
	case *output.Sweep:
		return drawnOf(Sweep(x)...), nil
	case *output.Frontier:
		return drawnOf(there(Frontier(x))...), nil
	case *output.Backtest:
		return drawnOf(Backtest(x), Places(x)), nil
	case *output.Backtests:
		return drawnOf(Backtests(x)...), nil
	case *output.Worst:
		return drawnOf(Worst(x)...), nil
	case *output.Drivers:
		return drawnOf(append(there(Tornado(x)), there(Spider(x))...)...), nil
	case *output.Sobol:
		return drawnOf(there(Indices(x))...), nil
	case *output.Morris:
		return drawnOf(there(Effects(x))...), nil
	case *output.Trial:
		return drawnOf(Trials(x)...), nil
	case *output.Rare:
		return drawnOf(there(Rare(x))...), nil
	case *output.Search, *output.Accuracy, *output.Odds:
		return nil, nil
	}
	return nil, fmt.Errorf("there is no figure of %T", found)
}

func there(d Drawing, ok bool) []Drawing {
	if !ok {
		return nil
	}
	return []Drawing{d}
}

func drawnOf(drawings ...Drawing) []Drawn {
	return mapped(drawings, func(d Drawing) Drawn {
		return Drawn{Entry{Info: Info{Name: d.Name, Title: d.title, Doc: d.title}, Figure: d.Name, Policy: d.Policy, First: true, Shown: true, Brief: true, Main: true}, d}
	})
}

// Made is a figure of another verb than run.
type Made struct{ Verb, Name, Doc string }

// Others lists the figures that other verbs than run draw.
func Others() []Made {
	return []Made{
		{"compare", "compared", "Mean loss of every policy in every case, with its 95% sampling error."},
		{"compare", "compared-cvar95", "CVaR95 of the loss (mean of the worst 5%) of every policy in every case, with its 95% sampling error."},
		{"sweep", "curve", "Mean shortfall over one axis of a sweep, by policy, with its 95% sampling error; for each combination of the others."},
		{"sweep", "heatmap", "Mean shortfall over the two axes of a sweep, one figure a policy, with the line between cells that meet the criteria and those that do not; for each combination of the others."},
		{"sweep", "tornado", "Mean shortfall when one value at a time is changed, the widest swing first."},
		{"frontier", "frontier", "What each level costs, against CVaR95 and against the chance of a material shortage."},
		{"backtest", "backtest", "What was observed, over the median, 50% and 90% range of the forecast."},
		{"backtest", "places", "How many observations lie in each fifth of their forecast."},
		{"sensitivity", "tornado", "Change of an outcome's mean from the lowest to the highest tenth of each input, with 95% intervals."},
		{"sensitivity", "spider", "Mean of an outcome over the tenths of the inputs that it goes with most."},
		{"sensitivity", "indices", "Shares of the variance that groups of inputs explain alone and together (--method sobol)."},
		{"sensitivity", "effects", "How far inputs move an outcome over their range (--method morris)."},
		{"rare", "rare", "What an outcome exceeds only once in 100, 1,000 or 10,000 trials."},
		{"trial", "trial", "Curbs, arrivals, stocks and unmet demand of one trial, with what happened."},
	}
}
