package stat

import (
	"math"
	"strings"
	"testing"
)

// rising is a column of 1, 2, …, n.
func rising(n int) *Column {
	c := NewColumn(n)
	for i := range n {
		c.Add(uint64(i), []float64{float64(i + 1)})
	}
	return c
}

// TestTailOfOneTrial: a tail of one trial or less has a mean, but no error.
func TestTailOfOneTrial(t *testing.T) {
	for _, x := range []struct {
		trials int
		p      float64
		value  float64
		told   bool
	}{
		{20, 0.95, 20, false}, {10, 0.90, 10, false}, {100, 0.99, 100, false}, {80, 0.99, 80, false}, {1, 0.95, 1, false},
		{40, 0.95, 39.5, true}, {21, 0.95, 21 - 0.05/1.05, true},
	} {
		e := rising(x.trials).CVaR(x.p)
		if told := !math.IsNaN(e.Low) && !math.IsNaN(e.High); told != x.told {
			t.Errorf("CVaR%g of %d trials: interval %v to %v", 100*x.p, x.trials, e.Low, e.High)
		}
		if math.Abs(e.Value-x.value) > 1e-9 {
			t.Errorf("CVaR%g of %d trials is %v, not %v", 100*x.p, x.trials, e.Value, x.value)
		}
		if said := strings.Contains(strings.Join(e.Warnings, "; "), "the error of"); said == x.told {
			t.Errorf("CVaR%g of %d trials warns %q", 100*x.p, x.trials, e.Warnings)
		}
	}
}

// TestTailWithinOnePart: trials of one part depend on each other; a tail that lies
// within one tells nothing of its error, one that is the same everywhere does.
func TestTailWithinOnePart(t *testing.T) {
	parted := func(value func(part, trial int) float64) *Column {
		c := NewColumn(0).InParts(4)
		for trial := range 25 {
			values := make([]float64, 4)
			for part := range values {
				values[part] = value(part, trial)
			}
			c.AddParts(uint64(trial), values, []int{0, 1, 2, 3})
		}
		return c
	}
	one := parted(func(part, trial int) float64 {
		if part == 2 {
			return float64(100 + trial)
		}
		return float64(trial)
	})
	if e := one.CVaR(0.95); e.Value != 122 || !math.IsNaN(e.Low) {
		t.Errorf("a tail of one part: %+v", e)
	}
	if e := parted(func(part, trial int) float64 { return float64(trial) + 0.1*float64(part) }).CVaR(0.9); math.IsNaN(e.Low) {
		t.Errorf("a tail of all parts: %+v", e)
	}
	if e := parted(func(int, int) float64 { return 0 }).CVaR(0.95); e.Low != 0 || e.High != 0 {
		t.Errorf("nothing ever: %+v", e)
	}
}

// TestNeverNegative: tonnes have no negative end; what may be negative has.
func TestNeverNegative(t *testing.T) {
	few := func() *Column {
		c := NewColumn(0)
		c.Add(0, append(make([]float64, 99), 100))
		return c
	}
	free, kept := few(), few()
	kept.NeverNegative()
	for name, of := range map[string]func(*Column) Estimate{
		"mean": (*Column).Mean, "cvar": func(c *Column) Estimate { return c.CVaR(0.95) },
	} {
		a, b := of(free), of(kept)
		if !(a.Low < 0) || b.Low != 0 || a.High != b.High || a.Value != b.Value {
			t.Errorf("%s: %v to %v, kept %v to %v", name, a.Low, a.High, b.Low, b.High)
		}
	}
	for name, c := range map[string]*Column{"joined": kept.Join(NewColumn(0)), "sketched": blurred(kept)} {
		if e := c.Mean(); e.Low != 0 {
			t.Errorf("%s: from %v", name, e.Low)
		}
	}
}

// TestStrataTailOfOne: the same of chosen trials.
func TestStrataTailOfOne(t *testing.T) {
	s, err := NewStrata([]Stratum{{Size: 980, Values: []float64{0, 1, 2, 3}}, {Size: 20, Values: []float64{50}}})
	if err != nil {
		t.Fatal(err)
	}
	if e := s.CVaR(0.98); math.Abs(e.Value-50) > 1e-9 || !math.IsNaN(e.Low) {
		t.Errorf("%+v", e)
	}
	s.NeverNegative()
	if e := s.Mean(); e.Low < 0 {
		t.Errorf("mean from %v", e.Low)
	}
}

// A tail of one trial is told in the singular.
func TestTailIsToldInTheSingular(t *testing.T) {
	got, want := strings.Join(rising(20).CVaR(0.95).Warnings, "\n"), "CVaR95 rests on only the worst trial; run at least 600"
	if !strings.Contains(got, want) {
		t.Errorf("no %q in:\n%s", want, got)
	}
}
