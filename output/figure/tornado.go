package figure

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"magnetsim/output"
	"magnetsim/sim/unit"
)

// mostDrivers is how many inputs a tornado shows.
const mostDrivers = 15

// tornadoKind is the tornado of a run's chief shortfall, of the inputs that its
// report holds.
func tornadoKind() kind {
	return kind{
		main: true,
		Info: Info{"tornado", "What the shortfall goes with",
			"Change of the mean shortfall from the lowest to the highest tenth of each input, of those it goes with most, with 95% intervals."},
		draw: func(r *output.Report, _ int) (Drawing, bool) {
			if r.Drivers == nil {
				return Drawing{}, false
			}
			return Tornado(r.Drivers)
		},
	}
}

// Tornado draws how much the mean of an outcome changes from the lowest to the
// highest tenth of the inputs that it goes with most, of those that are told apart
// from noise, the largest change first. It is false where none is.
func Tornado(o *output.Drivers) (Drawing, bool) {
	shown := o.Told()
	shown = slices.Clone(shown[:min(len(shown), mostDrivers)])
	slices.SortStableFunc(shown, func(a, b output.Driver) int {
		return cmp.Compare(math.Abs(b.Change.Value), math.Abs(a.Change.Value))
	})
	w := played(o.Head, "What "+clean(o.Metric)+" goes with", clean(o.Variant.Label()), unit.Counted(o.Head.Trials, "trial"))
	w.notes, w.shows = tornadoNotes(o, shown), tornadoShows(o, shown)
	return w.drawing("tornado", func() []datum { return tornadoData(o, shown) }, func(c *chart, l look) {
		b := spans{look: l, rows: len(shown), names: []string{tornadoKey}, signed: []signature{l.marked(0)}}
		top := 0.0
		for _, x := range shown {
			top = math.Max(top, math.Abs(x.Change.Value))
		}
		m := measureOf(o.Unit, top)
		var rows []string
		for i, x := range shown {
			b.items = append(b.items, span{i, 0, x.Change.Value, x.Change.Low, x.Change.High, signed(x.Change.Value * m.factor)})
			rows = append(rows, rowOf(x.Input))
		}
		b.on(c, rows, "Change of the mean, from the lowest to the highest tenth of the input", m)
	}), len(shown) > 0
}

const tornadoKey = "Change with its 95% interval (bootstrap)"

// signed writes a change with its sign.
func signed(x float64) string {
	text := digits(x, decimalsFor(x))
	if x > 0 {
		text = "+" + text
	}
	return text
}

func tornadoNotes(o *output.Drivers, shown []output.Driver) []string {
	rest := o.Inputs - o.Apart
	line := fmt.Sprintf("Of %d inputs that vary, %d cannot be told from noise", o.Inputs, rest)
	if more := o.Apart - len(shown); more > 0 {
		line += fmt.Sprintf(", and %d more are weaker", more)
	}
	return []string{line + ". An input shares the effect of those it is correlated with."}
}

func tornadoShows(o *output.Drivers, shown []output.Driver) string {
	var parts []string
	for _, x := range shown {
		parts = append(parts, fmt.Sprintf("%s %s (%s to %s)", clean(x.Input), amount(x.Change.Value, o.Unit), amount(x.Change.Low, o.Unit), amount(x.Change.High, o.Unit)))
	}
	return "Change of the mean from the lowest to the highest tenth of each input, the largest first: " + strings.Join(parts, "; ") + "."
}

func tornadoData(o *output.Drivers, shown []output.Driver) []datum {
	var rows []datum
	for _, x := range shown {
		rows = append(rows, estimated(o.Variant.Label(), x.Input, "change", o.Unit, x.Change), estimated(o.Variant.Label(), x.Input, "rank_correlation", "", x.Rank))
	}
	return rows
}
