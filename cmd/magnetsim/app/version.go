package app

import (
	"fmt"
	"io"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

func (a *App) versionVerb() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Tell the version and the build",
		Long: "Tell the version of the program, of Go, and the processor that it was built for.\n" +
			"The last digits of results can differ between processors.",
		Args: noMore,
		RunE: func(*cobra.Command, []string) error {
			_, err := io.WriteString(a.Out, versionLine())
			return err
		},
	}
}

func versionLine() string {
	return fmt.Sprintf("magnetsim %s (%s, %s/%s%s)\n", version(), runtime.Version(), runtime.GOOS, runtime.GOARCH, level(" "))
}

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
