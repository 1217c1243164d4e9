package study

import (
	"context"
	"sync"

	"magnetsim/sim"
	"magnetsim/sim/draw"
	"magnetsim/sim/mc"
)

// Find plays a search for rare outcomes of a metric, one that is always finite. The
// result is the same for any number of workers. Where ctx is cancelled its error is
// returned.
func (r Rare) Find(ctx context.Context, m *sim.Model, metric int, seed uint64, workers int) (*RareResult, error) {
	e := &rareEngine{model: m, metric: metric, workers: workers, design: draw.Random(rareSeed(seed)), report: r.Progress}
	e.total = r.Effort()
	found, err := r.find(ctx, e)
	if err == nil && !m.Metrics()[metric].Signed() {
		found.NeverNegative()
	}
	return found, err
}

// worldsPerTrial is how many worlds are surveyed in about the time of a trial.
const worldsPerTrial = 30

// Effort returns about how many trials could be played in the time that it takes.
func (r Rare) Effort() int { return r.Trials + (r.Candidates+r.pool())/worldsPerTrial }

// rareEngine plays the worlds of a model.
type rareEngine struct {
	model   *sim.Model
	metric  int
	workers int
	design  draw.Design
	report  func(done, total int)
	total   int // in trials
	before  int // of it, before what is going on

	mu       sync.Mutex
	surveyed int
}

func (e *rareEngine) survey(ctx context.Context, worlds []uint64, take func(i int, features []float64)) error {
	e.surveyed = 0
	err := mc.Survey(ctx, e.model, draw.Picked(e.design, worlds), len(worlds), e.workers, func(i int, features []float64) {
		take(i, features)
		e.mu.Lock()
		defer e.mu.Unlock()
		if e.surveyed++; e.surveyed%(worldsPerTrial*sim.Lanes) == 0 {
			e.tell(e.surveyed / worldsPerTrial)
		}
	})
	e.before += len(worlds) / worldsPerTrial
	return err
}

func (e *rareEngine) tell(done int) {
	if e.report != nil {
		e.report(min(e.before+done, e.total), e.total)
	}
}

func (e *rareEngine) play(ctx context.Context, worlds []uint64) ([]float64, error) {
	f := further{model: e.model, metric: e.metric, trials: len(worlds), workers: e.workers}
	values, err := f.play(ctx, draw.Picked(e.design, worlds), e.tell)
	e.before += len(worlds)
	return values, err
}
