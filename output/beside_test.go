package output_test

import (
	"strings"
	"testing"

	"magnetsim/output"
	"magnetsim/output/internal/outputtest"
)

// A page shows the policy that is recommended, or another that is asked for, beside the first.
func TestBeside(t *testing.T) {
	r := outputtest.Report()
	if got := r.Shown(); got != r.Recommend().Variant || got != 1 {
		t.Errorf("variant %d is shown, want 1, which is recommended", got)
	}
	r.Show = 2
	if got := r.Shown(); got != 2 {
		t.Errorf("variant %d is shown, want 2, which was asked for", got)
	}
	pair := r.Beside()
	if len(pair.Variants) != 2 || pair.Variants[0] != r.Variants[0] || pair.Variants[1] != r.Variants[2] || pair.Shown() != 1 {
		t.Errorf("variants %v, %d of which is shown", pair.Variants, pair.Shown())
	}
	for _, metric := range []string{"shortfall.total", "shortfall.auto"} {
		want, _ := r.Stat(2, metric, "mean")
		got, ok := pair.Stat(1, metric, "mean")
		change, known := pair.Change(1, metric)
		before, _ := r.Change(2, metric)
		if !ok || got.Value != want.Value || !known || change.Mean != before.Mean {
			t.Errorf("%s: %g, changed by %g; want %g, by %g", metric, got.Value, change.Mean, want.Value, before.Mean)
		}
	}
	if len(pair.Series) != 2 || pair.Series[1].Variant != 1 || len(r.Series) != 3 || r.Series[2].Variant != 2 {
		t.Error("the series are not those of the pair, or the report itself has changed")
	}
	answer := strings.ReplaceAll(strings.Join(r.Sentences(), "\n"), "\u00a0", " ")
	for _, want := range []string{
		"What to do: 60 days of use, national, because it has the largest net benefit",
		"Priority to energy is shown beside No stockpile: it leaves the mean shortfall unchanged, as far as these trials can tell",
	} {
		if !strings.Contains(answer, want) {
			t.Errorf("no %q in\n%s", want, answer)
		}
	}
	one := outputtest.Report()
	one.Variants, one.Paired = one.Variants[:1], nil
	if one.Shown() != 0 || one.Beside() != one {
		t.Error("of one policy another is shown")
	}
	if (&output.Report{}).Shown() != 0 {
		t.Error("of no policy one is shown")
	}
}
