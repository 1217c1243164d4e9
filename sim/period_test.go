package sim

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"magnetsim/sim/chain"
	"magnetsim/sim/draw"
)

// curbedFromJuly is 100 t a month for two years from January 2026 without a stock, a month
// under way, and nothing sent from July to December of the first year: nothing arrives
// from August on, 500 t in the first year, and in January of the second, 100 t.
func curbedFromJuly() *chain.Scenario {
	const month = 1.0 / 12
	s := lostInYearThree()
	s.StartDay, s.Horizon = 20454, 2
	s.Sources[0].Capacity, s.Sources[0].Share, s.Sectors[0].Demand = num(1200), num(1), num(1200)
	s.Curbs[0].Scheduled = &chain.Scheduled{Start: num(6 * month), Duration: num(6 * month), Severity: num(1)}
	return s
}

func TestALossFallsInItsYears(t *testing.T) {
	s := curbedFromJuly()
	s.Discount = num(0.08)
	s.Measure.Also = []string{"shortfall_share.auto@2026", "shortage.auto@2027", "first_short.auto@2026", "first_short.auto@2027", "worst_step.auto@2027",
		"time_short.auto@2026-10-01..2027-07-01", "backlog.auto@2026", "demand.auto@2027-01..2027-07", "delivered.china@2026", "nothing.auto@2026", "recovery.auto@2026", "shortfall.auto@1999"}
	b := play(t, s, 1)
	for metric, want := range map[string]float64{
		"shortfall.total": 600, "shortfall.total@2026": 500, "shortfall.total@2027": 100,
		"shortfall.auto@2026": 500, "shortfall.auto@2027": 100,
		"value_lost.total@2026": 500e6 * worthOf(7.0/12, 1) * 12 / 5, "value_lost.total@2027": 100e6 * worthOf(1, 13.0/12) * 12,
		"shortfall_share.auto@2026": 500.0 / 1200, "shortage.auto@2027": 100.0 / 1200,
		"first_short.auto@2026": 7, "first_short.auto@2027": 0, "first_short.auto": 7,
		"worst_step.auto@2027": 1, "worst_step.auto": 1,
		"time_short.auto@2026-10-01..2027-07-01": 4, "time_short.auto": 6, "backlog.auto@2026": 0,
		"demand.auto@2027-01..2027-07": 600, "delivered.china@2026": 700,
	} {
		near(t, metric, b.value(t, metric), want, 1e-9*math.Max(1, math.Abs(want)))
	}
	for _, m := range b.m.metrics {
		if strings.HasPrefix(m.Name, "nothing") || strings.Contains(m.Name, "recovery.auto@") || strings.Contains(m.Name, "1999") {
			t.Errorf("%s is told", m.Name)
		}
	}
}

// The first ten months and the last six are left out: of the loss, October to January is
// told, of the curb two months, of the stock what it is worth then.
func TestWhatComesBeforeAndAfterIsLeftOut(t *testing.T) {
	const month = 1.0 / 12
	s := curbedFromJuly()
	s.Discount = num(0.08)
	s.Measure.From, s.Measure.To = 10*month, 18*month
	s.Measure.Also = []string{"worst_step.total@2027"}
	s.Sources[0].Premium = num(0.1)
	s.Cost = &chain.Cost{Yearly: num(12), Capital: num(24), From: num(0.5), Over: num(2)}
	s.Stockpiles = []chain.Stockpile{{Name: "national", Material: "magnet", Target: chain.Amount{Number: num(20)}, Holding: num(0.05), Delay: num(3)}}
	b := play(t, s, 1)
	told := worthOf(10*month, 18*month)
	stock := 20 * 50_000 * (math.Pow(1.08, -10*month) - math.Pow(1.08, -18*month) + 0.05*told)
	for metric, want := range map[string]float64{
		"shortfall.total": 300, "shortfall.total@2026": 200, "shortfall.total@2027": 100, "worst_step.total@2027": 1,
		"demand.auto": 800, "time_short.auto": 3, "longest_spell.auto": 3, "first_short.auto": 0, "survival.auto": 0, "recovery.auto": 3,
		"shortage.auto": 300.0 / 1200, "curbed.embargo": 2, "blocked.china": 200, "delivered.china": 500,
		"value_lost.total": 300e6 * worthOf(10*month, 13*month) * 4, "premium.china": 0.1 * 50_000 * 1200 * worthOf(13*month, 18*month),
		"outlay.total": 20*50_000*math.Pow(1.08, -10*month) + 12*told, "yearly_cost.total": (12 + 0.05*20*50_000) * told,
		"cost.national": stock, "cost.total": stock + 24*told,
	} {
		near(t, metric, b.value(t, metric), want, 1e-9*math.Max(1, math.Abs(want)))
	}
}

// Years add up to the whole, and the greatest of them is that of the whole; in any
// scenario, whatever else is told.
func TestYearsAddUp(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		s := anyScenario(r)
		s.StartDay = 20454 + rapid.IntRange(0, 365).Draw(r, "start")
		m, err := Compile(s)
		if err != nil {
			r.Fatal(err)
		}
		plain, years := m.metrics, s.Years()
		s.Measure.Also = nil
		for _, x := range plain {
			for _, y := range years {
				if x.Period == "" {
					s.Measure.Also = append(s.Measure.Also, x.Name+"@"+y.Label)
				}
			}
		}
		all, err := Compile(s)
		if err != nil {
			r.Fatal(err)
		}
		a, b := m.NewBlock(), all.NewBlock()
		for _, x := range []*Block{a, b} {
			if err := x.Play(draw.Random(3), 0, 4, nil); err != nil {
				r.Fatal(err)
			}
		}
		at := map[string]int{}
		for i, x := range all.metrics {
			at[x.Name] = i
		}
		for i, x := range plain {
			for l, want := range a.Metric(i) {
				if got := b.Metric(at[x.Name])[l]; math.Float64bits(got) != math.Float64bits(want) && got == got {
					r.Fatalf("%s of trial %d is %v, and %v where every period is told", x.Name, l, want, got)
				}
				how := tellings[x.Measure]
				if x.Period != "" || how != summed && how != extreme || strings.HasPrefix(x.Measure, "first_") || len(years) == 0 {
					continue
				}
				sum, most, least := 0.0, math.Inf(-1), math.Inf(1)
				for _, y := range years {
					v := b.Metric(at[x.Name+"@"+y.Label])[l]
					sum, most, least = sum+v, math.Max(most, v), math.Min(least, v)
				}
				// Differences of sums up to it round to a few parts in 1e16 of the greatest.
				switch {
				case how == summed && math.Abs(sum-want) > 1e-12*math.Max(1e5, math.Abs(want)):
					r.Fatalf("%s of trial %d is %v, and its years add up to %v", x.Name, l, want, sum)
				case how == extreme && want != most && want != least:
					r.Fatalf("%s of trial %d is %v, and its years from %v to %v", x.Name, l, want, least, most)
				}
			}
		}
	})
}

// Every measure is told of periods, or of the whole alone; an extreme has the vector that
// it is the extreme of.
func TestEveryMeasureIsToldOfPeriodsOrOfTheWhole(t *testing.T) {
	whole := map[string]bool{"longest_spell": true, "recovery": true, "survival": true, "curbed": true}
	rapid.Check(t, func(r *rapid.T) {
		s := anyScenario(r)
		s.StartDay, s.Horizon = 20454, 2
		m, err := Compile(s)
		if err != nil {
			r.Fatal(err)
		}
		for _, x := range m.metrics {
			if how := tellings[x.Measure]; (how > 0) == whole[x.Measure] {
				r.Errorf("%s: told of periods: %v, of the whole alone: %v", x.Measure, how > 0, whole[x.Measure])
			}
			if x.Period == "" {
				s.Measure.Also = append(s.Measure.Also, x.Name+"@2027")
			}
		}
		all, err := Compile(s) // asks for the vector of every extreme
		if err != nil {
			r.Fatal(err)
		}
		for _, w := range all.windows {
			if (w.how == extreme) != (w.running >= 0) {
				r.Errorf("%s: no extreme is followed", all.metrics[w.of].Name)
			}
		}
	})
}
