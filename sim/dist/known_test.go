package dist

import (
	"math"
	"testing"
)

// Quantiles of the standard normal distribution by Newton's method in 40
// digits, at the very bits of each probability: both sides of both seams of the
// approximation (0.075 and 0.925; 1.39e-11) and the far tail.
func TestNormalQuantile(t *testing.T) {
	// The method promises 1e-16; its own arithmetic rounds some five times.
	const tol = 1e-15
	for _, c := range [][2]float64{
		{1e-300, -37.047096299361199237}, {1e-100, -21.273453560965324294}, {1e-30, -11.46402468844361572},
		{0x1p-54, -8.2923610758135955382}, {1e-15, -7.9413453261709967713}, {1.3887943864964021e-11, -6.6579046435011035837},
		{1e-10, -6.3613409024040561991}, {1e-07, -5.19933758219281694}, {0.0001, -3.7190164854556805523},
		{0.01, -2.3263478740408410931}, {0.025, -1.9599639845400542118}, {0.05, -1.644853626951472688},
		{0.0749, -1.4402382675279636631}, {0.075, -1.4395314709384559349}, {0.0751, -1.4388253927525399824},
		{0.1, -1.2815515655446004353}, {0.25, -0.6744897501960817432}, {0.4, -0.25334710313579974132},
		{0.499, -0.0025066308995717662317}, {0.6, 0.25334710313579974132}, {0.75, 0.6744897501960817432},
		{0.9, 1.2815515655446005935}, {0.924, 1.43250272082581191}, {0.925, 1.4395314709384562291},
		{0.926, 1.446632067158978807}, {0.975, 1.9599639845400538556}, {0.99, 2.3263478740408407676},
		{0.999, 3.0902323061678132778}, {0.9999999999990905, 7.0477002566644087254}, {1 - 0x1p-53, 8.2095361516013868556},
	} {
		if got := NormalQuantile(c[0]); !near(got, c[1], tol) {
			t.Errorf("NormalQuantile(%g) = %.17g, want %.17g", c[0], got, c[1])
		}
	}
	if got := NormalQuantile(0.5); got != 0 {
		t.Errorf("NormalQuantile(1/2) = %g", got)
	}
	if lo, hi := NormalQuantile(0), NormalQuantile(1); !math.IsInf(lo, -1) || !math.IsInf(hi, 1) {
		t.Errorf("NormalQuantile of 0 and 1: %g, %g", lo, hi)
	}
}

// Quantiles of beta distributions by bisection of the distribution function in
// 40 digits.
func TestBetaQuantiles(t *testing.T) {
	for _, c := range []struct{ a, b, u, x float64 }{
		{1.4, 4.6, 1e-6, 0.0000126205360017354327}, {1.4, 4.6, 0.05, 0.0299981823235890922}, {1.4, 4.6, 0.5, 0.202664850361466167},
		{1.4, 4.6, 0.95, 0.542074097385316156}, {1.4, 4.6, 0.999999, 0.958057286595993793},
		{5, 1, 1e-6, 0.0630957344480193244}, {5, 1, 0.05, 0.549280271653058882}, {5, 1, 0.95, 0.989793781686988495},
		{2, 3, 0.05, 0.0976114628864143428}, {2, 3, 0.5, 0.385727568132389548}, {2, 3, 0.999999, 0.993690426329794506},
		{0.5, 0.5, 1e-6, 2.46740110027031008e-12}, {0.5, 0.5, 0.05, 0.00615582970243113759}, {0.5, 0.5, 0.95, 0.993844170297568852},
		{30, 70, 1e-6, 0.119850392424440716}, {30, 70, 0.05, 0.227299054471040132}, {30, 70, 0.5, 0.298661974308695726}, {30, 70, 0.999999, 0.534384306874215752},
		{0.2, 3, 1e-6, 2.49534353724262723e-31}, {0.2, 3, 0.05, 7.79794956735007394e-8}, {0.2, 3, 0.5, 0.00790122909086422194}, {0.2, 3, 0.95, 0.32439854526590589},
		{500, 1500, 1e-6, 0.205879920910507145}, {500, 1500, 0.05, 0.234220597084393995}, {500, 1500, 0.5, 0.249916653301248561}, {500, 1500, 0.999999, 0.297708228856804285},
		{0.05, 0.08, 0.05, 1.39392663366946551e-22}, {0.05, 0.08, 0.5, 0.0137710008833510725}, {0.05, 0.08, 0.95, 0.999999999992207986},
	} {
		d := newBeta("beta", nil, c.a, c.b, 0, 1)
		if got := d.Quantile(c.u); !near(got, c.x, tableTolerance) {
			t.Errorf("beta(%g, %g) at %g: %.15g, want %.15g (off by %.1g)", c.a, c.b, c.u, got, c.x, got/c.x-1)
		}
	}
}

// tableTolerance is the relative error of what is read from a table: 1e-12 of
// interpolation, and 1e-13 of the incomplete beta and gamma functions divided
// by shapes of 0.05 and up, or multiplied by the 1/√shape that a probability
// spans.
const tableTolerance = 5e-12

// Quantiles of gamma distributions of scale 1, likewise.
func TestGammaQuantiles(t *testing.T) {
	for _, c := range []struct{ shape, u, x float64 }{
		{0.1, 1e-6, 6.07304836240792638e-61}, {0.1, 0.05, 5.93071129141428072e-14}, {0.1, 0.5, 0.000593391104460226174}, {0.1, 0.95, 0.580435105323134437}, {0.1, 0.999999, 9.45702706045743951},
		{0.5, 1e-6, 7.85398163397859472e-13}, {0.5, 0.5, 0.227468211559786376}, {0.5, 0.999999, 11.9640634884397345},
		{1, 1e-6, 1.00000050000033329e-6}, {1, 0.05, 0.0512932943875505363}, {1, 0.5, 0.693147180559945309}, {1, 0.999999, 13.8155105579355184},
		{5.0625, 1e-6, 0.176737869458333283}, {5.0625, 0.05, 2.00930822431583701}, {5.0625, 0.5, 4.73335294173148243}, {5.0625, 0.95, 9.23953895713072876}, {5.0625, 0.999999, 23.5579649500420208},
		{40, 1e-6, 16.7531502343080632}, {40, 0.5, 39.6671650106890994}, {40, 0.999999, 77.5402611540287871},
		{1000, 1e-6, 856.814651279391892}, {1000, 0.05, 948.55984938365113}, {1000, 0.5, 999.666686426965182}, {1000, 0.95, 1052.57711808232055}, {1000, 0.999999, 1157.57791100872391},
	} {
		d := newGamma(c.shape, 1)
		if got := d.Quantile(c.u); !near(got, c.x, tableTolerance) {
			t.Errorf("gamma(%g) at %g: %.15g, want %.15g (off by %.1g)", c.shape, c.u, got, c.x, got/c.x-1)
		}
	}
}

// Distribution function of the Poisson distribution, the regularized gamma
// function Q(k+1, mean), in 40 digits.
func TestPoissonCDF(t *testing.T) {
	for _, c := range []struct{ mean, k, p float64 }{
		{3, 0, 0.049787068367863943}, {3, 5, 0.916082057968696551}, {1000, 950, 0.0578362929553232061},
		{1e6, 1_001_000, 0.841465670963428152}, {1e6, 995_000, 2.81482038389653144e-7},
	} {
		d, err := Poisson(c.mean)
		if err != nil {
			t.Fatal(err)
		}
		if got := d.CDF(c.k); math.Abs(got-c.p) > 1e-12 {
			t.Errorf("poisson(%g): CDF(%g) = %.15g, want %.15g", c.mean, c.k, got, c.p)
		}
	}
}

// A triangular and a PERT estimate of 3, 9 and 30 months, worked by hand: the
// median of the triangle is 30 − √(½·27·21), of the PERT the mean is (3+36+30)/6.
func TestThreePointEstimates(t *testing.T) {
	triangle, _ := Triangular(3, 9, 30)
	if got, want := triangle.Quantile(0.5), 30-math.Sqrt(283.5); !near(got, want, 1e-15) {
		t.Errorf("median of the triangle %g, want %g", got, want)
	}
	pert, _ := PERT(3, 9, 30)
	if got := pert.Mean(); !near(got, 11.5, 1e-15) {
		t.Errorf("mean of the pert %g, want 11.5", got)
	}
}

// A Bernoulli draw is 1 for large u, so that a larger u never means less.
func TestBernoulliIsOneForLargeU(t *testing.T) {
	d, _ := Bernoulli(0.25)
	for u, want := range map[float64]float64{0.1: 0, 0.7499: 0, 0.7501: 1, 0.99: 1} {
		if got := d.Quantile(u); got != want {
			t.Errorf("Quantile(%g) = %g, want %g", u, got, want)
		}
	}
}
