package mc

import (
	"runtime"
	"runtime/debug"
	"strings"

	"magnetsim/sim"
)

// Key is what two samples must share to be merged: what was played, how it is
// kept, and the build that played it.
type Key struct {
	Label     string // of the plan
	Retain    int
	Lanes     int
	GoArch    string // "amd64"
	GoLevel   string // instruction set, "v1" of GOAMD64; empty where the build does not say
	GoVersion string // "go1.26.0"
}

func keyOf(p Plan) Key {
	return Key{p.Label, p.Retain, sim.Lanes, runtime.GOARCH, goLevel(), runtime.Version()}
}

// goLevel returns the setting GOAMD64, GOARM64 … of this build.
func goLevel() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	name := "GO" + strings.ToUpper(runtime.GOARCH)
	for _, s := range info.Settings {
		if s.Key == name {
			return s.Value
		}
	}
	return ""
}
