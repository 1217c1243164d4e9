package verbs

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/cmd/magnetsim/internal/folder"
	"magnetsim/cmd/magnetsim/internal/frame"
	"magnetsim/output"
	"magnetsim/output/figure"
)

const plotHelp = `Draw figures again, in another size, theme or format, from what was stored: nothing is
played. RUN is the results folder of a run, a comparison, a sweep, a frontier or a
backtest, or the folder that "sensitivity -o" wrote, by its path or by its name beneath
results. NAME is a figure as --list shows it; without one all are drawn.

Each figure comes as SVG, PNG, PDF and Vega-Lite (.vl.json, which carries its data), or
in the formats of --format, with its data (.csv) and a text for readers who cannot see
it (.txt). Title, source and note are those of the scenario, under "report"; --no-title
leaves them to a journal's caption. --log shows chances of exceedance on a logarithmic
axis, on which 1 in 100 and 1 in 1,000 can be read. --x and --y choose the axes of the
figures of a sweep: --x alone draws curves.

The program's fonts have Latin, Greek and Cyrillic letters and signs such as the rupee's.
A warning names others: PNG and PDF cannot show them, SVG and HTML can.

The files go into plots/RUN-SIZE-THEME beside the run, which stays as it was written; -o
names another folder. No file is replaced without --force.`

// plotVerb is one run of the verb.
type plotVerb struct {
	*app.App
	policies []string
	formats  []string
	style    figure.Style
	dpi      frame.Whole
	out      string
	force    bool
	list     bool
	gallery  bool
	x, y     string
}

func plotCommand(a *app.App) *cobra.Command {
	p := &plotVerb{App: a}
	c := &cobra.Command{
		Use:   "plot RUN [NAME...]",
		Short: "Draw the figures of results again, without playing",
		Long:  plotHelp,
		Example: `  magnetsim plot india-2026-1a2b3c4d --list
  magnetsim plot india-2026-1a2b3c4d exceedance --size column --no-title
  magnetsim plot india-2026-1a2b3c4d exceedance --log
  magnetsim plot india-2026-1a2b3c4d fan --policy days-60 --format png --dpi 600
  magnetsim plot results/minimal-1a2b3c4d --size slide --theme dark -o talk
  magnetsim plot frontier-india-2026-1a2b3c4d --size column
  magnetsim plot sweep-minimal-1a2b3c4d --x sectors.cars.cover --y curbs.ban.severity`,
		Args:              atLeast(1, "which run: a results folder"),
		ValidArgsFunction: p.complete,
		RunE:              func(cmd *cobra.Command, args []string) error { return p.run(cmd, args[0], args[1:]) },
	}
	p.add(c)
	c.PreRunE = func(cmd *cobra.Command, _ []string) error {
		return errors.Join(frame.Drawable(p.style.Size, p.style.Theme, p.formats), frame.Apart(cmd, "list", "gallery"), frame.Apart(cmd, "list", "out"), frame.Apart(cmd, "gallery", "format"), frame.Apart(cmd, "gallery", "size"), frame.Apart(cmd, "gallery", "log"))
	}
	return c
}

func (p *plotVerb) add(c *cobra.Command) {
	f := c.Flags()
	f.StringVarP(&p.out, "out", "o", "", "write into `FOLDER` (default plots/RUN-SIZE-THEME)")
	f.BoolVar(&p.force, "force", false, "replace files that exist")
	f.StringSliceVar(&p.policies, "policy", nil, "of the figures of one policy, those of policy `NAME` (repeat for several)")
	f.StringSliceVar(&p.formats, "format", figure.Formats(), "`FORMATS` of the figures")
	f.StringVar(&p.style.Size, "size", "page", "`SIZE` of the figures: column, page, report or slide")
	f.StringVar(&p.style.Theme, "theme", "light", "`THEME` of the figures: light, dark or mono")
	p.dpi = frame.Whole{Most: figure.MaxDPI}
	f.Var(&p.dpi, "dpi", "`N` dots per inch of a PNG; 0 for 300, or 144 of a slide")
	f.BoolVar(&p.style.NoTitle, "no-title", false, "leave title, subtitle, source and note to a caption")
	f.BoolVar(&p.style.Log, "log", false, "a logarithmic axis of chances, of the figure exceedance")
	f.StringVar(&p.x, "x", "", "the `AXIS` of a sweep that figures have across: its path or label")
	f.StringVar(&p.y, "y", "", "the `AXIS` of a sweep that figures have up")
	f.BoolVar(&p.list, "list", false, "list the figures that there are")
	f.BoolVar(&p.gallery, "gallery", false, "one small picture of each kind, and a page README.md that shows them")
	frame.Must(c.MarkFlagDirname("out"))
	frame.Must(c.RegisterFlagCompletionFunc("format", frame.Fixed(figure.Formats())))
	frame.Must(c.RegisterFlagCompletionFunc("size", frame.Fixed(figure.Sizes())))
	frame.Must(c.RegisterFlagCompletionFunc("theme", frame.Fixed(figure.Themes())))
}

// complete offers runs, then the figures of the run.
func (p *plotVerb) complete(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	if len(args) == 0 {
		return frame.RunArgs(p.App, 1)(cmd, args, typed)
	}
	_, figures, err := p.open(args[0])
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var names []string
	for _, f := range figures {
		names = append(names, f.Figure)
	}
	return names, cobra.ShellCompDirectiveNoFileComp
}

// open opens a results folder and finds its figures.
func (p *plotVerb) open(arg string) (*folder.Past, []figure.Drawn, error) {
	past, err := folder.OpenPast(p.App, arg)
	if err != nil {
		return nil, nil, err
	}
	figures, err := figuresOf(p.App, past, p.x, p.y)
	return past, figures, err
}

func (p *plotVerb) run(cmd *cobra.Command, arg string, names []string) error {
	past, figures, err := p.open(arg)
	if err != nil {
		return err
	}
	for _, n := range names {
		if _, err := folder.Find(p.App, n); err == nil {
			return app.Misused(fmt.Errorf("%s is a second run: draw the figures of one at a time", n), cmd.CommandPath())
		}
	}
	p.style.DPI = int(p.dpi.Value)
	figures, err = choose(figures, names, p.policies)
	if err != nil {
		return app.Misused(err, cmd.CommandPath())
	}
	if p.style.Log && !slices.ContainsFunc(figures, func(f figure.Drawn) bool { return f.Figure == "exceedance" }) {
		return app.Misused(errors.New("--log is for the figure exceedance, which is not among those asked for"), cmd.CommandPath())
	}
	ctx, release := signal.NotifyContext(cmd.Context(), os.Interrupt, syscall.SIGTERM)
	defer release()
	switch {
	case p.list:
		return p.tellFigures(figures)
	case p.gallery:
		return p.drawGallery(ctx, past, figures)
	}
	return p.draw(ctx, past, figures)
}

// choose returns the figures of some names: all where none is given, and of the
// figures of one policy only those of the policies that are.
func choose(figures []figure.Drawn, names, policies []string) ([]figure.Drawn, error) {
	if err := knownTo(figures, names, policies); err != nil {
		return nil, err
	}
	var chosen []figure.Drawn
	for _, f := range figures {
		named := len(names) == 0 || slices.Contains(names, f.Figure) || len(policies) > 0 && slices.Contains(names, f.Entry.Name)
		if named && (len(policies) == 0 || f.Entry.Policy == "" || slices.Contains(policies, f.Entry.Policy)) {
			chosen = append(chosen, f)
		}
	}
	if len(chosen) == 0 {
		return nil, errors.New("there is no such figure\n  --list shows those it has")
	}
	return chosen, nil
}

// knownTo refuses figures and policies that are not there.
func knownTo(figures []figure.Drawn, names, policies []string) error {
	var known, plans []string
	for _, f := range figures {
		known = append(known, f.Figure)
		if f.Entry.Policy != "" && !slices.Contains(plans, f.Entry.Policy) {
			plans = append(plans, f.Entry.Policy)
		}
	}
	if len(plans) == 0 && len(policies) > 0 {
		return errors.New("--policy chooses among figures of one policy, and these results have none")
	}
	var wrong []error
	for _, n := range names {
		if !slices.Contains(known, n) {
			wrong = append(wrong, unknown("figure", n, known))
		}
	}
	for _, n := range policies {
		if !slices.Contains(plans, n) {
			wrong = append(wrong, unknown("policy", n, plans))
		}
	}
	return errors.Join(wrong...)
}

// atLeast refuses fewer than n arguments and says what is missing.
func atLeast(n int, what string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) < n {
			return fmt.Errorf("say %s", what)
		}
		return nil
	}
}

func unknown(what, name string, known []string) error {
	return fmt.Errorf("there is no %s %q%s", what, name, cmp.Or(frame.Meant(name, known), ": there are "+strings.Join(known, ", ")))
}

func (p *plotVerb) tellFigures(figures []figure.Drawn) error {
	var rows [][]string
	for _, f := range figures {
		policy := f.Entry.Policy
		if policy == "" {
			policy = "(all)"
		}
		rows = append(rows, []string{f.Figure, policy, f.Doc})
	}
	return printTable(p.App, []string{"name", "policy", "what it shows"}, rows)
}

// draw writes figures and says where.
func (p *plotVerb) draw(ctx context.Context, past *folder.Past, figures []figure.Drawn) error {
	var all []figure.Drawing
	for _, f := range figures {
		all = append(all, f.Drawing)
	}
	frame.WarnLetters(p.App, all, p.formats, p.style)
	return p.save(ctx, p.place(past), frame.Pictures(all, p.formats, p.style))
}

func (p *plotVerb) save(ctx context.Context, dir string, pictures []frame.Picture) error {
	if err := writeAll(p.App, ctx, dir, pictures, p.force, runtime.GOMAXPROCS(0)); err != nil {
		return err
	}
	_, err := fmt.Fprintf(p.Out, "Saved %d files in %s\n", len(pictures), p.Shown(dir))
	return err
}

// place returns the folder to write to: beside the run unless one is named.
func (p *plotVerb) place(past *folder.Past) string {
	if p.out != "" {
		return p.Absolute(p.out)
	}
	name := strings.Join([]string{output.Stem(filepath.Base(past.Dir)), p.style.Size, p.style.Theme}, "-")
	if p.style.Log {
		name += "-log"
	}
	for _, axis := range []string{p.x, p.y} {
		if axis != "" {
			name += "-" + output.Stem(axis)
		}
	}
	return filepath.Join(filepath.Dir(past.Dir), "plots", name)
}
