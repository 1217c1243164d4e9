//go:build !(linux || darwin || freebsd || netbsd || openbsd || dragonfly)

package app

import "os"

// lock does nothing where there are no locks that a process's end releases.
func lock(*os.File, bool) holding { return unlockable }
