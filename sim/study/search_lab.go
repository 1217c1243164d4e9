package study

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"magnetsim/sim"
	"magnetsim/sim/mc"
	"magnetsim/sim/stat"
)

// Play plays trials at one level of each lever. It returns the values of the
// metrics of the lab, by metric and trial; NaN in all of them where the trial
// failed. A trial of a number is of the same world at all levels.
type Play func(ctx context.Context, levels []float64, span mc.Span) ([][]float64, error)

// Lab tries levels of levers on common draws, and remembers what came out: a
// point that is wanted again with more trials is played for the further ones
// alone.
type Lab struct {
	Ranges  []Range
	Metrics []sim.Metric // that Play returns
	Play    Play
	Tried   func(*Point) // if set, called after each play

	points []*Point
}

// Point is one level of each lever, and what trials gave there.
type Point struct {
	At     []int // numbers of the levels in their ranges
	Levels []float64
	Values [][]float64 // by metric and trial
	Trials int
}

// Points returns what was tried, in the order of the levels.
func (l *Lab) Points() []*Point {
	return slices.SortedFunc(slices.Values(l.points), func(a, b *Point) int { return slices.Compare(a.At, b.At) })
}

// try returns a point with at least so many trials. A number that is not the
// last one asked for is a multiple of sim.Lanes.
func (l *Lab) try(ctx context.Context, trials int, at ...int) (*Point, error) {
	p := l.point(at)
	if p.Trials >= trials {
		return p, nil
	}
	values, err := l.Play(ctx, p.Levels, mc.Span{First: uint64(p.Trials), Trials: trials - p.Trials})
	if err != nil {
		return nil, err
	}
	if p.Trials == 0 {
		p.Values = make([][]float64, len(l.Metrics))
		l.points = append(l.points, p)
	}
	for m := range p.Values {
		p.Values[m] = append(p.Values[m], values[m]...)
	}
	p.Trials = trials
	if l.Tried != nil {
		l.Tried(p)
	}
	return p, nil
}

// point finds a point, or makes one that is not tried yet.
func (l *Lab) point(at []int) *Point {
	for _, p := range l.points {
		if slices.Equal(p.At, at) {
			return p
		}
	}
	p := &Point{At: slices.Clone(at)}
	for i, n := range at {
		p.Levels = append(p.Levels, l.Ranges[i].At(n))
	}
	return p
}

// trier tries points for a search. After an error it plays nothing more, so that a
// search may go on to its end and ask then.
type trier struct {
	ctx      context.Context
	lab      *Lab
	criteria Criteria
	trials   int
	err      error
}

// try returns a point with the trials at hand, nil after an error.
func (t *trier) try(at ...int) (p *Point) {
	if t.err == nil {
		p, t.err = t.lab.try(t.ctx, t.trials, at...)
	}
	return p
}

// outcome is that of all criteria at a point, TooClose where it could not be tried.
func (t *trier) outcome(p *Point) Outcome {
	if p == nil {
		return TooClose
	}
	return Together(t.lab.Judge(t.criteria, p))
}

// stages are the numbers of trials by which points are refined: a sixteenth, a
// quarter and all, but none so few that they tell nothing.
func stages(trials int) []int {
	var all []int
	for _, part := range []int{16, 4} {
		if n := trials / part / sim.Lanes * sim.Lanes; n >= fewestTrials {
			all = append(all, n)
		}
	}
	return append(all, trials)
}

const fewestTrials = 8 * sim.Lanes

// Index returns the place of a metric among those of the lab, −1 where it is not
// among them.
func (l *Lab) Index(metric string) int { return indexOf(l.Metrics, metric) }

// Column returns the values of a metric at a point, without the trials that
// failed.
func (p *Point) Column(metric int) *stat.Column { return gathered(sound(p.Values[metric])) }

// column returns the values of a metric at a point, as Point.Column does, knowing
// whether they may be negative.
func (l *Lab) column(p *Point, metric int) *stat.Column {
	c := p.Column(metric)
	if !l.Metrics[metric].Signed() {
		c.NeverNegative()
	}
	return c
}

// Failed returns the number of trials that failed.
func (p *Point) Failed() int { return p.Trials - len(sound(p.Values[0])) }

func sound(values []float64) []float64 {
	if !slices.ContainsFunc(values, math.IsNaN) {
		return slices.Clone(values)
	}
	return slices.DeleteFunc(slices.Clone(values), math.IsNaN)
}

// Judge holds a point against criteria, each of a metric of the lab.
func (l *Lab) Judge(c Criteria, p *Point) []Verdict {
	return c.judge(l.Metrics, func(metric int) *stat.Column { return l.column(p, metric) })
}

// Together is the outcome of all verdicts: what fails one fails, and what passes
// all passes.
func Together(all []Verdict) Outcome {
	worst := Pass
	for _, v := range all {
		switch {
		case v.Outcome == Fail:
			return Fail
		case v.Outcome == TooClose:
			worst = TooClose
		}
	}
	return worst
}

// needs returns an error where criteria speak of a metric that the lab lacks.
func (l *Lab) needs(c Criteria) error {
	for _, one := range c {
		if l.Index(one.Metric) < 0 {
			return fmt.Errorf("criterion %s: %s is not played", one.Name, one.Metric)
		}
	}
	return nil
}

// Question is what a search for levels asks.
type Question struct {
	Criteria  Criteria
	Objective *Objective // nil for the smallest level that meets the criteria
	Trials    int        // with which what matters is played in the end
}

// Finding is what a search found: Enough where one lever is to meet criteria,
// Least where one lever has an objective (nil where no level meets the criteria),
// Blend where there are several levers.
type Finding struct {
	Enough *Enough
	Least  *Least
	Blend  *Blend
}

// Ask answers a question. Several levers need an objective, one lever an
// objective or criteria. The lowest levels are always tried with all trials too,
// so that it can be said what the levels found are worth.
func (l *Lab) Ask(ctx context.Context, q Question) (f Finding, err error) {
	several := len(l.Ranges) > 1
	if q.Objective == nil && (several || len(q.Criteria) == 0) {
		return f, errors.New("there is nothing to search for: neither criteria nor an objective of all levers")
	}
	if several {
		f.Blend, err = l.Optimise(ctx, *q.Objective, q.Criteria, q.Trials)
		return f, err
	}
	from := 0
	if len(q.Criteria) > 0 {
		if f.Enough, err = l.Smallest(ctx, q.Criteria, q.Trials); err != nil || f.Enough.Meets == nil {
			return f, err
		}
		from = f.Enough.Meets.At[0]
	}
	if q.Objective != nil {
		f.Least, err = l.Minimise(ctx, *q.Objective, q.Criteria, from, q.Trials)
		return f, err
	}
	_, err = l.try(ctx, q.Trials, 0)
	return f, err
}
