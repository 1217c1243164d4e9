package lane

// held adds the stock of a consumer and its target at the start of the step.
func held(m *Material, c *Consumer, cover, base *Vector, perYear float64) {
	for l := range cover {
		m.Stocks[l] += c.Stock[l]
		m.Targets[l] += float64(c.Ratio[l] * (cover[l] * base[l] * perYear))
	}
}

// reprice moves the price multiple:
//
//	y = min(1, (inflow + release + [ΣX − ½ΣrS]⁺)/Σe)
//	x ← x + α(y − x),  π = clamp(x^(−1/ε), 1, cap)
func reprice(m *Material, wanted, use, epsilon, top *Vector, alpha float64) {
	for l := range wanted {
		y := 1.0
		have := m.Inflow[l] + m.Released[l] + positive(m.Stocks[l]-m.Targets[l]/2)
		if have < wanted[l]-float64(Trifle*use[l]) {
			y = have / wanted[l]
		}
		x := m.Supply[l]
		x += float64(alpha * (y - x))
		m.Supply[l] = x
		p := 1.0
		ln := 0.0
		if x < 1 {
			ln = min(m.LogCap[l], max(0, -log(x)/epsilon[l]))
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
