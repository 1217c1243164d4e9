package study

import (
	"context"
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"

	"magnetsim/sim"
	"magnetsim/sim/draw"
	"magnetsim/sim/mc"
)

// Observed is what was seen of a series over one period.
type Observed struct {
	Label string // "2025-04"
	Value float64
	Parts []Part // the steps that make up the period
}

// Part is a step, or so much of it, in a period.
type Part struct {
	Step  int
	Share float64 // of the step, above 0 and at most 1
}

// Replay is what to play against what was observed.
type Replay struct {
	Model    *sim.Model
	Series   string // of Model.Series or Model.Flows
	Observed []Observed
	Design   draw.Design
	Trials   int
	Workers  int // 0 for one a processor; never changes a result
}

// Replayable lists the series that can be set against observations: tonnes by
// step, which add up over a period.
func Replayable(m *sim.Model) []string {
	var names []string
	for _, s := range append(m.Flows(), m.Series()...) {
		if s.Unit == "t/step" {
			names = append(names, s.Name)
		}
	}
	return names
}

// Play returns, by period, the value of the series in each trial.
func (r Replay) Play(ctx context.Context) ([][]float64, error) {
	read, err := r.reader()
	if err != nil {
		return nil, err
	}
	all := make([][]float64, len(r.Observed))
	for i := range all {
		all[i] = make([]float64, r.Trials)
	}
	parts, err := r.byStep()
	if err != nil {
		return nil, err
	}
	err = mc.Blocks(ctx, r.Model, r.Trials, r.Workers, "played", func(b *sim.Block) func(first, n int) error {
		now := make([]float64, sim.Lanes)
		return func(first, n int) error {
			err := b.Play(r.Design, uint64(first), n, func(step int) {
				if len(parts[step]) > 0 {
					read(b, now)
				}
				for _, p := range parts[step] { // a trial is one worker's: nothing depends on their number
					for l, x := range now[:n] {
						all[p.period][first+l] += p.share * x
					}
				}
			})
			if err != nil {
				return fmt.Errorf("trials %d to %d: %w", first, first+n-1, err)
			}
			return nil
		}
	})
	return all, err
}

// periodPart is a part of a step that counts towards a period.
type periodPart struct {
	period int
	share  float64
}

// byStep turns the periods round: by step, where it counts.
func (r Replay) byStep() ([][]periodPart, error) {
	steps := make([][]periodPart, r.Model.Steps())
	for i, o := range r.Observed {
		for _, p := range o.Parts {
			if p.Step < 0 || p.Step >= len(steps) {
				return nil, fmt.Errorf("%s lies outside the horizon of the scenario", o.Label)
			}
			steps[p.Step] = append(steps[p.Step], periodPart{i, p.Share})
		}
	}
	return steps, nil
}

// reader returns how the series is read from a block.
func (r Replay) reader() (func(b *sim.Block, to []float64), error) {
	named := func(s sim.Series) bool { return s.Name == r.Series }
	if i := slices.IndexFunc(r.Model.Flows(), named); i >= 0 {
		return func(b *sim.Block, to []float64) { b.Flow(i, to) }, nil
	}
	if i := slices.IndexFunc(r.Model.Series(), named); i >= 0 {
		return func(b *sim.Block, to []float64) { copy(to, b.SeriesNow(i)) }, nil
	}
	return nil, fmt.Errorf("the scenario has no series %q", r.Series)
}

// Score is how well a forecast, given as a sample, met what was observed.
type Score struct {
	P5, P25, P50, P75, P95 float64
	Mean                   float64
	CRPS                   float64 // in the unit of the quantity; 0 is perfect
	PIT                    float64 // share of the forecast below what was observed
	Naive                  float64 // CRPS of the history as a forecast; NaN without any
	In50, In90             bool    // observed within p25 to p75, within p5 to p95
}

// ScoreOf scores a forecast's sample against an observation, beside the
// forecast that history will be as it was.
func ScoreOf(sample []float64, observed float64, history []float64) Score {
	xs := slices.Sorted(slices.Values(sample))
	column := gathered(xs)
	q := func(p float64) float64 { return column.Quantile(p).Value }
	s := Score{
		P5: q(0.05), P25: q(0.25), P50: q(0.50), P75: q(0.75), P95: q(0.95), Mean: column.Mean().Value,
		CRPS: CRPS(xs, observed), PIT: under(xs, observed), Naive: CRPS(history, observed),
	}
	s.In50 = s.P25 <= observed && observed <= s.P75
	s.In90 = s.P5 <= observed && observed <= s.P95
	return s
}

// CRPS returns the continuous ranked probability score of a sample,
//
//	E|X − y| − ½·E|X − X′|,
//
// the second mean over different members of the sample, which makes it unbiased
// for the distribution that the sample stands for. Sources: Gneiting and
// Raftery, "Strictly proper scoring rules, prediction, and estimation", JASA 102
// (2007), equation 21; Ferro, "Fair scores for ensemble forecasts", Quarterly
// Journal of the Royal Meteorological Society 140 (2014). Of one value it is the
// absolute error; of none NaN.
func CRPS(sample []float64, y float64) float64 {
	n := float64(len(sample))
	if n == 0 {
		return math.NaN()
	}
	xs := slices.Sorted(slices.Values(sample))
	miss, spread := 0.0, 0.0
	for i, x := range xs {
		miss += math.Abs(x - y)
		spread += (2*float64(i) + 1 - n) * x // Σ over pairs of |x − x′|
	}
	if n == 1 {
		return miss
	}
	return miss/n - spread/(n*(n-1))
}

// under returns the share of a sorted sample below y; what is equal counts half.
func under(xs []float64, y float64) float64 {
	low, _ := slices.BinarySearch(xs, y)
	high, _ := slices.BinarySearchFunc(xs, y, func(x, y float64) int {
		if x <= y {
			return -1
		}
		return 1
	})
	return float64(low+high) / 2 / float64(len(xs))
}

// OverEpisodes returns the mean of a score over episodes, each of the same weight, and
// the ends of its 95% interval by Student's t, which takes the episodes as independent.
// The ends are NaN with fewer than two episodes, and so is the mean of none.
func OverEpisodes(scores []float64) (mean, low, high float64) {
	n := float64(len(scores))
	switch n {
	case 0:
		return math.NaN(), math.NaN(), math.NaN()
	case 1:
		return scores[0], math.NaN(), math.NaN()
	}
	mean, sd := stat.MeanStdDev(scores, nil)
	half := distuv.StudentsT{Sigma: 1, Nu: n - 1}.Quantile(0.975) * sd / math.Sqrt(n)
	return mean, mean - half, mean + half
}
