package figure

import (
	"math"

	"magnetsim/output"
)

// datum is a row of a figure's data: one mark of it. What a mark lacks is NaN
// and stands empty in the file.
type datum struct {
	policy   string
	quantity string // "shortfall.total"
	item     string // "bin", "p95", "mean", "exceedance"
	date     string
	x, xHigh float64 // where the mark stands, and its far edge for a bin
	value    float64
	low,     // 95% sampling interval
	high float64
	xUnit string
	unit  string // of value, low and high
}

// mark is a row of one number of a quantity, under a policy.
func mark(policy, quantity, item, unit string, value float64) datum {
	return datum{policy: policy, quantity: quantity, item: item, unit: unit, value: value, x: math.NaN(), xHigh: math.NaN(), low: math.NaN(), high: math.NaN()}
}

// estimated is a row of one number with its sampling interval.
func estimated(policy, quantity, item, unit string, x output.Interval) datum {
	d := mark(policy, quantity, item, unit, x.Value)
	d.low, d.high = x.Low, x.High
	return d
}

// at returns the row with the place of its mark.
func (d datum) at(x float64, unit string) datum {
	d.x, d.xUnit = x, unit
	return d
}

// dataOf is a figure's data as a table: what its CSV file holds.
func dataOf(name string, rows []datum) output.Table {
	t := output.Table{Name: name}
	var cells []func(datum) output.Cell
	text := func(column, doc string, of func(datum) string) {
		t.Columns = append(t.Columns, output.Column{Name: column, Doc: doc, Kind: output.Text, On: output.File})
		cells = append(cells, func(d datum) output.Cell { return output.Cell{Text: clean(of(d)), Value: math.NaN()} })
	}
	number := func(column, doc string, of func(datum) float64) {
		t.Columns = append(t.Columns, output.Column{Name: column, Doc: doc, Kind: output.Number, On: output.File})
		cells = append(cells, func(d datum) output.Cell { return output.Cell{Value: of(d)} })
	}
	text("policy", "what a legend calls the policy", func(d datum) string { return d.policy })
	text("quantity", "what is shown", func(d datum) string { return d.quantity })
	text("item", "which mark of it", func(d datum) string { return d.item })
	text("date", "where the mark stands in time", func(d datum) string { return d.date })
	number("x", "where the mark stands", func(d datum) float64 { return d.x })
	number("x_high", "the far edge of a bin", func(d datum) float64 { return d.xHigh })
	text("x_unit", "unit of x and x_high", func(d datum) string { return d.xUnit })
	number("value", "the mark's number", func(d datum) float64 { return d.value })
	number("low", "lower end of its 95% sampling interval", func(d datum) float64 { return d.low })
	number("high", "upper end of that interval", func(d datum) float64 { return d.high })
	text("unit", "unit of value, low and high", func(d datum) string { return d.unit })
	t.Rows = func(yield func([]output.Cell, error) bool) {
		row := make([]output.Cell, len(cells))
		for _, d := range rows {
			for i, of := range cells {
				row[i] = of(d)
			}
			if !yield(row, nil) {
				return
			}
		}
	}
	return t
}
