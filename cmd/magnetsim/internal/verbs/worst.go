package verbs

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/spf13/cobra"

	"magnetsim/cmd/experiment"
	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/cmd/magnetsim/internal/folder"
	"magnetsim/cmd/magnetsim/internal/frame"
	"magnetsim/output"
	"magnetsim/scenarios"
	"magnetsim/sim/study"
	"magnetsim/sim/unit"
)

// mostLooked trials are looked at: fifty thousand of a hundred columns take 40 MB
// and a few seconds.
const mostLooked = 50_000

// worst is one run of the verb.
type worst struct {
	frame.Frame
	policy, metric     string
	shares, thresholds []string
	all                bool
}

func worstCommand(a *app.App) *cobra.Command {
	w := &worst{Frame: frame.Frame{App: a, Verb: "worst"}}
	c := w.Command(frame.OneRun(a), w.run)
	f := c.Flags()
	f.StringVar(&w.policy, "policy", "", "under this `POLICY` (default: the first of the run)")
	f.StringVar(&w.metric, "metric", "", "the outcome `METRIC`, of which more is worse (default: the total shortfall)")
	f.StringArrayVar(&w.shares, "share", nil, "bad is what the worst `SHARE` of the trials are (default 5%; repeat for several)")
	f.StringArrayVar(&w.thresholds, "threshold", nil, "bad is more than this `LEVEL` of the metric, such as '300 t' (repeat for several)")
	f.BoolVar(&w.all, "all", false, "also show what cannot be told from noise, and how boxes were found")
	frame.Also(c, w.check)
	return c
}

// check finds flags that nothing could follow.
func (w *worst) check([]string) error {
	var wrong []error
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

func (w *worst) run(_ context.Context, args []string) error {
	p, err := folder.OpenRun(w.App, args[0])
	if err != nil {
		return err
	}
	to, err := w.Open(p.Report.Scenario, p.Manifest.Run.Hash, p.Manifest.Run.Trials, w.policy, w.metric, w.shares, w.thresholds)
	if err != nil {
		return err
	}
	defer to.Discard()
	found, err := w.find(p)
	if err != nil {
		return err
	}
	return w.Tell(to, found)
}

// find looks at the trials.
func (w *worst) find(p *folder.Past) (*output.Worst, error) {
	at, err := variantOf(p.Report, w.policy, "worst")
	if err != nil {
		return nil, err
	}
	metric := cmp.Or(w.metric, p.Report.Chief())
	if err := knownMetric(p.Report, metric); err != nil {
		return nil, w.Misused(err)
	}
	frame.OfFirst(w.App, w.metric, metric, p.Report.Chiefs())
	trials, err := w.trials(p, p.Report.Variants[at], metric)
	if err != nil {
		return nil, err
	}
	outcome, ok := trials.outcome(metric)
	if !ok {
		return nil, fmt.Errorf("the trials of %s do not hold the metric %q\n  run the scenario again with --trials-all, which stores every metric", w.Shown(p.Dir), metric)
	}
	if slices.Contains(outcome.Values, math.Inf(1)) {
		return nil, w.Misused(fmt.Errorf("%s never comes in some trials: it is not clear which are the worst\n  choose another metric, such as %s", metric, p.Report.Chief()))
	}
	heads, err := w.heads(p, at, outcome)
	if err != nil {
		return nil, err
	}
	found := &output.Worst{
		Head: p.Head(w.Verb), Variant: p.Report.Variants[at], Where: folder.Named(w.App, p.Dir), Looked: int64(len(trials.numbers)), All: w.all,
	}
	columns, unknown, err := w.columns(p, at, trials)
	if err != nil {
		return nil, err
	}
	found.Unknown = unknown
	for _, h := range heads {
		found.Parts = append(found.Parts, output.NewWorstPart(h, columns, trials.numbers, outcome.Values, trials.outcomes))
	}
	return found, nil
}

// worstTrials are the trials of one variant: what was drawn, and some of what came
// out.
type worstTrials struct {
	numbers  []uint64
	inputs   []output.WorstMetric // figures as drawn; NaN where a variant does not draw one
	outcomes []output.WorstMetric // +Inf for what did not come within the horizon
}

// outcome returns a metric that was read.
func (t *worstTrials) outcome(name string) (output.WorstMetric, bool) {
	for _, m := range t.outcomes {
		if m.Name == name {
			return m, true
		}
	}
	return output.WorstMetric{}, false
}

// trials reads what was drawn and what came out, from a file that is as it was
// written.
func (w *worst) trials(p *folder.Past, v output.Variant, metric string) (*worstTrials, error) {
	outcomes := append(p.Report.Telling(), metric)
	set, err := p.TrialsOf(v, func(c output.Column) bool { return c.Role == output.RoleInput || slices.Contains(outcomes, c.Title) }, mostLooked)
	if err != nil {
		return nil, err
	}
	t := &worstTrials{numbers: set.Numbers}
	for i, c := range set.Columns {
		m := output.WorstMetric{Name: c.Title, Unit: c.Unit, Values: set.Values[i]}
		if c.Role == output.RoleInput {
			t.inputs = append(t.inputs, m)
			continue
		}
		for k, x := range m.Values {
			if math.IsNaN(x) {
				m.Values[k] = math.Inf(1)
			}
		}
		t.outcomes = append(t.outcomes, m)
	}
	return t, nil
}

// heads says which trials are bad, threshold by threshold.
func (w *worst) heads(p *folder.Past, at int, outcome output.WorstMetric) ([]output.WorstInputs, error) {
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
			return nil, w.Misused(err)
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
func (w *worst) level(p *folder.Past, metric, text string) (float64, error) {
	yaml, err := p.Read(experiment.ResolvedName)
	if err != nil {
		return 0, err
	}
	loaded, problems := experiment.LoadResolved(yaml)
	if problems.Failed() {
		return 0, problems
	}
	var metrics []scenarios.Metric
	for _, s := range p.Report.Stats {
		metrics = append(metrics, scenarios.Metric{Name: s.Metric, Unit: unitOfMetric(p.Report, s.Metric)})
	}
	c, problems := loaded.Criterion("--threshold", fmt.Sprintf("P(%s > %s) <= 50%%", metric, text), metrics)
	if problems.Failed() {
		return 0, problems
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
func (w *worst) columns(p *folder.Past, at int, t *worstTrials) ([]study.WorldColumn, string, error) {
	if p.Repeatable() != nil {
		var all []study.WorldColumn
		for _, in := range t.inputs {
			all = append(all, study.WorldColumn{Name: in.Name, Unit: in.Unit, Values: in.Values})
		}
		return all, "the run was made by another version or kind of processor, which may draw otherwise", nil
	}
	x, err := p.Again()
	if err != nil {
		return nil, "", err
	}
	worlds, err := study.DrawWorlds(x.Scenarios[at], x.Models[at], x.Design(), t.numbers)
	if err != nil {
		return nil, "", err
	}
	for _, in := range t.inputs {
		if math.IsNaN(in.Values[0]) { // this policy does not draw it
			continue
		}
		if err := worlds.Same(in.Name, in.Values); err != nil {
			return nil, "", fmt.Errorf("the trials of %s are not drawn again as they were stored: %w\n  run the scenario again with --force", w.Shown(p.Dir), err)
		}
	}
	return worlds.Columns, "", nil
}
