package unit

import (
	"strings"
	"testing"
)

// Each number as people write it elsewhere, and what to write instead.
func TestRemedyOfPunctuation(t *testing.T) {
	const rule = ": a point before decimals, commas between thousands"
	for text, want := range map[string]string{
		"85,5%":            "write 85.5%",
		"1.234,5":          "write 1234.5",
		"1234,5 t":         "write 1234.5 t",
		"1.234.567 t":      "write 1234567 t",
		"5.000":            "write 5000 or 5",
		"1,234":            "write 1234 or 1.234",
		"1 000 t":          "write 1000 t",
		"1'234.5 t":        "write 1234.5 t",
		"USD 1,20":         "write USD 1.20",
		"-0,5%":            "write -0.5%",
		"5.000 INR/kg":     "write 5000 INR/kg or 5 INR/kg",
		"12\u00a0345,6 kg": "write 12345.6 kg",
		"1,000,00 t":       "write 1200.5 or 1,200.5",
		"1.2.3":            "write 1200.5 or 1,200.5",
		"t":                "write 1200.5 or 1,200.5",
	} {
		if got := Remedy(text); got != want+rule {
			t.Errorf("%q: %q, want %q", text, got, want+rule)
		}
		if _, err := Parse(text); err == nil && text != "1,234" {
			t.Errorf("%q is read", text)
		}
	}
	// What has one reading is read.
	for text, want := range map[string]float64{"1.000": 1, "1.250 t": 1.25, "0.500 t": 0.5, "5,000 t": 5000, "5.0000 t": 5, "1000.000 t": 1000} {
		if q, err := Parse(text); err != nil || q.Value != want {
			t.Errorf("%q: %v, %v", text, q.Value, err)
		}
	}
}

// A rate of a share is refused like a share: 5/yr is 5% a year or 500%.
func TestRatesOfShares(t *testing.T) {
	for text, says := range map[string]string{
		"5/yr":         "write 5%/yr or 0.05/yr",
		"30/week":      "write 30%/week or 0.3/week",
		"-5 per year":  "write -5% per year or -0.05 per year",
		"5e3/yr":       "write 5e3%/yr or 50/yr",
		"0.05/yr":      "",
		"1/yr":         "",
		"5%/yr":        "",
		"500%/yr":      "",
		"0.5 per week": "",
	} {
		q, err := ParseAs(text, PerTime)
		if err != nil {
			t.Fatal(err)
		}
		if err = CheckRate(text, q); (err == nil) != (says == "") || err != nil && !strings.Contains(err.Error(), says) {
			t.Errorf("%q: %v, want %q", text, err, says)
		}
	}
}
