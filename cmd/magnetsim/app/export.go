package app

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"magnetsim/output"
	"magnetsim/output/file"
	"magnetsim/scenarios"
)

const exportHelp = `Write what any command stored for other programs, without simulating again:
  csv       UTF-8, comma, dot; text that a spreadsheet would run as a formula (it
            begins with = + - @) gets an apostrophe before it
  parquet   typed columns, numbers with all their bits
  json      an array with an object a row; what does not exist is null
  xlsx      a workbook, a sheet a table: numbers as numbers, shares in percent, dates
            as dates, text as text
  latex     tables for booktabs and longtable, each file with the preamble it needs
  markdown  tables of GitHub's kind

--what says which tables. Of a run: summary (every number with its sampling error),
timeseries, assumptions, trials, or all; as LaTeX and Markdown the summary is the tables
that a run shows: policies, sectors, criteria; or, with --metric, one table a metric.
Of what another command found: the names of its tables, as its folder has them; all
unless chosen.

--policy and --metric choose what of a run goes in: a policy by its name, a metric as
"magnetsim list metrics" shows it, or all of a measure ("shortfall"). Of trials,
--metric keeps these columns alone, without the sampled inputs.

One table becomes a file, several a folder, but for xlsx, beside the results folder.`

// The formats and tables of an export.
var (
	exportFormats = []string{"csv", "parquet", "json", "xlsx", "latex", "markdown"}
	exportTables  = []string{"summary", "timeseries", "assumptions", "trials"}
	extensions    = map[string]string{"latex": "tex", "markdown": "md"}
)

// mostOnPaper is the number of rows of a table for people above which a choice is
// asked for.
const mostOnPaper = 1000

// exportVerb is one run of the verb.
type exportVerb struct {
	*App
	to                string
	what              []string
	out               string
	force             bool
	policies, metrics []string
}

func (a *App) exportVerb() *cobra.Command {
	e := &exportVerb{App: a}
	c := &cobra.Command{
		Use:   "export RUN --to FORMAT",
		Short: "Write stored results as CSV, Parquet, JSON, Excel, LaTeX or Markdown",
		Long:  exportHelp,
		Example: `  magnetsim export results/india-2026-0a1b2c3d --to xlsx
  magnetsim export india-2026-0a1b2c3d --to latex --metric shortfall.auto -o -
  magnetsim export india-2026-0a1b2c3d --to csv --what trials --policy none --metric shortfall -o none.csv
  magnetsim export india-2026-0a1b2c3d --to parquet --what all -o tables`,
		Args:              exactly(1, "which results: the path of a folder, or its name under results"),
		ValidArgsFunction: a.runArgs(1),
		PreRunE:           func(cmd *cobra.Command, _ []string) error { return e.check() },
		RunE:              func(_ *cobra.Command, args []string) error { return e.run(args[0]) },
	}
	f := c.Flags()
	f.StringVar(&e.to, "to", "", "the `FORMAT`: csv, parquet, json, xlsx, latex or markdown")
	f.StringSliceVar(&e.what, "what", nil, "`TABLES`: summary, timeseries, assumptions, trials or all (default summary; of xlsx all but trials)")
	f.StringSliceVar(&e.policies, "policy", nil, "only this `POLICY`; may be repeated")
	f.StringSliceVar(&e.metrics, "metric", nil, "only this `METRIC` or measure; may be repeated")
	f.StringVarP(&e.out, "out", "o", "", "write this `FILE`, or FOLDER of several tables; - for standard output")
	f.BoolVar(&e.force, "force", false, "replace files that exist")
	must(c.RegisterFlagCompletionFunc("to", fixed(exportFormats)))
	must(c.RegisterFlagCompletionFunc("what", fixed(append(exportTables, "all"))))
	return c
}

// check finds what no export could follow.
func (e *exportVerb) check() error {
	if e.to == "" {
		return errors.New("say --to what: " + strings.Join(exportFormats, ", "))
	}
	if err := oneOf("to", e.to, exportFormats); err != nil {
		return err
	}
	return nil
}

// checkRun completes what was left open of a run, and finds what no export of one could
// follow.
func (e *exportVerb) checkRun() error {
	for _, what := range e.what {
		if err := oneOf("what", what, append(exportTables, "all")); err != nil {
			return err
		}
	}
	switch {
	case slices.Contains(e.what, "all") && e.forPeople():
		e.what = []string{"summary", "assumptions"}
	case slices.Contains(e.what, "all"):
		e.what = exportTables
	case len(e.what) > 0:
		slices.Sort(e.what)
		e.what = slices.Compact(e.what)
	case e.to == "xlsx":
		e.what = []string{"summary", "timeseries", "assumptions"}
	default:
		e.what = []string{"summary"}
	}
	if e.forPeople() && slices.Contains(e.what, "trials") {
		return fmt.Errorf("trials are no table for a page: write them --to csv, parquet, json or xlsx")
	}
	if e.out == toStdout && len(e.what) > 1 && e.to != "xlsx" {
		return fmt.Errorf("standard output takes one table, not %s", strings.Join(e.what, ", "))
	}
	return nil
}

// forPeople reports whether the format is of documents.
func (e *exportVerb) forPeople() bool { return e.to == "latex" || e.to == "markdown" }

func (e *exportVerb) run(arg string) error {
	p, err := e.openPast(arg)
	if err != nil {
		return err
	}
	found, err := e.readFound(p)
	if err != nil {
		return err
	}
	report, ok := found.(*output.Report)
	if !ok {
		return e.tables(p, found)
	}
	p.report = report
	if err := e.checkRun(); err != nil {
		return usage{err, "magnetsim export"}
	}
	if err := e.known(p.report); err != nil {
		return usage{err, "magnetsim export"}
	}
	files, closing, err := e.files(p)
	if err != nil {
		return err
	}
	defer closing()
	return e.write(files)
}

// write makes files, all or, as far as can be foreseen, none, and says where.
func (e *exportVerb) write(files []exported) error {
	for _, f := range files {
		if f.path != toStdout {
			if err := e.free(f.path, e.force); err != nil {
				return err
			}
		}
	}
	for _, f := range files {
		if err := e.writeFile(f.path, e.force, f.write); err != nil {
			return err
		}
		if f.path != toStdout {
			if _, err := fmt.Fprintf(e.Out, "Saved %s\n", e.shown(f.path)); err != nil {
				return err
			}
		}
	}
	return nil
}

// known refuses policies and metrics that a report does not have.
func (e *exportVerb) known(r *output.Report) error {
	var policies, metrics []string
	for _, v := range r.Variants {
		policies = append(policies, v.Policy)
	}
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
			return fmt.Errorf("--%s %s: the run has none of that name\n  did you mean %s?", flag, w, near)
		}
		if flag == "policy" {
			return fmt.Errorf("--%s %s: the run has %s", flag, w, strings.Join(known, ", "))
		}
		return fmt.Errorf("--%s %s: the run has none of that name\n  columns.csv in its folder lists all", flag, w)
	}
	return nil
}

// exported is a file to be written.
type exported struct {
	path  string // absolute, or toStdout
	write func(io.Writer) error
}

// files lists what is to be written; closing ends the reading of the trials.
func (e *exportVerb) files(p *pastRun) (files []exported, closing func(), err error) {
	tables, closing, err := e.runTables(p)
	if err != nil {
		return nil, nil, err
	}
	head := p.report.Head()
	if e.to == "xlsx" {
		if slices.Contains(e.what, "summary") {
			if policies, ok := p.report.Answer().Table("policies"); ok {
				tables = slices.Insert(tables, 0, policies.Choose(e.policies, nil))
			}
		}
		return []exported{{e.place(p, ""), func(w io.Writer) error { return file.Write(w, e.to, head, tables...) }}}, closing, nil
	}
	for _, t := range tables {
		write := func(w io.Writer) error { return file.Write(w, e.to, head, t) }
		switch {
		case e.forPeople() && t.Name == "summary":
			write = func(w io.Writer) error { return file.Write(w, e.to, head, p.report.Paper(e.policies, e.metrics)...) }
		case e.forPeople():
			if err := paper(t); err != nil {
				return nil, nil, err
			}
		}
		files = append(files, exported{e.place(p, t.Name), write})
	}
	return files, closing, nil
}

// paper refuses a table that no reader would leaf through, and shows every column of
// one that is for files alone.
func paper(t output.Table) error {
	rows, err := t.Len()
	if err == nil && rows > mostOnPaper {
		err = fmt.Errorf("%s has %s rows, and a table for a page at most %s\n  choose with --policy and --metric, or write it --to csv, parquet, json or xlsx", t.Name, grouped(rows), grouped(mostOnPaper))
	}
	return err
}

// place returns where a table goes, or the workbook, whose name is empty.
func (e *exportVerb) place(p *pastRun, name string) string {
	ext, short := extensions[e.to]
	if !short {
		ext = e.to
	}
	several := len(e.what) > 1 && e.to != "xlsx"
	switch {
	case e.out == toStdout:
		return toStdout
	case e.out != "" && several:
		return filepath.Join(e.absolute(e.out), name+"."+ext)
	case e.out != "":
		return e.absolute(e.out)
	case several:
		return filepath.Join(p.dir+"-"+e.to, name+"."+ext)
	case name == "":
		return p.dir + "." + ext
	}
	return p.dir + "-" + name + "." + ext
}

// trialsName is the file of a results folder with every trial.
const trialsName = "trials.parquet"

// runTables are the tables of a run that are asked for.
func (e *exportVerb) runTables(p *pastRun) (all []output.Table, closing func(), err error) {
	closing = func() {}
	for _, what := range e.what {
		switch what {
		case "summary":
			all = append(all, p.report.SummaryTable().Choose(e.policies, e.metrics))
		case "timeseries":
			t := p.report.SeriesTable().Choose(e.policies, e.metrics)
			if e.forPeople() {
				t = t.OnPaper()
			}
			all = append(all, t)
		case "assumptions":
			all = append(all, p.report.AssumptionTable())
		case "trials":
			t, f, err := e.trials(p)
			if err != nil {
				return nil, nil, err
			}
			all, closing = append(all, t), func() { f.Close() }
		}
	}
	return all, closing, nil
}

// trials opens the trials of a run.
func (e *exportVerb) trials(p *pastRun) (output.Table, *os.File, error) {
	f, err := p.open(trialsName)
	if err != nil {
		return output.Table{}, nil, fmt.Errorf("%s of %s cannot be read: %w\n  run the scenario again with --force", trialsName, e.shown(p.dir), reason(err))
	}
	info, err := f.Stat()
	if err == nil {
		var t output.Table
		var rows int64
		t, rows, err = file.OpenTrials(f, info.Size(), e.wanted, func(policy string) bool { return len(e.policies) == 0 || slices.Contains(e.policies, policy) })
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
		return fmt.Errorf("a sheet takes %s rows and %s columns, and the trials have %s and %s\n  choose with --metric, or write them --to csv or parquet",
			grouped(file.MostRows), grouped(file.MostColumns), grouped(int(rows)), grouped(columns))
	}
	return nil
}
