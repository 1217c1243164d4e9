package scenarios

import (
	"testing"
	"testing/fstest"

	"magnetsim/sim/chain"
)

const costly = `version: 1
currency: USD
start: 2026-01-01
horizon: 3 years
run: { measure: { from: 2026-07-01, also: [worst_step.total@2027] }, precision: 5% of mean(shortfall.auto@2028) }
materials: { magnet: { price: 50 USD/kg } }
sources:
  china: { material: magnet, capacity: 500 t/yr, share: 100%, lead: 8 weeks }
plants:
  works: { makes: magnet, recipe: {}, capacity: 0 t/yr, start: 2027-01-01 }
sectors:
  auto: { demand: 100 t/yr, uses: magnet, cover: 5 weeks, substitution: { max: 30%, trigger: 10%, after: 3 months, over: 1 year, reverts_over: 2 years, cost: 5 USD/kg } }
policies:
  none: {}
  plant: { set: { plants.works: { capacity: 50 t/yr, cost: { capital: 5 million USD, yearly: 1 million USD/yr } } }, cost: { capital: 2 million USD, from: 2026-07-01 } }
  talk: { cost: { yearly: 1000 USD/yr } }
criteria:
  early: P(shortfall.auto@2026 > 1 t) <= 5%
`

// A policy's cost stands with the scenario that it makes of the file; where some policy
// has one, all others report that they have none. The resolved file says the same.
func TestAPolicyHasACost(t *testing.T) {
	for _, text := range []string{costly, resolvedText(t, costly)} {
		l, problems := Load(fstest.MapFS{"a.yaml": {Data: []byte(text)}}, "a.yaml", Options{})
		if l == nil {
			t.Fatal(problems)
		}
		of := func(policy string) *chain.Scenario {
			s, _, problems := l.Build(Policy(policy))
			if s == nil {
				t.Fatal(problems)
			}
			if !s.Costed || !s.Costs() {
				t.Errorf("%s: costs are not reported", policy)
			}
			return s
		}
		if s := of("none"); s.Cost != nil || s.Plants[0].Cost != nil {
			t.Errorf("none costs %v, %v", s.Cost, s.Plants[0].Cost)
		}
		s := of("plant")
		capital, _ := s.Cost.Capital.Fixed()
		built, _ := s.Plants[0].Cost.Capital.Fixed()
		if from, _ := s.Cost.From.Fixed(); capital != 2e6 || built != 5e6 || from != 181/365.25 || s.Cost.Yearly.Given() {
			t.Errorf("plant costs %v from %v, and %v to build", capital, from, built)
		}
		if yearly, _ := of("talk").Cost.Yearly.Fixed(); yearly != 1000 {
			t.Errorf("talk costs %v a year", yearly)
		}
		if per, _ := s.Sectors[0].Substitution.Cost.PerTonne.Fixed(); per != 5000 {
			t.Errorf("a tonne replaced costs %v", per)
		}
	}
}

func resolvedText(t *testing.T, text string) string {
	l, problems := Load(fstest.MapFS{"a.yaml": {Data: []byte(text)}}, "a.yaml", Options{})
	if l == nil {
		t.Fatal(problems)
	}
	return string(l.YAML())
}
