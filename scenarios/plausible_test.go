package scenarios

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// figuresOf lists the figures of the format by path, * for names, with each of
// their units.
func figuresOf(s *shape, path string, visit func(path string, f *figure)) {
	switch s.form {
	case recordForm:
		for _, f := range s.fields {
			figuresOf(f.shape, join(path, f.key), visit)
		}
	case namedForm, listForm:
		if s.elem == nil || strings.HasPrefix(path, "sweep") {
			return
		}
		if s.form == namedForm {
			path = join(path, "*")
		}
		figuresOf(s.elem, path, visit)
	case figureForm:
		visit(path, s.figure)
	}
}

// Every figure but a share of 0 to 100% says what it can be, and every row of the
// table is of a figure.
func TestEveryFigureHasLimits(t *testing.T) {
	used := map[*limits]bool{}
	figuresOf(format, "", func(path string, f *figure) {
		if f.isShare() {
			return
		}
		for _, m := range f.measures {
			row := limitsOf(path, m.unit)
			if row == nil {
				t.Errorf("%s in %q has no limits", path, m.unit)
				continue
			}
			used[row] = true
		}
	})
	for i := range limitsTable {
		row := &limitsTable[i]
		if !used[row] {
			t.Errorf("%s is no figure", row.key)
		}
		if row.possible.outside(row.plausible.lo) || row.possible.outside(row.plausible.hi) {
			t.Errorf("%s: what is plausible must be possible", row.key)
		}
		if row.plausible != row.possible && row.why == "" {
			t.Errorf("%s has no reason", row.key)
		}
	}
}

const doubtful = `version: 1
currency: USD
start: 2026-01-01
horizon: 5 years
materials: { m: { price: 1 USD/kg, switching: 3%/week } }
sources:
  s: { material: m, capacity: 20000 t/yr, share: 80%, lead: 8 weeks }
  t: { material: m, capacity: 400 t/yr, share: 20%, lead: 10 weeks, outages: { rate: 0.1/yr, duration: 30 days } }
sectors:
  a: { demand: 1000 t/yr, uses: m, cover: 5 weeks, backlog: 50%, persistence: 6 months }
stockpiles: { p: { material: m, target: 0 t, fill: 6 months, holding: 10%/yr } }
curbs:
  x: { hits: { s: { origin: s } }, start: 26 weeks, severity: 90%, duration: 92 days }
  y: { hits: { s: { origin: s } }, initial: on, regimes: { on: { severity: 50%, to: { off: 1/yr } }, off: { to: { on: 1/yr } } } }
`

func TestPlausibility(t *testing.T) {
	for _, c := range []struct {
		sets []string
		want []string // rules; none for a file without a word against it
	}{
		{nil, nil},
		{[]string{"sources.s.lead=1 year"}, nil},
		{[]string{"sources.s.lead=13 months"}, []string{"implausible"}},
		{[]string{"sources.s.lead=8 years"}, []string{"impossible", "restocking-echo", "beyond-horizon"}},
		{[]string{"sources.s.lead={uniform: [4 weeks, 60 weeks]}"}, []string{"implausible"}},
		{[]string{"sources.s.lead={uniform: [4 weeks, 53 weeks]}"}, nil}, // p95 is 50.6 weeks
		{[]string{"curbs.x.delay=8 weeks"}, nil},
		{[]string{"curbs.x.delay=6 years"}, []string{"implausible", "beyond-horizon"}},
		{[]string{"curbs.x.delay=80 years"}, []string{"impossible", "beyond-horizon"}},
		{[]string{"sectors.a.cover=5 years"}, []string{"implausible"}},
		{[]string{"sectors.a.cover=50 years"}, []string{"impossible"}},
		{[]string{"sectors.a.volatility=1000000%"}, []string{"impossible"}},
		{[]string{"sectors.a.volatility=80%"}, []string{"implausible"}},
		{[]string{"sectors.a.growth=1000000%/yr"}, []string{"impossible"}},
		{[]string{"sectors.a.growth=40%/yr"}, nil},
		{[]string{"sectors.a.growth=40%/yr", "horizon=20 years"}, []string{"implausible"}}, // 837 times
		{[]string{"sectors.a.growth=40%/yr", "horizon=50 years"}, []string{"impossible"}},
		{[]string{"sectors.a.demand=1e300 t/yr"}, []string{"impossible"}},
		{[]string{"sectors.a.value=1e300 USD/t"}, []string{"impossible"}},
		{[]string{"materials.m.price=1e200 USD/t"}, []string{"impossible"}},
		{[]string{"stockpiles.p.target=1e305 t"}, []string{"impossible"}},
		{[]string{"sources.s.lead={lognormal: {p10: 4 weeks, p90: 20 weeks}, truncate: [null, 10 weeks]}"}, nil}, // keeps 57%
		{[]string{"sources.s.lead={lognormal: {p10: 4 weeks, p90: 20 weeks}, truncate: [null, 8 weeks]}"}, []string{"rescaled"}},
		{[]string{"sources.s.lead={mixture: [{weight: 60%, value: 4 weeks}, {weight: 20%, value: 9 weeks}]}"}, []string{"bad-distribution"}},
		{[]string{"curbs.y.regimes.on={severity: 50%, lasts: 1 year, to: {off: 40%}}"}, []string{"rescaled"}},
		{[]string{"stockpiles.p.holding=0%/yr"}, []string{"no-holding"}},
		{[]string{"stockpiles.p.holding=null"}, []string{"no-holding"}},
		{[]string{"stockpiles.p.holding=0%/yr", "materials.m.price=null"}, nil},
		{[]string{"rules.restocking=1 day", "rules.forecast=1 week"}, nil}, // a week is the least, and 10 of them no echo
		{[]string{"rules.restocking=1 day", "sources.s.lead=40 weeks"}, []string{"restocking-echo"}},
		{[]string{"rules.restocking=1 day", "sources.s.lead=40 weeks", "step=month"}, nil}, // at most 9 steps
		{[]string{"curbs.x.recurs=1000/yr", "curbs.x.duration=1 day"}, []string{"implausible"}},
		{[]string{"curbs.x.recurs=1000000/yr"}, []string{"impossible"}},
		{[]string{"curbs.x.recurs=1000/yr", "curbs.x.duration=0 days", "horizon=20 years"}, []string{"implausible", "too-many-episodes"}},
		{[]string{"curbs.x.recurs=1000/yr", "curbs.x.overlaps=true", "horizon=20 years"}, []string{"implausible", "too-many-episodes"}},
		{[]string{"curbs.y.regimes.on.to.off=1e9/yr"}, []string{"impossible", "too-many-episodes"}},
		{[]string{"sources.t.outages.rate=1e9/yr"}, []string{"impossible"}},
		{[]string{"sources.t.outages={rate: 900/yr, duration: 0 days}", "horizon=20 years"}, []string{"implausible", "too-many-episodes"}},
	} {
		t.Run(strings.Join(c.sets, ","), func(t *testing.T) {
			_, problems := Load(fstest.MapFS{"a.yaml": {Data: []byte(doubtful)}}, "a.yaml", Options{Sets: c.sets})
			var rules []string
			for _, p := range problems {
				if !slices.Contains(rules, p.Rule) && p.Rule != "capacity" {
					rules = append(rules, p.Rule)
				}
			}
			slices.Sort(rules)
			slices.Sort(c.want)
			if !slices.Equal(rules, c.want) {
				t.Errorf("got %v, want %v\n%s", rules, c.want, problems.Error())
			}
		})
	}
}

// What is doubtful about a policy is told of the run; what is doubtful about a
// case, where that is played.
func TestDoubts(t *testing.T) {
	file := fstest.MapFS{"a.yaml": {Data: []byte(doubtful + `policies:
  none: {}
  more: { set: { sectors.a.cover: 3 years } }
cases:
  odd: { set: { sectors.a.volatility: 90% } }
`)}}
	for kase, want := range map[string][]string{
		"":    {`sectors.a.cover is 3 years, but at most 1 year is plausible (policy "more")`},
		"odd": {"sectors.a.volatility is 90%, but at most 50% is plausible", `sectors.a.cover is 3 years, but at most 1 year is plausible (policy "more")`},
	} {
		l, problems := Load(file, "a.yaml", Options{Case: kase})
		if l == nil {
			t.Fatal(problems.Error())
		}
		var got []string
		for _, p := range l.Doubts() {
			got = append(got, p.Msg)
		}
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("case %q: %q", kase, got)
		}
	}
}
