package sim

// substitute moves u, the share of demand that a sector has replaced. Pressure
// is the moving average of its shortage ratio. Above the trigger u rises at
// max/over; below it and with own stock at 90% of target it falls at
// max/reverts_over; else it holds, since a sector that turned away while its
// stock was empty would turn back too soon.
func (b *Block) substitute() {
	for i := range b.m.sectors {
		if x := b.m.sectors[i].substitution; x != nil {
			b.substituteIn(i, x)
		}
	}
}

func (b *Block) substituteIn(i int, x *substitution) {
	var short, wanted, stock, target lane
	for _, c := range b.m.sectors[i].lines {
		s := &b.con[c]
		short.add(&s.short)
		wanted.add(&s.effective)
		stock.add(&s.stock)
		target.addProduct(&s.ratio, &s.cover)
	}
	s := &b.sec[i]
	most, trigger, over, back := &b.val[x.max], &b.val[x.trigger], &b.val[x.over], &b.val[x.revertsOver]
	for l := range short {
		ratio := 0.0
		if wanted[l] > 0 {
			ratio = short[l] / wanted[l]
		}
		s.pressure[l] += s.memory[l] * (ratio - s.pressure[l])
		switch {
		case s.pressure[l] > trigger[l]:
			s.replaced[l] = min(most[l], s.replaced[l]+most[l]*pace(b.m.dt, over[l]))
		case stock[l] >= 0.9*target[l]-trifle*wanted[l]:
			s.replaced[l] = positive(s.replaced[l] - most[l]*pace(b.m.dt, back[l]))
		}
	}
}

// pace is the part of a change of a given length that one step makes.
func pace(dt, years float64) float64 {
	if years <= dt {
		return 1
	}
	return dt / years
}
