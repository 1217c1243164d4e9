package output

import (
	"math"

	"magnetsim/sim/study"
)

// Backtest is a past episode replayed: what the scenario forecast, period by
// period, beside what was observed.
type Backtest struct {
	Head    Head
	Series  string // "shipped.china"
	Unit    string // "t"
	Periods []Backtested
	History []float64 // of equal periods in the year before the start: the naive forecast
	Missing []string  // labels of the periods of that year without a value
	Gaps    []string  // labels of periods between the first and the last without a value
}

// Backtested is one period.
type Backtested struct {
	Label    string // "2025-04"
	Observed float64
	study.Score
}

// NewBacktest scores each period; samples holds by period the value in each
// trial.
func NewBacktest(periods []study.Observed, samples [][]float64, history []float64) *Backtest {
	b := &Backtest{Unit: "t", History: history}
	for i, o := range periods {
		b.Periods = append(b.Periods, Backtested{o.Label, o.Value, study.ScoreOf(samples[i], o.Value, history)})
	}
	return b
}

// CRPS returns the mean score over the periods, in the unit, and that of the
// naive forecast; the smaller is the better.
func (b *Backtest) CRPS() (model, naive float64) {
	for _, p := range b.Periods {
		model += p.CRPS / float64(len(b.Periods))
		naive += p.Naive / float64(len(b.Periods))
	}
	return model, naive
}

// Skill returns 1 − CRPS/CRPS of the naive forecast: 0 is no better than that, 1
// is perfect, below 0 is worse. NaN without a history.
func (b *Backtest) Skill() float64 {
	model, naive := b.CRPS()
	if !(naive > 0) {
		return math.NaN()
	}
	return 1 - model/naive
}

// Covered returns in how many periods the observation lay between p25 and p75,
// and between p5 and p95.
func (b *Backtest) Covered() (in50, in90 int) {
	for _, p := range b.Periods {
		if p.In50 {
			in50++
		}
		if p.In90 {
			in90++
		}
	}
	return in50, in90
}

// Bias returns the mean of forecast mean less observation.
func (b *Backtest) Bias() float64 {
	sum := 0.0
	for _, p := range b.Periods {
		sum += (p.Mean - p.Observed) / float64(len(b.Periods))
	}
	return sum
}

// farApart is the factor between what was observed and what was forecast above
// which one of them is more likely in another unit: curbs rarely leave less than 3%
// of a trade over a whole episode, and kilograms, tonnes and kilotonnes are a
// factor of 1000 apart.
const farApart = 30

// Apart returns the factor between the means of what was observed and of what was
// forecast where it is so large that their units must be doubted, above 1 where more
// was observed; else 0.
func (b *Backtest) Apart() float64 {
	observed, forecast := 0.0, 0.0
	for _, p := range b.Periods {
		observed += p.Observed
		forecast += p.Mean
	}
	if factor := observed / forecast; factor > 0 && !math.IsInf(factor, 1) && (factor > farApart || factor < 1.0/farApart) {
		return factor
	}
	return 0
}

// Bins are the equal parts of the PIT histogram.
const Bins = 5

// PIT returns how many periods lay in each fifth of their forecast, lowest
// first: even where the forecast is calibrated, a heap in the middle where it is
// too wide, at the ends where it is too narrow.
func (b *Backtest) PIT() [Bins]int {
	var bins [Bins]int
	for _, p := range b.Periods {
		bins[min(Bins-1, int(p.PIT*Bins))]++
	}
	return bins
}

// Worst returns the period of the largest CRPS.
func (b *Backtest) Worst() Backtested {
	worst := b.Periods[0]
	for _, p := range b.Periods {
		if p.CRPS > worst.CRPS {
			worst = p
		}
	}
	return worst
}

// Observed is what was observed in a period.
type Observed = study.Observed
