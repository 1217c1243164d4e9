package verbs

import (
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/cmd/magnetsim/internal/folder"
	"magnetsim/cmd/magnetsim/internal/frame"
	"magnetsim/output"
	"magnetsim/output/file"
	"magnetsim/sim"
	"magnetsim/sim/study"
)

type trialVerb struct {
	frame.Frame
	policy             string
	median, p95, worst bool
	all, csv, plot     bool
}

func trialCommand(a *app.App) *cobra.Command {
	t := &trialVerb{Frame: frame.Frame{App: a, Verb: "trial"}}
	c := t.Command(frame.Takes{Args: cobra.ArbitraryArgs, Words: frame.RunArgs(a, 1)}, t.run)
	f := c.Flags()
	f.StringVar(&t.policy, "policy", "", "under this `POLICY` (default: the first of the run)")
	f.BoolVar(&t.median, "median", false, "the trial nearest to the median shortfall")
	f.BoolVar(&t.p95, "p95", false, "the trial nearest to p95 of the shortfall")
	f.BoolVar(&t.worst, "worst", false, "the trial with the largest shortfall")
	f.BoolVar(&t.all, "all", false, "show every step instead of months")
	f.BoolVar(&t.csv, "csv", false, "print the ledger as CSV, with every step")
	f.BoolVar(&t.plot, "plot", false, "draw the trial, and save the figure, tables and trial.json")
	frame.Before(c, func([]string) error {
		return errors.Join(frame.OneAtMost(c, "all", "csv", "json"), t.checkSaving(), frame.OneAtMost(c, "plot", "no-save"), frame.OneAtMost(c, "plot", "no-plots"))
	})
	frame.First(c, t.check)
	frame.Must(c.RegisterFlagCompletionFunc("policy", frame.OfRunPolicies(a)))
	// Without --plot nothing is saved, with it figures are what is asked for, and one trial
	// takes one worker.
	frame.Hide(c, "no-save", "no-plots", "figures", "workers")
	return c
}

// check finds a command line that names no trial, or two.
func (t *trialVerb) check(args []string) error {
	chosen := len(slices.DeleteFunc([]string{"median", "p95", "worst"}, func(name string) bool { return !t.Changed(name) }))
	switch {
	case len(args) == 0:
		return errors.New("missing argument: results, by the path of a folder or its name in results")
	case len(args) > 2:
		return fmt.Errorf("unexpected argument %q: give results and the number of a trial", args[2])
	case chosen > 1:
		return errors.New("give only one of --median, --p95 and --worst")
	case chosen == 1 && len(args) == 2:
		return fmt.Errorf("give either the number of a trial, %s, or one of --median, --p95 and --worst", args[1])
	case chosen == 0 && len(args) == 1:
		return errors.New("missing argument: the number of a trial, or --median, --p95 or --worst")
	}
	if len(args) == 2 {
		if _, err := numberOf(args[1]); err != nil {
			return err
		}
	}
	return nil
}

// numberOf reads the number of a trial.
func numberOf(arg string) (uint64, error) {
	n, err := strconv.ParseUint(arg, 10, 63)
	if err != nil || len(arg) > 1 && arg[0] == '0' {
		return 0, fmt.Errorf("%q is not the number of a trial: trials are numbered 0, 1, 2 …", arg)
	}
	return n, nil
}

// checkSaving finds flags of a figure that is not drawn.
func (t *trialVerb) checkSaving() error {
	for _, name := range []string{"out", "force", "size", "theme", "format"} {
		if t.Changed(name) && !t.plot {
			return fmt.Errorf("--%s is for a trial that is drawn and saved: add --plot", name)
		}
	}
	return nil
}

func (t *trialVerb) run(_ context.Context, args []string) error {
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
	if t.csv {
		t.Print = func(a *output.Answer) error { return file.Write(t.Out, "csv", a.Head, found.Ledger()) }
	}
	question := []any{p.Manifest.Run.Hash, p.Manifest.Run.Trials, found.Variant.Address(), found.Place.Number}
	return t.Keep(name, question, func(*folder.Folder) (output.Finding, error) { return found, nil })
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
	at, err := variantOf(p.Report, t.policy, "")
	if err != nil {
		return nil, t.Misused(err)
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
		return nil, fmt.Errorf("trial %d of %s does not come out as it was stored: %w\n  the program may have changed since; run the scenario again with --force", place.Number, t.Shown(p.Dir), err)
	}
	found, err := output.NewTrial(p.Head(t.Verb), p.Report, p.Report.Variants[at], played, place, compared)
	if err != nil {
		return nil, err
	}
	found.All = t.all
	return found, nil
}

// pick finds the trial that is asked for among those stored, its place among them
// and its row.
func (t *trialVerb) pick(p *folder.Past, variant int, number []string) (output.TrialPlace, *file.StoredTrial, error) {
	none := output.TrialPlace{}
	v, metric := p.Report.Variants[variant], p.Report.Chief()
	set, err := p.TrialsOf(v, func(c output.Column) bool { return c.Title == metric }, math.MaxInt)
	if err == nil && len(set.Columns) == 0 {
		err = fmt.Errorf("%s of %s has no %s\n  run the scenario again with --force", folder.TrialsParquet, t.Shown(p.Dir), metric)
	}
	if err != nil {
		return none, nil, err
	}
	values := output.TrialValues{Numbers: set.Numbers, Values: set.Values[0], Metric: metric}
	if s, ok := p.Report.Stat(variant, metric, "mean"); ok {
		values.Unit = s.Unit
	}
	place, err := t.choose(p.Report, variant, values, number)
	if err != nil {
		return none, nil, err
	}
	var row *file.StoredTrial
	err = p.ReadTrials(func(f *os.File, size int64) error {
		row, err = file.ReadTrial(f, size, set.Address, place.Number)
		if err == nil && row == nil {
			err = fmt.Errorf("it has no trial %d", place.Number)
		}
		return err
	})
	return place, row, err
}

// choose returns the place of the trial that is asked for.
func (t *trialVerb) choose(r *output.Report, variant int, v output.TrialValues, number []string) (output.TrialPlace, error) {
	switch {
	case len(number) == 1:
		n, err := numberOf(number[0])
		if err != nil {
			return output.TrialPlace{}, err
		}
		at := slices.Index(v.Numbers, n)
		if at < 0 {
			return output.TrialPlace{}, t.Misused(absent(n, v.Numbers))
		}
		return v.Place(at), nil
	case t.worst:
		return v.Worst(), nil
	case t.p95:
		return v.AtShare(0.95, r, variant), nil
	}
	return v.AtShare(0.5, r, variant), nil
}

// absent says why a trial is not among those stored.
func absent(n uint64, trials []uint64) error {
	least, most := slices.Min(trials), slices.Max(trials)
	if n > least && n < most {
		return fmt.Errorf("trial %d failed in the run and has no row", n)
	}
	return fmt.Errorf("the run has no trial %d: its trials are %d to %d", n, least, most)
}

// sameAsStored compares every input and every stored metric of a trial with its row, and
// returns how many there are. A cell is empty where a number is not finite.
func sameAsStored(m *sim.Model, t *study.Trial, row *file.StoredTrial) (int, error) {
	n := 0
	same := func(name string, x float64, stored map[string]float64) error {
		y, ok := stored[name]
		finite := !math.IsInf(x, 0) && !math.IsNaN(x)
		n++
		switch {
		case ok != finite:
			return fmt.Errorf("%s is %g, but %s was stored", name, x, map[bool]string{true: fmt.Sprint(y), false: "nothing"}[ok])
		case ok && math.Float64bits(x) != math.Float64bits(y):
			return fmt.Errorf("%s is %.17g, but %.17g was stored", name, x, y)
		}
		return nil
	}
	for i, in := range m.Inputs() {
		if err := same(in.Name, t.Inputs[i], row.Inputs); err != nil {
			return n, err
		}
	}
	if len(row.Inputs) != n {
		return n, fmt.Errorf("%d inputs are drawn, but %d were stored", n, len(row.Inputs))
	}
	for i, x := range m.Metrics() {
		if !row.Holds[x.Name] {
			continue // only the main ones are stored
		}
		if err := same(x.Name, t.Metrics[i], row.Metrics); err != nil {
			return n, err
		}
	}
	return n, nil
}
