package app

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"magnetsim/output"
	"magnetsim/output/figure"
	"magnetsim/output/file"
	"magnetsim/output/html"
	"magnetsim/scenarios"
)

const reportHelp = `Write a page on one run, on several to be compared, or on what another command found
(its answer, tables, figures and what to mind), from stored results: of runs what was
asked, the answer, criteria, policies, sectors, figures, what drives the result,
warnings, how it was computed, and every assumption with its source. Nothing is
simulated again.

The page is one HTML file that needs nothing else: no network, no scripts. It prints
to a clean PDF, adapts to a phone and to dark mode, and can be read by a screen
reader. --format md writes the same as Markdown, with links to the figures in the
results folder.

It is written beside the results folder; "magnetsim run" leaves one in it as
report.html.`

// pageName is the file of a results folder that is the page on it.
const pageName = "report.html"

// reportVerb is one run of the verb.
type reportVerb struct {
	*App
	out     string
	format  string
	size    string
	figures string
	force   bool
}

var (
	pageFormats = []string{"html", "md"}
	pageFigures = []string{"main", "all", "none"}
)

func (a *App) reportVerb() *cobra.Command {
	r := &reportVerb{App: a}
	c := &cobra.Command{
		Use:   "report RUN...",
		Short: "Write a page on stored results",
		Long:  reportHelp,
		Example: `  magnetsim report results/india-2026-0a1b2c3d
  magnetsim report india-2026-0a1b2c3d india-embargo-4d5e6f70 -o compared.html
  magnetsim report results/minimal-0a1b2c3d --format md -o - | less`,
		Args:              atLeastOne("which results: the path of a folder, or its name under results"),
		ValidArgsFunction: a.runArgs(100),
		PreRunE:           func(cmd *cobra.Command, _ []string) error { return r.check(cmd) },
		RunE:              func(_ *cobra.Command, args []string) error { return r.run(args) },
	}
	f := c.Flags()
	f.StringVarP(&r.out, "out", "o", "", "write this `FILE`; - for standard output")
	f.StringVar(&r.format, "format", "html", "`FORMAT` of the page: html or md (default by the file's name, else html)")
	f.StringVar(&r.size, "size", "page", "`SIZE` of the figures: column, page, report or slide")
	f.StringVar(&r.figures, "figures", "main", "which figures: main, those of the first policy and of all together; all; none")
	f.BoolVar(&r.force, "force", false, "replace the file if it exists")
	f.Lookup("format").DefValue = ""
	must(c.RegisterFlagCompletionFunc("format", fixed(pageFormats)))
	must(c.RegisterFlagCompletionFunc("size", fixed(figure.Sizes())))
	must(c.RegisterFlagCompletionFunc("figures", fixed(pageFigures)))
	return c
}

// atLeastOne refuses a command line without arguments and says what they are.
func atLeastOne(what string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) == 0 {
			return errors.New("say " + what)
		}
		return nil
	}
}

func (r *reportVerb) check(cmd *cobra.Command) error {
	if ext := filepath.Ext(r.out); !cmd.Flags().Changed("format") && slices.Contains([]string{".md", ".markdown"}, strings.ToLower(ext)) {
		r.format = "md"
	}
	return errors.Join(oneOf("format", r.format, pageFormats), oneOf("size", r.size, figure.Sizes()), oneOf("figures", r.figures, pageFigures))
}

func (r *reportVerb) run(args []string) error {
	if len(args) == 1 {
		p, err := r.openPast(args[0])
		if err != nil {
			return err
		}
		found, err := r.readFound(p)
		if err != nil {
			return err
		}
		if told, ok := found.(output.Finding); ok {
			return r.tellFound(p, told)
		}
	}
	var runs []*pastRun
	for _, arg := range args {
		p, err := r.openRun(arg)
		if err != nil {
			return err
		}
		if i := slices.IndexFunc(runs, func(o *pastRun) bool { return o.dir == p.dir }); i >= 0 {
			return fmt.Errorf("%s and %s are the same results", args[i], arg)
		}
		runs = append(runs, p)
	}
	to := r.place(runs)
	if to != toStdout {
		if err := r.free(to, r.force); err != nil {
			return err
		}
	}
	d, err := r.document(runs, to)
	if err != nil {
		return err
	}
	write := html.Page
	if r.format == "md" {
		write = html.Markdown
	}
	if err := r.writeFile(to, r.force, func(w io.Writer) error { return write(w, d) }); err != nil || to == toStdout {
		return err
	}
	_, err = fmt.Fprintf(r.Out, "Saved %s\n", r.shown(to))
	return err
}

// tellFound writes the page on what another verb than run found.
func (r *reportVerb) tellFound(p *pastRun, found output.Finding) error {
	to := r.place([]*pastRun{p})
	page := html.Found{Answer: found.Answer()}
	if r.figures == "none" {
		page.Bare = "Figures were left out of this page."
	} else {
		all, err := figure.Of(found)
		if err != nil {
			return err
		}
		for _, d := range all {
			var svg bytes.Buffer
			if err := d.Drawing.Render(&svg, "svg", figure.Style{Size: r.size}); err != nil {
				return err
			}
			page.Figures = append(page.Figures, html.Figure{Name: d.Figure, Doc: d.Doc, Alt: d.Alt(), SVG: svg.Bytes(), Link: linkTo(p, d.Figure, to)})
		}
	}
	write := page.Page
	if r.format == "md" {
		write = page.Markdown
	}
	if err := r.writeFile(to, r.force, write); err != nil || to == toStdout {
		return err
	}
	_, err := fmt.Fprintf(r.Out, "Saved %s\n", r.shown(to))
	return err
}

// place returns where the page goes: beside the results folder, or into the
// working folder where there are several.
func (r *reportVerb) place(runs []*pastRun) string {
	switch {
	case r.out == toStdout:
		return toStdout
	case r.out != "":
		return r.absolute(r.out)
	case len(runs) == 1:
		return runs[0].dir + "." + r.format
	}
	return r.absolute("report." + r.format)
}

// document gathers what is told of the runs on a page at a path.
func (r *reportVerb) document(runs []*pastRun, to string) (html.Document, error) {
	d := html.Document{Unlike: unlike(runs)}
	for _, w := range d.Unlike {
		r.note("Mind: %s\n  %s\n  %s", w.What, w.Why, w.Do)
	}
	for _, p := range runs {
		changes, err := r.changesOf(p)
		if err != nil {
			return d, err
		}
		one := html.Run{Report: p.report, Changes: changes, Name: filepath.Base(p.dir)}
		if r.figures == "none" {
			one.Bare = "Figures were left out of this page."
		} else if one.Figures, err = figuresOf(p.report, figure.Style{Size: r.size}, r.figures == "all", r.format == "html"); err != nil {
			return d, err
		}
		for i := range one.Figures {
			one.Figures[i].Link = linkTo(p, one.Figures[i].Name, to)
		}
		d.Runs = append(d.Runs, one)
	}
	return d, nil
}

// linkTo returns the path from a page to a figure of a results folder; "" where
// that has none, or the page has no place.
func linkTo(p *pastRun, name, page string) string {
	if page == toStdout {
		return ""
	}
	for _, format := range []string{"svg", "png"} {
		drawn := "plots/" + name + "." + format
		if !slices.ContainsFunc(p.manifest.Run.Files, func(h file.Hashed) bool { return h.Name == drawn }) {
			continue
		}
		if path, err := filepath.Rel(filepath.Dir(page), filepath.Join(p.dir, filepath.FromSlash(drawn))); err == nil {
			return filepath.ToSlash(path)
		}
	}
	return ""
}

// figuresOf draws the figures of a report: those of the first policy and of all
// together, or also those of each other policy.
func figuresOf(r *output.Report, style figure.Style, all, drawn bool) ([]html.Figure, error) {
	var figures []html.Figure
	for _, e := range figure.Entries(r) {
		if !e.Main && !all {
			continue
		}
		f := html.Figure{Name: e.Figure, Alt: figure.Alt(r, e.Figure)}
		if e.Main {
			f.Doc = e.Doc
		}
		if drawn {
			var svg bytes.Buffer
			if err := figure.Render(&svg, r, e.Figure, "svg", style); err != nil {
				return nil, err
			}
			f.SVG = svg.Bytes()
		}
		figures = append(figures, f)
	}
	return figures, nil
}

// changesOf tells what each policy of a stored run changes.
func (a *App) changesOf(p *pastRun) ([][]html.Change, error) {
	text, err := a.read(p, resolvedName)
	if err != nil {
		return nil, err
	}
	loaded, problems := scenarios.Load(oneFile(text), resolvedName, scenarios.Options{})
	if loaded == nil {
		return nil, fmt.Errorf("%s of %s is not understood by this version:\n%s", resolvedName, a.shown(p.dir), problems.Error())
	}
	return changes(loaded, p.report.Variants), nil
}

// changes tells what the policy of each variant changes; nil where one cannot be
// applied, as its problem was told when it was played.
func changes(l *scenarios.Loaded, variants []output.Variant) [][]html.Change {
	_, base, _ := l.Build()
	if base == nil {
		return nil
	}
	var all [][]html.Change
	for _, v := range variants {
		_, under, _ := l.Build(scenarios.Policy(v.Policy))
		if under == nil {
			return nil
		}
		var some []html.Change
		for _, c := range scenarios.Diff(base, under) {
			some = append(some, html.Change(c))
		}
		all = append(all, some)
	}
	return all
}

// page writes the page on a run into its results folder, with the figures unless
// none are drawn. It says nothing of where it stands, so that the same run leaves
// the same bytes.
func (r *run) page(ctx context.Context, f *folder, x *experiment, report *output.Report) error {
	one := html.Run{Report: report, Changes: changes(x.loaded, x.variants)}
	switch {
	case r.noPlots:
		one.Bare = "Figures were not drawn in this run (--no-plots)."
	case ctx.Err() != nil:
		one.Bare = "Figures were not drawn: the run was interrupted."
	default:
		var err error
		if one.Figures, err = figuresOf(report, figure.Style{}, false, true); err != nil {
			return err
		}
	}
	return f.write(pageName, func(w io.Writer) error { return html.Page(w, html.Document{Runs: []html.Run{one}}) })
}
