package file

import (
	"bytes"
	"math"
	"testing"

	"magnetsim/output"
)

// A trial's row comes back with all its bits, from the second row group too.
func TestReadTrial(t *testing.T) {
	columns := []output.Column{
		{Name: "input_a_t", Title: "a", Unit: "t", Kind: output.Number, Role: output.RoleInput}, {Name: "input_b_t", Title: "b", Unit: "t", Kind: output.Number, Role: output.RoleInput},
		{Name: "shortfall_total_t", Title: "shortfall.total", Unit: "t", Kind: output.Number, Role: output.RoleOutput}, {Name: "recovery_total_weeks", Title: "recovery.total", Unit: "weeks", Kind: output.Number, Role: output.RoleOutput},
	}
	none, stock := output.Variant{Policy: "none"}, output.Variant{Policy: "stock"}
	var file bytes.Buffer
	w := NewTrialsParquet(&file, columns)
	const trials = rowsPerGroup // of two variants: two groups
	for first := 0; first < trials; first += 1024 {
		for _, v := range []output.Variant{none, stock} {
			if err := w.Write(output.Block{Address: v.Address(), First: uint64(first), N: 1024, Column: func(i int) []float64 {
				x := make([]float64, 1024)
				for l := range x {
					x[l] = math.Sqrt(float64(4*(first+l) + i))
				}
				switch {
				case i == 1 && v == none:
					return nil
				case i == 3:
					x[5] = math.Inf(1)
				}
				return x
			}}); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	read := func(v output.Variant, n uint64) *StoredTrial {
		t.Helper()
		row, err := ReadTrial(bytes.NewReader(file.Bytes()), int64(file.Len()), v.Address(), n)
		if err != nil {
			t.Fatal(err)
		}
		return row
	}
	for _, n := range []uint64{0, 1023, trials - 1} {
		row := read(stock, n)
		if row.Inputs["a"] != math.Sqrt(float64(4*n)) || row.Inputs["b"] != math.Sqrt(float64(4*n+1)) || row.Metrics["shortfall.total"] != math.Sqrt(float64(4*n+2)) {
			t.Errorf("trial %d: %+v", n, row)
		}
	}
	if row := read(none, 5); len(row.Inputs) != 1 || len(row.Metrics) != 1 {
		t.Errorf("empty cells count: %+v", row)
	}
	if row := read(none, trials); row != nil {
		t.Errorf("there is no such trial: %+v", row)
	}
	if row := read(output.Variant{Policy: "none", Cell: "other"}, 1); row != nil {
		t.Errorf("there is no such cell: %+v", row)
	}
	if _, err := ReadTrial(bytes.NewReader([]byte("text")), 4, none.Address(), 0); err == nil {
		t.Error("text is read as trials")
	}
}
