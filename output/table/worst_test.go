package table

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"io"
	"math"
	"slices"
	"strings"
	"testing"

	"magnetsim/output"
	"magnetsim/output/outputtest"
)

func TestWorstGolden(t *testing.T) {
	for name, write := range map[string]func(io.Writer, *output.Worst) error{
		"worst.json": WorstJSON, "worst-inputs.csv": WorstInputsCSV, "worst-boxes.csv": WorstBoxesCSV,
		"worst-peeling.csv": WorstPeelingCSV, "worst-happened.csv": WorstHappenedCSV,
	} {
		var b bytes.Buffer
		if err := write(&b, outputtest.Worst()); err != nil {
			t.Fatal(err)
		}
		golden(t, name, b.Bytes())
		if strings.HasSuffix(name, ".csv") {
			if _, err := csv.NewReader(&b).ReadAll(); err != nil { // as many fields in every row
				t.Errorf("%s: %v", name, err)
			}
		} else if !json.Valid(b.Bytes()) {
			t.Errorf("%s is not JSON", name)
		}
	}
}

// What was drawn and what came out is read as it was written, "never" as infinite, of
// one variant and no more trials than are asked for.
func TestReadWorst(t *testing.T) {
	var file bytes.Buffer
	play(t, NewTrialsParquet(&file, testColumns), 5, 32)
	read := func(v output.Variant, metrics []string, most int) (*WorstTrials, error) {
		return ReadWorst(bytes.NewReader(file.Bytes()), int64(file.Len()), v, metrics, most)
	}
	got, err := read(testVariants[1], []string{"shortfall.auto", "first_short.auto"}, 1000)
	if err != nil {
		t.Fatal(err)
	}
	m, ok := got.Outcome("shortfall.auto")
	if want := writtenBy(t, 5, 32)[1]; !ok || !slices.Equal(m.Values, want) || m.Unit != "t" || len(got.Numbers) != len(want) {
		t.Errorf("%d values in %q, want %d", len(m.Values), m.Unit, len(want))
	}
	if never, _ := got.Outcome("first_short.auto"); !slices.Contains(never.Values, math.Inf(1)) {
		t.Errorf("%v", never.Values[:8])
	}
	if len(got.Inputs) != 1 || got.Inputs[0].Name != "start" || len(got.Inputs[0].Values) != len(got.Numbers) {
		t.Errorf("inputs %v", got.Inputs)
	}
	if got, err = read(testVariants[1], nil, 40); err != nil || len(got.Numbers) != 40 || len(got.Outcomes) != 0 {
		t.Errorf("%v %v", got, err)
	}
	if _, err := read(output.Variant{Policy: "no such"}, nil, 40); err == nil {
		t.Error("trials of a policy that is not there were read")
	}
}
