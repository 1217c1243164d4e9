package scenarios

import (
	"fmt"
	"slices"

	"magnetsim/sim/chain"
)

// curbs checks every curb.
func (k *checker) curbs() {
	for i := range k.sc.Curbs {
		c := &k.sc.Curbs[i]
		path := "curbs." + c.Name
		k.hits(c, path)
		if s := c.Scheduled; s != nil {
			if !k.wrote(path, "start") && !k.wrote(path, "recurs") {
				k.report(k.at(path), "no-start", path+" lacks start, the time when it begins", "add, for example, start: 2027-04-01, or recurs: 0.1/yr for a curb that comes at random")
			}
			if s.Overlaps && !k.wrote(path, "recurs") {
				k.warn(k.value(path+".overlaps"), "overlaps-nothing", path+" happens only once, so it cannot overlap", "add recurs, or remove overlaps")
			}
			k.mild(s.Severity, path+".severity")
			k.long(s.Duration, path+".duration")
			k.outside(s, path)
		}
		if r := c.Regimes; r != nil {
			k.states(r, path)
		}
		k.responses(c, path)
	}
}

// responses warns of responses that change no rate.
func (k *checker) responses(c *chain.Curb, path string) {
	if r := c.Responds; r != nil {
		at := k.at(path + ".responds")
		if c.Scheduled != nil && !c.Scheduled.Recurs.Given() {
			k.warn(at, "no-effect", path+".responds has no effect: "+path+" happens only once, on its date", "add recurs, or remove responds")
		}
		if c.Regimes != nil && !slices.ContainsFunc(c.Regimes.States, func(s chain.State) bool { return !s.Lasts.Given() }) {
			k.warn(at, "no-effect", path+".responds has no effect: every state has its own length in lasts", "remove lasts and give rates in `to`, or remove responds")
		}
		if r.To == chain.StockCover {
			if len(k.sc.Stockpiles) == 0 {
				k.warn(at, "no-effect", path+".responds has no effect: the scenario has no stockpile", "add a stockpile, or write to: dependence")
			}
			if r.Elasticity.Mean() > 0 {
				k.warn(k.value(path+".responds.elasticity"), "elasticity", "a stock makes "+path+" more likely: its elasticity to stock_cover is above 0", "write a negative elasticity for a stock that deters")
			}
		}
	}
	if c.Regimes == nil {
		return
	}
	for _, s := range c.Regimes.States {
		if s.Responds != nil && s.Lasts.Given() {
			k.report(k.at(path+".regimes."+s.Name+".responds"), "no-effect", path+".regimes."+s.Name+".responds has no effect: the state has its own length in lasts", "remove lasts and give rates in `to`, or remove responds")
		}
	}
}

// hits reports curbs that restrict no one.
func (k *checker) hits(c *chain.Curb, path string) {
	if p := k.follow([]string{"curbs", c.Name, "hits"}); len(c.Hits) == 0 && p != nil && p.value.kind == mapping {
		k.report(k.at(path+".hits"), "hits-nothing", fmt.Sprintf("curb %s hits no source", c.Name), "name an origin: hits: { some-name: { origin: … } }")
	}
	for _, h := range c.Hits {
		sells := false
		known := false
		for _, s := range k.sc.Sources {
			if s.Origin == h.Origin {
				known = true
				sells = sells || len(h.Materials) == 0 || slices.Contains(h.Materials, s.Material)
			}
		}
		if known && !sells {
			k.report(k.at(path+".hits."+h.Name), "hits-nothing", fmt.Sprintf("%s hits no source: %s does not sell %s", path+".hits."+h.Name, h.Origin, listed(h.Materials)),
				"name a material that it sells, or remove the hit")
		}
	}
}

// mild warns of a severity so low that it hardly restricts: a licence that
// only takes time has severity 0 and a delay.
func (k *checker) mild(severity chain.Number, path string) {
	if !severity.Given() {
		return
	}
	if s := severity.Dist.Quantile(0.5); s > 0 && s < 0.05 {
		k.warn(k.value(path), "mild-curb", fmt.Sprintf("%s is %s: while it is above 0 no source can send more than its normal volume", path, percent(s)),
			"for a licence that only takes time, write severity: 0% and a delay")
	}
}

// long warns of a curb that the horizon may cut off.
func (k *checker) long(duration chain.Number, path string) {
	if !duration.Given() || k.sc.Horizon <= 0 {
		return
	}
	if d := duration.Dist.Quantile(0.95); d > k.sc.Horizon {
		k.warn(k.value(path), "short-horizon", fmt.Sprintf("the horizon of %s is shorter than the p95 of %s, %s", displayTime(k.sc.Horizon, k.sc.Horizon), path, displayTime(d, d)),
			"lengthen the horizon, or remember that shortfalls after it are not counted")
	}
}

// outside warns of a curb that begins after the horizon or ends before it, and
// so restricts nothing, in nineteen trials of twenty at least.
func (k *checker) outside(s *chain.Scheduled, path string) {
	if !k.wrote(path, "start") || !s.Start.Given() || k.sc.Horizon <= 0 {
		return
	}
	if first := s.Start.Dist.Quantile(0.05); first >= k.sc.Horizon {
		often := ""
		if s.Start.Dist.Quantile(0) < k.sc.Horizon {
			often = " in most trials"
		}
		k.warn(k.value(path+".start"), "outside-horizon", fmt.Sprintf("%s begins after the end of the horizon%s and then restricts nothing", path, often),
			"begin it earlier, or lengthen the horizon")
		return
	}
	last := 0.0
	for _, x := range []chain.Number{s.Start, s.Duration, s.Easing} {
		if x.Given() {
			last += x.Dist.Quantile(0.95)
		}
	}
	if last <= 0 && !s.Recurs.Given() {
		k.warn(k.value(path+".start"), "outside-horizon", fmt.Sprintf("%s is over before the scenario starts: it restricts nothing", path),
			"begin it later, or start the scenario earlier")
	}
}

// states checks a Markov chain of regimes.
func (k *checker) states(r *chain.Regimes, path string) {
	if len(r.States) == 0 {
		k.report(k.at(path+".regimes"), "regimes", path+" has no regimes", "add at least one state")
	}
	if len(r.Weights) > 0 {
		total := 0.0
		for _, e := range r.Weights {
			total += e.Weight.Mean()
		}
		k.wholeOf(total, k.at(path+".initial"), "the chances of the states at the start of "+path)
	}
	if r.LongRun && !connected(r.States) {
		k.report(k.at(path+".initial"), "regimes", path+" has no long run: some state is never left, or cannot be reached from all others",
			"give every state a way out, or name the state at the start: initial: "+r.States[0].Name)
	}
	for _, s := range r.States {
		here := path + ".regimes." + s.Name
		if s.Name == longRun {
			k.report(k.at(here), "regimes", here+" has a reserved name, which means something else in initial: "+longRun, "rename the state")
		}
		k.mild(s.Severity, here+".severity")
		if s.Lasts.Given() {
			k.long(s.Lasts, here+".lasts")
		}
		k.exits(r, s, here)
	}
}

// connected reports whether every state can be reached from every other.
func connected(states []chain.State) bool {
	for _, from := range states {
		reached := map[string]bool{from.Name: true}
		for range states {
			for _, s := range states {
				for _, e := range s.To {
					if reached[s.Name] && e.Weight.Mean() > 0 {
						reached[e.State] = true
					}
				}
			}
		}
		if len(reached) < len(states) {
			return false
		}
	}
	return true
}

// exits checks that the ways out of a state are of the kind that it needs.
func (k *checker) exits(r *chain.Regimes, s chain.State, path string) {
	want, fix := "per yr", "write a rate, such as 0.25/yr"
	kinds := map[string]string{"per yr": "a rate", "share": "a share"}
	switch {
	case r.EveryStep && s.Lasts.Given():
		k.report(k.at(path+".lasts"), "regimes", fmt.Sprintf("%s.lasts cannot be used with every_step", path), "remove lasts or every_step")
		return
	case r.EveryStep:
		want, fix = "share", "write a chance per step, such as 5%"
	case s.Lasts.Given():
		want, fix = "share", "write a weight, such as 60%"
		if len(s.To) == 0 {
			k.report(k.at(path), "regimes", fmt.Sprintf("%s says how long the state lasts but not what follows", path), "add, for example, to: { state: 100% }")
		}
	}
	total := 0.0
	for _, e := range s.To {
		if e.Weight.Given() && e.Weight.Unit != want {
			k.report(k.value(path+".to."+e.State), "regimes", fmt.Sprintf("%s.to.%s must be %s, not %s", path, e.State, kinds[want], kinds[e.Weight.Unit]), fix)
			return
		}
		if e.State == s.Name {
			k.report(k.at(path+".to."+e.State), "regimes", fmt.Sprintf("%s leads to itself", path), "remove this way out")
		}
		total += e.Weight.Mean()
	}
	switch {
	case r.EveryStep && total > 1+shareTolerance:
		k.report(k.at(path+".to"), "regimes", fmt.Sprintf("the chances of leaving %s in one step add up to %s", path, percent(total)), "make them add up to at most 100%")
	case s.Lasts.Given() && len(s.To) > 0 && total == 0:
		k.report(k.at(path+".to"), "regimes", fmt.Sprintf("the weights of %s are all 0", path), "give at least one of them a weight above 0")
	case s.Lasts.Given() && len(s.To) > 0:
		k.wholeOf(total, k.at(path+".to"), "the weights of what follows "+path)
	}
}
