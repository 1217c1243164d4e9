package scenarios

import (
	"fmt"

	"magnetsim/sim/chain"
)

// Bounds on what comes again and again in a trial: curbs, outages, visits of a
// regime. What is above them is no event but an average, and would take a trial
// hours to play.
const (
	mostEpisodes    = 10_000  // of one curb, source or plant
	mostEpisodesAll = 100_000 // of all together
)

// episodes refuses more events in a trial than can be meant.
func (k *checker) episodes() {
	all := 0.0
	count := func(n float64, path, what string) {
		all += n
		if n > mostEpisodes {
			k.report(k.value(path), "too-many-episodes", fmt.Sprintf("%s causes about %.2g %s in a trial; the limit is %d", path, n, what, mostEpisodes),
				"lower the rate; to model something this frequent, give it as a severity or a smaller capacity")
		}
	}
	outages := func(o *chain.Outages, path string) {
		if o != nil {
			count(k.recurrences(o.Rate, o.Duration), path+".outages.rate", "outages")
		}
	}
	for _, s := range k.sc.Sources {
		outages(s.Outages, "sources."+s.Name)
	}
	for _, p := range k.sc.Plants {
		outages(p.Outages, "plants."+p.Name)
	}
	for _, c := range k.sc.Curbs {
		path := "curbs." + c.Name
		if s := c.Scheduled; s != nil {
			lasting := []chain.Number{s.Duration, s.Easing}
			if s.Overlaps {
				lasting = nil
			}
			count(k.recurrences(s.Recurs, lasting...), path+".recurs", "curbs")
		}
		if r := c.Regimes; r != nil && !r.EveryStep { // else one a step at most
			for _, s := range r.States {
				n, key := k.visits(s)
				count(n, path+".regimes."+s.Name+"."+key, "visits")
			}
		}
	}
	if all > mostEpisodesAll && !k.found.Failed() {
		k.report(k.at("curbs"), "too-many-episodes", fmt.Sprintf("curbs, regimes and outages cause about %.2g events in a trial; the limit is %d", all, mostEpisodesAll),
			"lower their rates, or shorten the horizon")
	}
}

// rare is the share of trials that may have more of what is counted.
const rare = 0.01

// recurrences returns how many episodes come within the horizon that each last
// some time and wait for a rate, counted from the end.
func (k *checker) recurrences(rate chain.Number, lasting ...chain.Number) float64 {
	if !rate.Given() {
		return 0
	}
	often := rate.Dist.Quantile(1 - rare)
	if !(often > 0) {
		return 0
	}
	cycle := 1 / often
	for _, n := range lasting {
		cycle += max(0, n.Mean())
	}
	return k.sc.Horizon / cycle
}

// visits returns at most how many visits of a regime begin within the horizon,
// as if it followed itself, and the key that makes it so.
func (k *checker) visits(s chain.State) (n float64, key string) {
	if s.Lasts.Given() {
		return k.sc.Horizon / s.Lasts.Mean(), "lasts"
	}
	leave := 0.0
	for _, e := range s.To {
		if e.Weight.Given() {
			leave += e.Weight.Dist.Quantile(1 - rare)
		}
	}
	return k.sc.Horizon * leave, "to"
}
