package verbs

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/cmd/magnetsim/internal/frame"
	"magnetsim/scenarios"
)

// starter is the shipped scenario that a newcomer begins with.
const starter = "minimal"

func initCommand(a *app.App) *cobra.Command {
	from := ""
	c := frame.Command("init", frame.Takes{Args: frame.Count(0, 1, "one folder, or none for this one")}, func(_ context.Context, args []string) error {
		return writeStarter(a, append(args, ".")[0], from)
	})
	c.Flags().StringVar(&from, "from", starter, "the shipped scenario to copy, by `NAME`")
	frame.Must(c.RegisterFlagCompletionFunc("from", frame.Fixed(scenarios.ShippedNames())))
	return c
}

func writeStarter(a *app.App, folder, from string) error {
	if !a.IsShipped(from) {
		return app.NotFound(from)
	}
	if ext := strings.ToLower(filepath.Ext(folder)); ext == ".yaml" || ext == ".yml" {
		return app.Misused(fmt.Errorf("%s is the name of a file, and a folder is asked for: into it goes %s.yaml, which may be renamed", folder, from), "magnetsim init")
	}
	text, err := fs.ReadFile(scenarios.Shipped, from+".yaml")
	if err != nil {
		return err
	}
	schema, err := scenarios.Schema()
	if err != nil {
		return err
	}
	dir := a.Absolute(folder)
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	file := filepath.Join(dir, from+".yaml")
	if err := writeNew(file, text); err != nil {
		return notOver(a, file, err)
	}
	// A schema that is there already may be of other scenarios, and the same.
	if err := writeNew(filepath.Join(dir, "schema.json"), schema); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	shown := a.Shown(file)
	_, err = fmt.Fprintf(a.Out, "Wrote %s. Next:\n  magnetsim validate %s --explain\n  magnetsim run %s\n", shown, shown, shown)
	return err
}

// notOver says that a file is left as it is.
func notOver(a *app.App, file string, err error) error {
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s exists already and is left as it is; name another folder: magnetsim init FOLDER", a.Shown(file))
	}
	return err
}

// writeNew writes a file that does not exist yet.
func writeNew(file string, data []byte) error {
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil { // such as a full disk: half a file would be in the way of the next try
		os.Remove(file)
	}
	return err
}
