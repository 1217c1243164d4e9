package lane

// Drawing is how a strategic stock was drawn on so far.
type Drawing struct {
	First  Vector // first step in which it released, +Inf while it never did
	Lacked Vector // steps in which a release was cut short by the level
	Ever   Vector // 1 where there was one
}

// drawn adds a step to how a stock was drawn on, and lets the next be looked at by
// itself.
func drawn(d *Drawing, p *Pile, k float64) {
	for l := range d.First {
		if p.Released[l] > 0 {
			d.First[l] = min(d.First[l], k)
		}
		d.Lacked[l] += p.Exhausted[l]
		d.Ever[l] = max(d.Ever[l], p.Exhausted[l])
		p.Exhausted[l] = 0
	}
}
