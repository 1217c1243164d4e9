package table

import (
	"bytes"
	"math"
	"slices"
	"testing"
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
