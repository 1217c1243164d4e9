package figure

import (
	"slices"
	"testing"

	"magnetsim/output"
)

// heldSmall is a report with a stockpile that is filled, and empties in one
// trial of ten.
func heldSmall() *output.Report {
	r := small()
	pile := r.Series[1]
	pile.Variant, pile.Name, pile.Subject, pile.Positive = 1, "stock.national-heavy", "national-heavy", []float64{0, 1, 0.9}
	never := pile
	never.Variant, never.Positive = 0, []float64{0, 0, 0}
	r.Series = append(r.Series, never, pile)
	r.Run.Sampling = "random"
	return r
}

// A policy that never holds any stock, and the sum of all stockpiles, have no
// curve.
func TestHoldsData(t *testing.T) {
	rows := rowsOf(t, heldSmall(), "holds")
	if len(rows) != 3 {
		t.Fatalf("%d rows, want one a step of one stockpile", len(rows))
	}
	for i, want := range []float64{0, 1, 0.9} {
		same(t, rows[i]["value"], want)
		if rows[i]["quantity"] != "stock.national-heavy" || rows[i]["policy"] != "60 days" || rows[i]["unit"] != "share" {
			t.Errorf("row %v", rows[i])
		}
	}
}

func TestHoldsAlt(t *testing.T) {
	want := "Chance that the stockpile still holds, 2026 to 2030. India 2026 to 2030 · 2 policies · 10,000 trials · seed 1. " +
		"National heavy is not empty: 60 days 90% at the end, lowest 90% in January 2026 once filled."
	if got := Alt(heldSmall(), "holds"); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
}

// 1.96·½/√10,000 is 0.98 percentage points.
func TestHoldsError(t *testing.T) {
	r := heldSmall()
	if got := holdsNotes(r); len(got) != 1 || got[0] != "Sampling error (95%) of a chance: at most ±0.98 percentage points." {
		t.Errorf("notes %q", got)
	}
	r.Run.Sampling = "sobol"
	if got := holdsNotes(r); got != nil {
		t.Errorf("notes %q of draws that are not independent", got)
	}
}

// held are chances that a demo's stockpile is not empty: it is filled, and the
// larger it is the better it lasts.
func (k recipe) held(steps, size int) []float64 {
	all := make([]float64, steps)
	for i := range all {
		t := float64(i) / float64(steps)
		all[i] = min(1, 12*t) * (1 - 0.5/float64(1+size)*t)
		if size == 0 {
			all[i] = 0
		}
	}
	return all
}

// A stockpile is bought over three steps: its curve begins with the third, and the
// policy that never holds any is named.
func TestHoldsBeginsWhenFilled(t *testing.T) {
	r := heldSmall()
	pile := &r.Series[len(r.Series)-1]
	pile.Positive = []float64{0.2, 0.6, 0.99, 1, 0.9}
	if got := filled(r, pile.Positive); got != 2 {
		t.Errorf("filled at step %d, want 2: 0.99 is within 2 points of 1", got)
	}
	notes := append(fillingNotes(r, heldSeries(r)), unheldNotes(r, heldSeries(r))...)
	want := []string{
		"Curves of a chance begin once the stockpile is filled: within 2.0 percentage points of its highest chance. Before, it is being bought.",
		"No curve, as there is never any stock, under No stockpile: National heavy",
	}
	if !slices.Equal(notes, want) {
		t.Errorf("%q\nwant\n%q", notes, want)
	}
	pile.Positive = []float64{1, 1, 1}
	if notes := fillingNotes(r, heldSeries(r)); notes != nil {
		t.Errorf("%q of a stockpile that is full at the start", notes)
	}
}
