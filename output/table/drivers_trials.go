package table

import (
	"fmt"
	"io"
	"math"

	"magnetsim/output"
)

// InputTrials are the sampled inputs of one variant and one of its metrics, as a
// file of trials holds them, trial by trial. What has no number is NaN.
type InputTrials struct {
	Names, Units []string    // by input
	Inputs       [][]float64 // by input, then trial
	Unit         string      // of the metric
	Metric       []float64   // by trial
	Trials       []uint64    // their numbers
}

// ReadInputs reads the inputs of a variant and a metric ("shortfall.total") from a
// file that TrialsParquet wrote, of the first most trials.
func ReadInputs(file io.ReaderAt, bytes int64, v output.Variant, metric string, most int) (*InputTrials, error) {
	s, _, err := OpenTrials(file, bytes, Choice{Policies: []string{v.Policy}})
	if err != nil {
		return nil, err
	}
	t, at, from := &InputTrials{}, -1, []int(nil)
	for i, f := range s.Columns[len(leading):] {
		switch role, name, unit := understood(f.Doc); {
		case role == "input":
			t.Names, t.Units, from = append(t.Names, name), append(t.Units, unit), append(from, len(leading)+i)
		case role == "output" && name == metric:
			at, t.Unit = len(leading)+i, unit
		}
	}
	if at < 0 {
		return nil, fmt.Errorf("no trial holds the metric %q", metric)
	}
	t.Inputs = make([][]float64, len(from))
	err = s.Each(func(row []Cell) error {
		if row[1].Text != v.Case || row[3].Text != v.Cell || len(t.Metric) == most {
			return nil
		}
		t.Trials, t.Metric = append(t.Trials, uint64(row[0].Number)), append(t.Metric, orNaN(row[at].Number))
		for i, c := range from {
			t.Inputs[i] = append(t.Inputs[i], orNaN(row[c].Number))
		}
		return nil
	})
	return t, err
}

func orNaN(x float64) float64 {
	if math.IsInf(x, 0) {
		return math.NaN()
	}
	return x
}
