package figure

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"magnetsim/output"
	"magnetsim/sim/unit"
)

// spanName names a stretch of time.
type spanName struct {
	from, to, height float64
	text             string
}

// spanNames writes names into the areas of stretches, or above those that are low.
// A name that is wider than its stretch is left out.
type spanNames struct {
	look
	items []spanName
	lines []float64 // upright lines that no name is to stand on
}

// fit lists the names that have room, each with the part of its stretch, free of
// lines, in whose middle it is to stand, on an axis of so many points a day.
func (b spanNames) fit(day vg.Length) []spanName {
	var all []spanName
	for _, s := range only(b.items, func(s spanName) bool { return finite(s.from) && finite(s.to) }) {
		free, cut := spanName{height: s.height, text: s.text}, []float64{s.from}
		for _, x := range b.lines {
			if x > s.from && x < s.to {
				cut = append(cut, x)
			}
		}
		slices.Sort(cut)
		for i, from := range cut {
			to := at(append(cut, s.to), i+1)
			if to-from > free.to-free.from {
				free.from, free.to = from, to
			}
		}
		if vg.Length(free.to-free.from)*day >= b.tickPen().width(s.text)+b.text*0.4 {
			all = append(all, free)
		}
	}
	return all
}

// middle is where a name stands: the middle of its area, if that is high enough.
func (b spanNames) middle(s spanName, plot vg.Length) float64 {
	line := float64(b.tickPen().size * 1.3 / plot)
	return either(s.height >= line, s.height/2, s.height+line/2)
}

func (b spanNames) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	pen := b.inkPen()
	for _, s := range b.fit(x(1) - x(0)) {
		pen.write(c.Canvas, (x(s.from)+x(s.to))/2, y(b.middle(s, y(1)-y(0)))-pen.size*0.35, 0.5, s.text)
	}
}

func (b spanNames) tell(s *sketch) {
	var rows []object
	for _, n := range b.fit((s.right - s.left) / vg.Length(s.chart.x.max-s.chart.x.min)) {
		rows = append(rows, object{"x": s.atX((n.from + n.to) / 2), "y": s.atY(b.middle(n, s.size/vg.Length(s.panel.top))), "text": n.text})
	}
	if rows != nil {
		s.letters("spans", object{"baseline": "middle", "color": hexOf(b.ink)}, object{"x": s.x("x"), "y": s.y("y")}, rows...)
	}
}

// mostMarks is how many days a figure marks; a figure of fixed height marks fewer.
const mostMarks, mostMarksFlat = 12, 8

// marked are the events of one day.
type markedDay struct {
	date  string
	texts []string
	rank  int // of the most telling of them; the lowest is told first
}

// ranks of events: what curbs and stocks do tells more than what begins.
var markRanks = map[output.TrialKind]int{output.OfCurb: 0, output.OfStock: 1, output.OfSupply: 2}

// markedDays are the days to mark, in the order of time. The first day has what was
// so from the beginning.
func (t *told) markedDays(most int) []markedDay {
	var all []markedDay
	for _, e := range only(t.s.Events, func(e output.TrialEvent) bool { return e.Mark != "" && dayOf(e.Date) > t.edges[0] }) {
		rank := markRanks[e.Kind]
		if n := len(all); n > 0 && all[n-1].date == e.Date {
			all[n-1].texts, all[n-1].rank = append(all[n-1].texts, clean(e.Mark)), min(all[n-1].rank, rank)
			continue
		}
		all = append(all, markedDay{e.Date, []string{clean(e.Mark)}, rank})
	}
	if len(all) <= most {
		return all
	}
	kept := slices.Clone(all)
	slices.SortStableFunc(kept, func(a, b markedDay) int { return cmp.Compare(a.rank, b.rank) })
	kept = kept[:most]
	slices.SortStableFunc(kept, func(a, b markedDay) int { return cmp.Compare(a.date, b.date) })
	return kept
}

// number marks days by numbers through all panels, and tells at the foot what
// happens on them.
func (t *told) number(c *chart, l look) {
	most := either(l.height > 0, mostMarksFlat, mostMarks)
	var words []string
	for i, m := range t.markedDays(most) {
		n := strconv.Itoa(i + 1)
		c.x.flags = append(c.x.flags, flag{x: dayOf(m.date), text: n, style: draw.LineStyle{Color: l.faint, Width: l.hair(), Dashes: dashesOf(2, l.line()*0.7)}})
		words = append(words, fmt.Sprintf("%s: %s, %s", n, strings.Join(m.texts, ", "), m.date))
	}
	for some := range slices.Chunk(words, mostMarks/2) { // a note is cut after some lines
		c.notes = append(c.notes, strings.Join(some, " · "))
	}
}

func (t *told) title() string {
	p := t.s.Place
	return fmt.Sprintf("Trial %d: ", p.Number) + either(p.Value == 0, "no demand is lost", amount(p.Value, p.Unit)+" of demand lost")
}

// setting is the subtitle: scenario · policy · the trial's place · seed.
func (t *told) setting() string {
	p := t.s.Place
	rank, stage := clean(p.Chosen), ""
	if rank == "" && p.Trials > 1 {
		rank = output.Percent(p.Below) + " of " + digits(float64(p.Trials), 0) + " trials have less"
	}
	if len(t.s.Ledgers) > 1 {
		stage = clean(cmp.Or(t.g.Title, t.g.Stage))
	}
	return inOrder(clean(t.s.Head.Title), clean(t.s.Variant.Label()), rank, stage, fmt.Sprintf("seed %d", t.s.Head.Seed))
}

// shows tells what happens, how low stocks fall, where most goes unmet.
func (t *told) shows() string {
	var parts []string
	if days := t.markedDays(mostMarks); len(days) > 0 {
		words := inTurn(days, "; ", func(m markedDay) string { return m.date + " " + strings.Join(m.texts, ", ") })
		parts = append(parts, "Marked: "+words+".")
	}
	for _, c := range t.covers() {
		i := argmin(c.Values)
		whose := "Own stocks" + either(c.Name == "cover", "", " of "+unit.WithinSentence(ofColumn(c)))
		parts = append(parts, fmt.Sprintf("%s are lowest at %s of use, %s.", whose, amount(at(c.Values, i), "days"), t.when(i)))
	}
	for _, c := range t.piles() {
		low, high := argmin(c.Values), argmax(c.Values)
		parts = append(parts, fmt.Sprintf("%s holds %s at most, %s, and %s at least, %s.", ofColumn(c), amount(at(c.Values, high), "t"), t.when(high), amount(at(c.Values, low), "t"), t.when(low)))
	}
	unmet := t.values("unmet")
	if top := highest(unmet); top > 0 {
		parts = append(parts, fmt.Sprintf("Most goes unmet in the %s of %s: %s.", t.step(), t.g.Dates[argmax(unmet)], amount(top, "t")))
	} else {
		parts = append(parts, "Nothing goes unmet.")
	}
	return strings.Join(parts, " ")
}

func (t *told) when(step int) string { return dayTime(t.edges[step]).Format("in January 2006") }

// data holds every column of the ledger by step, the times of curbs and the events.
func (t *told) data() []datum {
	var rows []datum
	base := func(quantity, item, date string) datum {
		d := mark(clean(t.s.Variant.Label()), quantity, item, "", math.NaN())
		d.date = date
		return d
	}
	for _, c := range t.g.Columns {
		for k, value := range c.Values {
			d := base(c.Name, "step", dateAt(t.g.Dates, k))
			d.x, d.xUnit, d.value, d.unit = float64(k+1), t.step(), value, c.Unit
			rows = append(rows, d)
		}
	}
	for _, s := range t.s.Spans {
		d := base("curb."+s.Curb, strings.TrimSpace("in force "+clean(s.State)), s.From)
		d.x, d.xHigh, d.xUnit = dayOf(s.From)-t.edges[0], dayOf(s.To)-t.edges[0], "days"
		d.value, d.unit = s.Severity, "share"
		rows = append(rows, d)
	}
	for _, e := range t.s.Events {
		if finite(dayOf(e.Date)) {
			rows = append(rows, base(clean(e.Text), "event", e.Date))
		}
	}
	return rows
}
