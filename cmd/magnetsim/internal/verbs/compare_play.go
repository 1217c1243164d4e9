package verbs

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"magnetsim/cmd/experiment"
	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/cmd/magnetsim/internal/folder"
	"magnetsim/cmd/magnetsim/internal/frame"
	"magnetsim/output"
	"magnetsim/scenarios"
	"magnetsim/sim"
	"magnetsim/sim/draw"
	"magnetsim/sim/mc"
	"magnetsim/sim/study"
	"magnetsim/sim/unit"
)

// casesPlayed is a scenario in each case of a comparison.
type casesPlayed struct {
	worlds  []output.World
	by      []*experiment.Experiment // by case
	metrics comparedMetrics
}

// comparedMetrics are the columns of what is compared, −1 where a scenario does
// not report it.
type comparedMetrics struct {
	name, unit                string
	loss, share, cost, burden int
	given, moved              int
	signed                    bool // loss may be negative
}

func casesOf(l *scenarios.Loaded) []string {
	return append([]string{output.BaseCase}, l.Cases()...)
}

// scenario plays a scenario and compares its policies.
func (c *comparing) scenario(cmd *cobra.Command, arg string) error {
	all, err := c.compile(cmd, arg)
	if err != nil {
		return err
	}
	first := all.by[0]
	against, ok := c.indexOfPolicy(first.Loaded.Policies())
	if !ok {
		return app.UnknownName(arg, "policy", c.vs, first.Loaded.Policies())
	}
	head := all.head()
	to, err := c.Open(first.Loaded.Name, head.Hash, all.metrics.name, c.vs)
	if err != nil {
		return err
	}
	defer to.Discard()
	x := output.Comparison{Head: head, Currency: first.Facts.Currency, Metric: all.metrics.name, Unit: all.metrics.unit, Against: against}
	for _, e := range all.by { // what concerns the file is doubtful in every case
		for _, w := range e.Facts.Run.Doubts {
			if !slices.Contains(x.Warnings, w) {
				x.Warnings = append(x.Warnings, w)
			}
		}
	}
	for _, v := range first.Variants {
		x.Policies = append(x.Policies, output.Rival{Name: v.Policy, Title: v.Title})
	}
	compared, err := c.playAll(cmd.Context(), all, x, to)
	if err != nil {
		return err
	}
	return c.finish(to, compared, all.scenarios()...)
}

// head says what is played: the trials are those of all cases, and the hash is of
// all their scenarios. What differs between cases is left out.
func (p *casesPlayed) head() output.Head {
	h, all := p.by[0].Head("compare"), sha256.New()
	h.Asked, h.Trials = 0, 0
	for i, x := range p.by {
		h = alike(h, x.Head("compare"))
		h.Asked += int64(x.Loaded.Run.Trials)
		fmt.Fprintf(all, "%s %s\n", p.worlds[i].Name, x.Hash)
	}
	h.Hash = hex.EncodeToString(all.Sum(nil))
	return h
}

// alike is a head without what another has otherwise.
func alike(h, o output.Head) output.Head {
	if h.Case != o.Case {
		h.Case = ""
	}
	if h.Seed != o.Seed || h.Sampling != o.Sampling {
		h.Seed, h.Sampling, h.Mixed = 0, "", true
	}
	if h.Start != o.Start || h.End != o.End || h.Step != o.Step || h.Steps != o.Steps {
		h.Start, h.End, h.Step, h.Steps = "", "", "", 0
	}
	return h
}

// scenarios are the files of what is played: each runs again as it is.
func (p *casesPlayed) scenarios() []folder.Content {
	if len(p.by) == 1 {
		return []folder.Content{folder.Resolved(p.by[0].YAML)}
	}
	var all []folder.Content
	for i, x := range p.by {
		all = append(all, folder.Content{Name: "scenarios/" + output.Stem(p.worlds[i].Name) + ".yaml", Write: folder.Bytes(x.YAML)})
	}
	return all
}

// compile loads and compiles all cases, so that whatever is wrong is told before
// anything is played.
func (c *comparing) compile(cmd *cobra.Command, arg string) (*casesPlayed, error) {
	opts := c.Options(cmd)
	if len(opts.Policies) > 0 && c.vs != "" && !slices.Contains(opts.Policies, c.vs) {
		opts.Policies = append(slices.Clone(opts.Policies), c.vs)
	}
	base, err := c.MustLoad(arg, opts)
	if err != nil {
		return nil, err
	}
	names, err := c.chosenCases(arg, casesOf(base))
	if err != nil {
		return nil, err
	}
	all := &casesPlayed{}
	for _, name := range names {
		if err := c.addCase(all, arg, opts, base, name); err != nil {
			return nil, err
		}
	}
	metrics := all.by[0].Models[0].Metrics()
	if all.metrics, err = c.metricsOf(metrics); err == nil {
		frame.OfFirst(c.App, c.metric, all.metrics.name, experiment.Chiefs(metrics))
	}
	return all, err
}

// chosenCases returns the cases to be played.
func (c *comparing) chosenCases(arg string, known []string) ([]string, error) {
	var all []string
	for _, name := range c.cases {
		if !slices.Contains(known, name) {
			return nil, app.UnknownName(arg, "case", name, known)
		}
		if !slices.Contains(all, name) {
			all = append(all, name)
		}
	}
	if len(all) == 0 {
		return known, nil
	}
	return all, nil
}

func (c *comparing) addCase(all *casesPlayed, arg string, opts scenarios.Options, base *scenarios.Loaded, name string) error {
	loaded, title := base, ""
	if name != output.BaseCase {
		var problems scenarios.Problems
		opts.Case = name
		if loaded, problems = c.Load(arg, opts); problems.Failed() {
			return problems
		}
		title = base.CaseTitle(name)
	} else if len(base.Cases()) > 0 {
		title = "As it stands"
	}
	x, err := experiment.New(loaded)
	if err != nil {
		return err
	}
	if n := x.Loaded.Run.Trials; n > mostCompared {
		return fmt.Errorf("%s trials are too many to compare: all trials of a case are held at once, at most %s\n  give --trials %d; \"magnetsim run\" compares any number with the first policy", unit.Grouped(n), unit.Grouped(mostCompared), mostCompared)
	}
	all.worlds = append(all.worlds, output.World{Name: name, Title: title, Hash: x.Hash})
	all.by = append(all.by, x)
	return nil
}

// metricsOf finds the columns of what is compared.
func (c *comparing) metricsOf(metrics []sim.Metric) (comparedMetrics, error) {
	at := func(name string) int {
		return slices.IndexFunc(metrics, func(m sim.Metric) bool { return m.Name == name })
	}
	loss, err := frame.MetricOf(metrics, c.metric)
	if err != nil {
		return comparedMetrics{}, err
	}
	m := metrics[loss]
	if m.Never {
		return comparedMetrics{}, fmt.Errorf("--metric %s: it may lie beyond the horizon, so that it has no mean to compare", m.Name)
	}
	found := comparedMetrics{
		name: m.Name, unit: m.Unit, loss: loss, share: -1, given: -1, moved: -1, signed: m.Signed(),
		cost: at(output.MetricOf(output.StockCost, output.Total)), burden: at(output.MetricOf(output.Burden, output.Total)),
	}
	if m.Measure == output.Shortfall {
		found.share = at(output.MetricOf(output.Shortage, m.Subject))
		found.given, found.moved = at(output.MetricOf(output.GivenUp, m.Subject)), at(output.MetricOf(output.Moved, m.Subject))
	}
	return found, nil
}

// playAll plays case after case. Interrupted, it compares the cases that were played
// to the end, and where that is none, the trials that all policies have in the first:
// a case with fewer trials beside whole ones would mislead.
func (c *comparing) playAll(ctx context.Context, all *casesPlayed, x output.Comparison, f *folder.Folder) (*output.Comparison, error) {
	ctx, bar, end := c.Playing(ctx, f)
	defer end()
	total, done := int(x.Head.Asked), 0
	to := output.NewComparer(x)
	var samples []*mc.Sample
	for i, one := range all.by {
		arms, s, err := c.playCase(ctx, one, all.metrics, func(n, _ int) { bar.Update(done+n, total) })
		if err != nil {
			return nil, err
		}
		if !s.Complete {
			bar.Stop()
			if i == 0 && s.OK() == 0 {
				c.Say("Interrupted before any trials were played; nothing is saved.")
				return nil, app.Interrupted{}
			}
			if i > 0 {
				to.CutShort(0, all.worlds[i:])
				break
			}
			to.CutShort(s.Asked, all.worlds[1:])
		}
		if s.OK() == 0 {
			return nil, nothing(ctx, s)
		}
		to.Add(all.worlds[i], arms, output.Verdicts(s, one.Facts))
		samples = append(samples, s)
		done += one.Loaded.Run.Trials
		if !s.Complete {
			break
		}
	}
	compared := to.Done()
	for _, s := range samples {
		compared.Head.Trials += s.OK()
		compared.Head.Failed += s.Failed
		compared.Head.Imbalance = max(compared.Head.Imbalance, s.Imbalance)
	}
	return compared, nil
}

// playCase plays the policies of a case and keeps what is compared of each trial.
func (c *comparing) playCase(ctx context.Context, x *experiment.Experiment, of comparedMetrics, progress func(done, total int)) ([]*study.Arm, *mc.Sample, error) {
	arms := make([]*study.Arm, len(x.Models))
	for v := range arms {
		arms[v] = &study.Arm{Draws: drawsOf(x.Loaded.Run.Seed, x.Loaded.Run.Sampling), Signed: of.signed}
	}
	p := x.Plan(int(c.Workers.Value))
	p.Progress = progress
	p.Rows = func(r mc.Rows) error {
		keepRows(arms[r.Variant], r, of)
		return nil
	}
	s, err := mc.Play(ctx, p)
	for _, arm := range arms {
		arm.Groups = groupsOf(p.Design, arm.Trials)
	}
	return arms, s, err
}

// groupsOf tells which trials are not independent; nil where all are.
func groupsOf(d draw.Design, trials []uint64) []uint64 {
	groups, alone := make([]uint64, len(trials)), true
	for i, trial := range trials {
		groups[i] = d.Group(trial)
		alone = alone && groups[i] == trial
	}
	if alone {
		return nil
	}
	return groups
}

// drawsOf names the draws of a play: trials of the same number on the same draws
// are of the same world.
func drawsOf(seed uint64, sampling string) string { return fmt.Sprintf("%s, seed %d", sampling, seed) }

// keepRows adds the trials of a block to an arm.
func keepRows(arm *study.Arm, r mc.Rows, of comparedMetrics) {
	column := func(into *[]float64, metric, lane int) {
		if metric >= 0 {
			*into = append(*into, r.Metric(metric)[lane])
		}
	}
	for lane := range r.N {
		if !r.OK(lane) {
			continue
		}
		arm.Trials = append(arm.Trials, r.First+uint64(lane))
		column(&arm.Loss, of.loss, lane)
		column(&arm.Share, of.share, lane)
		column(&arm.Cost, of.cost, lane)
		column(&arm.Burden, of.burden, lane)
		column(&arm.Given, of.given, lane)
		column(&arm.Moved, of.moved, lane)
	}
}
