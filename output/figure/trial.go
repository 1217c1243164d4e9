package figure

import (
	"cmp"
	"fmt"
	"image/color"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"magnetsim/output"
	"magnetsim/sim/unit"
)

// Trials draws one trial as it went, a figure for each stage of the chain that
// sectors use: the curbs in force, what came in against what was needed, stocks,
// and what went unmet by sector, one above the other over the same years.
func Trials(s *output.Trial) []Drawing {
	var all []Drawing
	for _, g := range s.Ledgers {
		t := toldOf(s, g)
		if t == nil {
			continue
		}
		name := "trial"
		name += either(len(s.Ledgers) > 1, "-"+output.Stem(g.Stage), "")
		all = append(all, saying{title: t.title(), setting: t.setting(), shows: t.shows()}.drawing(name, t.data, t.draw))
	}
	return all
}

// told is a trial within one stage of the chain.
type told struct {
	s     *output.Trial
	g     output.TrialLedger
	edges []float64 // days on which steps begin, and on which the last ends
}

// toldOf is nil where a step begins on no date.
func toldOf(s *output.Trial, g output.TrialLedger) *told {
	days := mapped(g.Dates, dayOf)
	if len(days) == 0 || slices.ContainsFunc(days, func(day float64) bool { return !finite(day) }) {
		return nil
	}
	return &told{s, g, append(days, days[len(days)-1]+math.Max(1, s.StepDays))}
}

func (t *told) step() string { return stepName(t.s.Head.Step) }

// columns are those of the ledger whose names begin so.
func (t *told) columns(prefix string) []output.LedgerColumn {
	return only(t.g.Columns, func(c output.LedgerColumn) bool { return c.Name == prefix || strings.HasPrefix(c.Name, prefix+".") })
}

// values are those of one column; zeros where the ledger has none.
func (t *told) values(name string) []float64 {
	if i := slices.IndexFunc(t.g.Columns, func(c output.LedgerColumn) bool { return c.Name == name }); i >= 0 {
		return t.g.Columns[i].Values
	}
	return make([]float64, len(t.g.Dates))
}

// sectors are the columns of what goes unmet by sector. Those by material, of the
// same group, come after them.
func (t *told) sectors() []output.LedgerColumn {
	materials := map[string]bool{}
	for _, c := range t.columns("cover") {
		materials[strings.TrimPrefix(c.Name, "cover.")] = true
	}
	return only(t.columns("unmet"), func(c output.LedgerColumn) bool {
		of, ok := strings.CutPrefix(c.Name, "unmet.")
		return ok && !materials[of]
	})
}

func (t *told) sectorTitle(c output.LedgerColumn) string {
	if i := slices.IndexFunc(t.s.Lost, func(x output.SectorLoss) bool { return "unmet."+x.Name == c.Name }); i >= 0 {
		return clean(t.s.Lost[i].Title)
	}
	return clean(c.Title)
}

// ofColumn is the title of what a column is of.
func ofColumn(c output.LedgerColumn) string {
	_, name, _ := strings.Cut(c.Name, ".")
	return clean(cmp.Or(c.Of, unit.Readable(name)))
}

// covers are the columns of own stocks: by material where sectors use several.
func (t *told) covers() []output.LedgerColumn {
	all := t.columns("cover")
	if len(all) > 1 {
		return all[1:]
	}
	return all
}

// piles are the columns of strategic stocks that ever hold anything.
func (t *told) piles() []output.LedgerColumn {
	return only(t.columns("stock"), func(c output.LedgerColumn) bool { return extreme(c.Values, math.Max) > 0 })
}

func (t *told) draw(c *chart, l look) {
	c.x = xaxis{min: t.edges[0], max: t.edges[len(t.edges)-1], ticks: dates}
	t.number(c, l)
	flat := l.height > 0 // there is no room for all
	panels := []panel{t.curbsPanel(c, l)}
	if n, ok := t.delayPanel(l); ok && !flat {
		panels = append(panels, n)
	}
	panels = append(panels, t.flowPanel(c, l), t.coverPanel(c, l))
	if n, ok := t.pilePanel(c, l); ok {
		panels = append(panels, n)
	}
	c.panels = append(panels, t.unmetPanel(c, l))
	sum := 0.0
	for _, n := range c.panels {
		sum += n.part
	}
	c.plots = vg.Length(sum) * l.text * 8
}

// stairs are the corners of a line that is level within each step.
func (t *told) stairs(values []float64) (xs, ys []float64) {
	for k, y := range values[:min(len(values), len(t.edges)-1)] {
		xs, ys = append(xs, t.edges[k], t.edges[k+1]), append(ys, y, y)
	}
	return xs, ys
}

// area is what lies between two columns, level within each step; from 0 where low is nil.
func (t *told) area(low, high []float64, shade color.NRGBA, name string) band {
	if low == nil {
		low = make([]float64, len(high))
	}
	xs, foot := t.stairs(low)
	_, top := t.stairs(high)
	return band{xs, foot, top, shade, name}
}

// curbsPanel shows the severity of every curb, with the names of regimes.
func (t *told) curbsPanel(c *chart, l look) panel {
	edge := draw.LineStyle{Color: l.quiet, Width: l.line() * 0.6}
	n := panel{heading: "Severity of curbs (%)", part: 0.9, top: 1, cap: 1, measure: measure{"%", 100}}
	most := 0.0
	for _, col := range t.columns("severity") {
		xs, ys := t.stairs(col.Values)
		n.marks = append(n.marks, t.area(nil, col.Values, l.veiled(l.quiet, 0.28), ""), curve{xs: xs, ys: ys, style: edge})
		most = math.Max(most, highest(col.Values))
	}
	names := spanNames{look: l}
	for _, f := range c.x.flags {
		names.lines = append(names.lines, f.x)
	}
	eased := map[string]float64{} // until when a curb still cuts of what it cut before
	for _, s := range t.s.Spans {
		text, from := clean(cmp.Or(s.Title, s.State, s.Curb)), dayOf(s.From)
		if s.Severity == 0 {
			from = math.Max(from, eased[s.Curb])
		}
		eased[s.Curb] = dayOf(s.Eased)
		names.items = append(names.items, spanName{from, dayOf(s.To), s.Severity, text})
	}
	n.marks = append(n.marks, names)
	if most == 0 && len(names.items) == 0 {
		n.message = "None in force"
	}
	return n
}

// delayPanel shows how long licences take, where they take any time.
func (t *told) delayPanel(l look) (panel, bool) {
	weeks := mapped(t.values("licence_delay"), func(days float64) float64 { return days / 7 })
	top := highest(weeks)
	xs, ys := t.stairs(weeks)
	return panel{
		heading: "Longest licence delay (weeks)", part: 0.55, top: top, measure: measure{"weeks", 1},
		marks: []teller{curve{xs: xs, ys: ys, style: draw.LineStyle{Color: l.quiet, Width: l.line()}}},
	}, top > 0
}

// The names of what panels show, in the legend.
const (
	trialArrives  = "Arrives or is made at home"
	trialReleased = "From strategic stocks"
	trialNeeded   = "Needed"
	trialOthers   = "Other sectors"
)

// strategic is the signature of all that strategic stocks do: after the sectors'.
func (t *told) strategic(l look) signature {
	s := l.signature(min(len(t.sectors()), mostSectors))
	return signature{color: l.unhatched(s), glyph: -1}
}

// flowPanel shows what comes in over what is needed.
func (t *told) flowPanel(c *chart, l look) panel {
	arrived, made, released := t.smooth(t.values("arrived")), t.smooth(t.values("made")), t.smooth(t.values("released"))
	bought := t.smooth(t.values("bought"))
	foot, both := make([]float64, len(arrived)), make([]float64, len(arrived))
	for k := range arrived {
		foot[k] = math.Max(0, arrived[k]+made[k]-bought[k]) // what is bought for strategic stocks reaches nobody
		both[k] = foot[k] + released[k]
	}
	needed := t.smooth(t.values("needed"))
	ink := signature{color: l.ink, glyph: -1}
	xs, line := t.stairs(needed)
	mean := fmt.Sprintf(", mean of %d", t.window())
	heading := "Comes in for use, and is needed (t per " + t.step() + either(t.window() > 1, mean, "") + ")"
	top := highest(both, needed)
	n := panel{heading: heading, part: 1.2, top: top, measure: measureOf("t", top)}
	c.keys = append(c.keys, l.shadeKey(l.faintFill(), trialArrives))
	n.marks = append(n.marks, t.area(nil, foot, l.faintFill(), trialArrives))
	if extreme(released, math.Max) > 0 {
		shade := t.strategic(l).color
		c.keys = append(c.keys, l.shadeKey(shade, trialReleased))
		n.marks = append(n.marks, t.area(foot, both, shade, trialReleased))
	}
	c.keys = append(c.keys, l.lineKey(ink, trialNeeded))
	n.marks = append(n.marks, l.curve(ink, trialNeeded, trace{xs: xs, ys: line}))
	return n
}

// window is the number of steps of which a flow shows the mean: weeks swing.
func (t *told) window() int {
	if !(t.s.StepDays > 0) {
		return 1
	}
	return max(1, int(math.Round(28/t.s.StepDays)))
}

// smooth is the mean of the steps of a window up to each.
func (t *told) smooth(values []float64) []float64 {
	var all []float64
	n := t.window()
	for k := range values {
		sum, from := 0.0, max(0, k+1-n)
		for _, x := range values[from : k+1] {
			sum += x
		}
		all = append(all, sum/float64(k+1-from))
	}
	return all
}

// coverPanel shows how long own stocks last.
func (t *told) coverPanel(c *chart, l look) panel {
	n := panel{heading: "Own stocks (days of use)", part: 1, measure: measure{"days", 1}}
	columns := t.covers()
	for i, col := range columns {
		name := either(len(columns) > 1, "Own stocks, "+unit.WithinSentence(ofColumn(col)), "")
		t.addLine(&n, c, name, col.Values, signature{color: l.quiet, dash: i % len(dashes), glyph: -1}, l)
	}
	return n
}

// pilePanel shows what strategic stocks hold, where there are any.
func (t *told) pilePanel(c *chart, l look) (panel, bool) {
	n := panel{heading: "Strategic stocks", part: 1}
	for i, col := range t.piles() {
		sig := t.strategic(l)
		sig.dash = i % len(dashes)
		t.addLine(&n, c, ofColumn(col), col.Values, sig, l)
	}
	n.measure = measureOf("t", n.top)
	n.heading = quantity(n.heading, n.measure.unit)
	return n, n.marks != nil
}

// addLine adds a column at the ends of its steps to a panel, and where it has a name its key.
func (t *told) addLine(n *panel, c *chart, name string, values []float64, sig signature, l look) {
	if name != "" {
		c.keys = append(c.keys, l.lineKey(sig, name))
	}
	n.top = math.Max(n.top, highest(values))
	n.marks = append(n.marks, l.curve(sig, name, trace{xs: t.edges[1:], ys: values}))
}

// mostSectors is how many sectors a trial shows apart: those of the most unmet, the
// others together.
const mostSectors = 12

// largestSectors are the sectors to show apart, in their order, and the sum of what
// goes unmet in the others; nil where there are none.
func (t *told) largestSectors() (own []output.LedgerColumn, others []float64) {
	all := t.sectors()
	if len(all) <= mostSectors {
		return all, nil
	}
	size := make([]float64, len(all))
	for i, col := range all {
		for _, x := range col.Values {
			size[i] += zeroIfNot(x)
		}
	}
	chosen := placesOfLargest(size, mostSectors)
	others = make([]float64, len(t.g.Dates))
	for i, col := range all {
		if slices.Contains(chosen, i) {
			own = append(own, col)
			continue
		}
		for k := range others {
			others[k] += zeroIfNot(at(col.Values, k))
		}
	}
	return own, others
}

// unmetPanel shows what goes unmet, the sectors on top of one another.
func (t *told) unmetPanel(c *chart, l look) panel {
	n := panel{part: 1.2}
	sum := make([]float64, len(t.g.Dates))
	own, others := t.largestSectors()
	stack := func(values []float64, shade color.NRGBA, title string, shown bool) {
		foot := sum
		sum = slices.Clone(sum)
		for k := range sum {
			sum[k] += at(values, k)
		}
		if shown {
			c.keys = append(c.keys, l.shadeKey(shade, title))
			n.marks = append(n.marks, t.area(foot, sum, shade, title))
		}
	}
	for i, col := range own {
		stack(col.Values, l.unhatched(l.signature(i)), t.sectorTitle(col), extreme(col.Values, math.Max) > 0)
	}
	if others != nil {
		stack(others, l.faintFill(), trialOthers, true)
	}
	n.top = highest(sum)
	n.measure = measureOf("t", n.top)
	n.heading = quantity("Newly unmet", n.measure.unit+" per "+t.step())
	if n.top == 0 { // a message in the plot would stand on the lines of what is marked
		n.heading += ": nothing"
	}
	return n
}

// faintFill is a quiet area.
func (l look) faintFill() color.NRGBA { return l.over(tint(l.faint, 0.55)) }
