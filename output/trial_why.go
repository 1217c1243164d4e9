package output

import (
	"fmt"
	"slices"
	"strings"

	"magnetsim/sim/study"
)

// findings says, of one stage, why there is a shortage or none. It claims only what
// the trial's own numbers show.
func (n teller) findings(g *study.Ledger) []string {
	var all []string
	restrictions := n.t.Restrictions(g)
	if len(restrictions) == 0 && len(g.Curbs) > 0 {
		all = append(all, fmt.Sprintf("No curb restricts a seller of %s in this trial: the severity is 0 throughout.", n.r.Titles.Stage(g.Stage)))
	}
	all = append(all, each(restrictions, func(r study.Restriction) string { return n.restriction(n.r.Titles.Stage(g.Stage), r) })...)
	unmet := 0.0
	for k := range g.Rows {
		unmet += g.Rows[k].Unmet()
	}
	floods := n.t.Overshoots(g, restrictions)
	for _, a := range n.t.Aftermaths(g, restrictions) {
		if a.Short > worthTelling*unmet {
			all = append(all, n.aftermath(g, a, floods))
		}
	}
	for _, o := range floods {
		all = append(all, fmt.Sprintf("Orders overshoot after the curb that ends on %s: what did not come was ordered again and arrives together; in the 4 weeks to %s %s times what is needed comes in, and own stocks grow to %s times their target.",
			n.ended(restrictions, o.After), n.day(o.At+1), times(o.Ratio), times(o.Stock)))
	}
	for _, l := range n.t.Lates(g) {
		if l.Short > worthTelling*unmet {
			all = append(all, fmt.Sprintf("%s releases late: its condition is met on %s, it may release only %s later, and first does on %s; %s that those who may draw need go unmet before, while it holds %s.",
				n.r.Titles.Stockpile(l.Name), n.day(l.Triggered), n.length(l.Delay), n.day(l.Released), tonnes(l.Short), tonnes(l.Held)))
		}
	}
	for _, e := range n.t.Emptieds(g) {
		if e.Short > worthTelling*unmet {
			all = append(all, n.emptied(e))
		}
	}
	return slices.Concat(all, said(n.adapted(g)), n.idles(n.t.Idles(g)))
}

// worthTelling is the share of all that goes unmet below which a reason explains nothing.
const worthTelling = 0.01

func (n teller) ended(all []study.Restriction, step int) string {
	if r, ok := first(all, func(r *study.Restriction) bool { return r.To == step }); ok {
		return n.date(r.End)
	}
	return n.day(step)
}

// emptied says that a stockpile was too small, or not full.
func (n teller) emptied(e study.Emptied) string {
	full := when(e.Held < 0.95*e.Target, ", and held no more than %s of its target", Percent(e.Held/e.Target))
	return fmt.Sprintf("%s runs empty on %s: it held %s when it began to release, on %s%s. From then on %s that those who may draw need go unmet.",
		n.r.Titles.Stockpile(e.Name), n.day(e.Empty), tonnes(e.Held), n.day(e.Opened), full, tonnes(e.Short))
}

// adapted says how users met a shortage themselves.
func (n teller) adapted(g *study.Ledger) string {
	var parts []string
	for _, x := range []struct{ measure, verb, why string }{
		{GivenUp, "give up ", " for designs without the material once shortages last"},
		{Moved, "move ", " to another material once shortages last"},
		{"priced_out", "do without ", " as prices rise"},
	} {
		sum := 0.0
		for _, sector := range g.Sectors {
			sum += zeroIfNone(n.t.Value(MetricOf(x.measure, sector)))
		}
		if sum > 0 {
			parts = append(parts, x.verb+tonnes(sum)+x.why)
		}
	}
	return when(parts != nil, "Users %s.", strings.Join(parts, " and "))
}

func times(x float64) string { return strings.TrimSuffix(fmt.Sprintf("%.1f", x), ".0") }

// restriction says what a time of curbs came to.
func (n teller) restriction(stage string, r study.Restriction) string {
	from, to := n.date(r.Begin), n.date(r.End)
	if r.Peak == 0 {
		return fmt.Sprintf("From %s to %s a curb is in force, but it reaches no seller of %s.", from, to, stage)
	}
	text := fmt.Sprintf("From %s to %s %s cuts what %s may sell.", from, to, strings.Join(each(r.Curbs, n.r.Titles.Curb), ", "), n.sellers(r.Held))
	switch none := dust * r.Needed; {
	case r.Refused <= none && r.Blocked <= none:
		text += " It never binds: no part of their normal volume is blocked."
	case r.Refused <= none:
		text += " It never binds: no more is ordered of them than they may send."
	default:
		text += fmt.Sprintf(" That blocks %s of their normal volume, when %s are needed in all", tonnes(r.Blocked), tonnes(r.Needed))
		text += "; " + either(r.Moved > none, tonnes(r.Moved)+" are", "nothing can be") + " bought elsewhere instead."
	}
	if r.Short <= dust*r.Needed {
		return text + " No shortage follows: " + n.buffers(r) + "."
	}
	until := " Until " + n.day(r.Until) + either(r.Cut, "", ", when what is ordered at its end is due,")
	return text + fmt.Sprintf("%s %s go unmet%s, %s of what is needed; %s.", until, tonnes(r.Short), n.worst(r), Percent(r.Short/r.Needed), n.buffers(r))
}

// sellers lists who is held back, those by the same share together.
func (n teller) sellers(all []study.Held) string {
	var groups, names []string
	for i, h := range all {
		names = append(names, n.r.Titles.Origin(h.Seller))
		if i+1 == len(all) || Percent(all[i+1].Peak) != Percent(h.Peak) {
			groups, names = append(groups, strings.Join(names, " and ")+" (by up to "+Percent(h.Peak)+")"), nil
		}
	}
	return strings.Join(groups, ", ")
}

// worst names the material of which most goes unmet.
func (n teller) worst(r study.Restriction) string {
	return when(r.Worst != "", ", %s of it %s", either(r.WorstShare > 0.995, "all", Percent(r.WorstShare)), n.r.Titles.Stage(r.Worst))
}

// dust is the share of what is needed below which tonnes are rounding.
const dust = 1e-9

// buffers says what stood between a curb and a shortage.
func (n teller) buffers(r study.Restriction) string {
	f, what := r.Stock, "own stocks"
	what += either(f.Material != "", " of "+n.r.Titles.Stage(f.Material), "")
	var text string
	switch {
	case f.Before < 0.5:
		text = what + " were empty already"
	case f.Lowest < 0.9*f.Before:
		text = fmt.Sprintf("%s fall from %s of use to %s by %s", what, days(f.Before), days(f.Lowest), n.day(f.At+1))
	default:
		text = fmt.Sprintf("%s stay at %s of use or more, from %s before", what, days(f.Lowest), days(f.Before))
	}
	text += when(r.Released > 0, ", strategic stocks release %s", tonnes(r.Released))
	text += when(r.Made > 0.01*r.Needed, ", home plants make %s of what is needed", Percent(r.Made/r.Needed))
	return text
}

// aftermath says why there is a shortage while no curb restricts.
func (n teller) aftermath(g *study.Ledger, a study.Aftermath, floods []study.Overshoot) string {
	step := n.r.Run.StepName
	span := fmt.Sprintf("from %s to %s, at worst %s of what is needed in the %s of %s", n.day(a.From), n.day(a.To), Percent(a.Share), step, n.day(a.Worst))
	if a.Ended >= 0 && a.Pipeline {
		return fmt.Sprintf("%s go unmet after the curb, %s: it ended in the %s to %s, and goods ordered then take up to %s. What was not sent before is missing now.",
			tonnes(a.Short), span, step, n.day(a.Ended), n.length(a.Lag))
	}
	knock := when(a.Knock > 0, " (of what it cut elsewhere, %s still lasts)", Percent(a.Knock))
	text := fmt.Sprintf("%s go unmet while no curb is in force%s, %s. In the 8 weeks up to it %s of what was needed came in, and need was %s of what had been planned.",
		tonnes(a.Short), knock, span, Percent(a.Supply), Percent(a.Demand))
	text += when(a.Orders < 0.9 && a.Full > 1.1, " It had been ordered %s before, when own stocks stood at %s times their target: orders were then %s of need, to run these down%s.", n.length(a.Lag), times(a.Full), Percent(a.Orders), n.flooded(a, floods))
	if d := a.Dip; d != nil {
		text += fmt.Sprintf(" It follows a dip in orders: in the 4 weeks to %s they were %s of those of the half year before, as %s had released on %s; orders for strategic stocks pause then, and what is under way for them counts for users.", n.day(d.At+1), Percent(d.Share), n.r.Titles.Stockpile(d.Name), n.day(d.Released))
	}
	cover := g.Rows[max(0, a.From-1)]
	text += when(cover.Stock < 0.7*cover.Target, " Own stocks stood at no more than %s of their target before.", Percent(cover.Stock/cover.Target))
	text += when(a.Out > 0.1*a.Short, " Outages of %s took %s of its capacity in the 16 weeks before.", n.r.Titles.of(a.Outage, "sources", "plants"), tonnes(a.Out))
	text += when(a.Delay > 0.5, " Within the year before, licences had come to take up to %s longer.", n.length(a.Delay))
	return text
}

// flooded says whether orders had overshot within the year before those of which a
// shortage comes were placed.
func (n teller) flooded(a study.Aftermath, floods []study.Overshoot) string {
	placed := float64(a.Worst) - a.Lag/weeksPerYear/n.stepYears()
	overshot := slices.ContainsFunc(floods, func(o study.Overshoot) bool {
		ago := placed - float64(o.At)
		return ago >= 0 && ago*n.stepYears() <= 1
	})
	return either(overshot, ": they had overshot after the curb", "")
}

// idles says why stockpiles did not release. Those that nobody keeps are told
// together.
func (n teller) idles(all []study.Idle) []string {
	var told, unkept []string
	for _, x := range all {
		if x.Why == study.Unkept {
			unkept = append(unkept, n.r.Titles.Stockpile(x.Name))
			continue
		}
		text := n.r.Titles.Stockpile(x.Name) + " was never drawn: " + n.idle(x)
		text += when(x.Short > 0, ". Those who may draw went short of %s", tonnes(x.Short))
		told = append(told, text+".")
	}
	if len(unkept) > 0 {
		one := len(unkept) == 1
		told = append(told, strings.Join(unkept, ", ")+either(one, " holds", " hold")+" nothing under this policy: "+either(one, "its target is 0.", "their targets are 0."))
	}
	return told
}

// idle says why a stockpile that is kept released nothing.
func (n teller) idle(x study.Idle) string {
	switch x.Why {
	case study.TooSlow:
		return fmt.Sprintf("its condition held for %s at the longest, not until its delay of %s was over", n.length(x.Longest), n.length(x.Delay))
	case study.WasEmpty:
		return "whenever it might have released it held nothing"
	case study.NotNeeded:
		return "it might have released, but those who may draw were not in need then"
	}
	switch x.Trigger {
	case "curb":
		return "no curb and no licence delay was in force"
	case "cover":
		text := fmt.Sprintf("the own stocks of those who may draw never fell below its threshold; at the end of a step they lasted for %s or more", days(x.Lowest))
		text += when(x.Below > 0, ", the threshold is %s", days(x.Below))
		return text
	}
	return "nobody who may draw was ever short"
}
