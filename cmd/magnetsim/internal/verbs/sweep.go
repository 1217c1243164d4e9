package verbs

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/cmd/magnetsim/internal/folder"
	"magnetsim/cmd/magnetsim/internal/frame"
	"magnetsim/output/file"
	"magnetsim/scenarios"
	"magnetsim/sim/unit"
)

const sweepHelp = `Play a scenario many times over with some of its values changed: each combination
is a cell, and every cell is played under all policies, all on the same draws.
What varies stands in the scenario, or on the command line with --vary:

  sweep:
    grid:                                # every combination
      curbs.ban.severity: { from: 40%, to: 80%, step: 20%, label: cut }
      sectors.cars.cover: [5 weeks, 8 weeks]
    zip:                                 # the first of each, the second of each …
      curbs.ban.duration: [3 months, 9 months]
      curbs.ban.delay: [0 days, 60 days]
    one_at_a_time:                       # each value alone, and none of them
      stockpiles.national.delay: [15 days, 60 days]
    exclude:
      - { cut: 80%, sectors.cars.cover: 5 weeks }

The parts multiply. A range holds both its ends, exactly. A value may be a
distribution. A cell is called after its values: cut=40%,cover=5w. Several
scenarios may be swept at once; one without a sweep is a single cell.

All is saved in results/sweep-NAME-HASH: each cell when it ends, and at the end
every number of every cell, one a row as in the summary of a run (cells.csv and
cells.parquet), the chief ones side by side (outcomes.csv), the list of cells
(index.csv), in how many of them each policy meets each criterion (criteria.csv),
what was varied (axes.csv, scenarios.csv), what the columns mean (columns.csv), figures,
all of it as JSON and whole (found.cbor), and a manifest with the hashes. The JSON has
cells of up to 50,000 rows; "export --to json --what cells" writes any number. In the
tables each place that varies is a column, with its unit in the name: times in the unit
in which they are written (in days where that is not one), dates as written, other
numbers in base units.

One axis is drawn as a curve with its 95% band for each policy, two as a heat map, more
as a heat map for each combination of the others; --x and --y choose which axes it has
across and up, and --x alone draws curves. Values one at a time are drawn as a tornado.

After Ctrl-C or a crash --resume plays only what is missing: a cell counts as finished
where its file is whole and of the same resolved scenario and the same build of the
program. It adds cells to a sweep of the same scenarios and replaces no sweep of others.

A cell that cannot be built, or all of whose trials fail, is reported and counted,
and by default the others go on (--keep-going); --keep-going=false stops at the
first. Either way the exit code is then 6. --dry-run builds every cell and tells which
cannot be built, with the same exit code. What policies fail of the criteria is
a result of a sweep and not its failure.`

const sweepPrecedence = `What wins, from the strongest: --set (and --trials, --seed) > cell of the sweep >
policy > case > the file > the file that it extends > defaults.`

// The limits above which a sweep asks for --yes.
const (
	cellsAsk = 1000
	timeAsk  = time.Hour
)

// sweeping is one run of the verb.
type sweeping struct {
	frame.Frame
	frame.Choice
	cases      []string
	allCases   bool
	vary       []string
	x, y       string
	allMetrics bool
	dryRun     bool
	keepGoing  bool
	yes        bool
}

func sweepCommand(a *app.App) *cobra.Command {
	s := &sweeping{Frame: frame.Frame{App: a, Verb: "sweep"}}
	c := &cobra.Command{
		Use:   "sweep SCENARIO...",
		Short: "Play many variants of scenarios and put them into one table",
		Long:  sweepHelp + "\n\n" + sweepPrecedence + "\n\n" + app.ExitHelp,
		Example: `  magnetsim sweep minimal --vary 'curbs.ban.severity=40%, 60%, 80%'
  magnetsim sweep minimal --vary 'sectors.cars.cover=2..10 weeks step 2 weeks' --trials 1000
  magnetsim sweep my.yaml other.yaml --all-cases --dry-run
  magnetsim sweep my.yaml --resume
  magnetsim sweep my.yaml --x curbs.ban.severity --y sectors.cars.cover
  magnetsim sweep minimal --vary 'stockpiles.national.target=0, 60, 120 days' --no-save --json | jq '.tables.outcomes[].mean_shortfall_t'`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return errors.New("say which scenarios: shipped names or paths of files")
			}
			return nil
		},
		ValidArgsFunction: frame.ScenarioArgs(100),
		RunE:              func(cmd *cobra.Command, args []string) error { return s.sweep(cmd, args) },
	}
	s.addFlags(c)
	c.PreRunE = func(cmd *cobra.Command, _ []string) error {
		return errors.Join(s.Check(cmd), frame.Apart(cmd, "no-save", "resume"),
			frame.Apart(cmd, "resume", "force"), frame.Apart(cmd, "case", "all-cases"), frame.Apart(cmd, "dry-run", "json"), s.ApartFromSets(cmd))
	}
	return c
}

func (s *sweeping) addFlags(c *cobra.Command) {
	f := c.Flags()
	f.StringArrayVar(&s.vary, "vary", nil, "vary a value: `path=values`, in the place of the file's sweep (repeat for a grid)")
	f.StringSliceVar(&s.cases, "case", nil, "only the case `NAME` (repeat for several); base is the scenario as it stands")
	f.BoolVar(&s.allCases, "all-cases", false, "the scenario as it stands and every case of it")
	f.StringSliceVar(&s.Policies, "policy", nil, "only the policy `NAME` (repeat for several)")
	f.StringArrayVar(&s.Sets, "set", nil, "change a value in all cells, written as in a file: `path=value`")
	s.AddRun(c)
	s.Frame.Flags(c)
	f.BoolVar(&s.Resume, "resume", false, "go on where the folder exists: finished cells are not played again")
	f.StringVar(&s.x, "x", "", "the `AXIS` that figures have across: its path or label")
	f.StringVar(&s.y, "y", "", "the `AXIS` that figures have up")
	f.BoolVar(&s.keepGoing, "keep-going", true, "go on when a cell fails; --keep-going=false stops at the first")
	f.BoolVar(&s.allMetrics, "all-metrics", false, "keep all metrics, not only the chief ones")
	f.BoolVar(&s.yes, "yes", false, fmt.Sprintf("play more than %s cells, or more than an hour", unit.Grouped(cellsAsk)))
	f.BoolVar(&s.dryRun, "dry-run", false, "say what would be played and written, and how long it takes")
	frame.Must(c.RegisterFlagCompletionFunc("policy", frame.OfScenario(s.App, (*scenarios.Loaded).Policies)))
	frame.Must(c.RegisterFlagCompletionFunc("case", frame.OfScenario(s.App, casesOf)))
}

func (s *sweeping) sweep(cmd *cobra.Command, args []string) error {
	s.Began = s.Now()
	p, err := s.planOf(cmd, args)
	if err != nil {
		return err
	}
	ctx := cmd.Context()
	needs, err := s.estimate(ctx, p)
	if err != nil {
		return err
	}
	if s.dryRun {
		return s.rehearseSweep(ctx, p, needs)
	}
	if err := s.mayPlay(p, needs); err != nil {
		return err
	}
	store, err := s.openStore(p)
	if err != nil {
		return err
	}
	s.Note("%s", p.describe(needs))
	stopped, err := s.playCells(ctx, p, store)
	if err != nil {
		return err
	}
	if stopped {
		return s.unfinished(p, store)
	}
	return s.finish(p, store)
}

// mayPlay refuses a sweep that is larger than one begins by mistake.
func (s *sweeping) mayPlay(p *sweepPlan, needs *needs) error {
	if s.yes {
		return nil
	}
	switch {
	case len(p.tasks) > cellsAsk:
		return app.Misused(fmt.Errorf("these are %s cells, and above %s it wants to be asked for: add --yes\n  %s", unit.Grouped(len(p.tasks)), unit.Grouped(cellsAsk), p.describe(needs)), "magnetsim sweep")
	case needs.time() > timeAsk:
		return app.Misused(fmt.Errorf("this takes about %s, and above an hour it wants to be asked for: add --yes\n  %s", seconds(needs.seconds), p.describe(needs)), "magnetsim sweep")
	}
	return nil
}

// unfinished says what is kept of a sweep that was stopped.
func (s *sweeping) unfinished(p *sweepPlan, store *cellStore) error {
	done := 0
	for _, t := range p.tasks {
		if t.result != nil {
			done++
		}
	}
	failed := p.failed()
	if store == nil {
		s.Say("%d of %s were played; nothing is saved.", done, unit.Counted(len(p.tasks), "cell"))
	} else {
		s.Say("%d of %s are finished and kept in %s; the same command with --resume goes on there.", done, unit.Counted(len(p.tasks), "cell"), s.Shown(store.Final))
	}
	if failed > 0 {
		return cellsFailed{failed, len(p.tasks)}
	}
	return app.Interrupted{}
}

// finish shows and saves what all cells gave.
func (s *sweeping) finish(p *sweepPlan, store *cellStore) error {
	found := p.found(s.allMetrics)
	if err := found.Across(s.x, s.y); err != nil {
		return err
	}
	var to *folder.Folder
	var more []folder.Content
	if store != nil {
		if err := store.tidy(); err != nil {
			return app.Reason(err)
		}
		to, more = store.Folder, p.scenarios()
		if cells, ok := found.Answer().Table("cells"); ok {
			more = append(more, folder.Content{Name: "cells.parquet", Write: func(w io.Writer) error { return file.Write(w, "parquet", found.Head, cells) }})
		}
	}
	if err := s.Tell(to, found, more...); err != nil {
		return err
	}
	if n := p.failed(); n > 0 {
		return cellsFailed{n, len(p.tasks)}
	}
	return nil
}

func (p *sweepPlan) failed() int {
	return len(slices.DeleteFunc(slices.Clone(p.tasks), func(t *task) bool { return t.address.Error == "" }))
}

// time is what a sweep is thought to take.
func (n *needs) time() time.Duration { return time.Duration(n.seconds * float64(time.Second)) }

// cellsFailed are cells of a sweep that have no results; the others are saved all
// the same.
type cellsFailed struct{ failed, of int }

func (e cellsFailed) Error() string {
	return fmt.Sprintf("%d of %s failed", e.failed, unit.Counted(e.of, "cell"))
}

// ExitCode tells of cells that failed.
func (cellsFailed) ExitCode() int { return app.ExitCells }
