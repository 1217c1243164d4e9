package study

import (
	"context"
	"fmt"
	"math"
	"slices"

	"magnetsim/sim"
	"magnetsim/sim/draw"
	"magnetsim/sim/mc"
	"magnetsim/sim/stat"
)

// Rare is a search for rare outcomes: estimates of one metric from trials that are
// chosen, among many whose worlds are drawn, where they tell most.
//
// Trials of which it can be foreseen that nothing happens tell little about the
// worst, and there are many of them. So of Candidates worlds all are drawn and
// looked at (sim.Block.Proxies), which costs a few hundredths of playing them; a score learned
// from some trials played first ranks them; strata are cut by the score, finest at
// the top; and of each stratum so many are played as its spread asks for. The weights
// of the strata are known, so that the estimates are right whatever the score is
// worth: a poor one costs accuracy only. This is sampling in two phases with
// Neyman's allocation (see stat.Strata), and importance sampling whose weights are
// bounded.
type Rare struct {
	Trials     int // to play, with those that the score is learned from
	Candidates int // worlds to draw
	Goals      Goals
	Progress   func(done, total int) // in the time of trials; may be nil
}

// Goals is what is to be told well.
type Goals struct {
	Above []float64 // chances of values above these
	Rare  []float64 // values that are exceeded with these chances
	Mean  bool
	Tails []float64 // means of these greatest shares
}

// RareResult is what it gave.
type RareResult struct {
	*stat.Strata
	Played     int // trials, with those that the score was learned from
	Failed     int // of them, left out
	Candidates int
}

// FewestRare are the trials below which no score can be learned, and WorldsATrial the
// fewest candidates for each.
const (
	FewestRare   = 1000
	WorldsATrial = 10
)

const (
	pilotShare  = 0.15 // of the trials: drawn at random, to learn a first score
	refineShare = 0.15 // of the trials: chosen by it, as many from each halving of the rest
	poolShare   = 0.25 // of the candidates: where those are chosen from
)

// simulator looks at worlds and plays them, by number, all independent of each other.
type simulator interface {
	// play returns the values of worlds, NaN of a trial that failed.
	play(ctx context.Context, worlds []uint64) ([]float64, error)
	// proxies returns what can be foreseen of each.
	proxies(ctx context.Context, worlds []uint64) ([][]float64, error)
	// score returns the mean score of the proxies of n worlds from the first on.
	score(ctx context.Context, first, n int, by []*stat.Boosted) ([]float32, error)
}

// find plays the search in a simulator. Pilot, pool and candidates are different worlds,
// so that nothing that decides who is played is also estimated from.
func (r Rare) find(ctx context.Context, in simulator) (*RareResult, error) {
	pilot, refine := int(pilotShare*float64(r.Trials)), int(refineShare*float64(r.Trials))
	if r.Trials < FewestRare || r.Candidates < WorldsATrial*r.Trials {
		return nil, fmt.Errorf("rare outcomes need at least %d trials, and %d candidates for each", FewestRare, WorldsATrial)
	}
	s := &surrogate{simulator: in}
	if err := s.train(ctx, worldsFrom(0, pilot)); err != nil {
		return nil, err
	}
	scores, err := s.score(ctx, pilot, r.pool(), s.scores)
	if err != nil {
		return nil, err
	}
	if err := s.train(ctx, byHalves(scores, refine, pilot)); err != nil {
		return nil, err
	}
	return r.estimate(ctx, s, pilot+r.pool())
}

// pool returns from how many worlds the trials are chosen that refine the score.
func (r Rare) pool() int { return int(poolShare * float64(r.Candidates)) }

// estimate plays the trials that are left on candidates, from the first on.
func (r Rare) estimate(ctx context.Context, s *surrogate, first int) (*RareResult, error) {
	scores, err := s.score(ctx, first, r.Candidates, s.scores)
	if err != nil {
		return nil, err
	}
	strata := halve(scores)
	left := r.Trials - len(s.values) - s.failed
	shares, err := r.Goals.allocate(strata, s)
	if err != nil {
		return nil, err
	}
	counts := rounded(shares, left, strata)
	worlds := slices.Concat(membersOf(strata, scores, counts, first)...)
	values, err := s.simulator.play(ctx, worlds)
	if err != nil {
		return nil, err
	}
	got := &RareResult{Played: r.Trials, Failed: s.failed, Candidates: r.Candidates}
	sample := make([]stat.Stratum, len(strata))
	for h, x := range strata {
		sample[h].Size = int64(x.size)
		for _, v := range values[:counts[h]] {
			if math.IsNaN(v) {
				got.Failed++
				continue
			}
			sample[h].Values = append(sample[h].Values, v)
		}
		values = values[counts[h]:]
	}
	got.Strata, err = stat.NewStrata(sample)
	return got, err
}

func worldsFrom(first, n int) []uint64 {
	worlds := make([]uint64, n)
	for i := range worlds {
		worlds[i] = uint64(first + i)
	}
	return worlds
}

// rareSeed keeps the worlds of rare outcomes apart from the trials of runs of a seed, so that
// the two are independent.
func rareSeed(seed uint64) uint64 { return seed ^ uint64(draw.Key("study.rare")) }

// Find plays a search for rare outcomes of a metric, one that is always finite. The
// result is the same whoever plays. Where ctx is cancelled its error is
// returned.
func (r Rare) Find(ctx context.Context, player mc.Player, m *sim.Model, metric int, seed uint64) (*RareResult, error) {
	e := &rareEngine{model: m, metric: metric, player: player, design: draw.Random(rareSeed(seed)), report: r.Progress}
	e.total = r.Effort()
	found, err := r.find(ctx, e)
	if err == nil && !m.Metrics()[metric].Signed() {
		found.NeverNegative()
	}
	return found, err
}

// worldsPerTrial is how many worlds are looked at in about the time of a trial.
const worldsPerTrial = 30

// Effort returns about how many trials could be played in the time that it takes.
func (r Rare) Effort() int { return r.Trials + (r.Candidates+r.pool())/worldsPerTrial }

// rareEngine plays the worlds of a model.
type rareEngine struct {
	model  *sim.Model
	metric int
	player mc.Player
	design draw.Design
	report func(done, total int)
	total  int // in trials
	before int // of it, before what is going on
}

func (e *rareEngine) proxies(ctx context.Context, worlds []uint64) ([][]float64, error) {
	all := make([][]float64, 0, len(worlds))
	names := len(e.model.ProxyNames())
	err := e.look(ctx, mc.Plan{
		Design: draw.Picked(e.design, worlds), Trials: len(worlds), Look: &mc.Look{},
		Rows: func(r mc.Rows) error {
			for lane := range r.N {
				row := make([]float64, names)
				for i := range row {
					row[i] = r.Metric(i)[lane]
				}
				all = append(all, row)
			}
			return nil
		},
	})
	return all, err
}

func (e *rareEngine) score(ctx context.Context, first, n int, by []*stat.Boosted) ([]float32, error) {
	before := first % sim.Lanes // a plan begins with a block
	scores := make([]float32, 0, before+n)
	err := e.look(ctx, mc.Plan{
		Design: e.design, First: uint64(first - before), Trials: before + n, Look: &mc.Look{Scores: by},
		Rows: func(r mc.Rows) error {
			for _, x := range r.Metric(0) {
				scores = append(scores, float32(x))
			}
			return nil
		},
	})
	return scores[min(before, len(scores)):], err
}

// look looks at the worlds of a plan. One that cannot be drawn is an error.
func (e *rareEngine) look(ctx context.Context, p mc.Plan) error {
	p.Models = []*sim.Model{e.model}
	p.Progress = func(done, _ int) { e.tell(done / worldsPerTrial) }
	s, err := e.player.Play(ctx, p)
	switch {
	case err != nil:
		return err
	case ctx.Err() != nil:
		return ctx.Err()
	case s.Failed > 0:
		return fmt.Errorf("the world of trial %d cannot be drawn: %s", s.FirstFail, s.FirstError)
	}
	e.before += p.Trials / worldsPerTrial
	return nil
}

func (e *rareEngine) tell(done int) {
	if e.report != nil {
		e.report(min(e.before+done, e.total), e.total)
	}
}

func (e *rareEngine) play(ctx context.Context, worlds []uint64) ([]float64, error) {
	f := further{model: e.model, metric: e.metric, trials: len(worlds), player: e.player}
	values, err := f.play(ctx, draw.Picked(e.design, worlds), e.tell)
	e.before += len(worlds)
	return values, err
}
