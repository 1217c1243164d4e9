package output

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"magnetsim/sim/stat"
	"magnetsim/sim/study"
	"magnetsim/sim/unit"
)

// Frontier is what a lever buys over its range: cost against risk, level by
// level, all on the same draws.
type Frontier struct {
	Head     Head // trials are those of each level; Policy is that the lever moves within, "" for the file as it is
	Doubts   []Warning
	Currency string
	Lever    Lever
	Loss     string          // metric of the risk: "shortfall.total", in t
	Points   []FrontierPoint // by rising level
	Asked    int             // levels that were to be played, where it was interrupted; else 0
}

// FrontierPoint is one level of the lever. Numbers that the scenario does not
// have (a stockpile without a price) have the value NaN.
type FrontierPoint struct {
	Level float64 // in Lever.Unit
	Text  string  // "90 days"

	Cost     Stat // mean cost of all stockpiles: Purchase and Holding less EndValue
	Purchase Stat
	Holding  Stat
	EndValue Stat

	Chance  Stat // of any loss
	Serious Stat // chance of a material shortage; NaN where that is not known
	Mean    Stat // loss
	Tail    Stat // CVaR95 of the loss

	// DominatedBy is the index of a point that leaves no reason to choose this one:
	// in no respect worse than it (cost, CVaR95, chance) and better in one by more
	// than the sampling error; −1 where there is none.
	DominatedBy int

	From *FrontierStep // how it differs from the point before; nil for the first
}

// FrontierStep is how a point differs from the one before, trial by trial.
type FrontierStep struct {
	Cost    Stat // more
	Chance  Stat // less is below 0
	Serious Stat
	Mean    Stat
	Tail    Stat
	// PerMean and PerTail are the cost of a tonne of mean loss, and of CVaR95, that
	// the step avoids, in currency per tonne; NaN where the step cannot be told to
	// avoid any.
	PerMean Stat
	PerTail Stat
}

// Dominated reports whether a point can be left aside.
func (p FrontierPoint) Dominated() bool { return p.DominatedBy >= 0 }

// Same reports whether a difference cannot be told from none.
func (s Stat) Same() bool { return !(s.Low > 0) && !(s.High < 0) }

// FrontierFacts are what a frontier's rungs do not know: Head has all but Points,
// and Parts are the metrics of the lab that costs consist of, over all stockpiles.
type FrontierFacts struct {
	Head                        Frontier
	Loss, Cost                  int // metrics of the lab; Cost −1 for none
	Purchase, Holding, EndValue []int
}

// BuildFrontier turns the rungs of a frontier into plain data.
func BuildFrontier(f FrontierFacts, rungs []study.Rung) *Frontier {
	f.Head.Points = eachAt(rungs, func(i int, r study.Rung) FrontierPoint { return f.point(&r, i == 0) })
	return &f.Head
}

func (f *FrontierFacts) point(r *study.Rung, first bool) FrontierPoint {
	level := r.Point.Levels[0]
	p := FrontierPoint{
		Level: level, Text: f.Head.Lever.Text(level), DominatedBy: r.DominatedBy,
		Cost: f.stat("mean", f.Head.Currency, r.Loses.Cost), Purchase: f.part(r.Point, f.Purchase), Holding: f.part(r.Point, f.Holding), EndValue: f.part(r.Point, f.EndValue),
		Chance: f.stat("p_any", "share", r.Loses.Chance), Serious: f.stat("p_any", "share", r.Loses.Serious),
		Mean: f.stat("mean", "t", r.Loses.Mean), Tail: f.stat("cvar95", "t", r.Loses.Tail),
	}
	if first {
		return p
	}
	per := f.Head.Currency + "/t"
	p.From = &FrontierStep{
		Cost: f.stat("mean", f.Head.Currency, r.Change.Cost), Chance: f.stat("difference", "share", r.Change.Chance),
		Serious: f.stat("difference", "share", r.Change.Serious), Mean: f.stat("mean", "t", r.Change.Mean),
		Tail: f.stat("cvar95", "t", r.Change.Tail), PerMean: f.stat("ratio", per, r.Change.PerTonne), PerTail: f.stat("ratio", per, r.PerTail),
	}
	return p
}

// part returns the mean of the sum of metrics; without a value where there is
// none.
func (f *FrontierFacts) part(p *study.Point, metrics []int) Stat {
	if len(metrics) == 0 {
		return f.stat("mean", f.Head.Currency, none)
	}
	return f.stat("mean", f.Head.Currency, sumOf(len(p.Values), metrics...).Estimate(p))
}

func (f *FrontierFacts) stat(statistic, unit string, e stat.Estimate) Stat {
	x := statOf(statistic, unit, e)
	x.Metric = f.Head.Loss
	return x
}

// Answer tells what each level costs and what risk it leaves, and what the step to
// each level changes.
func (f *Frontier) Answer() *Answer {
	a := &Answer{Head: f.Head, Sentences: f.sentences(), Notes: notesOf(f.Doubts)}
	a.Head.Facts = []string{f.Lever.ranging(f.Head.Titles), either(f.Asked > 0, fmt.Sprintf("INTERRUPTED after %d of %d levels", len(f.Points), f.Asked), unit.Counted(len(f.Points), "level"))}
	a.Tables = []Table{f.levelTable(), f.stepTable(), f.leverTable()}
	return a
}

func (f *Frontier) levelTable() Table {
	const risk, money = "", ", cost"
	columns := slices.Concat([]column[FrontierPoint]{
		text("level", "Level", "", func(p FrontierPoint) string { return p.Text + either(p.Dominated(), " ×", "") }).on(People).brief(""),
		number(f.Lever.column(), "", f.Lever.Unit, "the level", func(p FrontierPoint) float64 { return p.Level }).on(File),
		text("text", "", "the level as people read it", func(p FrontierPoint) string { return p.Text }).on(File),
		statistic("material_shortage", "Shortage", "share", "chance that a sector loses more than 1% of a year's use; empty where not known", func(p FrontierPoint) Stat { return p.Serious }).part(risk).brief(""),
		statistic("any_shortfall", "Any shortfall", "share", "chance of any shortfall", func(p FrontierPoint) Stat { return p.Chance }).part(risk),
		statistic("mean_shortfall", "Mean shortfall", "t", "mean shortfall", func(p FrontierPoint) Stat { return p.Mean }).part(risk).brief("Mean loss"),
		statistic("cvar95", "CVaR95", "t", "mean shortfall of the worst 5% of the trials", func(p FrontierPoint) Stat { return p.Tail }).part(risk).brief("").spare(),
		statistic("cost", "Cost", f.Currency, "mean cost of all stockpiles: purchase and holding less end value; empty without prices", func(p FrontierPoint) Stat { return p.Cost }).part(money).brief(""),
	},
		f.part("purchase", "Purchase", func(p FrontierPoint) Stat { return p.Purchase }),
		f.part("holding", "Holding", func(p FrontierPoint) Stat { return p.Holding }),
		f.part("end_value", "End value", func(p FrontierPoint) Stat { return p.EndValue }),
		[]column[FrontierPoint]{
			yesNo("dominated", "", "1 if another level leaves no reason to choose this one", FrontierPoint.Dominated).on(File),
			text("dominated_by", "", "that level; empty where there is none", func(p FrontierPoint) string {
				if !p.Dominated() {
					return ""
				}
				return f.Points[p.DominatedBy].Text
			}).on(File),
		})
	dominated := slices.ContainsFunc(f.Points, FrontierPoint.Dominated)
	legend := "± sampling error (95%) · CVaR95: mean of the worst 5%" + either(dominated, " · × dominated", "")
	return tableOf("levels", "What each level costs, and what risk it leaves", f.Points, columns...).legend(legend).noted(said(ShortageNote+".",
		when(dominated, "× dominated: another level costs no more, leaves no more loss by any measure, and is surely better in one."))...)
}

// part is a part of the cost, whose sampling error files alone tell.
func (f *Frontier) part(name, title string, of func(FrontierPoint) Stat) []column[FrontierPoint] {
	return []column[FrontierPoint]{
		statistic(name, title, f.Currency, "mean over all stockpiles; empty without prices", of).on(File),
		number(name+"_mean", title, f.Currency, "", func(p FrontierPoint) float64 { return of(p).Value }).on(People).part(", cost"),
	}
}

// frontierPair is a level and the one before, and how they differ.
type frontierPair struct {
	from, to FrontierPoint
	FrontierStep
}

func (f *Frontier) stepTable() Table {
	const risk, money = "", ", cost"
	var steps []frontierPair
	for i := 1; i < len(f.Points); i++ {
		if f.Points[i].From != nil {
			steps = append(steps, frontierPair{f.Points[i-1], f.Points[i], *f.Points[i].From})
		}
	}
	per := f.Currency + "/t"
	return tableOf("steps", "From level to level", steps,
		text("to", "To", "the level", func(s frontierPair) string { return s.to.Text }),
		text("from", "", "the level before, from which it differs", func(s frontierPair) string { return s.from.Text }).on(File),
		stepChange("change_material_shortage", "Shortage", "share", "of the chance of a material shortage; empty where not known", func(s frontierPair) Stat { return s.Serious }).part(risk),
		stepChange("change_any_shortfall", "", "share", "of the chance of any shortfall", func(s frontierPair) Stat { return s.Chance }).on(File),
		stepChange("change_mean_shortfall", "Mean shortfall", "t", "of the mean shortfall", func(s frontierPair) Stat { return s.Mean }).part(risk),
		stepChange("change_cvar95", "CVaR95", "t", "of CVaR95", func(s frontierPair) Stat { return s.Tail }).part(risk),
		stepChange("change_cost", "Cost", f.Currency, "of the mean cost; empty without prices", func(s frontierPair) Stat { return s.Cost }).part(money),
		ratio("per_mean", "Per t of mean avoided", per, "cost of a tonne of mean shortfall that the step avoids; empty unless it surely avoids some", func(s frontierPair) Stat { return s.PerMean }).part(money),
		ratio("per_cvar95", "Per t of CVaR95 avoided", per, "cost of a tonne of CVaR95 that the step avoids; empty unless it surely avoids some", func(s frontierPair) Stat { return s.PerTail }).part(money)).
		noted(Same + " cannot be told apart from none.")
}

func (f *Frontier) leverTable() Table {
	return tableOf("lever", "The lever", []Lever{f.Lever},
		text("lever", "", "places of the scenario that move together", Lever.places),
		text("title", "", "the lever, as people read it", func(l Lever) string { return l.Title(f.Head.Titles) }),
		text("unit", "", "of the levels; empty for bare numbers", func(l Lever) string { return l.Unit }),
		number("range_low", "", "", "lower end of the range", func(l Lever) float64 { return l.Low }),
		number("range_high", "", "", "upper end of the range", func(l Lever) float64 { return l.High }),
		number("step", "", "", "levels are whole steps above the lower end, and the upper end", func(l Lever) float64 { return l.Step }),
		text("loss", "", "metric of the risk", func(Lever) string { return f.Loss }),
		whole("levels_asked", "", "levels that were to be played", func(Lever) int { return max(f.Asked, len(f.Points)) })).only(File)
}

func stepChange[T any](name, title, unit, doc string, of func(T) Stat) column[T] {
	return statistic(name, title, unit, doc, of).as(Change).but(func(x T, c *Cell) { c.Same = of(x).Same() })
}

// ratio is a column of costs per tonne: one that is known only roughly, and lies near
// one end of its interval, is told by both ends.
func ratio[T any](name, title, per, doc string, of func(T) Stat) column[T] {
	return statistic(name, title, per, doc, of).but(func(x T, c *Cell) {
		if s := of(x); s.Error() > math.Abs(s.Value)/3 {
			c.Text = unit.Format(s.Low, s.Unit) + " to " + unit.Format(s.High, s.Unit)
		}
	})
}

// sentences say what the range of levels buys at what price, and where more buys nothing.
func (f *Frontier) sentences() []string {
	if len(f.Points) < 2 {
		return f.useless()
	}
	first, last := f.Points[0], f.Points[len(f.Points)-1]
	all := []string{fmt.Sprintf("From %s to %s the mean shortfall goes from %s to %s%s.", first.Text, last.Text, glue(first.Mean.TextWithError()), glue(last.Mean.TextWithError()),
		when(!math.IsNaN(last.Cost.Value), ", and the cost from %s to %s", glue(first.Cost.Text()), glue(last.Cost.TextWithError())))}
	priced := those(f.Points, func(p FrontierPoint) bool { return p.From != nil && p.From.PerMean.Text() != "" })
	if len(priced) > 1 {
		one, other := priced[0], priced[len(priced)-1]
		all = append(all, fmt.Sprintf("A tonne spared costs %s in the step to %s, and %s in that to %s.",
			glue(one.From.PerMean.TextWithError()), one.Text, glue(other.From.PerMean.TextWithError()), other.Text))
	}
	return append(all, f.useless()...)
}

// useless says where more buys nothing that can be told.
func (f *Frontier) useless() []string {
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
	return []string{"From " + useless + " on, a higher level brings nothing that " + unit.Counted(f.Head.Asked, "trial") + " can show."}
}

// Lever is a value of a scenario that a search or a frontier moves.
type Lever struct {
	Paths     []string // places in the file that move together
	Unit      string   // of its levels, as written: "days", "kt", "%"
	Form      string   // how a level is written, with # for the number: "# days", "#%", "USD #/kg"
	Low, High float64  // range, in Unit
	Step      float64  // levels are whole steps above Low, and High
}

// Text writes a level for people and for a file: "45.5 days", "1 day".
func (l Lever) Text(level float64) string {
	form := l.Form
	if level == 1 && slices.Contains([]string{"# days", "# weeks", "# months", "# years"}, form) {
		form = strings.TrimSuffix(form, "s")
	}
	return strings.Replace(form, "#", strconv.FormatFloat(level, 'f', -1, 64), 1)
}

// Title names the lever for people.
func (l Lever) Title(t Titles) string { return strings.Join(each(l.Paths, t.Path), ", ") }

// places are what it moves, for files.
func (l Lever) places() string { return strings.Join(l.Paths, ", ") }

func (l Lever) ranging(t Titles) string {
	return l.Title(t) + " from " + l.Text(l.Low) + " to " + l.Text(l.High)
}

// column is what the column of its levels is called, without the unit.
func (l Lever) column() string { return strings.Join(l.Paths, "_and_") }
