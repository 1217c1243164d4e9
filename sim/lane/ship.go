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

// moved returns what is moved to other sources:
//
//	min(rest, (highest + rate·Δ)·B, Σ spare)
func moved(rest, highest, rate, dt, use, spare float64) float64 {
	return min(rest, min((highest+float64(rate*dt))*use, spare))
}

// dispatch sets what each source ships of what it was asked, the rest being offered to
// sources that no curb holds, as far as buyers can switch. Rival buyers take a share of
// what these could still ship while a curb holds anywhere on the material. Only an actual
// shipment (1, else 0) raises the highest share of use that was moved so far.
func dispatch(trades []Trade, x *Scratch, m *Material, market *Market, rate *Vector, dt, actual float64) {
	for l := range x.Rest {
		x.Rest[l] = 0
		x.Spare[l] = 0
	}
	for i := range trades {
		t := &trades[i]
		for l := range x.Rest {
			ship := shipment(t.Ask[l], t.Free[l], t.Normal[l], t.Quota[l], t.Most[l])
			t.Ship[l] = ship
			x.Rest[l] += t.Ask[l] - ship
			own := idle(t.Free[l], t.Most[l], ship)
			own = float64(own * (1 - (1 - t.Rivals.Free[l] - t.Rivals.Quota[l])))
			t.Spare[l] = own
			x.Spare[l] += own
		}
	}
	for l := range x.Part {
		use := market.Use[l] + market.Coming[l]
		taken := moved(x.Rest[l], m.Moved[l], rate[l], dt, use, x.Spare[l])
		p := 0.0
		if taken > 0 {
			p = taken / x.Spare[l]
			if use > 0 && actual > 0 {
				m.Moved[l] = max(m.Moved[l], taken/use)
			}
		}
		x.Part[l] = p
	}
	for i := range trades {
		t := &trades[i]
		for l := range x.Part {
			t.Ship[l] += float64(x.Part[l] * t.Spare[l])
		}
	}
}

// sent books what sources ship.
func sent(trades []Trade, m *Material, booked *Vector) {
	for i := range trades {
		t := &trades[i]
		for l := range booked {
			m.Underway[l] += t.Ship[l]
			booked[l] += t.Ship[l]
		}
	}
}

// arrive takes in what is due from the sources and puts it into the pool.
func arrive(trades []Trade, m *Material) {
	for l := range m.Arrived {
		m.Arrived[l] = 0
	}
	for i := range trades {
		t := &trades[i]
		for l := range m.Arrived {
			x := t.Due[l]
			m.Arrived[l] += x
			t.Delivered[l] += x
			t.Due[l] = 0
		}
	}
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
