package study

import (
	"math"

	"magnetsim/sim/stat"
)

// Arm is what one policy gave in one case: numbers by trial. Its slices are not
// to be changed once it is compared.
type Arm struct {
	// Draws names the random numbers that the trials were played on. Trials of the
	// same number on the same draws are of the same world.
	Draws  string
	Trials []uint64  // their numbers, rising
	Groups []uint64  // by trial: those of one group are not independent (draw.Design); nil where all are
	Loss   []float64 // what is lost, tonnes as a rule
	Share  []float64 // of a year's use that is lost in the sector where that is most; nil where it is not known
	Cost   []float64 // of the stockpiles and all else that has one; nil where it is not known
	Burden []float64 // value lost and Cost together; nil where it is not known
	Given  []float64 // tonnes of demand given up, which no loss counts; nil where none can be
	Moved  []float64 // tonnes of demand moved to another material, which no loss counts; nil where none can be
	Signed bool      // Loss may be negative, as a cost may

	// Parts of Cost, which nothing is compared by: Outlay + Running − Ends. Nil where they
	// are not known.
	Outlay, Running, Ends []float64

	values [quantities][]float64 // what Quantity takes the mean of, made when asked for
}

// Quantity is something that arms are compared by. Lower is better.
type Quantity int

// The quantities.
const (
	Chance  Quantity = iota // of any loss
	Serious                 // chance of a material shortage
	Mean                    // of the loss
	Tail                    // CVaR95 of the loss, the mean of the worst 5%
	Cost                    // of the stockpiles, mean
	Burden                  // value lost and Cost together, mean
	Given                   // tonnes of demand given up, mean
	Moved                   // tonnes of demand moved to another material, mean
	quantities
)

// Quantities lists all of them in their order.
func Quantities() []Quantity {
	return []Quantity{Chance, Serious, Mean, Tail, Cost, Burden, Given, Moved}
}

const (
	tail    = 0.95 // where the worst trials begin
	serious = 0.01 // share of a year's use above which a loss is a material shortage
	// fewestInTail is the number of worst trials below which nothing is known of the
	// error of a difference in CVaR95.
	fewestInTail = 2
)

// Levels are what arms are compared by, each with its sampling error, without a
// value where it is not known.
type Levels struct{ Chance, Serious, Mean, Tail, Cost, Burden, Given, Moved stat.Estimate }

// Of returns the estimate of a quantity.
func (l Levels) Of(q Quantity) stat.Estimate { return *l.at(q) }

func (l *Levels) at(q Quantity) *stat.Estimate {
	return [...]*stat.Estimate{&l.Chance, &l.Serious, &l.Mean, &l.Tail, &l.Cost, &l.Burden, &l.Given, &l.Moved}[q]
}

// Mean returns the mean of numbers by trial, with its sampling error; without a value
// where there are none.
func (a *Arm) Mean(values []float64) stat.Estimate {
	if values == nil {
		return nothing()
	}
	return a.mean(values, math.Inf(1))
}

// Levels returns the arm's own numbers.
func (a *Arm) Levels() Levels {
	var l Levels
	for _, q := range Quantities() {
		*l.at(q) = a.level(q)
	}
	return l
}

func (a *Arm) level(q Quantity) stat.Estimate {
	switch values := a.of(q); {
	case values == nil:
		return nothing()
	case q == Tail && a.Groups == nil:
		return a.kept(q, gathered(a.Loss).CVaR(tail))
	case q == Tail && !a.tailTold():
		return a.mean(values, math.Inf(1)).Open("CVaR95")
	case a.Groups == nil && (q == Chance || q == Serious):
		return gathered(values).Positive()
	default:
		return a.kept(q, a.mean(values, math.Inf(1)))
	}
}

// kept stops the interval of what cannot be negative at 0.
func (a *Arm) kept(q Quantity, e stat.Estimate) stat.Estimate {
	if q == Cost || q == Burden || a.Signed {
		return e
	}
	return e.NotBelow(0)
}

// tailTold reports whether the trials tell of the error of CVaR95: more than one
// is in the tail and, where groups of them are not independent, in more than one
// group.
func (a *Arm) tailTold() bool {
	if !stat.Estimable((1 - tail) * float64(len(a.Loss))) {
		return false
	}
	if a.Groups == nil {
		return true
	}
	q := gathered(a.Loss).Quantile(tail).Value
	groups, above := map[uint64]bool{}, 0.0
	for i, x := range a.Loss {
		if x > q {
			groups[a.Groups[i]], above = true, above+1
		}
	}
	if above < (1-tail)*float64(len(a.Loss))*(1-alike) { // those at the boundary are in it
		for i, x := range a.Loss {
			if x == q {
				groups[a.Groups[i]] = true
			}
		}
	}
	return len(groups) > 1
}

// tailCompared reports whether the trials tell of the error of a difference in
// CVaR95.
func (a *Arm) tailCompared() bool {
	return (1-tail)*float64(len(a.Loss)) >= fewestInTail && a.tailTold()
}

// mean returns the mean of values by trial, with at most so many degrees of
// freedom. The means of groups are independent where trials are not.
func (a *Arm) mean(values []float64, freedom float64) stat.Estimate {
	apart := a.byGroup(values)
	e := stat.MomentsOf(apart).MeanWith(min(freedom, float64(len(apart)-1)))
	e.N = int64(len(values))
	return e
}

// byGroup returns the mean of each group, in order of appearance; the values
// themselves where trials are independent. Groups are of one size but for trials
// that failed.
func (a *Arm) byGroup(values []float64) []float64 {
	if a.Groups == nil {
		return values
	}
	at := map[uint64]int{}
	var means, sizes []float64
	for i, x := range values {
		g, ok := at[a.Groups[i]]
		if !ok {
			g = len(means)
			at[a.Groups[i]] = g
			means, sizes = append(means, 0), append(sizes, 0)
		}
		means[g] += x
		sizes[g]++
	}
	for g := range means {
		means[g] /= sizes[g]
	}
	return means
}

// nothing is the estimate of what is not known.
func nothing() stat.Estimate {
	nan := math.NaN()
	return stat.Estimate{Value: nan, Low: nan, High: nan, SE: nan}
}

// of returns the values by trial whose mean is a quantity: of the loss, of
// whether there is any, of the cost, and, to the first order, of CVaR's influence
// function q + (x−q)⁺/(1−p) (the source is with stat.Column.CVaR). It is nil
// where the quantity is not known.
func (a *Arm) of(q Quantity) []float64 {
	if a.values[q] == nil {
		a.values[q] = a.made(q)
	}
	return a.values[q]
}

func (a *Arm) made(q Quantity) []float64 {
	switch q {
	case Chance:
		return indicate(a.Loss, 0)
	case Serious:
		return indicate(a.Share, serious)
	case Tail:
		return influence(a.Loss, tail)
	}
	return [...][]float64{Mean: a.Loss, Cost: a.Cost, Burden: a.Burden, Given: a.Given, Moved: a.Moved}[q]
}

// indicate tells by 1 or 0 where xs are above a limit.
func indicate(xs []float64, limit float64) []float64 {
	if xs == nil {
		return nil
	}
	all := make([]float64, len(xs))
	for i, x := range xs {
		if x > limit {
			all[i] = 1
		}
	}
	return all
}

// influence returns the values whose mean is the mean of the worst share 1−p of
// xs: q + (x−q)⁺/(1−p). The trial at the boundary counts by its fraction, as in
// stat.Column.CVaR, where the source is.
func influence(xs []float64, p float64) []float64 {
	q := gathered(xs).Quantile(p).Value
	return each(xs, func(x float64) float64 { return q + max(0, x-q)/(1-p) })
}

func gathered(xs []float64) *stat.Column {
	c := stat.NewColumn(len(xs))
	c.Add(0, xs)
	return c
}
