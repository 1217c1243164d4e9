package unit

import (
	"errors"
	"strings"
	"testing"
)

// What was once read as something else than is meant: each is refused, and the
// message says what to write.
func TestMisreadings(t *testing.T) {
	for in, says := range map[string]string{
		"8%%":               "two units",
		"5/%":               "unknown unit",
		"30% days":          "two units",
		"5 t t":             "two units",
		"5 kg kg/t t":       "two units",
		"$60 USD/kg":        `two units, "$" and "USD"`,
		"3 USD EUR":         "two units",
		"5 metric tonnes":   "two units",
		"5 per":             "ends with a division",
		"5 t per":           "ends with a division",
		"5 million":         "write 5 million USD",
		"25 crore/t":        "what is counted",
		"5 lakh %":          "what is counted",
		"20-90 days":        "write a range",
		"20 – 90 days":      "write a range",
		"1 000 t":           "two numbers",
		"1/3":               "two numbers",
		"6000 TPA":          "write 6000 t/yr",
		"6000 MTPA":         "write 6000 t/yr or 6000 million t/yr",
		"660 MT":            "write 660 t or 660 million t",
		"12 hours":          "write it in days",
		"5 t/quarter":       "write it in days",
		"90 Days":           "write days",
		"3 Crore INR":       "write crore",
		"1e-999 t":          "too large or too small to compute with",
		"-007 t":            "write -7",
		"00.5":              "write 0.5",
		"00":                "write 0",
		"5 USD/vehicle":     `"vehicle"`,
		"1,20 t":            "commas between thousands",
		"1,000,00 t":        "commas between thousands",
		"60 USD/k":          `"k"`,
		"1e308 crore INR":   "too large",
		"$":                 "the value is missing",
		"5 t/ /":            "two divisions",
		"about 5 t":         "does not start with a number",
		"5 t.":              `"t."`,
		"5 Ω":               `"Ω"`,
		"\xff":              "does not start with a number",
		"5 \x00":            "unknown unit",
		"5 1t":              "two numbers",
		"INR":               "does not start with a number",
		"5 t/yr per person": "two divisions",
	} {
		q, err := Parse(in)
		var e *Error
		if !errors.As(err, &e) || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: got %v, %v, want a message with %q", in, q, err, says)
		}
	}
}

// A noun is any word, so a misspelt unit is found only against what is wanted.
func TestRemediesByDimension(t *testing.T) {
	for d, k := range known {
		for _, example := range strings.Split(k.example, " or ") {
			if _, err := ParseAs(example, d); err != nil {
				t.Errorf("the example %q of %s: %v", example, k.name, err)
			}
		}
		if q, err := ParseAs("7"+k.guess, d); err != nil || q.Dim != d {
			t.Errorf("the remedy %q of %s: %v", "7"+k.guess, k.name, err)
		}
		if _, err := ParseAs("7 wombats/day", d); err == nil || !strings.Contains(err.Error(), "wombats") {
			t.Errorf("7 wombats/day as %s: %v", k.name, err)
		}
		if _, err := ParseAs("7", d); err == nil || !strings.Contains(err.Error(), "write 7") {
			t.Errorf("7 as %s: %v", k.name, err)
		}
	}
	unnamed := Dim{Mass: 1, Money: -1}
	if _, err := ParseAs("7 days", unnamed); err == nil || !strings.Contains(err.Error(), "t/money") {
		t.Errorf("7 days as %s: %v", unnamed, err)
	}
}
