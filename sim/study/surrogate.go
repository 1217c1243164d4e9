package study

import (
	"context"
	"math"
	"slices"
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
	scores   [folds]*boosted // fold f is learned from all trials but f, f+folds, …
}

// train plays worlds and fits the scores to them and all that were played before.
func (s *surrogate) train(ctx context.Context, worlds []uint64) error {
	values, err := s.play(ctx, worlds)
	if err != nil {
		return err
	}
	rows := make([][]float64, len(worlds))
	if err := s.survey(ctx, worlds, func(i int, x []float64) { rows[i] = slices.Clone(x) }); err != nil {
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
		s.scores[f] = boost(rows, ys)
	}
	return nil
}

// score returns the scores of worlds: the mean over the folds.
func (s *surrogate) score(ctx context.Context, worlds []uint64) ([]float32, error) {
	scores := make([]float32, len(worlds))
	err := s.survey(ctx, worlds, func(i int, x []float64) {
		sum := 0.0
		for _, b := range s.scores {
			sum += b.at(x)
		}
		scores[i] = float32(sum / folds)
	})
	return scores, err
}

// unseen returns the score of a trial that was learned from, by the fold that was not.
func (s *surrogate) unseen(i int) float32 { return float32(s.scores[i%folds].at(s.features[i])) }
