package dist

import (
	"math"
	"slices"
)

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
	case bernoulli:
		return []float64{0, 1}
	case *discrete:
		return slices.Clone(d.values)
	case *quantiles:
		return slices.Clone(d.x)
	case truncated:
		return leaps(d.d)
	case clamped:
		return append(leaps(d.d), d.lo, d.hi)
	case *mixture:
		var places []float64
		for _, p := range d.parts {
			places = append(places, leaps(p)...)
		}
		return places
	}
	return nil
}
