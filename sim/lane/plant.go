package lane

// goal sets G = [ψR + corr]⁺, what should come in by the last order.
func goal(m *Material, required *Vector) {
	for l := range required {
		m.Goal[l] = positive(float64(m.Psi[l]*required[l]) + m.Corr[l])
	}
}

// wish sets what a plant would make, K·min(1, G/ΣK).
func wish(p *Plant, capacity, goal, all *Vector) {
	for l := range goal {
		w := 0.0
		if all[l] > 0 {
			w = capacity[l] * min(1, goal[l]/all[l])
		}
		p.Want[l] = w
		p.Made[l] = w
	}
}

// need sets what a plant needs of an input for what it wants to make, and the cover
// target of the input.
func need(c *Consumer, recipe, want, cover, next *Vector, perYear float64) {
	for l := range want {
		x := recipe[l] * want[l]
		c.Demand[l] = x
		c.Effective[l] = x
		c.Required[l] = x
		c.Cover[l] = cover[l] * next[l] * perYear
	}
}

// afford lowers what a plant makes to what its stock of an input goes for.
func afford(p *Plant, recipe, stock *Vector) {
	for l := range stock {
		if recipe[l]*p.Made[l] > stock[l] {
			p.Made[l] = stock[l] / recipe[l]
		}
	}
}

// consume takes what a plant used of its input out of the stock.
func consume(c *Consumer, recipe, made, used *Vector) {
	for l := range made {
		x := min(c.Stock[l], recipe[l]*made[l])
		c.Stock[l] -= x
		c.Short[l] = unmet(c.Effective[l], x)
		used[l] += x
	}
}

// output adds what a plant made to the pool.
func output(m *Material, booked, made *Vector) {
	for l := range made {
		m.Made[l] += made[l]
		m.Pool[l] += made[l]
		m.Inflow[l] += made[l]
		booked[l] += made[l]
	}
}
