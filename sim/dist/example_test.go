package dist_test

import (
	"errors"
	"fmt"

	"magnetsim/sim/dist"
)

// How long a licensing round lasts, from what a planner can say of it.
func ExampleLognormalPercentiles() {
	months, _ := dist.LognormalPercentiles(0.5, 6.5, 0.9, 15)
	fmt.Printf("p5 %.1f, p50 %.1f, p95 %.1f, mean %.1f months\n",
		months.Quantile(0.05), months.Quantile(0.5), months.Quantile(0.95), months.Mean())
	fmt.Printf("longer than a year: %.0f%%\n", 100*(1-months.CDF(12)))
	// Output:
	// p5 2.2, p50 6.5, p95 19.0, mean 8.0 months
	// longer than a year: 17%
}

func ExamplePERT() {
	weeks, _ := dist.PERT(2, 9, 20)
	fmt.Printf("mean %.2f, p95 %.1f weeks\n", weeks.Mean(), weeks.Quantile(0.95))
	_, err := dist.PERT(2, 25, 20)
	fmt.Println(err)
	// Output:
	// mean 9.67, p95 15.5 weeks
	// pert: the lowest, most likely and highest values must be in rising order: 2, 25, 20 are not
}

// No embargo in seven cases of ten; else one of three to nine months.
func ExampleMixture() {
	none, length := dist.Constant(0), must(dist.Uniform(3, 9))
	embargo := must(dist.Mixture([]dist.Dist{none, length}, []float64{7, 3}))
	fmt.Printf("median %g, p85 %.1f, mean %.1f months\n", embargo.Quantile(0.5), embargo.Quantile(0.85), embargo.Mean())
	// Output: median 0, p85 6.0, mean 1.8 months
}

func ExampleTruncate() {
	demand := must(dist.Normal(100, 50))
	fmt.Printf("%.4f of it is below 0\n", demand.CDF(0))
	cut := must(dist.Truncate(demand, 0, 400))
	lo, hi := cut.Support()
	fmt.Printf("%g to %g, mean %.1f\n", lo, hi, cut.Mean())
	// Output:
	// 0.0228 of it is below 0
	// 0 to 400, mean 102.8
}

// Two standard normals of correlation 0.6, from two independent ones.
func ExampleCopula_Correlate() {
	c, _ := dist.NewCopula([][]float64{{1, 0.6}, {0.6, 1}})
	z := []float64{1, 0.5}
	c.Correlate(z)
	fmt.Printf("%.1f %.1f\n", z[0], z[1])
	// Output: 1.0 1.0
}

// Three figures cannot all fall when the others rise.
func ExampleNotPositiveDefinite() {
	_, err := dist.NewCopula([][]float64{{1, -0.8, -0.8}, {-0.8, 1, -0.8}, {-0.8, -0.8, 1}})
	fmt.Println(err)
	var bad *dist.NotPositiveDefinite
	if errors.As(err, &bad) {
		fmt.Printf("nearest: %.2f\n", bad.Nearest[0])
	}
	// Output:
	// the correlations contradict one another: the smallest eigenvalue of their matrix is -0.6 and must be above 0
	// nearest: [1.00 -0.50 -0.50]
}

func must(d dist.Dist, err error) dist.Dist {
	if err != nil {
		panic(err)
	}
	return d
}
