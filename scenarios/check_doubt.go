package scenarios

import (
	"fmt"
	"math"
	"slices"

	"magnetsim/sim/chain"
	"magnetsim/sim/unit"
)

// together checks figures that are plausible each and not together.
func (k *checker) together() {
	k.echo()
	k.beyondHorizon()
	k.compounded()
	k.holding()
	k.money()
}

// echoes is how many times longer than the restocking time a lead time may be.
// Buyers who close a gap in a fraction of the time that goods are under way order
// it again before it comes, and the wave that this makes comes back a lead time
// later: after a curb of 13 weeks orders rise to 1.3 times use at a ratio of 20,
// 2.9 at 30 and 4.4 at 40, and to about 1.3 below 15.
const echoes = 15

// echo warns of restocking times far below the lead time.
func (k *checker) echo() {
	restocking := max(k.sc.Rules.Restocking.Mean(), k.sc.StepYears())
	for _, s := range k.sc.Sources {
		if lead := s.Lead.Mean(); lead > echoes*restocking {
			k.doubt(k.value("sources."+s.Name+".lead"), "restocking-echo",
				fmt.Sprintf("the lead time of %s, %s, is %.0f times the restocking time of %s", s.Name, aTimeOf(lead), lead/restocking, aTimeOf(restocking)),
				"buyers who restock so fast order the same goods several times over before they arrive, and waves of orders follow long after a curb",
				fmt.Sprintf("lengthen rules.restocking to %s or more", aTimeOf(math.Ceil(lead/echoes/week)*week)))
		}
	}
}

// beyondHorizon warns of times after which nothing that happens within the
// horizon is seen.
func (k *checker) beyondHorizon() {
	tell := func(n chain.Number, path string) {
		if !n.Given() || k.sc.Horizon <= 0 {
			return
		}
		if x := n.Dist.Quantile(0.95); x >= k.sc.Horizon {
			k.doubt(k.value(path), "beyond-horizon", fmt.Sprintf("%s reaches %s, but the horizon is only %s", path, aTimeOf(x), aTimeOf(k.sc.Horizon)),
				"nothing that is ordered after the start arrives before the end, so no curb is felt", "lengthen the horizon, or shorten this time")
		}
	}
	for _, s := range k.sc.Sources {
		tell(s.Lead, "sources."+s.Name+".lead")
	}
	for _, s := range k.sc.Stockpiles {
		tell(s.Delay, "stockpiles."+s.Name+".delay")
	}
	for _, c := range k.sc.Curbs {
		if c.Scheduled != nil {
			tell(c.Scheduled.Delay, "curbs."+c.Name+".delay")
		}
		if c.Regimes != nil {
			for _, s := range c.Regimes.States {
				tell(s.Delay, "curbs."+c.Name+".regimes."+s.Name+".delay")
			}
		}
	}
}

// The growth of demand over the horizon, as a multiple, that is plausible and
// that is possible.
const (
	plausibleMultiple = 100
	possibleMultiple  = 1e6
)

// compounded checks growth over the whole horizon.
func (k *checker) compounded() {
	for _, s := range k.sc.Sectors {
		if !s.Growth.Given() || k.sc.Horizon <= 0 {
			continue
		}
		path := "sectors." + s.Name + ".growth"
		msg := func(times float64) string {
			return fmt.Sprintf("%s makes demand %.3g times as large by the end of the horizon", path, times)
		}
		const fix = "lower the growth, or shorten the horizon"
		if times := math.Pow(1+s.Growth.Dist.Quantile(0.999), k.sc.Horizon); times > possibleMultiple {
			k.report(k.value(path), "impossible", msg(times)+fmt.Sprintf(", but at most %s times is possible", unit.Format(possibleMultiple, "")), fix)
		} else if times := math.Pow(1+s.Growth.Dist.Quantile(0.95), k.sc.Horizon); times > plausibleMultiple {
			k.doubt(k.value(path), "implausible", msg(times), fmt.Sprintf("no use of a material is known to have grown more than %d-fold", plausibleMultiple), fix)
		}
	}
}

// holding warns of stocks whose cost is counted and that cost nothing to hold:
// every comparison in money then finds more stock better for longer than it is.
func (k *checker) holding() {
	for _, s := range k.sc.Stockpiles {
		if !s.Holding.Given() || s.Holding.Any() || !k.priced(s.Material) {
			continue
		}
		k.doubt(k.value("stockpiles."+s.Name+".holding"), "no-holding", fmt.Sprintf("holding the stock %s costs nothing", s.Name),
			"capital, storage, insurance and rotation cost about 10% of the value a year; without them a larger stock looks better in money than it is",
			fmt.Sprintf("write stockpiles.%s.holding: 10%%/yr, or your own figure", s.Name))
	}
}

// priced reports whether a material has a price, so that stocks of it cost money.
func (k *checker) priced(material string) bool {
	return slices.ContainsFunc(k.sc.Materials, func(m chain.Material) bool { return m.Name == material && m.Price.Any() })
}
