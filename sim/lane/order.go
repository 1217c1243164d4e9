package lane

// plannedUse adds what a consumer is now forecast to use, and what was planned.
func plannedUse(required, planned *Vector, c *Consumer, base *Vector) {
	for l := range required {
		required[l] += float64(c.Ratio[l] * base[l])
		planned[l] += base[l]
	}
}

// lean sets ψ, how far requirement has moved from the plan, and a, how much of their
// planned output the plants deliver.
func lean(m *Material, required, planned, home, use *Vector) {
	for l := range required {
		psi := 1.0
		if planned[l] > 0 {
			psi = required[l] / planned[l]
		}
		m.Psi[l] = psi
		could := min(home[l], m.Goal[l])
		if could > Trifle*max(home[l], use[l]) {
			m.Replace[l] = min(1, m.Made[l]/could)
		}
	}
}

// ask sets what imports must bring when goods ordered now from a source arrive, and the
// part of it that is asked of this source:
//
//	G = [ψR + corr]⁺,  need = [G − a·min(K⁰, G)]⁺,  ask = w·need
func ask(src *Source, o *Offer, then *Outlook, m *Material, corr *Vector) {
	for l := range corr {
		g := positive(float64(m.Psi[l]*then.Required[l]) + corr[l])
		n := positive(g - float64(m.Replace[l]*min(then.Home[l], g)))
		src.Need[l] = n
		src.Ask[l] = o.Weight[l] * n
	}
}

// askAll is ask of a material that no plant makes.
func askAll(src *Source, o *Offer, then *Outlook, m *Material, corr *Vector) {
	for l := range corr {
		n := positive(float64(m.Psi[l]*then.Required[l]) + corr[l])
		src.Need[l] = n
		src.Ask[l] = o.Weight[l] * n
	}
}

// split sets the part of what was asked of everyone that a source would send today; w
// where nothing is needed of it and it can ship.
func split(src *Source, all *Vector, o *Offer, then *Outlook, use *Vector) {
	for l := range all {
		q := 0.0
		if src.Need[l] > Trifle*(use[l]+then.Required[l]) {
			q = src.Ship[l] / src.Need[l]
		} else if o.Most[l] > Trifle*use[l] {
			q = o.Weight[l]
		}
		src.Q[l] = q
		all[l] += q
	}
}

// inverse replaces x by 1/x, and by 0 where there is hardly any.
func inverse(x *Vector) {
	for l := range x {
		y := 0.0
		if x[l] > Trifle {
			y = 1 / x[l]
		}
		x[l] = y
	}
}

// pipeline sets the share of the pipeline that a source should hold, and adds what it
// should have under way before today's order, q[Σ ψR − aE]⁺, and the steps ahead.
func pipeline(src *Source, o *Offer, then *Outlook, m *Material, now *Outlook, corr, ahead, all *Vector) {
	for l := range all {
		q := o.Weight[l]
		if all[l] > 0 {
			q = src.Q[l] * all[l]
		}
		src.Q[l] = q
		flow := float64(m.Psi[l]*(then.SumR[l]-now.SumR[l])) - float64(m.Replace[l]*(then.SumE[l]-now.SumE[l]))
		corr[l] += float64(q * positive(flow))
		ahead[l] += float64(q * (o.Lag[l] - 1))
	}
}

// pipelineAll is pipeline of a material that no plant makes.
func pipelineAll(src *Source, o *Offer, then *Outlook, m *Material, now *Outlook, corr, ahead, all *Vector) {
	for l := range all {
		q := o.Weight[l]
		if all[l] > 0 {
			q = src.Q[l] * all[l]
		}
		src.Q[l] = q
		corr[l] += float64(q * positive(m.Psi[l]*(then.SumR[l]-now.SumR[l])))
		ahead[l] += float64(q * (o.Lag[l] - 1))
	}
}

// lessUnderway takes off the correction what is under way and in the pool.
func lessUnderway(m *Material) {
	for l := range m.Corr {
		m.Corr[l] -= m.Underway[l] + m.Pool[l]
	}
}

// refill adds N* − N of a strategic stock to the correction and sets what is ordered
// outright:
//
//	T = max(target, N),  N* = min(T, N + fill·Δ·min(Λ, n)),  A = min(T − N*, fill·Δ)
//
// Orders pause while the last release is not before a step.
func refill(p *Pile, corr, ahead *Vector, before float64) {
	for l := range corr {
		out := 0.0
		n := 0.0
		if p.Freed[l] < before {
			r := p.Fill[l]
			top := max(p.Goal[l], p.Level[l])
			due := min(top, p.Level[l]+float64(r*min(ahead[l], p.Ordered[l])))
			out = min(top-due, r)
			corr[l] += due - p.Level[l]
			n = p.Ordered[l] + 1
		}
		p.Outright[l] = out
		p.Ordered[l] = n
	}
}

// restocking returns a step's part of the gap between the stock that a consumer should
// hold, r·cover, and what it holds; a surplus counts at most as much as a step uses.
func restocking(ratio, cover, stock, gap, base float64) float64 {
	return max((float64(ratio*cover)-stock)*gap, -ratio*base)
}

// restock adds the gap of an input's stock.
func restock(c *Consumer, corr, gap, base *Vector) {
	for l := range corr {
		corr[l] += restocking(c.Ratio[l], c.Cover[l], c.Stock[l], gap[l], base[l])
	}
}

// restockLine is restock of a sector's line, with the backlog that it will want to work
// off: soon = min(backlog, γFΛ) over τ, and of the rest γF a step.
func restockLine(c *Consumer, corr, ahead, gap, base, gamma *Vector) {
	for l := range corr {
		corr[l] += restocking(c.Ratio[l], c.Cover[l], c.Stock[l], gap[l], base[l])
		if c.Backlog[l] > 0 {
			rate := gamma[l] * c.Ratio[l] * base[l]
			soon := min(c.Backlog[l], rate*ahead[l])
			corr[l] += float64(soon*gap[l]) + min(c.Backlog[l]-soon, rate)
		}
	}
}
