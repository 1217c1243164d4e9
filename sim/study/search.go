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
	s := &levelSearch{trier: trier{ctx: ctx, lab: l, criteria: c}, last: l.Ranges[0].Last()}
	s.scan(stages(trials)[0])
	for _, n := range stages(trials) {
		s.refine(n, n == trials)
	}
	if s.err != nil {
		return nil, s.err
	}
	e := s.result()
	return e, s.err
}

// levelSearch closes in on a level. Levels are told by their numbers.
type levelSearch struct {
	trier
	last   int // the highest level
	coarse []*Point

	fails int // surely fails; −1 where not even the lowest does
	meets int // surely meets; last+1 where not even the highest does
	// What lies between is unsure from low to high; high is below low where nothing
	// tried is.
	low, high int
}

// scan tries levels over the whole range, lest something be taken for rising or
// falling that is not, and begins with the lowest that meets the criteria.
func (s *levelSearch) scan(trials int) {
	s.trials, s.fails, s.meets = trials, -1, s.last+1
	for _, at := range spread(0, s.last, scanned) {
		s.coarse = append(s.coarse, s.try(at))
	}
	for _, p := range s.coarse {
		switch s.outcome(p) {
		case Pass:
			s.meets = p.At[0]
			return
		case Fail:
			s.fails = p.At[0]
		}
	}
}

// refine finds the ends again with more trials: both are moved outward until
// they are sure, then closed in by halving.
func (s *levelSearch) refine(trials int, final bool) {
	s.trials, s.low, s.high = trials, 0, -1
	s.widen(&s.fails, Fail, -1)
	s.widen(&s.meets, Pass, 1)
	s.ends()
	part := 4
	if final {
		part = 8
	}
	for at, ok := s.next(part); ok && s.err == nil; at, ok = s.next(part) {
		s.take(at)
	}
}

// widen moves an end to a side, ever farther, to a level that is surely what it should
// be.
func (s *levelSearch) widen(end *int, want Outcome, side int) {
	for step := max(1, (s.meets-s.fails)/2); *end >= 0 && *end <= s.last; step *= 2 {
		o := s.outcome(s.try(*end))
		if o == want {
			return
		}
		s.unsure(o, *end)
		*end = outward(*end, side*step, s.last)
	}
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
func (s *levelSearch) ends() {
	if s.fails < 0 && s.meets > 0 {
		s.take(0)
	}
	if s.meets > s.last && s.fails < s.last {
		s.take(s.last)
	}
}

// take tries a level between the ends and moves what it tells of.
func (s *levelSearch) take(at int) {
	o := s.outcome(s.try(at))
	switch o {
	case Fail:
		if s.fails = at; s.low <= at {
			s.low, s.high = 0, -1
		}
	case Pass:
		if s.meets = at; s.high >= at {
			s.low, s.high = 0, -1
		}
	}
	s.unsure(o, at)
}

// unsure notes a level that is too close to call.
func (s *levelSearch) unsure(o Outcome, at int) {
	switch {
	case o != TooClose:
	case s.high < s.low:
		s.low, s.high = at, at
	default:
		s.low, s.high = min(s.low, at), max(s.high, at)
	}
}

// next returns the level to try next; none where both ends are known to a part
// of what is unsure, or to one step.
func (s *levelSearch) next(part int) (int, bool) {
	if s.high < s.low {
		return (s.fails + s.meets) / 2, s.meets-s.fails > 1
	}
	room := max(1, (s.high-s.low)/part)
	switch {
	case s.low-s.fails > room:
		return (s.fails + s.low) / 2, true
	case s.meets-s.high > room:
		return (s.high + s.meets) / 2, true
	}
	return 0, false
}

// result gathers what was found, and tries with all trials whatever speaks
// against it.
func (s *levelSearch) result() *Enough {
	e := &Enough{Top: Pass, Idle: s.idle()}
	if s.fails >= 0 {
		e.Fails = s.lab.point([]int{s.fails})
	}
	if s.meets > s.last {
		e.Top = s.outcome(s.try(s.last))
		return e
	}
	e.Meets = s.lab.point([]int{s.meets})
	for _, p := range s.coarse {
		if p.At[0] >= s.meets && s.outcome(p) == Fail && s.outcome(s.try(p.At[0])) == Fail {
			e.Again = append(e.Again, p)
		}
	}
	return e
}

// idle reports whether all levels of the scan gave the same values.
func (s *levelSearch) idle() bool {
	for _, p := range s.coarse[1:] {
		for _, c := range s.criteria {
			m := s.lab.Index(c.Metric)
			if !sameValues(p.Values[m], s.coarse[0].Values[m]) {
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
