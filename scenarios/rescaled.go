package scenarios

import (
	"fmt"
	"math"

	"magnetsim/sim/dist"
)

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

// wholeOf warns of weights that do not add up to 100%.
func (n *notes) wholeOf(total float64, at origin, what string) {
	if total > 0 && math.Abs(total-1) > shareTolerance {
		n.doubt(at, "rescaled", fmt.Sprintf("%s add up to %s", what, percent(total)), "they are scaled to 100%, so none keeps the value that is written", "make them add up to 100%")
	}
}
