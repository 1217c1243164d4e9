package study

import (
	"context"
	"fmt"
	"math"

	"magnetsim/sim/stat"
)

// Objective is what is made as small as can be: the mean of a weighted sum of
// metrics over the trials, or the mean of its worst part.
type Objective struct {
	Weights []float64 // by metric of the lab
	Tail    float64   // p of CVaR, above which the worst trials lie; 0 for the mean of all
	Signed  bool      // the sum may be negative
}

// values returns the sum in each trial.
func (o Objective) values(p *Point) []float64 {
	sum := make([]float64, p.Trials)
	for m, w := range o.Weights {
		if w == 0 {
			continue
		}
		for i, x := range p.Values[m] {
			sum[i] += w * x
		}
	}
	return sum
}

// Estimate returns the objective at a point.
func (o Objective) Estimate(p *Point) stat.Estimate {
	column := gathered(sound(o.values(p)))
	if !o.Signed {
		column.NeverNegative()
	}
	if o.Tail > 0 {
		return column.CVaR(o.Tail)
	}
	return column.Mean()
}

// Difference returns how much larger the objective is at a than at b, from the
// trials that both have, pair by pair. Of a tail it is that of the values whose
// mean the tail mean is, as in Compare.
func (o Objective) Difference(a, b *Point) stat.Estimate {
	both := [][]float64{o.values(a), o.values(b)}
	trials := complete(both, 0, min(a.Trials, b.Trials))
	x, y := picked(both[0], trials), picked(both[1], trials)
	if o.Tail > 0 {
		x, y = influence(x, o.Tail), influence(y, o.Tail)
	}
	e := stat.MomentsOf(minus(x, y)).Mean()
	if o.Tail > 0 && !stat.Estimable((1-o.Tail)*float64(len(x))) {
		return e.Open("the difference in the tail mean")
	}
	return e
}

// Least is where a lever makes an objective least, as far as trials tell: an
// interval, of all levels whose objective cannot be told apart from the best.
//
// It is wider than it needs to be. Near the best level the objective is a
// parabola, and so is its difference from that of the best; the error of that
// difference is proportional to the distance. The two are equal twice as far
// away as the ends of a 95% interval of the best level lie.
type Least struct {
	Best *Point
	// Below and Above are the levels nearest to Best on either side, of those
	// tried, that are surely worse; nil where none is.
	Below, Above *Point
	Gain         stat.Estimate // how much larger the objective is at the lowest level
}

// Minimise finds the level of the lab's only lever, from the level number from
// on, at which the objective is least among those that meet all criteria, with so
// many trials in the end. There may be no criteria. It is nil where no level tried
// meets them.
func (l *Lab) Minimise(ctx context.Context, o Objective, c Criteria, from, trials int) (*Least, error) {
	if err := l.needs(c); err != nil {
		return nil, err
	}
	d := &descent{minimiser: minimiser{trier: trier{ctx: ctx, lab: l, criteria: c}, objective: o}, from: from, to: l.Ranges[0].Last()}
	d.left, d.right = d.from, d.to
	for _, n := range stages(trials) {
		if d.refine(n); d.err != nil || d.best == nil {
			return nil, d.err
		}
	}
	d.descend()
	least := d.result()
	return least, d.err
}

// minimiser is a search for what makes an objective least.
type minimiser struct {
	trier
	objective Objective
	best      *Point // of those tried with the trials at hand
}

// value returns the objective at a point; +Inf where it could not be tried, or has no
// value, which is an error.
func (m *minimiser) value(p *Point) float64 {
	if p == nil {
		return math.Inf(1)
	}
	x := m.objective.Estimate(p).Value
	if math.IsNaN(x) {
		m.err = fmt.Errorf("the objective has no value at %v: in some trials it is infinite, or not a number", p.Levels)
		return math.Inf(1)
	}
	return x
}

// worse reports whether a point is surely worse than the best.
func (m *minimiser) worse(p *Point) bool { return m.objective.Difference(p, m.best).Low > 0 }

// descent closes in on the level of the least objective.
type descent struct {
	minimiser
	from, to    int // the levels among which it looks
	left, right int // where the best may lie
}

// height returns the objective of a level; +Inf where it does not meet the
// criteria.
func (d *descent) height(at int) float64 {
	p := d.try(at)
	if d.outcome(p) != Pass {
		return math.Inf(1)
	}
	x := d.value(p)
	if d.err == nil && (d.best == nil || x < d.objective.Estimate(d.best).Value) {
		d.best = p
	}
	return x
}

// refine scans where the best may lie and narrows that to the levels that cannot
// be told from the best, and one beyond on either side.
func (d *descent) refine(trials int) {
	d.trials, d.best = trials, nil
	levels := spread(d.left, d.right, scanned)
	heights := each(levels, d.height)
	if d.err != nil || d.best == nil {
		return
	}
	first, last := len(levels), 0
	for i, at := range levels {
		if !math.IsInf(heights[i], 1) && !d.worse(d.lab.point([]int{at})) {
			first, last = min(first, i), max(last, i)
		}
	}
	d.left, d.right = levels[max(0, first-1)], levels[min(len(levels)-1, last+1)]
}

// descend finds the least of what the trials give between left and right, by the
// golden section; of equals the lowest level.
func (d *descent) descend() {
	a, b := d.left, d.right
	for b-a > 3 {
		third := min(int(math.Round(float64(b-a)*0.381966)), (b-a-1)/2) // the two stay apart
		x, y := d.height(a+third), d.height(b-third)
		if x <= y && !math.IsInf(x, 1) {
			b -= third
		} else {
			a += third
		}
	}
	for at := a; at <= b; at++ {
		d.height(at)
	}
}

// result finds the ends of what cannot be told from the best.
func (d *descent) result() *Least {
	l := &Least{Best: d.best, Below: d.edge(-1, d.from), Above: d.edge(1, d.to)}
	if bottom := d.try(0); bottom != nil {
		l.Gain = d.objective.Difference(bottom, d.best)
	}
	return l
}

// edge returns the nearest level on one side of the best that is surely worse, to
// an eighth of its distance; nil where none is up to the end.
func (d *descent) edge(side, end int) *Point {
	best := d.best.At[0]
	same, apart := 0, (end-best)*side // distances
	far := func(distance int) bool { return d.apart(best + side*distance) }
	if !far(apart) {
		return nil
	}
	for step := max(1, apart/32); same+step < apart; step *= 2 { // outward, ever farther
		if far(same + step) {
			apart = same + step
			break
		}
		same += step
	}
	for apart-same > max(1, apart/8) {
		if middle := (same + apart) / 2; far(middle) {
			apart = middle
		} else {
			same = middle
		}
	}
	return d.lab.point([]int{best + side*apart})
}

// apart reports whether a level is surely worse than the best, or does not meet
// the criteria.
func (d *descent) apart(at int) bool {
	if at == d.best.At[0] {
		return false
	}
	p := d.try(at)
	return p != nil && (d.outcome(p) != Pass || d.worse(p))
}
