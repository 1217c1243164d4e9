package dist

import (
	"fmt"
	"sort"
)

// quantiles has given percentiles.
type quantiles struct {
	closed
	p, x []float64
}

// FromQuantiles returns the distribution whose quantile function goes straight
// from one given percentile to the next and goes on as straight beyond the first
// and the last. Probabilities rise within 0..1, values do not fall.
func FromQuantiles(ps, xs []float64) (Dist, error) {
	if len(ps) != len(xs) || len(ps) < 2 {
		return nil, fmt.Errorf("quantiles: at least two percentiles are needed")
	}
	for i := range ps {
		if err := finite("quantiles", ps[i], xs[i]); err != nil {
			return nil, err
		}
		if ps[i] < 0 || ps[i] > 1 || i > 0 && (ps[i] <= ps[i-1] || xs[i] < xs[i-1]) {
			return nil, fmt.Errorf("quantiles: percentiles must lie within p0 and p100, and their values must rise with them (p%g is %g)", 100*ps[i], xs[i])
		}
	}
	n := len(ps)
	if xs[0] == xs[n-1] {
		return nil, fmt.Errorf("quantiles: all percentiles are %g; write that number instead", xs[0])
	}
	d := &quantiles{p: append([]float64(nil), ps...), x: append([]float64(nil), xs...)}
	if ps[0] > 0 {
		d.x = append([]float64{extend(ps[1], xs[1], ps[0], xs[0], 0)}, d.x...)
		d.p = append([]float64{0}, d.p...)
	}
	if ps[n-1] < 1 {
		d.x = append(d.x, extend(ps[n-2], xs[n-2], ps[n-1], xs[n-1], 1))
		d.p = append(d.p, 1)
	}
	d.closed = closed{family: "quantiles", lo: d.x[0], hi: d.x[len(d.x)-1]}
	if err := finite(d.family, d.lo, d.hi); err != nil {
		return nil, err
	}
	d.measure()
	return d, nil
}

// measure integrates the straight pieces exactly. Of each the variance is its own and the
// distance of its middle from the mean.
func (d *quantiles) measure() {
	for i, p := range d.p {
		d.params = append(d.params, Param{fmt.Sprintf("p%g", 100*p), d.x[i]})
	}
	for i := 1; i < len(d.p); i++ {
		d.mean += (d.p[i] - d.p[i-1]) * (d.x[i] + d.x[i-1]) / 2
	}
	for i := 1; i < len(d.p); i++ {
		width, middle := d.x[i]-d.x[i-1], (d.x[i]+d.x[i-1])/2-d.mean
		d.variance += (d.p[i] - d.p[i-1]) * (width*width/12 + middle*middle)
	}
}

// extend returns the value at p of the line through two points.
func extend(p1, x1, p2, x2, p float64) float64 { return x2 + (x2-x1)/(p2-p1)*(p-p2) }

func (d *quantiles) Quantile(u float64) float64 {
	i := min(len(d.p)-1, max(1, sort.SearchFloat64s(d.p, u)))
	return extend(d.p[i-1], d.x[i-1], d.p[i], d.x[i], u)
}

func (d *quantiles) CDF(x float64) float64 {
	i := sort.Search(len(d.x), func(i int) bool { return d.x[i] > x })
	switch {
	case i == 0:
		return 0
	case i == len(d.x):
		return 1
	}
	return d.p[i-1] + (d.p[i]-d.p[i-1])*(x-d.x[i-1])/(d.x[i]-d.x[i-1])
}
