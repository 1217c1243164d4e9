package figure

import (
	"encoding/csv"
	"io"
	"math"
	"strconv"

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

func writeData(w io.Writer, rows []datum) error {
	c := csv.NewWriter(w)
	_ = c.Write([]string{"policy", "quantity", "item", "date", "x", "x_high", "x_unit", "value", "low", "high", "unit"})
	for _, d := range rows {
		_ = c.Write([]string{inert(d.policy), inert(d.quantity), inert(d.item), inert(d.date), cell(d.x), cell(d.xHigh), inert(d.xUnit),
			cell(d.value), cell(d.low), cell(d.high), inert(d.unit)})
	}
	c.Flush() // keeps the first error of any write
	return c.Error()
}

// inert is a text that no spreadsheet runs.
func inert(text string) string { return output.Inert(clean(text)) }

func cell(x float64) string {
	if !finite(x) {
		return ""
	}
	return strconv.FormatFloat(x, 'g', 9, 64)
}
