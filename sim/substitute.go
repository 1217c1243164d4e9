package sim

import (
	"math"
	"slices"

	"magnetsim/sim/chain"
	"magnetsim/sim/lane"
)

// substitute moves u, the share of its demand that a line has replaced. Each line goes
// by itself: one whose own material is never short never turns away from it. Pressure
// is the moving average of the line's shortage ratio. Above the trigger u rises at
// max/over; below it and with its stock at 90% of target it falls at max/reverts_over;
// else it holds, since a user that turned away while its stock was empty would turn
// back too soon.
func (b *Block) substitute() {
	for c := range b.m.consumers {
		if x := b.m.consumers[c].substitution; x != nil {
			lane.TurnAway(&b.con[c], &b.val[x.max], &b.val[x.trigger])
		}
	}
}

// partOf is the part of a change of a given length that one step makes.
func partOf(dt, years float64) float64 {
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
	if x := b.m.consumers[c].substitution; x != nil && x.to >= 0 {
		lane.MoveIn(&b.con[x.to], &b.con[c], &b.val[x.amount])
	}
}

// startSubstitution sets the memory of line c's pressure and the pace of its changes.
func (b *Block) startSubstitution(c int) {
	x := b.m.consumers[c].substitution
	if x == nil {
		return
	}
	s, most := &b.con[c], &b.val[x.max]
	for l := range s.Memory {
		s.Memory[l] = smoothing(b.m.dt, b.val[x.after][l])
		s.Up[l] = most[l] * partOf(b.m.dt, b.val[x.over][l])
		s.Down[l] = most[l] * partOf(b.m.dt, b.val[x.revertsOver][l])
	}
}

// substitutions gives the lines of a sector what was written for each or else, where
// it does not move to the line's own material, for the sector.
func (c *compiler) substitutions(x chain.Sector, lines []int) {
	for n, use := range x.Uses {
		s, by := use.Substitution, "sectors."+x.Name+".uses."+use.Material+".substitution"
		if s == nil {
			if s = x.Substitution; s == nil || s.To == use.Material && len(x.Uses) > 1 {
				continue
			}
			by = "sectors." + x.Name + ".substitution"
		}
		to := c.substitute(by, x, use, s.To, lines)
		var perTonne chain.Number
		if s.Cost != nil {
			perTonne = s.Cost.PerTonne
		}
		c.m.consumers[lines[n]].substitution = &substitution{
			max: c.num(s.Max, 0), trigger: c.num(s.Trigger, 0), after: c.num(s.After, 0),
			over: c.num(s.Over, 0), revertsOver: c.num(s.RevertsOver, math.Inf(1)),
			to: to, amount: c.num(s.Amount, 1), cost: c.num(perTonne, 0), costed: perTonne.Given(),
		}
		if to >= 0 {
			c.m.consumers[to].takesOn = true
		}
	}
}

// substitute returns the line of a sector that a use moves to; −1 where it goes away.
func (c *compiler) substitute(by string, x chain.Sector, use chain.Use, to string, lines []int) int {
	if to == "" {
		return -1
	}
	n := slices.IndexFunc(x.Uses, func(u chain.Use) bool { return u.Material == to })
	switch {
	case to == use.Material:
		refuse("%s.to: %s would replace itself", by, to)
	case n < 0:
		refuse("%s.to: %s does not use %q", by, x.Name, to)
	}
	return lines[n]
}
