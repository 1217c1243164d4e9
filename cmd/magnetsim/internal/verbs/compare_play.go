package verbs

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"

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
	worlds []output.World
	by     []*experiment.Experiment // by case
	loss   sim.Metric
	at     compared[int] // places of the metrics, −1 where the scenario does not report one
}

// compared is something of each metric that is compared: loss, share, cost, burden, given
// up and moved; and of the parts of the cost.
type compared[T any] [9]T

// comparedBy names what is compared where a metric is lost; "" for what that has not.
func comparedBy(loss string) compared[string] {
	names := compared[string]{loss, "", output.MetricOf(output.StockCost, output.Total), output.MetricOf(output.Burden, output.Total)}
	if measure, subject := output.SplitMetric(loss); measure == output.Shortfall {
		names[1] = output.MetricOf(output.Shortage, subject)
		names[4], names[5] = output.MetricOf(output.GivenUp, subject), output.MetricOf(output.Moved, subject)
	}
	for i, part := range []string{output.Outlay, output.YearlyCost, output.EndValue} {
		names[6+i] = output.MetricOf(part, output.Total)
	}
	return names
}

// columnsOf are the trials of an arm by what is compared.
func columnsOf(arm *study.Arm) compared[*[]float64] {
	return compared[*[]float64]{&arm.Loss, &arm.Share, &arm.Cost, &arm.Burden, &arm.Given, &arm.Moved, &arm.Outlay, &arm.Running, &arm.Ends}
}

// scenario plays a scenario and compares its policies.
func (c *comparing) scenario(ctx context.Context, arg string) error {
	all, err := c.compile(arg)
	if err != nil {
		return err
	}
	first := all.by[0]
	against, ok := c.indexOfPolicy(first.Loaded.Policies())
	if !ok {
		return app.UnknownName(arg, "policy", c.vs, first.Loaded.Policies())
	}
	head := all.head()
	to, err := c.Open(first.Loaded.Name, head.Hash, all.loss.Name, c.vs)
	if err != nil {
		return err
	}
	defer to.Discard()
	x := output.Comparison{Head: head, Currency: first.Facts.Currency, Metric: all.loss.Name, Unit: all.loss.Unit, Against: against}
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
	compared, err := c.playAll(ctx, all, x, to)
	if err != nil {
		return err
	}
	played := map[string][]byte{}
	for i, x := range all.by {
		played[all.worlds[i].Name] = x.YAML
	}
	return c.finish(to, compared, scenarioFiles(played)...)
}

// head says what is played: the trials are those of all cases, and the hash is of
// all their scenarios. What differs between cases is left out.
func (p *casesPlayed) head() output.Head {
	h, all := alike(app.Each(p.by, func(x *experiment.Experiment) output.Head { return x.Head("compare") })), sha256.New()
	h.Asked, h.Trials = 0, 0
	for i, x := range p.by {
		h.Asked += int64(x.Loaded.Run.Trials)
		fmt.Fprintf(all, "%s %s\n", p.worlds[i].Name, x.Hash)
	}
	h.Hash = hex.EncodeToString(all.Sum(nil))
	return h
}

// alike is the first of some heads, without what others have otherwise.
func alike(all []output.Head) output.Head {
	var h output.Head
	for i, o := range all {
		if i == 0 {
			h = o
		}
		if h.Case != o.Case {
			h.Case = ""
		}
		if h.Seed != o.Seed || h.Sampling != o.Sampling {
			h.Seed, h.Sampling, h.Mixed = 0, "", true
		}
		if h.Money != o.Money {
			h.Money = ""
		}
		if h.Told != o.Told {
			h.Told = ""
		}
		if h.Start != o.Start || h.End != o.End || h.Step != o.Step || h.Steps != o.Steps {
			h.Start, h.End, h.Step, h.Steps = "", "", "", 0
		}
	}
	return h
}

// scenarioFiles are the files of resolved scenarios by their names: each runs again as it
// is.
func scenarioFiles(all map[string][]byte) (files []folder.Content) {
	for _, name := range slices.Sorted(maps.Keys(all)) {
		if len(all) == 1 {
			return []folder.Content{folder.Resolved(all[name])}
		}
		files = append(files, folder.Content{Name: "scenarios/" + output.Stem(name) + ".yaml", Write: folder.Bytes(all[name])})
	}
	return files
}

// compile loads and compiles all cases, so that whatever is wrong is told before
// anything is played.
func (c *comparing) compile(arg string) (*casesPlayed, error) {
	opts := c.Options()
	if len(opts.Policies) > 0 && c.vs != "" && !slices.Contains(opts.Policies, c.vs) {
		opts.Policies = append(slices.Clone(opts.Policies), c.vs)
	}
	base, err := c.MustLoad(arg, opts)
	if err != nil {
		return nil, err
	}
	names, err := c.ChosenCases(arg, base, frame.CasesOf(base)...)
	if err != nil {
		return nil, err
	}
	all := &casesPlayed{}
	for _, name := range names {
		if err := c.addCase(all, arg, opts, base, name); err != nil {
			return nil, err
		}
	}
	if _, all.loss, err = frame.Outcome(c.App, all.by[0], c.metric); err != nil {
		return nil, err
	}
	if all.loss.Never {
		return nil, fmt.Errorf("--metric %s: it can lie beyond the horizon, so it has no mean to compare", all.loss.Name)
	}
	for i, name := range comparedBy(all.loss.Name) {
		all.at[i] = slices.IndexFunc(all.by[0].Models[0].Metrics(), func(m sim.Metric) bool { return m.Name == name })
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
		return fmt.Errorf("%s trials are too many to compare: all trials of a case are in memory at once, at most %s\n  use --trials %d; \"magnetsim run\" compares any number with the first policy", unit.Grouped(n), unit.Grouped(mostCompared), mostCompared)
	}
	all.worlds = append(all.worlds, output.World{Name: name, Title: title, Hash: x.Hash})
	all.by = append(all.by, x)
	return nil
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
		arms, s, err := c.playCase(ctx, one, all, func(n, _ int) { bar.Update(done+n, total) })
		if err != nil {
			return nil, err
		}
		if !s.Complete {
			bar.Stop()
			if i == 0 && s.OK() == 0 {
				c.Say("Interrupted before any trial was played; nothing is saved.")
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
func (c *comparing) playCase(ctx context.Context, x *experiment.Experiment, all *casesPlayed, progress func(done, total int)) ([]*study.Arm, *mc.Sample, error) {
	arms := make([]*study.Arm, len(x.Models))
	for v := range arms {
		arms[v] = &study.Arm{Draws: drawsOf(x.Loaded.Run.Seed, x.Loaded.Run.Sampling), Signed: all.loss.Signed()}
	}
	p := x.Plan()
	p.Progress, p.Shows, p.NoSeries = progress, &mc.Shows{}, true
	for _, at := range all.at {
		if at >= 0 {
			p.Shows.Metrics = append(p.Shows.Metrics, at)
		}
	}
	p.Rows = func(r mc.Rows) error {
		arm := arms[r.Variant]
		for lane := range r.N {
			if !r.OK(lane) {
				continue
			}
			arm.Trials = append(arm.Trials, r.First+uint64(lane))
			for i, column := range columnsOf(arm) {
				if at := all.at[i]; at >= 0 {
					*column = append(*column, r.Metric(at)[lane])
				}
			}
		}
		return nil
	}
	s, err := c.Player().Play(ctx, p)
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
