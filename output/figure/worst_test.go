package figure

import (
	"bytes"
	"strings"
	"testing"

	"magnetsim/output"
	"magnetsim/output/internal/outputtest"
)

// A drawing for each threshold at which anything is told from noise, in every format
// and size, the same bytes each time.
func TestWorstIsDrawn(t *testing.T) {
	all := Worst(outputtest.Worst())
	if len(all) != 1 || all[0].Name != "worst" || all[0].Policy != "none" {
		t.Fatalf("%d drawings", len(all))
	}
	for _, format := range Formats() {
		for _, size := range Sizes() {
			for _, theme := range Themes() {
				var once, twice bytes.Buffer
				style := Style{Size: size, Theme: theme, DPI: 40}
				if err := all[0].Render(&once, format, style); err != nil {
					t.Fatal(format, size, err)
				}
				if err := all[0].Render(&twice, format, style); err != nil || !bytes.Equal(once.Bytes(), twice.Bytes()) {
					t.Errorf("%s, %s: two drawings differ (%v)", format, size, err)
				}
			}
		}
	}
	two := outputtest.Worst()
	two.Parts[1] = two.Parts[0]
	if all := Worst(two); len(all) != 2 || all[1].Name != "worst-2" {
		t.Errorf("%d drawings of two thresholds", len(all))
	}
}

// What is told is told in words and numbers; of a regime only what differs most, and
// of noise nothing.
func TestWorstIsTold(t *testing.T) {
	d := Worst(outputtest.Worst())[0]
	for text, is := range map[string]bool{
		"What sets the worst 5% apart": true, "Licensing: all weeks in tight 50 · 121 · 181 weeks, in all trials 0 · 49 · 143 weeks": true,
		"Licensing: first in quota 10 · 114 weeks · never": true, "longest time in tight": false, "Magnet: price": false,
	} {
		if strings.Contains(d.Alt(), text) != is {
			t.Errorf("%q: %v, want %v in %s", text, !is, is, d.Alt())
		}
	}
	var data bytes.Buffer
	if err := dataTo(&data, d); err != nil || strings.Count(data.String(), "\n") != 1+4*7 {
		t.Error(err, data.String())
	}
}

// Where not all trials were looked at, that is said.
func TestWorstOfTheFirstTrials(t *testing.T) {
	w := outputtest.Worst().Parts[0].WorstInputs
	if got := worstNotes(10_000, w, 4)[0]; !strings.Contains(got, "Looked at are the first 4,000 trials.") {
		t.Error(got)
	}
	if got := worstNotes(w.Trials, w, 4)[0]; strings.Contains(got, "Looked at") {
		t.Error(got)
	}
}

// A report shows the worst trials of each policy that has any to tell of.
func TestWorstOfAReport(t *testing.T) {
	r := typical()
	w := outputtest.Worst().Parts[0].WorstInputs
	w.Variant = 1
	r.Worst = []output.WorstInputs{w}
	names := strings.Join(Names(r), " ")
	if !strings.Contains(names, "worst-thirty") || strings.Contains(names, "worst ") {
		t.Error(names)
	}
	if alt := Alt(r, "worst-thirty"); !strings.Contains(alt, "30 days") || !strings.Contains(alt, "Licensing: all weeks in tight") {
		t.Error(alt)
	}
}
