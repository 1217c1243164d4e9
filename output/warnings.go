package output

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"magnetsim/sim"
	"magnetsim/sim/unit"
)

const (
	looseShare = 0.1  // sampling error of a p95, as a share of it, above which there is a warning
	rareShare  = 0.05 // chance of any shortfall below which the statistics rest on few trials
	seldomFull = 0.05 // chance of ever being full below which there is a warning
	fewTail    = 30   // trials of a tail below which its mean is not relied on
	balance    = 1e-9 // largest relative error of a mass balance that rounding explains
)

// warner adds a doubt: what, why, and what to do.
type warner func(what, why, do string)

// warningsOf lists the doubts about a report, the gravest first.
func warningsOf(r *Report, f Facts) []Warning {
	var all []Warning
	warn := func(what, why, do string) { all = append(all, Warning{what, why, do}) }
	for _, check := range []func(*Report, warner){warnHealth, warnInterrupted} {
		check(r, warn)
	}
	all = append(all, r.Run.Doubts...) // of the scenario itself
	warnUnfollowed(r, warn)
	warnCertain(r, warn)
	warnHorizon(r, f.Curbs, warn)
	warnEmptyPiles(r, f.Piles, warn)
	for _, check := range []func(*Report, warner){warnUnestimable, warnNoTail, warnLoose, warnRare, warnSame} {
		check(r, warn)
	}
	return all
}

func warnHealth(r *Report, warn warner) {
	if h := r.Health; h.Failed > 0 {
		warn(unit.Counted(h.Failed, "trial")+" failed and "+isAre(h.Failed)+" not counted",
			"the first said: "+h.FirstError,
			"correct the figure that it names; the failed trials may well be the worst ones")
	}
	if x := r.Health.Imbalance; !(x <= balance) {
		warn("tonnes appear or vanish in the computation",
			fmt.Sprintf("the largest error of a mass balance is %.1e of the material's flow, and rounding explains at most %.0e", x, balance),
			"do not rely on these results; report the scenario as a bug of the program")
	}
}

func warnInterrupted(r *Report, warn warner) {
	if !r.Run.Complete {
		warn("the run was interrupted",
			fmt.Sprintf("%s of %s trials were played", unit.Grouped(r.Run.Trials), unit.Grouped(r.Run.Asked)),
			"run it to the end (with --resume, if the command has it), or use the results with their wider sampling errors")
	}
}

// manyFollowed is a number of series times steps below which none was left out.
const manyFollowed = 30_000

// warnUnfollowed tells of sectors without time series: there are too many to keep.
func warnUnfollowed(r *Report, warn warner) {
	if len(r.Variants) == 0 || len(r.Series)/len(r.Variants)*r.Run.Steps < manyFollowed {
		return
	}
	left := without(r.Sectors, func(sector Sector) bool {
		return slices.ContainsFunc(r.Series, func(s Series) bool {
			return s.Subject == sector.Name || strings.HasPrefix(s.Subject, sector.Name+".")
		})
	})
	if len(left) > 0 {
		warn("no time series of "+unit.Counted(len(left), "sector"),
			"with so many sectors and steps they would take too much memory; all other numbers of these sectors are there",
			"put the sectors of interest first, join sectors, or play by month")
	}
}

// warnCertain finds a scenario in which nothing is left to chance.
func warnCertain(r *Report, warn warner) {
	spread := func(s Stat) bool { return s.Statistic == "mean" && s.Error() > 0 }
	if r.Run.Trials >= 2 && len(r.Stats) > 0 && !slices.ContainsFunc(r.Stats, spread) {
		warn("every trial is the same",
			"nothing in the scenario is uncertain: no figure is a distribution, and no curb, outage or demand is left to chance",
			"one trial is enough; for a range of outcomes write figures as distributions, such as 2 months to 9 months")
	}
}

// warnHorizon finds curbs that outlast the horizon in one of twenty cases: what
// they do after its end is not seen.
func warnHorizon(r *Report, curbs []Curb, warn warner) {
	horizon := float64(r.Run.Steps) * r.Run.StepDays / daysPerYear
	for _, c := range curbs {
		if c.P95 > horizon {
			warn("the horizon may cut off "+c.Title,
				fmt.Sprintf("one in twenty lasts longer than %.2g years, and the horizon is %.2g", c.P95, horizon),
				"lengthen the horizon, or read the results as those of its years only")
		}
	}
}

// warnEmptyPiles finds stockpiles that are planned but hardly ever reach their
// target. Which share of the trials fill them is told by p_exceed of "filled".
func warnEmptyPiles(r *Report, piles []Pile, warn warner) {
	for _, p := range piles {
		var where []string
		for v, planned := range p.Planned {
			full, ok := r.Stat(v, MetricOf(Filled, p.Name), exceeds(sim.FullAt))
			if planned && ok && full.Value < seldomFull {
				where = append(where, r.Variants[v].Label())
			}
		}
		if len(where) > 0 {
			warn(fmt.Sprintf("%s hardly ever reaches its target (%s)", r.Titles.Stockpile(p.Name), unit.Few(where)),
				fmt.Sprintf("in more than %.0f%% of the trials its highest level stays below %.0f%% of it", 100*(1-seldomFull), 100*sim.FullAt),
				"raise its fill rate or its initial level, lower the target, or judge it by what it actually holds")
		}
	}
}

// warnUnestimable finds percentiles of the chief figure whose error the trials
// bound on one side only, if at all.
func warnUnestimable(r *Report, warn warner) {
	var names []string
	for _, q := range quantiles {
		open := func(s Stat) bool { return math.IsNaN(s.Low) || math.IsNaN(s.High) }
		if slices.ContainsFunc(r.shortfalls(q.name), open) {
			names = append(names, q.name)
		}
	}
	if len(names) > 0 { // q^n ≤ 2.5% bounds the q-quantile: 72 trials for p95, 368 for p99
		warn("too few trials for "+strings.Join(names, ", "),
			fmt.Sprintf("with %s their sampling error is not bounded on both sides", unit.Counted(r.Run.Trials, "trial")),
			"run at least 368 trials for percentiles from p1 to p99, and 1,000 to rely on them")
	}
}

// warnNoTail finds tail means of the tonnes lost whose error the trials do not
// tell: their tail is one trial or less.
func warnNoTail(r *Report, warn warner) {
	var names, needs []string
	for _, t := range tails {
		if slices.ContainsFunc(r.shortfalls(t.name), Stat.unestimable) {
			name := strings.Replace(t.name, "cvar", "CVaR", 1)
			need := int64(math.Round(fewTail / (1 - t.p)))
			names, needs = append(names, name), append(needs, unit.Grouped(need)+" trials for "+name)
		}
	}
	if len(names) > 0 {
		warn("the error of "+joined(names)+" cannot be estimated from "+unit.Counted(r.Run.Trials, "trial"),
			"a mean that rests on a single trial has no known error, so it cannot be held against a limit",
			"run at least "+joined(needs))
	}
}

// warnLoose finds p95s of the tonnes lost that are uncertain by more than a
// tenth, and how many trials would mend it.
func warnLoose(r *Report, warn warner) {
	looseness := func(s Stat) float64 { return s.Error() / s.Value }
	loose := those(r.shortfalls("p95"), func(s Stat) bool { return looseness(s) > looseShare && !math.IsInf(looseness(s), 0) })
	if len(loose) == 0 {
		return
	}
	worst := slices.Max(each(loose, looseness))
	times := math.Pow(worst/looseShare, 2) // an error falls with the root of the trials
	warn("p95 of the shortfall is rough: "+unit.Few(each(loose, r.place)),
		fmt.Sprintf("with %s its sampling error is up to %.0f%% of it", unit.Counted(r.Run.Trials, "trial"), 100*worst),
		fmt.Sprintf("run %s trials for an error of 10%%", unit.Grouped(upTo2(times*float64(r.Run.Trials)))))
}

func warnRare(r *Report, warn warner) {
	rare := those(r.shortfalls("p_any"), func(s Stat) bool { return s.Value < rareShare && s.N > 0 })
	if len(rare) > 0 {
		warn("no shortfall in more than 95% of the trials: "+unit.Few(each(rare, r.place)),
			"means and tails rest on the few trials that have one, and p95 is 0",
			"read the chance of any shortfall first, and CVaR95 with its error; run more trials for its size")
	}
}

// warnSame finds variants that the sample cannot tell from the first.
func warnSame(r *Report, warn warner) {
	for v := 1; v < len(r.Variants); v++ {
		p, ok := r.sameIn(v)
		what := fmt.Sprintf("%s cannot be told apart from %s by its mean shortfall", r.Variants[v].Label(), r.Variants[0].Label())
		switch {
		case !ok:
		case p.Better == 0 && p.Worse == 0:
			warn(what, "every trial has the same shortfall under both", "check whether it changes what it should")
		default:
			warn(what, fmt.Sprintf("the difference, %s, is inside its sampling error", p.Text()), "treat the two as equal, or run more trials")
		}
	}
}

// sameIn returns the change in the chief shortfall by a variant that cannot be told
// from the first in any end product.
func (r *Report) sameIn(v int) (same Paired, ok bool) {
	chiefs := r.Chiefs()
	changes := those(r.Paired, func(p Paired) bool { return p.First == 0 && p.Second == v && slices.Contains(chiefs, p.Metric) })
	if len(changes) == 0 || slices.ContainsFunc(changes, func(p Paired) bool { return !p.Same }) {
		return Paired{}, false
	}
	return changes[0], true
}

// shortfalls returns a statistic of the tonnes lost in total and by sector, of
// all variants.
func (r *Report) shortfalls(statistic string) []Stat {
	return those(r.Stats, func(s Stat) bool {
		return s.Measure == Shortfall && s.Statistic == statistic && (s.Kind == "total" || s.Kind == "sector")
	})
}

func (r *Report) place(s Stat) string {
	return r.SubjectTitle(s.Subject) + either(len(r.Variants) == 1, "", " under "+r.Variants[s.Variant].Label())
}

func isAre(n int64) string { return either(n == 1, "is", "are") }

func upTo2(x float64) int64 {
	place := math.Pow10(int(math.Floor(math.Log10(x))) - 1)
	return int64(math.Ceil(x/place*(1-1e-12)) * place)
}
