package output

import (
	"math"

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
	chance := s.Statistic == "p_any" || s.Statistic == "p_within"
	switch {
	case math.IsNaN(s.Value):
		return ""
	case chance && s.Value == 0 && s.High > 0:
		return "below " + unit.Format(s.High, s.Unit)
	case chance && s.Value == 1 && s.Low < 1:
		return "above " + unit.Format(s.Low, s.Unit)
	}
	return unit.FormatInterval(s.Value, s.Error(), s.Unit)
}

// Text writes a difference for people, with its sign and its sampling error.
func (p Paired) Text() string {
	text := unit.FormatInterval(p.Mean, p.Error(), p.Unit)
	if p.Mean > 0 {
		return "+" + text
	}
	return text
}
