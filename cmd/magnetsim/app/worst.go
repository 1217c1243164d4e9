package app

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/spf13/cobra"

	"magnetsim/output"
	"magnetsim/output/figure"
	"magnetsim/output/table"
	"magnetsim/output/text"
	"magnetsim/scenarios"
	"magnetsim/sim/study"
	"magnetsim/sim/unit"
)

const worstHelp = `Say what the worst trials of a run have in common, in plain words: in which ranges of
what is drawn they are dense (PRIM: coverage, density, quasi-p values), how each thing
drawn differs in them, and what happened in them. Nothing is played again.

What is drawn are the figures of the scenario and the course of its curbs: how long a
regime held in all and at the longest, and when it first came. Both are known before
anything is played, so they are no consequences of a shortage. That the worst trials
share something does not mean that it caused them.

Ranges are looked for in one half of the trials and measured in the other; what chance
may bring is not shown, and it is said where there is nothing in common. --all shows
also what cannot be told from noise, the quasi-p values and the peeling trajectory.

Bad is what the worst 5% are, by --metric. --share and --threshold say otherwise, and
may be given several times. Everything is saved in results/worst-NAME-HASH: worst.json,
inputs.csv, boxes.csv, peeling.csv, happened.csv, figures and a manifest.`

// mostLooked trials are looked at: fifty thousand of a hundred columns take 40 MB
// and a few seconds.
const mostLooked = 50_000

// worst is one run of the verb.
type worst struct {
	*App
	policy, metric         string
	shares, thresholds     []string
	out, size, theme       string
	all, json              bool
	force, noSave, noPlots bool
}

func (a *App) worstVerb() *cobra.Command {
	w := &worst{App: a}
	c := &cobra.Command{
		Use:   "worst RUN",
		Short: "Say what the worst trials of a run have in common",
		Long:  worstHelp + "\n\n" + exitHelp,
		Example: `  magnetsim worst results/india-2026-0a1b2c3d
  magnetsim worst india-2026-0a1b2c3d --policy days-60 --share 1% --all
  magnetsim worst india-2026-0a1b2c3d --threshold '300 t' --threshold '1 kt'
  magnetsim worst india-2026-0a1b2c3d --metric shortfall.auto --no-save
  magnetsim worst india-2026-0a1b2c3d --json --no-save | jq '.parts[0].boxes[].limits[].text'`,
		Args:              exactly(1, "which results: the path of a folder, or its name under results"),
		ValidArgsFunction: a.runArgs(1),
		PreRunE:           func(c *cobra.Command, _ []string) error { return w.check(c) },
		RunE:              func(_ *cobra.Command, args []string) error { return w.run(args[0]) },
	}
	f := c.Flags()
	f.StringVar(&w.policy, "policy", "", "under this `POLICY` (default: the first of the run)")
	f.StringVar(&w.metric, "metric", "", "the outcome `METRIC`, of which more is worse (default: the total shortfall)")
	f.StringArrayVar(&w.shares, "share", nil, "bad is what the worst `SHARE` of the trials are (default 5%; repeat for several)")
	f.StringArrayVar(&w.thresholds, "threshold", nil, "bad is more than this `LEVEL` of the metric, such as '300 t' (repeat for several)")
	f.BoolVar(&w.all, "all", false, "also show what cannot be told from noise, and how boxes were found")
	f.BoolVar(&w.json, "json", false, "print worst.json instead of the screen")
	f.StringVarP(&w.out, "out", "o", "", "write this `FOLDER` (default results/worst-NAME-HASH)")
	f.BoolVar(&w.force, "force", false, "replace the results folder if it exists")
	f.BoolVar(&w.noSave, "no-save", false, "write nothing")
	f.BoolVar(&w.noPlots, "no-plots", false, "draw no figures")
	f.StringVar(&w.size, "size", "page", "`SIZE` of the figures: column, page, report or slide")
	f.StringVar(&w.theme, "theme", "light", "`THEME` of the figures: light, dark or mono")
	f.BoolVarP(&a.quiet, "quiet", "q", false, "no messages but errors")
	must(c.MarkFlagDirname("out"))
	must(c.RegisterFlagCompletionFunc("size", fixed(figure.Sizes())))
	must(c.RegisterFlagCompletionFunc("theme", fixed(figure.Themes())))
	return c
}

// check finds flags that nothing could follow.
func (w *worst) check(c *cobra.Command) error {
	wrong := []error{
		oneOf("size", w.size, figure.Sizes()), oneOf("theme", w.theme, figure.Themes()),
		apart(c, "no-save", "out"), apart(c, "no-save", "force"), apart(c, "no-save", "no-plots"), apart(c, "json", "all"),
	}
	for _, s := range w.shares {
		_, err := shareOf(s)
		wrong = append(wrong, err)
	}
	return errors.Join(wrong...)
}

// shareOf reads a share of the trials.
func shareOf(text string) (float64, error) {
	q, err := unit.ParseAs(text, unit.Share)
	if err != nil {
		return 0, fmt.Errorf("--share: %w", err)
	}
	if q.Value <= 0 || q.Value > 0.5 {
		return 0, fmt.Errorf("--share %s: give a share above 0%% and at most 50%%, such as 5%%", text)
	}
	return q.Value, nil
}

func (w *worst) run(arg string) error {
	began := w.Now()
	p, err := w.openRun(arg)
	if err != nil {
		return err
	}
	folder, err := w.open(p)
	if err != nil {
		return err
	}
	defer folder.discard()
	found, err := w.find(p)
	if err != nil {
		return err
	}
	if err := w.show(found); err != nil {
		return err
	}
	return w.keep(folder, p, found, began)
}

// find looks at the trials.
func (w *worst) find(p *pastRun) (*output.Worst, error) {
	at, err := (&trialVerb{App: w.App, policy: w.policy}).variant(p.report)
	if err != nil {
		return nil, err
	}
	metric := cmp.Or(w.metric, p.report.Chief())
	if err := knownMetric(p.report, metric); err != nil {
		return nil, usage{err, "magnetsim worst"}
	}
	trials, err := w.trials(p, p.report.Variants[at], metric)
	if err != nil {
		return nil, err
	}
	outcome, _ := trials.Outcome(metric)
	if slices.Contains(outcome.Values, math.Inf(1)) {
		return nil, usage{fmt.Errorf("%s never comes in some trials: it is not clear which are the worst\n  choose another metric, such as %s", metric, p.report.Chief()), "magnetsim worst"}
	}
	heads, err := w.heads(p, at, outcome)
	if err != nil {
		return nil, err
	}
	found := &output.Worst{
		Scenario: p.report.Scenario, Title: p.report.Title, Variant: p.report.Variants[at], Run: p.report.Run,
		Where: w.shown(p.dir), Looked: int64(len(trials.Numbers)),
	}
	columns, unknown, err := w.columns(p, at, trials)
	if err != nil {
		return nil, err
	}
	found.Unknown = unknown
	for _, h := range heads {
		found.Parts = append(found.Parts, output.NewWorstPart(h, columns, trials.Numbers, outcome.Values, trials.Outcomes))
	}
	return found, nil
}

// trials reads what was drawn and what came out, from a file that is as it was
// written.
func (w *worst) trials(p *pastRun, v output.Variant, metric string) (*table.WorstTrials, error) {
	f, size, err := p.storedTrials()
	if err == nil {
		defer f.Close()
		var t *table.WorstTrials
		if t, err = table.ReadWorst(f, size, v, append(p.report.Telling(), metric), mostLooked); err == nil {
			return t, nil
		}
	}
	return nil, fmt.Errorf("%s of %s: %w", trialsParquet, w.shown(p.dir), err)
}

// heads says which trials are bad, threshold by threshold.
func (w *worst) heads(p *pastRun, at int, outcome output.WorstMetric) ([]output.WorstInputs, error) {
	head := output.WorstInputs{Variant: at, Metric: outcome.Name, Unit: outcome.Unit}
	shares := w.shares
	if len(shares)+len(w.thresholds) == 0 {
		shares = []string{"5%"}
	}
	var all []output.WorstInputs
	for _, text := range shares {
		h := head
		h.Share, _ = shareOf(text) // check has read it
		level, ok := study.WorstShare(outcome.Values, h.Share)
		if !ok {
			return nil, fmt.Errorf("%s is the same in every trial: none is worse than another", outcome.Name)
		}
		h.Threshold = level
		all = append(all, h)
	}
	for _, text := range w.thresholds {
		h := head
		var err error
		if h.Threshold, err = w.level(p, outcome.Name, text); err != nil {
			return nil, err
		}
		if err := between(h.Threshold, outcome, text); err != nil {
			return nil, usage{err, "magnetsim worst"}
		}
		all = append(all, h)
	}
	return all, nil
}

// between refuses a threshold that does not part the trials.
func between(level float64, m output.WorstMetric, text string) error {
	if top := slices.Max(m.Values); level >= top {
		return fmt.Errorf("--threshold %s: no trial has more; the largest %s is %s", text, m.Name, unit.Format(top, m.Unit))
	}
	if least := slices.Min(m.Values); level < least {
		return fmt.Errorf("--threshold %s: all trials have more; the smallest %s is %s", text, m.Name, unit.Format(least, m.Unit))
	}
	return nil
}

// level reads a level of a metric, as a criterion of the scenario would have it.
func (w *worst) level(p *pastRun, metric, text string) (float64, error) {
	yaml, err := w.read(p, resolvedName)
	if err != nil {
		return 0, err
	}
	loaded, problems := scenarios.Load(oneFile(yaml), resolvedName, scenarios.Options{})
	if problems.Failed() {
		return 0, invalid{problems: problems}
	}
	var metrics []scenarios.Metric
	for _, s := range p.report.Stats {
		metrics = append(metrics, scenarios.Metric{Name: s.Metric, Unit: unitOfMetric(p.report, s.Metric)})
	}
	c, problems := loaded.Criterion("--threshold", fmt.Sprintf("P(%s > %s) <= 50%%", metric, text), metrics)
	if problems.Failed() {
		return 0, invalid{problems: problems}
	}
	return c.Event.Value, nil
}

// unitOfMetric is the unit of a metric itself: a chance of it is a share.
func unitOfMetric(r *output.Report, metric string) string {
	for _, s := range r.Stats {
		if s.Metric == metric && (s.Statistic == "p50" || s.Statistic == "mean") {
			return s.Unit
		}
	}
	return ""
}

// columns lists what is drawn. Where this program would not draw the same again
// they are the figures alone, and it is said why.
func (w *worst) columns(p *pastRun, at int, t *table.WorstTrials) ([]study.WorldColumn, string, error) {
	again := &trialVerb{App: w.App}
	if again.repeatable(p) != nil {
		var all []study.WorldColumn
		for _, in := range t.Inputs {
			all = append(all, study.WorldColumn{Name: in.Name, Unit: in.Unit, Values: in.Values})
		}
		return all, "the run was made by another version or kind of processor, which may draw otherwise", nil
	}
	x, err := again.again(p)
	if err != nil {
		return nil, "", err
	}
	worlds, err := study.DrawWorlds(x.scenarios[at], x.models[at], designOf(x.loaded.Run, x.models), t.Numbers)
	if err != nil {
		return nil, "", err
	}
	for _, in := range t.Inputs {
		if math.IsNaN(in.Values[0]) { // this policy does not draw it
			continue
		}
		if err := worlds.Same(in.Name, in.Values); err != nil {
			return nil, "", fmt.Errorf("the trials of %s are not drawn again as they were stored: %w\n  run the scenario again with --force", w.shown(p.dir), err)
		}
	}
	return worlds.Columns, "", nil
}

func (w *worst) show(found *output.Worst) error {
	if w.json {
		return table.WorstJSON(w.Out, found)
	}
	return text.Worst(w.Out, found, w.all, text.Options{Width: w.width(w.Out), Color: w.color(w.Out)})
}
