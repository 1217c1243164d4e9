package table

import (
	"math"
	"math/rand/v2"
	"testing"

	"magnetsim/output"
)

// trialWriter is what both formats do.
type trialWriter interface {
	Write(output.Block) error
	Close() error
}

var testColumns = []output.Column{
	{Name: "input_start_yr", Title: "start", Unit: "yr", Doc: "When it starts.", Role: output.RoleInput},
	{Name: "shortfall_auto_t", Title: "shortfall.auto", Unit: "t", Doc: "Lost.", Role: output.RoleOutput},
	{Name: "first_short_auto_weeks", Title: "first_short.auto", Unit: "weeks", Doc: "Empty: never.", Role: output.RoleOutput},
	{Name: "a_last_one", Title: "a.last", Unit: "", Doc: "Sorts first by name.", Role: output.RoleOutput},
}

var testVariants = []output.Variant{{Policy: "none"}, {Case: "slow, very", Policy: "=sixty"}}

// play hands a writer blocks of trials as a run would: 0, small and large
// numbers, values that are not finite, a failed trial, a variant without one of
// the inputs.
func play(t testing.TB, w trialWriter, blocks, lanes int) {
	t.Helper()
	r := rand.New(rand.NewPCG(1, 2))
	for b := range blocks {
		for v, variant := range testVariants {
			cols := make([][]float64, len(testColumns))
			for i := range cols {
				for range lanes {
					cols[i] = append(cols[i], math.Exp(9*r.NormFloat64()))
				}
			}
			cols[1][0] = 0
			cols[2][1%lanes] = math.Inf(1)
			cols[3][2%lanes] = math.NaN()
			if v == 1 {
				cols[0] = nil
			}
			rows := output.Block{
				Variant: variant, First: uint64(b * lanes), N: lanes,
				Column: func(i int) []float64 { return cols[i] },
			}
			if b == 0 {
				rows.OK = func(lane int) bool { return lane != 3 }
			}
			if err := w.Write(rows); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
}
