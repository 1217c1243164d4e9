package output

import (
	"math"
	"slices"

	"magnetsim/sim/stat"
	"magnetsim/sim/study"
)

// The outcomes of a search.
const (
	Found       = "found"       // see Levels
	MetAlready  = "met already" // by the lowest level
	NeverMet    = "never met"   // surely missed at the highest level, or at all that were tried of several levers
	Undecided   = "undecided"   // whether the highest level meets the criteria is too close to call
	Interrupted = "interrupted"
)

const minimiseLevel = "level"

// Search is what a search for levels found, and what it tried.
type Search struct {
	Head     Head // Asked are the trials of the points that matter; Policy is that the levers move within, "" for the file as it is
	Doubts   []Warning
	Currency string
	Levers   []Lever
	Lines    []string // criteria, as written
	Minimise string   // "level", or the objective as written
	Unit     string   // of the objective
	Loss     string   // metric of the loss: "shortfall.total", in t

	Outcome string        // Found and the others
	Levels  []SearchLevel // by lever; none where no level is found
	Best    int           // index of the point of Levels; −1 for none
	Lowest  int           // index of the point at which all levers are lowest
	Again   []int         // points above Best that surely fail: more is not always better
	Idle    bool          // no level changes what the criteria judge
	Gain    Stat          // how much larger the objective is at Lowest than at Best
	Spared  Stat          // mean loss at Lowest less that at Best
	Dearer  Stat          // mean cost of the stockpiles at Best less that at Lowest
	Points  []SearchPoint // by rising levels
}

// SearchLevel is what was found of one lever.
//
// Where the smallest level was searched for, criteria are surely failed at Low,
// surely met at High, which is Best, and too close to call in between. Where an
// objective was made least, it cannot be told from that of Best between Low and
// High: for one lever they are the nearest levels tried that are surely worse, for
// several the outermost of those tried that are not.
type SearchLevel struct {
	Best      float64
	Low, High float64
	LowEnd    bool // Low is the end of the range: nothing below is known
	HighEnd   bool
}

// SearchPoint is a point that was tried.
type SearchPoint struct {
	Levels    []float64
	Trials    int64
	Failed    int64
	Outcome   string    // of all criteria: Pass, Fail or TooClose; "" without criteria
	Verdicts  []Verdict // by criterion
	Objective Stat      // NaN where the level is minimised
	Worse     Stat      // objective less that of Best, on the trials that both have
	Cost      Stat      // mean, of the stockpiles
	Chance    Stat      // of any loss
	Mean      Stat      // loss
}

// SearchFacts are what a search does not know of itself.
type SearchFacts struct {
	Head       Search // up to Loss
	Lab        *study.Lab
	Question   study.Question
	Loss, Cost int // metrics of the lab; Cost −1 for none

	points []*study.Point // that were tried, by rising levels
}

// BuildSearch tells what a search found; where it was interrupted, f is empty.
func BuildSearch(facts SearchFacts, f study.Finding) *Search {
	s := facts.Head
	b := &facts
	b.points = b.Lab.Points()
	s.Best, s.Lowest = -1, b.index(b.lowest())
	best := b.found(&s, f)
	if s.Head.Complete = s.Outcome != Interrupted; best != nil {
		s.Best = b.index(best)
		b.worth(&s, best)
	}
	s.Points = each(b.points, func(p *study.Point) SearchPoint { return b.point(p, best) })
	return &s
}

func (b *SearchFacts) index(p *study.Point) int { return slices.Index(b.points, p) }

// lowest returns the point at which all levers are lowest, if it was tried.
func (b *SearchFacts) lowest() *study.Point {
	if len(b.points) > 0 && !slices.ContainsFunc(b.points[0].At, func(at int) bool { return at > 0 }) {
		return b.points[0]
	}
	return nil
}

// found sets the answer and the levels; it returns the point to choose.
func (b *SearchFacts) found(s *Search, f study.Finding) *study.Point {
	switch {
	case f.Blend != nil:
		return b.blend(s, f.Blend)
	case f.Enough == nil && f.Least == nil:
		s.Outcome = Interrupted
		return nil
	case f.Enough != nil:
		if best := b.enough(s, f.Enough); best == nil || f.Least == nil {
			return best
		}
	}
	return b.least(s, f)
}

func (b *SearchFacts) blend(s *Search, f *study.Blend) *study.Point {
	if s.Outcome = NeverMet; f.Outcome == study.TooClose {
		s.Outcome = Undecided
	}
	if f.Outcome != study.Pass {
		return nil
	}
	s.Outcome = Found
	for k, lever := range s.Levers {
		low, high := f.Alike(k)
		s.Levels = append(s.Levels, SearchLevel{f.Best.Levels[k], low, high, low == lever.Low, high == lever.High})
	}
	return f.Best
}

func (b *SearchFacts) enough(s *Search, e *study.Enough) *study.Point {
	lever := s.Levers[0]
	s.Idle, s.Again = e.Idle, each(e.Again, b.index)
	level := SearchLevel{math.NaN(), lever.Low, lever.High, e.Fails == nil, e.Meets == nil}
	if e.Fails != nil {
		level.Low = e.Fails.Levels[0]
	}
	switch {
	case e.Meets == nil && e.Top == study.Fail:
		s.Outcome = NeverMet
		return nil
	case e.Meets == nil:
		s.Outcome, s.Levels = Undecided, []SearchLevel{level}
		return nil
	}
	level.Best, level.High = e.Meets.Levels[0], e.Meets.Levels[0]
	s.Levels = []SearchLevel{level}
	if s.Outcome = Found; e.Meets.At[0] == 0 {
		s.Outcome = MetAlready
	}
	return e.Meets
}

func (b *SearchFacts) least(s *Search, f study.Finding) *study.Point {
	lever, l := s.Levers[0], f.Least
	level := SearchLevel{l.Best.Levels[0], lever.Low, lever.High, l.Below == nil, l.Above == nil}
	if l.Below != nil {
		level.Low = l.Below.Levels[0]
	} else if f.Enough != nil && f.Enough.Fails != nil {
		level.Low, level.LowEnd = f.Enough.Fails.Levels[0], false
	}
	if l.Above != nil {
		level.High = l.Above.Levels[0]
	}
	s.Outcome, s.Levels = Found, []SearchLevel{level}
	return l.Best
}

// worth tells what the levels found are worth against the lowest.
func (b *SearchFacts) worth(s *Search, best *study.Point) {
	s.Gain, s.Spared, s.Dearer = statOf("gain", s.Unit, none), statOf("spared", "t", none), statOf("dearer", s.Currency, none)
	lowest := b.lowest()
	if lowest == nil {
		return
	}
	s.Spared = statOf("spared", b.Lab.Metrics[b.Loss].Unit, sumOf(len(b.Lab.Metrics), b.Loss).Difference(lowest, best))
	if b.Cost >= 0 {
		s.Dearer = statOf("dearer", s.Currency, sumOf(len(b.Lab.Metrics), b.Cost).Difference(best, lowest))
	}
	if b.Question.Objective != nil {
		s.Gain = statOf("gain", s.Unit, b.Question.Objective.Difference(lowest, best))
	}
}

func (b *SearchFacts) point(p, best *study.Point) SearchPoint {
	loss := p.Column(b.Loss)
	x := SearchPoint{
		Levels: p.Levels, Trials: int64(p.Trials), Failed: int64(p.Failed()),
		Objective: statOf("objective", b.Head.Unit, none), Worse: statOf("worse", b.Head.Unit, none),
		Cost:   statOf("mean", b.Head.Currency, none),
		Chance: statOf("p_any", "share", loss.Positive()), Mean: statOf("mean", b.Lab.Metrics[b.Loss].Unit, loss.Mean()),
	}
	if b.Cost >= 0 {
		x.Cost = statOf("mean", b.Head.Currency, p.Column(b.Cost).Mean())
	}
	if o := b.Question.Objective; o != nil {
		x.Objective = statOf("objective", b.Head.Unit, o.Estimate(p))
		if best != nil {
			x.Worse = statOf("worse", b.Head.Unit, o.Difference(p, best))
		}
	}
	judged := b.Lab.Judge(b.Question.Criteria, p)
	x.Verdicts = each(judged, verdictOf)
	if len(judged) > 0 {
		x.Outcome = outcomes[study.Together(judged)]
	}
	return x
}

var none = stat.Estimate{Value: math.NaN(), Low: math.NaN(), High: math.NaN()}

func sumOf(metrics int, of ...int) study.Objective {
	o := study.Objective{Weights: make([]float64, metrics)}
	for _, m := range of {
		o.Weights[m] = 1
	}
	return o
}
