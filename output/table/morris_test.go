package table

import (
	"bytes"
	"encoding/json"
	"math"
	"testing"

	"magnetsim/output"
)

func someMorris() *output.Morris {
	unknown := output.Interval{Value: math.NaN(), Low: math.NaN(), High: math.NaN()}
	return &output.Morris{Scenario: "mine", Metric: "shortfall.total", Unit: "t", Trajectories: 20, Worlds: 8, Levels: 4, Runs: 480, Chance: math.NaN(), Groups: []output.MorrisGroup{
		{Name: "curbs.ban", Members: []string{"curbs.ban.duration", "curbs.ban.severity"}, Size: output.Interval{Value: 50, Low: 40, High: 60}, Mean: unknown, Spread: unknown, Told: true},
		{Name: "sectors.*.growth", Members: []string{"sectors.cars.growth"}, Size: output.Interval{Value: 5, Low: 0, High: 9}, Mean: output.Interval{Value: -4, Low: -8, High: 0.5}, Spread: output.Interval{Value: 2, Low: 1, High: 3}},
	}}
}

// A group of several figures has no direction, and nothing is written for it.
func TestMorrisJSON(t *testing.T) {
	var b bytes.Buffer
	if err := MorrisJSON(&b, someMorris()); err != nil {
		t.Fatal(err)
	}
	type value struct{ Value *float64 }
	var got struct {
		Runs   int    `json:"trials_played"`
		Chance *value `json:"sd_by_chance"`
		Groups []struct {
			Group   string
			Members []string
			Told    bool   `json:"told_from_zero"`
			Size    value  `json:"mu_star"`
			Mean    *value `json:"mu"`
		}
	}
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if got.Runs != 480 || got.Chance != nil || len(got.Groups) != 2 {
		t.Fatalf("%+v", got)
	}
	several, one := got.Groups[0], got.Groups[1]
	if several.Mean != nil || len(several.Members) != 2 || !several.Told || *several.Size.Value != 50 {
		t.Errorf("%+v", several)
	}
	if one.Mean == nil || *one.Mean.Value != -4 || one.Told {
		t.Errorf("%+v", one)
	}
}

func TestMorrisCSV(t *testing.T) {
	var b bytes.Buffer
	if err := MorrisCSV(&b, someMorris()); err != nil {
		t.Fatal(err)
	}
	want := "group,figures,told_from_zero,mu_star_t,mu_star_t_error_low,mu_star_t_error_high,mu_t,mu_t_error_low,mu_t_error_high,sigma_t,sigma_t_error_low,sigma_t_error_high\n" +
		"curbs.ban,2,1,50,40,60,,,,,,\nsectors.*.growth,1,0,5,0,9,-4,-8,0.5,2,1,3\n"
	if b.String() != want {
		t.Errorf("%s, want %s", b.String(), want)
	}
}

func TestSobolCSV(t *testing.T) {
	d := &output.Sobol{Groups: []output.SobolGroup{{Name: "curbs.ban", Members: []string{"x", "y"},
		First: output.IndexShare{Interval: output.Interval{Value: 0.5, Low: 0.4, High: 0.6}, Told: true},
		Total: output.IndexShare{Interval: output.Interval{Value: 0.7, Low: 0.6, High: 0.8}, Told: true},
	}}, Together: output.IndexShare{Interval: output.Interval{Value: 0, Low: 0, High: 0.1}}}
	var b bytes.Buffer
	if err := SobolCSV(&b, d); err != nil {
		t.Fatal(err)
	}
	want := "group,figures,first_order_told_from_zero,first_order_share,first_order_share_error_low,first_order_share_error_high,total_told_from_zero,total_share,total_share_error_low,total_share_error_high\n" +
		"curbs.ban,2,1,0.5,0.4,0.6,1,0.7,0.6,0.8\nnot explained by single groups,,0,0,0,0.1,,,,\n"
	if b.String() != want {
		t.Errorf("%s, want %s", b.String(), want)
	}
}
