package scenarios

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"magnetsim/sim/chain"
	"magnetsim/sim/dist"
)

const shockSuffix = ".shock"

// mostCorrelated is how many figures may be correlated: the time to check their
// matrix grows with the cube.
const mostCorrelated = 400

// factors returns what may be correlated: the names of uncertain figures, and the shocks
// of sectors that have volatility.
func (k *checker) factors() []string {
	var out []string
	for _, w := range k.d.figures {
		if w.number.Dist == nil {
			continue
		}
		x, fixed := dist.Fixed(w.number.Dist)
		if !fixed || isChance(w.path) && x > 0 && x < 1 {
			out = append(out, w.path)
		}
	}
	for _, s := range k.sc.Sectors {
		if s.Volatility.Any() {
			out = append(out, "sectors."+s.Name+shockSuffix)
		}
	}
	return out
}

// isChance reports a figure that is the chance of an event, which is drawn
// even where the chance is certain.
func isChance(path string) bool {
	keys := strings.Split(path, ".")
	return len(keys) == 3 && keys[2] == "success"
}

// drawnAfresh reports figures that are drawn at each occurrence of a curb or an outage;
// these alone may be correlated with demand shocks.
func (k *checker) drawnAfresh(path string) bool {
	keys := strings.Split(path, ".")
	switch {
	case len(keys) == 4 && keys[2] == "outages":
		return keys[3] != "rate"
	case keys[0] == "curbs" && keys[2] == "regimes":
		return slices.Contains([]string{"severity", "delay", "lasts", "easing"}, keys[len(keys)-1])
	case keys[0] == "curbs" && len(keys) == 3:
		i := slices.IndexFunc(k.sc.Curbs, func(c chain.Curb) bool { return c.Name == keys[1] })
		return i >= 0 && k.sc.Curbs[i].Scheduled != nil && k.sc.Curbs[i].Scheduled.Recurs.Given() && slices.Contains([]string{"severity", "duration", "easing", "delay"}, keys[2])
	}
	return false
}

// figurePaths are the paths of all figures.
func (k *checker) figurePaths() map[string]bool {
	if k.paths == nil {
		k.paths = make(map[string]bool, len(k.d.figures))
		for _, w := range k.d.figures {
			k.paths[w.path] = true
		}
	}
	return k.paths
}

// unknownFactor says why a name cannot be correlated.
func (k *checker) unknownFactor(r reference, known []string) {
	msg, fix := fmt.Sprintf("%s is not a figure of this file", clip(r.name)), "give the path of a figure with a distribution, or sectors.NAME.shock"
	isFigure := k.figurePaths()[r.name]
	sector, isShock := strings.CutSuffix(r.name, shockSuffix)
	meant := ""
	switch {
	case isFigure:
		// A case or policy may make certain what others draw: the rest of the
		// group still moves together.
		k.warn(r.value.at, "certain", fmt.Sprintf("%s is a fixed value, so its correlation has no effect", r.name), "give it a distribution, or remove it here")
		return
	case isShock && slices.Contains(k.tree.get("sectors").keysOf(), strings.TrimPrefix(sector, "sectors.")):
		msg, fix = fmt.Sprintf("%s has no shocks: its volatility is 0", sector), "give it a volatility, or remove it"
	case len(k.found) < mostProblems:
		meant = Nearest(r.name, known)
	}
	k.report(r.value.at, "unknown-name", msg, fix).Suggestion = meant
}

// correlations checks that the groups fit together into a valid matrix.
func (k *checker) correlations() {
	var names []string
	known := map[string]bool{}
	rho := map[[2]string]float64{}
	keys := k.tree.get("correlations").keysOf()
	for i, c := range k.sc.Correlations {
		if i >= len(keys) || !k.pairsOf(c, "correlations."+keys[i], rho) {
			return
		}
		for _, n := range c.Between {
			if !known[n] {
				known[n] = true
				names = append(names, n)
			}
		}
		if len(names) > mostCorrelated {
			k.report(k.at("correlations"), "too-many-correlated", fmt.Sprintf("more than %d figures are correlated, which is the limit", mostCorrelated), "correlate fewer of them")
			return
		}
	}
	if len(names) < 2 {
		return
	}
	k.definite(names, rho)
}

// pairsOf notes the correlation of every pair of a group.
func (k *checker) pairsOf(c chain.Correlation, path string, rho map[[2]string]float64) bool {
	if len(c.Between) < 2 {
		k.report(k.at(path), "correlation", fmt.Sprintf("%s needs at least two names", path), "write, for example, between: [sectors.auto.demand, sectors.energy.demand]")
		return false
	}
	shocks, once := 0, ""
	for i, a := range c.Between {
		if strings.HasSuffix(a, shockSuffix) {
			shocks++
		} else if !k.drawnAfresh(a) {
			once = a
		}
		for _, b := range c.Between[:i] {
			if old, twice := rho[[2]string{a, b}]; twice && old != c.Rho {
				k.report(k.at(path), "correlation", fmt.Sprintf("%s and %s are in two groups, with the correlations %g and %g", a, b, old, c.Rho), "keep them in one group only")
				return false
			}
			rho[[2]string{a, b}], rho[[2]string{b, a}] = c.Rho, c.Rho
		}
	}
	if shocks > 0 && once != "" {
		k.report(k.at(path), "correlation", fmt.Sprintf("%s mixes shocks, which change in every step, with %s, which is drawn once", path, once),
			"split them into two groups; the severity, delay and length of a recurring event may be in either")
		return false
	}
	return true
}

// definite reports a matrix that no distribution can have.
func (k *checker) definite(names []string, rho map[[2]string]float64) {
	matrix := make([][]float64, len(names))
	for i, a := range names {
		matrix[i] = make([]float64, len(names))
		for j, b := range names {
			matrix[i][j] = rho[[2]string{a, b}]
		}
		matrix[i][i] = 1
	}
	_, err := dist.NewCopula(matrix)
	if err == nil {
		return
	}
	at := k.at("correlations")
	var bad *dist.NotPositiveDefinite
	if !errors.As(err, &bad) {
		k.report(at, "correlation", err.Error(), "")
		return
	}
	nearest := nearestWords(names, matrix, bad.Nearest)
	if nearest == "" { // as asked, as far as its digits show: one figure follows from others
		k.report(at, "correlation", "these correlations leave one figure no freedom: it follows from the others", "use a weaker correlation, such as 0.99 instead of 1")
		return
	}
	k.report(at, "correlation", fmt.Sprintf("these correlations contradict one another: the smallest eigenvalue of their matrix is %.3g and must be above 0", bad.SmallestEigenvalue),
		"the nearest valid correlations are: "+nearest)
}

// nearestWords lists the entries of the nearest valid matrix, as far as they
// differ from what was asked.
func nearestWords(names []string, asked, valid [][]float64) string {
	var out []string
	for i := range names {
		for j := range i {
			if a, v := fmt.Sprintf("%.3f", asked[i][j]), fmt.Sprintf("%.3f", valid[i][j]); a != v {
				out = append(out, fmt.Sprintf("%s with %s %s", names[j], names[i], v))
			}
		}
	}
	const most = 12
	if len(out) > most {
		out = append(out[:most], fmt.Sprintf("and %d more", len(out)-most))
	}
	return strings.Join(out, "; ")
}
