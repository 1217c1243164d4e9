package lane

// held sums the stocks of a material's buyers and their targets at the start of the step.
func held(buyers []Buyer, m *Material, perYear float64) {
	for l := range m.Stocks {
		m.Stocks[l] = 0
		m.Targets[l] = 0
	}
	for i := range buyers {
		b := &buyers[i]
		for l := range m.Stocks {
			m.Stocks[l] += b.Stock[l]
			m.Targets[l] += float64(b.Ratio[l] * (b.Years[l] * b.Base[l] * perYear))
		}
	}
}

// reprice moves the price multiple:
//
//	y = min(1, (inflow + release + [ΣX − ½ΣrS]⁺)/Σe)
//	x ← x + α(y − x),  π = clamp(x^(−1/ε), 1, cap)
func reprice(buyers []Buyer, x *Scratch, m *Material, market *Market, epsilon, top *Vector, alpha float64) {
	for l := range x.Total {
		x.Total[l] = 0
	}
	for i := range buyers {
		b := &buyers[i]
		for l := range x.Total {
			x.Total[l] += b.Effective[l]
		}
	}
	for l := range x.Total {
		wanted := x.Total[l]
		y := 1.0
		have := m.Inflow[l] + m.Released[l] + positive(m.Stocks[l]-m.Targets[l]/2)
		if have < wanted-float64(Trifle*market.Use[l]) {
			y = have / wanted
		}
		s := m.Supply[l]
		s += float64(alpha * (y - s))
		m.Supply[l] = s
		p := 1.0
		ln := 0.0
		if s < 1 {
			ln = min(m.LogCap[l], max(0, -log(s)/epsilon[l]))
			p = max(1, min(top[l], exp(ln)))
			if ln >= m.LogCap[l] { // to the last digit
				p = top[l]
			}
		}
		m.Price[l] = p
		m.LogPrice[l] = ln
		if p > m.Peak[l] {
			m.Peak[l] = p
		}
	}
}
