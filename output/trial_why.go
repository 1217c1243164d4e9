package output

import (
	"fmt"
	"strings"

	"magnetsim/sim/study"
)

// findings says, of one stage, why there is a shortage or none. It claims only what
// the trial's own numbers show.
func (n teller) findings(g *study.Ledger) []string {
	var all []string
	restrictions := n.t.Restrictions(g)
	if len(restrictions) == 0 && len(g.Curbs) > 0 {
		all = append(all, fmt.Sprintf("No curb restricts a seller of %s in this trial: the severity is 0 throughout.", g.Stage))
	}
	for _, r := range restrictions {
		all = append(all, n.restriction(g.Stage, r))
	}
	unmet := 0.0
	for k := range g.Rows {
		unmet += g.Rows[k].Unmet()
	}
	for _, a := range n.t.Aftermaths(g, restrictions) {
		if a.Short > 0.01*unmet { // less explains nothing
			all = append(all, n.aftermath(a))
		}
	}
	for _, o := range n.t.Overshoots(g, restrictions) {
		all = append(all, fmt.Sprintf("Orders overshoot after the curb of %s: in the 4 weeks to %s %s times what is needed comes in, and own stocks grow to %s times their target.",
			n.day(o.After), n.day(o.At+1), times(o.Ratio), times(o.Stock)))
	}
	for _, l := range n.t.Lates(g) {
		all = append(all, fmt.Sprintf("%s released late: its condition was met on %s, its first release came on %s, after a delay of %s; %s of those who may draw went unmet before.",
			l.Name, n.day(l.Triggered), n.day(l.Released), length(l.Delay), tonnes(l.Short)))
	}
	return append(all, n.idles(n.t.Idles(g))...)
}

func times(x float64) string { return strings.TrimSuffix(fmt.Sprintf("%.1f", x), ".0") }

// restriction says what a time of curbs came to.
func (n teller) restriction(stage string, r study.Restriction) string {
	text := fmt.Sprintf("From %s to %s curbs restrict sellers of %s, by up to %s.", n.day(r.From), n.day(r.To), stage, percent(r.Peak))
	switch none := dust * r.Needed; {
	case r.Peak == 0:
		return fmt.Sprintf("From %s to %s a curb is in force, but it reaches no seller of %s.", n.day(r.From), n.day(r.To), stage)
	case r.Refused <= none && r.Blocked <= none:
		text += " They never bind: no part of the sellers' normal volume is blocked."
	case r.Refused <= none:
		text += " They never bind: no more is ordered of those sellers than they may send."
	default:
		text += fmt.Sprintf(" They block %s of the sellers' normal volume; sellers with room send %s more than was ordered of them.", tonnes(r.Blocked), tonnes(r.Moved))
	}
	if r.Short <= dust*r.Needed {
		return text + " No shortage follows: " + n.buffers(r) + "."
	}
	until := fmt.Sprintf(" Until %s, when what is ordered at their end is due,", n.day(r.Until))
	if r.Cut {
		until = fmt.Sprintf(" Until %s", n.day(r.Until))
	}
	return text + fmt.Sprintf("%s %s go unmet, %s of what is needed; %s.", until, tonnes(r.Short), percent(r.Short/r.Needed), n.buffers(r))
}

// dust is the share of what is needed below which tonnes are rounding.
const dust = 1e-9

// buffers says what stood between a curb and a shortage.
func (n teller) buffers(r study.Restriction) string {
	f, what := r.Stock, "own stocks"
	if f.Material != "" {
		what += " of " + f.Material
	}
	text := fmt.Sprintf("%s stay at %s or more, from %s before", what, days(f.Lowest), days(f.Before))
	if f.Lowest < 0.9*f.Before {
		text = fmt.Sprintf("%s fall from %s to %s by %s", what, days(f.Before), days(f.Lowest), n.day(f.At+1))
	}
	if r.Released > 0 {
		text += fmt.Sprintf(", strategic stocks release %s", tonnes(r.Released))
	}
	if r.Made > 0.01*r.Needed {
		text += fmt.Sprintf(", home plants make %s of what is needed", percent(r.Made/r.Needed))
	}
	return text
}

// aftermath says why there is a shortage while no curb restricts.
func (n teller) aftermath(a study.Aftermath) string {
	text := fmt.Sprintf("From %[2]s to %[3]s %[1]s go unmet while no curb has a severity; in the worst step, that of %[4]s, %[5]s of what is needed.", tonnes(a.Short), n.day(a.From), n.day(a.To), n.day(a.Worst), percent(a.Share))
	if a.Ended >= 0 && a.Pipeline {
		return text + fmt.Sprintf(" The last restriction ended on %s, and goods ordered then take up to %s: what was not sent before is missing now.", n.day(a.Ended), length(a.Lag))
	}
	text += fmt.Sprintf(" In the 8 weeks up to it %s of what was needed came in, and need was %s of what had been planned.", percent(a.Supply), percent(a.Demand))
	if a.Delay > 0.5 {
		text += fmt.Sprintf(" Within the year before, licences had come to take up to %s longer.", length(a.Delay))
	}
	return text
}

// idles says why stockpiles did not release. Those that nobody keeps are told
// together.
func (n teller) idles(all []study.Idle) []string {
	var told, unkept []string
	for _, x := range all {
		if x.Why == study.Unkept {
			unkept = append(unkept, x.Name)
			continue
		}
		text := x.Name + " was never drawn: " + idle(x)
		if x.Short > 0 {
			text += fmt.Sprintf(". Those who may draw went short of %s", tonnes(x.Short))
		}
		told = append(told, text+".")
	}
	switch len(unkept) {
	case 0:
	case 1:
		told = append(told, unkept[0]+" holds nothing under this policy: its target is 0.")
	default:
		told = append(told, strings.Join(unkept, ", ")+" hold nothing under this policy: their targets are 0.")
	}
	return told
}

// idle says why a stockpile that is kept released nothing.
func idle(x study.Idle) string {
	switch x.Why {
	case study.TooSlow:
		return fmt.Sprintf("its condition held for %s at the longest, not until its delay of %s was over", length(x.Longest), length(x.Delay))
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
		if x.Below > 0 {
			text += fmt.Sprintf(", the threshold is %s", days(x.Below))
		}
		return text
	}
	return "nobody who may draw was ever short"
}
