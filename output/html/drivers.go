package html

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"magnetsim/output"
	"magnetsim/sim/unit"
)

// What a page says of what drives the result.
const (
	drivesNone  = "Nothing in the scenario is uncertain."
	drivesHow   = "The run stores no ranking of what was drawn by what it does to the shortfall, but all that it takes: trials.parquet holds every trial, its draws in the columns input_… beside its outcomes. Rank correlations of these columns with shortfall_total_t tell what goes with the shortfall; a run with one figure set otherwise (--set) tells what it causes. These are what was drawn:"
	drivesLink  = "What goes together need not be cause: an input shares what goes with those it is correlated with, and one whose effect rises and falls again may be missed. Lowest and highest are the tenths of the trials by the input (of one with few values, its lowest and highest). In brackets: 95% intervals by the bootstrap. \"magnetsim sensitivity\" ranks other outcomes and policies from the same trials, and with --method sobol or morris by further ones."
	drivesEmpty = "Nothing to tell: no input varies, the shortfall is the same in every trial, or the trials are too few."
)

// tornadoName is the figure that stands with what drives the result.
const tornadoName = "tornado"

// drivers tells what the result goes with, and what was drawn.
func (r Run) drivers() section {
	s := section{Kind: "drivers", Title: "What drives the result", Text: []string{drivesNone}}
	if len(r.Report.Inputs) == 0 {
		return s
	}
	switch d := r.Report.Drivers; {
	case d == nil:
		s.Text = []string{drivesHow}
	case d.Inputs == 0:
		s.Text = []string{drivesEmpty}
	default:
		s.Text = []string{clean(strongest(d)), clean(d.ExplainedWords("the shortfall" + of(d)))}
		s.Text = slices.DeleteFunc(append(s.Text, clean(untold(d))), func(text string) bool { return text == "" })
		if s.Notes = []string{drivesLink}; d.Apart > 0 {
			s.Tables = []output.Grid{ranking(d)}
		}
	}
	s.Tables = append(s.Tables, r.inputs())
	return s
}

// little is the share of the variance of ranks below which one input is said not to
// explain much.
const little = 0.15

// of names the end product that is spoken of, where there are several.
func of(d *output.Drivers) string {
	if product := output.Product(d.Metric); product != "" {
		return " of " + product
	}
	return ""
}

// strongest says in one sentence what the shortfall goes with most.
func strongest(d *output.Drivers) string {
	told := d.Told()
	if len(told) == 0 {
		return fmt.Sprintf("Under %s no input can be told to go with the shortfall: whatever matters is smaller than the noise of %s.", d.Variant.Label(), trials(d.Head.Trials))
	}
	var others []string
	for _, x := range told[1:min(len(told), 3)] {
		others = append(others, fmt.Sprintf("%s (%s)", x.Input, correlation(x.Rank.Value)))
	}
	top := told[0]
	low, high := top.Deciles[0], top.Deciles[len(top.Deciles)-1]
	s := fmt.Sprintf("Under %s, the shortfall%s goes most with %s: a mean of %s where that is lowest (%s), %s where it is highest (%s), rank correlation %s",
		d.Variant.Label(), of(d), top.Input, unit.Format(low.Output, d.Unit), unit.Format(low.Input, top.Unit),
		unit.Format(high.Output, d.Unit), unit.Format(high.Input, top.Unit), correlation(top.Rank.Value))
	if others != nil {
		s += "; then with " + strings.Join(others, " and ")
	}
	if share := top.Rank.Value * top.Rank.Value; share < little {
		s += fmt.Sprintf(". No single input explains much: even that one about %.2g%% of how the trials rank", math.Max(0.1, 100*share))
	}
	return s + "."
}

// untold says how many inputs cannot be told from noise, and in how many trials.
func untold(d *output.Drivers) string {
	from := "these " + trials(d.Head.Trials)
	if d.Head.Trials < d.Of {
		from = fmt.Sprintf("the first %s of the %s", grouped(d.Head.Trials), trials(d.Of))
	}
	switch rest := d.Inputs - d.Apart; {
	case rest == 0:
		return fmt.Sprintf("All of the inputs that vary (%d) can be told from noise in %s.", d.Inputs, from)
	case d.Apart == 0:
		return fmt.Sprintf("None of the %d inputs that vary can be told from noise in %s.", d.Inputs, from)
	default:
		return fmt.Sprintf("Of %d inputs that vary %d can be told from noise in %s, of which on average one in %.0f wrongly; the other %d cannot be told from zero.", d.Inputs, d.Apart, from, 1/output.FalseShare, rest)
	}
}

// ranking shows the strongest inputs.
func ranking(d *output.Drivers) output.Grid {
	g := output.Grid{Name: "ranking", Title: "What the shortfall" + of(d) + " goes with most", Columns: []string{
		"Input", "Rank correlation", "Mean shortfall at its lowest", "at its highest", "Change",
	}}
	for _, x := range d.Rows {
		name := strings.ReplaceAll(x.Input, ".", " ") // as in the figure, and to break lines at
		if !x.Told {
			name += " " + output.Same
		}
		low, high := x.Deciles[0], x.Deciles[len(x.Deciles)-1]
		g.Rows = append(g.Rows, output.GridRow{Cells: []string{
			name, fmt.Sprintf("%s (%s to %s)", correlation(x.Rank.Value), correlation(x.Rank.Low), correlation(x.Rank.High)),
			unit.Format(low.Output, d.Unit), unit.Format(high.Output, d.Unit),
			fmt.Sprintf("%s (%s to %s)", change(x.Change.Value, d.Unit), change(x.Change.Low, d.Unit), change(x.Change.High, d.Unit)),
		}})
	}
	if more := d.Inputs - len(d.Rows); more > 0 {
		g.Notes = append(g.Notes, fmt.Sprintf("the %d strongest of %d inputs that vary", len(d.Rows), d.Inputs))
	}
	if len(d.Told()) < len(d.Rows) {
		g.Notes = append(g.Notes, output.Same+" cannot be told from noise")
	}
	return grid(g)
}

// correlation writes two decimals, with the signs of print.
func correlation(x float64) string {
	if text := fmt.Sprintf("%.2f", math.Abs(x)); text == "0.00" || math.IsNaN(x) || x > 0 {
		return text
	}
	return fmt.Sprintf("−%.2f", -x)
}

// change writes an amount with its sign.
func change(x float64, u string) string {
	text := unit.Format(x, u)
	if strings.HasPrefix(text, "-") {
		return "−" + text[1:]
	}
	if x > 0 {
		return "+" + text
	}
	return text
}

// figuresOf are the figures that stand in a section: the tornado with what drives the
// result, the others by themselves.
func (r Run) figuresOf(kind string) []Figure {
	var all []Figure
	for _, f := range r.Figures {
		if f.Name == tornadoName && kind == "drivers" || f.Name != tornadoName && kind == "figures" {
			all = append(all, f)
		}
	}
	return all
}
