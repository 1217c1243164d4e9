package table

import (
	"fmt"
	"io"
	"math"
	"slices"

	"magnetsim/output"
)

// WorstTrials are the trials of one variant as a file of trials holds them: what
// was drawn, and some of what came out.
type WorstTrials struct {
	Numbers  []uint64
	Inputs   []output.WorstMetric // figures as drawn; NaN where a variant does not draw one
	Outcomes []output.WorstMetric // +Inf for what did not come within the horizon
}

// Outcome returns a metric that was read.
func (t *WorstTrials) Outcome(name string) (output.WorstMetric, bool) {
	for _, m := range t.Outcomes {
		if m.Name == name {
			return m, true
		}
	}
	return output.WorstMetric{}, false
}

// ReadWorst reads the inputs and some metrics of a variant from a file that
// TrialsParquet wrote, of the first most trials.
func ReadWorst(file io.ReaderAt, bytes int64, v output.Variant, metrics []string, most int) (*WorstTrials, error) {
	s, _, err := OpenTrials(file, bytes, Choice{Policies: []string{v.Policy}})
	if err != nil {
		return nil, err
	}
	t := &WorstTrials{}
	var inputs, outcomes []int
	for i, f := range s.Columns[len(leading):] {
		role, name, unit := understood(f.Doc)
		switch m := (output.WorstMetric{Name: name, Unit: unit}); {
		case role == "input":
			t.Inputs, inputs = append(t.Inputs, m), append(inputs, len(leading)+i)
		case role == "output" && slices.Contains(metrics, name):
			t.Outcomes, outcomes = append(t.Outcomes, m), append(outcomes, len(leading)+i)
		}
	}
	err = s.Each(func(row []Cell) error {
		if v.Address() != [3]string{row[1].Text, row[2].Text, row[3].Text} || len(t.Numbers) == most {
			return nil
		}
		t.Numbers = append(t.Numbers, uint64(row[0].Number))
		for i, at := range inputs {
			t.Inputs[i].Values = append(t.Inputs[i].Values, row[at].Number)
		}
		for i, at := range outcomes {
			x := row[at].Number
			if math.IsNaN(x) {
				x = math.Inf(1)
			}
			t.Outcomes[i].Values = append(t.Outcomes[i].Values, x)
		}
		return nil
	})
	if err == nil && len(t.Numbers) == 0 {
		err = fmt.Errorf("no trial of the policy %s is in it", v.Policy)
	}
	return t, err
}
