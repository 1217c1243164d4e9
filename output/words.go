package output

import (
	"math"
	"strconv"
	"strings"

	"magnetsim/sim/unit"
)

// Text writes a number for people, with its unit; nothing where it does not
// exist. A time beyond the horizon is "never".
func (s Stat) Text() string {
	if math.IsNaN(s.Value) {
		return ""
	}
	return unit.Format(s.Value, s.Unit)
}

// TextWithError writes a number with its sampling error: "2,012 ± 60 t". A
// chance of what happened in no trial, or in all, is known on one side only:
// "below 0.04%", "above 99.96%".
func (s Stat) TextWithError() string {
	chance := strings.HasPrefix(s.Statistic, "p_")
	switch {
	case math.IsNaN(s.Value):
		return ""
	case chance && s.Value == 0 && s.High > 0:
		return "below " + unit.Format(s.High, s.Unit)
	case chance && s.Value == 1 && s.Low < 1:
		return "above " + nearlyAll(s.Low)
	}
	return unit.FormatInterval(s.Value, s.Error(), s.Unit)
}

// nearlyAll writes a share below 1, rounded down with so many decimals that it
// stays below: 99.962% is 99.96%, where three digits would say 100%.
func nearlyAll(share float64) string {
	decimals := max(1, int(math.Ceil(-math.Log10(100*(1-share)))))
	scale := math.Pow10(decimals)
	return strconv.FormatFloat(math.Floor(100*share*scale+1e-9)/scale, 'f', -1, 64) + "%"
}

// Text writes a difference for people, with its sign and its sampling error.
func (p Paired) Text() string {
	text := unit.FormatInterval(p.Mean, p.Error(), p.Unit)
	if p.Mean > 0 {
		return "+" + text
	}
	return text
}
