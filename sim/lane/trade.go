package lane

// ramp sets ρ at the midpoint of a step, in years: nothing before the start, a linear
// ramp to the whole, nothing at all where the event of success failed. The start
// counts as reached by what is early, a little less than 0.
func ramp(rho, start, years, won *Vector, mid, early float64) {
	for l := range rho {
		r := won[l]
		since := mid - start[l]
		if since < early {
			r = 0
		} else if since < years[l] {
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
// horizon has, and with it where the plan stands: stride numbers a row, a lane behind
// its number.
func schedule(o *Offer, lead, delay, number *Vector, dt, half, steps, stride float64) {
	for l := range lead {
		n := floor(max(1, min(steps, (lead[l]+delay[l])/dt+half)))
		o.Lag[l] = n
		o.At[l] = index(float64(n*stride) + number[l])
	}
}

// indexes sets to to the places of numbers n·stride + lane.
func indexes(to *Index, n, number *Vector, stride float64) {
	for l := range n {
		to[l] = index(float64(n[l]*stride) + number[l])
	}
}

// importShare sets what turns share·ρ into w, and I/R, negative where nothing is
// required.
func importShare(m *Market, plan *Outlook) {
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

// restrain sets w, κ, the normal volume and the most that a source can ship:
//
//	w = share ρ / Σ share ρ,  n = min(CΔρ, κB),  M = fK + min((1−f)K, nQ)
//
// While no part of a step is free κ may rise but not fall: a quota is a share of what
// was normal before, and rivals that ramp up do not tighten it. Before the start a
// trial looks back as far as its own longest lag, whatever others need.
func restrain(o *Offer, m *Market, imports, use, capacity *Vector, s *Strain, own *Vector, k float64) {
	for l := range use {
		w := o.Share[l] * m.Existing[l]
		o.Weight[l] = w
		f := s.Free[l]
		plan := min(1, w*imports[l])
		kappa := o.Kappa[l]
		if imports[l] >= 0 && k >= -own[l] && (f > 0 || plan > kappa) {
			kappa = plan
		}
		o.Kappa[l] = kappa
		normal := min(o.Nominal[l], kappa*use[l])
		o.Normal[l] = normal
		o.Most[l] = float64(f*capacity[l]) + min((1-f)*capacity[l], normal*s.Quota[l])
	}
}

// look gathers what is planned for when the goods of a source arrive.
func look(o *Offer, required []float64) {
	for l := range o.Lag {
		o.Then.Required[l] = required[o.At[l]]
	}
}

// lookSum gathers how much is planned until the goods of a source arrive.
func lookSum(o *Offer, sumR []float64) {
	for l := range o.Lag {
		o.Then.SumR[l] = sumR[o.At[l]]
	}
}

// lookMade gathers what plants are planned to make when the goods of a source arrive.
func lookMade(o *Offer, made []float64) {
	for l := range o.Lag {
		o.Then.Made[l] = made[o.At[l]]
	}
}

// lookHome gathers what plants could make when the goods of a source arrive, and how
// much they are planned to make until then.
func lookHome(o *Offer, home, sumE []float64) {
	for l := range o.Lag {
		o.Then.Home[l] = home[o.At[l]]
		o.Then.SumE[l] = sumE[o.At[l]]
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

// blocked adds what curbs keep a source from shipping of its normal volume:
// [min(n, K) − M]⁺.
func blocked(x, capacity *Vector, o *Offer) {
	for l := range x {
		x[l] += positive(min(o.Normal[l], capacity[l]) - o.Most[l])
	}
}
