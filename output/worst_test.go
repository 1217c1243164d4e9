package output

import (
	"fmt"
	"math"
	"testing"

	"magnetsim/sim/draw"
	"magnetsim/sim/study"
)

// Ranges in words.
func TestWorstLimitText(t *testing.T) {
	inf := math.Inf(1)
	weeks := WorldColumn{Kind: WeeksIn, Name: "licensing", State: "tight", Unit: "weeks"}
	longest := WorldColumn{Kind: LongestIn, Name: "ban", Unit: "weeks"}
	first := WorldColumn{Kind: FirstIn, Name: "licensing", State: "quota", Unit: "weeks", Never: 260}
	for _, c := range []struct {
		limit WorstLimit
		want  string
	}{
		{WorstLimit{WorldColumn: weeks, Low: 41.6, High: inf}, "Licensing is in tight for 42 weeks or more in all"},
		{WorstLimit{WorldColumn: weeks, Low: -inf, High: 9.87}, "Licensing is in tight for 9.9 weeks or less in all"},
		{WorstLimit{WorldColumn: weeks, Low: -inf, High: 0}, "Licensing is never in tight"},
		{WorstLimit{WorldColumn: longest, Low: 10, High: 20}, "Ban is in force for 10 weeks to 20 weeks at a stretch"},
		{WorstLimit{WorldColumn: first, Low: -inf, High: 52}, "Licensing is first in quota by week 52"},
		{WorstLimit{WorldColumn: first, Low: 26, High: 52}, "Licensing is first in quota between week 26 and week 52"},
		{WorstLimit{WorldColumn: first, Low: 26, High: inf}, "Licensing is not in quota before week 26"},
		{WorstLimit{WorldColumn: first, Low: 260, High: inf}, "Licensing is never in quota"},
		{WorstLimit{WorldColumn: WorldColumn{Name: "sectors.auto.growth", Unit: "share/yr"}, Low: 0.182, High: inf}, "Sectors auto growth is 18.2%/yr or more"},
		{WorstLimit{WorldColumn: WorldColumn{Name: "curbs.ban.duration", Unit: "yr", Brief: true}, Low: 0.5, High: inf}, "Curbs ban duration is 26 weeks or more"},
		{WorstLimit{WorldColumn: WorldColumn{Name: "plants.a.success", YesNo: true}, Low: -inf, High: 0}, "Plants a success is no"},
		{WorstLimit{WorldColumn: WorldColumn{Name: "plants.a.success", YesNo: true}, Low: 1, High: inf}, "Plants a success is yes"},
		{WorstLimit{WorldColumn: WorldColumn{Title: "Block 5: success", YesNo: true}, Low: -inf, High: 0}, "Block 5: no success"},
		{WorstLimit{WorldColumn: WorldColumn{Title: "Block 5: success", YesNo: true}, Low: 1, High: inf}, "Block 5: success"},
	} {
		if got := c.limit.Text(); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

func TestSpreadsInARow(t *testing.T) {
	for _, c := range []struct {
		column WorldColumn
		values [3]float64
		want   string
	}{
		{WorldColumn{Unit: "weeks"}, [3]float64{0, 9.91, 54.5}, "0 · 9.9 · 55 weeks"},
		{WorldColumn{Kind: FirstIn, Unit: "weeks", Never: 260}, [3]float64{10.2, 161.4, 260}, "10 · 161 weeks · never"},
		{WorldColumn{Unit: "t/yr"}, [3]float64{319, 523, 813}, "319 · 523 · 813 t/yr"},
		{WorldColumn{Unit: "share/yr"}, [3]float64{0.143, 0.18, 0.205}, "14.3% · 18% · 20.5%/yr"},
		{WorldColumn{YesNo: true}, [3]float64{0, 0, 1}, "yes in 25%"},
		{WorldColumn{Unit: "share"}, [3]float64{0.3, 0.451, 0.54}, "30% · 45.1% · 54%"},
	} {
		if got := c.column.Spread(Spread{Values: c.values, Mean: 0.25}); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

// A part of plain data agrees with what the study finds: bad is x + y > 1.7, of
// which x alone tells as much as y, and z nothing.
func TestNewWorstPart(t *testing.T) {
	const n = 2000
	var columns []study.WorldColumn
	for i, name := range []string{"x", "y", "z"} {
		values := make([]float64, n)
		draw.Fill(values, draw.Random(uint64(i)), 0, draw.Key(name), 0)
		columns = append(columns, study.WorldColumn{Name: name, Unit: "share", Values: values})
	}
	outcome, numbers, never := make([]float64, n), make([]uint64, n), make([]float64, n)
	for i := range outcome {
		outcome[i], numbers[i] = columns[0].Values[i]+columns[1].Values[i], uint64(i)
		never[i] = math.Inf(1)
	}
	metrics := []WorstMetric{{"first_short.total", "weeks", never}, {"shortfall.total", "t", outcome}}
	p := NewWorstPart(WorstInputs{Metric: "shortfall.total", Unit: "t", Threshold: 1.7}, Titles{}, columns, numbers, outcome, metrics)
	bad := int64(0)
	for _, x := range outcome {
		if x > 1.7 {
			bad++
		}
	}
	if p.Bad != bad || p.Trials != n || p.Inputs != 3 || p.Told != 2 || outcome[p.Number] != p.Most {
		t.Errorf("%+v", p.WorstInputs)
	}
	if told := p.Telling(1); len(told) != 1 || told[0].Name == "z" || told[0].YesNo {
		t.Errorf("%+v", told)
	}
	if !p.Looked || len(p.Boxes) == 0 || len(p.Boxes[0].Limits) != 2 || p.Boxes[0].Path[0].Coverage != 1 {
		t.Errorf("%+v", p.Boxes)
	}
	if len(p.Happened) != 1 || p.Happened[0].Metric != "shortfall.total" { // what never comes in any trial tells nothing
		t.Errorf("%+v", p.Happened)
	}
	if got := fmt.Sprint(middleOf([]float64{3, 1, 2})); got != "[1 2 3]" {
		t.Error(got)
	}
}
