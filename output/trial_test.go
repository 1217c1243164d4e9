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
horizon: 2 years
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

func told(t *testing.T, policy string, edits ...string) *output.Story {
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
	x, err := study.PlayTrial(s, m, draw.Random(1), 3)
	if err != nil {
		t.Fatal(err)
	}
	r := &output.Report{Scenario: "certain", Title: "An embargo", Sectors: []output.Sector{{Name: "cars", Title: "Cars"}}, Run: output.Run{Start: "2026-01-01", StepDays: 7, StepName: "week"}}
	story, err := output.NewStory(r, output.Variant{Policy: policy}, x, output.TrialPlace{Number: 3, Metric: "shortfall.total", Unit: "t", Value: x.Value("shortfall.total"), Trials: 10}, 7)
	if err != nil {
		t.Fatal(err)
	}
	return story
}

// Week 10 begins on 2026-03-12. Goods last to week 20, those sent after the embargo
// arrive in week 35: 2026-05-21 and 2026-09-03. 15 weeks of 1000/52.18 t are 287.5 t.
func TestStoryOfAnEmbargo(t *testing.T) {
	s := told(t, "none")
	want := []output.StoryEvent{
		{"2026-03-12", "ban begins: severity 100%"},
		{"2026-05-21", "first shortage in Cars: 287 t newly unmet within 15 weeks"},
		{"2026-07-30", "ban is over"},
		{"2026-09-03", "Cars is no longer short"},
	}
	if len(s.Events) < len(want) || !slices.Equal(s.Events[:len(want)], want) {
		t.Errorf("%q", s.Events)
	}
	if last := s.Events[len(s.Events)-1]; last != (output.StoryEvent{"never", "works never starts to produce"}) {
		t.Errorf("%q", last)
	}
	if len(s.Lost) != 1 || s.Lost[0].Title != "Cars" || math.Abs(s.Lost[0].Lost-15*1000*7/365.25) > 1e-6 {
		t.Errorf("%+v", s.Lost)
	}
	expectFinding(t, s, "From 2026-03-12 to 2026-07-30 curbs restrict sellers of magnet, by up to 100%.")
	expectFinding(t, s, "Until 2026-09-03, when what is ordered at their end is due, 287 t go unmet")
	expectFinding(t, s, "own stocks fall from 35 days to 0 days by 2026-05-21")
	expectFinding(t, s, "From 2026-07-30 to 2026-09-03 95.8 t go unmet while no curb has a severity")
	expectFinding(t, s, "The last restriction ended on 2026-07-30, and goods ordered then take up to 5 weeks")
	expectFinding(t, s, "national holds nothing under this policy: its target is 0.")
}

func expectFinding(t *testing.T, s *output.Story, text string) {
	t.Helper()
	if !strings.Contains(strings.Join(s.Findings, "\n"), text) {
		t.Errorf("no finding says %q:\n%s", text, strings.Join(s.Findings, "\n"))
	}
}

// The stockpile opens two weeks after lines stand, and is empty at once.
func TestStoryOfAStockpile(t *testing.T) {
	s := told(t, "stock")
	for _, want := range []output.StoryEvent{
		{"2026-01-01", "national is full: 8 t"},
		{"2026-05-21", "the condition to release national is met (those who may draw are short); it may release from 2026-06-04 on"},
		{"2026-06-04", "national begins to release: 8 t within 1 week"},
		{"2026-06-04", "national is empty"},
	} {
		if !slices.Contains(s.Events, want) {
			t.Errorf("%q is not told:\n%q", want, s.Events)
		}
	}
	expectFinding(t, s, "national released late: its condition was met on 2026-05-21, its first release came on 2026-06-04, after a delay of 2 weeks; 38.3 t")
}

// Why there is no shortage: nothing restricts, or stocks last, or the stock's
// condition is never met.
func TestStoryWithoutAShortage(t *testing.T) {
	expectFinding(t, told(t, "none", "start: 2026-03-12", "start: 2029-01-01"), "No curb restricts a seller of magnet in this trial")
	short := told(t, "stock", "duration: 20 weeks", "duration: 3 weeks")
	expectFinding(t, short, "No shortage follows: own stocks fall from 35 days to 14 days by 2026-05-07.")
	expectFinding(t, short, "national was never drawn: nobody who may draw was ever short.")
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
	if n := len(l.Steps()); n != len(l.Dates) || n != 105 {
		t.Errorf("%d steps", n)
	}
}
