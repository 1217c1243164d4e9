package table

import (
	"bytes"
	"encoding/json"
	"testing"

	"magnetsim/output/outputtest"
)

func TestRareCSV(t *testing.T) {
	var b bytes.Buffer
	if err := RareCSV(&b, outputtest.Rare()); err != nil {
		t.Fatal(err)
	}
	golden(t, "rare.csv", b.Bytes())
}

// What does not exist is null; chances and values keep their units.
func TestRareJSON(t *testing.T) {
	var b bytes.Buffer
	if err := RareJSON(&b, outputtest.Rare()); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Worlds int `json:"worlds_drawn"`
		Once   []struct {
			Trials float64 `json:"once_in_trials"`
			Value  struct{ Unit string }
		} `json:"exceeded_once_in"`
		Above []struct {
			Trials *float64 `json:"once_in_trials"`
			Worth  *float64 `json:"as_good_as_trials"`
			Chance struct {
				Value float64
				High  float64 `json:"error_high"`
				Unit  string
			}
		} `json:"chances_above"`
	}
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if got.Worlds != 400_000 || len(got.Once) != 3 || got.Once[2].Trials != 10_000 || got.Once[2].Value.Unit != "t" {
		t.Errorf("%+v", got)
	}
	if a := got.Above[1]; a.Trials != nil || a.Worth != nil || a.Chance.Value != 0 || a.Chance.High != 0.0007 || a.Chance.Unit != "share" {
		t.Errorf("%+v", a)
	}
}
