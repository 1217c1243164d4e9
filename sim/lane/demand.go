package lane

// shock advances the noise of log demand by the innovations in Factor:
//
//	Z ← φZ + √(1−φ²)·ε,  factor = exp(σZ − σ²/2)
func shock(s *Noise) {
	for l := range s.Z {
		z := float64(s.Phi[l]*s.Z[l]) + float64(s.Fresh[l]*s.Factor[l])
		s.Z[l] = z
		s.Factor[l] = exp(float64(s.Sigma[l]*z) - s.Sigma[l]*s.Sigma[l]/2)
	}
}

// desire sets D and e of a line that replaces nothing.
func desire(c *Consumer, base, factor *Vector) {
	for l := range base {
		d := float64(base[l] * factor[l])
		c.Demand[l] = d
		c.Effective[l] = d
		c.Sum.Demand[l] += d
	}
}

// desireLess sets D of a line and what substitution leaves of it. Where all is
// replaced a shortage of what rounding leaves is none.
func desireLess(c *Consumer, base, factor *Vector) {
	for l := range base {
		d := float64(base[l] * factor[l])
		kept := d * (1 - c.Replaced[l])
		if kept < Trifle*d {
			kept = 0
		}
		swapped := d - kept
		c.Demand[l] = d
		c.Swapped[l] = swapped
		c.Effective[l] = kept
		c.Sum.Demand[l] += d
		c.Sum.Swapped[l] += swapped
	}
}

// moveIn adds what another line of the sector replaces, amount tonnes for each.
func moveIn(to, from *Consumer, amount *Vector) {
	for l := range amount {
		t := float64(amount[l] * from.Swapped[l])
		to.MovedIn[l] += t
		to.Effective[l] += t
		to.Sum.MovedIn[l] += t
	}
}

// respond lowers effective demand by π^−η.
func respond(c *Consumer, price, logPrice, eta *Vector) {
	for l := range eta {
		e := c.Effective[l]
		p := 0.0
		if price[l] > 1 && eta[l] > 0 {
			less := float64(e * exp(-float64(eta[l]*logPrice[l])))
			p = e - less
			e = less
		}
		c.Priced[l] = p
		c.Effective[l] = e
		c.Sum.Priced[l] += p
	}
}

// require sets U = e + min(backlog, γe), and the cover target at the end of the step,
// T·b(k+1)/Δ.
func require(buyers []Buyer, perYear float64) {
	for i := range buyers {
		b := &buyers[i]
		for l := range b.Required {
			b.Required[l] = b.Effective[l] + min(b.Backlog[l], b.CatchUp[l]*b.Effective[l])
			b.Cover[l] = b.Years[l] * b.Next[l] * perYear
		}
	}
}

// target sets t to T·b/Δ.
func target(t, cover, base *Vector, perYear float64) {
	for l := range t {
		t[l] = cover[l] * base[l] * perYear
	}
}

// use takes min(X, U) out of the stocks of lines. What is wanted now comes before the
// backlog; of what stays unmet, h = e − served, the share β joins the backlog, once,
// and the rest is lost. What is left of a backlog worked off is rounding.
func use(buyers []Buyer, used *Vector) {
	for i := range buyers {
		c := &buyers[i]
		for l := range used {
			e := c.Effective[l]
			x := min(c.Stock[l], c.Required[l])
			served := min(x, e)
			h := unmet(e, served)
			c.Stock[l] -= x
			c.Used[l] = x
			used[l] += x
			c.Short[l] = h
			waits := float64(c.Beta[l] * h)
			lost := h - waits
			c.Waits[l] = waits
			c.Lost[l] = lost
			c.Sum.Waits[l] += waits
			c.Sum.Lost[l] += lost
			b := c.Backlog[l] + (waits - (x - served))
			if b < Dust*e {
				b = 0
			}
			c.Backlog[l] = b
		}
	}
}

// forecast moves the ratio of what is required to what was planned:
//
//	r ← r + α(e/b − r)
func forecast(buyers []Buyer, alpha *Vector) {
	for i := range buyers {
		b := &buyers[i]
		for l := range alpha {
			if b.Base[l] > 0 {
				b.Ratio[l] += float64(alpha[l] * (b.Effective[l]/b.Base[l] - b.Ratio[l]))
			}
		}
	}
}

// turnAway moves u by the pressure of a line's shortage: up above the trigger, down
// below it and with the stock at 90% of its target.
func turnAway(c *Consumer, most, trigger *Vector) {
	for l := range most {
		short := 0.0
		if c.Effective[l] > 0 {
			short = c.Short[l] / c.Effective[l]
		}
		p := c.Pressure[l]
		p += float64(c.Memory[l] * (short - p))
		c.Pressure[l] = p
		u := c.Replaced[l]
		if p > trigger[l]+Trifle {
			u = min(most[l], u+c.Up[l])
		} else if c.Stock[l] >= float64(0.9*c.Ratio[l]*c.Cover[l])-float64(Trifle*c.Effective[l]) {
			u = positive(u - c.Down[l])
		}
		c.Replaced[l] = u
	}
}
