package figure

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"

	"magnetsim/output"
	"magnetsim/sim/unit"
)

// perPage is the greatest number of inputs on a page: as many as can be read on a
// slide. Pages hold like numbers.
const perPage = 14

func inputPages(r *output.Report) int { return (len(r.Inputs) + perPage - 1) / perPage }

// inputsOn are the inputs on a page.
func inputsOn(r *output.Report, page int) []output.Input {
	n, pages := len(r.Inputs), max(1, inputPages(r))
	return mapped(r.Inputs[n*page/pages:n*(page+1)/pages], func(x output.Input) output.Input {
		switch {
		case !drawable(x.Form):
			x.Form = output.Form{}
		case len(x.Form.Values) > 0:
			x.Form.Edges = nil
		default:
			x.Form.Values = nil
		}
		return x
	})
}

// drawable says whether a form has a share for every value or bin, its places
// rise, and one share at least is above 0.
func drawable(f output.Form) bool {
	places, n := f.Values, len(f.Values)
	if len(f.Edges) > 0 {
		places, n = f.Edges, len(f.Edges)-1
	}
	if n == 0 || n != len(f.Shares) || len(f.Values) > 0 && len(f.Edges) > 0 || !(extreme(f.Shares, math.Max) > 0) {
		return false
	}
	return rise(places) && !slices.ContainsFunc(f.Shares, func(p float64) bool { return !(p >= 0 && p <= 1) })
}

func drawInputs(r *output.Report, page int) (Drawing, bool) {
	shown, title := inputsOn(r, page), "What is uncertain, as specified"
	pages := inputPages(r)
	title += either(pages > 1, fmt.Sprintf(" (%d of %d)", page+1, pages), "")
	w := saying{title: title, setting: setting(r, fmt.Sprintf("%d inputs", len(r.Inputs))), notes: inputsNotes(shown), origins: origins(r.SourceLine, r.NoteLine)}
	w.shows = "p5, p50, p95 (or the values with their chances) and family of each: " + inTurn(shown, "; ", func(x output.Input) string {
		return clean(r.Titles.Path(x.Name)) + ": " + inputText(x) + ", " + clean(x.Family)
	}) + "."
	return w.drawing("", func() []datum { return inputsData(shown) }, func(c *chart, l look) { inputsMarks(r.Titles, shown, c, l) }), len(shown) > 0
}

func inputsMarks(titles output.Titles, shown []output.Input, c *chart, l look) {
	b := strips{look: l, inputs: shown, color: l.signature(0).color, folded: l.width < narrow*l.text}
	c.x = xaxis{min: -0.02, max: 1.02, ticks: noTicks}
	n := panel{part: 1, top: float64(len(shown)), marks: []teller{b}, names: 0.36}
	for _, x := range shown {
		n.rows = append(n.rows, clean(titles.Path(x.Name)))
		for _, line := range b.lines(x) {
			c.x.rooms = append(c.x.rooms, room{1, line, l.tickPen()})
		}
	}
	c.panels = []panel{n}
	c.plots, c.least = vg.Length(len(shown))*b.pitch(), vg.Length(len(shown))*b.pitch()*0.85
}

func inputsNotes(shown []output.Input) []string {
	binned := slices.ContainsFunc(shown, func(x output.Input) bool { return x.Form.Edges != nil })
	listed := slices.ContainsFunc(shown, func(x output.Input) bool { return x.Form.Values != nil })
	text := either(binned, "Shape: density from p1 to p99, each on its own scale; line: p5 to p95; dot: p50.", "Line: p5 to p95, each on its own scale; dot: p50.")
	return []string{text + " Numbers: p5 · p50 · p95." + either(listed, " Bars: single values, each with its chance.", "")}
}

// noTicks is the axis of scales that differ from row to row.
var noTicks = ticker{factor: 1, at: func(float64, float64, vg.Length, pen) []plot.Tick { return nil }}

// inputText writes the values and their chances where they are few, else the
// percentiles.
func inputText(x output.Input) string {
	if n := len(x.Form.Values); n > 0 && n <= 3 {
		return inTurn(places(n), " · ", func(i int) string {
			share := math.Round(x.Form.Shares[i]*1e6) / 1e6 // a difference of sums near 1
			return unit.Join(measured(x.Form.Values[i], x)) + ": " + output.Percent(share)
		})
	}
	return percentileText(x)
}

// percentileText writes p5, p50 and p95, their unit once where it is the same.
func percentileText(x output.Input) string {
	if months := monthsOf(x.Words); months != nil {
		return strings.Join(months, " · ")
	}
	var numbers, units, whole []string
	for _, v := range []float64{x.P5, x.P50, x.P95} {
		number, of := measured(v, x)
		numbers, units, whole = append(numbers, number), append(units, of), append(whole, unit.Join(number, of))
	}
	last := units[len(units)-1]
	for _, of := range units { // "lakh" and "crore", "week" and "weeks": each its own
		if of != last && of+"s" != last && of != last+"s" {
			return strings.Join(whole, " · ")
		}
	}
	if strings.HasPrefix(last, "%") { // a share, or one per time, which stands behind the last
		for i := range len(whole) - 1 {
			whole[i] = numbers[i] + "%"
		}
		return strings.Join(whole, " · ")
	}
	return strings.TrimSpace(strings.Join(numbers, " · ") + " " + last)
}

// monthsOf shortens dates to their months, which are enough to see, where they
// differ; nil of what are no dates.
func monthsOf(dates []string) []string {
	var months, days []string
	for i, date := range dates {
		day := dayOf(date)
		if !finite(day) {
			return nil
		}
		days = append(days, clean(date))
		months = append(months, dayTime(day).Format("Jan\u00a02006"))
		if i > 0 && months[i] == months[i-1] {
			months[i] = ""
		}
	}
	return either(slices.Contains(months, ""), days, months)
}

// measured is a value of an input for people, the number and its unit apart.
func measured(v float64, x output.Input) (number, of string) {
	switch {
	case x.Unit == "0 or 1" && v > 0:
		return "yes", ""
	case x.Unit == "0 or 1":
		return "no", ""
	}
	return output.Measured(v, x.Unit, x.P95)
}

func inputsData(shown []output.Input) []datum {
	return flat(shown, func(x output.Input) []datum {
		rows := []datum{mark("", x.Name, "p5", x.Unit, x.P5), mark("", x.Name, "p50", x.Unit, x.P50), mark("", x.Name, "p95", x.Unit, x.P95)}
		for i, share := range x.Form.Shares {
			if x.Form.Values != nil {
				rows = append(rows, mark("", x.Name, "value", "share", share).at(x.Form.Values[i], x.Unit))
				continue
			}
			d := mark("", x.Name, "bin", "share", share).at(x.Form.Edges[i], x.Unit)
			d.xHigh = x.Form.Edges[i+1]
			rows = append(rows, d)
		}
		return rows
	})
}
