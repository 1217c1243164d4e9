//go:build linux

package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
)

// BenchmarkPeakMemory runs the program on the base case without a stockpile and
// reports the largest memory that it held, with all that a run writes. A million
// trials take minutes: name the size, as in -bench 'PeakMemory/trials=10000$'.
func BenchmarkPeakMemory(b *testing.B) {
	binary := filepath.Join(b.TempDir(), "magnetsim")
	if out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	for _, trials := range []int{10_000, 1_000_000} {
		b.Run(fmt.Sprintf("trials=%d", trials), func(b *testing.B) {
			var peak int64
			for n := 0; b.Loop(); n++ {
				run := exec.Command(binary, "run", "india-2026", "--policy", "none", "--quiet", "--no-plots",
					"--trials", fmt.Sprint(trials), "-o", filepath.Join(b.TempDir(), fmt.Sprint(n)))
				run.Stderr = os.Stderr
				if err := run.Run(); err != nil {
					b.Fatal(err)
				}
				peak = max(peak, run.ProcessState.SysUsage().(*syscall.Rusage).Maxrss)
			}
			b.ReportMetric(float64(peak)/1024, "peak-MB")
			b.ReportMetric(float64(b.N)*float64(trials)/b.Elapsed().Seconds(), "trials/s")
		})
	}
}
