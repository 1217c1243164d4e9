package study

import (
	"cmp"
	"context"
	"math"

	"gonum.org/v1/gonum/optimize"

	"magnetsim/sim/stat"
)

// Blend is the best of several levers' levels that were tried.
type Blend struct {
	Best    *Point
	Outcome Outcome       // of all criteria there; where none tried meets them, of that which misses them least
	Same    []*Point      // points that meet the criteria as well and cannot be told from Best, it among them
	Gain    stat.Estimate // how much larger the objective is where all levers are lowest
}

// Alike returns the range of a lever over Same: how far it hardly matters.
func (b *Blend) Alike(lever int) (low, high float64) {
	low, high = math.Inf(1), math.Inf(-1)
	for _, p := range b.Same {
		low, high = min(low, p.Levels[lever]), max(high, p.Levels[lever])
	}
	return low, high
}

// Tries of the optimiser for each lever, with a part of the trials and with all.
const (
	coarseTries = 30
	fineTries   = 20
)

// Optimise looks for the levels of the lab's levers that make an objective least
// and surely meet all criteria, with so many trials in the end. It tries the
// corners and points spread over all ranges, then follows the simplex of Nelder
// and Mead from the best of them, first on a quarter of the trials, then from there
// again on all. All points are on the same draws, so what it does has no noise of
// its own and is the same every time. It finds no more than a local best: the
// points tried say how thoroughly it has looked.
func (l *Lab) Optimise(ctx context.Context, o Objective, c Criteria, trials int) (*Blend, error) {
	if err := l.needs(c); err != nil {
		return nil, err
	}
	s := &simplex{minimiser: minimiser{trier: trier{ctx: ctx, lab: l, criteria: c}, objective: o}}
	part := stages(trials)
	s.start(part[0])
	if len(part) > 1 {
		s.descend(part[len(part)-2], coarseTries, 0.25)
	}
	s.descend(trials, fineTries, 0.1)
	if s.err != nil {
		return nil, s.err
	}
	b := s.result()
	return b, s.err
}

// simplex is a search over several levers.
type simplex struct {
	minimiser
	scale float64 // by how much the objective varied over the first points
	least float64 // the value of the best
}

// height returns what is minimised at a point of the unit cube: the objective, and
// where not all criteria are surely met more than any point that meets them has
// shown, the more the farther they are missed.
func (s *simplex) height(shares []float64) float64 {
	at := make([]int, len(shares))
	for i, x := range shares {
		at[i] = s.lab.Ranges[i].near(x)
	}
	p := s.try(at...)
	x := s.value(p)
	if s.err != nil {
		return x
	}
	if missed := s.missed(p); missed > 0 {
		x += s.scale * (1 + 10*missed)
	}
	if s.best == nil || x < s.least {
		s.best, s.least = p, x
	}
	return x
}

// missed returns by how much criteria are not surely met, in widths of the
// estimates or parts of the limits; 0 where all are.
func (s *simplex) missed(p *Point) float64 {
	sum := 0.0
	for _, v := range s.lab.Judge(s.criteria, p) {
		if v.Outcome == Pass {
			continue
		}
		limit, end := v.Criterion.Limit, v.Estimate.High
		if limit.Least {
			end = v.Estimate.Low
		}
		if math.IsNaN(end) || math.IsInf(end, 0) {
			end = v.Estimate.Value
		}
		far := math.Abs(end-limit.Value) / max(math.Abs(limit.Value), math.Abs(v.Estimate.Value), math.SmallestNonzeroFloat32)
		if math.IsNaN(far) || math.IsInf(far, 0) {
			far = 1
		}
		sum += max(far, 1e-6)
	}
	return sum
}

// start tries the lowest and the highest corner, the middle, and the first points
// of Halton's sequence ("On the efficiency of certain quasi-random sequences",
// 1960), eight for each lever. What missing a criterion weighs is known only after
// that, so the best is chosen in a second pass, which plays nothing again.
func (s *simplex) start(trials int) {
	s.trials = trials
	lowest, highest := math.Inf(1), math.Inf(-1)
	first := firstPoints(len(s.lab.Ranges))
	for _, shares := range first {
		x := s.height(shares)
		lowest, highest = min(lowest, x), max(highest, x)
	}
	if s.scale = highest - lowest; s.scale == 0 {
		s.scale = max(1, math.Abs(highest))
	}
	s.best = nil
	for _, shares := range first {
		s.height(shares)
	}
}

// firstPoints are points of the unit cube of so many dimensions.
func firstPoints(dimensions int) [][]float64 {
	all := make([][]float64, 3+8*dimensions)
	for i := range all {
		for k := range dimensions {
			x := 0.5
			switch {
			case i < 2:
				x = float64(i)
			case i > 2:
				x = radical(i-2, primes[k])
			}
			all[i] = append(all[i], x)
		}
	}
	return all
}

// MostLevers is the most that can be searched at once.
const MostLevers = 6

var primes = [MostLevers]int{2, 3, 5, 7, 11, 13}

// radical mirrors the digits of n at the point.
func radical(n, base int) float64 {
	x, place := 0.0, 1/float64(base)
	for ; n > 0; n /= base {
		x += float64(n%base) * place
		place /= float64(base)
	}
	return x
}

// descend follows a simplex of a size from the best so far, with so many tries for
// each lever. A lever at share x of its range stands at the angle arcsin(2x − 1),
// so that no angle leads out of the range.
func (s *simplex) descend(trials, tries int, size float64) {
	if s.err != nil {
		return
	}
	d := len(s.lab.Ranges)
	from := s.best
	s.trials, s.best = trials, nil
	angles, shares := make([]float64, d), make([]float64, d)
	for k, r := range s.lab.Ranges {
		share := (from.Levels[k] - r.Low) / (r.High - r.Low)
		angles[k] = math.Asin(2*max(0.02, min(0.98, share)) - 1) // at an end all directions lead back
		shares[k] = share
	}
	s.height(shares)
	problem := optimize.Problem{
		Func: func(angles []float64) float64 {
			for k, a := range angles {
				shares[k] = (1 + math.Sin(a)) / 2
			}
			return s.height(shares)
		},
		Status: func() (optimize.Status, error) {
			if s.err != nil {
				return optimize.Failure, s.err
			}
			return optimize.NotTerminated, nil
		},
	}
	settings := &optimize.Settings{
		FuncEvaluations: tries * d,
		Converger:       &optimize.FunctionConverge{Absolute: 1e-6 * s.scale, Relative: 1e-6, Iterations: 8 * d},
	}
	_, err := optimize.Minimize(problem, angles, settings, &optimize.NelderMead{SimplexSize: size})
	s.err = cmp.Or(s.err, err)
}

// result tells what cannot be told from the best.
func (s *simplex) result() *Blend {
	b := &Blend{Best: s.best, Outcome: s.outcome(s.best)}
	for _, p := range s.lab.points {
		if p == s.best || p.Trials >= s.trials && s.outcome(p) == Pass && !s.worse(p) {
			b.Same = append(b.Same, p)
		}
	}
	if lowest := s.try(make([]int, len(s.lab.Ranges))...); lowest != nil {
		b.Gain = s.objective.Difference(lowest, s.best)
	}
	return b
}
