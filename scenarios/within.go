package scenarios

import (
	"fmt"

	"magnetsim/sim/dist"
)

// within keeps a distribution inside the bounds of its figure. Tails that reach
// beyond are moved to the bound, with a warning that says how much that is; where
// the bound itself is impossible it is an error.
func (r *reader) within(d dist.Dist, n *node) dist.Dist {
	f := r.spec
	if _, fixed := dist.Fixed(d); fixed {
		return d // each value was checked where it was read
	}
	lo, hi := d.Support()
	if lo >= f.lo && hi <= f.hi {
		return d
	}
	below, above := 0.0, 0.0
	if lo < f.lo {
		below = d.CDF(f.lo)
	}
	if hi > f.hi {
		above = 1 - d.CDF(f.hi)
	}
	const (
		unreachable = 0x1p-54 // no uniform of 53 bits is nearer to 0 or 1
		negligible  = 1e-9    // lighter tails are not drawn in any run that is read
	)
	switch outside := below + above; {
	case outside < unreachable:
		return d
	case outside > negligible && f.open && below > 0:
		r.d.report(n.at, "out-of-range", fmt.Sprintf("%s must be more than %s, but %s of this distribution is not", r.path, bound(f.lo), percent(below)),
			"use a lognormal, or truncate it")
		return nil
	case outside > negligible:
		r.d.warn(n.at, "mass-outside", fmt.Sprintf("%s of this distribution of %s lies outside %s and is moved to the nearest bound", percent(outside), r.path, f.span()),
			"choose another distribution, or add truncate: "+f.bounds())
	}
	return r.made(n, "")(dist.Clamp(d, f.lo, f.hi))
}

// span names the range of a figure.
func (f *figure) span() string {
	switch {
	case f.isShare():
		return "0% to 100%"
	case f.hi == inf:
		return bound(f.lo) + " and above"
	}
	return bound(f.lo) + " to " + bound(f.hi)
}

// bounds writes the range as the list that truncate takes.
func (f *figure) bounds() string {
	if f.isShare() {
		return "[0%, 100%]"
	}
	return "[0 …, null]"
}

// percent shows a probability.
func percent(p float64) string {
	if p < 0.0001 {
		return fmt.Sprintf("%.2g%%", 100*p)
	}
	return fmt.Sprintf("%.3g%%", 100*p)
}

// leastKept is the share of a distribution below which what truncate leaves is
// another distribution rather than this one without its tails.
const leastKept = 0.5

// mostlyKept warns of bounds that cut most of a distribution away: what is left
// is scaled up to the whole.
func (r *reader) mostlyKept(d dist.Dist, lo, hi float64, n *node) {
	kept := d.CDF(hi) - d.CDF(lo)
	if least, _ := d.Support(); least == lo { // a value at the bound itself stays
		kept = d.CDF(hi)
	}
	if kept > 0 && kept < leastKept {
		r.d.doubt(n.at, "rescaled", fmt.Sprintf("truncate keeps only %s of the distribution of %s", percent(kept), r.path),
			"what it keeps is scaled up to 100%, so most of the distribution as written never occurs", "write the distribution that you mean, or use clamp")
	}
}
