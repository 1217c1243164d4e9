package scenarios

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
)

// Files of very many things are told about in seconds: what took the square of
// their number took minutes.
func TestManyThings(t *testing.T) {
	many := func(n int, format string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, format, i, i+1)
		}
		return b.String()
	}
	for name, text := range map[string]string{
		"keys":         many(60_000, "k%d: 1 # %d\n"),
		"notes":        many(60_000, "x-%d: 1 # %d\n"),
		"unknown keys": "rules:\n" + many(30_000, "  k%d: 1 # %d\n"),
		"sweep":        "sweep:\n  grid:\n    rules.restocking:\n" + many(10_000, "    - %d.%d days\n"),
		"too many":     "sweep:\n  grid:\n    rules.restocking:\n" + many(20_000, "    - %d.%d days\n"),
		"cases":        "cases:\n" + many(500, "  c%d: { set: { rules.restocking: 1.%d weeks } }\n"),
		"paths":        "cases:\n  one:\n    set:\n" + many(30_000, "      sectors.s%d.demand: %d t/yr\n"),
		"correlations": "correlations:\n" + many(5000, "  c%d: { between: [sources.s.lead, sources.a%d.lead], rho: 0.1 }\n"),
		"one line":     "rules: {" + many(30_000, "k%d: %d,") + "}",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, problems := Load(fstest.MapFS{"a.yaml": {Data: []byte(doubtful + text)}}, "a.yaml", Options{})
			if len(problems) > mostProblems+1 {
				t.Errorf("%d problems are told", len(problems))
			}
		})
	}
}

func TestProblemsAreCounted(t *testing.T) {
	_, problems := Load(fstest.MapFS{"a.yaml": {Data: []byte(doubtful + "rules:\n  k: 1\n" + func() string {
		var b strings.Builder
		for i := range 120 {
			fmt.Fprintf(&b, "  k%d: 1\n", i)
		}
		return b.String()
	}())}}, "a.yaml", Options{Sets: []string{"sectors.a.cover=5 years"}})
	if len(problems) != mostProblems+1 {
		t.Fatalf("%d problems", len(problems))
	}
	last := problems[mostProblems]
	// 121 unknown keys and a warning, of which 50 are told: errors come first.
	if last.Rule != "more" || last.Severity != Error || last.Msg != "72 more problems are not shown" {
		t.Errorf("the last is %+v", last)
	}
	for _, p := range problems[:mostProblems] {
		if p.Severity != Error {
			t.Errorf("a warning hides an error: %s", p)
		}
	}
}
