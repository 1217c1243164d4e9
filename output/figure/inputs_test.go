package figure

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"magnetsim/output"
)

// uncertain is a report with so many inputs, one of them without spread.
func uncertain(n int) *output.Report {
	r := typical()
	r.Inputs = nil
	for i := range n {
		r.Inputs = append(r.Inputs, output.Input{Name: fmt.Sprintf("sources.seller-%d.capacity", i), Unit: "t/yr", Family: "pert", P5: 100, P50: 250, P95: 500})
	}
	r.Inputs[0].P50, r.Inputs[0].P95 = 100, 100
	return r
}

// As many pages as hold all inputs, each input on one of them.
func TestInputsGoOverPages(t *testing.T) {
	for n, pages := range map[int]int{1: 1, perPage: 1, perPage + 1: 2, 3 * perPage: 3} {
		r := uncertain(n)
		var names []string
		text := ""
		for _, e := range Entries(r) {
			if e.Name == "inputs" {
				names = append(names, e.Figure)
				text += Alt(r, e.Figure)
			}
		}
		if len(names) != pages || names[0] != "inputs" || pages > 1 && names[1] != "inputs-2" {
			t.Errorf("%d inputs on %q", n, names)
		}
		for i := range n {
			if strings.Count(text, fmt.Sprintf("sources.seller-%d.capacity: ", i)) != 1 {
				t.Errorf("input %d of %d is not told once", i, n)
			}
		}
	}
}

func TestInputsAreDrawn(t *testing.T) {
	r := uncertain(perPage + 3)
	for _, name := range []string{"inputs", "inputs-2"} {
		for _, format := range Formats() {
			for _, size := range Sizes() {
				if len(render(t, r, name, format, Style{Size: size, DPI: 40})) == 0 {
					t.Errorf("nothing of %s as %s, %s", name, format, size)
				}
			}
		}
	}
	if _, _, err := find(r, "inputs-3"); err == nil {
		t.Error("a page that is not there")
	}
	var data bytes.Buffer
	if err := Data(&data, r, "inputs-2"); err != nil || strings.Count(data.String(), "\n") != 1+3*3 {
		t.Error(err, data.String())
	}
	for want, x := range map[string]output.Input{
		"100 · 250 · 500 t/yr, pert":                    {Unit: "t/yr", Family: "pert", P5: 100, P50: 250, P95: 500},
		"1 · 2 · 52.2 weeks, gamma":                     {Unit: "yr", Family: "gamma", P5: 7 / 365.25, P50: 14 / 365.25, P95: 1},
		"8% · 25% · 60%, logit-normal":                  {Unit: "share", Family: "logit-normal", P5: 0.08, P50: 0.25, P95: 0.6},
		"50 lakh INR · 2 crore INR · 3 crore INR, pert": {Unit: "INR", Family: "pert", P5: 5e6, P50: 2e7, P95: 3e7},
	} {
		if got := inputText(x); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
