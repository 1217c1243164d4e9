package app

import (
	"fmt"
	"io"
	"runtime"
	"strings"

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
	b := buildOf()
	return fmt.Sprintf("magnetsim %s (%s, %s/%s)\n", version(), b.goVersion, runtime.GOOS, strings.TrimSpace(b.arch+" "+b.level))
}
