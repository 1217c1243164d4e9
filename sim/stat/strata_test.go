package stat

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func mustStrata(t *testing.T, strata ...Stratum) *Strata {
	t.Helper()
	s, err := NewStrata(strata)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// One stratum is a sample like any other: its estimates are a column's, and its
// standard errors those of so many trials out of so many.
func TestOneStratumIsAColumn(t *testing.T) {
	values := []float64{0, 0, 1, 2, 2, 5, 9, 11, 30, 40}
	s := mustStrata(t, Stratum{Size: 1e12, Values: values})
	c := NewColumn(len(values))
	c.Add(0, slices.Clone(values))
	for _, x := range []struct {
		what      string
		got, want Estimate
	}{
		{"mean", s.Mean(), c.Mean()}, {"exceed", s.Exceed(4), c.Exceed(4)},
		{"cvar", s.CVaR(0.8), c.CVaR(0.8)}, {"median", s.Quantile(0.5), c.Quantile(0.5)}, {"p95", s.Quantile(0.95), c.Quantile(0.95)},
	} {
		if math.Abs(x.got.Value-x.want.Value) > 1e-12 {
			t.Errorf("%s: %v, a column has %v", x.what, x.got.Value, x.want.Value)
		}
	}
	if got, want := s.Mean().SE, c.Mean().SE; math.Abs(got/want-1) > 1e-9 {
		t.Errorf("the mean's standard error is %v, a column's is %v", got, want)
	}
}

// By hand: strata of 90 and 10, of which 3 and 2 were looked at. The mean is
// 0.9·1 + 0.1·20 = 2.9. Within: 0.81·1/3 + 0.01·50/2 = 0.52; between:
// (0.9·1.9² + 0.1·17.1²)/100 = 0.3249.
func TestStrataByHand(t *testing.T) {
	s := mustStrata(t, Stratum{90, []float64{0, 1, 2}}, Stratum{10, []float64{15, 25}})
	if e := s.Mean(); math.Abs(e.Value-2.9) > 1e-12 || math.Abs(e.SE-math.Sqrt(0.52+0.3249)) > 1e-12 {
		t.Errorf("mean %v ± %v, want 2.9 ± %v", e.Value, e.SE, math.Sqrt(0.52+0.3249))
	}
	if p := s.Exceed(15).Value; math.Abs(p-0.05) > 1e-12 {
		t.Errorf("P(>15) = %v, want 0.05", p)
	}
	// Each of the lower stratum stands for 0.3, of the upper for 0.05.
	for over, want := range map[float64]float64{0.049: 25, 0.05: 15, 0.051: 15, 0.1: 2, 0.39: 2, 0.4: 1, 0.99: 0} {
		if got := s.Quantile(1 - over).Value; got != want {
			t.Errorf("the value above which %v lies is %v, want %v", over, got, want)
		}
	}
	// The worst fifth: 0.05 of 25, 0.05 of 15, 0.1 of 2.
	if got := s.CVaR(0.8).Value; math.Abs(got-(0.05*25+0.05*15+0.1*2)/0.2) > 1e-12 {
		t.Errorf("mean of the worst fifth %v, want 11", got)
	}
}

// A population that was looked at whole has the error of a sample of its size, in
// strata or not: (Σ s_h² n_h + Σ n_h (m_h − m)²)/N².
func TestCensus(t *testing.T) {
	s := mustStrata(t, Stratum{3, []float64{1, 2, 3}}, Stratum{2, []float64{9, 10}})
	want := math.Sqrt((1*3 + 0.5*2 + 3*9.0 + 2*20.25) / 25)
	if e := s.Mean(); e.Value != 5 || math.Abs(e.SE-want) > 1e-12 {
		t.Errorf("mean %v ± %v, want 5 ± %v", e.Value, e.SE, want)
	}
}

func TestStrataRefuse(t *testing.T) {
	for what, s := range map[string]Stratum{
		"no values": {Size: 3}, "more than all": {1, []float64{1, 2}}, "NaN": {2, []float64{math.NaN()}}, "Inf": {2, []float64{math.Inf(1)}},
	} {
		if _, err := NewStrata([]Stratum{s}); err == nil {
			t.Errorf("%s: no error", what)
		}
	}
}

// Nothing seen above a value is not a chance of 0: the interval is that of as many
// independent trials.
func TestStrataNothingSeen(t *testing.T) {
	s := mustStrata(t, Stratum{50, []float64{0, 0, 0, 0}}, Stratum{50, []float64{0, 1}})
	if e := s.Exceed(1); e.Value != 0 || e.Low != 0 || e.High != Share(0, 6).High || len(e.Warnings) == 0 {
		t.Errorf("%+v, want 0 to %v and a warning", e, Share(0, 6).High)
	}
}

// Where no trial lies beyond an end of a quantile's interval it is not bounded.
func TestStrataUnboundedQuantile(t *testing.T) {
	s := mustStrata(t, Stratum{900, []float64{0, 0, 1, 2}}, Stratum{100, []float64{3, 4, 5}})
	if e := s.Quantile(0.95); e.Value != 4 || !math.IsNaN(e.High) || math.IsNaN(e.Low) {
		t.Errorf("%+v, want 4 with no upper end", e)
	}
	same := mustStrata(t, Stratum{900, []float64{7, 7}}, Stratum{100, []float64{7, 7}})
	if e := same.Quantile(0.5); e.Value != 7 || !math.IsNaN(e.High) || !math.IsNaN(e.Low) {
		t.Errorf("%+v, want 7 and nothing known of its error", e)
	}
}

// The 95% intervals hold the truth in 93.5 to 96.5% of 1,000 repeats, population and
// all drawn anew (three standard errors of a coverage are 2.1 points; the normal
// limit of skewed strata takes the rest). The score s is uniform and the value is
// Exp(1) with the chance s⁸: so its mean is 1/9 and P(value > c) = e^{−c}/9.
func TestStrataIntervalsCover(t *testing.T) {
	const repeats = 1000
	r := rand.New(rand.NewPCG(1, 2))
	truth := map[string]float64{"mean": 1.0 / 9, "P(> 1)": math.Exp(-1) / 9, "P(> 2)": math.Exp(-2) / 9, "p95": math.Log(1 / (9 * 0.05)), "CVaR95": math.Log(1/(9*0.05)) + 1}
	held := map[string]int{}
	for range repeats {
		s := randomStrata(t, r)
		for what, e := range map[string]Estimate{
			"mean": s.Mean(), "P(> 1)": s.Exceed(1), "P(> 2)": s.Exceed(2), "p95": s.Quantile(0.95), "CVaR95": s.CVaR(0.95),
		} {
			if e.Low <= truth[what] && truth[what] <= e.High {
				held[what]++
			}
		}
	}
	for what := range truth {
		if share := float64(held[what]) / repeats; share < 0.935 || share > 0.965 {
			t.Errorf("%s: the interval holds the truth in %.1f%% of repeats", what, 100*share)
		}
	}
}

// randomStrata draws a population of 8,000 scores, cuts it at 0.5, 0.75, 0.9 and 0.97
// and looks at 200 of each stratum.
func randomStrata(t *testing.T, r *rand.Rand) *Strata {
	edges := []float64{0.5, 0.75, 0.9, 0.97, 1}
	strata := make([]Stratum, len(edges))
	for range 8000 {
		score := r.Float64()
		h, _ := slices.BinarySearch(edges, score)
		strata[h].Size++
		if len(strata[h].Values) < 200 {
			x := 0.0
			if r.Float64() < math.Pow(score, 8) {
				x = r.ExpFloat64()
			}
			strata[h].Values = append(strata[h].Values, x)
		}
	}
	return mustStrata(t, strata...)
}
