package experiment

import (
	"io/fs"
	"testing"
	"testing/fstest"

	"magnetsim/scenarios"
)

// A policy that makes certain what is otherwise drawn has the same draws of all else
// under Sobol' points, whether it is played alone or beside the others.
func TestAPolicyAloneHasTheDrawsOfAll(t *testing.T) {
	const text = `
version: 1
extends: india-2026.yaml
run: { sampling: sobol, trials: 64 }
policies:
  sure: { set: { curbs.licensing.regimes.quota.severity: 50% } }
`
	base, err := fs.ReadFile(scenarios.Shipped, "india-2026.yaml")
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{"india-2026.yaml": {Data: base}, "two.yaml": {Data: []byte(text)}}
	both, err := Open(files, "two.yaml", scenarios.Options{})
	if err != nil {
		t.Fatal(err)
	}
	alone, err := Open(files, "two.yaml", scenarios.Options{Policies: []string{"sure"}})
	if err != nil {
		t.Fatal(err)
	}
	a, b := both.Design(), alone.Design()
	for _, f := range alone.Models[0].Factors() {
		for trial := range uint64(64) {
			if x, y := a.Uniform(trial, f.Factor, f.K), b.Uniform(trial, f.Factor, f.K); x != y {
				t.Fatalf("a factor of trial %d: %g beside others, %g alone", trial, x, y)
			}
		}
	}
}
