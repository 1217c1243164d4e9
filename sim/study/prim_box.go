package study

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/mathext"
)

// Peeling over all inputs at once follows noise: with eighty of them, the best of all
// slices is often one that has few bad trials by luck, and a box gets dozens of
// limits. So inputs are let in one by one, each time that whose trajectory, together
// with those already in, leads to the best box. The box is then widened where that
// helps and freed of limits that do little. All this looks at the trials it is
// peeled from.

// mostLimits is how many inputs a box limits at the most: more cannot be kept in mind.
const mostLimits = 4

// A limit is let in, and kept, only if it is worth this share of the fit, and if so
// many bad trials would seldom be there by chance: with a quasi-p value of at most
// surely, divided by the number of inputs that were looked through for it.
const (
	worthFit = 0.05
	surely   = 0.05
)

// grown is a box with the trajectory that it stands on.
type grown struct {
	path   []Peel
	chosen int
}

func (x grown) box() Box { return x.path[x.chosen].Box }

// grow lets inputs in.
func (g ground) grow(p *peeler) grown {
	best := grown{path: []Peel{{Tally: p.in}}}
	var in []int
	for len(in) < mostLimits {
		next, input := best, -1
		for _, i := range p.candidates() {
			if slices.Contains(in, i) {
				continue
			}
			path := p.over(append(slices.Clone(in), i)).trajectory()
			if x := (grown{path, chosen(path, g.all)}); x.fit(g.all) > next.fit(g.all) {
				next, input = x, i
			}
		}
		at := slices.IndexFunc(next.box(), func(l Limit) bool { return l.Input == input })
		if at < 0 || next.fit(g.all) < (1+worthFit)*best.fit(g.all) || g.quasiP(next.box(), at) > surely/float64(g.rivals) {
			return best
		}
		best, in = next, append(in, input)
	}
	return best
}

func (x grown) fit(allBad int) float64 { return x.path[x.chosen].fit(allBad) }

// Coverage and density pull against each other along the trajectory. The box taken
// is that of the largest harmonic mean of the two, the first where several have it.
func chosen(path []Peel, allBad int) int {
	best := 0
	for i, x := range path {
		if x.fit(allBad) > path[best].fit(allBad) {
			best = i
		}
	}
	return best
}

// ground is the trials that a box is fitted to.
type ground struct {
	inputs [][]float64
	bad    []bool
	trials []int
	all    int // bad trials, those in earlier boxes counted
	rivals int // inputs that could have been limited
}

func (g ground) tally(b Box) Tally {
	t := Tally{}
	for _, i := range g.trials {
		if b.Holds(g.inputs, i) {
			t.Trials++
			if g.bad[i] {
				t.Bad++
			}
		}
	}
	return t
}

func (g ground) fit(b Box) float64 { return g.tally(b).fit(g.all) }

// paste widens a box at one end of one limit by the slice just beyond it, as long
// as the fit rises (the pasting of Friedman and Fisher, with the measure by which
// the box was chosen).
func (g ground) paste(b Box) Box {
	for fit, rose := g.fit(b), true; rose; {
		rose = false
		from := b
		for i := range from {
			for _, high := range []bool{false, true} {
				if wider, ok := g.widened(from, i, high); ok && g.fit(wider) > fit {
					b, fit, rose = wider, g.fit(wider), true
				}
			}
		}
	}
	return b
}

// widened moves one end of limit i outwards past a share α of the box's trials, to
// the value of the last of them; open where there are no more.
func (g ground) widened(b Box, i int, high bool) (Box, bool) {
	l := b[i]
	x, others := g.inputs[l.Input], slices.Delete(slices.Clone(b), i, i+1)
	var beyond []float64
	for _, t := range g.trials {
		if (high && x[t] > l.High || !high && x[t] < l.Low) && others.Holds(g.inputs, t) {
			beyond = append(beyond, x[t])
		}
	}
	if len(beyond) == 0 {
		return nil, false
	}
	wider := slices.Clone(b)
	end, open := &wider[i].Low, math.Inf(-1)
	slices.Sort(beyond)
	if high {
		end, open = &wider[i].High, math.Inf(1)
	} else {
		slices.Reverse(beyond)
	}
	if n := int(math.Ceil(peelShare * float64(g.tally(b).Trials))); n < len(beyond) {
		*end = beyond[n-1]
	} else {
		*end = open
	}
	if math.IsInf(wider[i].Low, -1) && math.IsInf(wider[i].High, 1) {
		return nil, false // that is for simplified
	}
	return wider, true
}

// simplified leaves out limits one by one, the least useful first.
func (g ground) simplified(b Box) Box {
	whole := g.fit(b)
	for len(b) > 0 {
		least, fit := 0, -1.0
		for i := range b {
			if f := g.fit(without(b, i)); f > fit {
				least, fit = i, f
			}
		}
		if fit < (1-worthFit)*whole {
			if least = g.doubtful(b); least < 0 {
				return b
			}
		}
		b = without(b, least)
	}
	return b
}

// doubtful returns the limit with the largest quasi-p value that is too large, −1
// where there is none.
func (g ground) doubtful(b Box) int {
	worst, at := surely/float64(g.rivals), -1
	for i := range b {
		if p := g.quasiP(b, i); p > worst {
			worst, at = p, i
		}
	}
	return at
}

func without(b Box, i int) Box { return slices.Delete(slices.Clone(b), i, i+1) }

// quasiP is the chance of at least as many bad trials in the box if they fell there
// as in the box without limit i: P(Binomial(n, q) ≥ bad), with n trials in the box
// and q the density without the limit (Bryant and Lempert, Thinking inside the box,
// Technological Forecasting and Social Change 77 (2010) 34–49). "Quasi", as the
// limit was placed where it looked best.
func (g ground) quasiP(b Box, i int) float64 {
	in, wide := g.tally(b), g.tally(without(b, i))
	return orMore(in.Bad, in.Trials, wide.Density())
}

// orMore is P(Binomial(n, p) ≥ k), by the regularized incomplete beta function
// I_p(k, n−k+1) (Abramowitz and Stegun 26.5.24).
func orMore(k, n int, p float64) float64 {
	switch {
	case k <= 0:
		return 1
	case p <= 0:
		return 0
	case p >= 1:
		return 1
	}
	return mathext.RegIncBeta(float64(k), float64(n-k+1), p)
}
