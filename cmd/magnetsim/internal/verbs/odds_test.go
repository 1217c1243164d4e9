package verbs

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"magnetsim/sim/study"
)

func TestStatement(t *testing.T) {
	for text, want := range map[string]study.Odds{
		"80% 1 month":                              {Length: 1.0 / 12, Chance: 0.8, Name: "1 month"},
		"0.8 1 month":                              {Length: 1.0 / 12, Chance: 0.8, Name: "1 month"},
		" 12.5 % : 90 days ":                       {Length: 90 / 365.25, Chance: 0.125, Name: "90 days"},
		"37% of at least 18 months":                {Length: 1.5, Chance: 0.37, Name: "18 months"},
		"37% chance of a curb of 2 years or more":  {Length: 2, Chance: 0.37, Name: "2 years"},
		"37% for a curb lasting 2 years or longer": {Length: 2, Chance: 0.37, Name: "2 years"},
	} {
		got, err := statement(text)
		if err != nil || math.Abs(got.Length-want.Length) > 1e-15 || math.Abs(got.Chance-want.Chance) > 1e-15 || got.Name != want.Name {
			t.Errorf("%q: %+v, %v, want %+v", text, got, err, want)
		}
	}
}

// Any text is a statement or an error.
func TestStatementOfAnything(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		text := rapid.StringOf(rapid.SampledFrom([]rune("0139.,% amonthsfr:é"))).Draw(r, "text")
		if got, err := statement(text); err == nil && (got.Name == "" || math.IsNaN(got.Length+got.Chance)) {
			r.Fatalf("%q: %+v", text, got)
		}
	})
}
