package verbs

import (
	"cmp"
	"context"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"magnetsim/cmd/experiment"
	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/cmd/magnetsim/internal/folder"
	"magnetsim/cmd/magnetsim/internal/frame"
	"magnetsim/cmd/whatif"
	"magnetsim/cmd/whatif/desk"
	"magnetsim/cmd/whatif/engine"
	"magnetsim/cmd/whatif/page"
	"magnetsim/output"
	"magnetsim/sim/mc"
)

type pageVerb struct {
	*app.App
	frame.Choice
	out   string
	force bool
}

func pageCommand(a *app.App) *cobra.Command {
	p := &pageVerb{App: a}
	c := frame.Command("page", frame.OneScenario, p.run)
	f := c.Flags()
	f.StringVarP(&p.out, "out", "o", "", "write to this `FILE` (default what-if-NAME.html); - for standard output")
	f.BoolVar(&p.force, "force", false, "replace the file if it exists")
	p.Add(a, c)
	p.AddRun(c)
	frame.Quietly(a, c)
	return c
}

func (p *pageVerb) run(ctx context.Context, args []string) error {
	x, err := p.Experiment(args[0], p.Options())
	if err != nil {
		return err
	}
	to := p.out
	if to != folder.Stdout {
		to = p.Absolute(cmp.Or(to, "what-if-"+output.Stem(x.Loaded.Name)+".html"))
	}
	if err := folder.Free(p.App, to, p.force); err != nil {
		return err
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		cache = os.TempDir()
	}
	e, err := engine.Of(ctx, filepath.Join(cache, "magnetsim"), func() { p.Note("Building the engine of the page; this takes a minute or two the first time…") })
	if err != nil {
		return err
	}
	file := filepath.Base(args[0])
	if p.IsShipped(args[0]) {
		file = args[0] + ".yaml"
	}
	about := page.Scenario{YAML: string(whatif.Lean(x.YAML)), Name: args[0], File: file}
	ctx, release := frame.Interruptible(ctx, p.App, p.Progress(), nil)
	defer release()
	ground, err := whatif.New(x, args[0], file, mc.Local{})
	if err == nil {
		err = desk.Known(ctx, ground, &about)
	}
	switch {
	case ctx.Err() != nil:
		return app.Interrupted{}
	case err != nil:
		return err
	}
	return folder.WriteFiles(p.App, p.force, folder.Content{Name: to, Write: func(w io.Writer) error {
		return page.Alone(w, cmp.Or(x.Loaded.Title, x.Loaded.Name), experiment.Version(), e, about)
	}})
}
