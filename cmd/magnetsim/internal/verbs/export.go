package verbs

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/cmd/magnetsim/internal/folder"
	"magnetsim/cmd/magnetsim/internal/frame"
	"magnetsim/output"
	"magnetsim/output/file"
	"magnetsim/scenarios"
	"magnetsim/sim/unit"
)

// mostOnPaper is the number of rows of a table for people above which a choice is
// asked for.
const mostOnPaper = 1000

type exportVerb struct {
	*app.App
	to                string
	what              []string
	out               string
	force             bool
	policies, metrics []string
	format            file.Format
}

func exportCommand(a *app.App) *cobra.Command {
	e := &exportVerb{App: a}
	c := frame.Command("export", frame.OneRun(a), e.run)
	f := c.Flags()
	f.StringVar(&e.to, "to", "", "the `FORMAT`: csv, parquet, json, xlsx, latex, markdown or pdf")
	f.StringSliceVar(&e.what, "what", nil, "write these `TABLES`, by name, or all (the default depends on the format)")
	f.StringSliceVar(&e.policies, "policy", nil, "only this `POLICY` (repeat for several)")
	f.StringSliceVar(&e.metrics, "metric", nil, "only this `METRIC` or measure (repeat for several)")
	f.StringVarP(&e.out, "out", "o", "", "write to this `FILE`, or FOLDER for several tables; - for standard output")
	f.BoolVar(&e.force, "force", false, "replace files that exist")
	names := append(app.Each(file.Formats(), func(f file.Format) string { return f.Name }), toPDF)
	frame.Among(c, "to", names)
	frame.Must(c.RegisterFlagCompletionFunc("policy", frame.OfRunPolicies(a)))
	frame.Must(c.RegisterFlagCompletionFunc("metric", frame.OfMetrics(a)))
	frame.First(c, func([]string) error {
		if e.to == "" {
			return errors.New("--to is missing: choose from " + strings.Join(names, ", "))
		}
		return nil
	})
	return c
}

func (e *exportVerb) run(ctx context.Context, args []string) (err error) {
	if e.to == toPDF {
		e.format = file.Format{Name: toPDF, Extension: toPDF}
		return e.pdf(ctx, args[0])
	}
	if e.format, err = file.FormatOf(e.to); err != nil {
		return err
	}
	p, err := folder.OpenFound(e.App, args[0])
	if err != nil {
		return err
	}
	if err := e.known(p.Report); err != nil {
		return app.Misused(err, "export")
	}
	tables, err := e.chosen(p)
	if err != nil {
		return app.Misused(err, "export")
	}
	closing, err := e.open(p, tables)
	if err != nil {
		return err
	}
	defer closing()
	head := p.Found.Answer().Head
	if e.format.Several || len(tables) == 1 {
		name := ""
		if len(tables) == 1 {
			name = tables[0].Name
		}
		return folder.WriteFiles(e.App, e.force, folder.Content{Name: e.place(p, name, false), Write: func(w io.Writer) error { return file.Write(w, e.to, head, tables...) }})
	}
	return folder.WriteFiles(e.App, e.force, app.Each(tables, func(t output.Table) folder.Content {
		return folder.Content{Name: e.place(p, t.Name, true), Write: func(w io.Writer) error { return file.Write(w, e.to, head, t) }}
	})...)
}

// known refuses policies and metrics that the results do not have.
func (e *exportVerb) known(r *output.Report) error {
	if len(e.policies)+len(e.metrics) == 0 {
		return nil
	}
	if r == nil {
		return errors.New("--policy and --metric choose from the results of a run, and these are not of a run")
	}
	policies := app.Each(r.Variants, func(v output.Variant) string { return v.Policy })
	var metrics []string
	for _, s := range r.Stats {
		metrics = append(metrics, s.Metric, s.Measure)
	}
	for _, s := range r.Series {
		metrics = append(metrics, s.Name, s.Measure)
	}
	return errors.Join(among("policy", e.policies, policies), among("metric", e.metrics, metrics))
}

// among refuses words that are not among those known.
func among(flag string, words, known []string) error {
	for _, w := range words {
		if slices.Contains(known, w) {
			continue
		}
		if near := scenarios.Nearest(w, known); near != "" {
			return fmt.Errorf("--%s %s: the run has none with this name\n  did you mean %s?", flag, w, near)
		}
		if flag == "policy" {
			return fmt.Errorf("--%s %s: choose from %s", flag, w, strings.Join(known, ", "))
		}
		return fmt.Errorf("--%s %s: the run has none with this name\n  columns.csv in its folder lists all", flag, w)
	}
	return nil
}

// chosen returns the tables asked for. That of trials has no rows yet.
func (e *exportVerb) chosen(p *folder.Past) ([]output.Table, error) {
	usual, others := e.offered(p)
	if len(e.what) == 0 {
		if len(usual) == 0 {
			return nil, fmt.Errorf("there is no table to write as %s", e.to)
		}
		return usual, nil
	}
	there := append(usual[:len(usual):len(usual)], others...)
	for _, what := range e.what {
		if what != "all" && !slices.ContainsFunc(there, func(t output.Table) bool { return t.Name == what }) {
			names := app.Each(there, func(t output.Table) string { return t.Name })
			return nil, fmt.Errorf("--what %s: there is no such table%s", what, frame.MeantOr(what, names, "known: "+strings.Join(names, ", ")))
		}
	}
	var all []output.Table
	for _, t := range there {
		named, forFiles := slices.Contains(e.what, t.Name), len(t.For(output.Page).Columns) == 0
		switch {
		case !named && !slices.Contains(e.what, "all") || !named && e.format.Paper && forFiles:
			continue
		case e.format.Paper && t.Name == "trials":
			return nil, errors.New("trials are too long for a page: write them --to csv, parquet, json or xlsx")
		case e.format.Paper && forFiles:
			t = t.OnPaper()
		}
		all = append(all, t)
	}
	if e.out == folder.Stdout && len(all) > 1 && !e.format.Several {
		return nil, fmt.Errorf("standard output takes only one table in this format, not %d: choose it with --what", len(all))
	}
	return all, nil
}

// offered are the tables that the results have: those that are written unless others are
// asked for, and the others.
func (e *exportVerb) offered(p *folder.Past) (usual, others []output.Table) {
	medium := output.File
	if e.format.Paper {
		medium = output.Page
	}
	if p.Report != nil && e.format.Paper {
		usual = p.Report.Paper(e.policies, e.metrics)
	}
	for _, t := range p.Found.Answer().All() {
		known := func(o output.Table) bool { return o.Name == t.Name }
		there := len(t.For(medium).Columns) > 0
		switch {
		case slices.ContainsFunc(usual, known) || !there && len(t.For(output.File).Columns) == 0:
		case p.Report == nil && there, p.Report != nil && !e.format.Paper && (e.format.Several || t.Name == "summary"):
			usual = append(usual, t.Choose(e.policies, e.metrics))
		default:
			others = append(others, t.Choose(e.policies, e.metrics))
		}
	}
	if p.Has(folder.TrialsParquet) {
		others = append(others, output.Table{Name: "trials", Columns: file.AddressColumns()})
	}
	return usual, others
}

// open refuses tables that the format has no room for, and gives that of trials its
// rows, which closing ends.
func (e *exportVerb) open(p *folder.Past, tables []output.Table) (closing func(), err error) {
	for _, t := range tables {
		if !e.format.Paper {
			break
		}
		rows, err := t.Len()
		if err == nil && rows > mostOnPaper {
			err = fmt.Errorf("%s has %s rows, but a table for a page has at most %s\n  choose with --policy and --metric, or write it --to csv, parquet, json or xlsx", t.Name, unit.Grouped(rows), unit.Grouped(mostOnPaper))
		}
		if err != nil {
			return nil, err
		}
	}
	i := slices.IndexFunc(tables, func(t output.Table) bool { return t.Name == "trials" })
	if i < 0 {
		return func() {}, nil
	}
	t, f, err := e.trials(p)
	if err != nil {
		return nil, err
	}
	tables[i] = t
	return func() { f.Close() }, nil
}

// place returns where a file goes: beside the results folder, under its name and that of
// the table where it holds one; several into a folder.
func (e *exportVerb) place(p *folder.Past, name string, several bool) string {
	end := "." + e.format.Extension
	switch {
	case e.out == folder.Stdout:
		return folder.Stdout
	case e.out != "" && several:
		return filepath.Join(e.Absolute(e.out), name+end)
	case e.out != "":
		return e.Absolute(e.out)
	case several:
		return filepath.Join(p.Dir+"-"+e.format.Name, name+end)
	case name == "":
		return p.Dir + end
	}
	return p.Dir + "-" + name + end
}

// trials opens the trials of a run.
func (e *exportVerb) trials(p *folder.Past) (output.Table, *os.File, error) {
	f, err := p.Open(folder.TrialsParquet)
	if err != nil {
		return output.Table{}, nil, fmt.Errorf("%s of %s cannot be read: %w\n  run the scenario again with --force", folder.TrialsParquet, e.Shown(p.Dir), app.Reason(err))
	}
	info, err := f.Stat()
	if err == nil {
		var t output.Table
		var rows int64
		t, rows, err = file.OpenTrials(f, info.Size(), e.wanted, func(policy string) bool { return len(e.policies) == 0 || slices.Contains(e.policies, policy) })
		if err == nil && len(e.metrics) > 0 && !slices.ContainsFunc(t.Columns, func(c output.Column) bool { return c.Role == output.RoleOutput }) {
			err = fmt.Errorf("the trials of %s do not have %s\n  run the scenario again with --trials-all, which stores every metric", e.Shown(p.Dir), strings.Join(e.metrics, ", "))
		}
		if err == nil && e.to == "xlsx" {
			err = fits(rows, len(t.Columns))
		}
		if err == nil {
			return t, f, nil
		}
	}
	return output.Table{}, nil, errors.Join(err, f.Close())
}

// wanted reports whether a column of trials is asked for: metrics chosen leave out the
// inputs.
func (e *exportVerb) wanted(c output.Column) bool {
	measure, _ := output.SplitMetric(c.Title)
	return len(e.metrics) == 0 || c.Role == output.RoleOutput && (slices.Contains(e.metrics, c.Title) || slices.Contains(e.metrics, measure))
}

// fits refuses trials that a sheet of a workbook has no room for.
func fits(rows int64, columns int) error {
	if rows > file.MostRows || columns > file.MostColumns {
		return fmt.Errorf("a sheet has at most %s rows and %s columns, but the trials have %s and %s\n  choose with --metric, or write them --to csv or parquet",
			unit.Grouped(file.MostRows), unit.Grouped(file.MostColumns), unit.Grouped(int(rows)), unit.Grouped(columns))
	}
	return nil
}
