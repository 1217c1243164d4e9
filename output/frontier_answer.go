package output

import (
	"fmt"
	"math"
	"slices"

	"magnetsim/sim/unit"
)

// Answer tells what each level costs and what risk it leaves, and what the step to
// each level changes.
func (f *Frontier) Answer() *Answer {
	a := &Answer{Head: f.Head, Sentences: f.sentences(), Notes: notesOf(f.Doubts)}
	a.Head.Facts = []string{f.Lever.ranging(), unit.Counted(int64(len(f.Points)), "level")}
	if f.Asked > 0 {
		a.Head.Facts[1] = fmt.Sprintf("INTERRUPTED after %d of %d levels", len(f.Points), f.Asked)
	}
	a.Tables = []Table{f.levelTable(), f.stepTable(), f.leverTable()}
	return a
}

// levelTable is the levels, by rising level.
func (f *Frontier) levelTable() Table {
	const risk, money = "", ", cost"
	columns := []column[FrontierPoint]{
		text("level", "Level", "", func(p FrontierPoint) string {
			if p.Dominated() {
				return p.Text + " ×"
			}
			return p.Text
		}).on(People),
		number(f.Lever.column(), "", f.Lever.Unit, "the level", func(p FrontierPoint) float64 { return p.Level }).on(File),
		text("text", "", "the level as people read it", func(p FrontierPoint) string { return p.Text }).on(File),
		statistic("material_shortage", "Shortage", "share", "chance that a sector loses more than 1% of a year's use; empty where not known", func(p FrontierPoint) Stat { return p.Serious }).part(risk),
		statistic("any_shortfall", "Any shortfall", "share", "chance of any shortfall", func(p FrontierPoint) Stat { return p.Chance }).part(risk),
		statistic("mean_shortfall", "Mean shortfall", "t", "mean shortfall", func(p FrontierPoint) Stat { return p.Mean }).part(risk),
		statistic("cvar95", "CVaR95", "t", "mean shortfall of the worst 5% of the trials", func(p FrontierPoint) Stat { return p.Tail }).part(risk),
		statistic("cost", "Cost", f.Currency, "mean cost of all stockpiles: purchase and holding less end value; empty without prices", func(p FrontierPoint) Stat { return p.Cost }).part(money),
	}
	columns = append(columns, f.part("purchase", "Purchase", func(p FrontierPoint) Stat { return p.Purchase })...)
	columns = append(columns, f.part("holding", "Holding", func(p FrontierPoint) Stat { return p.Holding })...)
	columns = append(columns, f.part("end_value", "End value", func(p FrontierPoint) Stat { return p.EndValue })...)
	columns = append(columns,
		yesNo("dominated", "", "1 where another level leaves no reason to choose this one", FrontierPoint.Dominated).on(File),
		text("dominated_by", "", "that level; empty where there is none", func(p FrontierPoint) string {
			if !p.Dominated() {
				return ""
			}
			return f.Points[p.DominatedBy].Text
		}).on(File))
	t := tableOf("levels", "What each level costs, and what risk it leaves", f.Points, columns...)
	t.Notes = []string{ShortageNote + "."}
	if slices.ContainsFunc(f.Points, FrontierPoint.Dominated) {
		t.Notes = append(t.Notes, "× dominated: another level costs no more, leaves no more loss by any measure, and is surely better in one.")
	}
	return t
}

// part is a part of the cost, whose sampling error files alone tell.
func (f *Frontier) part(name, title string, of func(FrontierPoint) Stat) []column[FrontierPoint] {
	return []column[FrontierPoint]{
		statistic(name, title, f.Currency, "mean over all stockpiles; empty without prices", of).on(File),
		number(name+"_mean", title, f.Currency, "", func(p FrontierPoint) float64 { return of(p).Value }).on(People).part(", cost"),
	}
}

// frontierPair is a level and the one before.
type frontierPair struct{ from, to FrontierPoint }

// stepTable is how each level differs from the one before.
func (f *Frontier) stepTable() Table {
	const risk, money = "", ", cost"
	var steps []frontierPair
	for i := 1; i < len(f.Points); i++ {
		if f.Points[i].From != nil {
			steps = append(steps, frontierPair{f.Points[i-1], f.Points[i]})
		}
	}
	per := f.Currency + "/t"
	t := tableOf("steps", "From level to level", steps,
		text("to", "To", "the level", func(s frontierPair) string { return s.to.Text }),
		text("from", "", "the level before, from which it differs", func(s frontierPair) string { return s.from.Text }).on(File),
		stepChange("change_material_shortage", "Shortage", "share", "of the chance of a material shortage; empty where not known", func(s frontierPair) Stat { return s.to.From.Serious }).part(risk),
		stepChange("change_any_shortfall", "", "share", "of the chance of any shortfall", func(s frontierPair) Stat { return s.to.From.Chance }).on(File),
		stepChange("change_mean_shortfall", "Mean shortfall", "t", "of the mean shortfall", func(s frontierPair) Stat { return s.to.From.Mean }).part(risk),
		stepChange("change_cvar95", "CVaR95", "t", "of CVaR95", func(s frontierPair) Stat { return s.to.From.Tail }).part(risk),
		stepChange("change_cost", "Cost", f.Currency, "of the mean cost; empty without prices", func(s frontierPair) Stat { return s.to.From.Cost }).part(money),
		ratio("per_mean", "Per t of mean avoided", per, "cost of a tonne of mean shortfall that the step avoids; empty where it cannot be told to avoid any", func(s frontierPair) Stat { return s.to.From.PerMean }).part(money),
		ratio("per_cvar95", "Per t of CVaR95 avoided", per, "cost of a tonne of CVaR95 that the step avoids; empty where it cannot be told to avoid any", func(s frontierPair) Stat { return s.to.From.PerTail }).part(money))
	t.Notes = []string{Same + " cannot be told apart from none."}
	return t
}

// leverTable is the lever, in a row.
func (f *Frontier) leverTable() Table {
	return tableOf("lever", "The lever", []Lever{f.Lever},
		text("lever", "", "places of the scenario that move together", Lever.Title).on(File),
		text("unit", "", "of the levels; empty of bare numbers", func(l Lever) string { return l.Unit }).on(File),
		number("range_low", "", "", "lower end of the range", func(l Lever) float64 { return l.Low }).on(File),
		number("range_high", "", "", "upper end of the range", func(l Lever) float64 { return l.High }).on(File),
		number("step", "", "", "levels are whole steps above the lower end, and the upper end", func(l Lever) float64 { return l.Step }).on(File),
		text("loss", "", "metric of the risk", func(Lever) string { return f.Loss }).on(File),
		whole("levels_asked", "", "levels that were to be played", func(Lever) int64 { return int64(max(f.Asked, len(f.Points))) }).on(File))
}

// stepChange is a column of differences on the same trials.
func stepChange[T any](name, title, unit, doc string, of func(T) Stat) column[T] {
	c := statistic(name, title, unit, doc, of)
	c.Kind = Change
	value := c.cell
	c.cell = func(t T) Cell {
		x := value(t)
		x.Same = of(t).Same()
		return x
	}
	return c
}

// ratio is a column of costs per tonne: one that is known only roughly, and lies near
// one end of its interval, is told by both ends.
func ratio[T any](name, title, per, doc string, of func(T) Stat) column[T] {
	c := statistic(name, title, per, doc, of)
	value := c.cell
	c.cell = func(t T) Cell {
		x := value(t)
		if s := of(t); s.Error() > math.Abs(s.Value)/3 {
			x.Text = unit.Format(s.Low, s.Unit) + " to " + unit.Format(s.High, s.Unit)
		}
		return x
	}
	return c
}

// sentences say where more buys nothing that can be told.
func (f *Frontier) sentences() []string {
	useless := ""
	for _, p := range slices.Backward(f.Points) {
		if p.From == nil || !p.From.Mean.Same() || !p.From.Tail.Same() {
			break
		}
		useless = p.Text
	}
	switch {
	case useless == "":
		return nil
	case len(f.Points) > 1 && useless == f.Points[1].Text:
		return []string{"Hardly worth having: no level changes the mean shortfall or CVaR95 by more than the sampling error."}
	}
	return []string{"From " + useless + " on more buys nothing that " + unit.Counted(f.Head.Asked, "trial") + " can tell."}
}
