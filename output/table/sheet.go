package table

import (
	"math"
	"slices"

	"magnetsim/output"
)

// Sheet is a table on its way into a file: named columns, and rows that come one
// after another. What reads it knows nothing of what it holds.
type Sheet struct {
	Name    string // "summary"
	Title   string // for people
	Columns []Field
	// Each hands out the rows, and stops at an error of yield. A row is the next
	// call's.
	Each func(yield func(row []Cell) error) error
}

// Kind is what a column holds.
type Kind int

// The kinds of columns.
const (
	Text   Kind = iota
	Figure      // a number, in the unit of the column or of the cell
	Whole       // a whole number
	Day         // a date, as text by ISO 8601
)

// Field is a column.
type Field struct {
	Name string
	Kind Kind
	Unit string // "" where there is none, or each row has its own
	Doc  string
}

// Cell is a value: Text of a text or a day, else Number, which is NaN where there
// is none. Unit is that of a number whose column has many.
type Cell struct {
	Text   string
	Number float64
	Unit   string
}

func word(s string) Cell { return Cell{Text: s} }

// size is a number, none where it is not finite.
func size(x float64, unit string) Cell {
	if math.IsInf(x, 0) {
		x = nan
	}
	return Cell{Number: x, Unit: unit}
}

// Choice is what of a report goes into a sheet; the zero value is all.
type Choice struct {
	Policies []string // by name
	Metrics  []string // "shortfall.auto", or "shortfall" for all of that measure
}

func (c Choice) policy(name string) bool {
	return len(c.Policies) == 0 || slices.Contains(c.Policies, name)
}

func (c Choice) metric(measure, name string) bool {
	return len(c.Metrics) == 0 || slices.Contains(c.Metrics, measure) || slices.Contains(c.Metrics, name)
}

// leading are the columns that stand before the sampled inputs and the metrics.
var leading = output.AddressColumns()
