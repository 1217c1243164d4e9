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
	n := min(a.Trials, b.Trials)
	var x, y []float64
	of, other := o.values(a)[:n], o.values(b)[:n]
	for i, v := range of {
		if w := other[i]; v == v && w == w {
			x, y = append(x, v), append(y, w)
		}
	}
	if o.Tail > 0 {
		x, y = influence(x, o.Tail), influence(y, o.Tail)
	}
	e := stat.MomentsOf(minus(x, y)).Mean()
	if o.Tail > 0 && !stat.Estimable((1-o.Tail)*float64(len(x))) {
		return e.Open("the difference in the tail mean")
	}
	return e
}

// influence returns the values whose mean is the mean of the worst share 1−p of
// xs: q + (x−q)⁺/(1−p). The source is with stat.Column.CVaR.
func influence(xs []float64, p float64) []float64 {
	if len(xs) == 0 {
		return nil
	}
	q := gathered(xs).Quantile(p).Value
	all := make([]float64, len(xs))
	for i, x := range xs {
		all[i] = q + max(0, x-q)/(1-p)
	}
	return all
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
	d := &descent{lab: l, objective: o, criteria: c, from: from, to: l.Ranges[0].Last()}
	d.left, d.right = d.from, d.to
	for _, n := range stages(trials) {
		if err := d.refine(ctx, n); err != nil || d.best == nil {
			return nil, err
		}
	}
	if err := d.descend(ctx); err != nil {
		return nil, err
	}
	return d.result(ctx)
}

// descent closes in on the level of the least objective.
type descent struct {
	lab       *Lab
	objective Objective
	criteria  Criteria
	from, to  int // the levels among which it looks
	trials    int

	left, right int // where the best may lie
	best        *Point
}

// height returns the objective of a level; +Inf where it does not meet the
// criteria.
func (d *descent) height(ctx context.Context, at int) (float64, error) {
	p, err := d.lab.try(ctx, d.trials, at)
	if err != nil {
		return 0, err
	}
	if Together(d.lab.Judge(d.criteria, p)) != Pass {
		return math.Inf(1), nil
	}
	x := d.objective.Estimate(p).Value
	if math.IsNaN(x) {
		return 0, fmt.Errorf("the objective has no value at %v: in some trials it is infinite, or not a number", p.Levels)
	}
	if d.best == nil || x < d.objective.Estimate(d.best).Value {
		d.best = p
	}
	return x, nil
}

// refine scans where the best may lie and narrows that to the levels that cannot
// be told from the best, and one beyond on either side.
func (d *descent) refine(ctx context.Context, trials int) error {
	d.trials, d.best = trials, nil
	levels := spread(d.left, d.right, scanned)
	heights := make([]float64, len(levels))
	for i, at := range levels {
		var err error
		if heights[i], err = d.height(ctx, at); err != nil {
			return err
		}
	}
	if d.best == nil {
		return nil
	}
	first, last := len(levels), 0
	for i, at := range levels {
		if !math.IsInf(heights[i], 1) && !d.worse(d.lab.point([]int{at})) {
			first, last = min(first, i), max(last, i)
		}
	}
	d.left, d.right = levels[max(0, first-1)], levels[min(len(levels)-1, last+1)]
	return nil
}

// worse reports whether a point is surely worse than the best.
func (d *descent) worse(p *Point) bool { return d.objective.Difference(p, d.best).Low > 0 }

// descend finds the least of what the trials give between left and right, by the
// golden section; of equals the lowest level.
func (d *descent) descend(ctx context.Context) error {
	a, b := d.left, d.right
	for b-a > 3 {
		third := min(int(math.Round(float64(b-a)*0.381966)), (b-a-1)/2) // the two stay apart
		x, err := d.height(ctx, a+third)
		if err != nil {
			return err
		}
		y, err := d.height(ctx, b-third)
		if err != nil {
			return err
		}
		if x <= y && !math.IsInf(x, 1) {
			b -= third
		} else {
			a += third
		}
	}
	for at := a; at <= b; at++ {
		if _, err := d.height(ctx, at); err != nil {
			return err
		}
	}
	return nil
}

// result finds the ends of what cannot be told from the best.
func (d *descent) result(ctx context.Context) (*Least, error) {
	below, err := d.edge(ctx, -1, d.from)
	if err != nil {
		return nil, err
	}
	above, err := d.edge(ctx, 1, d.to)
	if err != nil {
		return nil, err
	}
	bottom, err := d.lab.try(ctx, d.trials, 0)
	if err != nil {
		return nil, err
	}
	return &Least{Best: d.best, Below: below, Above: above, Gain: d.objective.Difference(bottom, d.best)}, nil
}

// edge returns the nearest level on one side of the best that is surely worse, to
// an eighth of its distance; nil where none is up to the end.
func (d *descent) edge(ctx context.Context, side, end int) (*Point, error) {
	best := d.best.At[0]
	same, apart := 0, (end-best)*side // distances
	if far, err := d.apart(ctx, best+side*apart); err != nil || !far {
		return nil, err
	}
	for step := max(1, apart/32); same+step < apart; step *= 2 { // outward, ever farther
		far, err := d.apart(ctx, best+side*(same+step))
		if err != nil {
			return nil, err
		}
		if far {
			apart = same + step
			break
		}
		same += step
	}
	for apart-same > max(1, apart/8) {
		middle := (same + apart) / 2
		far, err := d.apart(ctx, best+side*middle)
		if err != nil {
			return nil, err
		}
		if far {
			apart = middle
		} else {
			same = middle
		}
	}
	return d.lab.point([]int{best + side*apart}), nil
}

// apart reports whether a level is surely worse than the best, or does not meet
// the criteria.
func (d *descent) apart(ctx context.Context, at int) (bool, error) {
	if at == d.best.At[0] {
		return false, nil
	}
	p, err := d.lab.try(ctx, d.trials, at)
	if err != nil {
		return false, err
	}
	return Together(d.lab.Judge(d.criteria, p)) != Pass || d.worse(p), nil
}
