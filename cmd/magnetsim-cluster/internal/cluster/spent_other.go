//go:build !unix

package cluster

import "time"

// spent is the time since the program began, where that of its processors is not told.
func spent() time.Duration { return time.Since(began) }
