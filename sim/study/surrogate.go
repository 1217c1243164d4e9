package study

import (
	"context"
	"fmt"
	"math"

	"magnetsim/sim"
	"magnetsim/sim/draw"
	"magnetsim/sim/mc"
	"magnetsim/sim/stat"
)

// folds is the number of scores that are learned, each without a part of the trials.
const folds = 4

// surrogate scores worlds: it predicts what would come out of each from its proxies, by
// what came out of the worlds that were played.
type surrogate struct {
	simulator
	features [][]float64
	values   []float64
	failed   int
	scores   []*stat.Boosted // fold f is learned from all trials but f, f+folds, …
}

// train plays worlds and fits the scores to them and all that were played before.
func (s *surrogate) train(ctx context.Context, worlds []uint64) error {
	values, err := s.play(ctx, worlds)
	if err != nil {
		return err
	}
	rows, err := s.proxies(ctx, worlds)
	if err != nil {
		return err
	}
	for i, y := range values {
		if math.IsNaN(y) {
			s.failed++
			continue
		}
		s.features, s.values = append(s.features, rows[i]), append(s.values, y)
	}
	return s.fit()
}

// fit fits the scores to what has been seen.
func (s *surrogate) fit() error {
	s.scores = make([]*stat.Boosted, folds)
	for f := range s.scores {
		var rows [][]float64
		var ys []float64
		for i := range s.values {
			if i%folds != f {
				rows, ys = append(rows, s.features[i]), append(ys, s.values[i])
			}
		}
		if len(rows) == 0 {
			return errNothingPlayed
		}
		s.scores[f] = stat.Boost(rows, ys)
	}
	return nil
}

// unseen returns the score of a trial that was learned from, by the fold that was not.
func (s *surrogate) unseen(i int) float32 { return float32(s.scores[i%folds].At(s.features[i])) }

// Controlled tells the mean of a function of one metric with a control variate: a
// score of a trial's world (sim.Block.Proxies), learned from the trials, whose own
// mean over many more worlds is nearly known for little cost.
type Controlled struct {
	Trials int // played, at random
	Worlds int // drawn for the mean of the score
	Of     func(value float64) float64
}

// Find plays the trials and scores the worlds. The result is the same whoever plays. Where ctx is
// cancelled its error is returned.
func (c Controlled) Find(ctx context.Context, player mc.Player, m *sim.Model, metric int, seed uint64) (stat.Estimate, error) {
	e := &rareEngine{model: m, metric: metric, player: player, design: draw.Random(rareSeed(seed))}
	return c.find(ctx, e)
}

// find is Find in a simulator.
func (c Controlled) find(ctx context.Context, in simulator) (stat.Estimate, error) {
	if c.Trials < FewestRare || c.Worlds < c.Trials {
		return stat.Estimate{}, fmt.Errorf("a control takes at least %d trials, and no fewer worlds", FewestRare)
	}
	s := &surrogate{simulator: valued{in, c.Of}}
	if err := s.train(ctx, worldsFrom(0, c.Trials)); err != nil {
		return stat.Estimate{}, err
	}
	scores, err := s.score(ctx, c.Trials, c.Worlds, s.scores)
	if err != nil {
		return stat.Estimate{}, err
	}
	var own, all []float64
	for i := range s.values {
		own = append(own, float64(s.unseen(i)))
	}
	for _, x := range scores {
		all = append(all, float64(x))
	}
	return control(s.values, own, stat.MomentsOf(all)), nil
}

// control estimates
//
//	θ = f̄ − β(s̄ − μ),  SE² = Var(f − βs)/n + β² Var(s)/N
//
// with f of n trials, s the score of each by the fold that has not learned from it,
// β their regression coefficient, and μ the mean score of N other worlds. Sources:
// Glasserman, "Monte Carlo Methods in Financial Engineering" (2003), section 4.1; for
// a control whose mean is itself estimated Schmeiser, Taaffe and Wang, "Biased
// control-variate estimation", IIE Transactions 33 (2001).
func control(f, s []float64, worlds stat.Moments) stat.Estimate {
	both, beta := stat.JointOf(s, f), 0.0
	if both.XX > 0 {
		beta = both.XY / both.XX
	}
	left := make([]float64, len(f))
	for i, x := range s {
		left[i] = f[i] - beta*x
	}
	n := float64(len(f))
	se := math.Sqrt(stat.MomentsOf(left).Variance()/n + beta*beta*worlds.Variance()/float64(worlds.N))
	value := both.AverageY - beta*(both.AverageX-worlds.Mean().Value)
	return stat.Estimate{Value: value, SE: se, N: int64(n), Low: value - z95*se, High: value + z95*se}
}

// valued is a simulator whose values are those of a function.
type valued struct {
	simulator
	f func(float64) float64
}

func (m valued) play(ctx context.Context, worlds []uint64) ([]float64, error) {
	values, err := m.simulator.play(ctx, worlds)
	for i, x := range values {
		if !math.IsNaN(x) {
			values[i] = m.f(x)
		}
	}
	return values, err
}
