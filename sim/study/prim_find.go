package study

import (
	"cmp"
	"slices"

	"magnetsim/sim/draw"
	"magnetsim/sim/stat"
)

// mostBoxes is how many boxes are looked for, each among the trials that are in
// none of those before (covering).
const mostBoxes = 3

// FewestBad are the bad trials below which no box is looked for: half of them tell
// where it is, half how good it is.
const FewestBad = 40

// NoiseLevel is the chance with which a box is shown where bad trials have nothing
// in common: the trials that it is measured on did not help to find it, and would
// hold so many bad ones by chance with at most this probability. Of a second box it
// is also asked that it is worse than all trials, not only than those left.
const NoiseLevel = 0.01

// Discovery is what bad trials have in common.
type Discovery struct {
	Learnt Tally // the half that boxes were looked for in
	Held   Tally // the half that they are measured on
	Looked bool  // there were enough bad trials to look
	Boxes  []FoundBox
	Next   *FoundBox // the first that could not be told from noise, if one was found
}

// FoundBox is a box and how it does on the trials that were held out.
type FoundBox struct {
	Limits   []FoundLimit // the most telling first
	Coverage stat.Estimate
	Density  stat.Estimate
	Mass     stat.Estimate // share of all trials that are in it
	P        float64       // of as many bad trials in it if it were like all trials
	Held     Tally
	Learnt   Tally

	Path   []Peel // of the trials that it was learnt from
	Chosen int    // in Path, before it was widened and simplified
}

// FoundLimit is a limit of a box.
type FoundLimit struct {
	Limit
	QuasiP  float64       // on the trials held out
	InBad   stat.Estimate // share of the bad trials, of those held out, that it keeps
	InAll   stat.Estimate // share of all that it keeps
	Density float64       // of the box without it, on the trials held out
}

// heldOut says which half of the trials a trial is in: whole replicates of any
// design, so that the halves are independent.
func heldOut(trial uint64) bool { return trial%draw.Replicates >= draw.Replicates/2 }

// Discover looks for boxes of inputs in which bad trials are dense. inputs is by
// input, then trial; an input without a number in some trial is left out. numbers
// are those of the trials.
func Discover(inputs [][]float64, bad []bool, numbers []uint64) *Discovery {
	var learn, hold []int
	for i, n := range numbers {
		if heldOut(n) {
			hold = append(hold, i)
		} else {
			learn = append(learn, i)
		}
	}
	d := &Discovery{Learnt: tallyOf(bad, learn), Held: tallyOf(bad, hold)}
	if min(d.Learnt.Bad, d.Held.Bad) < FewestBad/2 {
		return d
	}
	d.Looked = true
	for len(d.Boxes) < mostBoxes {
		box, ok := d.find(inputs, bad, learn, hold)
		if !ok {
			break
		}
		if box.P > NoiseLevel {
			d.Next = &box
			break
		}
		d.Boxes = append(d.Boxes, box)
		learn, hold = outside(inputs, box, learn), outside(inputs, box, hold)
	}
	return d
}

// find peels a box from some trials and measures it on others.
func (d *Discovery) find(inputs [][]float64, bad []bool, learn, hold []int) (FoundBox, bool) {
	from, rest := tallyOf(bad, learn), tallyOf(bad, hold)
	if min(from.Bad, rest.Bad) < FewestBad/4 {
		return FoundBox{}, false
	}
	p := newPeeler(inputs, bad, learn)
	g := ground{inputs: inputs, bad: bad, trials: learn, all: d.Learnt.Bad}
	g.rivals = len(p.candidates())
	x := g.grow(p)
	box := g.paste(g.simplified(g.paste(x.box())))
	if len(box) == 0 {
		return FoundBox{}, false
	}
	f := FoundBox{Path: x.path, Chosen: x.chosen, Learnt: g.tally(box)}
	d.measure(&f, box, ground{inputs: inputs, bad: bad, trials: hold, all: d.Held.Bad})
	return f, true
}

// measure tells how a box does on trials that were held out.
func (d *Discovery) measure(f *FoundBox, box Box, g ground) {
	f.Held = g.tally(box)
	f.Coverage = stat.Share(int64(f.Held.Bad), int64(d.Held.Bad))
	f.Density = stat.Share(int64(f.Held.Bad), int64(f.Held.Trials))
	f.Mass = stat.Share(int64(f.Held.Trials), int64(d.Held.Trials))
	f.P = orMore(f.Held.Bad, f.Held.Trials, d.Held.Density())
	all := tallyOf(g.bad, g.trials)
	for i, l := range box {
		alone := g.tally(Box{l})
		f.Limits = append(f.Limits, FoundLimit{
			Limit: l, QuasiP: g.quasiP(box, i), Density: g.tally(without(box, i)).Density(),
			InBad: stat.Share(int64(alone.Bad), int64(all.Bad)), InAll: stat.Share(int64(alone.Trials), int64(all.Trials)),
		})
	}
	slices.SortStableFunc(f.Limits, func(a, b FoundLimit) int { return cmp.Compare(a.QuasiP, b.QuasiP) })
}

// Box returns the limits alone.
func (f FoundBox) Box() Box {
	var b Box
	for _, l := range f.Limits {
		b = append(b, l.Limit)
	}
	return b
}

func outside(inputs [][]float64, f FoundBox, trials []int) []int {
	box := f.Box()
	return slices.DeleteFunc(slices.Clone(trials), func(i int) bool { return box.Holds(inputs, i) })
}
