package mc

import "magnetsim/sim"

// Span is a range of trials.
type Span struct {
	First  uint64
	Trials int
}

// Span returns the trials of a plan.
func (p Plan) Span() Span { return Span{p.First, p.Trials} }

// On returns the plan for other trials.
func (p Plan) On(s Span) Plan {
	p.First, p.Trials = s.First, s.Trials
	return p
}

// Shard returns part i, from 0, of n parts of a span, cut between blocks: the
// samples of all parts merge to the sample of the span. A part may be empty.
func (s Span) Shard(i, n int) Span {
	all := blocks(s.Trials)
	from, to := all*i/n*sim.Lanes, all*(i+1)/n*sim.Lanes
	return Span{s.First + uint64(from), min(to, s.Trials) - min(from, s.Trials)}
}

// end returns the trial after the last.
func (s Span) end() uint64 { return s.First + uint64(s.Trials) }
