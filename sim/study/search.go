package study

import "context"

// Enough is the smallest level of a lever that meets criteria, as far as trials
// tell: an interval, for at levels in between the limit of a criterion lies
// within the sampling error.
//
// Both ends are found with the same trials, the most that were asked for, so the
// interval is what turning the test of each level round gives: it lacks the
// smallest level that truly meets a criterion only where the verdict on that one
// level is wrong, which a 95% interval is in one of twenty samples at most.
type Enough struct {
	Fails *Point // the highest level tried that surely fails, below Meets; nil where none does
	Meets *Point // the lowest level tried that surely meets all; nil where none does
	Top   Outcome
	Again []*Point // levels above Meets that surely fail: more is not always better
	Idle  bool     // no level changes anything of what the criteria judge
}

// scanned is the number of levels tried first, over the whole range.
const scanned = 9

// Smallest finds the smallest level of the lab's only lever that meets criteria,
// with so many trials in the end.
func (l *Lab) Smallest(ctx context.Context, c Criteria, trials int) (*Enough, error) {
	if err := l.needs(c); err != nil {
		return nil, err
	}
	h := &hunt{lab: l, criteria: c, last: l.Ranges[0].Last()}
	if err := h.scan(ctx, stages(trials)[0]); err != nil {
		return nil, err
	}
	for _, n := range stages(trials) {
		if err := h.refine(ctx, n, n == trials); err != nil {
			return nil, err
		}
	}
	return h.result(ctx)
}

// hunt closes in on a level. Levels are told by their numbers.
type hunt struct {
	lab      *Lab
	criteria Criteria
	last     int // the highest level
	coarse   []*Point
	trials   int

	fails int // surely fails; −1 where not even the lowest does
	meets int // surely meets; last+1 where not even the highest does
	// What lies between is unsure from low to high; high is below low where nothing
	// tried is.
	low, high int
}

// outcome tries a level.
func (h *hunt) outcome(ctx context.Context, at int) (Outcome, error) {
	p, err := h.lab.try(ctx, h.trials, at)
	if err != nil {
		return TooClose, err
	}
	return Together(h.lab.Judge(h.criteria, p)), nil
}

// scan tries levels over the whole range, lest something be taken for rising or
// falling that is not, and begins with the lowest that meets the criteria.
func (h *hunt) scan(ctx context.Context, trials int) (err error) {
	h.trials, h.fails, h.meets = trials, -1, h.last+1
	if h.coarse, err = h.lab.tryAll(ctx, trials, spread(0, h.last, scanned)); err != nil {
		return err
	}
	for _, p := range h.coarse {
		switch Together(h.lab.Judge(h.criteria, p)) {
		case Pass:
			h.meets = p.At[0]
			return nil
		case Fail:
			h.fails = p.At[0]
		}
	}
	return nil
}

// refine finds the ends again with more trials: both are moved outward until
// they are sure, then closed in by halving.
func (h *hunt) refine(ctx context.Context, trials int, final bool) error {
	h.trials, h.low, h.high = trials, 0, -1
	if err := h.widen(ctx); err != nil {
		return err
	}
	part := 4
	if final {
		part = 8
	}
	for {
		at, ok := h.next(part)
		if !ok {
			return nil
		}
		if err := h.take(ctx, at); err != nil {
			return err
		}
	}
}

// widen moves each end outward, ever farther, to a level that is surely what it
// should be.
func (h *hunt) widen(ctx context.Context) error {
	for step := max(1, (h.meets-h.fails)/2); h.fails >= 0; step *= 2 {
		o, err := h.outcome(ctx, h.fails)
		if err != nil {
			return err
		}
		if o == Fail {
			break
		}
		h.unsure(o, h.fails)
		h.fails = outward(h.fails, -step, h.last)
	}
	for step := max(1, (h.meets-h.fails)/2); h.meets <= h.last; step *= 2 {
		o, err := h.outcome(ctx, h.meets)
		if err != nil {
			return err
		}
		if o == Pass {
			break
		}
		h.unsure(o, h.meets)
		h.meets = outward(h.meets, step, h.last)
	}
	return h.ends(ctx)
}

// outward returns the level beyond, one outside of the range after its end.
func outward(at, step, last int) int {
	switch {
	case at == 0 && step < 0:
		return -1
	case at == last && step > 0:
		return last + 1
	}
	return max(0, min(last, at+step))
}

// ends judges the ends of the range where the search has left it.
func (h *hunt) ends(ctx context.Context) error {
	if h.fails < 0 && h.meets > 0 {
		if err := h.take(ctx, 0); err != nil {
			return err
		}
	}
	if h.meets > h.last && h.fails < h.last {
		return h.take(ctx, h.last)
	}
	return nil
}

// take tries a level between the ends and moves what it tells of.
func (h *hunt) take(ctx context.Context, at int) error {
	o, err := h.outcome(ctx, at)
	if err != nil {
		return err
	}
	switch o {
	case Fail:
		if h.fails = at; h.low <= at {
			h.low, h.high = 0, -1
		}
	case Pass:
		if h.meets = at; h.high >= at {
			h.low, h.high = 0, -1
		}
	}
	h.unsure(o, at)
	return nil
}

// unsure notes a level that is too close to call.
func (h *hunt) unsure(o Outcome, at int) {
	switch {
	case o != TooClose:
	case h.high < h.low:
		h.low, h.high = at, at
	default:
		h.low, h.high = min(h.low, at), max(h.high, at)
	}
}

// next returns the level to try next; none where both ends are known to a part
// of what is unsure, or to one step.
func (h *hunt) next(part int) (int, bool) {
	if h.high < h.low {
		return (h.fails + h.meets) / 2, h.meets-h.fails > 1
	}
	room := max(1, (h.high-h.low)/part)
	switch {
	case h.low-h.fails > room:
		return (h.fails + h.low) / 2, true
	case h.meets-h.high > room:
		return (h.high + h.meets) / 2, true
	}
	return 0, false
}

// result gathers what was found, and tries with all trials whatever speaks
// against it.
func (h *hunt) result(ctx context.Context) (*Enough, error) {
	e := &Enough{Top: Pass, Idle: h.idle()}
	if h.fails >= 0 {
		e.Fails = h.lab.point([]int{h.fails})
	}
	if h.meets <= h.last {
		e.Meets = h.lab.point([]int{h.meets})
	}
	var err error
	if e.Meets == nil {
		e.Top, err = h.outcome(ctx, h.last)
		return e, err
	}
	for _, p := range h.coarse {
		if p.At[0] < h.meets || Together(h.lab.Judge(h.criteria, p)) != Fail {
			continue
		}
		o, err := h.outcome(ctx, p.At[0])
		if err != nil {
			return nil, err
		}
		if o == Fail {
			e.Again = append(e.Again, p)
		}
	}
	return e, nil
}

// idle reports whether all levels of the scan gave the same values.
func (h *hunt) idle() bool {
	for _, p := range h.coarse[1:] {
		for _, c := range h.criteria {
			m := h.lab.Index(c.Metric)
			if !sameValues(p.Values[m], h.coarse[0].Values[m]) {
				return false
			}
		}
	}
	return true
}

// sameValues compares the trials that both have.
func sameValues(a, b []float64) bool {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] && (a[i] == a[i] || b[i] == b[i]) {
			return false
		}
	}
	return true
}
