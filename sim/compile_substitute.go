package sim

import (
	"fmt"
	"math"

	"magnetsim/sim/chain"
)

// substitutions gives the lines of a sector what was written for each or else, where
// it does not move to the line's own material, for the sector.
func (c *compiler) substitutions(x chain.Sector, lines []int) error {
	for n, use := range x.Uses {
		s, by := use.Substitution, "sectors."+x.Name+".uses."+use.Material+".substitution"
		if s == nil {
			if s = x.Substitution; s == nil || s.To == use.Material && len(x.Uses) > 1 {
				continue
			}
			by = "sectors." + x.Name + ".substitution"
		}
		to, err := c.substitute(x, use, s.To, lines)
		if err != nil {
			return fmt.Errorf("%s.to: %w", by, err)
		}
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
	return nil
}

// substitute returns the line of a sector that a use moves to; −1 where it goes away.
func (c *compiler) substitute(x chain.Sector, use chain.Use, to string, lines []int) (int, error) {
	if to == "" {
		return -1, nil
	}
	if to == use.Material {
		return 0, fmt.Errorf("%s would replace itself", to)
	}
	for n, other := range x.Uses {
		if other.Material == to {
			return lines[n], nil
		}
	}
	return 0, fmt.Errorf("%s does not use %q", x.Name, to)
}
