package output_test

import (
	"context"
	"math"
	"testing"

	"magnetsim/output"
	"magnetsim/sim"
	"magnetsim/sim/chain"
	"magnetsim/sim/draw"
	"magnetsim/sim/mc"
	"magnetsim/sim/study"
)

// stockOf is a lever of tonnes.
var stockOf = output.Lever{Paths: []string{"stockpiles.a.target"}, Unit: "t", Form: "# t", High: 4000, Step: 4}

// expLab loses what an exponential with a mean of 540 t exceeds the stock by; a
// tonne in stock costs 1, of every further lever 2.
func expLab(levers int) *study.Lab {
	lab := &study.Lab{Metrics: []sim.Metric{{Name: "shortfall.total", Unit: "t"}, {Name: "cost.total", Unit: "USD"}}}
	for range levers {
		lab.Ranges = append(lab.Ranges, study.Range{Low: 0, High: 4000, Step: 4})
	}
	lab.Play = func(_ context.Context, levels []float64, span mc.Span) ([][]float64, error) {
		values := make([][]float64, 2)
		for i := range span.Trials {
			stock, cost := 0.0, 0.0
			for k, x := range levels {
				stock += x
				cost += x * float64(min(2, k+1))
			}
			u := draw.Random(1).Uniform(span.First+uint64(i), 1, 0)
			values[0] = append(values[0], max(0, -540*math.Log(u)-stock))
			values[1] = append(values[1], cost)
		}
		return values, nil
	}
	return lab
}

// seldomShort is that at most a share of the trials loses more than 100 t.
func seldomShort(share float64) study.Criteria {
	return study.Criteria{{
		Name: "seldom", Title: "Seldom", Line: "P(shortfall.total > 100 t) <= 5%", Statistic: chain.Chance, Metric: "shortfall.total",
		Event: chain.Limit{Value: 100, Least: true, Strict: true}, Limit: chain.Limit{Value: share},
	}}
}

func asked(t *testing.T, levers int, q study.Question) *output.Search {
	t.Helper()
	lab := expLab(levers)
	q.Trials = 1024
	f, err := lab.Ask(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	head := output.Search{Currency: "USD", Unit: "USD"}
	for range levers {
		head.Levers = append(head.Levers, stockOf)
	}
	return output.BuildSearch(output.SearchFacts{Head: head, Lab: lab, Question: q, Loss: 0, Cost: 1}, f)
}

var dear = &study.Objective{Weights: []float64{10, 1}}

func TestBuildSearchForTheSmallest(t *testing.T) {
	s := asked(t, 1, study.Question{Criteria: seldomShort(0.05)})
	if s.Outcome != output.Found || len(s.Levels) != 1 || !s.Head.Complete {
		t.Fatalf("%+v", s)
	}
	l := s.Levels[0]
	if want := 540*math.Log(20) - 100; l.Low >= want || l.High < want || l.Best != l.High || l.LowEnd || l.HighEnd {
		t.Errorf("levels %+v, want %g inside", l, want)
	}
	best, lowest := s.Points[s.Best], s.Points[s.Lowest]
	if best.Levels[0] != l.Best || best.Outcome != output.Pass || lowest.Levels[0] != 0 || lowest.Outcome != output.Fail {
		t.Errorf("best %+v, lowest %+v", best, lowest)
	}
	if got, want := s.Spared.Value, lowest.Mean.Value-best.Mean.Value; math.Abs(got-want) > 1e-9*want {
		t.Errorf("spared %g, want %g", got, want)
	}
	if s.Dearer.Value != l.Best || !math.IsNaN(s.Gain.Value) || !math.IsNaN(best.Objective.Value) {
		t.Errorf("dearer %+v, gain %+v", s.Dearer, s.Gain)
	}
	v := best.Verdicts[0]
	if v.Criterion != "seldom" || v.Statistic != "chance" || v.Unit != "share" || v.Limit != 0.05 || v.High > 0.05 {
		t.Errorf("verdict %+v", v)
	}
	for i := 1; i < len(s.Points); i++ {
		if s.Points[i-1].Levels[0] >= s.Points[i].Levels[0] {
			t.Errorf("points %d and %d are not in order", i-1, i)
		}
	}
}

func TestBuildSearchAnswers(t *testing.T) {
	for want, share := range map[string]float64{output.MetAlready: 0.95, output.NeverMet: 1e-9, output.Undecided: 0.0005} {
		q := study.Question{Criteria: seldomShort(share)}
		if want == output.NeverMet {
			q.Criteria[0].Event.Value = -1
		}
		s := asked(t, 1, q)
		if s.Outcome != want || (s.Best >= 0) != (want == output.MetAlready) {
			t.Errorf("answer %q, best %d, want %q", s.Outcome, s.Best, want)
		}
	}
}

func TestBuildSearchForTheBest(t *testing.T) {
	s := asked(t, 1, study.Question{Objective: dear})
	l := s.Levels[0]
	if want := 540 * math.Log(10); s.Outcome != output.Found || l.Low > want || l.High < want || l.Low >= l.Best || l.High <= l.Best {
		t.Errorf("levels %+v, want %g inside", l, want)
	}
	if s.Points[s.Best].Worse.Value != 0 || s.Points[s.Lowest].Worse.Value != s.Gain.Value || s.Gain.Low <= 0 || s.Points[0].Outcome != "" {
		t.Errorf("gain %+v, lowest %+v", s.Gain, s.Points[s.Lowest])
	}
	// Within a criterion that asks for more: from where it is surely missed.
	s = asked(t, 1, study.Question{Objective: dear, Criteria: seldomShort(0.05)})
	smallest := asked(t, 1, study.Question{Criteria: seldomShort(0.05)}).Levels[0]
	if l := s.Levels[0]; l.Low != smallest.Low || l.Best != smallest.Best || l.HighEnd {
		t.Errorf("levels %+v, the smallest that is enough %+v", l, smallest)
	}
	s = asked(t, 1, study.Question{Objective: &study.Objective{Weights: []float64{0, 0}}})
	if l := s.Levels[0]; !l.LowEnd || !l.HighEnd || l.Low != 0 || l.High != 4000 || !s.Gain.Same() {
		t.Errorf("flat: %+v", l)
	}
}

func TestBuildSearchOverSeveral(t *testing.T) {
	s := asked(t, 2, study.Question{Objective: &study.Objective{Weights: []float64{0, 1}}, Criteria: seldomShort(0.05)})
	if s.Outcome != output.Found || len(s.Levels) != 2 || s.Lowest != 0 {
		t.Fatalf("%+v", s)
	}
	for k, l := range s.Levels {
		if l.Low > l.Best || l.High < l.Best || s.Points[s.Best].Levels[k] != l.Best {
			t.Errorf("lever %d: %+v", k, l)
		}
	}
	s = asked(t, 2, study.Question{Objective: dear, Criteria: study.Criteria{{
		Name: "never", Statistic: chain.Mean, Metric: "shortfall.total", Limit: chain.Limit{Value: -5},
	}}})
	if s.Outcome != output.NeverMet || s.Best != -1 || s.Levels != nil {
		t.Errorf("%s, best %d, levels %v", s.Outcome, s.Best, s.Levels)
	}
}

func TestBuildSearchInterrupted(t *testing.T) {
	lab := expLab(1)
	s := output.BuildSearch(output.SearchFacts{Head: output.Search{Levers: []output.Lever{stockOf}}, Lab: lab, Loss: 0, Cost: 1}, study.Finding{})
	if s.Outcome != output.Interrupted || s.Head.Complete || s.Best != -1 || s.Lowest != -1 {
		t.Errorf("%+v", s)
	}
}

// A scenario without prices has no costs, and says so by numbers that do not
// exist.
func TestBuildFrontier(t *testing.T) {
	lab := expLab(1)
	for _, cost := range []int{1, -1} {
		facts := output.FrontierFacts{Head: output.Frontier{Currency: "USD", Lever: stockOf}, Loss: 0, Cost: cost}
		if cost >= 0 {
			facts.Purchase, facts.Holding = []int{1}, []int{1, 1}
		}
		rungs, err := lab.Frontier(t.Context(), study.Sides{Loss: 0, Share: -1, Cost: cost}, 3, 1024)
		if err != nil {
			t.Fatal(err)
		}
		f := output.BuildFrontier(facts, rungs)
		p := f.Points[1]
		if len(f.Points) != 3 || f.Points[0].From != nil || p.Text != "2000 t" || p.Dominated() || f.Points[0].Dominated() || p.Chance.Value <= 0 || p.Chance.Value >= f.Points[0].Chance.Value {
			t.Fatalf("%+v", f.Points)
		}
		if known := p.Cost.Value == 2000 && p.Purchase.Value == 2000 && p.From.PerMean.Value > 0; known != (cost >= 0) {
			t.Errorf("cost %+v, purchase %+v, per tonne %+v", p.Cost, p.Purchase, p.From.PerMean)
		}
		if !math.IsNaN(p.EndValue.Value) || !math.IsNaN(p.Serious.Value) || cost < 0 && !math.IsNaN(p.Cost.Value) {
			t.Errorf("what is not known has a value: %+v", p)
		}
		if p.From.Mean.Same() || p.From.Mean.Value >= 0 {
			t.Errorf("change %+v", p.From.Mean)
		}
	}
}

func TestLeverText(t *testing.T) {
	for want, l := range map[string]output.Lever{"45.6 days": {Form: "# days"}, "45.6%": {Form: "#%"}, "USD 45.6/kg": {Form: "USD #/kg"}} {
		if got := l.Text(45.6); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if got := (output.Lever{Form: "# weeks"}).Text(1); got != "1 week" {
		t.Errorf("%q", got)
	}
	if got := (output.Lever{Form: "# t"}).Text(1e7); got != "10000000 t" {
		t.Errorf("%q: a file has no 1e+07", got)
	}
}
