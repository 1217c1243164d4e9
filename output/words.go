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
// "below 0.04%", "above 99.96%". Where ± would reach beyond what the number can be,
// both ends are told: "5 t (0 t to 15 t)". A tail mean that rests on a single trial is
// not estimable.
func (s Stat) TextWithError() string {
	chance := strings.HasPrefix(s.Statistic, "p_")
	switch {
	case math.IsNaN(s.Value):
		return ""
	case s.unestimable():
		return s.Text() + " (" + s.unestimableAt() + ")"
	case chance && s.Value == 0 && s.High > 0:
		return "below " + unit.Format(s.High, s.Unit)
	case chance && s.Value == 1 && s.Low < 1:
		return "above " + nearlyAll(s.Low)
	}
	if within := s.Value - s.Error(); s.Low >= 0 && within < -1e-9*s.Value || chance && s.High <= 1 && s.Value+s.Error() > 1 {
		return unit.Format(s.Value, s.Unit) + " (" + unit.Format(s.Low, s.Unit) + " to " + unit.Format(s.High, s.Unit) + ")"
	}
	return unit.FormatInterval(s.Value, s.Error(), s.Unit)
}

// unestimable reports whether the number is a tail mean whose error so few trials
// cannot tell: its tail is one trial or less (stat.Estimable).
func (s Stat) unestimable() bool {
	return strings.HasPrefix(s.Statistic, "cvar") && s.N > 0 && !math.IsNaN(s.Value) && math.IsNaN(s.Low) && math.IsNaN(s.High)
}

func (s Stat) unestimableAt() string { return "not estimable at " + count(s.N, "trial") }

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
