package table

import (
	"bytes"
	"math"
	"slices"
	"testing"

	"magnetsim/output"
)

// Inputs and a metric are read as they were written, "never" as no number, and
// no more trials than are asked for.
func TestReadInputs(t *testing.T) {
	var file bytes.Buffer
	play(t, NewTrialsParquet(&file, testColumns), 5, 32)
	read := func(metric string, most int) (*InputTrials, error) {
		return ReadInputs(bytes.NewReader(file.Bytes()), int64(file.Len()), testVariants[1], metric, most)
	}
	got, err := read("shortfall.auto", 1000)
	if err != nil {
		t.Fatal(err)
	}
	if want := writtenBy(t, 5, 32)[1]; !slices.Equal(got.Metric, want) || got.Unit != "t" {
		t.Errorf("%d values in %q, want %d", len(got.Metric), got.Unit, len(want))
	}
	if !slices.Equal(got.Names, []string{"start"}) || !slices.Equal(got.Units, []string{"yr"}) || len(got.Inputs[0]) != len(got.Metric) {
		t.Errorf("inputs %v in %v", got.Names, got.Units)
	}
	if got, err = read("first_short.auto", 40); err != nil || len(got.Metric) != 40 || !math.IsNaN(got.Metric[1]) || math.IsNaN(got.Metric[0]) {
		t.Errorf("%v %v", got, err)
	}
	if _, err := read("no.such", 40); err == nil {
		t.Error("a metric that is not there was read")
	}
}

func TestDriversCSV(t *testing.T) {
	d := &output.Drivers{Unit: "t", Rows: []output.Driver{{
		Input: "curbs.ban.duration", Unit: "yr", Told: true, P: 0.001,
		Rank: output.Interval{Value: 0.5, Low: 0.25, High: 0.75}, Change: output.Interval{Value: 9, Low: 8, High: math.NaN()},
		Deciles: []output.Decile{{Input: 1, Output: 10}, {Input: 2, Output: 12}, {Input: 3, Output: 19}},
	}}}
	var b bytes.Buffer
	if err := DriversCSV(&b, d); err != nil {
		t.Fatal(err)
	}
	want := "input,input_unit,told_from_noise,p_value,rank_correlation,rank_correlation_error_low,rank_correlation_error_high,change_t,change_t_error_low,change_t_error_high,lowest_tenth_input,lowest_tenth_mean_t,highest_tenth_input,highest_tenth_mean_t\n" +
		"curbs.ban.duration,yr,1,0.001,0.5,0.25,0.75,9,8,,1,10,3,19\n"
	if b.String() != want {
		t.Errorf("%s, want %s", b.String(), want)
	}
}
