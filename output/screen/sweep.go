package screen

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"magnetsim/output"
	"magnetsim/sim/unit"
)

// Up to mostCells cells are all shown; of more, those with the least and the
// most shortfall.
const (
	mostCells = 12
	telling   = 3
)

// Sweep writes what a sweep gave: under each policy its cells, or the most
// telling of them, and how many meet the criteria. Rest says where all of it is;
// "" for nowhere.
func Sweep(w io.Writer, sweep *output.Sweep, rest string, o Options) error {
	s := newScreen(o)
	r := rollup{screen: s, sweep: sweep}
	s.heading(r.title())
	s.paragraph(r.sizes(), "")
	for _, scenario := range distinct(sweep.Cells, func(c output.SweepCell) string { return c.Scenario }) {
		for _, policy := range r.policies(scenario) {
			r.table(scenario, policy)
		}
	}
	if r.any {
		s.blank()
		s.paragraph(output.ShortageNote+" · ± sampling error (95%) · CVaR95: mean of the worst 5%", "")
	}
	for _, note := range r.products() {
		s.paragraph(note, "")
	}
	if len(r.left) > 0 {
		where := ""
		if rest != "" {
			where = " All are in " + rest + "."
		}
		s.paragraph(fmt.Sprintf("Shown are the %d cells with the least mean shortfall under each policy and the %d with the most.%s", telling, telling, where), "")
	}
	r.criteria()
	r.failures()
	var notes []output.Note
	for _, warning := range sweep.Warnings() {
		notes = append(notes, output.Note(warning))
	}
	s.notes(notes)
	_, err := io.WriteString(w, s.out.String())
	return err
}

// rollup is a screen about a sweep.
type rollup struct {
	*screen
	sweep *output.Sweep
	left  []string // tables in which cells are left out
	any   bool     // there is a table
}

func distinct[T any](list []T, of func(T) string) []string {
	var all []string
	for _, x := range list {
		if s := of(x); !slices.Contains(all, s) {
			all = append(all, s)
		}
	}
	return all
}

func (r *rollup) title() string {
	names := distinct(r.sweep.Cells, func(c output.SweepCell) string {
		return cmp.Or(c.Title, c.Scenario)
	})
	if len(names) > 3 {
		return fmt.Sprintf("Sweep of %d scenarios", len(names))
	}
	return "Sweep: " + strings.Join(names, "; ")
}

func (r *rollup) sizes() string {
	var axes []string
	for _, a := range r.sweep.Axes {
		axes = append(axes, a.Path)
	}
	parts := []string{unit.Counted(len(r.sweep.Cells), "cell")}
	if len(axes) > 0 {
		parts = append(parts, "varied: "+strings.Join(axes, ", "))
	}
	if runs := distinct(r.done(), func(c output.SweepCell) string {
		return fmt.Sprintf("%s, seed %d", unit.Counted(c.Asked, "trial"), c.Seed)
	}); len(runs) == 1 {
		parts = append(parts, runs[0]+", the same draws in every cell and under every policy")
	}
	return strings.Join(parts, " · ")
}

// done are the cells with results.
func (r *rollup) done() []output.SweepCell {
	return slices.DeleteFunc(slices.Clone(r.sweep.Cells), func(c output.SweepCell) bool { return c.Error != "" })
}

// policies are those of the first cell of a scenario that has any; all cells
// have the same.
func (r *rollup) policies(scenario string) []output.Variant {
	for _, c := range r.sweep.Cells {
		if c.Scenario == scenario && len(c.Policies) > 0 {
			return c.Policies
		}
	}
	return nil
}

// outcome is a cell under one policy.
type outcome struct {
	cell, policy int
	mean         output.Stat
}

// table shows the cells of a scenario under a policy.
func (r *rollup) table(scenario string, policy output.Variant) {
	var all []outcome
	for i := range r.sweep.Cells {
		c := &r.sweep.Cells[i]
		at := slices.IndexFunc(c.Policies, func(v output.Variant) bool { return v.Policy == policy.Policy })
		if c.Scenario != scenario || at < 0 {
			continue
		}
		mean, _ := r.sweep.Stat(i, at, c.Main, "mean")
		all = append(all, outcome{i, at, mean})
	}
	title := cmp.Or(policy.Title, policy.Policy)
	if len(distinct(r.sweep.Cells, func(c output.SweepCell) string { return c.Scenario })) > 1 {
		title = scenario + ": " + title
	}
	shown, cut := all, 0
	if len(all) > mostCells {
		shown = slices.Clone(all)
		slices.SortStableFunc(shown, func(a, b outcome) int { return cmp.Compare(a.mean.Value, b.mean.Value) })
		shown = append(shown[:telling:telling], shown[len(shown)-telling:]...)
		cut = telling
		r.left = append(r.left, title)
	}
	w := written{Heads: []string{"", "Shortage", "Mean shortfall", "CVaR95", "Given up", "Moved", "Criteria"}}
	for i, o := range shown {
		w.Rows, w.Rules = append(w.Rows, r.row(o)), append(w.Rules, cut > 0 && i == cut)
	}
	r.any = true
	r.blank()
	r.heading(title)
	r.cells(w)
}

// products say of which end product the tables are, where scenarios have several.
func (r *rollup) products() []string {
	var chiefs []string
	for _, c := range r.sweep.Columns {
		if c.Measure == output.Shortfall && c.Kind == "total" && !slices.Contains(chiefs, c.Metric) {
			chiefs = append(chiefs, c.Metric)
		}
	}
	mains := distinct(r.done(), func(c output.SweepCell) string { return c.Main })
	notes := distinct(mains, func(main string) string { return output.FirstProduct(main, chiefs) })
	return slices.DeleteFunc(notes, func(note string) bool { return note == "" })
}

func (r *rollup) row(o outcome) []string {
	c := &r.sweep.Cells[o.cell]
	over, hasOver := r.sweep.Stat(o.cell, o.policy, output.MetricOf(output.Shortage, output.SubjectOf(c.Main)), output.OverOnePercent)
	tail, hasTail := r.sweep.Stat(o.cell, o.policy, c.Main, "cvar95")
	criteria := ""
	if passed, all := c.Meets(o.policy); all > 0 {
		criteria = fmt.Sprintf("%d of %d", passed, all)
	}
	text := func(s output.Stat, has, withError bool) string {
		switch {
		case !has:
			return ""
		case withError:
			return s.TextWithError()
		}
		return s.Text()
	}
	turned := func(measure string) string {
		x, has := r.sweep.Stat(o.cell, o.policy, output.MetricOf(measure, output.SubjectOf(c.Main)), "mean")
		return text(x, has, false)
	}
	return []string{cellName(c), text(over, hasOver, true), text(o.mean, o.mean.Metric != "", true), text(tail, hasTail, false), turned(output.GivenUp), turned(output.Moved), criteria}
}

func cellName(c *output.SweepCell) string {
	if c.Case == "" {
		return c.ID
	}
	return c.Case + ": " + c.ID
}

// written is a table in words.
type written struct {
	Heads []string
	Rows  [][]string
	Rules []bool // by row: a line is drawn above it
}

// cells writes a table in which the names of cells may take all the room that the
// numbers leave. Columns, but the first, in which nothing stands are left out.
func (r *rollup) cells(w written) {
	var filled []int
	for c := range w.Heads {
		if c == 0 || slices.ContainsFunc(w.Rows, func(row []string) bool { return row[c] != "" }) {
			filled = append(filled, c)
		}
	}
	g := grid{nil, nil, make([]int, len(w.Heads)), r.screen}
	for _, head := range w.Heads {
		g.columns = append(g.columns, output.Column{Title: head, Kind: output.Number})
	}
	for i, row := range w.Rows {
		var cells []output.Cell
		for _, text := range row {
			cells = append(cells, output.Cell{Text: text, Rule: len(cells) == 0 && w.Rules[i]})
		}
		g.rows = append(g.rows, cells)
	}
	room := r.width
	for _, c := range filled {
		if g.wide[c] = g.natural(c); c > 0 {
			room -= len(gap) + g.wide[c]
		}
	}
	g.wide[0] = min(g.wide[0], max(room, 24))
	for _, part := range g.parts(filled) {
		for line := range strings.SplitSeq(g.render(part), "\n") {
			r.line(line)
		}
	}
}

// criteria says in how many cells each policy meets each criterion.
func (r *rollup) criteria() {
	met := r.sweep.CriteriaMet()
	if len(met) == 0 {
		return
	}
	several := len(distinct(met, func(c output.CriterionCount) string { return c.Scenario })) > 1
	w := written{Heads: []string{"", "Passed in", "Failed in", "Too close to call in"}}
	line := ""
	for i, c := range met {
		w.Rules = append(w.Rules, c.Line != line && i > 0)
		line = c.Line
		name := c.Criterion + ", " + c.Policy
		if several {
			name = c.Scenario + ": " + name
		}
		of := func(n int) string {
			if n == 0 {
				return "–"
			}
			return fmt.Sprintf("%d of %d", n, c.Cells)
		}
		w.Rows = append(w.Rows, []string{name, of(c.Pass), of(c.Fail), of(c.TooClose)})
	}
	r.blank()
	r.heading("Criteria: cells that meet them")
	r.cells(w)
	for _, c := range distinct(met, func(c output.CriterionCount) string { return c.Criterion + ": " + c.Line }) {
		r.paragraph(c, "  ")
	}
}

// failures tells which cells have no results.
func (r *rollup) failures() {
	n := r.sweep.FailedCells()
	if n == 0 {
		return
	}
	r.blank()
	r.line(r.paint(red, unit.Counted(n, "cell")+" failed"))
	shown := 0
	for i := range r.sweep.Cells {
		c := &r.sweep.Cells[i]
		if c.Error == "" {
			continue
		}
		if shown++; shown > telling {
			r.paragraph(fmt.Sprintf("… and %d more", n-telling), "")
			return
		}
		r.paragraph(cellName(c)+": "+c.Error, "  ")
	}
}
