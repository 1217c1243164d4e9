package output_test

import (
	"math"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"magnetsim/output"
	"magnetsim/scenarios"
	"magnetsim/sim"
	"magnetsim/sim/draw"
	"magnetsim/sim/study"
)

// certain is a market of 1,000 t a year with 5 weeks of stock, 5 under way, and no
// goods from China for 20 weeks from 2026-03-12, ten weeks after the start, on.
const certain = `version: 1
title: An embargo
currency: USD
start: 2026-01-01
horizon: 104 weeks
materials:
  magnet: { price: 50 USD/kg }
sources:
  china: { origin: china, material: magnet, capacity: 5200 t/yr, share: 100%, lead: 5 weeks }
plants:
  works: { makes: magnet, recipe: { magnet-scrap: { amount: 1 t/t } }, capacity: 1 t/yr, start: 2026-02-01, success: 0% }
sectors:
  cars: { title: Cars, demand: 1000 t/yr, uses: magnet, cover: 5 weeks }
stockpiles:
  national: { material: magnet, initial: 0 t, target: 0 t, fill: 1 year, trigger: shortage, delay: 2 weeks }
curbs:
  ban: { hits: { china: { origin: china } }, start: 2026-03-12, severity: 100%, duration: 20 weeks }
policies:
  none: { set: {} }
  stock: { set: { stockpiles.national.initial: 8 t, stockpiles.national.target: 8 t } }
`

func told(t *testing.T, policy string, edits ...string) *output.Trial {
	t.Helper()
	return toldTrial(t, 3, policy, edits...)
}

func toldTrial(t *testing.T, number uint64, policy string, edits ...string) *output.Trial {
	t.Helper()
	text := strings.Replace(certain, "materials:\n", "materials:\n  magnet-scrap: { price: 1 USD/kg }\n", 1)
	text = strings.Replace(text, "sources:\n", "sources:\n  scrap: { origin: home, material: magnet-scrap, capacity: 10 t/yr, share: 100%, lead: 1 week }\n", 1)
	for i := 0; i+1 < len(edits); i += 2 {
		if !strings.Contains(text, edits[i]) {
			t.Fatalf("the scenario has no %q", edits[i])
		}
		text = strings.Replace(text, edits[i], edits[i+1], 1)
	}
	loaded, problems := scenarios.Load(fstest.MapFS{"certain.yaml": {Data: []byte(text)}}, "certain.yaml", scenarios.Options{})
	if problems.Failed() {
		t.Fatal(problems)
	}
	s, _, problems := loaded.Build(scenarios.Policy(policy))
	if problems.Failed() {
		t.Fatal(problems)
	}
	m, err := sim.Compile(s)
	if err != nil {
		t.Fatal(err)
	}
	x, err := study.PlayTrial(s, m, draw.Random(1), number)
	if err != nil {
		t.Fatal(err)
	}
	r := &output.Report{Scenario: "certain", Title: "An embargo", Sectors: []output.Sector{{Name: "cars", Title: "Cars"}}, Run: output.Run{Start: "2026-01-01", StepDays: 7, StepName: "week"}}
	played, err := output.NewTrial(output.Head{}, r, output.Variant{Policy: policy}, x, output.TrialPlace{Number: number, Metric: "shortfall.total", Unit: "t", Value: x.Value("shortfall.total"), Trials: 10}, 7)
	if err != nil {
		t.Fatal(err)
	}
	return played
}

// Week 10 begins on 2026-03-12. Goods last to week 20, those sent after the embargo
// arrive in week 35: 2026-05-21 and 2026-09-03. 15 weeks of 1000/52.18 t are 287.5 t.
func TestTrialOfAnEmbargo(t *testing.T) {
	s := told(t, "none")
	want := []output.TrialEvent{
		{Date: "2026-03-12", Text: "Ban begins: severity 100%"},
		{Date: "2026-05-21", Text: "first shortage in Cars: 287 t newly unmet within 15 weeks"},
		{Date: "2026-07-30", Text: "Ban is over"},
		{Date: "2026-09-03", Text: "Cars is no longer short"},
	}
	if events := happens(s); len(events) < len(want) || !slices.Equal(events[:len(want)], want) {
		t.Errorf("%q", s.Events)
	}
	if last := happens(s)[len(s.Events)-1]; last != (output.TrialEvent{Date: "never", Text: "Works: production never begins"}) {
		t.Errorf("%q", last)
	}
	if len(s.Lost) != 1 || s.Lost[0].Title != "Cars" || math.Abs(s.Lost[0].Lost-15*1000*7/365.25) > 1e-6 {
		t.Errorf("%+v", s.Lost)
	}
	expectFinding(t, s, "From 2026-03-12 to 2026-07-30 Ban cuts what China (by up to 100%) may sell. That blocks 383 t of their normal volume, when 479 t are needed in all; nothing can be bought elsewhere instead.")
	expectFinding(t, s, "Until 2026-09-03, when what is ordered at its end is due, 287 t go unmet, 60% of what is needed; own stocks fall from 35 days of use to 0 days by 2026-05-21.")
	expectFinding(t, s, "95.8 t go unmet after the curb, from 2026-07-30 to 2026-09-03, at worst 100% of what is needed in the week of 2026-07-30")
	expectFinding(t, s, "it ended in the week to 2026-07-30, and goods ordered then take up to 5 weeks. What was not sent before is missing now.")
	expectFinding(t, s, "National holds nothing under this policy: its target is 0.")
}

// happens lists the dates and words of all events.
func happens(s *output.Trial) []output.TrialEvent {
	var all []output.TrialEvent
	for _, e := range s.Events {
		all = append(all, output.TrialEvent{Date: e.Date, Text: e.Text})
	}
	return all
}

func expectFinding(t *testing.T, s *output.Trial, text string) {
	t.Helper()
	if !strings.Contains(strings.Join(s.Findings, "\n"), text) {
		t.Errorf("no finding says %q:\n%s", text, strings.Join(s.Findings, "\n"))
	}
}

// The stockpile opens two weeks after lines stand, and is empty at once.
func TestTrialOfAStockpile(t *testing.T) {
	s := told(t, "stock")
	for _, want := range []output.TrialEvent{
		{Date: "2026-01-01", Text: "National is full: 8 t"},
		{Date: "2026-05-21", Text: "the condition to release National is met (those who may draw are short); it may release from 2026-06-04 on"},
		{Date: "2026-06-04", Text: "National begins to release: 8 t within 1 week"},
		{Date: "2026-06-04", Text: "National is empty"},
	} {
		if !slices.Contains(happens(s), want) {
			t.Errorf("%q is not told:\n%q", want, s.Events)
		}
	}
	expectFinding(t, s, "National releases late: its condition is met on 2026-05-21, it may release only 2 weeks later, and first does on 2026-06-04; 38.3 t that those who may draw need go unmet before, while it holds 8 t.")
	expectFinding(t, s, "National runs empty on 2026-06-04: it held 8 t when it began to release, on 2026-06-04. From then on 241 t that those who may draw need go unmet.")
}

// Why there is no shortage: nothing restricts, or stocks last, or the stock's
// condition is never met.
func TestTrialWithoutAShortage(t *testing.T) {
	expectFinding(t, told(t, "none", "start: 2026-03-12", "start: 2029-01-01"), "No curb restricts a seller of magnet in this trial")
	short := told(t, "stock", "duration: 20 weeks", "duration: 3 weeks")
	expectFinding(t, short, "No shortage follows: own stocks fall from 35 days of use to 14 days by 2026-05-07.")
	expectFinding(t, short, "National was never drawn: nobody who may draw was ever short.")
	slow := told(t, "stock", "delay: 2 weeks", "delay: 1 year")
	expectFinding(t, slow, "its condition held for 15 weeks at the longest, not until its delay of 52 weeks was over. Those who may draw went short of 287 t.")
	low := told(t, "stock", "trigger: shortage", "trigger: cover, cover: 1 week", "duration: 20 weeks", "duration: 2 weeks")
	expectFinding(t, low, "never fell below its threshold; at the end of a step they lasted for 21 days or more, the threshold is 7 days")
}

// Months add up to the whole, and calm ones in a row are one line.
func TestLedgerByMonth(t *testing.T) {
	l := told(t, "none").Ledgers[0]
	lines := l.ByMonth()
	if first := lines[0]; first.Label != "2026-01…2026-02" || first.Months != 2 {
		t.Errorf("%+v", first)
	}
	for i, c := range l.Columns {
		if c.Sums != output.SumOfSteps {
			continue
		}
		steps, months := 0.0, 0.0
		for _, x := range c.Values {
			steps += x
		}
		for _, line := range lines {
			months += line.Values[i] * float64(line.Months)
		}
		if math.Abs(steps-months) > 1e-9*max(1, steps) {
			t.Errorf("%s: %g t by step, %g by month", c.Name, steps, months)
		}
	}
	if n := len(l.Steps()); n != len(l.Dates) || n != 104 {
		t.Errorf("%d steps", n)
	}
}

// Buyers who close every gap within a week, with goods 20 weeks at sea, order so much
// after an embargo, and so little when it has come, that a shortage follows a year
// later; and it is told why.
func TestTrialOfAnOvershoot(t *testing.T) {
	s := toldTrial(t, 0, "none", "materials:", "rules: { restocking: 1 week }\nmaterials:", "horizon: 104 weeks", "horizon: 208 weeks", "share: 100%, lead: 5 weeks", "share: 100%, lead: 20 weeks",
		"cover: 5 weeks }", "cover: 5 weeks, volatility: 30%, persistence: 26 weeks }")
	expectFinding(t, s, "Orders overshoot after the curb that ends on 2026-07-30")
	expectFinding(t, s, "when own stocks stood at")
	expectFinding(t, s, "to run these down: they had overshot after the curb.")
}

// What was unmet and not lost is told with what became of it.
func TestTrialOfWhatWaits(t *testing.T) {
	s := told(t, "none", "cover: 5 weeks }", "cover: 5 weeks, backlog: 40% }")
	unmet := 15 * 1000 * 7 / 365.25
	if lost := s.Lost[0].Lost; math.Abs(lost-0.6*unmet) > 1e-6 || math.Abs(s.Waited-0.4*unmet) > 1e-6 || s.Waiting > 1e-6 {
		t.Errorf("%g lost, %g waited, %g still wait, of %g", lost, s.Waited, s.Waiting, unmet)
	}
}

// A curb is listed with the time in which it is in force.
func TestTrialSpans(t *testing.T) {
	s := told(t, "none", "duration: 20 weeks", "duration: 20 weeks, easing: 4 weeks")
	want := []output.TrialSpan{{Curb: "ban", Title: "Ban", From: "2026-03-12", To: "2026-07-30", Eased: "2026-08-27", Severity: 1}}
	if !slices.Equal(s.Spans, want) {
		t.Errorf("%+v", s.Spans)
	}
}
