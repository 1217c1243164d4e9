package scenarios

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"magnetsim/sim/dist"
	"magnetsim/sim/unit"
)

const threePoints = "lowest, most likely, highest"

// list reads as many quantities as words name.
func list(words string, make func([]float64) (dist.Dist, error)) func(*reader, *node, *node) dist.Dist {
	return func(r *reader, key, n *node) dist.Dist {
		x := r.scalars(key, n, strings.Count(words, ",")+1, key.text+": ["+words+"]")
		if x == nil {
			return nil
		}
		return r.made(n, "")(make(x))
	}
}

// forms are the ways in which a family may be given; nil where it may not.
type forms struct {
	moments     func(mean, sd float64) (dist.Dist, error)
	percentiles func(p1, x1, p2, x2 float64) (dist.Dist, error)
}

// keyed reads {mean, sd} or two percentiles.
func keyed(f forms) func(*reader, *node, *node) dist.Dist {
	return func(r *reader, key, n *node) dist.Dist {
		if n.kind == mapping && len(n.pairs) == 2 {
			if f.moments != nil && n.get("mean") != nil && n.get("sd") != nil {
				mean, okMean := r.scalar(n.get("mean"))
				sd, okSD := r.spread(n.get("sd"))
				if !okMean || !okSD {
					return nil
				}
				return r.made(n, "")(f.moments(mean, sd))
			}
			if f.percentiles != nil && isPercentile(n.pairs[0].key.text) && isPercentile(n.pairs[1].key.text) {
				p := r.percentiles(n)
				if p == nil {
					return nil
				}
				return r.made(n, "")(f.percentiles(p[0].p, p[0].x, p[1].p, p[1].x))
			}
		}
		r.d.report(n.at, "bad-distribution", fmt.Sprintf("%s in %s takes %s", key.text, r.path, f.words()), "write "+formOf(key.text))
		return nil
	}
}

func (f forms) words() string {
	switch {
	case f.percentiles == nil:
		return "mean and sd"
	case f.moments == nil:
		return "two percentiles"
	}
	return "two percentiles, or mean and sd"
}

func formOf(family string) string {
	for _, f := range Families() {
		if f.Key == family {
			return f.Form
		}
	}
	return ""
}

// spread reads a standard deviation: the same kind of quantity, from 0 up, and
// a time where the figure is a date.
func (r *reader) spread(n *node) (float64, bool) {
	spec := *r.spec
	spec.lo, spec.hi, spec.when, spec.open = 0, inf, false, false
	s := reader{d: r.d, path: r.path, spec: &spec, settled: r.settled, noun: r.noun}
	return s.scalar(n)
}

// percentile is a point of a distribution function.
type percentile struct{ p, x float64 }

func isPercentile(key string) bool {
	_, ok := percentileOf(key)
	return ok
}

// percentileOf reads a key such as "p5" or "p97.5".
func percentileOf(key string) (float64, bool) {
	rest, ok := strings.CutPrefix(key, "p")
	if !ok {
		return 0, false
	}
	x, err := strconv.ParseFloat(rest, 64)
	return x / 100, err == nil && x >= 0 && x <= 100
}

// percentiles reads the points of a mapping, in rising order of percentile.
func (r *reader) percentiles(n *node) []percentile {
	var out []percentile
	for _, q := range n.pairs {
		p, ok := percentileOf(q.key.text)
		if !ok {
			r.d.report(q.key.at, "unknown-key", fmt.Sprintf("%q is not a percentile", clip(q.key.text)), "write p5, p50, p95 or the like")
			return nil
		}
		x, ok := r.scalar(q.value)
		if !ok {
			return nil
		}
		out = append(out, percentile{p, x})
	}
	slices.SortStableFunc(out, func(a, b percentile) int { return cmp.Compare(a.p, b.p) })
	return out
}

func weibull(r *reader, key, n *node) dist.Dist {
	if n.kind == mapping && len(n.pairs) == 2 && n.get("shape") != nil && n.get("scale") != nil {
		shape, okShape := r.plain(n.get("shape"))
		scale, okScale := r.scalar(n.get("scale"))
		if !okShape || !okScale {
			return nil
		}
		return r.made(n, "")(dist.WeibullShape(shape, scale))
	}
	return keyed(forms{dist.WeibullMeanSD, dist.WeibullPercentiles})(r, key, n)
}

func exponential(r *reader, key, n *node) dist.Dist {
	if n.kind == mapping && len(n.pairs) == 1 && n.get("mean") != nil {
		n = n.get("mean")
	}
	mean, ok := r.scalar(n)
	if !ok {
		return nil
	}
	return r.made(n, "")(dist.Exponential(mean))
}

// counting reads a family of plain numbers, which has no place among
// quantities with a unit.
func counting(name string, make func(float64) (dist.Dist, error)) func(*reader, *node, *node) dist.Dist {
	return func(r *reader, key, n *node) dist.Dist {
		if r.spec.measures[0].dim != unit.Share {
			r.d.report(key.at, "bad-distribution", fmt.Sprintf("%s has a unit, and %s gives plain numbers", r.path, name), "use {discrete: {…}}")
			return nil
		}
		x, ok := r.plain(n)
		if !ok {
			return nil
		}
		return r.made(n, "")(make(x))
	}
}

// plain reads a number without a unit, or a share.
func (r *reader) plain(n *node) (float64, bool) {
	s := reader{d: r.d, path: r.path, spec: &aNumber}
	return s.scalar(n)
}

func discrete(r *reader, key, n *node) dist.Dist {
	if n.kind != mapping || len(n.pairs) == 0 {
		r.d.report(n.at, "bad-distribution", fmt.Sprintf("discrete in %s takes values with their chances", r.path), "write "+formOf("discrete"))
		return nil
	}
	var values, weights []float64
	for _, p := range n.pairs {
		x, okX := r.scalar(p.key)
		w, okW := r.plain(p.value)
		if !okX || !okW {
			return nil
		}
		values, weights = append(values, x), append(weights, w)
	}
	if !r.addUp(n, "the chances of discrete", weights) {
		return nil
	}
	return r.made(n, "")(dist.Discrete(values, weights))
}

// addUp refuses chances that do not add up to 100%, as it does shares: one that was
// forgotten would make the others larger without a word.
func (r *reader) addUp(n *node, what string, chances []float64) bool {
	total := 0.0
	for _, c := range chances {
		total += c
	}
	if math.Abs(total-1) <= shareTolerance {
		return true
	}
	r.d.report(n.at, "bad-distribution", fmt.Sprintf("%s in %s add up to %s", what, r.path, percent(total)), "make them add up to 100%")
	return false
}

func mixture(r *reader, key, n *node) dist.Dist {
	if n.kind != sequence || len(n.items) == 0 {
		r.d.report(n.at, "bad-distribution", fmt.Sprintf("mixture in %s takes a list", r.path), "write "+formOf("mixture"))
		return nil
	}
	var parts []dist.Dist
	var weights []float64
	for _, item := range n.items {
		if item.kind != mapping || len(item.pairs) != 2 || item.get("weight") == nil || item.get("value") == nil {
			r.d.report(item.at, "bad-distribution", fmt.Sprintf("each part of the mixture in %s has a weight and a value", r.path), "write {weight: 70%, value: 3 months}")
			return nil
		}
		w, ok := r.plain(item.get("weight"))
		d := r.read(item.get("value"))
		if !ok || d == nil {
			return nil
		}
		parts, weights = append(parts, d), append(weights, w)
	}
	if !r.addUp(n, "the weights of mixture", weights) {
		return nil
	}
	return r.made(n, "")(dist.Mixture(parts, weights))
}

func quantiles(r *reader, key, n *node) dist.Dist {
	if n.kind != mapping || len(n.pairs) < 2 {
		r.d.report(n.at, "bad-distribution", fmt.Sprintf("quantiles in %s takes two or more percentiles", r.path), "write "+formOf("quantiles"))
		return nil
	}
	points := r.percentiles(n)
	if points == nil {
		return nil
	}
	var ps, xs []float64
	for _, p := range points {
		ps, xs = append(ps, p.p), append(xs, p.x)
	}
	return r.made(n, "")(dist.FromQuantiles(ps, xs))
}

// empirical reads observed values; those of a file were put in their place when
// the scenario was loaded.
func empirical(r *reader, key, n *node) dist.Dist {
	if n.kind != mapping || len(n.pairs) != 1 || n.get("values") == nil || n.get("values").kind != sequence {
		r.d.report(n.at, "bad-distribution", fmt.Sprintf("empirical in %s takes file and column, or values", r.path), "write "+formOf("empirical"))
		return nil
	}
	var xs []float64
	for _, item := range n.get("values").items {
		x, ok := r.scalar(item)
		if !ok {
			return nil
		}
		xs = append(xs, x)
	}
	return r.made(n, "")(dist.Empirical(xs))
}
