package lane

// shipped sets what a source ships of what it was asked and adds the rest, and what it
// could still ship:
//
//	ship = min(f·ask + min((1−f)·ask, nQ), M)
func shipped(src *Source, rest, spare *Vector, o *Offer, s *Strain) {
	for l := range rest {
		f, ask := s.Free[l], src.Ask[l]
		ship := min(float64(f*ask)+min((1-f)*ask, o.Normal[l]*s.Quota[l]), o.Most[l])
		src.Ship[l] = ship
		rest[l] += ask - ship
		own := 0.0
		if f == 1 {
			own = o.Most[l] - ship
		}
		src.Spare[l] = own
		spare[l] += own
	}
}

// shippedBesideRivals is shipped where rival buyers take a share of the spare capacity
// while a curb holds anywhere on the material.
func shippedBesideRivals(src *Source, rest, spare *Vector, o *Offer, s, rivals *Strain) {
	for l := range rest {
		f, ask := s.Free[l], src.Ask[l]
		ship := min(float64(f*ask)+min((1-f)*ask, o.Normal[l]*s.Quota[l]), o.Most[l])
		src.Ship[l] = ship
		rest[l] += ask - ship
		own := 0.0
		if f == 1 {
			own = o.Most[l] - ship
		}
		own = float64(own * (1 - (1 - rivals.Free[l] - rivals.Quota[l])))
		src.Spare[l] = own
		spare[l] += own
	}
}

// switched sets the part of the spare capacity that is used:
//
//	moved = min(rest, (highest + rate·Δ)·B, Σ spare)
func switched(part, rest, spare *Vector, m *Material, x *Market, rate *Vector, dt float64) {
	for l := range part {
		use := x.Use[l] + x.Coming[l]
		moved := min(rest[l], min((m.Moved[l]+float64(rate[l]*dt))*use, spare[l]))
		p := 0.0
		if moved > 0 {
			p = moved / spare[l]
		}
		part[l] = p
	}
}

// switchedForGood is switched, and notes the highest share of use that was moved.
func switchedForGood(part, rest, spare *Vector, m *Material, x *Market, rate *Vector, dt float64) {
	for l := range part {
		use := x.Use[l] + x.Coming[l]
		moved := min(rest[l], min((m.Moved[l]+float64(rate[l]*dt))*use, spare[l]))
		p := 0.0
		if moved > 0 {
			p = moved / spare[l]
			if use > 0 {
				m.Moved[l] = max(m.Moved[l], moved/use)
			}
		}
		part[l] = p
	}
}

// arrive takes in what is due from a source.
func arrive(m *Material, delivered, due *Vector) {
	for l := range due {
		x := due[l]
		m.Arrived[l] += x
		delivered[l] += x
		due[l] = 0
	}
}

// landed puts what arrived into the pool.
func landed(m *Material) {
	for l := range m.Pool {
		m.Pool[l] += m.Arrived[l]
		m.Underway[l] = positive(m.Underway[l] - m.Arrived[l])
		m.Inflow[l] = m.Arrived[l]
	}
}

// premium adds what is paid above the base price on what arrives, discounted.
func premium(paid, due, price, part, present *Vector) {
	for l := range paid {
		paid[l] += float64(due[l] * price[l] * part[l] * present[l])
	}
}

// ask0 sets what was asked of a source before the start, and what it then ships of it
// that is still under way at the start.
func ask0(src *Source, o *Offer, then *Outlook, s *Strain, k float64) {
	for l := range src.Ask {
		ask := o.Weight[l] * (then.Required[l] - then.Made[l])
		src.Ask[l] = ask
		f := s.Free[l]
		ship := min(float64(f*ask)+min((1-f)*ask, o.Normal[l]*s.Quota[l]), o.Most[l])
		if k+o.Lag[l] < 0 {
			ship = 0
		}
		src.Ship[l] = ship
	}
}
