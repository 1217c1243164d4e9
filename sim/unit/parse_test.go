package unit

import (
	"errors"
	"math"
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	cases := []struct {
		in    string
		dim   Dim
		value float64
		extra string // currency or noun
	}{
		{"90 days", Time, 90 / 365.25, ""},
		{"1,200 t/yr", MassPerTime, 1200, ""},
		{"1200 t/yr", MassPerTime, 1200, ""},
		{"20 t/week", MassPerTime, 20 * 365.25 / 7, ""},
		{"2.5 kt", Mass, 2500, ""},
		{"600 g", Mass, 6e-4, ""},
		{"8%", Share, 0.08, ""},
		{"8 %", Share, 0.08, ""},
		{"0.3", Share, 0.3, ""},
		{".5", Share, 0.5, ""},
		{"-3%", Share, -0.03, ""},
		{"1e3 t", Mass, 1000, ""},
		{"60 USD/kg", MoneyPerMass, 60000, "USD"},
		{"60 USD per kg", MoneyPerMass, 60000, "USD"},
		{"$60/kg", MoneyPerMass, 60000, "USD"},
		{"60 $/kg", MoneyPerMass, 60000, "USD"},
		{"60€/kg", MoneyPerMass, 60000, "EUR"},
		{"25 crore Rs/t", MoneyPerMass, 2.5e8, "INR"},
		{"0.0 t", Mass, 0, ""},
		{"0e9 t", Mass, 0, ""},
		{"25 crore INR/t", MoneyPerMass, 2.5e8, "INR"},
		{"Rs 25 crore/t", MoneyPerMass, 2.5e8, "INR"},
		{"₹7,300 crore", Money, 7.3e10, "INR"},
		{"3 lakh INR", Money, 3e5, "INR"},
		{"12 bn USD", Money, 1.2e10, "USD"},
		{"1.5M USD", Money, 1.5e6, "USD"},
		{"0.25/yr", PerTime, 0.25, ""},
		{"0.25 per year", PerTime, 0.25, ""},
		{"3%/week", PerTime, 0.03 * 365.25 / 7, ""},
		{"14%/yr", PerTime, 0.14, ""},
		{"6 months", Time, 0.5, ""},
		{"800 vehicles/t", CountPerMass, 800, "vehicles"},
		{"1.5 million handsets/t", CountPerMass, 1.5e6, "handsets"},
		{"1.2 t/t", Share, 1.2, ""},
		{"5 kg/t", Share, 0.005, ""},
		{"12,34,567 t", Mass, 1234567, ""},
		{"1,20,000 vehicles", Count, 120000, "vehicles"},
		{"USD 60/kg", MoneyPerMass, 60000, "USD"},
		{"INR 25 crore/t", MoneyPerMass, 2.5e8, "INR"},
		{"2 lakh crore INR", Money, 2e12, "INR"},
		{"25 crores INR", Money, 2.5e8, "INR"},
		{"−3%", Share, -0.03, ""},
		{"8 per cent", Share, 0.08, ""},
		{"8 per cent per year", PerTime, 0.08, ""},
		{"60 USD\tper kg", MoneyPerMass, 60000, "USD"},
		{"90\u00a0days", Time, 90 / 365.25, ""},
	}
	for _, c := range cases {
		q, err := ParseAs(c.in, c.dim)
		if err != nil {
			t.Errorf("%q: %v", c.in, err)
			continue
		}
		if math.Abs(q.Value-c.value) > 1e-14*math.Abs(c.value) || q.Currency+q.Noun != c.extra {
			t.Errorf("%q: got %v, want %v %s", c.in, q, c.value, c.extra)
		}
	}
}

func TestRemedies(t *testing.T) {
	cases := []struct {
		in   string
		want Dim
		says string // part of the message
	}{
		{"90", Time, "write 90 days"},
		{"1200", MassPerTime, "write 1200 t/yr"},
		{"30", Share, "write 30% or 0.3"},
		{"14%", PerTime, "write 14%/yr"},
		{"5 ton", Mass, "different tons"},
		{"90 days", MassPerTime, "is a duration, but a flow is needed"},
		{"90 dyas", Time, `unit "dyas"`},
		{"0x10", Mass, "not a decimal number"},
		{"-0x10 vehicles/t", CountPerMass, "not a decimal number"},
		{"0b1 t", Mass, "not a decimal number"},
		{"60 usd/kg", MoneyPerMass, "write USD"},
		{"$60 USD/kg", MoneyPerMass, "two units"},
		{"1e-320 g", Mass, "too small"},
		{"1e999 t", Mass, "too large or too small"},
		{"nan", Share, "does not start with a number"},
		{".inf", Share, "does not start with a number"},
		{"", Share, "the value is missing"},
		{"010 days", Time, "leading zero"},
		{"1,20 t", Mass, "commas between thousands"},
		{"1.2.3 t", Mass, "cannot be read"},
		{"3 t/yr/yr", MassPerTime, "two divisions"},
		{"3 t/", Mass, "ends with a division"},
		{"60 USD/foo", MoneyPerMass, "unknown unit"},
	}
	for _, c := range cases {
		_, err := ParseAs(c.in, c.want)
		var e *Error
		if !errors.As(err, &e) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%q as %s: got %v, want a message with %q", c.in, c.want, err, c.says)
		}
	}
}

func TestFormat(t *testing.T) {
	cases := []struct {
		x    float64
		unit string
		want string
	}{
		{2012.3, "t", "2,012 t"}, {0.0831, "share", "8.31%"}, {1.2e11, "INR", "12,000 crore INR"},
		{3.4e13, "INR", "34 lakh crore INR"}, {12.34, "weeks", "12.3 weeks"}, {1, "months", "1 month"}, {0, "t", "0 t"},
		{1234567, "vehicles", "1.23 million vehicles"}, {962_720, "vehicles", "962,700 vehicles"}, {40_246e7, "INR", "40,250 crore INR"}, {2.5e9, "USD", "2.5 bn USD"}, {-0.5, "t", "-0.5 t"},
		{math.Inf(1), "weeks", "never"}, {math.NaN(), "t", "–"}, {1.5, "×", "×1.5"}, {0.14, "share/yr", "14%/yr"},
	}
	for _, c := range cases {
		if got := Format(c.x, c.unit); got != c.want {
			t.Errorf("Format(%g, %q) = %q, want %q", c.x, c.unit, got, c.want)
		}
	}
	if got := FormatError(0.0123, "share"); got != "± 1.2%" {
		t.Errorf("FormatError = %q", got)
	}
}

// FuzzParse: no text makes the parser panic, return what is not a number, or
// fail without saying why.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"90 days", "Rs 25 crore/t", "8%", "1,200 t/yr", "3%/week", "x", "-", "1e", "5 / t", "₹", "%", "12,34,567 t", "USD 60 per kg", "20–90 days"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { plausible(t, s) })
}
