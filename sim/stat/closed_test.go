package stat

import (
	"math"
	"testing"
)

// closed are distributions whose figures are known in closed form.
var closed = []struct {
	name     string
	quantile func(u float64) float64
	mean, sd float64
	cvar     func(p float64) float64
}{
	{"uniform", func(u float64) float64 { return u }, 0.5, 1 / math.Sqrt(12),
		func(p float64) float64 { return (1 + p) / 2 }},
	{"exponential", exponential, 1, 1,
		func(p float64) float64 { return exponential(p) + 1 }},
	{"Pareto", func(u float64) float64 { return math.Pow(1-u, -1.0/5) }, 5.0 / 4, math.Sqrt(5.0/3) / 4,
		func(p float64) float64 { return 5.0 / 4 * math.Pow(1-p, -1.0/5) }},
	{"shortfall", shortfall, 150, 500 * math.Sqrt(2*0.3-0.09),
		func(p float64) float64 { return shortfall(p) + 500 }}, // p above 0.7
}

// Each estimate lies within 4 of its own standard errors of the truth; of a
// quantile, whose interval spans 2·1.96 of them, within that share of it.
func TestClosedForms(t *testing.T) {
	for i, d := range closed {
		c := exactOf(sampleOf(uint64(10+i), 50_000, d.quantile)...)
		within := func(what string, e Estimate, want float64) {
			se := e.SE
			if math.IsNaN(se) {
				se = (e.High - e.Low) / (2 * z95)
			}
			if !(math.Abs(e.Value-want) <= 4*se) {
				t.Errorf("%s: %s %v ± %v, want %v", d.name, what, e.Value, se, want)
			}
		}
		within("mean", c.Mean(), d.mean)
		within("SD", c.SD(), d.sd)
		for _, p := range []float64{0.8, 0.95, 0.99} {
			within("quantile", c.Quantile(p), d.quantile(p))
			within("CVaR", c.CVaR(p), d.cvar(p))
			within("exceedance", c.Exceed(d.quantile(p)), 1-p)
		}
	}
}

const repeats = 2000

// coverage returns in what share of repeats an interval of n exponential trials
// holds the truth, and the standard deviation of the values.
func coverage(n int, estimate func(*Column) Estimate, truth float64) (share, sd float64) {
	held, values := 0, make([]float64, repeats)
	for r := range repeats {
		e := estimate(exactOf(sampleOf(uint64(1000+r), n, exponential)...))
		if e.Low <= truth && truth <= e.High {
			held++
		}
		values[r] = e.Value
	}
	return float64(held) / repeats, MomentsOf(values).SD()
}

// spread is 4 standard errors of a coverage of 95% over the repeats: 0.0195.
var spread = 4 * math.Sqrt(0.95*0.05/repeats)

// Intervals that rest on the normal limit cover a little less than 95% of skewed
// values, by a term of order 1/n: half a point is allowed to a mean of 200, three
// to what rests on 50 tail trials or on fourth moments. The order-statistic
// interval never covers less, and more by at most the chances of the two ranks at
// its ends, 2.5% and less. Wilson's moves around 95% by the chance of one rank.
func TestIntervalsCover(t *testing.T) {
	for _, v := range []struct {
		name      string
		n         int
		estimate  func(*Column) Estimate
		truth     float64
		low, high float64
	}{
		{"mean", 200, (*Column).Mean, 1, 0.945 - spread, 0.95 + spread},
		{"SD", 1000, (*Column).SD, 1, 0.92 - spread, 0.95 + spread},
		{"median", 200, func(c *Column) Estimate { return c.Quantile(0.5) }, math.Ln2, 0.95 - spread, 0.97 + spread},
		{"p95", 200, func(c *Column) Estimate { return c.Quantile(0.95) }, exponential(0.95), 0.95 - spread, 0.98 + spread},
		{"CVaR95", 1000, func(c *Column) Estimate { return c.CVaR(0.95) }, exponential(0.95) + 1, 0.92 - spread, 0.95 + spread},
		{"chance", 200, func(c *Column) Estimate { return c.Exceed(1) }, math.Exp(-1), 0.93 - spread, 0.97 + spread},
	} {
		if share, _ := coverage(v.n, v.estimate, v.truth); share < v.low || share > v.high {
			t.Errorf("%s: the interval covers %.3f, want %.3f to %.3f", v.name, share, v.low, v.high)
		}
	}
}

// The standard error of a tail mean is the spread of tail means over repeats.
// For an exponential, V = 1 and CVaR − q = 1: SE² = (1 + p)/(n(1−p)). An sd over
// r repeats is known to 1/√(2r), 4 of which are 6.3%; the bias of order
// 1/(n(1−p)) adds 2%.
func TestCVaRStandardError(t *testing.T) {
	const n, p = 1000, 0.95
	_, got := coverage(n, func(c *Column) Estimate { return c.CVaR(p) }, 0)
	want := math.Sqrt((1 + p) / (n * (1 - p)))
	if math.Abs(got/want-1) > 4/math.Sqrt(2*repeats)+0.02 {
		t.Errorf("spread %v, want %v", got, want)
	}
	if se := exactOf(sampleOf(7, 400_000, exponential)...).CVaR(p).SE * math.Sqrt(400); math.Abs(se/want-1) > 0.03 {
		t.Errorf("standard error %v, want %v", se, want) // the fourth moment of 20,000 tail values: 1.5% each sd
	}
}
