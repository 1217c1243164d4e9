package app

import (
	"runtime"
	"runtime/debug"
	"strings"

	"magnetsim/sim/mc"
)

// version returns the module's version, or the revision that it was built from.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	if v := info.Main.Version; v != "" && v != "(devel)" {
		return v
	}
	revision, modified := "", ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			revision = "-" + s.Value[:min(12, len(s.Value))]
		case s.Key == "vcs.modified" && s.Value == "true":
			modified = "-modified"
		}
	}
	return "devel" + revision + modified
}

// builder is what numbers depend on beside the scenario.
type builder struct{ arch, level, goVersion string }

func buildOf() builder {
	key := mc.BuildKey()
	return builder{runtime.GOARCH, key.GoLevel, key.GoVersion}
}

func (b builder) String() string {
	return strings.Join([]string{version(), b.arch, b.level, b.goVersion}, " ")
}
