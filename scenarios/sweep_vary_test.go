package scenarios

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// --vary reads values as the list of a file does; a unit serves the numbers before
// it only where it is the only one, and what has two readings is refused.
func TestVaryReadsAsAFileDoes(t *testing.T) {
	const severity, cover, price = "curbs.ban.severity=", "sectors.cars.cover=", "materials.magnet.price="
	for text, want := range map[string]string{
		severity + "40%, 0.6":                           "severity=40% severity=0.6",
		severity + "40, 60, 80%":                        "severity=40% severity=60% severity=80%",
		severity + "0, 80%":                             "severity=0% severity=80%",
		severity + "0..100% step 50%":                   "severity=0% severity=50% severity=100%",
		severity + "0.2..0.6 step 0.2":                  "severity=0.2 severity=0.4 severity=0.6",
		severity + "0.5%..1.5% step 0.5":                "!0.5 could be 0.5% or 50%",
		cover + "30,60,90 days":                         "cover=30d cover=60d cover=90d",
		cover + "5..7 weeks step 1 week":                "cover=5w cover=6w cover=7w",
		cover + "5 weeks, 1.5,2.5 weeks":                "!1.5",
		cover + "30, 40 days, 8 weeks":                  "!\"30\" has no unit",
		price + "60 INR/kg, 70 INR/kg":                  "price=60INR/kg price=70INR/kg",
		price + "60, 70 INR/kg":                         "price=60INR/kg price=70INR/kg",
		severity + "40%, 0.4":                           "severity=40%",
		cover + "7 days, 1 week":                        "cover=7d",
		severity + "[40%, 0.4]":                         "severity=40%",
		severity + "0.4, 60%":                           "!0.4 could be 0.4% or 40%",
		severity + "85,5%":                              "!write 85.5% for one value, or 85, 5%, with a space, for several",
		price + "5,000 INR/kg":                          "!write 5000 INR/kg for one value, or 5, 000 INR/kg, with a space, for several",
		cover + "100,200,300 days":                      "!write 100200300 days for one value, or 100, 200, 300 days",
		"curbs.ban.start=2027-01-01,2027-07-01":         "start=2027-01-01 start=2027-07-01",
		"curbs.ban.start=2027-01..2027-06 step 1 month": "!from of curbs.ban.start is a date, but a range cannot step through dates",
	} {
		l, problems := withSweep(t, "", Options{Vary: []string{text}})
		if says, refused := strings.CutPrefix(want, "!"); refused {
			if l != nil || !strings.Contains(problems.Error(), says) {
				t.Errorf("%s: want %q, got %s", text, says, problems.Error())
			}
			continue
		}
		if l == nil {
			t.Errorf("%s: %s", text, problems.Error())
			continue
		}
		if diff := cmp.Diff(strings.Fields(want), ids(l.Sweep())); diff != "" {
			t.Errorf("%s: %s", text, diff)
		}
	}
	l, problems := withSweep(t, "", Options{Vary: []string{severity + "40%, 0.6"}})
	if l == nil {
		t.Fatal(problems.Error())
	}
	if x := l.Sweep().Axes[0].Values[1].Number; x != 0.6 {
		t.Errorf("0.6 beside 40%% is %g", x)
	}
}
