package verbs

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
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
	"magnetsim/output/markdown"
	"magnetsim/scenarios"
	"magnetsim/sim/unit"
)

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
	metric   string
	unasked  int // figures of a scenario that are not drawn unless they are named
}

func plotCommand(a *app.App) *cobra.Command {
	p := &plotVerb{App: a}
	c := frame.Command("plot", frame.Takes{Args: frame.Count(1, math.MaxInt, "the folder of results"), Words: p.complete}, p.run)
	f := c.Flags()
	f.StringVarP(&p.out, "out", "o", "", "write to this `FOLDER` (default plots/RUN-SIZE-THEME beside the run)")
	f.BoolVar(&p.force, "force", false, "replace files that exist")
	f.StringSliceVar(&p.policies, "policy", nil, "of the figures that show one policy, only those of policy `NAME` (repeat for several)")
	f.StringSliceVar(&p.formats, "format", figure.Formats(), "`FORMATS` of the figures")
	p.dpi = frame.Whole{Most: figure.MaxDPI}
	f.Var(&p.dpi, "dpi", "`N` dots per inch of a PNG; 0 for 300, or 144 for a slide")
	f.BoolVar(&p.style.NoTitle, "no-title", false, "leave out title, subtitle, source and note, for a figure with a caption")
	f.BoolVar(&p.style.Log, "log", false, "draw the chances of the figure exceedance on a logarithmic axis")
	addAxes(c, &p.x, &p.y)
	f.StringVar(&p.metric, "metric", "", "the `METRIC` to show in the figures of a sweep, such as net_benefit.total (default: that of the sweep)")
	f.BoolVar(&p.list, "list", false, "list the figures that can be drawn")
	f.BoolVar(&p.gallery, "gallery", false, "draw one small picture of each kind, and a page README.md that shows them")
	frame.Must(c.MarkFlagDirname("out"))
	frame.Must(c.RegisterFlagCompletionFunc("policy", frame.OfRunPolicies(a)))
	frame.Looks(c, &p.style.Size, &p.style.Theme)
	for _, pair := range [][2]string{{"list", "gallery"}, {"list", "out"}, {"gallery", "format"}, {"gallery", "size"}, {"gallery", "log"}} {
		frame.Apart(c, pair[:]...)
	}
	frame.Quietly(a, c)
	return c
}

// complete offers runs, then the figures of the run.
func (p *plotVerb) complete(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	switch {
	case len(args) == 0:
		return frame.RunArgs(p.App, 1)(cmd, args, typed)
	case len(args) == 1 && args[0] == chainWord:
		return scenarios.ShippedNames(), cobra.ShellCompDirectiveDefault
	}
	_, figures, _, err := p.asked(args)
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return app.Each(figures, func(f figure.Drawn) string { return f.Figure }), cobra.ShellCompDirectiveNoFileComp
}

// asked finds what is to be drawn: figures of a run, or of what a scenario assumes.
func (p *plotVerb) asked(args []string) (past *folder.Past, figures []figure.Drawn, names []string, err error) {
	if _, missing := folder.Find(p.App, args[0]); args[0] != chainWord || missing == nil {
		past, figures, err = p.open(args[0])
		return past, figures, args[1:], err
	}
	if len(args) == 1 {
		return nil, nil, nil, app.Misused(errors.New("plot chain needs a scenario: give a shipped name or the path of a file"), "plot")
	}
	past, figures, err = p.ofScenario(args[1])
	if names = args[2:]; len(names) == 0 && !p.list && !p.gallery {
		names, p.unasked = []string{chainWord}, max(0, len(figures)-1)
	}
	return past, figures, names, err
}

// open opens a results folder and finds its figures, from what any verb stored; those of
// a sweep over the axes that are chosen.
func (p *plotVerb) open(arg string) (*folder.Past, []figure.Drawn, error) {
	past, err := folder.OpenFound(p.App, arg)
	if err != nil {
		return nil, nil, err
	}
	if err := p.chooseOf(past.Found); err != nil {
		return nil, nil, app.Misused(err, "plot")
	}
	all, err := figure.Of(past.Found)
	if err == nil && len(all) == 0 {
		err = fmt.Errorf("%s holds a %s with too little to draw\n  a sweep needs an axis with two values, a frontier two levels with a cost, sensitivity an input that can be told from noise", p.Shown(past.Dir), output.KindOf(past.Found))
	}
	return past, all, err
}

// chooseOf makes a sweep show what is asked for.
func (p *plotVerb) chooseOf(found any) error {
	if p.x+p.y+p.metric == "" {
		return nil
	}
	swept, ok := found.(*output.Sweep)
	switch {
	case !ok && p.metric != "":
		return fmt.Errorf("--metric is for the figures of a sweep, but this is a %s", output.KindOf(found))
	case !ok:
		return fmt.Errorf("--x and --y are for the figures of a sweep, but this is a %s", output.KindOf(found))
	}
	if p.metric != "" {
		if err := swept.By(p.metric); err != nil {
			return err
		}
	}
	if p.x+p.y == "" {
		return nil
	}
	swept.X, swept.Y = "", ""
	return swept.Across(p.x, p.y)
}

func (p *plotVerb) run(ctx context.Context, args []string) error {
	past, figures, names, err := p.asked(args)
	if err != nil {
		return err
	}
	for _, n := range names {
		if _, err := folder.Find(p.App, n); err == nil {
			return app.Misused(fmt.Errorf("%s is a second set of results: draw one at a time", n), "plot")
		}
	}
	p.style.DPI = int(p.dpi.Value)
	figures, err = choose(figures, names, p.policies)
	if err != nil {
		return app.Misused(err, "plot")
	}
	if p.style.Log && !slices.ContainsFunc(figures, func(f figure.Drawn) bool { return f.Figure == "exceedance" }) {
		return app.Misused(errors.New("--log is for the figure exceedance, which you did not ask for"), "plot")
	}
	ctx, release := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	defer release()
	switch {
	case p.list:
		return p.tellFigures(figures)
	case p.gallery:
		return p.drawGallery(ctx, past, figures)
	}
	if err := p.draw(ctx, past, figures); err != nil {
		return err
	}
	if p.unasked > 0 {
		p.Note("%s of what is uncertain can be drawn by name: see --list.", unit.Counted(p.unasked, "figure"))
	}
	return nil
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
		return nil, errors.New("there is no such figure\n  --list shows those that can be drawn")
	}
	return chosen, nil
}

// knownTo refuses figures and policies that are not there.
func knownTo(figures []figure.Drawn, names, policies []string) error {
	known := app.Unique(app.Each(figures, func(f figure.Drawn) string { return f.Figure }))
	plans := app.Unique(app.Each(figures, func(f figure.Drawn) string { return f.Entry.Policy }))
	plans = slices.DeleteFunc(plans, func(policy string) bool { return policy == "" })
	if len(plans) == 0 && len(policies) > 0 {
		return errors.New("--policy chooses figures that show one policy, but these results have none")
	}
	var wrong []error
	for _, x := range []struct {
		what         string
		asked, known []string
	}{{"figure", names, known}, {"policy", policies, plans}} {
		for _, n := range x.asked {
			if !slices.Contains(x.known, n) {
				wrong = append(wrong, fmt.Errorf("there is no %s %q%s", x.what, n, cmp.Or(frame.Meant(n, x.known), "; choose from "+strings.Join(x.known, ", "))))
			}
		}
	}
	return errors.Join(wrong...)
}

func (p *plotVerb) tellFigures(figures []figure.Drawn) error {
	rows := app.Each(figures, func(f figure.Drawn) []string { return []string{f.Figure, cmp.Or(f.Entry.Policy, "(all)"), f.Doc} })
	return printList(p.App, false, "", output.Words("plots", "", []string{"name", "policy", "what it shows"}, rows))
}

// draw writes figures and says where.
func (p *plotVerb) draw(ctx context.Context, past *folder.Past, figures []figure.Drawn) error {
	all := app.Each(figures, func(f figure.Drawn) figure.Drawing { return f.Drawing })
	frame.WarnLetters(p.App, all, p.formats, p.style)
	return p.save(ctx, p.place(past), frame.Pictures(all, p.formats, p.style))
}

func (p *plotVerb) save(ctx context.Context, dir string, pictures []folder.Content) error {
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
	for _, chosen := range []string{p.x, p.y, p.metric} {
		if chosen != "" {
			name += "-" + output.Stem(chosen)
		}
	}
	return filepath.Join(filepath.Dir(past.Dir), "plots", name)
}

// Pictures of a gallery are as wide as half a page on a screen, and the chain, which is
// full of names, as a whole one.
const (
	gallerySize = "column"
	galleryWide = "page"
	galleryDPI  = 130
)

// drawGallery writes one picture of every kind of figure, and a page of them.
func (p *plotVerb) drawGallery(ctx context.Context, past *folder.Past, figures []figure.Drawn) error {
	p.style.Size, p.style.DPI = gallerySize, cmp.Or(p.style.DPI, galleryDPI)
	var shown []figure.Drawn
	seen := map[string]bool{}
	for _, f := range figures {
		if !seen[f.Entry.Name] {
			seen[f.Entry.Name] = true
			shown = append(shown, f)
		}
	}
	pictures := app.Each(shown, func(f figure.Drawn) folder.Content {
		style := p.style
		if f.Entry.Name == chainWord {
			style.Size = galleryWide
		}
		return folder.Content{Name: f.Entry.Name + ".png", Write: func(w io.Writer) error { return f.Render(w, "png", style) }}
	})
	frame.WarnLetters(p.App, app.Each(shown, func(f figure.Drawn) figure.Drawing { return f.Drawing }), []string{"png"}, p.style)
	page := folder.Content{Name: "README.md", Write: func(w io.Writer) error { return p.writeGallery(w, past, shown) }}
	return p.save(ctx, p.place(past), append(pictures, page))
}

// writeGallery writes the page in Markdown.
func (p *plotVerb) writeGallery(w io.Writer, past *folder.Past, shown []figure.Drawn) error {
	of := markdown.Escape(filepath.Base(past.Dir))
	if r := past.Report; r != nil {
		of = fmt.Sprintf("%s: %s, %s trials, seed %d", markdown.Escape(r.Scenario), markdown.Escape(r.Title), unit.Grouped(r.Run.Trials), r.Run.Seed)
	}
	fmt.Fprintf(w, "# Figures\n\nOne of every kind, of %s. Drawn from the stored results by\n\n    %s\n", of, p.galleryCommand(past))
	for _, f := range shown {
		_, err := fmt.Fprintf(w, "\n## %s\n\n%s `%s`\n\n![%s](%s.png)\n",
			markdown.Escape(f.Entry.Title), markdown.Escape(f.Doc), f.Entry.Name, markdown.Escape(f.Alt()), f.Entry.Name)
		if err != nil {
			return err
		}
	}
	return nil
}

// galleryCommand is what was typed.
func (p *plotVerb) galleryCommand(past *folder.Past) string {
	words := []string{"magnetsim plot", filepath.Base(past.Dir)}
	for _, policy := range p.policies {
		words = append(words, "--policy", policy)
	}
	if p.style.Theme != "light" {
		words = append(words, "--theme", p.style.Theme)
	}
	words = append(words, "--gallery -o", filepath.ToSlash(p.Shown(p.place(past))))
	if p.force {
		words = append(words, "--force")
	}
	return strings.Join(words, " ")
}

// chainWord asks for what a scenario assumes, which no run needs to have played.
const chainWord = "chain"

// ofScenario draws what a scenario assumes: its chain, and the sheet of what is uncertain.
// It is where results would be.
func (p *plotVerb) ofScenario(arg string) (*folder.Past, []figure.Drawn, error) {
	x, err := p.Experiment(arg, scenarios.Options{})
	if err != nil {
		return nil, nil, err
	}
	r := x.Facts.Report
	all, err := figure.Of(&r)
	if err == nil && !slices.ContainsFunc(all, func(f figure.Drawn) bool { return f.Entry.Name == chainWord }) {
		err = fmt.Errorf("%s has no chain to draw: no source sells and no plant makes what a sector uses", arg)
	}
	return &folder.Past{Dir: p.Absolute(filepath.Join(folder.ResultsName, chainWord+"-"+output.Stem(x.Loaded.Name))), Found: &r}, all, err
}
