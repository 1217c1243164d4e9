package dist

import (
	"fmt"
	"math"
)

// largest is the largest figure that a distribution takes: its square, and the
// variance of what is made of it, can still be computed.
const largest = 1e100

// finite checks that all figures of a distribution are numbers that can be
// computed with.
func finite(family string, figures ...float64) error {
	for _, x := range figures {
		if !(math.Abs(x) <= largest) {
			return fmt.Errorf("%s: %g is not a number that a distribution can use", family, x)
		}
	}
	return nil
}

// usable hands a distribution on if its mean and variance can be computed;
// figures that are far apart make tails beyond all bounds.
func usable(d Dist) (Dist, error) {
	if m, v := d.Mean(), d.Variance(); math.IsNaN(m+v) || math.IsInf(m+v, 0) {
		return nil, fmt.Errorf("%s: the figures are so far apart that the mean and sd of the distribution cannot be computed", d.Family())
	}
	return d, nil
}

// positiveMoments checks a mean and an sd that must be above 0.
func positiveMoments(family string, mean, sd float64) error {
	if err := finite(family, mean, sd); err != nil {
		return err
	}
	if mean <= 0 || sd <= 0 {
		return fmt.Errorf("%s: the mean %g and the sd %g must be above 0", family, mean, sd)
	}
	return nil
}

// percentiles checks two percentiles: probabilities within 0 and 1, values that
// rise with them.
func percentiles(family string, p1, x1, p2, x2 float64) error {
	if err := finite(family, p1, x1, p2, x2); err != nil {
		return err
	}
	if !(p1 > 0 && p1 < 1 && p2 > 0 && p2 < 1) {
		return fmt.Errorf("%s: a percentile must be above p0 and below p100", family)
	}
	if p1 == p2 || (x2-x1)*(p2-p1) <= 0 {
		return fmt.Errorf("%s: the higher percentile must have the larger value: p%g is %.4g, but p%g is %.4g", family, 100*p1, x1, 100*p2, x2)
	}
	return nil
}

// positivePercentiles checks two percentiles of a quantity above 0.
func positivePercentiles(family string, p1, x1, p2, x2 float64) error {
	if err := percentiles(family, p1, x1, p2, x2); err != nil {
		return err
	}
	if x1 <= 0 || x2 <= 0 {
		return fmt.Errorf("%s: the percentiles %g and %g must be above 0", family, x1, x2)
	}
	return nil
}

// threePoints checks a lowest, a likeliest and a highest value.
func threePoints(family string, lo, mode, hi float64) error {
	if err := finite(family, lo, mode, hi); err != nil {
		return err
	}
	if !(lo <= mode && mode <= hi && lo < hi) {
		return fmt.Errorf("%s: the lowest, most likely and highest values must be in rising order: %.4g, %.4g, %.4g are not", family, lo, mode, hi)
	}
	return nil
}
