package dist

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"sort"
)

// discrete takes one of several values.
type discrete struct {
	closed
	values     []float64 // rising
	cumulative []float64 // P(X ≤ value)
}

func newDiscrete(family string, params []Param, values, cumulative []float64) *discrete {
	last := len(values) - 1
	cumulative[last] = 1
	d := &discrete{closed{family: family, params: params, lo: values[0], hi: values[last]}, values, cumulative}
	d.mean = d.expect(func(x float64) float64 { return x })
	d.variance = d.expect(func(x float64) float64 { return (x - d.mean) * (x - d.mean) })
	return d
}

// expect is the expectation of a function of the value.
func (d *discrete) expect(of func(x float64) float64) float64 {
	sum, before := 0.0, 0.0
	for i, x := range d.values {
		sum += of(x) * (d.cumulative[i] - before)
		before = d.cumulative[i]
	}
	return sum
}

// Discrete returns the distribution that takes each value with a chance in
// proportion to its weight; the weights need not add up to 1.
func Discrete(values, weights []float64) (Dist, error) {
	if len(values) == 0 || len(values) != len(weights) {
		return nil, fmt.Errorf("discrete: %d values with %d weights", len(values), len(weights))
	}
	if err := finite("discrete", values...); err != nil {
		return nil, err
	}
	chances, err := normalised("discrete", weights)
	if err != nil {
		return nil, err
	}
	order := make([]int, len(values))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(values[a], values[b]) })
	var params []Param
	var rising, cumulative []float64
	sum := 0.0
	for _, i := range order {
		if chances[i] == 0 {
			continue
		}
		sum = min(1, sum+chances[i])
		rising, cumulative = append(rising, values[i]), append(cumulative, sum)
		params = append(params, Param{fmt.Sprintf("%g", values[i]), chances[i]})
	}
	return newDiscrete("discrete", params, rising, cumulative), nil
}

// normalised returns weights as chances that add up to 1.
func normalised(family string, weights []float64) ([]float64, error) {
	total := 0.0
	for _, w := range weights {
		if !(w >= 0 && w <= largest) {
			return nil, fmt.Errorf("%s: a weight must be 0 or more, not %g", family, w)
		}
		total += w
	}
	if total == 0 {
		return nil, fmt.Errorf("%s: all weights are 0", family)
	}
	chances := make([]float64, len(weights))
	for i, w := range weights {
		chances[i] = w / total
	}
	return chances, nil
}

// Empirical returns the distribution in which each observed value is equally
// likely.
func Empirical(observed []float64) (Dist, error) {
	if len(observed) == 0 {
		return nil, fmt.Errorf("empirical: no values")
	}
	if err := finite("empirical", observed...); err != nil {
		return nil, err
	}
	values, cumulative := slices.Sorted(slices.Values(observed)), make([]float64, len(observed))
	for i := range values {
		cumulative[i] = float64(i+1) / float64(len(values))
	}
	return newDiscrete("empirical", []Param{{"values", float64(len(values))}}, values, cumulative), nil
}

// Poisson returns the Poisson distribution of a mean above 0, at most a million.
func Poisson(mean float64) (Dist, error) {
	if err := finite("poisson", mean); err != nil {
		return nil, err
	}
	if mean <= 0 || mean > 1e6 {
		return nil, fmt.Errorf("poisson: the mean must be above 0 and at most 1,000,000, not %g", mean)
	}
	first, chances := poissonChances(mean)
	var values, cumulative []float64
	sum := 0.0
	for i, p := range chances {
		sum = min(1, sum+p)
		values, cumulative = append(values, first+float64(i)), append(cumulative, sum)
	}
	d := newDiscrete("poisson", []Param{{"mean", mean}}, values, cumulative)
	d.lo, d.hi = 0, math.Inf(1) // beyond what a uniform reaches
	return d, nil
}

// poissonChances returns the chances of first, first + 1, … from the mode both
// ways by p(k+1) = p(k)·mean/(k+1), to where they are below 1e-18 of the mode's,
// so that no uniform of 53 bits reaches beyond.
func poissonChances(mean float64) (first float64, chances []float64) {
	const end = 1e-18
	mode := math.Floor(mean)
	first = mode
	for p := 1.0; p > end && first >= 0; first-- {
		chances = append(chances, p)
		p *= first / mean
	}
	first++
	slices.Reverse(chances)
	for k, p := mode+1, mean/(mode+1); p > end; k++ {
		chances = append(chances, p)
		p *= mean / (k + 1)
	}
	chances, _ = normalised("poisson", chances) // none is below 0
	return first, chances
}

func (d *discrete) Quantile(u float64) float64 {
	i := sort.SearchFloat64s(d.cumulative, u)
	return d.values[min(i, len(d.values)-1)]
}

func (d *discrete) CDF(x float64) float64 {
	i := sort.Search(len(d.values), func(i int) bool { return d.values[i] > x })
	if i == 0 {
		return 0
	}
	return d.cumulative[i-1]
}
