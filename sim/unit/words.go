package unit

import (
	"slices"
	"strings"
)

// Def is a unit, for the list that people ask for.
type Def struct{ Symbol, Dim, Meaning string }

// word is a unit as it may be written.
type word struct {
	names []string
	dim   Dim
	scale float64 // base units in one
	doc   string
}

const daysPerYear = 365.25

// words are the units that a quantity may carry. Currencies are any code of
// three capital letters.
var words = []word{
	{[]string{"t", "tonne", "tonnes"}, Mass, 1, "metric tonne, 1000 kg"},
	{[]string{"kt"}, Mass, 1e3, "1000 t"},
	{[]string{"kg"}, Mass, 1e-3, "kilogram"},
	{[]string{"g"}, Mass, 1e-6, "gram"},
	{[]string{"day", "days", "d"}, Time, 1 / daysPerYear, "a year has 365.25 days"},
	{[]string{"week", "weeks", "wk"}, Time, 7 / daysPerYear, "7 days"},
	{[]string{"month", "months", "mo"}, Time, 1.0 / 12, "a twelfth of a year"},
	{[]string{"year", "years", "yr"}, Time, 1, "365.25 days"},
	{[]string{"%", "percent"}, Share, 0.01, "hundredth"},
}

// scales are the words that multiply money and counts.
var scales = []word{
	{[]string{"thousand", "k"}, Share, 1e3, "1000"},
	{[]string{"lakh", "lakhs"}, Share, 1e5, "100,000"},
	{[]string{"million", "mn", "M"}, Share, 1e6, "1,000,000"},
	{[]string{"crore", "crores", "cr"}, Share, 1e7, "10,000,000"},
	{[]string{"billion", "bn"}, Share, 1e9, "1,000,000,000"},
}

// currencySign is a sign for a currency.
type currencySign struct{ sign, code string }

// signs are the currency signs that may stand before a number or behind it.
var signs = []currencySign{
	{"Rs.", "INR"}, {"Rs", "INR"}, {"₹", "INR"}, {"US$", "USD"}, {"$", "USD"}, {"€", "EUR"}, {"£", "GBP"}, {"¥", "JPY"},
}

// find returns the word of a list that has a name.
func find(list []word, name string) (word, bool) {
	for _, w := range list {
		if slices.Contains(w.names, name) {
			return w, true
		}
	}
	return word{}, false
}

// Units lists the units that a quantity may carry.
func Units() []Def {
	var defs []Def
	for _, w := range words {
		defs = append(defs, Def{w.names[0], w.dim.describe(), w.doc})
	}
	for _, w := range scales {
		defs = append(defs, Def{w.names[0], "a factor before money or a count", w.doc})
	}
	return append(defs,
		Def{"USD", Money.describe(), "any ISO 4217 code, before or after the number; also Rs, ₹, $, €, £, ¥"},
		Def{"vehicles", Count.describe(), "any plain word names a counted thing, as in 800 vehicles/t"},
		Def{"t/yr", MassPerTime.describe(), "units combine with / or per: USD/kg, t/week, 3%/week, 0.25 per year"},
	)
}

// IsMoney reports whether a unit is of money, "INR" or "INR/t".
func IsMoney(unit string) bool {
	code, _, _ := strings.Cut(unit, "/")
	return isCode(code)
}

// isCode reports whether s can be a currency code: three capital letters.
func isCode(s string) bool {
	return len(s) == 3 && !slices.ContainsFunc([]byte(s), func(c byte) bool { return c < 'A' || c > 'Z' })
}

// isNoun reports whether s can name a counted thing: a letter, then letters,
// digits and dashes.
func isNoun(s string) bool {
	for i, r := range s {
		letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
		if !letter && (i == 0 || r != '-' && r != '_' && (r < '0' || r > '9')) {
			return false
		}
	}
	return s != ""
}

// others are units that people write and this package does not read: more than
// one thing can be meant, or another unit says it.
var others = []struct {
	names    []string
	msg, fix string // {} stands for the number
}{
	{[]string{"ton", "tons"}, "%q can mean different tons", "write {} t for metric tonnes of 1000 kg; a US short ton is 0.907 t"},
	{[]string{"MT", "mt", "Mt", "MMT"}, "%q can mean metric tonnes or millions of tonnes", "write {} t or {} million t"},
	{[]string{"TPA", "tpa", "TPY", "tpy"}, "unknown unit in %q", "write {} t/yr"},
	{[]string{"ktpa", "KTPA"}, "unknown unit in %q", "write {} kt/yr"},
	{[]string{"MTPA", "mtpa", "Mtpa"}, "%q can mean metric tonnes or millions of tonnes a year", "write {} t/yr or {} million t/yr"},
	{[]string{"hour", "hours", "h", "quarter", "quarters", "fortnight", "fortnights"}, "unknown unit of time in %q", "write it in days, weeks, months or years"},
}

// misspelt returns the error of a word that is nearly a unit, and nil for
// another.
func (p *parsing) misspelt(name string) error {
	for _, x := range others {
		if slices.Contains(x.names, name) {
			return wrong(strings.ReplaceAll(x.fix, "{}", p.figure), x.msg, p.text)
		}
	}
	if name != "" && name[0] >= '0' && name[0] <= '9' {
		fix := "write one number, such as 1000, 1,000 or 0.333"
		if spacedThousands.MatchString(p.text) {
			fix = Remedy(p.text)
		}
		return wrong(fix, "%q has two numbers", p.text)
	}
	small := strings.ToLower(name)
	for _, list := range [][]word{words, scales} {
		if w, ok := find(list, small); ok && !(p.below && w.dim == Share) {
			return wrong("write "+small, "unknown unit %q in %q", name, p.text)
		}
	}
	if code := strings.ToUpper(name); slices.Contains(currencies, code) && name != code {
		return wrong("write "+code, "unknown unit %q in %q", name, p.text)
	}
	return nil
}

// currencies are those that are told from a counted thing in small letters too.
var currencies = []string{"INR", "USD", "EUR", "JPY", "CNY", "GBP", "RUB", "KRW", "AUD", "CAD"}
