package output

import (
	"math"

	"magnetsim/sim"
	"magnetsim/sim/mc"
	"magnetsim/sim/stat"
)

const (
	fewestBins  = 20 // of a histogram
	curvePoints = 60 // over all positive values, and again over the worst tenth
)

// shapesOf returns the distributions of the tonnes lost, in total and by sector.
func shapesOf(s *mc.Sample) []Shape {
	var all []Shape
	for i, m := range s.Metrics {
		if m.Measure != Shortfall || (m.Kind != sim.OfTotal && m.Kind != sim.OfSector) {
			continue
		}
		edges := edgesTo(greatest(s, i, 0.99))
		for v := range s.Variants {
			all = append(all, shapeOf(v, m, s.Column(v, i), edges))
		}
	}
	return all
}

func shapeOf(v int, m sim.Metric, c *stat.Column, edges []float64) Shape {
	x := Shape{
		Variant: v, Metric: m.Name, Measure: m.Measure, Subject: m.Subject, Unit: m.Unit,
		N: c.N(), Zero: c.Zero().Value, Edges: edges,
		Mean: c.Mean().Value, CVaR95: c.CVaR(0.95).Value,
		P5: c.Quantile(0.05).Value, P50: c.Quantile(0.50).Value, P95: c.Quantile(0.95).Value,
	}
	if c.N() == 0 {
		return x
	}
	x.Shares, x.Above = c.Bins(edges)
	for _, at := range c.Knots(curvePoints) {
		e := c.Exceed(at)
		x.Curve = append(x.Curve, Point{X: at, P: e.Value, Low: e.Low, High: e.High})
	}
	return x
}

// edgesTo returns the edges of 20 to 50 equal bins of round width from 0 to at
// least top, the same for all variants so that their histograms compare.
func edgesTo(top float64) []float64 {
	if !(top > 0) {
		top = 1
	}
	width := roundBelow(top/fewestBins, 1)[0]
	edges := []float64{0}
	for k := 1; edges[len(edges)-1] < top; k++ {
		edges = append(edges, round12(float64(k)*width))
	}
	return edges
}

// round12 drops the rounding error of a product by a power of ten.
func round12(x float64) float64 {
	scale := math.Pow10(11 - int(math.Floor(math.Log10(x))))
	return math.Round(x*scale) / scale
}
