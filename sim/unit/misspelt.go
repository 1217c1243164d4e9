package unit

import (
	"slices"
	"strings"
)

// others are units that people write and this package does not read: more than
// one thing can be meant, or another unit says it.
var others = []struct {
	names    []string
	msg, fix string // {} stands for the number
}{
	{[]string{"ton", "tons"}, "which ton is meant in %q", "write {} t for metric tonnes of 1000 kg; a US short ton is 0.907 t"},
	{[]string{"MT", "mt", "Mt", "MMT"}, "metric tonnes or millions of tonnes, which is meant in %q", "write {} t or {} million t"},
	{[]string{"TPA", "tpa", "TPY", "tpy"}, "the unit in %q is not known", "write {} t/yr"},
	{[]string{"ktpa", "KTPA"}, "the unit in %q is not known", "write {} kt/yr"},
	{[]string{"MTPA", "mtpa", "Mtpa"}, "metric tonnes or millions of tonnes a year, which is meant in %q", "write {} t/yr or {} million t/yr"},
	{[]string{"hour", "hours", "h", "quarter", "quarters", "fortnight", "fortnights"}, "the unit of time in %q is not known", "write it in days, weeks, months or years"},
}

// misspelt returns the error of a word that is nearly a unit, and nil for
// another.
func (p *parsing) misspelt(name string) error {
	for _, x := range others {
		for _, other := range x.names {
			if name == other {
				return wrong(strings.ReplaceAll(x.fix, "{}", p.figure), x.msg, p.text)
			}
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
			return wrong("write "+small, "the unit %q in %q is not known", name, p.text)
		}
	}
	if code := strings.ToUpper(name); slices.Contains(currencies, code) && name != code {
		return wrong("write "+code, "the unit %q in %q is not known", name, p.text)
	}
	return nil
}

// currencies are those that are told from a counted thing in small letters too.
var currencies = []string{"INR", "USD", "EUR", "JPY", "CNY", "GBP", "RUB", "KRW", "AUD", "CAD"}
