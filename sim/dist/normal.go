package dist

import (
	"fmt"
	"math"
)

// NormalCDF returns Φ(x), the standard normal distribution function.
func NormalCDF(x float64) float64 { return 0.5 * math.Erfc(-x/math.Sqrt2) }

// NormalQuantile returns Φ⁻¹(u) for u in (0, 1), to about 1e-16 relative: the
// rational approximations of algorithm AS 241, PPND16.
// Source: Wichura, "The percentage points of the normal distribution", Applied
// Statistics 37 (1988), 477–484.
func NormalQuantile(u float64) float64 {
	q := u - 0.5
	if math.Abs(q) <= 0.425 {
		r := 0.180625 - q*q
		return q * poly(r, &centreTop) / poly(r, &centreBottom)
	}
	return tailQuantile(u, q)
}

// tailQuantile is NormalQuantile beyond the central 85%.
func tailQuantile(u, q float64) float64 {
	p := u
	if q > 0 {
		p = 1 - u
	}
	if !(p > 0) {
		return math.Copysign(math.Inf(1), q)
	}
	r := math.Sqrt(-math.Log(p))
	var x float64
	if r <= 5 {
		x = poly(r-1.6, &tailTop) / poly(r-1.6, &tailBottom)
	} else {
		x = poly(r-5, &farTop) / poly(r-5, &farBottom)
	}
	return math.Copysign(x, q)
}

// poly evaluates a polynomial of degree 7 by Horner's rule.
func poly(x float64, c *[8]float64) float64 {
	return ((((((c[7]*x+c[6])*x+c[5])*x+c[4])*x+c[3])*x+c[2])*x+c[1])*x + c[0]
}

// The coefficients of PPND16, lowest power first.
var (
	centreTop    = [8]float64{3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4, 4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3}
	centreBottom = [8]float64{1, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3, 2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4, 5.2264952788528545610e3}
	tailTop      = [8]float64{1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0, 3.64784832476320460504e0, 1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4}
	tailBottom   = [8]float64{1, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1, 1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9}
	farTop       = [8]float64{6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0, 2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7}
	farBottom    = [8]float64{1, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2, 7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15}
)

// logNormalDensity is the logarithm of the standard normal density, ln φ(z).
func logNormalDensity(z float64) float64 { return -z*z/2 - 0.5*math.Log(2*math.Pi) }

// normal is the normal distribution.
type normal struct {
	closed
	sd float64
}

// Normal returns the normal distribution of a mean and a standard deviation
// above 0.
func Normal(mean, sd float64) (Dist, error) {
	if err := finite("normal", mean, sd); err != nil {
		return nil, err
	}
	if sd <= 0 {
		return nil, fmt.Errorf("normal: the sd must be above 0, not %g", sd)
	}
	return &normal{closed{"normal", []Param{{"mean", mean}, {"sd", sd}}, mean, sd * sd, math.Inf(-1), math.Inf(1)}, sd}, nil
}

// NormalPercentiles returns the normal distribution with two given percentiles:
// P(X ≤ x1) = p1 and P(X ≤ x2) = p2.
func NormalPercentiles(p1, x1, p2, x2 float64) (Dist, error) {
	mean, sd, err := lineThrough("normal", p1, x1, p2, x2)
	if err != nil {
		return nil, err
	}
	return Normal(mean, sd)
}

func (d *normal) Quantile(u float64) float64 { return d.mean + d.sd*NormalQuantile(u) }
func (d *normal) CDF(x float64) float64      { return NormalCDF((x - d.mean) / d.sd) }

// lineThrough returns the mean and the sd of the normal distribution that has
// two percentiles: x = mean + sd·Φ⁻¹(p) through both points.
func lineThrough(family string, p1, x1, p2, x2 float64) (mean, sd float64, err error) {
	if err := percentiles(family, p1, x1, p2, x2); err != nil {
		return 0, 0, err
	}
	z1, z2 := NormalQuantile(p1), NormalQuantile(p2)
	sd = (x2 - x1) / (z2 - z1)
	return x1 - sd*z1, sd, nil
}
