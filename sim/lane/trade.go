package lane

// ramp sets ρ at the midpoint of a step, in years: nothing before the start, a linear
// ramp to the whole, nothing at all where the event of success failed. The start
// counts as reached by what is early, a little less than 0; a ramp of at most steep years
// is none, since rounding would decide where on it the midpoint lies.
func ramp(rho, start, years, won *Vector, mid, early, steep float64) {
	for l := range rho {
		r := won[l]
		since := mid - start[l]
		if since < early {
			r = 0
		} else if years[l] > steep && since < years[l] {
			r *= max(0, since) / years[l]
		}
		rho[l] = r
	}
}

// capacity sets k to CΔρ.
func capacity(k, rho, c *Vector, dt float64) {
	for l := range k {
		k[l] = rho[l] * (c[l] * dt)
	}
}

// offered sets CΔρ and share·ρ of a source.
func offered(o *Offer, rho, c, share *Vector, dt float64) {
	for l := range rho {
		o.Nominal[l] = c[l] * dt * rho[l]
		o.Share[l] = rho[l] * share[l]
	}
}

// schedule sets ℓ = max(1, round((lead + mean delay)/Δ)), at most as many steps as the
// horizon has.
func schedule(o *Offer, lead, delay *Vector, dt, half, steps float64) {
	for l := range lead {
		o.Lag[l] = floor(max(1, min(steps, (lead[l]+delay[l])/dt+half)))
	}
}

// find sets where the plan stands for when the goods of sources arrive, in a ring of so
// many rows of stride numbers, the step at hand in the given row.
func find(trades []Trade, number *Vector, row, rows, stride float64) {
	for i := range trades {
		t := &trades[i]
		for l := range number {
			t.At[l] = index(float64(around(row+t.Lag[l], rows)*stride) + number[l])
		}
	}
}

// around returns a row of a ring, less than once around.
func around(row, rows float64) float64 {
	if row >= rows {
		row -= rows
	}
	return row
}

// indexes sets to to where the plan stands n steps after the step at hand.
func indexes(to *Index, n, number *Vector, row, rows, stride float64) {
	for l := range n {
		to[l] = index(float64(around(row+n[l], rows)*stride) + number[l])
	}
}

// open sums up the planned use of a material's buyers and the sources that exist, and
// sets what turns share·ρ into w, and I/R, negative where nothing is required.
func open(buyers []Buyer, trades []Trade, m *Market, plan *Outlook) {
	for l := range m.Use {
		m.Use[l] = 0
		m.Coming[l] = 0
		m.Existing[l] = 0
	}
	for i := range buyers {
		b := &buyers[i]
		for l := range m.Use {
			m.Use[l] += b.Base[l]
		}
	}
	for i := range trades {
		t := &trades[i]
		for l := range m.Existing {
			m.Existing[l] += t.Share[l]
		}
	}
	for l := range m.Use {
		if m.Existing[l] > 0 {
			m.Existing[l] = 1 / m.Existing[l]
		}
		i := -1.0
		if plan.Required[l] > 0 {
			i = (plan.Required[l] - plan.Made[l]) / plan.Required[l]
		}
		m.Imports[l] = i
	}
}

// restrain sets w, κ, the normal volume and the most that each source can ship:
//
//	w = share ρ / Σ share ρ,  n = min(CΔρ, κB),  M = fK + min((1−f)K, nQ)
//
// While no part of a step is free κ may rise but not fall: a quota is a share of what
// was normal before, and rivals that ramp up do not tighten it. Before the start a
// trial looks back as far as its own longest lag, whatever others need.
func restrain(trades []Trade, m *Market, own *Vector, k float64) {
	for i := range trades {
		t := &trades[i]
		for l := range own {
			w := t.Share[l] * m.Existing[l]
			t.Weight[l] = w
			f := t.Free[l]
			plan := min(1, w*t.Imports[l])
			kappa := t.Kappa[l]
			if t.Imports[l] >= 0 && k >= -own[l] && (f > 0 || plan > kappa) {
				kappa = plan
			}
			t.Kappa[l] = kappa
			normal := min(t.Nominal[l], kappa*t.Planned[l])
			t.Normal[l] = normal
			t.Most[l] = float64(f*t.Capacity[l]) + min((1-f)*t.Capacity[l], normal*t.Quota[l])
		}
	}
}

// look gathers what is planned for when the goods of sources arrive, and how much until
// then.
func look(trades []Trade, required, sumR []float64) {
	for i := range trades {
		t := &trades[i]
		for l := range t.Then.Required {
			t.Then.Required[l] = required[t.At[l]]
			t.Then.SumR[l] = sumR[t.At[l]]
		}
	}
}

// lookHome gathers the same of what plants could make and are planned to make.
func lookHome(trades []Trade, home, made, sumE []float64) {
	for i := range trades {
		t := &trades[i]
		for l := range t.Then.Home {
			t.Then.Home[l] = home[t.At[l]]
			t.Then.Made[l] = made[t.At[l]]
			t.Then.SumE[l] = sumE[t.At[l]]
		}
	}
}

// newcomer adds to x what a plant that has not reached its full capacity will use more
// than now when goods arrive.
func newcomer(x, ready, base *Vector, use []float64, at *Index) {
	for l := range x {
		if ready[l] < 1 {
			x[l] += positive(use[at[l]] - base[l])
		}
	}
}

// imported sets the share of what is required that imports bring, and the use on which
// quotas rest, where some use is still to come.
func imported(imports, use, coming *Vector, m *Market, then *Outlook) {
	for l := range use {
		i := m.Imports[l]
		if i < 0 && m.Use[l] == 0 && coming[l] > 0 && then.Required[l] > 0 {
			i = 1 - then.Made[l]/then.Required[l]
		}
		imports[l] = i
		use[l] = m.Use[l] + coming[l]
	}
}

// blocked adds what curbs keep sources from shipping of their normal volume:
// [min(n, K) − M]⁺.
func blocked(trades []Trade) {
	for i := range trades {
		t := &trades[i]
		for l := range t.Blocked {
			t.Blocked[l] += positive(min(t.Normal[l], t.Capacity[l]) - t.Most[l])
		}
	}
}
