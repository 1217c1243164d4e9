package dist

import (
	"fmt"
	"math"
	"slices"
	"sort"
)

// mixture draws from one of several distributions.
type mixture struct {
	closed
	parts   []Dist
	weights []float64 // of sum 1
	jumps   []jump
}

// Mixture returns the distribution that comes from each part with a chance in
// proportion to its weight.
func Mixture(parts []Dist, weights []float64) (Dist, error) {
	if len(parts) == 0 || len(parts) != len(weights) {
		return nil, fmt.Errorf("mixture: %d parts with %d weights", len(parts), len(weights))
	}
	weights, err := normalised("mixture", weights)
	if err != nil {
		return nil, err
	}
	m := &mixture{closed: closed{family: "mixture", lo: math.Inf(1), hi: math.Inf(-1)}}
	for i, w := range weights {
		if w > 0 {
			p := parts[i]
			m.parts, m.weights, m.params = append(m.parts, p), append(m.weights, w), append(m.params, Param{p.Family(), w})
			lo, hi := p.Support()
			m.lo, m.hi = min(m.lo, lo), max(m.hi, hi)
			m.mean += w * p.Mean()
		}
	}
	for i, p := range m.parts {
		off := p.Mean() - m.mean
		m.variance += m.weights[i] * (p.Variance() + off*off)
	}
	m.jumps = jumpsOf(m)
	return usable(m)
}

// Quantile returns the smallest x with CDF(x) ≥ u: a value with a chance of its
// own, or the root of CDF(x) = u between the smallest and the largest of the
// parts' quantiles.
func (m *mixture) Quantile(u float64) float64 {
	i := sort.Search(len(m.jumps), func(i int) bool { return m.jumps[i].upTo >= u })
	if i < len(m.jumps) && u > m.jumps[i].below {
		return m.jumps[i].x
	}
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, p := range m.parts {
		q := p.Quantile(u)
		lo, hi = min(lo, q), max(hi, q)
	}
	return rise(func(x float64) float64 { return m.CDF(x) - u }, lo, hi)
}

func (m *mixture) CDF(x float64) float64 {
	sum := 0.0
	for i, p := range m.parts {
		sum += m.weights[i] * p.CDF(x)
	}
	return sum
}

// jump is a value of a distribution that has a chance of its own: its
// distribution function leaps from below to upTo at x.
type jump struct{ x, below, upTo float64 }

// jumpsOf returns the jumps of d in rising order.
func jumpsOf(d Dist) []jump {
	places := leaps(d)
	slices.Sort(places)
	var all []jump
	for _, x := range slices.Compact(places) {
		j := jump{x, d.CDF(math.Nextafter(x, math.Inf(-1))), d.CDF(x)}
		if j.upTo > j.below {
			all = append(all, j)
		}
	}
	return all
}

// leaps returns the values at which a distribution function may leap, in any
// order.
func leaps(d Dist) []float64 {
	switch d := d.(type) {
	case constant:
		return []float64{float64(d)}
	case *bernoulli:
		return []float64{0, 1}
	case *discrete:
		return slices.Clone(d.values)
	case *quantiles:
		return slices.Clone(d.x)
	case limited:
		if d.clamps {
			return append(leaps(d.d), d.lo, d.hi)
		}
		return leaps(d.d)
	case *mixture:
		var places []float64
		for _, p := range d.parts {
			places = append(places, leaps(p)...)
		}
		return places
	}
	return nil
}
