package output

import (
	"math"
	"slices"

	"magnetsim/sim/study"
)

// What is drawn in a trial, as the study tells it.
type (
	WorldKind = study.WorldKind
	Spread    = study.Spread
)

// The kinds of what is drawn, and how ranges are looked for.
const (
	DrawnFigure = study.DrawnFigure
	WeeksIn     = study.WeeksIn
	LongestIn   = study.LongestIn
	FirstIn     = study.FirstIn

	FewestBad  = study.FewestBad  // worst trials below which no box is looked for
	NoiseLevel = study.NoiseLevel // chance of a box where there is nothing to find
)

// Worst is what the worst trials of one variant have in common.
type Worst struct {
	Head    Head // its trials are those of the run
	Variant Variant
	Looked  int64  // trials looked at, the first of the run
	Where   string // the run as "magnetsim trial" takes it
	Unknown string // why the course of the curbs is not known; "" where it is
	All     bool   // people are shown also what cannot be told from noise, and how boxes were found
	Parts   []WorstPart
}

// WorstPart is one threshold of what counts as bad.
type WorstPart struct {
	WorstInputs
	Looked   bool // enough are bad to look for boxes
	Boxes    []WorstBox
	Rejected *WorstBox  // the next box, where it could not be told from noise
	Happened []Happened // consequences, not causes
	Number   uint64     // the worst trial
}

// WorstInputs compares what was drawn in the worst trials with all trials.
type WorstInputs struct {
	Variant   int    // index into Report.Variants
	Metric    string // "shortfall.total"
	Unit      string
	Share     float64 // asked for; 0 where a threshold was
	Threshold float64 // the worst trials have more than this
	Trials    int64
	Bad       int64
	Most      float64 // the largest value
	Inputs    int     // that vary
	Told      int     // of these, apart from noise
	Rows      []WorstInput
}

// WorstInput is one thing that is drawn, in the order of study.Shifts.
type WorstInput struct {
	WorldColumn
	Effect Interval // chance that it is larger in one of the worst trials than in another
	P      float64
	Told   bool // apart from noise
	Bad    Spread
	All    Spread
}

// WorldColumn names what is drawn: a figure, or how a curb takes its course.
type WorldColumn struct {
	Kind  WorldKind
	Name  string
	State string
	Title string // of the figure or the curb, for people
	In    string // of the state, within a sentence
	Unit  string
	Never float64 // of the first time in force: the value that means never
	Brief bool    // a time below two years: people think of it in weeks
	YesNo bool    // all its values are 0 or 1
}

// WorstBox is a set of ranges in which the worst trials are dense.
type WorstBox struct {
	Limits   []WorstLimit
	Coverage Interval // of the worst trials, in the box
	Density  Interval // of the trials in the box, among the worst
	Mass     Interval // of all trials, in the box
	P        float64
	Trials   int64 // of those held out, in the box
	Bad      int64
	LearntIn int64 // of those it was learnt from, in the box
	LearntOf int64 // and the worst among them
	Path     []WorstPeel
	Chosen   int
}

// WorstLimit is one range; infinite where it is open.
type WorstLimit struct {
	WorldColumn
	Low, High float64
	QuasiP    float64
	InBad     Interval // of the worst trials, within the range
	InAll     Interval // of all trials
	Density   float64
}

// WorstPeel is a box of the peeling trajectory.
type WorstPeel struct {
	Trials, Bad             int64
	Coverage, Density, Mass float64 // of the trials that it was peeled from
	Limits                  int
}

// Happened is a metric in the worst trials and in the others: p5, p50 and p95.
type Happened struct {
	Metric, Unit string
	Bad, Rest    [3]float64
}

// WorstMetric is an outcome by trial, +Inf for what did not come within the
// horizon.
type WorstMetric struct {
	Name, Unit string
	Values     []float64
}

// NewWorstInputs compares the trials above a threshold with all.
func NewWorstInputs(w WorstInputs, t Titles, columns []study.WorldColumn, bad []bool, outcome []float64) WorstInputs {
	w.Trials, w.Bad, w.Most = int64(len(bad)), int64(len(those(bad, func(b bool) bool { return b }))), math.Inf(-1)
	for _, x := range outcome {
		w.Most = max(w.Most, x)
	}
	w.Rows = each(study.Shifts(matrixOf(columns), bad), func(s study.Shift) WorstInput {
		return WorstInput{t.plainColumn(columns[s.Input]), s.Effect, s.P, s.Told, s.Bad, s.All}
	})
	w.Inputs, w.Told = len(w.Rows), len(those(w.Rows, func(r WorstInput) bool { return r.Told }))
	return w
}

func matrixOf(columns []study.WorldColumn) [][]float64 {
	return each(columns, func(c study.WorldColumn) []float64 { return c.Values })
}

func (t Titles) plainColumn(c study.WorldColumn) WorldColumn {
	p := WorldColumn{Kind: c.Kind, Name: c.Name, State: c.State, Unit: c.Unit, Never: c.Never, YesNo: true, Brief: brief(c.Unit, 0)}
	p.Title = t.Path(c.Name)
	if _, course := courses[c.Kind]; course {
		p.Title = t.Curb(c.Name)
		p.In = when(c.State != "", "%s", t.State(c.Name, c.State))
	}
	for _, x := range c.Values {
		p.YesNo = p.YesNo && (x == 0 || x == 1)
		p.Brief = p.Brief && brief(c.Unit, x)
	}
	return p
}

// NewWorstPart tells what the trials above a threshold have in common. numbers are
// those of the trials.
func NewWorstPart(head WorstInputs, t Titles, columns []study.WorldColumn, numbers []uint64, outcome []float64, metrics []WorstMetric) WorstPart {
	bad := study.WorstOf(outcome, head.Threshold)
	p := WorstPart{WorstInputs: NewWorstInputs(head, t, columns, bad, outcome)}
	if worst := slices.Index(outcome, p.Most); worst >= 0 {
		p.Number = numbers[worst]
	}
	p.Happened = happenedOf(metrics, bad)
	found := study.Discover(matrixOf(columns), bad, numbers)
	p.Looked = found.Looked
	p.Boxes = each(found.Boxes, func(b study.FoundBox) WorstBox { return plainBox(b, t, found, columns) })
	if found.Next != nil {
		box := plainBox(*found.Next, t, found, columns)
		p.Rejected = &box
	}
	return p
}

func plainBox(f study.FoundBox, t Titles, d *study.Discovery, columns []study.WorldColumn) WorstBox {
	b := WorstBox{
		Coverage: intervalOf(f.Coverage), Density: intervalOf(f.Density), Mass: intervalOf(f.Mass), P: f.P,
		Trials: int64(f.Held.Trials), Bad: int64(f.Held.Bad), LearntIn: int64(f.Learnt.Trials), LearntOf: int64(f.Learnt.Bad), Chosen: f.Chosen,
	}
	b.Limits = each(f.Limits, func(l study.FoundLimit) WorstLimit {
		return WorstLimit{t.plainColumn(columns[l.Input]), l.Low, l.High, l.QuasiP, intervalOf(l.InBad), intervalOf(l.InAll), l.Density}
	})
	b.Path = each(f.Path, func(s study.Peel) WorstPeel {
		coverage, mass := float64(s.Bad)/float64(d.Learnt.Bad), float64(s.Trials)/float64(d.Learnt.Trials)
		return WorstPeel{int64(s.Trials), int64(s.Bad), coverage, s.Density(), mass, len(s.Box)}
	})
	return b
}
