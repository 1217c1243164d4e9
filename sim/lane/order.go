package lane

// lean sets ψ, how far requirement has moved from the plan, and a, how much of their
// planned output the plants deliver:
//
//	ψ = Σrb/Σb,  a = min(1, made/min(K⁰(k), G))
func lean(buyers []Buyer, x *Scratch, m *Material, now *Outlook, market *Market) {
	for l := range x.Total {
		x.Total[l] = 0
		x.Planned[l] = 0
	}
	for i := range buyers {
		b := &buyers[i]
		for l := range x.Total {
			x.Total[l] += float64(b.Ratio[l] * b.Base[l])
			x.Planned[l] += b.Base[l]
		}
	}
	for l := range x.Total {
		psi := 1.0
		if x.Planned[l] > 0 {
			psi = x.Total[l] / x.Planned[l]
		}
		m.Psi[l] = psi
		could := min(now.Home[l], m.Goal[l])
		if could > Trifle*max(now.Home[l], market.Use[l]) {
			m.Replace[l] = min(1, m.Made[l]/could)
		}
	}
}

// ask sets what imports must bring when goods ordered now from each source arrive, and
// the part of it that is asked of it:
//
//	G = [ψR + corr]⁺,  need = [G − a·min(K⁰, G)]⁺,  ask = w·need
func ask(trades []Trade, m *Material, corr *Vector) {
	for i := range trades {
		t := &trades[i]
		for l := range corr {
			g := positive(float64(m.Psi[l]*t.Then.Required[l]) + corr[l])
			n := positive(g - float64(m.Replace[l]*min(t.Then.Home[l], g)))
			t.Need[l] = n
			t.Ask[l] = t.Weight[l] * n
		}
	}
}

// pipeline sets q, the share of the pipeline that each source should hold, in proportion
// to what it would send today of what is asked of everyone; by it the correction, what
// should be under way before today's order less what is, and the steps ahead:
//
//	corr = Σq[Σψ R − aE]⁺ − underway − pool,  Λ = Σq(ℓ − 1)
func pipeline(trades []Trade, x *Scratch, m *Material, now *Outlook, market *Market) {
	for l := range x.Total {
		x.Total[l] = 0
		x.Ahead[l] = 0
		m.Corr[l] = 0
	}
	for i := range trades {
		t := &trades[i]
		for l := range x.Total {
			q := 0.0
			if t.Need[l] > Trifle*(market.Use[l]+t.Then.Required[l]) {
				q = t.Ship[l] / t.Need[l]
			} else if t.Most[l] > Trifle*market.Use[l] {
				q = t.Weight[l]
			}
			t.Q[l] = q
			x.Total[l] += q
		}
	}
	for l := range x.Total {
		y := 0.0
		if x.Total[l] > Trifle {
			y = 1 / x.Total[l]
		}
		x.Total[l] = y
	}
	for i := range trades {
		t := &trades[i]
		for l := range x.Total {
			q := t.Weight[l]
			if x.Total[l] > 0 {
				q = t.Q[l] * x.Total[l]
			}
			t.Q[l] = q
			flow := float64(m.Psi[l]*(t.Then.SumR[l]-now.SumR[l])) - float64(m.Replace[l]*(t.Then.SumE[l]-now.SumE[l]))
			m.Corr[l] += float64(q * positive(flow))
			x.Ahead[l] += float64(q * (t.Lag[l] - 1))
		}
	}
	for l := range m.Corr {
		m.Corr[l] -= m.Underway[l] + m.Pool[l]
	}
}

// refill adds N* − N of a strategic stock to the correction and sets what is ordered
// outright:
//
//	T = max(target, N),  N* = min(T, N + fill·Δ·min(Λ, n)),  A = min(T − N*, fill·Δ)
//
// Orders pause while the last release is not before a step, or nothing may be filled.
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
			if r > 0 {
				n = p.Ordered[l] + 1
			}
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

// restock adds what brings the buyers' stocks to where they should be, and the backlog
// that they will want to work off: soon = min(backlog, γFΛ) over τ, and of the rest γF a
// step.
func restock(buyers []Buyer, corr, ahead, gap *Vector) {
	for i := range buyers {
		b := &buyers[i]
		for l := range corr {
			corr[l] += restocking(b.Ratio[l], b.Cover[l], b.Stock[l], gap[l], b.Base[l])
			if b.Backlog[l] > 0 {
				rate := b.CatchUp[l] * b.Ratio[l] * b.Base[l]
				soon := min(b.Backlog[l], rate*ahead[l])
				corr[l] += float64(soon*gap[l]) + min(b.Backlog[l]-soon, rate)
			}
		}
	}
}
