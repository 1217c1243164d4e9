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
	family     string
	params     []Param
	values     []float64 // rising
	cumulative []float64 // P(X ≤ value)
}

// Discrete returns the distribution that takes each value with a chance in
// proportion to its weight; the weights are above 0 and need not add up to 1.
func Discrete(values, weights []float64) (Dist, error) {
	if len(values) == 0 || len(values) != len(weights) {
		return nil, fmt.Errorf("discrete: %d values with %d weights", len(values), len(weights))
	}
	total := 0.0
	order := make([]int, len(values))
	for i, w := range weights {
		if err := finite("discrete", values[i], w); err != nil {
			return nil, err
		}
		if w <= 0 {
			return nil, fmt.Errorf("discrete: the weight of %g is %g, it must be above 0", values[i], w)
		}
		total += w
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(values[a], values[b]) })
	d := &discrete{family: "discrete"}
	sum := 0.0
	for _, i := range order {
		sum += weights[i] / total
		d.values, d.cumulative = append(d.values, values[i]), append(d.cumulative, sum)
		d.params = append(d.params, Param{fmt.Sprintf("%g", values[i]), weights[i] / total})
	}
	d.cumulative[len(order)-1] = 1
	return d, nil
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
	d := &discrete{family: "empirical", values: slices.Clone(observed), params: []Param{{"values", float64(len(observed))}}}
	slices.Sort(d.values)
	for i := range d.values {
		d.cumulative = append(d.cumulative, float64(i+1)/float64(len(d.values)))
	}
	return d, nil
}

// Poisson returns the Poisson distribution of a mean above 0, at most a million.
func Poisson(mean float64) (Dist, error) {
	if err := finite("poisson", mean); err != nil {
		return nil, err
	}
	if mean <= 0 || mean > 1e6 {
		return nil, fmt.Errorf("poisson: the mean is %g, it must be above 0 and at most 1,000,000", mean)
	}
	d := &discrete{family: "poisson", params: []Param{{"mean", mean}}}
	sum := 0.0
	for k := max(0, math.Floor(mean-9*math.Sqrt(mean)-9)); ; k++ {
		lg, _ := math.Lgamma(k + 1)
		p := math.Exp(k*math.Log(mean) - mean - lg)
		sum += p
		d.values, d.cumulative = append(d.values, k), append(d.cumulative, min(1, sum))
		if k > mean && p < 1e-18 {
			break
		}
	}
	d.cumulative[len(d.values)-1] = 1
	return d, nil
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

func (d *discrete) Mean() float64 {
	sum, before := 0.0, 0.0
	for i, x := range d.values {
		sum += x * (d.cumulative[i] - before)
		before = d.cumulative[i]
	}
	return sum
}

func (d *discrete) Variance() float64 {
	m, sum, before := d.Mean(), 0.0, 0.0
	for i, x := range d.values {
		sum += (x - m) * (x - m) * (d.cumulative[i] - before)
		before = d.cumulative[i]
	}
	return sum
}

func (d *discrete) Support() (float64, float64) {
	if d.family == "poisson" {
		return 0, math.Inf(1)
	}
	return d.values[0], d.values[len(d.values)-1]
}
func (d *discrete) Family() string  { return d.family }
func (d *discrete) Params() []Param { return d.params }
