package verbs

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/spf13/cobra"

	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/cmd/magnetsim/internal/folder"
	"magnetsim/cmd/magnetsim/internal/frame"
	"magnetsim/output"
	"magnetsim/sim/study"
	"magnetsim/sim/unit"
)

// mostLooked trials are looked at: fifty thousand of a hundred columns take 40 MB
// and a few seconds.
const mostLooked = 50_000

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
	f.StringVar(&w.metric, "metric", "", "the outcome `METRIC`, where more is worse (default: the total shortfall)")
	f.StringArrayVar(&w.shares, "share", nil, "look at the worst `SHARE` of the trials (default 5%; repeat for several)")
	f.StringArrayVar(&w.thresholds, "threshold", nil, "look at the trials above this `LEVEL` of the metric, such as '300 t' (repeat for several)")
	f.BoolVar(&w.all, "all", false, "also show what cannot be told from noise, and how the boxes were found")
	frame.Must(c.RegisterFlagCompletionFunc("metric", frame.OfMetrics(a)))
	frame.Must(c.RegisterFlagCompletionFunc("policy", frame.OfRunPolicies(a)))
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
	run := p.Manifest.Run
	question := []any{run.Hash, run.Trials, w.policy, w.metric, w.shares, w.thresholds}
	return w.Keep(p.Report.Scenario, question, func(*folder.Folder) (output.Finding, error) { return w.find(p) })
}

// find looks at the trials.
func (w *worst) find(p *folder.Past) (*output.Worst, error) {
	of, err := storedOf(w.App, p, w.policy, "", w.metric)
	if err != nil {
		return nil, w.Misused(err)
	}
	told := append(p.Report.Telling(), of.metric)
	set, err := p.TrialsOf(of.variant, func(c output.Column) bool { return c.Role == output.RoleInput || slices.Contains(told, c.Title) }, mostLooked)
	if err != nil {
		return nil, err
	}
	var inputs []study.WorldColumn    // figures as drawn; NaN where a variant does not draw one
	var outcomes []output.WorstMetric // +Inf for what did not come within the horizon
	for i, c := range set.Columns {
		values := set.Values[i]
		if c.Role == output.RoleInput {
			inputs = append(inputs, study.WorldColumn{Name: c.Title, Unit: c.Unit, Values: values})
			continue
		}
		for k, x := range values {
			if math.IsNaN(x) {
				values[k] = math.Inf(1)
			}
		}
		outcomes = append(outcomes, output.WorstMetric{Name: c.Title, Unit: c.Unit, Values: values})
	}
	at := slices.IndexFunc(outcomes, func(m output.WorstMetric) bool { return m.Name == of.metric })
	if at < 0 {
		return nil, notStored(fmt.Sprintf("the trials of %s do not have", w.Shown(p.Dir)), of.metric)
	}
	outcome := outcomes[at]
	if slices.Contains(outcome.Values, math.Inf(1)) {
		return nil, w.Misused(fmt.Errorf("%s never happens in some trials, so it is not clear which are the worst\n  choose another metric, such as %s", of.metric, p.Report.Chief()))
	}
	heads, err := w.heads(p, of.at, outcome)
	if err != nil {
		return nil, err
	}
	found := &output.Worst{Head: p.Head(w.Verb), Variant: of.variant, Where: folder.Named(w.App, p.Dir), Looked: int64(len(set.Numbers)), All: w.all}
	columns, unknown, err := w.columns(of, set.Numbers, inputs)
	if err != nil {
		return nil, err
	}
	found.Unknown = unknown
	for _, h := range heads {
		found.Parts = append(found.Parts, output.NewWorstPart(h, found.Head.Titles, columns, set.Numbers, outcome.Values, outcomes))
	}
	return found, nil
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
			return nil, fmt.Errorf("%s is the same in every trial, so there are no worst trials", outcome.Name)
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
		return fmt.Errorf("--threshold %s: no trial is above it; the largest %s is %s", text, m.Name, unit.Format(top, m.Unit))
	}
	if least := slices.Min(m.Values); level < least {
		return fmt.Errorf("--threshold %s: all trials are above it; the smallest %s is %s", text, m.Name, unit.Format(least, m.Unit))
	}
	return nil
}

// level reads a level of a metric, as a criterion of the scenario would have it.
func (w *worst) level(p *folder.Past, metric, text string) (float64, error) {
	x, err := p.Experiment()
	if err != nil {
		return 0, err
	}
	c, problems := x.Criterion("--threshold", fmt.Sprintf("P(%s > %s) <= 50%%", metric, text))
	if problems.Failed() {
		return 0, problems
	}
	return c.Event.Value, nil
}

// columns lists what is drawn. Where this program would not draw the same again
// they are the figures alone, and it is said why.
func (w *worst) columns(of stored, trials []uint64, inputs []study.WorldColumn) ([]study.WorldColumn, string, error) {
	if of.Repeatable() != nil {
		return inputs, "another version or kind of processor made the run, and may draw differently", nil
	}
	x, err := of.Again()
	if err != nil {
		return nil, "", err
	}
	worlds, err := study.DrawWorlds(x.Scenarios[of.at], x.Models[of.at], x.Design(), trials)
	if err != nil {
		return nil, "", err
	}
	for _, in := range inputs {
		if math.IsNaN(in.Values[0]) { // this policy does not draw it
			continue
		}
		if err := worlds.Same(in.Name, in.Values); err != nil {
			return nil, "", fmt.Errorf("the trials of %s do not come out as they were stored: %w\n  run the scenario again with --force", w.Shown(of.Dir), err)
		}
	}
	return worlds.Columns, "", nil
}
