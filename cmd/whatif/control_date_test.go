package whatif_test

import (
	"testing"
	"time"

	"magnetsim/cmd/experiment"
	"magnetsim/cmd/whatif"
)

// A date is moved as one: by the week over a short horizon, by the month over a long one, and
// the day in force is a step of the slider that moves it by the week.
func TestDatesAreMovedAsDates(t *testing.T) {
	day := func(iso string) float64 {
		at, err := time.Parse(time.DateOnly, iso)
		if err != nil {
			t.Fatal(err)
		}
		return float64(at.Unix() / (24 * 60 * 60))
	}
	g := ground(t, "minimal", nil)
	ban := g.Controls("curbs.ban.start")[0]
	if ban.Date != "week" || ban.Form != "" || ban.Uncertain || ban.From != day("2027-01-01") || ban.To != ban.From || ban.Step != 7 || ban.Low < day("2026-01-01") || ban.Low > day("2026-01-07") || ban.High < day("2027-12-20") {
		t.Errorf("the start of the ban is %+v", ban)
	}
	if steps := (ban.From - ban.Low) / 7; steps != float64(int(steps)) {
		t.Errorf("the start of the ban is %v steps from the left", steps)
	}
	dates := 0
	for _, name := range []string{"india-2026", "eu-2026"} {
		g := ground(t, name, nil)
		for _, c := range g.Find("start") {
			if c.Date == "" {
				continue
			}
			dates++
			if c.Date != "month" || c.Step != 1 || !(c.Low <= c.From && c.From <= c.To && c.To <= c.High) || c.Uncertain != (c.To > c.From) {
				t.Errorf("%s: %+v", name, c)
			}
			for _, value := range []string{"2028-03-01", "2027-06-01 to 2029-01-01"} {
				q := whatif.Question{B: whatif.Side{Policy: "none", Sets: []experiment.Set{set(c.Path, value)}}}
				if _, err := g.YAML(q); err != nil {
					t.Errorf("%s: %s = %s: %s", name, c.Path, value, whatif.Problem(err))
				}
			}
		}
	}
	if dates < 3 {
		t.Errorf("%d dates are moved", dates)
	}
}
