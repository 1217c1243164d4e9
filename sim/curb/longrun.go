package curb

import "errors"

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
		total := w.weigh(s)
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
