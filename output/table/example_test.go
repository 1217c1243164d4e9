package table_test

import (
	"math"
	"os"

	"magnetsim/output"
	"magnetsim/output/table"
)

// Trials are written block by block as they are played. A time beyond the
// horizon is an empty cell.
func ExampleTrialsCSV() {
	columns := []output.Column{{Name: "shortfall_auto_t", Role: output.RoleOutput}, {Name: "first_short_auto_weeks", Role: output.RoleOutput}}
	values := [][]float64{{0, 12.5}, {math.Inf(1), 7}}

	trials := table.NewTrialsCSV(os.Stdout, columns)
	if err := trials.Write(output.Block{
		Variant: output.Variant{Policy: "none"}, First: 0, N: 2,
		Column: func(i int) []float64 { return values[i] },
	}); err != nil {
		panic(err)
	}
	if err := trials.Close(); err != nil {
		panic(err)
	}
	// Output:
	// trial,case,policy,cell,shortfall_auto_t,first_short_auto_weeks
	// 0,,none,,0,
	// 1,,none,,12.5,7
}
