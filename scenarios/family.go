package scenarios

import (
	"fmt"
	"math"
	"slices"
	"sync"

	"magnetsim/sim/dist"
)

// Family is a way of writing a distribution, for lists and documentation.
type Family struct {
	Key  string // the key of the mapping
	Form string // an example in whole
	Doc  string
	args args
	make func(r *reader, key, n *node) dist.Dist
}

// args is the shape of what stands at the key, for the JSON Schema.
type args uint8

const (
	argValue  args = iota // one quantity
	argList               // a list of quantities
	argKeys               // mean and sd, or percentiles
	argFree               // its own
	argNumber             // a number without a unit
)

// families are made when they are first asked for: some of them read others.
var families struct {
	sync.Once
	all  []Family
	keys []string // of a figure's mapping
}

// Families returns every distribution that a scenario may name. The list is not to be changed.
func Families() []Family {
	families.Do(func() {
		families.all = everyFamily()
		families.keys = slices.Concat(longKeys, []string{truncateKey, clampKey}, familyNames(families.all))
	})
	return families.all
}

func everyFamily() []Family {
	return []Family{
		{"uniform", "{uniform: [3 months, 9 months]}", "any value between two, all equally likely", argList, list("lowest, highest", func(x []float64) (dist.Dist, error) { return dist.Uniform(x[0], x[1]) })},
		{"triangular", "{triangular: [3 months, 9 months, 30 months]}", "lowest, most likely, highest", argList, list(threePoints, func(x []float64) (dist.Dist, error) { return dist.Triangular(x[0], x[1], x[2]) })},
		{"pert", "{pert: [3 months, 9 months, 30 months]}", "lowest, most likely, highest; a smooth beta shape", argList, list(threePoints, func(x []float64) (dist.Dist, error) { return dist.PERT(x[0], x[1], x[2]) })},
		{"normal", "{normal: {mean: 5%, sd: 2%}}", "mean and sd, or two percentiles", argKeys,
			keyed(forms{dist.Normal, dist.NormalPercentiles})},
		{"lognormal", "{lognormal: {p10: 20 days, p90: 90 days}}", "two percentiles, or mean and sd", argKeys,
			keyed(forms{dist.LognormalMeanSD, dist.LognormalPercentiles})},
		{"logitnormal", "{logitnormal: {p5: 10%, p95: 60%}}", "a share, by two percentiles", argKeys,
			keyed(forms{nil, dist.LogitNormalPercentiles})},
		{"gamma", "{gamma: {mean: 9 months, sd: 4 months}}", "mean and sd, or two percentiles", argKeys,
			keyed(forms{dist.GammaMeanSD, dist.GammaPercentiles})},
		{"weibull", "{weibull: {mean: 9 months, sd: 4 months}}", "mean and sd, two percentiles, or shape and scale", argKeys, weibull},
		{"beta", "{beta: {mean: 30%, sd: 10%}}", "a share, by mean and sd", argKeys, keyed(forms{dist.Beta, nil})},
		{"exponential", "{exponential: 9 months}", "by its mean", argValue, exponential},
		{"poisson", "{poisson: 3}", "a count, by its mean", argNumber, counting("poisson", dist.Poisson)},
		{"bernoulli", "{bernoulli: 60%}", "1 with this chance, otherwise 0", argNumber, counting("bernoulli", dist.Bernoulli)},
		{"discrete", "{discrete: {0%: 0.6, 30%: 0.4}}", "values, each with its chance", argFree, discrete},
		{"mixture", "{mixture: [{weight: 70%, value: 3 months}, {weight: 30%, value: {pert: [6 months, 9 months, 2 years]}}]}",
			"one of several, each with its weight", argFree, mixture},
		{"quantiles", "{quantiles: {p5: 3 months, p50: 6 months, p95: 2 years}}", "two or more percentiles, with straight lines between them", argKeys, quantiles},
		{"empirical", "{empirical: {file: durations.csv, column: days, unit: days}}", "observed values; known_by: 2023-08-01 keeps the rows dated no later in the column known", argFree, empirical},
	}
}

// Truncating keys stand beside a family.
const (
	truncateKey = "truncate"
	clampKey    = "clamp"
)

// isFigureKey reports whether a key is one of a figure's mapping.
func isFigureKey(key string) bool {
	Families()
	return slices.Contains(families.keys, key)
}

// family reads a mapping of one family and perhaps truncate or clamp.
func (r *reader) family(n *node) dist.Dist {
	var key, body *node
	var make func(*reader, *node, *node) dist.Dist
	for _, p := range n.pairs {
		if p.key.text == truncateKey || p.key.text == clampKey {
			continue
		}
		i := slices.IndexFunc(Families(), func(f Family) bool { return f.Key == p.key.text })
		if i < 0 {
			r.unknownFamily(p.key)
			return nil
		}
		if key != nil {
			r.d.report(p.key.at, "bad-distribution", fmt.Sprintf("%s is both %s and %s", r.path, key.text, p.key.text), "keep one of them")
			return nil
		}
		key, body, make = p.key, p.value, Families()[i].make
	}
	if key == nil {
		r.d.report(n.at, "bad-distribution", fmt.Sprintf("%s does not name a distribution", r.path), "one of: "+listed(familyNames(Families())))
		return nil
	}
	if body.broken {
		return nil
	}
	d := make(r, key, body)
	return r.cut(d, n)
}

func (r *reader) unknownFamily(key *node) {
	names := append(familyNames(Families()), truncateKey, clampKey)
	p := r.d.report(key.at, "unknown-key", fmt.Sprintf("unknown distribution %q in %s", clip(key.text), r.path), "allowed here: "+listed(names))
	p.Suggestion = Nearest(key.text, names)
	if slices.Contains([]string{"mu", "sigma"}, key.text) {
		p.Fix = "write {lognormal: {p10: …, p90: …}} or {lognormal: {mean: …, sd: …}}"
	}
}

func familyNames(families []Family) []string {
	var out []string
	for _, f := range families {
		out = append(out, f.Key)
	}
	return out
}

// cut applies truncate (values outside are drawn again) and clamp (values
// outside become the bound).
func (r *reader) cut(d dist.Dist, n *node) dist.Dist {
	for _, p := range n.pairs {
		if d == nil || p.key.text != truncateKey && p.key.text != clampKey {
			continue
		}
		if p.value.kind != sequence || len(p.value.items) != 2 {
			r.d.report(p.value.at, "wrong-type", fmt.Sprintf("%s takes a list of two bounds", p.key.text), "write [lo, hi]; null for no bound")
			return nil
		}
		lo, okLo := r.bound(p.value.items[0], math.Inf(-1))
		hi, okHi := r.bound(p.value.items[1], inf)
		if !okLo || !okHi {
			return nil
		}
		if p.key.text == truncateKey {
			r.mostlyKept(d, lo, hi, p.value)
			d = r.made(p.value, "")(dist.Truncate(d, lo, hi))
		} else {
			d = r.made(p.value, "")(dist.Clamp(d, lo, hi))
		}
	}
	return d
}

func (r *reader) bound(n *node, none float64) (float64, bool) {
	if n.isNull() {
		return none, true
	}
	return r.scalar(n)
}

// scalars reads a list of a given length.
func (r *reader) scalars(key, n *node, length int, form string) []float64 {
	if n.kind != sequence || len(n.items) != length {
		r.d.report(n.at, "bad-distribution", fmt.Sprintf("%s in %s takes a list of %d values", key.text, r.path, length), "write "+form)
		return nil
	}
	var out []float64
	for _, item := range n.items {
		x, ok := r.scalar(item)
		if !ok {
			continue
		}
		out = append(out, x)
	}
	if len(out) != length {
		return nil
	}
	return out
}
