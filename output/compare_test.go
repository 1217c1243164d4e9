package output_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"magnetsim/output"
	"magnetsim/sim/study"
)

// arm has losses and costs by trial, worth 10 a tonne.
func arm(cost float64, losses ...float64) *study.Arm {
	a := &study.Arm{Draws: "x", Loss: losses}
	for i, x := range losses {
		a.Trials = append(a.Trials, uint64(i))
		a.Share = append(a.Share, x/1000)
		a.Cost = append(a.Cost, cost)
		a.Burden = append(a.Burden, cost+10*x)
	}
	return a
}

// ramp is losses that rise from low to high over 400 trials.
func ramp(low, high float64) []float64 {
	all := make([]float64, 400)
	for i := range all {
		all[i] = low + (high-low)*float64(i*7%400)/399
	}
	return all
}

// three compares none, a good stock and one that is dearer for the same, in two
// cases; in the second the stock is worth less than it costs.
func three() *output.Comparison {
	b := output.NewComparer(output.Comparison{
		Metric: "shortfall.total", Unit: "t", Currency: "INR",
		Policies: []output.Rival{{Name: "none"}, {Name: "good", Title: "Good"}, {Name: "dear"}},
	})
	bad := ramp(0, 100)
	b.Add(output.World{Name: "base"}, []*study.Arm{arm(0, bad...), arm(200, ramp(0, 40)...), arm(250, ramp(0, 40)...)}, []output.Verdict{
		{Variant: 0, Criterion: "few", Outcome: output.Fail, Excused: true}, {Variant: 1, Criterion: "few", Outcome: output.Pass},
		{Variant: 2, Criterion: "few", Outcome: output.TooClose},
	})
	b.Add(output.World{Name: "calm"}, []*study.Arm{arm(0, ramp(0, 30)...), arm(200, ramp(0, 12)...), arm(250, ramp(0, 12)...)}, []output.Verdict{
		{Variant: 0, Criterion: "few", Outcome: output.Pass}, {Variant: 1, Criterion: "few", Outcome: output.Pass},
		{Variant: 2, Criterion: "few", Outcome: output.Fail},
	})
	return b.Done()
}

// Each policy has as many trials as it was played with: what is said of all is the
// range of them.
func TestComparisonOfUnequalTrials(t *testing.T) {
	b := output.NewComparer(output.Comparison{Metric: "shortfall.total", Unit: "t", Policies: []output.Rival{{Name: "a"}, {Name: "b"}}})
	b.Add(output.World{Name: "base"}, []*study.Arm{arm(0, ramp(0, 100)...), arm(0, ramp(0, 100)[:300]...)}, nil)
	c := b.Done()
	if fewest, most := c.TrialsEach(); fewest != 300 || most != 400 || c.Cases[0].Paired {
		t.Errorf("%d to %d trials, paired %v; want 300 to 400, not paired", fewest, most, c.Cases[0].Paired)
	}
	for _, l := range c.Levels {
		if want := []int64{400, 300}[l.Policy]; l.Stat.N != want {
			t.Errorf("%s of %s rests on %d trials, want %d", l.Quantity, c.Policies[l.Policy].Name, l.Stat.N, want)
		}
	}
}

// Of twenty trials no policy is said to be best, nor that the policies are alike.
func TestComparisonOfFewTrials(t *testing.T) {
	b := output.NewComparer(output.Comparison{Metric: "shortfall.total", Unit: "t", Currency: "INR", Policies: []output.Rival{{Name: "a"}, {Name: "b"}}})
	b.Add(output.World{Name: "base"}, []*study.Arm{arm(0, ramp(50, 100)[:20]...), arm(0, ramp(0, 10)[:20]...)}, nil)
	answer := strings.Join(b.Done().Answer().Sentences, " ")
	if !strings.Contains(answer, "too few to tell") || strings.Contains(answer, "told apart") || strings.Contains(answer, "by CVaR95") {
		t.Errorf("%s", answer)
	}
}

// Means of the ramps are 50, 20, 15 and 6 t: at 10 a tonne the total costs are
// 500, 400 and 450, and 150, 260 and 310 where it is calm.
func TestComparisonByHand(t *testing.T) {
	c := three()
	near := func(what string, got, want float64) {
		t.Helper()
		if math.Abs(got-want) > 1e-9 {
			t.Errorf("%s is %v, want %v", what, got, want)
		}
	}
	mean, _ := c.Level(1, 1, output.ByMean)
	near("mean", mean.Value, 6)
	benefit, _ := c.Benefit(0, 1)
	near("net benefit", benefit.Mean, 100)
	if !(benefit.Low < 100 && benefit.Low > 50) {
		t.Errorf("benefit %+v", benefit)
	}
	x, ok := c.Contrast(0, 1)
	near("cost per tonne", x.PerTonne.Value, 200.0/30)
	if !ok || !x.Paired || x.PerTonne.Unit != "INR/t" {
		t.Errorf("%+v", x)
	}
	there, _ := c.Change(0, 1, 2, output.ByCost)
	back, _ := c.Change(0, 2, 1, output.ByCost)
	near("cost", there.Mean, -50)
	near("cost, turned", back.Mean, 50)
	choice, _ := c.Choice(output.ByBurden)
	near("regret of none", choice.Regrets[0].Worst, 100)
	near("regret of good", choice.Regrets[1].Worst, 110)
	near("mean regret of dear", choice.Regrets[2].Mean, (50+160)/2.0)
	if choice.Regrets[1].WorstCase != 1 || choice.Average[0] != 0 {
		t.Errorf("%+v", choice)
	}
}

func TestComparisonDominatesAndMeets(t *testing.T) {
	c := three()
	for at := range c.Cases {
		if by := c.Dominators(at, 2); !slices.Equal(by, []int{1}) {
			t.Errorf("case %d: dear is dominated by %v", at, by)
		}
		if by := c.Dominators(at, 1); by != nil {
			t.Errorf("case %d: good is dominated by %v", at, by)
		}
	}
	if sure, fails, open := c.Meets(2); sure != 0 || fails != 1 || open != 1 {
		t.Errorf("dear meets %d, fails %d, open %d", sure, fails, open)
	}
	if sure, _, _ := c.Meets(1); sure != 2 {
		t.Errorf("good meets %d", sure)
	}
	if unmet := c.Unmet(); len(unmet) != 1 || unmet[0].Variant != 2 || unmet[0].Case != 1 {
		t.Errorf("%+v: what is excused does not count", unmet)
	}
	answer := strings.Join(c.Answer().Sentences, "\n")
	for _, want := range []string{
		"By mean shortfall and by CVaR95 of the shortfall, whatever they cost, Good is best on average over the 2 cases (Dear cannot be told apart from it) and robust: no other is estimated better in any of them.",
		"Dominated in every case, so cost, CVaR95 and the chances give no reason to choose it: Dear (by Good).",
		"Every criterion is met in every case by Good.",
	} {
		if !strings.Contains(answer, want) {
			t.Errorf("no %q in\n%s", want, answer)
		}
	}
}

// Where a policy is missing in a case there is no best over all, and no panic.
func TestComparisonWithHoles(t *testing.T) {
	b := output.NewComparer(output.Comparison{Metric: "shortfall.total", Unit: "t", Policies: []output.Rival{{Name: "a"}, {Name: "b"}}})
	b.Add(output.World{Name: "x"}, []*study.Arm{arm(0, 1, 2), nil}, nil)
	b.Add(output.World{Name: "y"}, []*study.Arm{nil, arm(0, 1, 2)}, nil)
	c := b.Done()
	if len(c.Choices) != 0 || !strings.Contains(c.Answer().Sentences[0], "Not every policy was played in every case") {
		t.Errorf("%+v %v", c.Choices, c.Answer().Sentences)
	}
	if _, ok := c.Change(0, 1, 0, output.ByMean); ok {
		t.Error("a difference from nothing")
	}
	for _, table := range c.Answer().All() {
		for row, err := range table.Rows {
			if err != nil || len(row) != len(table.Columns) {
				t.Errorf("%s: %d cells in %d columns, %v", table.Name, len(row), len(table.Columns), err)
			}
		}
	}
}

// What was interrupted says so, and what it lacks.
func TestComparisonCutShort(t *testing.T) {
	for _, c := range []struct {
		asked   int64
		missing []output.World
		want    string
	}{
		{0, []output.World{{Name: "calm"}, {Name: "x", Title: "long"}}, "not played: Calm, long"},
		{30_000, nil, "400 of 30,000 trials were played"},
		{30_000, []output.World{{Name: "calm"}}, "400 of 30,000 trials were played, and of the other cases none (Calm)"},
	} {
		b := output.NewComparer(output.Comparison{Metric: "shortfall.total", Unit: "t", Policies: []output.Rival{{Name: "a"}, {Name: "b"}}})
		b.Add(output.World{Name: "base"}, []*study.Arm{arm(0, ramp(0, 9)...), arm(0, ramp(0, 4)...)}, nil)
		b.CutShort(c.asked, c.missing)
		x := b.Done()
		if x.Complete() || x.Warnings[0].What != "the comparison was interrupted" || x.Warnings[0].Why != c.want {
			t.Errorf("%+v", x.Warnings)
		}
	}
	if whole := three(); !whole.Complete() {
		t.Error("a whole comparison is told to be cut short")
	}
}

// Files have every case; people see the first one side by side, and what exists in
// none of its policies is not there.
func TestComparisonTables(t *testing.T) {
	a := three().Answer()
	rows := func(name string, m output.Media) (output.Table, [][]string) {
		t.Helper()
		table, ok := a.Table(name)
		shown, rows, err := table.InWords(m)
		if !ok || err != nil {
			t.Fatalf("no table %s, or %v", name, err)
		}
		var texts [][]string
		for _, row := range rows {
			var all []string
			for _, x := range row {
				all = append(all, x.Text)
			}
			texts = append(texts, all)
		}
		return shown, texts
	}
	for name, want := range map[string][2]int{"policies": {6, 0}, "policies_in_first_case": {0, 3}, "pairs": {6, 0}, "pairs_in_first_case": {0, 3}, "regrets": {3, 3}, "met": {3, 3}, "criteria": {6, 0}, "cases": {2, 2}, "benefits": {0, 2}} {
		for i, m := range []output.Media{output.File, output.Screen} {
			if shown, all := rows(name, m); (len(shown.Columns) > 0) != (want[i] > 0) || want[i] > 0 && len(all) != want[i] {
				t.Errorf("%s: %d rows under %v, want %d", name, len(all), shown.Columns, want[i])
			}
		}
	}
	for _, x := range []struct{ table, row, want string }{
		{"policies_in_first_case", "Dear", "Good"},
		{"benefits", "Good", "+100 ± "},
		{"regrets", "Good", "110 INR"},
		{"met", "Dear", "too close: few|FAIL: few|0 of 2"},
		{"pairs_in_first_case", "Dear - Good", "+50"},
	} {
		_, all := rows(x.table, output.Screen)
		found := false
		for _, row := range all {
			found = found || row[0] == x.row && strings.Contains(strings.Join(row, "|"), x.want)
		}
		if !found {
			t.Errorf("%s: no %q of %s in %q", x.table, x.want, x.row, all)
		}
	}
	if met, _ := rows("met", output.Screen); len(met.Notes) != 1 || !strings.HasPrefix(met.Notes[0], "None is the baseline") {
		t.Errorf("%q", met.Notes)
	}
	if first, _ := rows("policies_in_first_case", output.Screen); slices.ContainsFunc(first.Columns, func(c output.Column) bool { return c.Title == "Total cost" }) {
		t.Errorf("people see %v", first.Columns)
	}
}
