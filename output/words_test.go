package output_test

import (
	"math"
	"testing"

	"magnetsim/output"
)

func TestText(t *testing.T) {
	for _, c := range []struct {
		s                output.Stat
		plain, withError string
	}{
		{output.Stat{Statistic: "mean", Value: 2012.3, Low: 1952, High: 2072.6, Unit: "t"}, "2,012 t", "2,012 ± 60 t"},
		{output.Stat{Statistic: "p_any", Value: 0.82, Low: 0.812, High: 0.828, Unit: "share"}, "82%", "82.0 ± 0.8%"},
		{output.Stat{Statistic: "p_any", Value: 0, High: 0.00038, Unit: "share"}, "0%", "below 0.038%"},
		{output.Stat{Statistic: "p_exceed_0.01", Value: 0, High: 0.00038, Unit: "share"}, "0%", "below 0.038%"},
		{output.Stat{Statistic: "p_within", Value: 1, Low: 0.995, High: 1, Unit: "share"}, "100%", "above 99.5%"},
		{output.Stat{Statistic: "p_any", Value: 1, Low: 0.99962, High: 1, Unit: "share"}, "100%", "above 99.96%"},
		{output.Stat{Statistic: "p_any", Value: 1, Low: 0.9999962, High: 1, Unit: "share"}, "100%", "above 99.9996%"},
		{output.Stat{Statistic: "p_any", Value: 1, Low: 0.67598, High: 1, Unit: "share"}, "100%", "above 67.5%"},
		{output.Stat{Statistic: "mean", Value: 71, Low: 71 - 1.5e-14, High: 71 + 1.5e-14, Unit: "t"}, "71 t", "71 t"},
		{output.Stat{Statistic: "mean", Value: 71, Low: 71 - 1e-9, High: 71 + 1e-9, Unit: "t"}, "71 t", "71.0000000000 ± 0.0000000010 t"},
		{output.Stat{Statistic: "p50", Value: math.Inf(1), Low: 3, High: math.Inf(1), Unit: "weeks"}, "never", "never"},
		{output.Stat{Statistic: "p99", Value: 5, Low: 3, High: math.NaN(), Unit: "t"}, "5 t", "5 t"},
		{output.Stat{Statistic: "mean", Value: math.NaN(), Unit: "t"}, "", ""},
	} {
		if got := c.s.Text(); got != c.plain {
			t.Errorf("%+v is %q, want %q", c.s, got, c.plain)
		}
		if got := c.s.TextWithError(); got != c.withError {
			t.Errorf("%+v is %q, want %q", c.s, got, c.withError)
		}
	}
	for _, c := range []struct {
		mean float64
		want string
	}{{-966.4, "-966 ± 24 t"}, {966.4, "+966 ± 24 t"}} {
		if got := (output.Paired{Mean: c.mean, Low: c.mean - 24, High: c.mean + 24, Unit: "t"}).Text(); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

// A zero has a unit too: a column of chances, tonnes and money has none above it, though
// only money is more than zero there.
func TestAUnitStandsAboveNumbersOfIt(t *testing.T) {
	for want, units := range map[string][2]string{"2026": {"share", "USD"}, "2026 (USD)": {"USD", "USD"}} {
		table := output.Table{
			Columns: []output.Column{{Name: "of", Kind: output.Text, On: output.Everywhere}, {Name: "in", Title: "2026", Kind: output.Number, On: output.Everywhere}},
			Rows: func(yield func([]output.Cell, error) bool) {
				_ = yield([]output.Cell{{Text: "a"}, {Unit: units[0]}}, nil) && yield([]output.Cell{{Text: "b"}, {Value: 20, Unit: units[1]}}, nil)
			},
		}
		shown, _, err := table.InWords(output.Screen)
		if err != nil || shown.Columns[1].Title != want {
			t.Errorf("the column is headed %q (%v), want %q", shown.Columns[1].Title, err, want)
		}
	}
}

// Money of one column stands on one scale, unless its numbers are too far apart; what is no
// money stays as it is.
func TestMoneyOfAColumnHasOneScale(t *testing.T) {
	for _, c := range []struct {
		unit, title string
		values      []float64
		want        []string
	}{
		{"EUR", "Cost (million EUR)", []float64{693e6, 1.53e9, 0}, []string{"693", "1,530", "0"}},
		{"EUR", "Cost (bn EUR)", []float64{1e6, 25e9}, []string{"0.001", "25"}},
		{"INR", "Cost (crore INR)", []float64{5e5, 300e7}, []string{"0.05", "300"}},
		{"trials", "Cost", []float64{4e5, 4e6}, []string{"400,000 trials", "4 million trials"}},
	} {
		table := output.Table{
			Columns: []output.Column{{Name: "of", Kind: output.Text, On: output.Everywhere}, {Name: "in", Title: "Cost", Unit: c.unit, Kind: output.Number, On: output.Everywhere}},
			Rows: func(yield func([]output.Cell, error) bool) {
				for _, x := range c.values {
					if !yield([]output.Cell{{Text: "a"}, {Value: x}}, nil) {
						return
					}
				}
			},
		}
		shown, rows, err := table.InWords(output.Screen)
		if err != nil || shown.Columns[1].Title != c.title {
			t.Errorf("the column is headed %q (%v), want %q", shown.Columns[1].Title, err, c.title)
		}
		for i, want := range c.want {
			if got := rows[i][1].Text; got != want {
				t.Errorf("%v %s: %q, want %q", c.values[i], c.unit, got, want)
			}
		}
	}
}
