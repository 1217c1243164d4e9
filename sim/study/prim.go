package study

import (
	"cmp"
	"math"
	"slices"
)

// The patient rule induction method (PRIM) of Friedman and Fisher, Bump hunting in
// high-dimensional data, Statistics and Computing 9 (1999) 123–143, for an outcome
// that is bad or not: it looks for a box, a range for each of a few inputs, in
// which bad trials are dense. This file peels: it begins with all trials and cuts
// off, again and again, the thin slice at the low or the high end of one input that
// has the lowest share of bad trials.

// peelShare (α) is the share of the trials in the box that a slice takes at least:
// trials of equal value stay together, so that it takes more of an input with few
// values.
const peelShare = 0.05

// fewestInBox is the number of trials below which a box is not peeled further.
const fewestInBox = 20

// Limit is the range of one input that a box keeps, both ends included; infinite
// where it is open.
type Limit struct {
	Input     int
	Low, High float64
}

func (l Limit) holds(x float64) bool { return l.Low <= x && x <= l.High }

// Box is what all its limits keep, at most one an input.
type Box []Limit

// Holds reports whether a trial is in the box. inputs is by input, then trial.
func (b Box) Holds(inputs [][]float64, trial int) bool {
	for _, l := range b {
		if !l.holds(inputs[l.Input][trial]) {
			return false
		}
	}
	return true
}

// Tally counts trials, and the bad among them.
type Tally struct{ Trials, Bad int }

// Density is the share of bad trials, 0 of none.
func (t Tally) Density() float64 {
	if t.Trials == 0 {
		return 0
	}
	return float64(t.Bad) / float64(t.Trials)
}

// Peel is a step of the peeling trajectory: a box and what is in it.
type Peel struct {
	Box Box
	Tally
}

// fit is the harmonic mean of the coverage (the share of all bad trials that are in
// the box) and the density: 2 bad in the box/(trials in the box + all bad).
func (t Tally) fit(allBad int) float64 {
	if t.Trials+allBad == 0 {
		return 0
	}
	return 2 * float64(t.Bad) / float64(t.Trials+allBad)
}

// peeler is a box while it is peeled.
type peeler struct {
	inputs [][]float64
	bad    []bool
	orders [][]int // by input: the trials in the box by its value; nil of an input that is no candidate
	limits map[int]Limit
	in     Tally
}

// newPeeler begins with the box of some trials; candidates are the inputs that
// vary over them and have a number in all.
func newPeeler(inputs [][]float64, bad []bool, trials []int) *peeler {
	p := &peeler{inputs: inputs, bad: bad, limits: map[int]Limit{}, in: tallyOf(bad, trials)}
	for _, x := range inputs {
		p.orders = append(p.orders, orderOf(x, trials))
	}
	return p
}

// over returns a peeler that begins anew and cuts some of the inputs only.
func (p *peeler) over(inputs []int) *peeler {
	few := &peeler{inputs: p.inputs, bad: p.bad, limits: map[int]Limit{}, in: p.in, orders: make([][]int, len(p.orders))}
	for _, i := range inputs {
		few.orders[i] = slices.Clone(p.orders[i])
	}
	return few
}

// candidates lists the inputs that can be cut.
func (p *peeler) candidates() []int {
	return where(p.orders, func(o []int) bool { return o != nil })
}

func tallyOf(bad []bool, trials []int) Tally {
	t := Tally{Trials: len(trials)}
	for _, i := range trials {
		if bad[i] {
			t.Bad++
		}
	}
	return t
}

// orderOf sorts trials by an input; nil where it does not vary or has no number.
func orderOf(x []float64, trials []int) []int {
	if slices.ContainsFunc(trials, func(i int) bool { return math.IsNaN(x[i]) }) {
		return nil
	}
	order := slices.Clone(trials)
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(x[a], x[b]) })
	if len(order) == 0 || x[order[0]] == x[order[len(order)-1]] {
		return nil
	}
	return order
}

// slice is what a cut would take off: size trials at one end of an input.
type slice struct {
	input int
	high  bool
	Tally
}

// trajectory peels until a box has only bad trials or too few to go on, and
// returns all boxes, from that of all trials.
func (p *peeler) trajectory() []Peel {
	path := []Peel{{Tally: p.in}}
	for p.in.Bad > 0 && p.in.Bad < p.in.Trials {
		best, ok := p.poorest()
		if !ok {
			break
		}
		p.cut(best)
		path = append(path, Peel{p.box(), p.in})
	}
	return path
}

// poorest returns the slice with the lowest share of bad trials: where several have
// the same, of an input that is limited already, then the largest.
func (p *peeler) poorest() (best slice, ok bool) {
	for i, order := range p.orders {
		if order == nil {
			continue
		}
		for _, high := range []bool{false, true} {
			s := p.slice(i, high)
			if p.in.Trials-s.Trials >= fewestInBox && (!ok || p.poorer(s, best)) {
				best, ok = s, true
			}
		}
	}
	return best, ok
}

func (p *peeler) poorer(a, b slice) bool {
	if x, y := a.Bad*b.Trials, b.Bad*a.Trials; x != y {
		return x < y
	}
	_, hasA := p.limits[a.input]
	_, hasB := p.limits[b.input]
	if hasA != hasB {
		return hasA
	}
	return a.Trials > b.Trials
}

// slice counts the trials at an end of an input: at least the share α, and all that
// have the last one's value.
func (p *peeler) slice(input int, high bool) slice {
	s := slice{input: input, high: high}
	order, x := p.orders[input], p.inputs[input]
	least := int(math.Ceil(peelShare * float64(len(order))))
	for n := range order {
		at := fromEnd(order, n, high)
		if n >= least && x[at] != x[fromEnd(order, n-1, high)] {
			break
		}
		s.Trials++
		if p.bad[at] {
			s.Bad++
		}
	}
	return s
}

// fromEnd is the n-th trial from an end of an order.
func fromEnd(order []int, n int, high bool) int {
	if high {
		return order[len(order)-1-n]
	}
	return order[n]
}

// cut takes a slice off. The limit is the last value kept, so that it moves with
// any rising transformation of the input.
func (p *peeler) cut(s slice) {
	order, x := p.orders[s.input], p.inputs[s.input]
	l, ok := p.limits[s.input]
	if !ok {
		l = Limit{s.input, math.Inf(-1), math.Inf(1)}
	}
	last := x[fromEnd(order, s.Trials, s.high)]
	if s.high {
		l.High = last
	} else {
		l.Low = last
	}
	p.limits[s.input] = l
	for i, o := range p.orders {
		o = slices.DeleteFunc(o, func(t int) bool { return !l.holds(x[t]) })
		if o != nil && p.inputs[i][o[0]] == p.inputs[i][o[len(o)-1]] {
			o = nil // it no longer varies
		}
		p.orders[i] = o
	}
	p.in.Trials, p.in.Bad = p.in.Trials-s.Trials, p.in.Bad-s.Bad
}

// box returns the limits in force, by input.
func (p *peeler) box() Box {
	var b Box
	for i := range p.inputs {
		if l, ok := p.limits[i]; ok {
			b = append(b, l)
		}
	}
	return b
}
