package verbs

import (
	"strings"
	"testing"

	"magnetsim/cmd/magnetsim/internal/folder"
	"magnetsim/output"
	"magnetsim/output/file"
)

// Results that are set side by side are told apart by build, trials and time, each
// in a warning of its own; what they share is not spoken of.
func TestUnlike(t *testing.T) {
	one := func(dir, version, level string, trials int64, seed uint64, end string) *folder.Past {
		return &folder.Past{Dir: "/results/" + dir, Manifest: file.Manifest{Run: file.ManifestRun{
			Version: version, GoVersion: "go1.26", GoArch: "amd64", GoLevel: level, Trials: trials, Seed: seed, Sampling: "random",
		}}, Found: &output.Report{Run: output.Run{Start: "2026-01-01", End: end, StepName: "week"}}}
	}
	a := one("a", "v1.0", "v1", 500, 1, "2027-01-01")
	for _, x := range []struct {
		other *folder.Past
		want  string // "": alike
	}{
		{one("b", "v1.0", "v1", 500, 1, "2027-01-01"), ""},
		{one("b", "v1.1", "v1", 500, 1, "2027-01-01"), "the results come from different builds of the program: a: v1.0, go1.26, amd64 v1; b: v1.1, go1.26, amd64 v1"},
		{one("b", "v1.0", "v3", 500, 1, "2027-01-01"), "the results come from different builds of the program: a: v1.0, go1.26, amd64 v1; b: v1.0, go1.26, amd64 v3"},
		{one("b", "v1.0", "v1", 800, 1, "2027-01-01"), "the results have different trials: a: 500 trials, seed 1, random sampling; b: 800 trials, seed 1, random sampling"},
		{one("b", "v1.0", "v1", 500, 2, "2027-01-01"), "the results have different trials: a: 500 trials, seed 1, random sampling; b: 500 trials, seed 2, random sampling"},
		{one("b", "v1.0", "v1", 500, 1, "2031-01-01"), "the results cover different times: a: 2026-01-01 to 2027-01-01 by week; b: 2026-01-01 to 2031-01-01 by week"},
	} {
		var told []string
		for _, w := range unlike([]*folder.Past{a, x.other}) {
			told = append(told, w.What+": "+w.Why)
		}
		if got := strings.Join(told, " | "); got != x.want {
			t.Errorf("got  %s\nwant %s", got, x.want)
		}
	}
}
