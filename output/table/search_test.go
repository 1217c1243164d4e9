package table

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"io"
	"testing"

	"magnetsim/output"
	"magnetsim/output/outputtest"
)

func TestSearchGolden(t *testing.T) {
	for name, write := range map[string]func(io.Writer) error{
		"search.json":   func(w io.Writer) error { return SearchJSON(w, outputtest.Search()) },
		"search.csv":    func(w io.Writer) error { return SearchCSV(w, outputtest.Search()) },
		"several.csv":   func(w io.Writer) error { return SearchCSV(w, outputtest.Several()) },
		"frontier.json": func(w io.Writer) error { return FrontierJSON(w, outputtest.Frontier()) },
		"frontier.csv":  func(w io.Writer) error { return FrontierCSV(w, outputtest.Frontier()) },
	} {
		var b bytes.Buffer
		if err := write(&b); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		golden(t, name, b.Bytes())
	}
}

// Every line has as many fields as the header, and no header stands twice.
func TestSearchTablesAreWhole(t *testing.T) {
	for name, write := range map[string]func(io.Writer) error{
		"search":      func(w io.Writer) error { return SearchCSV(w, outputtest.Search()) },
		"cheapest":    func(w io.Writer) error { return SearchCSV(w, outputtest.Cheapest()) },
		"several":     func(w io.Writer) error { return SearchCSV(w, outputtest.Several()) },
		"frontier":    func(w io.Writer) error { return FrontierCSV(w, outputtest.Frontier()) },
		"interrupted": func(w io.Writer) error { return SearchCSV(w, &output.Search{Best: -1}) },
	} {
		var b bytes.Buffer
		if err := write(&b); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		rows, err := csv.NewReader(&b).ReadAll() // an error where a line has other than the fields of the first
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		seen := map[string]bool{}
		for _, header := range rows[0] {
			if header == "" || seen[header] {
				t.Errorf("%s: header %q", name, header)
			}
			seen[header] = true
		}
	}
}

// Nothing that was found is JSON too, without a number that JSON cannot hold.
func TestSearchJSONWithoutAnAnswer(t *testing.T) {
	var b bytes.Buffer
	if err := SearchJSON(&b, &output.Search{Answer: output.NeverMet, Best: -1}); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Answer string
		Levels []any
		Gain   *struct{}
	}
	if err := json.Unmarshal(b.Bytes(), &got); err != nil || got.Answer != "never met" || got.Levels == nil || got.Gain != nil {
		t.Errorf("%+v, error %v", got, err)
	}
}
