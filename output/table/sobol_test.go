package table

import (
	"bytes"
	"encoding/json"
	"testing"

	"magnetsim/output"
)

// Groups are written with their members, shares with their intervals.
func TestSobolJSON(t *testing.T) {
	d := &output.Sobol{Scenario: "mine", Metric: "shortfall.total", Unit: "t", Trials: 100, Runs: 300, Groups: []output.SobolGroup{{
		Name: "curbs.ban", Members: []string{"curbs.ban.duration", "curbs.ban.wait"},
		First: output.IndexShare{Interval: output.Interval{Value: 0.5, Low: 0.4, High: 0.6}, Told: true},
	}}}
	var b bytes.Buffer
	if err := SobolJSON(&b, d); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Runs   int `json:"trials_played"`
		Groups []struct {
			Group   string
			Members []string
			First   struct {
				Value float64
				High  float64 `json:"error_high"`
				Told  bool    `json:"told_from_zero"`
			} `json:"first_order"`
		}
	}
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if got.Runs != 300 || len(got.Groups) != 1 {
		t.Fatalf("%+v", got)
	}
	if g := got.Groups[0]; g.Group != "curbs.ban" || len(g.Members) != 2 || g.First.Value != 0.5 || g.First.High != 0.6 || !g.First.Told {
		t.Errorf("%+v", g)
	}
}
