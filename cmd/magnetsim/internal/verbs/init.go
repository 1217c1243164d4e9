package verbs

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/cmd/magnetsim/internal/frame"
	"magnetsim/scenarios"
)

// starter is the shipped scenario that a newcomer begins with.
const starter = "minimal"

func initCommand(a *app.App) *cobra.Command {
	from := starter
	c := &cobra.Command{
		Use:   "init [FOLDER]",
		Short: "Write a commented starter scenario into a folder",
		Long: `Write a scenario to start from, and the schema that editors check it by, into a
folder: this one unless another is named. Nothing is overwritten.

These come with the program, and --from starts from any of them; one that extends
another finds it in the program:
` + shippedList(),
		Example: "  magnetsim init\n  magnetsim init study --from india-2026",
		Args:    atMost(1, "one folder, or none for this one"),
		RunE: func(_ *cobra.Command, args []string) error {
			return writeStarter(a, append(args, ".")[0], from)
		},
	}
	c.Flags().StringVar(&from, "from", starter, "the shipped scenario to copy, by `NAME`")
	frame.Must(c.RegisterFlagCompletionFunc("from", frame.Fixed(shippedWords())))
	return c
}

// shippedList has a line for each shipped scenario.
func shippedList() string {
	var b strings.Builder
	t := tabwriter.NewWriter(&b, 0, 4, 2, ' ', 0)
	for _, name := range scenarios.ShippedNames() {
		fmt.Fprintf(t, "  %s\t%s\n", name, scenarios.ShippedTitle(name))
	}
	t.Flush() // to memory
	return strings.TrimSuffix(b.String(), "\n")
}

// shippedWords are the names with their titles, as shells show them.
func shippedWords() []string {
	var out []string
	for _, name := range scenarios.ShippedNames() {
		out = append(out, name+"\t"+scenarios.ShippedTitle(name))
	}
	return out
}

// atMost refuses more than n arguments and says what they are.
func atMost(n int, what string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) > n {
			return fmt.Errorf("one too many: %q; say %s", args[n], what)
		}
		return nil
	}
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
