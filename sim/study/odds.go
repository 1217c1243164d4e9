package study

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// Odds is a statement on curbs: the chance of at least one of a length or more.
type Odds struct {
	Length float64 // years
	Chance float64 // 0 to 1, neither included
	Name   string  // the length as it was stated, for messages
}

// Process is curbs that begin at random, whenever others began, with Weibull
// lengths.
type Process struct {
	Rate         float64 // beginnings per year
	Shape, Scale float64 // of the lengths; years
}

// Chance returns the chance that at least one curb of a length or more begins
// within a time, both in years. Beginnings are a Poisson process, of which those
// of long curbs are a part of their own: with S(x) = exp(−(x/scale)^shape),
//
//	P(x) = 1 − exp(−rate·T·S(x)).
//
// That holds where curbs may overlap (chain.Scheduled.Overlaps). Were the next
// counted from the end of the last, each would keep others from beginning while
// it lasts, and with φ the Laplace transform of the time to the first long one,
// φ(s) = rate·S(x) / (s + rate − rate·E(e^{−sD}; D < x)), every chance would be
// lower: at a rate of 0.196 a year, shape 0.687 and scale 10.5 months the 37% of
// eighteen months in ten years would be near 35%.
func (p Process) Chance(length, within float64) float64 {
	return -math.Expm1(-p.Rate * within * math.Exp(-math.Pow(length/p.Scale, p.Shape)))
}

// The shapes that are looked for, and the most beginnings a year that a process
// may need: beyond, a statement is a slip or asks for what no step can show.
const (
	leastShape, greatestShape = 0.05, 50.0
	mostRate                  = 365.0
)

// FitOdds returns the process that has the odds within a time in years: of two
// statements with exponential lengths (shape 1), of three the only one that has
// them exactly, of more the nearest by least squares of ln(−ln(1−P)), the
// complementary log-log of the chances, in which the model is
// ln(rate·T) − (x/scale)^shape. It returns an error where there are fewer, where
// they contradict one another, or where no Weibull lengths have them.
func FitOdds(within float64, odds []Odds) (Process, error) {
	sorted := slices.SortedStableFunc(slices.Values(odds), func(a, b Odds) int { return cmp.Compare(a.Length, b.Length) })
	if err := checkOdds(within, sorted); err != nil {
		return Process{}, err
	}
	var xs, cs []float64
	for _, o := range sorted {
		xs = append(xs, o.Length)
		cs = append(cs, math.Log(-math.Log1p(-o.Chance)))
	}
	shape := 1.0
	switch len(xs) {
	case 2:
	case 3:
		var err error
		if shape, err = shapeOfThree(sorted, xs, cs); err != nil {
			return Process{}, err
		}
	default:
		shape = nearestShape(xs, cs)
	}
	line, _ := lineThrough(xs, cs, shape)
	p := Process{Rate: math.Exp(line.at0) / within, Shape: shape, Scale: math.Pow(line.fall, -1/shape)}
	switch {
	case shape <= leastShape*1.001 || shape >= greatestShape*0.999 || !(p.Scale > 0) || math.IsInf(p.Scale, 0):
		return Process{}, fmt.Errorf("no Weibull distribution of lengths comes near these odds: the chances fall too unevenly with the length")
	case !(p.Rate <= mostRate):
		return Process{}, fmt.Errorf("these odds need %.3g curbs a year, nearly all of them far shorter than %s: state a lower chance for %s, or add the chance of a shorter curb",
			p.Rate, sorted[0].Name, sorted[len(sorted)-1].Name)
	}
	return p, nil
}

// checkOdds refuses statements, in order of length, that no process has.
func checkOdds(within float64, odds []Odds) error {
	if !(within > 0) || math.IsInf(within, 0) {
		return fmt.Errorf("the time within which the odds hold must be more than 0")
	}
	if len(odds) < 2 {
		return fmt.Errorf("give at least two statements with different lengths, not %d: they fix how often curbs come and how long they last", len(odds))
	}
	for i, o := range odds {
		switch {
		case !(o.Chance > 0 && o.Chance < 1):
			return fmt.Errorf("the chance of %s or more must be above 0%% and below 100%%", o.Name)
		case !(o.Length >= 0) || math.IsInf(o.Length, 0):
			return fmt.Errorf("a curb cannot last %s", o.Name)
		case i == 0:
		case o.Length == odds[i-1].Length:
			return fmt.Errorf("%s and %s are the same length: state each once", odds[i-1].Name, o.Name)
		case o.Chance >= odds[i-1].Chance:
			return fmt.Errorf("the statements contradict one another: a curb of %s or more is also one of %s or more, so its chance, %.4g%%, must be below %.4g%%",
				o.Name, odds[i-1].Name, 100*o.Chance, 100*odds[i-1].Chance)
		}
	}
	return nil
}

// line is ln(rate·T) and scale^−shape: what is left of a process once its shape
// is known.
type line struct{ at0, fall float64 }

// lineThrough returns the least-squares line through cs over xs^shape and the
// sum of its squared misses.
func lineThrough(xs, cs []float64, shape float64) (l line, misses float64) {
	n := float64(len(xs))
	unit := xs[len(xs)-1] // keeps powers between 0 and 1
	zs := make([]float64, len(xs))
	meanZ, meanC := 0.0, 0.0
	for i, x := range xs {
		zs[i] = math.Pow(x/unit, shape)
		meanZ += zs[i] / n
		meanC += cs[i] / n
	}
	szz, szc := 0.0, 0.0
	for i, z := range zs {
		szz += (z - meanZ) * (z - meanZ)
		szc += (z - meanZ) * (cs[i] - meanC)
	}
	slope := szc / szz
	for i, z := range zs {
		miss := cs[i] - meanC - slope*(z-meanZ)
		misses += miss * miss
	}
	return line{at0: meanC - slope*meanZ, fall: -slope * math.Pow(unit, -shape)}, misses
}

// shapeOfThree returns the shape k at which three points lie on one line:
//
//	(c1 − c2)/(c2 − c3) = (x2^k − x1^k)/(x3^k − x2^k).
//
// The right side falls in k, from ln(x2/x1)/ln(x3/x2) at 0 to 0; above that no
// shape has these odds.
func shapeOfThree(odds []Odds, xs, cs []float64) (float64, error) {
	want := (cs[0] - cs[1]) / (cs[1] - cs[2])
	a, b := math.Log(xs[1]/xs[0]), math.Log(xs[2]/xs[1]) // a is +Inf for x1 = 0
	ratio := func(k float64) float64 {
		return -math.Expm1(-k*a) / math.Expm1(k*b)
	}
	if ratio(leastShape) <= want {
		most := -math.Expm1(-math.Exp(cs[1] - (cs[0]-cs[1])/ratio(leastShape)))
		return 0, fmt.Errorf("no Weibull distribution of lengths has these odds: with the first two, the chance of %s or more must be below %.3g%%, not %.4g%%",
			odds[2].Name, 100*most, 100*odds[2].Chance)
	}
	if ratio(greatestShape) >= want {
		return 0, fmt.Errorf("no Weibull distribution of lengths has these odds: the chance of %s or more is too far below that of %s or more", odds[2].Name, odds[1].Name)
	}
	lo, hi := leastShape, greatestShape
	for range 200 { // each halves the distance: to the last bit
		mid := lo + (hi-lo)/2
		if mid <= lo || mid >= hi {
			break
		}
		if ratio(mid) > want {
			lo = mid
		} else {
			hi = mid
		}
	}
	return lo, nil
}

// nearestShape returns the shape whose line misses least: the best of a grid,
// and from there by golden sections, on the logarithm of the shape.
func nearestShape(xs, cs []float64) float64 {
	missed := func(u float64) float64 {
		_, misses := lineThrough(xs, cs, math.Exp(u))
		return misses
	}
	lo, hi := math.Log(leastShape), math.Log(greatestShape)
	const cells = 200
	step, best := (hi-lo)/cells, lo
	for i := range cells + 1 {
		if u := lo + float64(i)*step; missed(u) < missed(best) {
			best = u
		}
	}
	lo, hi = max(lo, best-step), min(hi, best+step)
	golden := (math.Sqrt(5) - 1) / 2
	for hi-lo > 1e-10 {
		p, q := hi-golden*(hi-lo), lo+golden*(hi-lo)
		if missed(p) <= missed(q) {
			hi = q
		} else {
			lo = p
		}
	}
	return math.Exp((lo + hi) / 2)
}
