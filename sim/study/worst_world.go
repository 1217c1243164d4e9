package study

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"magnetsim/sim"
	"magnetsim/sim/chain"
	"magnetsim/sim/draw"
)

// Worlds is what the world does in trials: all of it is drawn before a trial is
// played, so that nothing of it is a consequence of a shortfall or a policy.
type Worlds struct {
	Columns []WorldColumn
}

// WorldKind is what a column of Worlds holds.
type WorldKind uint8

// The kinds of columns.
const (
	DrawnFigure WorldKind = iota // a figure that is drawn once a trial
	WeeksIn                      // weeks within the horizon in which a curb, or one of its regimes, is in force
	LongestIn                    // weeks of the longest time in force
	FirstIn                      // weeks until it is first in force; the length of the horizon where it never is
)

// WorldColumn is one of them, a number a trial.
type WorldColumn struct {
	Kind   WorldKind
	Name   string // the figure's place in the file; the name of the curb
	State  string // its regime; "" of the curb as a whole
	Unit   string
	Never  float64 // of FirstIn: the length of the horizon, weeks
	Values []float64
}

// DrawWorlds draws the worlds of some trials again, in the order given, as they are
// in every run of the design. A curb is in force while it has its full severity, one
// of regimes while any that has a severity holds; of regimes without one, and of
// scheduled curbs that come once, nothing is told but their figures. A column that
// orders the trials as an earlier one does is left out.
func DrawWorlds(s *chain.Scenario, m *sim.Model, d draw.Design, trials []uint64) (*Worlds, error) {
	w := &worlds{horizon: float64(m.Steps()) * m.StepYears() * weeksPerYear}
	for _, in := range m.Inputs() {
		w.add(WorldColumn{Name: in.Name, Unit: in.Unit}, len(trials))
	}
	w.figures = len(w.Columns)
	w.addCourses(s, len(trials))
	b := m.NewBlock()
	for from := 0; from < len(trials); {
		n := inARow(trials[from:])
		if err := b.Draw(d, trials[from], n); err != nil {
			return nil, err
		}
		for lane := range n {
			w.take(b, lane, from+lane)
		}
		from += n
	}
	return w.distinct(), nil
}

// inARow is how many trials from the first on follow one another, at most a block.
func inARow(trials []uint64) int {
	n := 1
	for n < len(trials) && n < sim.Lanes && trials[n] == trials[n-1]+1 {
		n++
	}
	return n
}

// worlds gathers columns.
type worlds struct {
	Worlds
	horizon float64           // weeks
	figures int               // columns of figures
	courses []map[int]*course // by curb, then regime
}

func (w *worlds) add(c WorldColumn, trials int) []float64 {
	c.Values = make([]float64, trials)
	w.Columns = append(w.Columns, c)
	return c.Values
}

// course is the columns about a curb or a regime, and when it was last in force in the
// trial that is being noted.
type course struct {
	weeks, longest, first []float64
	from, to              float64
}

// addCourses adds the columns of curbs that recur, and of their regimes.
func (w *worlds) addCourses(s *chain.Scenario, trials int) {
	for _, c := range s.Curbs {
		at := map[int]*course{}
		switch {
		case c.Regimes != nil:
			at[wholeCurb] = w.addCourse(c.Name, "", trials)
			for i, x := range c.Regimes.States {
				if x.Severity.Any() {
					at[i] = w.addCourse(c.Name, x.Name, trials)
				}
			}
		case c.Scheduled.Recurs.Given():
			at[wholeCurb] = w.addCourse(c.Name, "", trials)
		}
		w.courses = append(w.courses, at)
	}
}

// wholeCurb stands for all regimes of a curb, as sim.Visit has −1 for a scheduled one.
const wholeCurb = -1

func (w *worlds) addCourse(curb, state string, trials int) *course {
	add := func(kind WorldKind, never float64) []float64 {
		return w.add(WorldColumn{Kind: kind, Name: curb, State: state, Unit: "weeks", Never: never}, trials)
	}
	c := &course{weeks: add(WeeksIn, 0), longest: add(LongestIn, 0), first: add(FirstIn, w.horizon)}
	for i := range c.first {
		c.first[i] = w.horizon
	}
	return c
}

// take notes the world of a lane as that of trial number i of the list.
func (w *worlds) take(b *sim.Block, lane, i int) {
	for f := range w.figures {
		w.Columns[f].Values[i] = b.Input(f)[lane]
	}
	for _, all := range w.courses {
		for _, c := range all {
			c.from, c.to = -1, -1
		}
	}
	for _, v := range b.Visits(lane) {
		from, to := max(0, v.Start*weeksPerYear), min(w.horizon, v.End*weeksPerYear)
		all := w.courses[v.Curb]
		c := all[v.State]
		if c == nil || to <= from {
			continue
		}
		c.note(i, from, to)
		if whole := all[wholeCurb]; whole != c {
			whole.note(i, from, to)
		}
	}
}

// note adds a time in force. One that goes on from the last is one stay with it, and
// what overlaps counts once.
func (c *course) note(i int, from, to float64) {
	c.weeks[i] += max(0, to-max(from, c.to))
	if c.to < 0 || from > c.to+abutting {
		c.from = from
	}
	c.to = max(c.to, to)
	c.longest[i], c.first[i] = max(c.longest[i], c.to-c.from), min(c.first[i], from)
}

// abutting is the time, in weeks, below which one time in force goes on from another:
// far above rounding, far below a step.
const abutting = 1e-6

// distinct returns the columns; of those that are no figures, without what is the
// same in all trials or orders them as an earlier one does.
func (w *worlds) distinct() *Worlds {
	kept := &Worlds{}
	for i, c := range w.Columns {
		again := slices.ContainsFunc(kept.Columns, func(o WorldColumn) bool { return sameOrder(o.Values, c.Values) })
		if i < w.figures || varies(c.Values) && !again {
			kept.Columns = append(kept.Columns, c)
		}
	}
	return kept
}

// sameOrder reports whether y rises strictly with x, and is the same where x is.
func sameOrder(x, y []float64) bool {
	for i := 1; i < len(x); i++ { // most differ soon, and need not be sorted
		if cmp.Compare(x[i-1], x[i]) != cmp.Compare(y[i-1], y[i]) {
			return false
		}
	}
	o := sorted(x)
	for k := range len(o.starts) - 1 {
		tied := o.trials[o.starts[k]:o.starts[k+1]]
		for _, t := range tied {
			if y[t] != y[tied[0]] {
				return false
			}
		}
		if k > 0 && y[tied[0]] <= y[o.trials[o.starts[k]-1]] {
			return false
		}
	}
	return true
}

// Same reports whether a figure has, to the last bit, the values that were stored;
// NaN where nothing was.
func (w *Worlds) Same(name string, stored []float64) error {
	at := slices.IndexFunc(w.Columns, func(c WorldColumn) bool { return c.Kind == DrawnFigure && c.Name == name })
	if at < 0 {
		return fmt.Errorf("%s is not drawn", name)
	}
	for i, x := range w.Columns[at].Values {
		if math.Float64bits(x) != math.Float64bits(stored[i]) {
			return fmt.Errorf("%s is %.17g, and %.17g was stored", name, x, stored[i])
		}
	}
	return nil
}
