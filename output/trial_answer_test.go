package output_test

import (
	"strings"
	"testing"

	"magnetsim/output"
	"magnetsim/output/file"
	"magnetsim/output/internal/outputtest"
)

// Two stages of the chain stand below one another; what one does not have is empty.
func TestTrialLedger(t *testing.T) {
	dates := []string{"2026-01-01", "2026-01-08"}
	d := &output.Trial{Ledgers: []output.TrialLedger{
		{Stage: "magnet", Dates: dates, Columns: []output.LedgerColumn{
			{Name: "ordered", Unit: "t", Values: []float64{1.5, 2}}, {Name: "arrived.china", Unit: "t", Values: []float64{0, 1.0 / 3}},
		}},
		{Stage: "oxide", Dates: dates, Columns: []output.LedgerColumn{{Name: "ordered", Unit: "t", Values: []float64{7, 8}}}},
	}}
	var b strings.Builder
	if err := file.Write(&b, "csv", d.Head, d.Ledger()); err != nil {
		t.Fatal(err)
	}
	want := `step,date,stage,ordered_t,arrived_china_t
0,2026-01-01,magnet,1.5,0
1,2026-01-08,magnet,2,0.333333333
0,2026-01-01,oxide,7,
1,2026-01-08,oxide,8,
`
	if b.String() != want {
		t.Error(b.String())
	}
}

// People see months, or every step where they ask for all; files have every step.
func TestTrialSteps(t *testing.T) {
	d := outputtest.Trial()
	for all, want := range map[bool]int{false: 3, true: 6} {
		d.All = all
		a := d.Answer()
		for name, want := range map[string]int{"flows": want, "stocks": want, "unmet": want, "ledger": 6} {
			table, ok := a.Table(name)
			if n, err := table.Len(); !ok || n != want || err != nil {
				t.Errorf("all %v: %s has %d rows, want %d (%v)", all, name, n, want, err)
			}
		}
		if _, ok := a.Table("origins"); ok {
			t.Error("a table in which nothing stands")
		}
	}
}

// What was lost and what waits; a trial without a loss says so, with how many are like
// it.
func TestTrialSentences(t *testing.T) {
	loss := "In this trial 12.3 t of demand are lost for good: Automotive 10.2 t, Wind energy 2.1 t. 95% of the run's trials have less."
	for _, c := range []struct {
		place output.TrialPlace
		want  string
	}{
		{outputtest.Trial().Place, loss},
		{outputtest.Trial().Place, "3 t more could wait when they were due: 1 t still wait at the end, the rest was delivered later."},
		{output.TrialPlace{Metric: "shortfall.total", Unit: "t", Same: 0.65, Trials: 100}, "No demand is lost in this trial (the total shortfall is 0). So it is in 65% of the run's trials."},
		{output.TrialPlace{Metric: "shortfall.total", Unit: "t", Value: 9, Below: 0.99, Same: 0.01, Trials: 100}, "No trial of the run has more."},
		{output.TrialPlace{Metric: "shortfall.total", Unit: "t", Value: 9, Same: 1, Trials: 1}, "It is the run's only trial."},
	} {
		d := outputtest.Trial()
		d.Place = c.place
		if got := strings.Join(d.Answer().Sentences, " "); !strings.Contains(got, c.want) {
			t.Errorf("%q is not in %s", c.want, got)
		}
	}
}
