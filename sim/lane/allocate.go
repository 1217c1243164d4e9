package lane

// wantNow sets what buyers need now, [U − X]⁺, and its sum.
func wantNow(buyers []Buyer, x *Scratch) {
	for l := range x.Total {
		x.Total[l] = 0
	}
	for i := range buyers {
		b := &buyers[i]
		for l := range x.Total {
			w := positive(b.Required[l] - b.Stock[l])
			b.Want[l] = w
			x.Total[l] += w
		}
	}
}

// wantRestock sets what buyers need to refill their stocks, [rS(k+1) + U − X]⁺, and its
// sum.
func wantRestock(buyers []Buyer, x *Scratch) {
	for l := range x.Total {
		x.Total[l] = 0
	}
	for i := range buyers {
		b := &buyers[i]
		for l := range x.Total {
			w := positive(float64(b.Ratio[l]*b.Cover[l]) + b.Required[l] - b.Stock[l])
			b.Want[l] = w
			x.Total[l] += w
		}
	}
}

// hand moves what is wanted from the pool to the buyers' stocks, the same share of every
// want where the pool is not enough.
func hand(buyers []Buyer, x *Scratch, pool *Vector) {
	for l := range pool {
		s := 1.0
		if pool[l] < x.Total[l]*Enough {
			s = pool[l] / x.Total[l]
		}
		x.Part[l] = s
	}
	for i := range buyers {
		b := &buyers[i]
		for l := range pool {
			g := float64(b.Want[l] * x.Part[l])
			b.Stock[l] += g
			pool[l] -= g
		}
	}
	for l := range pool {
		pool[l] = positive(pool[l])
	}
}

// handWhole moves what is wanted from the pool to the buyers' stocks.
func handWhole(buyers []Buyer, pool *Vector) {
	for i := range buyers {
		b := &buyers[i]
		for l := range pool {
			b.Stock[l] += b.Want[l]
			pool[l] -= b.Want[l]
		}
	}
	for l := range pool {
		pool[l] = positive(pool[l])
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

// handOut gives what the pool has left to its buyers in proportion to what they forecast
// to use, rb. What nobody uses stays in the pool.
func handOut(buyers []Buyer, x *Scratch, pool *Vector) {
	for l := range pool {
		x.Part[l] = 0
	}
	for i := range buyers {
		b := &buyers[i]
		for l := range pool {
			w := float64(b.Ratio[l] * b.Base[l])
			b.Want[l] = w
			x.Part[l] += w
		}
	}
	for l := range pool {
		if x.Part[l] > 0 {
			x.Part[l] = pool[l] / x.Part[l]
			pool[l] = 0
		}
	}
	for i := range buyers {
		b := &buyers[i]
		for l := range pool {
			b.Stock[l] += float64(x.Part[l] * b.Want[l])
		}
	}
}
