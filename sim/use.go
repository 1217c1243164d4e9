package sim

// use lets the sectors take min(X, U) of material m. What is wanted now comes
// before the backlog; of what stays unmet, h = e − served, the share β joins
// the backlog, once, and the rest is lost.
func (b *Block) use(m int) {
	used := &b.ledger.used[m]
	for _, c := range b.m.materials[m].consumers {
		i := b.m.consumers[c].sector
		if i < 0 {
			continue
		}
		s, beta := &b.con[c], &b.val[b.m.sectors[i].backlog]
		for l := range s.stock {
			x := min(s.stock[l], s.required[l])
			served := min(x, s.effective[l])
			h := unmet(s.effective[l], served)
			s.stock[l] -= x
			s.used[l] = x
			used[l] += x
			s.short[l] = h
			s.waits[l] = beta[l] * h
			s.lost[l] = h - s.waits[l]
			s.backlog[l] += s.waits[l] - (x - served)
			if s.backlog[l] < dust*s.effective[l] {
				s.backlog[l] = 0 // what is left of a backlog worked off is rounding
			}
		}
	}
}

// unmet returns what is wanted less what is served, without what rounding leaves
// of a need that was met.
func unmet(wanted, served float64) float64 {
	h := wanted - served
	if h < trifle*wanted {
		return 0
	}
	return h // NaN stays NaN
}
