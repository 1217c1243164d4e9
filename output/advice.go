package output

import (
	"fmt"
	"strings"

	"magnetsim/sim/unit"
)

// advice says what to do, which is the policy that is recommended: why, what it changes, what
// it costs, and what it leaves; and what is shown where something else is.
func (r *Report) advice() string {
	if len(r.Variants) < 2 {
		return ""
	}
	best := r.Recommend()
	label := r.Variants[best.Variant].Label()
	all := []string{fmt.Sprintf("What to do: %s, because %s.", label, best.Why)}
	if best.Variant == 0 {
		all[0] = fmt.Sprintf("What to do: stay with %s, because %s.", label, best.Why)
	} else {
		all = append(all, r.changes(best.Variant))
	}
	if v := r.Shown(); v != best.Variant && v > 0 {
		all = append(all, r.Variants[v].Label()+" is shown beside "+r.Variants[0].Label()+": "+lowerFirst(r.changes(v)))
	}
	return strings.Join(all, " ")
}

// changes says what a variant spares against the first, end product by end product, what it
// leaves, and what it costs.
func (r *Report) changes(v int) string {
	parts := each(r.Chiefs(), func(chief string) string {
		p, ok := r.Change(v, chief)
		after, _ := r.Stat(v, chief, "mean")
		switch of := r.product(chief); {
		case !ok || p.Same:
			return "leaves the mean shortfall" + of + " unchanged, as far as these trials can tell"
		case p.Mean > 0:
			return fmt.Sprintf("adds %s%s to the mean shortfall", glue(unit.FormatInterval(p.Mean, p.Error(), p.Unit)), of)
		default:
			return fmt.Sprintf("spares %s%s%s; %s is still lost on average, with %s of the trials", r.less(p), of, r.share(p), glue(after.Text()), r.shortage(v, chief))
		}
	})
	text := "It " + strings.Join(parts, "; it ") + "."
	if cost := r.price(v); cost != "" {
		text += cost
	}
	return text
}

// sure says how well the numbers are known; hangs, on what they hang most.
func (r *Report) sure() string {
	return fmt.Sprintf("How sure: from %s; ± is the sampling error only.", count(r.Run.Trials, "trial"))
}
