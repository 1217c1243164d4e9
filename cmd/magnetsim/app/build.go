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

// level returns the instruction set that the build asks for, such as "v1" of
// GOAMD64, behind a prefix; "" where the build does not say.
func level(prefix string) string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	for _, s := range info.Settings {
		if s.Key == "GOAMD64" || s.Key == "GOARM64" {
			return prefix + s.Value
		}
	}
	return ""
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
