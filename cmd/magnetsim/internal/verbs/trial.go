package verbs

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/cmd/magnetsim/internal/folder"
	"magnetsim/cmd/magnetsim/internal/frame"
	"magnetsim/output"
	"magnetsim/output/file"
	"magnetsim/sim/study"
)

const trialHelp = `Play one trial of a run again and tell what happens in it: when curbs turn, stocks
release and run empty, who goes short and when it is over; why there is a shortage, or
none; and a ledger of what was ordered, arrived, was made, used and missing.

N is the number of a trial, from 0, as in the column trial of trials.parquet. --median, --p95
and --worst choose one: the trial whose shortfall is nearest to that of the run, the
lowest number where several are.

All sampled inputs and all metrics of the trial are compared with those that the run
stored, and must be the same to the last bit; so it is told only by the same version on
the same kind of processor.

The ledger goes by month, calm ones in a row in one line; --all shows every step, --csv
writes every step to standard output, with all digits that files have; --json writes all
that is told, with the ledger.

--plot draws the trial: the curbs in force, what came in against what was needed, stocks
and what went unmet, one above the other over the same years; and saves the figure (SVG
and PNG, its data and a text for those who cannot see it) with trial.json, and as
tables the ledger, events, findings, curbs and losses, which columns.csv explains.
"magnetsim plot" draws it again in any size, theme and format.`

// trialVerb is one run of the verb.
type trialVerb struct {
	frame.Frame
	policy             string
	median, p95, worst bool
	all, csv, plot     bool
}

func trialCommand(a *app.App) *cobra.Command {
	t := &trialVerb{Frame: frame.Frame{App: a, Verb: "trial"}}
	c := &cobra.Command{
		Use:   "trial RUN N",
		Short: "Tell what happens in one trial of a run, and why",
		Long:  trialHelp + "\n\n" + app.ExitHelp,
		Example: `  magnetsim trial results/india-2026-0a1b2c3d 17
  magnetsim trial india-2026-0a1b2c3d --worst --policy days-60
  magnetsim trial india-2026-0a1b2c3d --p95 --all
  magnetsim trial india-2026-0a1b2c3d 17 --csv > trial-17.csv
  magnetsim trial india-2026-0a1b2c3d --worst --plot --size slide
  magnetsim trial india-2026-0a1b2c3d --median --json | jq -r '.tables.findings[].finding'`,
		Args:              cobra.ArbitraryArgs,
		ValidArgsFunction: frame.RunArgs(a, 1),
		PreRunE:           func(c *cobra.Command, args []string) error { return t.check(c, args) },
		RunE:              func(_ *cobra.Command, args []string) error { return t.run(args) },
	}
	f := c.Flags()
	f.StringVar(&t.policy, "policy", "", "under this `POLICY` (default: the first of the run)")
	f.BoolVar(&t.median, "median", false, "the trial nearest to the median shortfall")
	f.BoolVar(&t.p95, "p95", false, "the trial nearest to p95 of the shortfall")
	f.BoolVar(&t.worst, "worst", false, "the trial with the largest shortfall")
	f.BoolVar(&t.all, "all", false, "show every step, not months")
	f.BoolVar(&t.csv, "csv", false, "write the ledger as CSV, every step")
	f.BoolVar(&t.plot, "plot", false, "draw it, and save figure, tables and trial.json")
	t.Flags(c)
	frame.Must(f.MarkHidden("no-save"))  // without --plot nothing is
	frame.Must(f.MarkHidden("no-plots")) // with it they are what is asked for
	frame.Must(f.MarkHidden("figures"))
	frame.Must(f.MarkHidden("workers")) // one trial takes one
	return c
}

// check finds a command line that names no trial, or two.
func (t *trialVerb) check(c *cobra.Command, args []string) error {
	chosen := 0
	for _, name := range []string{"median", "p95", "worst"} {
		if c.Flags().Changed(name) {
			chosen++
		}
	}
	switch {
	case len(args) == 0:
		return errors.New("say which results: the path of a folder, or its name under results")
	case len(args) > 2:
		return fmt.Errorf("one too many: %q; say which results and the number of a trial", args[2])
	case chosen > 1:
		return errors.New("--median, --p95 and --worst exclude one another")
	case chosen == 1 && len(args) == 2:
		return fmt.Errorf("either the number of a trial, %s, or one of --median, --p95, --worst", args[1])
	case chosen == 0 && len(args) == 1:
		return errors.New("say which trial: its number, or --median, --p95 or --worst")
	}
	if len(args) == 2 {
		if _, err := numberOf(args[1]); err != nil {
			return err
		}
	}
	return errors.Join(frame.Apart(c, "all", "csv", "json"), t.checkSaving(c), t.Frame.Check(c))
}

// numberOf reads the number of a trial.
func numberOf(arg string) (uint64, error) {
	n, err := strconv.ParseUint(arg, 10, 63)
	if err != nil || len(arg) > 1 && arg[0] == '0' {
		return 0, fmt.Errorf("%q is not the number of a trial: they are numbered 0, 1, 2 …", arg)
	}
	return n, nil
}

// checkSaving finds flags of a figure that is not drawn.
func (t *trialVerb) checkSaving(c *cobra.Command) error {
	for _, name := range []string{"out", "force", "size", "theme", "format"} {
		if c.Flags().Changed(name) && !t.plot {
			return fmt.Errorf("--%s says how a trial is drawn and saved; add --plot", name)
		}
	}
	return errors.Join(frame.Apart(c, "plot", "no-save"), frame.Apart(c, "plot", "no-plots"))
}

func (t *trialVerb) run(args []string) error {
	began := t.Now()
	p, err := folder.OpenRun(t.App, args[0])
	if err != nil {
		return err
	}
	found, err := t.find(p, args[1:])
	if err != nil {
		return err
	}
	t.NoSave = !t.plot
	name := fmt.Sprintf("%s-%s-%d", output.Stem(p.Report.Scenario), output.Stem(plainName(found.Variant.Policy)), found.Place.Number)
	to, err := t.Open(name, p.Manifest.Run.Hash, p.Manifest.Run.Trials, found.Variant.Address(), found.Place.Number)
	if err != nil {
		return err
	}
	defer to.Discard()
	t.Began = began
	if t.csv {
		t.Print = func(a *output.Answer) error { return file.Write(t.Out, "csv", a.Head, found.Ledger()) }
	}
	return t.Tell(to, found)
}

// plainName is a name as part of that of a file.
func plainName(name string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>| `, r) {
			return '-'
		}
		return r
	}, name)
}

// find plays the trial that is asked for again, and tells it.
func (t *trialVerb) find(p *folder.Past, number []string) (*output.Trial, error) {
	at, err := variantOf(p.Report, t.policy, t.Verb)
	if err != nil {
		return nil, err
	}
	x, err := p.Again()
	if err != nil {
		return nil, err
	}
	place, stored, err := t.pick(p, at, number)
	if err != nil {
		return nil, err
	}
	played, err := study.PlayTrial(x.Scenarios[at], x.Models[at], x.Design(), place.Number)
	if err != nil {
		return nil, err
	}
	compared, err := sameAsStored(x.Models[at], played, stored)
	if err != nil {
		return nil, fmt.Errorf("trial %d of %s does not come out as it was stored: %w\n  was it run by a program that was changed since? run the scenario again with --force", place.Number, t.Shown(p.Dir), err)
	}
	found, err := output.NewTrial(p.Head(t.Verb), p.Report, p.Report.Variants[at], played, place, compared)
	if err != nil {
		return nil, err
	}
	found.All = t.all
	return found, nil
}
