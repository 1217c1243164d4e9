package figure

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"magnetsim/output"
	"magnetsim/output/internal/outputtest"
	"magnetsim/sim/unit"
)

// retold is a trial of two years by week: a curb of 30 weeks that eases over 8, a
// strategic stock that is empty 10 weeks after it opens, and two sectors that then go
// short.
func retold() *output.Trial {
	const weeks = 104
	start, err := unit.ParseDate("2026-01-01")
	if err != nil {
		panic(err)
	}
	day := func(week float64) string { return unit.NewCalendar(start, false).Date(week * 7 / 365.25).String() }
	g := output.TrialLedger{Stage: "magnet"}
	column := func(name, unit string, group output.LedgerGroup, of func(k int) float64) {
		c := output.LedgerColumn{Name: name, Title: name, Unit: unit, Group: group}
		for k := range weeks {
			c.Values = append(c.Values, of(k))
		}
		g.Columns = append(g.Columns, c)
	}
	for k := range weeks {
		g.Dates = append(g.Dates, day(float64(k)))
	}
	within := func(k, from, to int, x float64) float64 {
		if k >= from && k < to {
			return x
		}
		return 0
	}
	column("severity.ban", "share", output.LedgerMain, func(k int) float64 {
		if k >= 50 && k < 58 {
			return 0.9 * float64(58-k) / 8
		}
		return within(k, 20, 50, 0.9)
	})
	column("licence_delay", "days", output.LedgerFurther, func(k int) float64 { return 14 + within(k, 20, 50, 28) })
	column("arrived", "t", output.LedgerMain, func(k int) float64 { return 20 - within(k, 30, 65, 14) + within(k, 66, 72, 25) })
	column("made", "t", output.LedgerMain, func(k int) float64 { return 2 })
	column("released", "t", output.LedgerMain, func(k int) float64 { return within(k, 40, 50, 12) })
	column("bought", "t", output.LedgerMain, func(k int) float64 { return within(k, 0, 20, 1) })
	column("needed", "t", output.LedgerMain, func(k int) float64 { return 22 })
	column("unmet", "t", output.LedgerMain, func(k int) float64 { return within(k, 50, 64, 13) })
	column("cover", "days", output.LedgerStocks, func(k int) float64 { return 35 - within(k, 35, 66, 35) })
	column("stock.national", "t", output.LedgerStocks, func(k int) float64 { return 120 - within(k, 40, 50, 12*float64(k-39)) - within(k, 50, weeks, 120) })
	column("unmet.auto", "t", output.LedgerSectors, func(k int) float64 { return within(k, 50, 64, 9) })
	column("unmet.wind", "t", output.LedgerSectors, func(k int) float64 { return within(k, 52, 64, 4) })
	return &output.Trial{
		Head: output.Head{Titles: outputtest.Titles, Scenario: "world", Title: "A world of its own", Seed: 3, Step: "week"}, StepDays: 7,
		Variant: output.Variant{Policy: "reserve", Title: "A reserve"},
		Place:   output.TrialPlace{Number: 17, Metric: "shortfall.total", Unit: "t", Value: 174, Below: 0.93, Trials: 2000},
		Lost:    []output.SectorLoss{{Name: "auto", Title: "Automotive", Lost: 126}, {Name: "wind", Title: "Wind energy", Lost: 48}},
		Events: []output.TrialEvent{
			{Date: day(20), Text: "ban turns to tight: severity 90%", Kind: output.OfCurb, Mark: "ban turns to tight"},
			{Date: day(40), Text: "national begins to release: 120 t within 10 weeks", Kind: output.OfStock, Mark: "national releases"},
			{Date: day(49), Text: "national is empty", Kind: output.OfStock, Mark: "national is empty"},
			{Date: day(50), Text: "ban turns to eased", Kind: output.OfCurb, Mark: "ban turns to eased"},
			{Date: day(50), Text: "first shortage in Automotive", Kind: output.OfShortage},
			{Date: "never", Text: "block-1 never starts to produce", Kind: output.OfSupply, Mark: "block-1 never starts"},
		},
		Spans: []output.TrialSpan{
			{Curb: "ban", State: "eased", From: day(0), To: day(20), Eased: day(20), Delay: 14},
			{Curb: "ban", State: "tight", From: day(20), To: day(50), Eased: day(58), Severity: 0.9, Delay: 42},
			{Curb: "ban", State: "eased", From: day(50), To: day(weeks), Eased: day(weeks), Delay: 14},
		},
		Ledgers: []output.TrialLedger{g},
	}
}

func TestGoldenTrial(t *testing.T) {
	d := Trials(retold())[0]
	for _, style := range goldenStyles {
		var b bytes.Buffer
		if err := d.Render(&b, "png", style); err != nil {
			t.Fatal(err)
		}
		compareGolden(t, filepath.Join("testdata", "golden", fmt.Sprintf("trial-%s-%s.png", style.Size, style.Theme)), b.Bytes())
	}
}

// The alt text and the data say what the ledger holds.
func TestTrialIsToldFromItsLedger(t *testing.T) {
	d := Trials(retold())[0]
	for _, want := range []string{
		"Trial 17: 174 t of demand lost. A world of its own · A reserve · 93% of 2,000 trials have less · seed 3.",
		"2026-05-21 ban turns to tight;", "2026-12-10 national is empty;", "2026-12-17 ban turns to eased.",
		"Own stocks are lowest at 0 days of use, in September 2026.", "National holds 120 t at most, in January 2026, and 0 t at least, in December 2026.",
		"Most goes unmet in the week of 2026-12-17: 13 t.",
	} {
		if !strings.Contains(d.Alt(), want) {
			t.Errorf("%q is not told: %s", want, d.Alt())
		}
	}
	if strings.Contains(d.Alt(), "block-1") {
		t.Error("what never comes is marked")
	}
	var data bytes.Buffer
	if err := dataTo(&data, d); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"A reserve,unmet.auto,step,2026-12-17,51,,week,9,,,t\n", "A reserve,curb.ban,in force tight,2026-05-21,140,350,days,0.9,,,share\n", "A reserve,national is empty,event,2026-12-10,"} {
		if !strings.Contains(data.String(), want) {
			t.Errorf("no row %q", want)
		}
	}
}

// What comes in for use is that without what is bought for strategic stocks, as the
// mean of four weeks: 20 + 2 − 1 t in week 10, and 1 t more once no more is bought.
func TestTrialFlows(t *testing.T) {
	l, err := Style{}.look()
	if err != nil {
		t.Fatal(err)
	}
	x := toldOf(retold(), retold().Ledgers[0])
	c := &chart{}
	area := x.flowPanel(c, l).marks[0].(band)
	for week, want := range map[int]float64{10: 21, 20: 21.25, 25: 22} {
		if got := area.high[2*week]; got != want {
			t.Errorf("week %d: %g t come in, want %g", week, got, want)
		}
	}
}

// A name stands where no line crosses it, or not at all.
func TestSpanNamesKeepClearOfLines(t *testing.T) {
	l, err := Style{}.look()
	if err != nil {
		t.Fatal(err)
	}
	b := spanNames{look: l, items: []spanName{{0, 100, 1, "tight"}, {100, 103, 1, "a long name that has no room"}}, lines: []float64{30, 35}}
	got := b.fit(3)
	if len(got) != 1 || got[0].from != 35 || got[0].to != 100 {
		t.Errorf("%+v", got)
	}
}

// With more events than a figure can mark, those of curbs stay; what is so on the first
// day is not marked.
func TestMarkedDaysKeepCurbs(t *testing.T) {
	s := retold()
	s.Events = nil
	for i := range 20 {
		kind := output.OfSupply
		if i%5 == 0 {
			kind = output.OfCurb
		}
		s.Events = append(s.Events, output.TrialEvent{Date: s.Ledgers[0].Dates[0], Kind: output.OfCurb, Mark: "first day"}, output.TrialEvent{Date: fmt.Sprintf("2026-02-%02d", i+1), Kind: kind, Mark: fmt.Sprint(i)})
	}
	x := toldOf(s, s.Ledgers[0])
	got := map[string]bool{}
	for _, m := range x.markedDays(6) {
		got[m.texts[0]] = true
	}
	if len(got) != 6 || !got["0"] || !got["5"] || !got["10"] || !got["15"] || !got["1"] {
		t.Errorf("%v are marked", got)
	}
}

// A trial without dates is not drawn; one of several stages is drawn for each.
func TestTrialsByStage(t *testing.T) {
	s := retold()
	second := s.Ledgers[0]
	second.Stage = "oxide"
	s.Ledgers = append(s.Ledgers, second)
	if all := Trials(s); len(all) != 2 || all[0].Name != "trial-magnet" || all[1].Name != "trial-oxide" {
		t.Errorf("%d drawings", len(all))
	}
	s.Ledgers = []output.TrialLedger{{Stage: "magnet", Dates: []string{"soon"}}}
	if all := Trials(s); len(all) != 0 {
		t.Error("drawn without a date")
	}
}
