package output

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"magnetsim/sim/unit"
)

// What a page says of what drives the result.
const (
	drivesNone  = "Nothing in the scenario is uncertain."
	drivesHow   = "The run does not store a ranking of the inputs, but everything that one needs: trials.parquet has every trial, with its draws in the columns input_… beside its outcomes. Rank correlations of these columns with shortfall_total_t show what goes with the shortfall; a run with one figure changed (--set) shows what it causes."
	drivesLink  = "An association is not a cause: an input shares the effects of those it is correlated with, and one whose effect rises and falls again may be missed. Lowest and highest are the tenths of the trials by the input (for one with few values, its lowest and highest). In brackets: 95% bootstrap intervals. \"magnetsim sensitivity\" ranks other outcomes and policies from the same trials and, with --method sobol or morris, from new ones."
	drivesEmpty = "Nothing to report: no input varies, the shortfall is the same in every trial, or the trials are too few."
)

// little is the share of the variance of ranks below which one input is said not to
// explain much.
const little = 0.15

// drivesTable says, on a page, what the chief shortfall goes with: sentences without rows.
func (r *Report) drivesTable() Table {
	d := r.Drivers
	t := Table{Name: "drives", Rows: func(func([]Cell, error) bool) {}}
	switch {
	case len(r.Inputs) == 0:
		t.Lead = []string{drivesNone}
	case d == nil:
		t.Lead = []string{drivesHow}
	case d.Inputs == 0:
		t.Lead = []string{drivesEmpty}
	default:
		t.Lead = said(d.strongest(), d.ExplainedWords("the shortfall"+d.of()), d.untold())
	}
	return t.under("What drives the result")
}

// driverTable tells, on a page, what the chief shortfall goes with, input by input.
func (r *Report) driverTable() Table {
	d := r.Drivers
	if d == nil || d.Apart == 0 {
		return Table{Name: "drivers", Rows: func(func([]Cell, error) bool) {}}
	}
	rows := d.Rows
	return tableOf("drivers", "What the shortfall"+d.of()+" goes with most", rows, d.columns(Page)...).only(Page).under("What drives the result").annexed().
		noted(said(when(len(rows) < d.Inputs, "the %d strongest of %d inputs that vary", len(rows), d.Inputs),
			either(len(d.Told()) < len(rows), Same+" cannot be told from noise", ""), drivesLink)...)
}

// of names the end product that is spoken of, where there are several.
func (d *Drivers) of() string {
	product := Product(d.Metric)
	return when(product != "", " of %s", d.Head.Titles.Stage(product))
}

func (d *Drivers) strongest() string {
	told := d.Told()
	if len(told) == 0 {
		return fmt.Sprintf("Under %s no input can be shown to go with the shortfall: any effect is smaller than the noise of %s.", d.Variant.Label(), unit.Counted(d.Head.Trials, "trial"))
	}
	others := each(told[1:min(len(told), 3)], func(x Driver) string {
		return fmt.Sprintf("%s (%s)", d.Head.Titles.Path(x.Input), correlation(x.Rank.Value))
	})
	top := told[0]
	low, high := top.Deciles[0], top.Deciles[len(top.Deciles)-1]
	s := fmt.Sprintf("Under %s, the shortfall%s goes most with %s: a mean of %s where that is lowest (%s), %s where it is highest (%s), rank correlation %s",
		d.Variant.Label(), d.of(), d.Head.Titles.Path(top.Input), unit.Format(low.Output, d.Unit), unit.Format(low.Input, top.Unit),
		unit.Format(high.Output, d.Unit), unit.Format(high.Input, top.Unit), correlation(top.Rank.Value))
	share := top.Rank.Value * top.Rank.Value
	s += when(others != nil, "; then with %s", strings.Join(others, " and "))
	s += when(share < little, ". No single input explains much: even that one about %.2g%% of how the trials rank", math.Max(0.1, 100*share))
	return s + "."
}

// untold says how many inputs cannot be told from noise, and in how many trials.
func (d *Drivers) untold() string {
	from := either(d.Head.Trials < d.Of, fmt.Sprintf("the first %s of the %s", unit.Grouped(d.Head.Trials), unit.Counted(d.Of, "trial")), "these "+unit.Counted(d.Head.Trials, "trial"))
	switch rest := d.Inputs - d.Apart; {
	case rest == 0:
		return fmt.Sprintf("All of the inputs that vary (%d) can be told from noise in %s.", d.Inputs, from)
	case d.Apart == 0:
		return fmt.Sprintf("None of the %d inputs that vary can be told from noise in %s.", d.Inputs, from)
	default:
		return fmt.Sprintf("Of %d inputs that vary, %d can be told from noise in %s, on average one in %.0f of them wrongly; the other %d cannot be told from zero.", d.Inputs, d.Apart, from, 1/FalseShare, rest)
	}
}

// correlation writes two decimals, with the sign of print.
func correlation(x float64) string {
	text := fmt.Sprintf("%.2f", math.Abs(x))
	return either(x < 0 && text != "0.00", "−", "") + text
}

// PolicyChange is a value of the scenario that a policy sets.
type PolicyChange struct {
	Path     string // "stockpiles.national.target"
	Old, New string // as written; "" where there is none
}

type changeRow struct {
	variant int
	PolicyChange
	nothing string // said in place of a change
}

// changeTable tells, on a page, what each policy changes in the scenario.
func (r *Report) changeTable() Table {
	var rows []changeRow
	for v := range r.Variants {
		switch {
		case v >= len(r.Changes):
			rows = append(rows, changeRow{variant: v, nothing: "see the scenario file for what it changes"})
		case len(r.Changes[v]) == 0:
			rows = append(rows, changeRow{variant: v, nothing: "nothing: the scenario as it stands"})
		default:
			for _, c := range r.Changes[v] {
				rows = append(rows, changeRow{v, c, ""})
			}
		}
	}
	return tableOf("changes", "What each policy changes in the scenario", rows,
		text("policy", "Policy", "", func(x changeRow) string { return r.Variants[x.variant].Label() }).ruled(),
		text("changes", "Changes", "", func(x changeRow) string { return cmp.Or(x.nothing, r.Titles.Path(x.Path)) }),
		text("to", "To", "", func(x changeRow) string { return orWord(x, x.New, "taken away") }),
		text("otherwise", "Otherwise", "", func(x changeRow) string { return orWord(x, x.Old, "not there") })).only(Page).under("Policies").annexed()
}

// orWord is a value, or a word where a change has none.
func orWord(x changeRow, value, word string) string {
	return either(value == "" && x.nothing == "", word, value)
}

func (r *Report) inputTable() Table {
	at := func(i int, x func(Input) float64, name string) column[Input] {
		percentile := func(in Input) (float64, string) { return x(in), in.Unit }
		return inUnits(name, name, "percentile of the distribution, in the unit of its row", percentile).but(func(in Input, c *Cell) {
			if len(in.Words) == 3 {
				c.Text = in.Words[i]
			} else if !math.IsNaN(c.Value) {
				c.Text = unit.Join(Measured(c.Value, in.Unit, in.P95))
			}
		})
	}
	return tableOf("inputs", "Uncertain figures as drawn", r.Inputs,
		text("figure", "", "its place in the scenario", func(x Input) string { return x.Name }).on(File),
		text("title", "Figure", "the figure, as people read it", func(x Input) string { return r.Titles.Path(x.Name) }),
		text("unit", "", "its unit", func(x Input) string { return x.Unit }).on(File),
		text("distribution", "Distribution", "family of the distribution", func(x Input) string { return x.Family }),
		text("parameters", "", "as resolved", func(x Input) string { return x.Params }).on(File),
		at(0, func(x Input) float64 { return x.P5 }, "p5"), at(1, func(x Input) float64 { return x.P50 }, "p50"), at(2, func(x Input) float64 { return x.P95 }, "p95")).
		only(File | Page).under("What drives the result").annexed()
}

// Grounded says what figures rest on, "327 figures: 15 measured, 62 derived, 140 judged, 20
// of which nothing is said; 90 defaults"; "" where nothing is said of any.
func Grounded(all []Assumption) string {
	n := map[string]int{}
	for _, a := range all {
		n[a.Basis]++
	}
	// The firmest first: a figure stands in a source, is worked out from what stands there, is
	// its author's own, or is the default of the format.
	said, fallback := []string{"measured", "derived", "judged"}, "default"
	if !slices.ContainsFunc(said, func(b string) bool { return n[b] > 0 }) {
		return ""
	}
	parts := each(those(said, func(b string) bool { return n[b] > 0 }), func(b string) string { return unit.Grouped(n[b]) + " " + b })
	if n[""] > 0 {
		parts = append(parts, unit.Grouped(n[""])+" without a basis")
	}
	return fmt.Sprintf("%s: %s%s", unit.Counted(len(all), "figure"), strings.Join(parts, ", "), when(n[fallback] > 0, "; %s", unit.Counted(n[fallback], fallback)))
}

// groundsNote says on what the figures of a run rest.
func (r *Report) groundsNote() []Note {
	told := Grounded(r.Assumptions)
	if told == "" {
		return nil
	}
	return []Note{{What: "The answer rests on " + told + "."}}
}

// meaning is what the figure means where that says more than it does as written.
func (a Assumption) meaning() string { return either(a.Means == a.Value, "", a.Means) }

// AssumptionTable is every figure of the scenario with its source.
func (r *Report) AssumptionTable() Table {
	t := tableOf("assumptions", "Assumptions and their sources", r.Assumptions,
		text("part", "", "", func(a Assumption) string { part, _, _ := strings.Cut(a.Path, "."); return part }).on(Page).ruled(),
		text("path", "Place in the scenario", "where the figure stands in the scenario", func(a Assumption) string { return a.Path }),
		text("title", "Figure", "the figure, as people read it", func(a Assumption) string { return r.Titles.Path(a.Path) }),
		text("value", "Value", "as written", func(a Assumption) string { return a.Value }),
		text("means", "", "as understood: a value, or a distribution with its percentiles", func(a Assumption) string { return a.Means }).on(File),
		text("meaning", "Meaning", "", Assumption.meaning).on(Page),
		text("basis", "Basis", "what the figure rests on: measured (it is in its source), derived (worked out from its source), judged (its author's judgement), default (that of the format); empty if not stated", func(a Assumption) string { return a.Basis }),
		text("source", "Source", "source that the scenario names", func(a Assumption) string { return a.Source }),
		text("note", "Note", "note of the scenario, such as that the figure is an assumption", func(a Assumption) string { return a.Note }),
		text("origin", "", "file, line and column of the figure", func(a Assumption) string { return a.Origin }).on(File)).
		only(File | Page).under("Assumptions").annexed()
	if len(r.Assumptions) > 0 {
		told := Grounded(r.Assumptions)
		t.Lead = said(fmt.Sprintf("All %s of the scenario, as written and as understood, with the sources that it names.", unit.Counted(len(r.Assumptions), "figure")),
			when(told != "", "%s. Measured: it is in its source; derived: worked out from its source; judged: the author's judgement; a default is that of the format.", told))
	}
	return t
}

// Measured is a value of a figure of the scenario for people, the number and its unit
// apart, as unit.Parts writes them; a time in weeks where the longest that stands with it,
// in the unit, is brief.
func Measured(x float64, in string, longest float64) (number, suffix string) {
	if brief(in, longest) {
		return weeks(x * weeksPerYear)
	}
	return unit.Parts(x, 0, in)
}

// brief reports whether people think of a time in weeks: below two years.
func brief(in string, longest float64) bool { return in == "yr" && longest < 2 }

// weeks writes weeks: whole ones from ten on, to a tenth from one on.
func weeks(x float64) (number, suffix string) {
	switch size := math.Abs(x); {
	case size >= 9.95:
		x = math.Round(x)
	case size >= 1:
		x = math.Round(10*x) / 10
	}
	return unit.Parts(x, 0, "weeks")
}
