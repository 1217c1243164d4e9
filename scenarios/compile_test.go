package scenarios

import (
	"slices"
	"testing"

	"magnetsim/sim"
)

// Whatever loads, compiles: the loader refuses all that the engine would, and
// every policy reports the same columns.
func TestSoundFilesCompile(t *testing.T) {
	for name, fsys := range soundFiles(t) {
		l := load(t, fsys, name, Options{})
		var first []sim.Metric
		for _, p := range l.Policies() {
			metrics := compile(t, l, Policy(p)).Metrics()
			if first == nil {
				first = metrics
			}
			if !slices.Equal(first, metrics) {
				t.Errorf("%s: policy %s reports other metrics", name, p)
			}
		}
		for _, c := range l.Cases() {
			compile(t, l, Case(c))
		}
	}
}

// Names of metrics are unique, which the checks of names see to.
func TestMetricNamesAreUnique(t *testing.T) {
	for name, fsys := range soundFiles(t) {
		seen := map[string]bool{}
		for _, m := range compile(t, load(t, fsys, name, Options{})).Metrics() {
			if seen[m.Name] {
				t.Errorf("%s: two metrics are called %s", name, m.Name)
			}
			seen[m.Name] = true
		}
	}
}

func compile(t *testing.T, l *Loaded, edits ...Edit) *sim.Model {
	t.Helper()
	sc, _ := mustBuild(t, l, edits...)
	m, err := sim.Compile(sc)
	if err != nil {
		t.Fatalf("%s %v: %v", l.Name, edits, err)
	}
	return m
}
