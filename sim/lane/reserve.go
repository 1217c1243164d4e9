package lane

// curbed sets the condition of a stock that opens when a curb is in force.
func curbed(condition *Vector, s *Strain) {
	for l := range condition {
		if s.Free[l] < 1 || s.Delay[l] > 0 {
			condition[l] = 1
		}
	}
}

// lack adds what a consumer lacks now, and what it wants.
func lack(short, wanted *Vector, c *Consumer) {
	for l := range short {
		short[l] += positive(c.Required[l] - c.Stock[l])
		wanted[l] += c.Required[l]
	}
}

// isShort sets the condition of a stock that opens in a shortage.
func isShort(condition, short, wanted *Vector) {
	for l := range condition {
		c := 0.0
		if short[l] > wanted[l]*Trifle {
			c = 1
		}
		condition[l] = c
	}
}

// spareCover adds what a consumer has beyond what it wants now, and its forecast use.
func spareCover(above, use *Vector, c *Consumer, base *Vector) {
	for l := range above {
		above[l] += positive(c.Stock[l] - c.Required[l])
		use[l] += float64(base[l] * c.Ratio[l])
	}
}

// isLow sets the condition of a stock that opens when cover is low.
func isLow(condition, above, use, cover *Vector, dt float64) {
	for l := range condition {
		c := 0.0
		if above[l] < (cover[l]/dt-Trifle)*use[l] {
			c = 1
		}
		condition[l] = c
	}
}

// arm follows the episode of a stock: it lives from the first step of the condition
// until the memory after its last, and releases from the administrative delay on, which
// runs once.
func arm(p *Pile, k, memory float64) {
	for l := range p.Begun {
		b := p.Begun[l]
		if k-p.Last[l] > memory { // before today's condition, which begins another
			b = -1
		}
		if p.Condition[l] > 0 {
			if b < 0 {
				b = k
			}
			p.Last[l] = k
		}
		p.Begun[l] = b
		a := 0.0
		if b >= 0 && k-b >= p.Delay[l] {
			a = 1
		}
		p.Armed[l] = a
		p.Released[l] = 0
		p.Bought[l] = 0
	}
}

// claim sets the need of a consumer on a release: [U − X]⁺.
func claim(need, total *Vector, c *Consumer, armed *Vector) {
	for l := range need {
		n := c.Required[l]
		x := n - c.Stock[l]
		if x < Dust*n || armed[l] == 0 {
			x = 0
		}
		need[l] = x
		total[l] += x
	}
}

// claimCover is claim under the cover trigger, which lifts the consumer's cover back to
// the threshold: [U + c*F/Δ − X]⁺.
func claimCover(need, total *Vector, c *Consumer, armed, cover, base *Vector, dt float64) {
	for l := range need {
		n := c.Required[l] + cover[l]*c.Ratio[l]*base[l]/dt
		x := n - c.Stock[l]
		if x < Dust*n || armed[l] == 0 {
			x = 0
		}
		need[l] = x
		total[l] += x
	}
}

// perStepOver sets x to the most that moves in a step where a whole target takes so
// many years.
func perStepOver(x, goal, years *Vector, dt float64) {
	for l := range x {
		r := goal[l]
		if years[l] > dt {
			r = goal[l] * dt / years[l]
		}
		x[l] = r
	}
}

// release sets what a stock releases of what is claimed, up to its level and rate, and
// takes it out. A stock that nobody keeps is not exhausted.
func release(amount *Vector, p *Pile, m *Material, total, rate, use *Vector, k float64) {
	for l := range amount {
		most := min(total[l], rate[l])
		a := min(most, p.Level[l])
		kept := p.Goal[l] + p.Level[l] + p.SumReleased[l]
		if p.Armed[l] > 0 && kept > 0 && a < most*(1-Trifle) {
			p.Exhausted[l] = 1
		}
		r := 0.0
		if p.Armed[l] > 0 && a > Trifle*use[l] {
			r = a
			p.Level[l] = positive(p.Level[l] - a)
			p.Freed[l] = k
			m.Released[l] += a
		}
		p.Released[l] = r
		amount[l] = r
	}
}

// fill fills a stock from what the pool has left, where it released nothing. What
// rounding left in the pool is left there.
func fill(p *Pile, pool, use *Vector) {
	for l := range pool {
		x := min(pool[l], min(p.Fill[l], positive(p.Goal[l]-p.Level[l])))
		if p.Released[l] == 0 && !(x < Dust*use[l]) {
			p.Level[l] += x
			p.Bought[l] = x
			pool[l] = positive(pool[l] - x)
		}
	}
}

// account adds a step to the accounts of a stock. Tonnes are bought at the day's price;
// what is held costs a share of its value at the base price. Both are discounted.
func account(p *Pile, price, multiple, rate, present *Vector, dt float64) {
	for l := range price {
		p.SumReleased[l] += p.Released[l]
		p.SumBought[l] += p.Bought[l]
		p.Paid[l] += float64(p.Bought[l] * price[l] * multiple[l] * present[l])
		p.Held[l] += float64(rate[l] * dt * p.Level[l] * price[l] * present[l])
		p.Lowest[l] = min(p.Lowest[l], p.Level[l])
		if p.Goal[l] > 0 {
			p.TopFill[l] = max(p.TopFill[l], min(1, p.Level[l]/p.Goal[l]))
		}
	}
}

// useFor turns a planned use into what it comes to over so many years.
func useFor(t, years *Vector, dt float64) {
	for l := range t {
		t[l] *= years[l] / dt
	}
}
