package lane

// wantNow sets what a consumer needs now, [U − X]⁺.
func wantNow(want, total *Vector, c *Consumer) {
	for l := range want {
		w := positive(c.Required[l] - c.Stock[l])
		want[l] = w
		total[l] += w
	}
}

// wantRestock sets what a consumer needs to refill its stock, [rS(k+1) + U − X]⁺.
func wantRestock(want, total *Vector, c *Consumer) {
	for l := range want {
		w := positive(float64(c.Ratio[l]*c.Cover[l]) + c.Required[l] - c.Stock[l])
		want[l] = w
		total[l] += w
	}
}

// scarce sets the share of every want that the pool covers.
func scarce(part, pool, total *Vector) {
	for l := range part {
		s := 1.0
		if pool[l] < total[l]*Enough {
			s = pool[l] / total[l]
		}
		part[l] = s
	}
}

// hand moves a part of what is wanted from the pool to a stock.
func hand(stock, pool, want, part *Vector) {
	for l := range stock {
		x := float64(want[l] * part[l])
		stock[l] += x
		pool[l] -= x
	}
}

// handWhole moves what is wanted from the pool to a stock.
func handWhole(stock, pool, want *Vector) {
	for l := range stock {
		stock[l] += want[l]
		pool[l] -= want[l]
	}
}

// settle replaces wants by what the queue gives, where the pool is not enough.
func settle(want, give, pool, total *Vector) {
	for l := range want {
		if pool[l] < total[l]*Enough {
			want[l] = give[l]
		}
	}
}

// guarantee sets the protected floor of a need.
func guarantee(part, total, need, floor *Vector) {
	for l := range part {
		p := float64(need[l] * floor[l])
		part[l] = p
		total[l] += p
	}
}

// covered sets the share of a class's need that an amount covers, and takes it off the
// amount.
func covered(share, amount, total *Vector) {
	for l := range share {
		s := proportion(amount[l], total[l])
		share[l] = s
		amount[l] = positive(amount[l] - float64(total[l]*s))
	}
}

// grantFloor gives the covered share of a floor and lowers the need by it.
func grantFloor(give, need, part, share *Vector) {
	for l := range give {
		g := float64(part[l] * share[l])
		give[l] = g
		need[l] = positive(need[l] - g)
	}
}

// handOut divides what the pool has left by what all forecast to use.
func handOut(part, pool *Vector) {
	for l := range part {
		if part[l] > 0 {
			part[l] = pool[l] / part[l]
			pool[l] = 0
		}
	}
}

// foresee sets what a consumer forecasts to use, rb.
func foresee(want, all *Vector, c *Consumer, base *Vector) {
	for l := range want {
		w := float64(c.Ratio[l] * base[l])
		want[l] = w
		all[l] += w
	}
}
