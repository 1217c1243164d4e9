//go:build unix

package cluster

import (
	"syscall"
	"time"
)

// spent is the time of processors that this process has taken: on a machine that others use too
// a rehearsal is no longer by it.
func spent() time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		return time.Since(began)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}
