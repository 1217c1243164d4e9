package curb

import (
	"cmp"
	"math"
	"slices"
)

// Exposure averages the strictest of a set of episodes over time steps. The
// zero value is ready; it reuses its memory.
type Exposure struct {
	Step  float64 // Δ, years in a step
	First int     // index of the first step, negative for steps before the start

	cuts  []float64
	order []int // of the episodes, by their starts
	live  []living
	all   Averages // clear but for what the last call touched
}

// living is an episode that reaches the time at hand, with its place in the list.
type living struct {
	Episode
	place int
}

// Averages are the exact averages of a restriction over consecutive steps, one
// element a step.
type Averages struct {
	Free  []float64 // f: share of the step at severity 0
	Quota []float64 // Q = ∫(1−s) over the rest of the step, as a share of the step
	Delay []float64 // mean licence delay over the whole step, years

	// From and To are the elements from which and before which a step may suffer
	// anything: f is 1 and Q and the delay are 0 in all others.
	From, To int
}

// shape makes n elements of no restriction.
func (a *Averages) shape(n int) {
	if n > cap(a.Free) {
		*a = Averages{Free: make([]float64, n), Quota: make([]float64, n), Delay: make([]float64, n), To: n}
	}
	all := cap(a.Free)
	a.Free, a.Quota, a.Delay = a.Free[:all], a.Quota[:all], a.Delay[:all]
	for k := a.From; k < a.To; k++ {
		a.Free[k], a.Quota[k], a.Delay[k] = 1, 0, 0
	}
	a.Free, a.Quota, a.Delay = a.Free[:n], a.Quota[:n], a.Delay[:n]
	a.From, a.To = n, 0
}

// sliver is the share of a step below which a restriction, or its absence, does not
// count: a curb that begins with a step leaves none of it free, whatever rounding
// makes of its date.
const sliver = 1e-9

// snap is how near two severities count as the same: the sum of a few hundred
// roundings of 1e-16, with room.
const snap = 1e-12

// Average returns the averages over so many steps of the strictest of the episodes.
// They are valid until the next call.
func (x *Exposure) Average(episodes []Episode, steps int) Averages {
	a := &x.all
	a.shape(steps)
	x.cut(episodes, float64(x.First+len(a.Free))*x.Step)
	x.sort(episodes)
	begun := 0
	for i := 1; i < len(x.cuts); i++ {
		from, to := x.cuts[i-1], x.cuts[i]
		for ; begun < len(x.order) && episodes[x.order[begun]].Start <= from; begun++ {
			x.admit(episodes[x.order[begun]], x.order[begun])
		}
		x.live = slices.DeleteFunc(x.live, func(e living) bool { return e.until() < to })
		x.piece(from, to, a)
	}
	for k := a.From; k < a.To; k++ {
		if f := a.Free[k]; f < sliver {
			a.Free[k] = 0
		} else if f > 1-sliver {
			a.Free[k] = 1
		}
	}
	return *a
}

// cut collects the times at which an episode that begins before end begins,
// starts to ease or ends, in order and without repeats. Those before the steps
// asked for count too: what a step gets must not depend on where the first is,
// not even by the rounding of a line that is cut in other places.
func (x *Exposure) cut(episodes []Episode, end float64) {
	x.cuts = x.cuts[:0]
	for _, e := range episodes {
		if e.Start >= end {
			continue
		}
		x.cuts = append(x.cuts, e.Start, e.End, e.until())
	}
	slices.Sort(x.cuts)
	x.cuts = slices.Compact(x.cuts)
}

// sort notes the order in which the episodes start.
func (x *Exposure) sort(episodes []Episode) {
	x.order, x.live = x.order[:0], x.live[:0]
	for i := range episodes {
		x.order = append(x.order, i)
	}
	slices.SortStableFunc(x.order, func(i, j int) int { return cmp.Compare(episodes[i].Start, episodes[j].Start) })
}

// admit lets an episode that has begun live, in the order of the list. One that is
// nowhere stricter than another is left out: so few live at once even where very
// many overlap, and the time taken grows with the number of episodes and not with
// its square.
func (x *Exposure) admit(e Episode, place int) {
	if e.until() <= e.Start || slices.ContainsFunc(x.live, func(o living) bool { return o.covers(e) }) {
		return
	}
	x.live = slices.DeleteFunc(x.live, func(o living) bool { return e.covers(o.Episode) })
	at, _ := slices.BinarySearchFunc(x.live, place, func(o living, place int) int { return cmp.Compare(o.place, place) })
	x.live = slices.Insert(x.live, at, living{e, place})
}

// covers reports whether, from when both have begun, o is never stricter than e.
func (e Episode) covers(o Episode) bool {
	return e.Severity >= o.Severity && e.End >= o.End && e.until() >= o.until() && e.Delay >= o.Delay
}

// piece adds the time between two neighbouring cuts, in which every episode
// that lives is one straight line, by the pieces of the lines' upper envelope.
func (x *Exposure) piece(from, to float64, a *Averages) {
	if len(x.live) == 0 {
		return
	}
	delay := 0.0
	for _, e := range x.live {
		delay = max(delay, e.Delay)
	}
	for from < to {
		top := x.highest(from, to)
		t := x.overtaken(top, from, to)
		x.add(from, t, x.live[top].lineAt(from, to), x.live[top].lineAt(t, to), delay, a)
		from = t
	}
}

// lineAt is the severity at t seen from within a piece that ends at to: at the
// end of full severity it is the limit from the piece's own side.
func (e Episode) lineAt(t, to float64) float64 {
	if to <= e.End {
		return e.Severity
	}
	return e.at(t)
}

// highest returns the line that is on top just after from: of those that meet
// there but for rounding, the one that ends higher.
func (x *Exposure) highest(from, to float64) int {
	top := 0
	for i := range x.live {
		lead := x.live[i].lineAt(from, to) - x.live[top].lineAt(from, to)
		if lead > snap || lead > -snap && x.live[i].lineAt(to, to) > x.live[top].lineAt(to, to) {
			top = i
		}
	}
	return top
}

// overtaken returns the first time after from at which another line crosses the
// top one from below; to where none does.
func (x *Exposure) overtaken(top int, from, to float64) float64 {
	best := to
	t0, t1 := x.live[top].lineAt(from, to), x.live[top].lineAt(to, to)
	for i := range x.live {
		d0 := t0 - x.live[i].lineAt(from, to) // the top line leads at from
		d1 := t1 - x.live[i].lineAt(to, to)
		if i == top || d1 >= 0 {
			continue
		}
		if t := from + (to-from)*d0/(d0-d1); t > from && t < best {
			best = t
		}
	}
	return best
}

// add spreads one straight piece of severity, s0 at from to s1 at to, over the
// steps it meets.
func (x *Exposure) add(from, to, s0, s1, delay float64, a *Averages) {
	line := func(t float64) float64 { return s0 + (s1-s0)*(t-from)/(to-from) }
	first := max(from/x.Step, float64(x.First)-1) // a long past is not walked through
	for k := max(0, int(math.Floor(first))-x.First); k < len(a.Free); k++ {
		left := max(from, float64(k+x.First)*x.Step)
		right := min(to, float64(k+1+x.First)*x.Step)
		if right-left > sliver*x.Step {
			x.deposit(k, (right-left)/x.Step, (line(left)+line(right))/2, delay, a)
		} else if left >= to || right >= to {
			return
		}
	}
}

// deposit adds a share of step k at a mean severity and a delay.
func (x *Exposure) deposit(k int, portion, severity, delay float64, a *Averages) {
	a.From, a.To = min(a.From, k), max(a.To, k+1)
	a.Delay[k] += portion * delay
	if severity > 0 {
		a.Free[k] -= portion
		a.Quota[k] += portion * (1 - severity)
	}
}
