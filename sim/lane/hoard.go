package lane

// raiseCover moves a line's hoarding towards the whole while a curb is in force, and towards
// the part of its highest that stays while none is, and raises the cover target by it:
//
//	x ← x + (1 − x)(1 − exp(−Δ/τ)),  S ← S(1 + share·x)
func raiseCover(h *Hoard, c *Consumer, curbed, share, settles *Vector) {
	for l := range curbed {
		x := h.Level[l]
		if curbed[l] > 0 {
			x += float64(h.Rise[l] * (1 - x))
			h.Top[l] = max(h.Top[l], x)
		} else {
			x -= float64(h.Fall[l] * (x - float64(settles[l]*h.Top[l])))
		}
		h.Level[l] = x
		c.Cover[l] += float64(c.Cover[l] * share[l] * x)
	}
}
