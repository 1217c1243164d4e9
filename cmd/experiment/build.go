package experiment

import (
	"runtime"
	"runtime/debug"
	"strings"

	"magnetsim/sim/mc"
)

// Version returns the module's version, or the revision that it was built from.
func Version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	for _, d := range info.Deps { // of a program of another module
		if d.Path == "magnetsim" {
			return d.Version
		}
	}
	if v := info.Main.Version; v != "" && v != "(devel)" {
		return v
	}
	version := "devel"
	revision, _, modified := Commit()
	if revision != "" {
		version += "-" + revision[:min(12, len(revision))]
	}
	if modified {
		version += "-modified"
	}
	return version
}

// Commit returns the revision that the program was built from and its date by ISO 8601, both
// "" where the build does not say, and whether the source differed from it.
func Commit() (revision, date string, modified bool) {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "", "", false
	}
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			revision = s.Value
		case "vcs.time":
			date, _, _ = strings.Cut(s.Value, "T")
		case "vcs.modified":
			modified = s.Value == "true"
		}
	}
	return revision, date, modified
}

// Build is what numbers depend on beside the scenario.
type Build struct {
	Arch      string // "amd64"
	Level     string // instruction set, "v1" of GOAMD64; empty where the build does not say
	GoVersion string // "go1.26.0"
}

// BuildOf is this program.
func BuildOf() Build {
	key := mc.BuildKey()
	return Build{runtime.GOARCH, key.GoLevel, key.GoVersion}
}

// String tells the build in a line, with the version.
func (b Build) String() string {
	return strings.Join([]string{Version(), b.Arch, b.Level, b.GoVersion}, " ")
}
