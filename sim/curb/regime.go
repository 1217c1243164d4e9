package curb

import (
	"errors"
	"math"
	"slices"
)

// Regimes is a process of states, each a restriction of its own. In continuous
// time a state is left at competing exponential rates, or, where it has a
// length, after that length, to a state drawn by weight. In steps, each state
// is left at the end of a step with the given probabilities.
//
// The initial state held for ever before the start. Where First is given it is drawn,
// one state or, with a length of Back, in the long run: then the process has run since
// Back years before the start, and its first state and what was left of it are drawn by
// the law that it settles to.
type Regimes struct {
	Initial int
	First   Figure   // the uniform by which the initial state is drawn; nil where it is given
	Weight  []Figure // of each state as the initial one; nil in the long run
	Back    float64  // years
	Left    Figure   // the uniform of what is left of the first stay, in the long run
	States  []State
	Step    float64         // years in a step; 0 for continuous time
	Wait    Figure          // uniforms for the lengths of exponential stays, by visit
	Next    Figure          // uniforms for the choice of the next state, by visit, or by step
	Begins  func(t float64) // is told when a visit begins, before its figures are read; may be nil
	Clock   *Clock          // of the ways to a stricter state; nil where they are always the same
}

// State is a regime: its figures by its own visits, its ways out once a trial.
type State struct {
	Severity, Delay, Easing Figure
	Hits                    uint64
	Lasts                   Figure                  // years; nil: exponential
	Mean                    float64                 // of Lasts
	Residual                func(u float64) float64 // of Lasts: what is left at a time in the long run
	To                      []int
	Weight                  []Figure                                 // rate per year, probability per step, or weight
	Stricter                []bool                                   // of each way: it leads to a stricter state, at the pace of the clock
	Leaves                  func(step int, severity float64) float64 // multiplies all its rates; nil: 1
}

// Walk is a sampler of regimes that reuses its memory between trials.
type Walk struct {
	Regimes
	visits []uint32
	weight []float64
	share  []float64
}

// Episodes appends to dst the visits that begin before horizon, in years. More
// than Most are an error.
func (w *Walk) Episodes(horizon float64, dst []Episode) ([]Episode, error) {
	w.visits = append(w.visits[:0], make([]uint32, len(w.States))...)
	t, from := 0.0, -Forever
	now, err := w.first()
	if err != nil {
		return dst, err
	}
	longRun := w.First != nil && w.Weight == nil
	if longRun {
		t = -w.Back
	}
	for visit := uint32(0); ; visit++ {
		if w.Begins != nil {
			w.Begins(t)
		}
		length, next := w.stay(now, t, horizon, visit)
		if s := w.States[now]; visit == 0 && longRun && s.Lasts != nil && next >= 0 {
			length = s.Residual(w.Left(0)) // an exponential stay has no memory
		}
		dst = append(dst, w.episode(now, from, t+length))
		t += length
		from = t
		if next < 0 || t >= horizon {
			return dst, nil
		}
		if visit+1 == Most { // also of stays of no length, which lead nowhere
			return dst, errTooMany
		}
		now = next
	}
}

// episode returns the restriction of one visit to state i.
func (w *Walk) episode(i int, from, to float64) Episode {
	s, k := w.States[i], w.visits[i]
	w.visits[i]++
	return Episode{
		Start: from, End: to, Easing: max(0, s.Easing(k)),
		Severity: share(s.Severity(k)), Delay: max(0, s.Delay(k)), Hits: s.Hits,
	}
}

// stay returns how long a visit to state i lasts and where it leads, −1 for
// nowhere.
func (w *Walk) stay(i int, t, horizon float64, visit uint32) (years float64, next int) {
	s := &w.States[i]
	total := w.weigh(s)
	paced := w.paced(s)
	switch {
	case total <= 0:
		return Forever, -1
	case w.Step > 0:
		return w.steps(i, t, horizon)
	case s.Lasts != nil:
		years = max(0, s.Lasts(w.visits[i]))
		if years == 0 {
			years = math.SmallestNonzeroFloat64
		}
	case paced:
		years = w.Clock.wait(t, -math.Log1p(-w.Wait(visit)), func(step int) float64 { return w.pace(i, step) })
	default:
		years = exponential(w.Wait(visit), total)
	}
	if paced {
		total = w.pace(i, w.Clock.step(t+years))
	}
	return years, pick(s.To, w.weight, w.Next(visit)*total)
}

// steps plays the ends of steps until state i is left: at each, one uniform
// falls into the probability of an exit or into what is left of 1.
func (w *Walk) steps(i int, t, horizon float64) (years float64, next int) {
	s := &w.States[i]
	first, paced := math.Round(t/w.Step), w.paced(s)
	for k := first; k*w.Step < horizon; k++ {
		if paced {
			w.pace(i, w.Clock.step(k*w.Step))
		}
		if next := pick(s.To, w.weight, w.Next(uint32(int64(k)))); next >= 0 {
			return (k + 1 - first) * w.Step, next
		}
	}
	return Forever, -1
}

// paced reports whether some way out of a state has a pace that changes.
func (w *Walk) paced(s *State) bool {
	return s.Leaves != nil || w.Clock != nil && w.Clock.At != nil && slices.Contains(s.Stricter, true)
}

// pace fills w.weight with the weights of the ways out of state i in a step, each at its
// pace, and returns their sum.
func (w *Walk) pace(i, step int) (total float64) {
	s := &w.States[i]
	w.weigh(s)
	leaves := 1.0
	if s.Leaves != nil {
		leaves = s.Leaves(step, share(s.Severity(w.visits[i])))
	}
	for n := range w.weight {
		w.weight[n] *= leaves
		if s.Stricter != nil && s.Stricter[n] && w.Clock.At != nil {
			w.weight[n] *= w.Clock.At(step)
		}
		total += w.weight[n]
	}
	return total
}

// weigh fills w.weight with the weights of the ways out of s and returns their sum.
func (w *Walk) weigh(s *State) (total float64) {
	w.weight = w.weight[:0]
	for _, f := range s.Weight {
		x := max(0, f(0))
		w.weight = append(w.weight, x)
		total += x
	}
	return total
}

// pick returns the state into whose part of the line x falls, −1 beyond the end.
func pick(to []int, weight []float64, x float64) int {
	for i, p := range weight {
		if x < p {
			return to[i]
		}
		x -= p
	}
	return -1
}

// first returns the state at the beginning.
func (w *Walk) first() (int, error) {
	switch {
	case w.First == nil:
		return w.Initial, nil
	case w.Weight != nil:
		w.share = w.share[:0]
		for _, f := range w.Weight {
			w.share = append(w.share, max(0, f(0)))
		}
	default:
		if err := w.settle(); err != nil {
			return 0, err
		}
	}
	total := 0.0
	for _, x := range w.share {
		total += x
	}
	x := w.First(0) * total
	for i, p := range w.share {
		if x < p {
			return i, nil
		}
		x -= p
	}
	return 0, errors.New("the states that it may begin in have no weight")
}

// settle fills share with the part of time that the process spends in each state in
// the long run: the stationary law of the chain of visits, by the elimination of
// Grassmann, Taksar and Heyman, which subtracts nothing, times the mean stay.
// Source: "Regenerative analysis and steady state distributions for Markov chains",
// Operations Research 33 (1985).
func (w *Walk) settle() error {
	n := len(w.States)
	p := make([][]float64, n)
	stay := make([]float64, n)
	for i, s := range w.States {
		p[i] = make([]float64, n)
		total := w.weigh(&s)
		if total <= 0 {
			return errNoLongRun
		}
		for k, to := range s.To {
			p[i][to] += w.weight[k] / total
		}
		if stay[i] = 1 / total; s.Lasts != nil {
			stay[i] = s.Mean
		}
	}
	for k := n - 1; k > 0; k-- {
		out := 0.0
		for _, x := range p[k][:k] {
			out += x
		}
		if out <= 0 {
			return errNoLongRun
		}
		for i := range k {
			p[i][k] /= out
			for j := range k {
				p[i][j] += p[i][k] * p[k][j]
			}
		}
	}
	w.share = append(w.share[:0], 1)
	for k := 1; k < n; k++ {
		visits := 0.0
		for i, x := range w.share {
			visits += x * p[i][k]
		}
		w.share = append(w.share, visits)
	}
	for i := range w.share {
		w.share[i] *= stay[i]
	}
	return nil
}

var errNoLongRun = errors.New("it has no long run: every state has to be left, and each to be reached from all others")
