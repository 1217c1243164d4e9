package lane

// FullAt is the share of its target at which a strategic stock counts as full: what grows
// with use is always a little behind.
const FullAt = 0.99

// Drawing is how a strategic stock was filled and drawn on so far.
type Drawing struct {
	Full   Vector // first step at whose end it was full, +Inf while it never was
	First  Vector // first step in which it released, +Inf while it never did
	Lacked Vector // steps in which a release was cut short by the level
	Ever   Vector // 1 where there was one
}

// drawn adds a step to how a stock was filled and drawn on, and lets the next be looked at by
// itself.
func drawn(d *Drawing, p *Pile, k float64) {
	for l := range d.First {
		if p.Goal[l] > 0 && p.Level[l] >= FullAt*p.Goal[l] {
			d.Full[l] = min(d.Full[l], k)
		}
		if p.Released[l] > 0 {
			d.First[l] = min(d.First[l], k)
		}
		d.Lacked[l] += p.Exhausted[l]
		d.Ever[l] = max(d.Ever[l], p.Exhausted[l])
		p.Exhausted[l] = 0
	}
}
