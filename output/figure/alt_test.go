package figure

import (
	"strings"
	"testing"
)

// 1503 of 2000 trials with a shortfall are 75.15%, which no double holds. The
// tables round the statistic; the figure's words say the same, and the bar of
// the trials at 0 what is left.
func TestHalvesRoundAsInTheTables(t *testing.T) {
	r := small()
	s := &r.Shapes[0]
	s.Zero, s.Edges, s.Shares = 497.0/2000, []float64{0, 1000}, []float64{0.7}
	any := r.Stats[0]
	any.Statistic, any.Unit, any.Value = "p_any", "share", 1503.0/2000
	r.Stats = append(r.Stats, any)
	written := amount(any.Value, "share")
	if alt := Alt(r, "exceedance"); !strings.Contains(alt, "any shortfall in "+written+" of trials") {
		t.Errorf("the table says %s, the figure %s", written, alt)
	}
	left := map[string]string{"75.1%": "24.9%", "75.2%": "24.8%"}[written]
	if left == "" || none(r, *s) != left {
		t.Errorf("%s beside %s", none(r, *s), written)
	}
	if svg := render(t, r, "distribution", "svg", Style{}); !strings.Contains(string(svg), ">"+left+"</text>") {
		t.Errorf("no bar says %s", left)
	}
}
