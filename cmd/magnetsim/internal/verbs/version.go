package verbs

import (
	"fmt"
	"io"
	"runtime"
	"strings"

	"github.com/spf13/cobra"

	"magnetsim/cmd/experiment"
	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/cmd/magnetsim/internal/frame"
)

func versionCommand(a *app.App) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Tell the version and the build",
		Long: "Tell the version of the program, of Go, and the processor that it was built for.\n" +
			"The last digits of results can differ between processors.",
		Args: frame.NoMore,
		RunE: func(*cobra.Command, []string) error {
			_, err := io.WriteString(a.Out, versionLine())
			return err
		},
	}
}

func versionLine() string {
	b := experiment.BuildOf()
	return fmt.Sprintf("magnetsim %s (%s, %s/%s)\n", experiment.Version(), b.GoVersion, runtime.GOOS, strings.TrimSpace(b.Arch+" "+b.Level))
}
