package output

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"magnetsim/sim/unit"
)

// So many cells are all shown on a screen, and on a page; of more, those with the
// least and the most shortfall.
const (
	mostOnScreen = 12
	mostOnPage   = 100
	extremes     = 3
)

// byPolicy shows the cells of each scenario under each policy to people: on a page more of
// them than on a screen.
func (s *Sweep) byPolicy() []Table {
	var all []Table
	last, cut := map[Media]int{}, map[Media]bool{}
	for i, g := range s.groups() {
		columns := slices.Concat(s.placeColumns(g), s.chosenColumn(), s.tonnesColumns(), []column[sweepOutcome]{
			text("criteria", "Criteria", "", func(o sweepOutcome) string { return share(o.Meets(o.policy)) }),
		}, s.moneyColumns())
		columns = append(columns, text("upper", "", "", func(o sweepOutcome) string { return o.upper }).on(People).ruled())
		put := func(suffix string, outcomes []sweepOutcome, media ...Media) {
			t := tableOf(fmt.Sprintf("by_policy_%d%s", i+1, suffix), g.title, outcomes, columns...)
			on := Media(0)
			for _, m := range media {
				on |= m
				last[m], cut[m] = len(all), cut[m] || len(outcomes) < len(g.outcomes)
			}
			all = append(all, t.only(on))
		}
		if n := len(g.outcomes); n <= mostOnScreen || n > mostOnPage {
			put("", g.shown(mostOnScreen), Screen, Page)
			continue
		}
		put("", g.shown(mostOnScreen), Screen)
		put("_whole", g.outcomes, Page)
	}
	for _, m := range []Media{Screen, Page} {
		if len(all) > 0 && all[last[m]].Notes == nil {
			all[last[m]].Notes = s.legend(cut[m])
		}
	}
	return all
}

// cellTables are for brief screens: of each scenario the numbers that move from cell to
// cell, under every policy.
func (s *Sweep) cellTables() []Table {
	var all []Table
	for i, name := range s.names() {
		of := those(s.groups(), func(g sweepGroup) bool { return g.scenario == name })
		numbers := s.told()
		if moving := those(numbers, func(n cellNumber) bool { return n.moves(of) }); len(moving) > 0 {
			numbers = moving
		} else {
			numbers = numbers[:1]
		}
		for _, n := range numbers {
			all = append(all, s.cellTable(n, fmt.Sprintf("%s_%d", n.name, i+1), name, of))
		}
	}
	return without(all, func(t Table) bool { return len(t.Columns) == 0 })
}

// cellNumber is one number of every cell.
type cellNumber struct {
	name string // of its table
	what string
	kind Kind
	of   func(sweepOutcome) (Stat, bool)
}

// told are the numbers that cells are told by: the metric and, unless one was chosen, what
// policies are worth, or where no cell changes that, what they cost.
func (s *Sweep) told() []cellNumber {
	all := []cellNumber{{"cells", s.Quantity(), s.kind(), sweepOutcome.told}}
	if s.Metric != "" {
		return all
	}
	worth := cellNumber{"benefits", "net benefit" + s.against(), Change, s.benefit}
	if worth.moves(s.groups()) {
		return append(all, worth)
	}
	return append(all, cellNumber{"costs", "mean cost", Estimate, s.money(StockCost)})
}

// moves reports whether the number changes from cell to cell under some policy.
func (n cellNumber) moves(groups []sweepGroup) bool {
	return slices.ContainsFunc(groups, func(g sweepGroup) bool {
		values := map[float64]bool{}
		for _, o := range g.outcomes {
			if x, ok := n.of(o); ok {
				values[x.Value] = true
			}
		}
		return len(values) > 1
	})
}

// cellTable has a column for each policy under which the number is known.
func (s *Sweep) cellTable(n cellNumber, name, scenario string, groups []sweepGroup) Table {
	groups = those(groups, func(g sweepGroup) bool {
		return slices.ContainsFunc(g.outcomes, func(o sweepOutcome) bool { _, ok := n.of(o); return ok })
	})
	if len(groups) == 0 {
		return Table{}
	}
	columns := s.placeColumns(groups[0])
	for _, g := range groups {
		at := map[int]sweepOutcome{}
		unit := ""
		for _, o := range g.outcomes {
			at[o.cell] = o
			if x, ok := n.of(o); ok {
				unit = x.Unit
			}
		}
		policy := g.outcomes[0].Policies[g.outcomes[0].policy].Policy
		columns = append(columns, columnOf(n.kind, policy, g.outcomes[0].policyTitle(), unit, "", func(o sweepOutcome) Cell {
			o, there := at[o.cell]
			if !there {
				return noCell
			}
			x, known := n.of(o)
			if n.kind == Change {
				return signed(x, known)
			}
			return cellIf(x, known)
		}))
	}
	columns = append(columns, text("upper", "", "", func(o sweepOutcome) string { return o.upper }).ruled())
	title := scenario + ": " + n.what + either(n.kind == Change, "", " under each policy")
	return tableOf(name, title, groups[0].shown(mostOnScreen), columns...).briefly().only(Brief).legend(unit.UpperFirst(n.what) + " · ± sampling error (95%)")
}

func (o sweepOutcome) policyTitle() string {
	policy := o.Policies[o.policy]
	return policy.Named()
}

// kind is how cells are told: with a sign where that is what is asked.
func (s *Sweep) kind() Kind {
	measure, _ := SplitMetric(s.Metric)
	return either(measure == NetBenefit, Change, Estimate)
}

// legend says what the columns tell, and which cells are left out.
func (s *Sweep) legend(cut bool) []string {
	notes := append([]string{ShortageNote + " · ± sampling error (95%) · CVaR95: mean of the worst 5%"}, s.firstProducts()...)
	if s.unitOf(NetBenefit, "mean") != "" {
		notes = append(notes, "Net benefit"+s.against()+": the value lost that a policy spares, less its extra cost · "+Same+" cannot be told apart from none")
	}
	return append(notes, said(when(cut, "Shown: the %d cells with the smallest mean shortfall under each policy and the %d with the largest. All are in the tables outcomes and cells.", extremes, extremes))...)
}

// shown are all outcomes, or of more than so many those with the least and the most
// shortfall.
func (g sweepGroup) shown(most int) []sweepOutcome {
	if len(g.outcomes) <= most {
		return g.outcomes
	}
	all := slices.Clone(g.outcomes)
	slices.SortStableFunc(all, func(a, b sweepOutcome) int { return cmp.Compare(a.mean.Value, b.mean.Value) })
	all = append(all[:extremes:extremes], all[len(all)-extremes:]...)
	for i := range all[extremes:] {
		all[extremes+i].upper = "yes"
	}
	return all
}

// placeColumns say to people which cell a row is: its case where there are several, and
// what it sets, an axis a column; where the cells set one axis at most, which, and to what.
func (s *Sweep) placeColumns(g sweepGroup) []column[sweepOutcome] {
	var all []column[sweepOutcome]
	if cases := distinct(g.outcomes, func(o sweepOutcome) string { return o.Case }); len(cases) > 1 {
		all = append(all, text("case", "Case", "", func(o sweepOutcome) string { return s.Head.Titles.Case(cmp.Or(o.Case, BaseCase)) }))
	}
	axes, most := s.axesOf(g.outcomes)
	switch {
	case len(axes) > 1 && most == 1:
		varied := func(o sweepOutcome) (axis, value string) {
			if len(o.Values) == 0 {
				return BaseCase, ""
			}
			return s.Axes[o.Values[0].Axis].Name(), o.Values[0].Text
		}
		all = append(all,
			text("varied", "Varied", "", func(o sweepOutcome) string { axis, _ := varied(o); return axis }),
			text("to", "To", "", func(o sweepOutcome) string { _, value := varied(o); return value }))
	case len(axes) > 0:
		for _, c := range axisColumns(s, func(o sweepOutcome) *SweepCell { return o.SweepCell }) {
			if slices.ContainsFunc(axes, func(i int) bool { return s.Axes[i].Header == c.Name }) {
				all = append(all, c.on(People))
			}
		}
	case len(all) == 0:
		all = append(all, text("cell", "Cell", "", func(o sweepOutcome) string { return s.named(o.SweepCell) }))
	}
	return each(all, column[sweepOutcome].addressed)
}

// axesOf are the axes that outcomes set, in order, and the most that one of them sets.
func (s *Sweep) axesOf(all []sweepOutcome) (axes []int, most int) {
	for _, o := range all {
		most = max(most, len(o.Values))
		axes = append(axes, each(o.Values, func(v SweepValue) int { return v.Axis })...)
	}
	slices.Sort(axes)
	return slices.Compact(axes), most
}

// tonnesColumns are the chief numbers of a cell under a policy; files have all of those that
// the policies of a run have, under the same names and in the same order, to be stacked.
func (s *Sweep) tonnesColumns() []column[sweepOutcome] {
	of := s.chiefColumn
	tail := of("cvar95_shortfall", "CVaR95", "mean of the worst trials, 5% of them", Shortfall, "cvar95")
	plain := tail.as(Number).on(People).but(func(_ sweepOutcome, c *Cell) { c.Text = "" })
	plain.Name = "cvar95"
	return []column[sweepOutcome]{
		text("subject", "", "whose tonnes they are: total, or total of one end product", func(o sweepOutcome) string { return SubjectOf(o.Main) }).on(File),
		of("material_shortage", "Shortage", "chance of a material shortage: a sector loses more than 1% of a year's use of a material", Shortage, OverOnePercent),
		of("any_shortfall", "Any shortfall", "chance of any shortfall", Shortfall, "p_any").on(File),
		of("mean_shortfall", "Mean shortfall", "mean of the tonnes lost over all trials, including those without any", Shortfall, "mean"),
		of("change", "Change", "change of the mean against the first policy, on the same draws; empty for the first policy", Shortfall, "change_mean").on(File),
		of("p95_shortfall", "p95", "percentile: 95% of the trials lie at or below it", Shortfall, "p95").as(Number).on(File),
		tail.on(File), plain,
		of("given_up", "Given up", "mean of the demand given up: not replaced by another material of the scenario; empty if none can be", GivenUp, "mean").as(Number),
		of("moved", "Moved", "mean of the demand that moved to another material; empty where none can", Moved, "mean").as(Number),
	}
}

// chosenColumn is the metric that was chosen, where no other column tells it.
func (s *Sweep) chosenColumn() []column[sweepOutcome] {
	mains := distinct(s.played(), func(c SweepCell) string { return c.Main })
	if s.Metric == "" || s.Metric == MetricOf(NetBenefit, Total) || slices.Equal(mains, []string{s.Metric}) {
		return nil
	}
	return []column[sweepOutcome]{columnOf(Estimate, "chosen", unit.UpperFirst(s.Quantity()), "", "", func(o sweepOutcome) Cell { return cellIf(o.told()) }).on(People)}
}

func (s *Sweep) chiefColumn(name, title, doc, measure, statistic string) column[sweepOutcome] {
	return s.columnOf(name, title, doc, measure, statistic, func(o sweepOutcome) string { return SubjectOf(o.Main) })
}

// columnOf is a column of a statistic of what a cell has of some subject.
func (s *Sweep) columnOf(name, title, doc, measure, statistic string, subject func(sweepOutcome) string) column[sweepOutcome] {
	return columnOf(Estimate, name, title, s.unitOf(measure, statistic), doc, func(o sweepOutcome) Cell {
		return cellIf(s.Stat(o.cell, o.policy, MetricOf(measure, subject(o)), statistic))
	})
}

// firstProducts say of which end product the tables are, where scenarios have several.
func (s *Sweep) firstProducts() []string {
	totals := those(s.Columns, func(c SweepColumn) bool { return c.Measure == Shortfall && c.Kind == "total" })
	chiefs := distinct(totals, func(c SweepColumn) string { return c.Metric })
	return said(distinct(s.played(), func(c SweepCell) string { return s.Head.Titles.FirstProduct(c.Main, chiefs) })...)
}

func (s *Sweep) failedTable() Table {
	failed := those(s.Cells, func(c SweepCell) bool { return c.Error != "" })
	several := len(s.names()) > 1
	t := tableOf("failed_cells", unit.Counted(len(failed), "cell")+" failed", failed[:min(len(failed), mostOnScreen)],
		text("cell", "Cell", "", func(c SweepCell) string { return either(several, c.Scenario+": ", "") + s.named(&c) }),
		text("error", "Why", "", func(c SweepCell) string { return c.Error })).only(People)
	more := len(failed) - mostOnScreen
	return t.noted(said(when(more > 0, "… and %d more: all are in the table index.", more))...)
}

// Across chooses the axes that figures have across and up, by path or label; "" leaves
// the choice to the figure. It fails on an axis that there is not.
func (s *Sweep) Across(x, y string) error {
	for _, axis := range []struct {
		flag, name string
		path       *string
	}{{"x", x, &s.X}, {"y", y, &s.Y}} {
		if axis.name == "" {
			continue
		}
		i := slices.IndexFunc(s.Axes, func(a SweepAxis) bool { return a.Path == axis.name || a.Label == axis.name })
		if i < 0 {
			return fmt.Errorf("--%s %s: the sweep does not vary this; choose from %s", axis.flag, axis.name, strings.Join(each(s.Axes, func(a SweepAxis) string { return a.Path }), ", "))
		}
		*axis.path = s.Axes[i].Path
	}
	if s.X != "" && s.X == s.Y {
		return fmt.Errorf("--x and --y are the same axis: %s", s.X)
	}
	return nil
}

// Value returns what a cell sets an axis to. It is false where the cell leaves the axis as
// it is in the file.
func (c *SweepCell) Value(axis int) (SweepValue, bool) {
	return first(c.Values, func(v *SweepValue) bool { return v.Axis == axis })
}

// axisColumns are the axes: numbers in the unit of the axis, or values as written.
func axisColumns[T any](s *Sweep, cell func(T) *SweepCell) []column[T] {
	var all []column[T]
	for i, a := range s.Axes {
		c := column[T]{Column: Column{Name: a.Header, Title: a.Name(), On: Everywhere, Role: RoleAddress, Doc: "what the cell sets " + a.Path + " to, as written in the file; " + BaseCase + " where it is as in the file and its policies"}}
		if a.Numeric {
			c.Kind, c.Unit = Number, a.Unit
			c.Doc = "what the cell sets " + a.Path + " to; empty where it is as in the file and its policies"
		}
		rounds := s.rounds(i)
		c.cell = func(x T) Cell {
			v, given := cell(x).Value(i)
			switch {
			case !given:
				return Cell{Text: BaseCase, Value: math.NaN()}
			case !a.Numeric:
				return Cell{Text: v.Text, Value: math.NaN()}
			}
			return Cell{Text: either(rounds, v.Text, ""), Value: v.Number}
		}
		all = append(all, c)
	}
	return all
}

// rounds reports whether numbers of an axis that differ read alike: people then read them
// as written. It is asked of every value, and found out once.
func (s *Sweep) rounds(axis int) bool {
	known := s.alike.Load()
	if known == nil {
		all := each(upTo(len(s.Axes)), s.readsAlike)
		known = &all
		s.alike.Store(known)
	}
	return (*known)[axis]
}

func (s *Sweep) readsAlike(axis int) bool {
	as := map[string]float64{}
	for _, c := range s.Cells {
		if v, ok := c.Value(axis); ok {
			words := unit.Format(v.Number, s.Axes[axis].Unit)
			if x, known := as[words]; known && x != v.Number {
				return true
			}
			as[words] = v.Number
		}
	}
	return false
}
