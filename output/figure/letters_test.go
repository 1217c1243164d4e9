package figure

import (
	"slices"
	"testing"
)

// What the fonts have is set; a letter that they lack, and one that must be joined,
// is told, once.
func TestUnset(t *testing.T) {
	r := typical()
	r.Variants = slices.Clone(r.Variants) // the demos share them
	of := func(title string) string {
		r.Variants[0].Title = title
		d, err := Draw(r, "exceedance")
		if err != nil {
			t.Fatal(err)
		}
		return string(Unset([]Drawing{d, d}, Style{}))
	}
	for title, want := range map[string]string{
		"₹7,280 crore – Ελληνικά, Кириллица, naïve ½ ≥ Δ": "",
		"भंडार": "ंडभरा",
		"磁石 磁":  "石磁",
		"مخزون": "خزمنو",
		"😀":     "😀",
	} {
		if got := of(title); got != want {
			t.Errorf("%s: %q, want %q", title, got, want)
		}
	}
	if got := Unset(nil, Style{}); got != nil {
		t.Errorf("%q of no drawing", got)
	}
	if got := Unset([]Drawing{}, Style{Size: "none"}); got != nil {
		t.Errorf("%q in a size that does not exist", got)
	}
	for letter, want := range map[rune]string{'भ': "Devanagari", '石': "Han", '😀': ""} {
		if got := Script(letter); got != want {
			t.Errorf("%c is of %q, want %q", letter, got, want)
		}
	}
}
