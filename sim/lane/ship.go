package lane

// shipment returns what a source ships of an ask when the share f of it is free of
// curbs, the quota lets a part of the normal shipment out, and it can ship at most so
// much:
//
//	ship = min(f·ask + min((1−f)·ask, nQ), M)
func shipment(ask, f, normal, quota, most float64) float64 {
	return min(float64(f*ask)+min((1-f)*ask, normal*quota), most)
}

// idle returns what a source free of curbs could still ship.
func idle(f, most, ship float64) float64 {
	own := 0.0
	if f == 1 {
		own = most - ship
	}
	return own
}

// shipped sets what a source ships of what it was asked and adds the rest, and what it
// could still ship.
func shipped(src *Source, rest, spare *Vector, o *Offer, s *Strain) {
	for l := range rest {
		ship := shipment(src.Ask[l], s.Free[l], o.Normal[l], s.Quota[l], o.Most[l])
		src.Ship[l] = ship
		rest[l] += src.Ask[l] - ship
		own := idle(s.Free[l], o.Most[l], ship)
		src.Spare[l] = own
		spare[l] += own
	}
}

// shippedBesideRivals is shipped where rival buyers take a share of the spare capacity
// while a curb holds anywhere on the material.
func shippedBesideRivals(src *Source, rest, spare *Vector, o *Offer, s, rivals *Strain) {
	for l := range rest {
		ship := shipment(src.Ask[l], s.Free[l], o.Normal[l], s.Quota[l], o.Most[l])
		src.Ship[l] = ship
		rest[l] += src.Ask[l] - ship
		own := idle(s.Free[l], o.Most[l], ship)
		own = float64(own * (1 - (1 - rivals.Free[l] - rivals.Quota[l])))
		src.Spare[l] = own
		spare[l] += own
	}
}

// moved returns what is moved to other sources:
//
//	min(rest, (highest + rate·Δ)·B, Σ spare)
func moved(rest, highest, rate, dt, use, spare float64) float64 {
	return min(rest, min((highest+float64(rate*dt))*use, spare))
}

// switched sets the part of the spare capacity that is used.
func switched(part, rest, spare *Vector, m *Material, x *Market, rate *Vector, dt float64) {
	for l := range part {
		use := x.Use[l] + x.Coming[l]
		taken := moved(rest[l], m.Moved[l], rate[l], dt, use, spare[l])
		p := 0.0
		if taken > 0 {
			p = taken / spare[l]
		}
		part[l] = p
	}
}

// switchedForGood is switched, and notes the highest share of use that was moved.
func switchedForGood(part, rest, spare *Vector, m *Material, x *Market, rate *Vector, dt float64) {
	for l := range part {
		use := x.Use[l] + x.Coming[l]
		taken := moved(rest[l], m.Moved[l], rate[l], dt, use, spare[l])
		p := 0.0
		if taken > 0 {
			p = taken / spare[l]
			if use > 0 {
				m.Moved[l] = max(m.Moved[l], taken/use)
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
		ship := shipment(ask, s.Free[l], o.Normal[l], s.Quota[l], o.Most[l])
		if k+o.Lag[l] < 0 {
			ship = 0
		}
		src.Ship[l] = ship
	}
}
