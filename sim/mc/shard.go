package mc

import "magnetsim/sim"

// Span returns the trials of a plan.
func (p Plan) Span() Span { return Span{p.First, p.Trials} }

// Shard returns part i, from 0, of n parts of a span, cut between blocks: the
// samples of all parts merge to the sample of the span. A part may be empty.
func (s Span) Shard(i, n int) Span { return s.Shards(i, i+1, n) }

// Shards returns the parts of n parts of a span from one, from 0, to before another.
func (s Span) Shards(i, before, n int) Span {
	all := blocks(s.Trials)
	from, to := all*i/n*sim.Lanes, all*before/n*sim.Lanes
	return Span{s.First + uint64(from), min(to, s.Trials) - min(from, s.Trials)}
}
