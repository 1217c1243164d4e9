package output

import (
	"fmt"
	"strings"

	"magnetsim/sim/unit"
)

// CutShort tells that a comparison was interrupted: asked is the number of trials
// that its only case was to have, 0 where the cases added were played to the end, and
// missing are the cases that were not.
func (b *Comparer) CutShort(asked int64, missing []World) {
	b.c.Asked, b.c.Missing = asked, missing
}

// Complete reports whether all cases were played to the end.
func (c *Comparison) Complete() bool { return c.Asked == 0 && len(c.Missing) == 0 }

// cutShort warns of a comparison that was interrupted.
func (c *Comparison) cutShort() Warning {
	var missing []string
	for _, w := range c.Missing {
		missing = append(missing, w.Label())
	}
	why := "not played: " + strings.Join(missing, ", ")
	if len(missing) == 0 {
		why = fmt.Sprintf("%s of %s were played", unit.Grouped(c.Cases[0].Trials), unit.Counted(c.Asked, "trial"))
	} else if c.Asked > 0 {
		why = fmt.Sprintf("%s of %s were played, and of the other cases none (%s)", unit.Grouped(c.Cases[0].Trials), unit.Counted(c.Asked, "trial"), strings.Join(missing, ", "))
	}
	return Warning{What: "the comparison was interrupted", Why: why, Do: "take what is best or robust over the cases as said of those shown alone, and run it again for the whole"}
}
