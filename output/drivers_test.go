package output

import (
	"math"
	"strings"
	"testing"

	"magnetsim/sim/study"
)

// Rows are named after their inputs, and what was found of all of them stands in the
// head.
func TestBuildDrivers(t *testing.T) {
	found := study.Ranking{Varied: 9, Told: 2, Explained: Interval{Value: 0.5, Low: 0.4, High: 0.6}, Drivers: []study.Driver{{Input: 1, Told: true}, {Input: 0}}}
	d := BuildDrivers(Drivers{Metric: "shortfall.total"}, []string{"a", "b"}, []string{"yr", "t"}, found)
	if d.Inputs != 9 || d.Apart != 2 || d.Explained.Value != 0.5 || d.Metric != "shortfall.total" {
		t.Errorf("%+v", d)
	}
	if told := d.Told(); len(told) != 1 || told[0].Input != "b" || told[0].Unit != "t" || d.Rows[1].Input != "a" {
		t.Errorf("%+v", d.Rows)
	}
	if d.Replicated() {
		t.Error("trials of no known design come in replicates")
	}
	if d.Head.Sampling = "lhs"; !d.Replicated() {
		t.Error("hypercubes come in replicates")
	}
}

func TestExplainedWords(t *testing.T) {
	for want, d := range map[string]Drivers{
		"": {Inputs: 3, Explained: Interval{Value: math.NaN()}},
		"The 3 inputs that vary, taken together, account for about 12% (7% to 17%) of how it ranks":                       {Inputs: 3, Explained: Interval{Value: 0.12, Low: 0.07, High: 0.17}},
		"The one input that varies accounts for about 81%":                                                                {Inputs: 1, Explained: Interval{Value: 0.81, Low: 0.8, High: 0.82}},
		"The 3 inputs that vary cannot be shown to account for how it ranks among the trials, and account for 3% at most": {Inputs: 3, Explained: Interval{Value: 0.01, Low: 0, High: 0.021}},
	} {
		if got := d.ExplainedWords("it"); !strings.HasPrefix(got, want) || (got == "") != (want == "") {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
