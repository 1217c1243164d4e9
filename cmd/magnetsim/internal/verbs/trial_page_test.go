package verbs

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"magnetsim/cmd/experiment"
	"magnetsim/cmd/whatif"
	"magnetsim/output"
	"magnetsim/output/file"
	"magnetsim/scenarios"
)

// A trial that a page tells is the one that the command tells of a run of the same edits:
// the same number, the same sentences and reasons, and the same ledger to the last digit.
func TestATrialOfAPageIsThatOfTheCommand(t *testing.T) {
	a, out, messages := inMemory(t)
	verb := func(args ...string) string {
		t.Helper()
		out.Reset()
		if code := Run(a, args); code != 0 {
			t.Fatalf("%v: %s", args, messages)
		}
		return out.String()
	}
	verb("run", "minimal", "--policy", "two-months", "--set", "stockpiles.national.target=30 days", "--trials", "512", "--no-plots", "--quiet", "-o", "out")
	x, err := experiment.Open(scenarios.Shipped, "minimal.yaml", scenarios.Options{Sets: []string{"run.trials=512"}})
	if err != nil {
		t.Fatal(err)
	}
	g, err := whatif.New(x, "minimal", "minimal.yaml", nil)
	if err != nil {
		t.Fatal(err)
	}
	q := whatif.Question{B: whatif.Side{Policy: "two-months", Sets: []experiment.Set{{Path: "stockpiles.national.target", Value: "30 days"}}}}
	if err := g.Ask(t.Context(), q, func(*output.Report) error { return nil }); err != nil {
		t.Fatal(err)
	}
	number, share := func(n uint64) whatif.Pick { return whatif.Pick{Side: 1, Number: &n} }, func(p float64) whatif.Pick { return whatif.Pick{Side: 1, Share: &p} }
	for word, pick := range map[string]whatif.Pick{"--median": {Side: 1}, "--p95": share(0.95), "--worst": share(1), "0": number(0), "511": number(511)} {
		told, err := g.Trial(t.Context(), q, func(*output.Report) (whatif.Pick, error) { return pick, nil })
		if err != nil {
			t.Fatalf("%s: %v", word, err)
		}
		said := strings.Join(strings.Fields(verb("trial", "--full", "out", word)), " ")
		for _, s := range slices.Concat(told.Sentences(), told.Findings) {
			if !strings.Contains(said, strings.Join(strings.Fields(s), " ")) {
				t.Errorf("%s: the command does not say %q:\n%s", word, s, said)
			}
		}
		var ledger bytes.Buffer
		if err := file.Write(&ledger, "csv", told.Head, told.Ledger()); err != nil {
			t.Fatal(err)
		}
		if want := verb("trial", "out", word, "--csv"); ledger.String() != want {
			t.Errorf("%s: another ledger than that of the command", word)
		}
	}
}
