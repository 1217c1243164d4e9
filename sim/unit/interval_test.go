package unit

import (
	"math"
	"testing"
)

func TestFormatInterval(t *testing.T) {
	for _, c := range []struct {
		x, half float64
		unit    string
		want    string
	}{
		{2012.3, 60.4, "t", "2,012 ± 60 t"},
		{61.58, 2.79, "t", "61.6 ± 2.8 t"},
		{178_055, 14_070, "vehicles", "178,055 ± 14,070 vehicles"},
		{0.106, 0.0084, "share", "10.6 ± 0.8%"},
		{0.82, 0.008, "share", "82.0 ± 0.8%"},
		{3.3e9, 9.9e7, "INR", "330 ± 10 crore INR"},
		{3.79e6, 125_432, "USD", "3.79 ± 0.13 million USD"},
		{120_000, 3e6, "USD", "0 ± 3 million USD"},
		{313_086, 17_179, "EUR/t", "313 ± 17 thousand EUR/t"},
		{99_600, 0, "EUR/t", "99,600 EUR/t"},
		{1.5, 0.1, "×", "×1.50 ± 0.10"},
		{-966.4, 24.2, "t", "-966 ± 24 t"},
		{50, 9.96, "t", "50 ± 10 t"},
		{50, 3.02, "t", "50 ± 3 t"},
		{50, 2.96, "t", "50 ± 3 t"},
		{50, 0.3, "t", "50.0 ± 0.3 t"},
		{50, 0.29, "t", "50.00 ± 0.29 t"},
		{5, 0, "t", "5 t"},
		{5, math.NaN(), "t", "5 t"},
		{5, math.Inf(1), "t", "5 t"},
		{math.Inf(1), 1, "weeks", "never"},
	} {
		if got := FormatInterval(c.x, c.half, c.unit); got != c.want {
			t.Errorf("%v ± %v %s: %q, want %q", c.x, c.half, c.unit, got, c.want)
		}
	}
}
