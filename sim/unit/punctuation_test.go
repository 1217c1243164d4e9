package unit

import "testing"

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
