package verbs

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/cmd/magnetsim/internal/folder"
	"magnetsim/cmd/magnetsim/internal/frame"
	"magnetsim/output"
	"magnetsim/output/figure"
	"magnetsim/output/page"
)

type reportVerb struct {
	*app.App
	out     string
	format  string
	size    string
	figures string
	policy  string
	full    bool
	force   bool
}

func reportCommand(a *app.App) *cobra.Command {
	r := &reportVerb{App: a}
	c := frame.Command("report", frame.Runs(a), r.run)
	f := c.Flags()
	f.StringVarP(&r.out, "out", "o", "", "write to this `FILE`; - for standard output")
	f.StringVar(&r.format, "format", "html", "`FORMAT` of the page: html or md (default by the file's name, else html)")
	f.StringVar(&r.size, "size", "page", "`SIZE` of the figures: column, page, report or slide")
	f.StringVar(&r.figures, "figures", "main", "draw `WHICH` figures: main, all (those of every policy) or none")
	f.StringVar(&r.policy, "policy", "", "show the policy `NAME` beside the first one (default: the recommended one)")
	f.BoolVar(&r.full, "full", false, "add every other figure and table, and all assumptions")
	f.BoolVar(&r.force, "force", false, "replace the file if it exists")
	f.Lookup("format").DefValue = ""
	frame.Must(c.RegisterFlagCompletionFunc("policy", frame.OfRunPolicies(r.App)))
	frame.Among(c, "format", []string{"html", "md"})
	frame.Among(c, "size", figure.Sizes())
	frame.Among(c, "figures", frame.FigureSets)
	frame.Also(c, func([]string) error {
		if end := strings.ToLower(filepath.Ext(r.out)); !f.Changed("format") && (end == ".md" || end == ".markdown") {
			r.format = "md"
		}
		return nil
	})
	frame.Quietly(a, c)
	return c
}

func (r *reportVerb) run(_ context.Context, args []string) error {
	var all []*folder.Past
	for _, arg := range args {
		p, err := folder.OpenFound(r.App, arg)
		if err != nil {
			return err
		}
		if i := slices.IndexFunc(all, func(o *folder.Past) bool { return o.Dir == p.Dir }); i >= 0 {
			return fmt.Errorf("%s and %s are the same results\n  give each of them once", args[i], arg)
		}
		all = append(all, p)
	}
	to := r.place(all)
	if err := folder.Free(r.App, to, r.force); err != nil {
		return err
	}
	parts, err := r.parts(all, to)
	if err != nil {
		return err
	}
	write := page.HTML
	if r.format == "md" {
		write = page.Markdown
	}
	return folder.WriteFiles(r.App, r.force, folder.Content{Name: to, Write: func(w io.Writer) error { return write(w, parts...) }})
}

// place returns where the page goes: beside the results folder, or into the
// working folder where there are several.
func (r *reportVerb) place(all []*folder.Past) string {
	switch {
	case r.out == folder.Stdout:
		return folder.Stdout
	case r.out != "":
		return r.Absolute(r.out)
	case len(all) == 1:
		return all[0].Dir + "." + r.format
	}
	return r.Absolute("report." + r.format)
}

// parts are those of a page at a path: the results, and before several what they have
// in common.
func (r *reportVerb) parts(all []*folder.Past, to string) ([]page.Part, error) {
	var parts []page.Part
	var names []string
	var answers []*output.Answer
	for _, p := range all {
		if err := r.show(p); err != nil {
			return nil, err
		}
		part := page.Part{Name: filepath.Base(p.Dir), Answer: p.Found.Answer(), Full: r.full}
		if r.figures == "none" {
			part.Bare = "Figures were left out of this page."
		} else {
			var err error
			if part.Figures, err = frame.Figures(p.Found, frame.OnPage{Size: r.size, All: r.figures == "all", Full: r.full, Words: r.format != "html"}); err != nil {
				return nil, err
			}
		}
		for i := range part.Figures {
			part.Figures[i].Link = linkTo(p, part.Figures[i].Name, to)
		}
		parts, names, answers = append(parts, part), append(names, part.Name), append(answers, part.Answer)
	}
	if len(all) < 2 {
		return parts, nil
	}
	differ := unlike(all)
	for _, w := range differ {
		r.Note("Warning: %s\n  %s\n  %s", w.What, w.Why, w.Do)
	}
	return append([]page.Part{{Answer: output.Together(names, answers, differ)}}, parts...), nil
}

// show lets a run's page show the policy that is asked for.
func (r *reportVerb) show(p *folder.Past) error {
	switch {
	case r.policy == "":
		return nil
	case p.Report == nil:
		return app.Misused(fmt.Errorf("--policy chooses what the page of a run shows, but %s is a %s", p.Manifest.Run.Scenario, output.KindOf(p.Found)), "report")
	}
	v, err := variantOf(p.Report, r.policy, "")
	if err == nil && v == 0 && len(p.Report.Variants) > 1 {
		err = fmt.Errorf("%s is the first policy, which the page shows in any case\n  choose another: %s", r.policy, strings.Join(app.Each(p.Report.Variants[1:], func(v output.Variant) string { return v.Policy }), ", "))
	}
	p.Report.Show = v
	return err
}

// linkTo returns the path from a page to a figure of a results folder; "" where
// that has none, or the page has no place.
func linkTo(p *folder.Past, name, page string) string {
	if page == folder.Stdout {
		return ""
	}
	for _, format := range []string{"svg", "png"} {
		drawn := "plots/" + name + "." + format
		if !p.Has(drawn) {
			continue
		}
		if path, err := filepath.Rel(filepath.Dir(page), filepath.Join(p.Dir, filepath.FromSlash(drawn))); err == nil {
			return filepath.ToSlash(path)
		}
	}
	return ""
}
