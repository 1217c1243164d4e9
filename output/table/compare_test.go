package table

import (
	"bytes"
	"encoding/json"
	"testing"

	"magnetsim/output/outputtest"
)

func TestComparisonGolden(t *testing.T) {
	var csv bytes.Buffer
	if err := ComparisonCSV(&csv, outputtest.Comparison()); err != nil {
		t.Fatal(err)
	}
	golden(t, "comparison.csv", csv.Bytes())
}

// JSON has the numbers of the CSV, null for what does not exist, and never null
// for a list.
func TestComparisonJSON(t *testing.T) {
	var out bytes.Buffer
	c := outputtest.Comparison()
	if err := ComparisonJSON(&out, c); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Against  string
		Policies []struct{ Name, Title string }
		Cases    []struct {
			Name      string
			Trials    int
			SameDraws bool `json:"same_draws"`
		}
		Best []struct {
			By     string
			Robust []string `json:"least_worst_regret"`
		}
		Numbers  []struct{ Case, Policy, Metric, Statistic string }
		Criteria []struct {
			Case, Policy, Outcome string
			Counts                bool
		}
	}
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Numbers) != len(contrastRows(c)) || got.Against != "none" || got.Cases[1].SameDraws || got.Policies[2].Title != "dear" {
		t.Errorf("%+v", got)
	}
	if len(got.Best) != 3 || got.Best[0].By != "burden" || len(got.Best[0].Robust) != 2 || got.Best[0].Robust[0] != "sixty" {
		t.Errorf("best %+v", got.Best)
	}
	if x := got.Criteria[1]; x.Case != "slow" || x.Policy != "none" || x.Outcome != "fail" || x.Counts {
		t.Errorf("criterion %+v", x)
	}
	c.Verdicts, c.Choices, c.Warnings = nil, nil, nil
	out.Reset()
	if err := ComparisonJSON(&out, c); err != nil || bytes.Contains(out.Bytes(), []byte(`"criteria": null`)) || bytes.Contains(out.Bytes(), []byte(`"best": null`)) {
		t.Errorf("%v: a list is null", err)
	}
}
