package sim

import (
	"strings"

	"magnetsim/sim/chain"
)

// web is a set of names with the correlations between them.
type web struct {
	names []string
	rho   map[[2]int]float64
}

// tie sets the correlation of every pair of names.
func (w *web) tie(c chain.Correlation) {
	for i, a := range c.Between {
		for _, b := range c.Between[i+1:] {
			x, y := placeIn(&w.names, a), placeIn(&w.names, b)
			pair := [2]int{min(x, y), max(x, y)}
			if _, twice := w.rho[pair]; twice || x == y {
				refuse("correlations: %q and %q are correlated more than once", a, b)
			}
			w.rho[pair] = c.Rho
		}
	}
}

// matrixOf returns the correlation matrix of the names at places, in their order.
func (w *web) matrixOf(places []int) [][]float64 {
	all := w.matrix()
	m := make([][]float64, len(places))
	for i, a := range places {
		for _, b := range places {
			m[i] = append(m[i], all[a][b])
		}
	}
	return m
}

// matrix returns the correlation matrix of all names, 0 where nothing is said.
func (w *web) matrix() [][]float64 {
	m := make([][]float64, len(w.names))
	for i := range m {
		m[i] = make([]float64, len(w.names))
		m[i][i] = 1
	}
	for pair, rho := range w.rho {
		m[pair[0]][pair[1]], m[pair[1]][pair[0]] = rho, rho
	}
	return m
}

// shockOf returns the sector whose demand shock a name means.
func shockOf(name string) (sector string, ok bool) {
	rest, ok := strings.CutPrefix(name, "sectors.")
	if !ok {
		return "", false
	}
	return strings.CutSuffix(rest, ".shock")
}

// weave sorts the correlations into those of numbers drawn once a trial and those of
// shocks; all is both, with those of figures that are drawn afresh.
func weave(correlations []chain.Correlation, fresh map[string]bool) (all, factors, shocks *web) {
	empty := func() *web { return &web{rho: map[[2]int]float64{}} }
	all, factors, shocks = empty(), empty(), empty()
	for _, c := range correlations {
		all.tie(c)
		var once, moving []string
		for _, name := range c.Between {
			if _, ok := shockOf(name); ok {
				moving = append(moving, name)
			} else if !fresh[name] {
				once = append(once, name)
			}
		}
		if len(once) > 0 && len(moving) > 0 {
			refuse("correlations: a demand shock, drawn in every step, cannot be correlated with a number drawn once a trial (%s)", strings.Join(c.Between, ", "))
		}
		factors.tie(chain.Correlation{Between: once, Rho: c.Rho})
		shocks.tie(chain.Correlation{Between: moving, Rho: c.Rho})
	}
	return all, factors, shocks
}
