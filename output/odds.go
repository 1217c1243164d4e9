package output

import (
	"fmt"
	"math"

	"magnetsim/sim/unit"

	"magnetsim/sim/study"
)

// Odds is a curb process that was made of the odds that experts give.
type Odds struct {
	Head    Head
	Within  string  // the time within which they hold, as written: "10 years"
	Years   float64 // the same in years
	Process study.Process
	Stated  []study.Odds
	YAML    string // the curb, as it goes into a scenario
}

// Answer tells the process, and what was fitted beside what was stated.
func (o *Odds) Answer() *Answer {
	a := &Answer{Head: o.Head, Sentences: []string{o.Sentence()}}
	a.Head.Heading = "A curb process of stated odds"
	a.Head.Facts = append(a.Head.Facts, unit.Counted(len(o.Stated), "statement")+" of odds within "+o.Within)
	a.Tables = []Table{o.FitTable(), tableOf("process", "", []study.Process{o.Process},
		number("within", "", "years", "the time within which the odds hold", func(study.Process) float64 { return o.Years }),
		number("rate", "", "per year", "curbs that begin in a year", func(p study.Process) float64 { return p.Rate }),
		number("shape", "", "", "shape of the Weibull distribution of their lengths; 1 is exponential", func(p study.Process) float64 { return p.Shape }),
		number("scale", "", "months", "its scale", func(p study.Process) float64 { return 12 * p.Scale }),
		number("mean_length", "", "months", "their mean length", func(study.Process) float64 { return o.months() }),
		text("yaml", "", "the curb, as it goes into a scenario", func(study.Process) string { return o.YAML })).only(File)}
	return a
}

// Sentence says how many curbs there are, and how long.
func (o *Odds) Sentence() string {
	return fmt.Sprintf("%.8g curbs begin within %s on average, and last %.3g months on average.", o.Process.Rate*o.Years, o.Within, o.months())
}

func (o *Odds) months() float64 { return 12 * o.Process.Scale * math.Gamma(1+1/o.Process.Shape) }

// FitTable holds what was fitted beside what was stated.
func (o *Odds) FitTable() Table {
	fitted := func(s study.Odds) float64 { return o.Process.Chance(s.Length, o.Years) }
	share := func(name, title, doc, format string, of func(study.Odds) float64) column[study.Odds] {
		return columnOf(Number, name, title, "share", doc, func(s study.Odds) Cell { return Cell{Value: of(s), Text: fmt.Sprintf(format, 100*of(s))} })
	}
	miss := share("difference", "Difference", "fitted less stated", "%+.1f", func(s study.Odds) float64 { return fitted(s) - s.Chance }).but(func(_ study.Odds, x *Cell) {
		if math.Abs(x.Value) < 0.0005 {
			x.Text = "0"
		}
	})
	return tableOf("odds", "Chance of at least one such curb within "+o.Within, o.Stated,
		text("curb", "Curb", "length of the curb", func(s study.Odds) string { return s.Name + " or more" }),
		number("length", "", "years", "the same in years", func(s study.Odds) float64 { return s.Length }).on(File),
		number("stated", "Stated", "share", "chance of at least one such curb, as stated", func(s study.Odds) float64 { return s.Chance }),
		share("fitted", "Fitted", "the same in the process", "%.1f%%", fitted),
		miss).briefly()
}

// What odds are told of, as the study finds them.
type (
	CurbProcess = study.Process
	CurbOdds    = study.Odds
)
