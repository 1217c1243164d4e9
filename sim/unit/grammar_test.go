package unit

import (
	"errors"
	"math"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// Every unit above every other, with / and with per: the value is that of the
// figure times the one and divided by the other, the exponents subtract.
func TestEveryPairOfUnits(t *testing.T) {
	check := func(text string, value float64, d Dim) {
		t.Helper()
		q, err := Parse(text)
		// two roundings of the product, two of the division
		if err != nil || math.Abs(q.Value-value) > 4*0x1p-53*value || q.Dim != d || q.Bare {
			t.Errorf("%q is %v, %v, want %g in %s", text, q, err, value, d)
		}
	}
	for _, a := range words {
		for _, name := range a.names {
			check("2.5 "+name, 2.5*a.scale, a.dim)
			check("2.5"+name, 2.5*a.scale, a.dim)
		}
		for _, b := range words {
			if b.dim == Share {
				continue
			}
			d := Dim{Mass: a.dim.Mass - b.dim.Mass, Time: a.dim.Time - b.dim.Time}
			check("1,000 "+a.names[0]+"/"+b.names[0], 1000*a.scale/b.scale, d)
			check("1e3 "+a.names[0]+"  per "+b.names[0], 1000*a.scale/b.scale, d)
		}
	}
	for _, f := range scales {
		for _, name := range f.names {
			check("3 "+name+" EUR", 3*f.scale, Money)
			check("€3 "+name+"/t", 3*f.scale, MoneyPerMass)
			check("3 "+name+" turbines", 3*f.scale, Count)
			check("3 "+name+" t", 3*f.scale, Mass)
		}
	}
}

// Every unit that is listed can be read.
func TestListedUnits(t *testing.T) {
	for _, u := range Units() {
		one := "1 " + u.Symbol
		if _, factor := find(scales, u.Symbol); factor {
			one += " USD"
		}
		if _, err := Parse(one); err != nil || u.Dim == "" || u.Meaning == "" {
			t.Errorf("%q (%s, %s): %v", one, u.Dim, u.Meaning, err)
		}
	}
}

// Any jumble of what quantities are made of is read as a finite number of a
// dimension that makes sense, or answered with an Error.
func TestJumbles(t *testing.T) {
	pieces := []string{"1", "90", "1,200", "12,34,567", "0", "0.5", ".5", "1e3", "1e400", "-", "+", "−", "–", ",", ".", "/", " per ", " ", "\t", "%", "per cent",
		"t", "kg", "days", "yr", "USD", "INR", "Rs", "₹", "$", "crore", "million", "k", "vehicles", "ton", "MT", "to", "_", "é", "\xff"}
	rapid.Check(t, func(r *rapid.T) {
		s := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 8).Draw(r, "pieces"), "")
		plausible(r, s)
	})
}

// plausible checks what Parse makes of any text.
func plausible(t rapid.TB, s string) {
	q, err := Parse(s)
	if err != nil {
		var e *Error
		if !errors.As(err, &e) || e.Msg == "" || q != (Quantity{}) {
			t.Fatalf("%q: %#v, %v", s, err, q)
		}
		return
	}
	one := func(n int8) bool { return n >= -1 && n <= 1 }
	d := q.Dim
	switch {
	case math.IsNaN(q.Value) || math.IsInf(q.Value, 0):
		t.Fatalf("%q was read as %g", s, q.Value)
	case !one(d.Mass) || !one(d.Time) || !one(d.Money) || !one(d.Count):
		t.Fatalf("%q was read as %s", s, d)
	case (q.Currency != "") != (d.Money != 0) && !strings.Contains(s, "/") && !strings.Contains(s, "per"): // USD/USD has none left
		t.Fatalf("%q has the currency %q and is %s", s, q.Currency, d)
	case q.Bare && (d != Share || strings.ContainsAny(s, "%/")):
		t.Fatalf("%q was read as a bare number", s)
	}
	for want := range known {
		if p, err := ParseAs(s, want); err == nil && (p != q || d != want) {
			t.Fatalf("%q as %s is %v, by itself %v", s, want, p, q)
		}
	}
}

// A quantity written for people is read again to within its three digits, on
// every scale that Format uses; shares and money too.
func TestFormatIsReadAgain(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		unit := rapid.SampledFrom([]string{"t", "t/yr", "share", "share/yr", "INR", "INR/t", "USD", "EUR/t", "vehicles", "per yr"}).Draw(r, "unit")
		x := math.Pow(10, rapid.Float64Range(-3, 14).Draw(r, "size"))
		if rapid.Bool().Draw(r, "negative") {
			x = -x
		}
		text := Format(x, unit)
		q, err := Parse(text)
		if err != nil {
			r.Fatalf("Format(%g, %q) = %q: %v", x, unit, text, err)
		}
		if math.Abs(q.Value-x) > 0.005*math.Abs(x)*(1+1e-12) {
			r.Fatalf("Format(%g, %q) = %q, which is %g", x, unit, text, q.Value)
		}
	})
}

// An interval shows both numbers with as many decimals, the half-width to
// within its digits and the quantity to within half of its last.
func TestIntervalIsReadAgain(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		half := math.Pow(10, rapid.Float64Range(-9, 12).Draw(r, "half"))
		x := half * rapid.Float64Range(-1e3, 1e3).Draw(r, "ratio")
		text := FormatInterval(x, half, "t")
		a, b, ok := strings.Cut(strings.TrimSuffix(text, " t"), " ± ")
		gotX, errX := strconv.ParseFloat(strings.ReplaceAll(a, ",", ""), 64)
		gotHalf, errHalf := strconv.ParseFloat(strings.ReplaceAll(b, ",", ""), 64)
		if !ok || errX != nil || errHalf != nil || strings.HasPrefix(text, "-0 ") {
			r.Fatalf("FormatInterval(%g, %g) = %q", x, half, text)
		}
		_, decimalsX, _ := strings.Cut(a, ".")
		_, decimalsHalf, _ := strings.Cut(b, ".")
		last := math.Pow10(-len(decimalsHalf))
		// one digit at least: off by half of the first where that is 3 or more
		if len(decimalsX) != len(decimalsHalf) || math.Abs(gotHalf-half) > half/6+1e-12 || math.Abs(gotX-x) > last/2*(1+1e-9)+1e-15*math.Abs(x) {
			r.Fatalf("FormatInterval(%v, %v) = %q", x, half, text)
		}
	})
}

func TestFormatOddSizes(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{Format(999.6e6, "USD"), "1 bn USD"},
		{Format(9.996e6, "INR"), "1 crore INR"},
		{Format(0.9999, "share"), "100%"},
		{Format(1e-9, "t"), "1e-09 t"},
		{Format(1e300, "INR"), "1e+288 lakh crore INR"},
		{Format(math.MaxFloat64, "t"), "1.8e+308 t"},
		{Format(math.Copysign(0, -1), "t"), "0 t"},
		{Format(math.Inf(-1), "t"), "-∞"},
		{FormatError(9.96e6, "INR"), "± 1 crore INR"},
		{FormatError(math.NaN(), "t"), "± –"},
		{FormatInterval(-0.3, 9, "t"), "0 ± 9 t"},
		{FormatInterval(-9, 0.3, "t"), "-9.0 ± 0.3 t"},
		{FormatInterval(3, 1e-300, "t"), "3 t ± 1e-300 t"},
		{FormatInterval(1e300, 1e290, "t"), "1e+300 t ± 1e+290 t"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}
