package output

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"magnetsim/sim/study"
	"magnetsim/sim/unit"
)

// TrialLedger is what flowed in a trial within one stage of the chain.
type TrialLedger struct {
	Stage   string
	Title   string   // of the stage, for people
	Dates   []string // by step: ISO date on which it begins
	Months  []string // by step: the month that holds its midpoint, "2028-03"
	Calm    []bool   // by step: nothing restricts, nobody is short, stocks are near their targets
	Columns []LedgerColumn
}

// LedgerColumn is one quantity by step.
type LedgerColumn struct {
	Name   string // "arrived.china"
	Title  string // for a narrow column
	Of     string // the title of whom or what it is of; "" of all
	Unit   string
	Group  LedgerGroup
	Sums   Summing
	Values []float64
}

// LedgerGroup tells what columns stand together.
type LedgerGroup uint8

// The groups of columns.
const (
	LedgerMain LedgerGroup = iota
	LedgerStocks
	LedgerOrigins
	LedgerSectors
	LedgerFurther // in files alone
)

// Summing is how steps become a month.
type Summing uint8

// The ways.
const (
	SumOfSteps Summing = iota
	LastStep
	MeanOfSteps
)

// Header returns the column's name in a file.
func (c LedgerColumn) Header() string { return Header(c.Name, c.Unit) }

// ledger puts a ledger into columns; called is the title of a user.
func (n teller) ledger(g *study.Ledger, called func(string) string) TrialLedger {
	l := TrialLedger{Stage: g.Stage, Title: unit.UpperFirst(n.r.Titles.Stage(g.Stage))}
	for k := range g.Rows {
		l.Dates = append(l.Dates, n.day(k))
		l.Months = append(l.Months, n.date((float64(k) + 0.5) * n.stepYears())[:len("2028-03")])
		l.Calm = append(l.Calm, calm(g.Rows, k))
	}
	add := func(c LedgerColumn, of func(r *study.LedgerRow) float64) {
		for k := range g.Rows {
			c.Values = append(c.Values, of(&g.Rows[k]))
		}
		l.Columns = append(l.Columns, c)
	}
	flow := func(name, title string, of func(r *study.LedgerRow) float64) {
		add(LedgerColumn{Name: name, Title: title, Unit: "t"}, of)
	}
	// of each name a column; in its title # is that of the name
	split := func(names []string, title func(string) string, c LedgerColumn, of func(r *study.LedgerRow) []float64) {
		for i, name := range names {
			short, _, _ := strings.Cut(name, ".")
			one := c
			one.Of = title(short)
			one.Name, one.Title = c.Name+"."+name, strings.Replace(c.Title, "#", one.Of, 1)
			add(one, func(r *study.LedgerRow) float64 { return of(r)[i] })
		}
	}
	split(g.Curbs, n.r.Titles.Curb, LedgerColumn{Name: "severity", Title: "#", Unit: "share", Sums: MeanOfSteps}, func(r *study.LedgerRow) []float64 { return r.Severity })
	add(LedgerColumn{Name: "licence_delay", Title: "licences", Unit: "days", Sums: MeanOfSteps, Group: LedgerFurther}, func(r *study.LedgerRow) float64 { return r.Delay * daysPerYear })
	flow("ordered", "Orders", func(r *study.LedgerRow) float64 { return r.Ordered })
	flow("arrived", "Arrive", (*study.LedgerRow).Arrivals)
	flow("made", "Made", func(r *study.LedgerRow) float64 { return r.Made })
	flow("released", "Release", func(r *study.LedgerRow) float64 { return r.Released })
	flow("bought", "Stored", func(r *study.LedgerRow) float64 { return r.Bought })
	flow("needed", "Need", func(r *study.LedgerRow) float64 { return r.Needed })
	flow("used", "Use", func(r *study.LedgerRow) float64 { return r.Used })
	flow("unmet", "Unmet", (*study.LedgerRow).Unmet)
	add(LedgerColumn{Name: "cover", Title: "Own, days", Unit: "days", Sums: LastStep, Group: LedgerStocks}, func(r *study.LedgerRow) float64 { return r.Cover })
	split(g.Materials, n.r.Titles.Material, LedgerColumn{Name: "cover", Title: "#, days", Unit: "days", Sums: LastStep, Group: LedgerStocks}, func(r *study.LedgerRow) []float64 { return r.CoverOf })
	split(g.Stockpiles, n.r.Titles.Stockpile, LedgerColumn{Name: "stock", Title: "#, t", Unit: "t", Sums: LastStep, Group: LedgerStocks}, func(r *study.LedgerRow) []float64 { return r.Level })
	split(g.Sellers, n.r.Titles.Origin, LedgerColumn{Name: "arrived", Title: "#", Unit: "t", Group: LedgerOrigins}, func(r *study.LedgerRow) []float64 { return r.Arrived })
	split(g.Sectors, called, LedgerColumn{Name: "unmet", Title: "#", Unit: "t", Group: LedgerSectors}, func(r *study.LedgerRow) []float64 { return r.Short })
	split(g.Materials, n.r.Titles.Material, LedgerColumn{Name: "unmet", Title: "#", Unit: "t", Group: LedgerSectors}, func(r *study.LedgerRow) []float64 { return r.ShortOf })
	return l
}

// calm reports whether in a step no curb has a severity, nobody is short, no
// strategic stock releases, and own stocks are within half of their targets: chance
// swings of demand alone seldom move them further.
func calm(rows []study.LedgerRow, k int) bool {
	r := &rows[k]
	curbed := slices.ContainsFunc(r.Severity, func(s float64) bool { return s > 0 })
	return !curbed && r.Unmet() == 0 && r.Released == 0 && math.Abs(r.Stock-r.Target) <= 0.5*r.Target
}

// LedgerLine is one line of a ledger for people: a step, a month, or several calm
// months of which flows are a month's on average.
type LedgerLine struct {
	Label  string
	Values []float64 // by column
	Months int       // that it stands for; 0 for a step
}

// Steps returns the ledger step by step.
func (l TrialLedger) Steps() []LedgerLine {
	return eachAt(l.Dates, func(k int, date string) LedgerLine {
		return LedgerLine{Label: date, Values: each(l.Columns, func(c LedgerColumn) float64 { return c.Values[k] })}
	})
}

// ByMonth returns the ledger by months, calm ones in a row as one line.
func (l TrialLedger) ByMonth() []LedgerLine {
	var all []LedgerLine
	var last bool // the last line is a calm one
	for from := 0; from < len(l.Months); {
		to, quiet := from, true
		for to < len(l.Months) && l.Months[to] == l.Months[from] {
			quiet = quiet && l.Calm[to]
			to++
		}
		line := l.month(from, to)
		if quiet && last {
			all[len(all)-1] = l.joined(all[len(all)-1], line)
		} else {
			all = append(all, line)
		}
		last, from = quiet, to
	}
	return all
}

func (l TrialLedger) month(from, to int) LedgerLine {
	line := LedgerLine{Label: l.Months[from], Months: 1}
	for _, c := range l.Columns {
		sum := 0.0
		for _, x := range c.Values[from:to] {
			sum += x
		}
		switch c.Sums {
		case LastStep:
			sum = c.Values[to-1]
		case MeanOfSteps:
			sum /= float64(to - from)
		}
		line.Values = append(line.Values, sum)
	}
	return line
}

// joined adds a calm month to others: flows become their mean, stocks the last.
func (l TrialLedger) joined(a, b LedgerLine) LedgerLine {
	first, _, _ := strings.Cut(a.Label, "…")
	x := LedgerLine{Label: fmt.Sprintf("%s…%s", first, b.Label), Months: a.Months + 1}
	for i, c := range l.Columns {
		v := either(c.Sums != LastStep, (a.Values[i]*float64(a.Months)+b.Values[i])/float64(x.Months), b.Values[i])
		x.Values = append(x.Values, v)
	}
	return x
}
