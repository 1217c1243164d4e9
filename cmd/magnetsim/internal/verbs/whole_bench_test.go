package verbs

import (
	"io"
	"testing"

	"magnetsim/cmd/magnetsim/internal/app"
)

// BenchmarkRunWholeFiles runs 2,000 trials of the base case under its five policies,
// with all that a run leaves.
func BenchmarkRunWholeFiles(b *testing.B) {
	for b.Loop() {
		a := app.System()
		a.Dir, a.Out, a.Err = b.TempDir(), io.Discard, io.Discard
		if code := Run(a, []string{"run", "india-2026", "--trials", "2000", "-o", "out"}); code != 0 {
			b.Fatalf("exit code %d", code)
		}
	}
}
