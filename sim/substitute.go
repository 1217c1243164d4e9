package sim

// substitute moves u, the share of its demand that a line has replaced. Each line goes
// by itself: one whose own material is never short never turns away from it. Pressure
// is the moving average of the line's shortage ratio. Above the trigger u rises at
// max/over; below it and with its stock at 90% of target it falls at max/reverts_over;
// else it holds, since a user that turned away while its stock was empty would turn
// back too soon.
func (b *Block) substitute() {
	for c := range b.m.consumers {
		if x := b.m.consumers[c].substitution; x != nil {
			b.con[c].turnAway(x, b)
		}
	}
}

func (s *consumerState) turnAway(x *substitution, b *Block) {
	most, trigger, over, back := &b.val[x.max], &b.val[x.trigger], &b.val[x.over], &b.val[x.revertsOver]
	for l := range s.short {
		short := 0.0
		if s.effective[l] > 0 {
			short = s.short[l] / s.effective[l]
		}
		s.pressure[l] += s.memory[l] * (short - s.pressure[l])
		switch {
		case s.pressure[l] > trigger[l]+trifle:
			s.replaced[l] = min(most[l], s.replaced[l]+most[l]*pace(b.m.dt, over[l]))
		case s.stock[l] >= 0.9*s.ratio[l]*s.cover[l]-trifle*s.effective[l]:
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

// moveDemand adds what line c replaces to the demand of the line that it moves to, κ
// tonnes for each. There it is wanted like any other demand, but that neither a price
// nor a further substitution turns it away again. The plan does not know of it; the
// forecast ratio learns it.
func (b *Block) moveDemand(c int) {
	x := b.m.consumers[c].substitution
	if x == nil || x.to < 0 {
		return
	}
	to, swapped, amount := &b.con[x.to], &b.con[c].swapped, &b.val[x.amount]
	for l := range swapped {
		t := amount[l] * swapped[l]
		to.movedIn[l] += t
		to.effective[l] += t
	}
}

// startSubstitution sets the memory of line c's pressure.
func (b *Block) startSubstitution(c int) {
	x := b.m.consumers[c].substitution
	if x == nil {
		return
	}
	s, after := &b.con[c], &b.val[x.after]
	for l := range s.memory {
		s.memory[l] = smoothing(b.m.dt, after[l])
	}
}
