package table

import (
	"bytes"
	"encoding/json"
	"math"
	"testing"

	"magnetsim/output"
)

// Two stages of the chain stand below one another; what one does not have is empty.
func TestTrialCSV(t *testing.T) {
	s := &output.Story{Ledgers: []output.StoryLedger{
		{Stage: "magnet", Dates: []string{"2026-01-01", "2026-01-08"}, Columns: []output.LedgerColumn{
			{Name: "ordered", Unit: "t", Values: []float64{1.5, 2}}, {Name: "arrived.china", Unit: "t", Values: []float64{0, 1.0 / 3}},
		}},
		{Stage: "oxide", Dates: []string{"2026-01-01", "2026-01-08"}, Columns: []output.LedgerColumn{{Name: "ordered", Unit: "t", Values: []float64{7, 8}}}},
	}}
	var b bytes.Buffer
	if err := TrialCSV(&b, s); err != nil {
		t.Fatal(err)
	}
	want := `step,date,stage,ordered_t,arrived_china_t
0,2026-01-01,magnet,1.5,0
1,2026-01-08,magnet,2,0.333333333
0,2026-01-01,oxide,7,
1,2026-01-08,oxide,8,
`
	if b.String() != want {
		t.Errorf("%s", b.String())
	}
}

// A trial's row comes back with all its bits, from the second row group too.
func TestReadTrial(t *testing.T) {
	columns := []output.Column{
		{Name: "input_a_t", Title: "a", Unit: "t", Role: output.RoleInput}, {Name: "input_b_t", Title: "b", Unit: "t", Role: output.RoleInput},
		{Name: "shortfall_total_t", Title: "shortfall.total", Unit: "t", Role: output.RoleOutput}, {Name: "recovery_total_weeks", Title: "recovery.total", Unit: "weeks", Role: output.RoleOutput},
	}
	none, stock := output.Variant{Policy: "none"}, output.Variant{Policy: "stock"}
	var file bytes.Buffer
	w := NewTrialsParquet(&file, columns)
	const trials = rowsPerGroup // of two variants: two groups
	for first := 0; first < trials; first += 1024 {
		for _, v := range []output.Variant{none, stock} {
			if err := w.Write(output.Block{Variant: v, First: uint64(first), N: 1024, Column: func(i int) []float64 {
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
		row, err := ReadTrial(bytes.NewReader(file.Bytes()), int64(file.Len()), v, n)
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
	if _, err := ReadTrial(bytes.NewReader([]byte("text")), 4, none, 0); err == nil {
		t.Error("text is read as trials")
	}
}

// What a reader takes from the JSON: numbers, events with their kind, the ledger as
// lists, null where there is no number.
func TestTrialJSON(t *testing.T) {
	s := &output.Story{
		Scenario: "mine", Variant: output.Variant{Policy: "none"}, Compared: 43, Waited: 3, Waiting: 1, Findings: []string{"Because."},
		Place:   output.TrialPlace{Number: 17, Metric: "shortfall.total", Unit: "t", Value: 12.5, Below: 0.95, Trials: 2000},
		Lost:    []output.SectorLoss{{Name: "auto", Title: "Automotive", Lost: 12.5}},
		Events:  []output.StoryEvent{{Date: "2026-03-05", Text: "ban begins", Kind: output.OfCurb}},
		Spans:   []output.StorySpan{{Curb: "ban", From: "2026-03-05", To: "2026-05-05", Eased: "2026-05-05", Severity: 0.9}},
		Ledgers: []output.StoryLedger{{Stage: "magnet", Dates: []string{"2026-01-01", "2026-01-08"}, Columns: []output.LedgerColumn{{Name: "cover", Unit: "days", Values: []float64{35, math.NaN()}}}}},
	}
	var b bytes.Buffer
	if err := TrialJSON(&b, s); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Trial  int     `json:"trial"`
		Value  float64 `json:"value"`
		Waited float64 `json:"waited_t"`
		Lost   []struct {
			Sector string  `json:"sector"`
			Lost   float64 `json:"lost_t"`
		} `json:"lost"`
		Events   []struct{ Date, Kind, Text string } `json:"events"`
		Curbs    []struct{ Curb, From, To string }   `json:"curbs"`
		Findings []string                            `json:"findings"`
		Ledgers  []struct {
			Stage   string
			Dates   []string
			Columns []struct {
				Name, Unit string
				Values     []*float64
			}
		} `json:"ledgers"`
	}
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if got.Trial != 17 || got.Value != 12.5 || got.Waited != 3 || got.Lost[0].Sector != "auto" || got.Lost[0].Lost != 12.5 ||
		got.Events[0].Kind != "curb" || got.Curbs[0].To != "2026-05-05" || got.Findings[0] != "Because." {
		t.Errorf("%+v", got)
	}
	if c := got.Ledgers[0].Columns[0]; c.Name != "cover" || len(c.Values) != 2 || *c.Values[0] != 35 || c.Values[1] != nil {
		t.Errorf("%s", b.String())
	}
}
