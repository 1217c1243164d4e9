package scenarios

import "magnetsim/sim/chain"

// Figures returns the numbers of the variant, certain and drawn, in the order of
// the format. A number that was left out has no distribution.
func (r *Resolved) Figures() []chain.Number {
	out := make([]chain.Number, 0, len(r.figures))
	for _, w := range r.figures {
		out = append(out, w.number)
	}
	return out
}
