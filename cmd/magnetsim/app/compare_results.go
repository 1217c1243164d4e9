package app

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"magnetsim/output"
	"magnetsim/output/table"
	"magnetsim/sim/study"
)

// contender is a variant of a run that takes part in a comparison.
type contender struct {
	run     *pastRun
	variant int // of the run's report
	world   string
	policy  output.Rival
	arm     *study.Arm
}

// pastComparison is what results are compared by.
type pastComparison struct {
	runs       []*pastRun
	contenders []*contender
	x          output.Comparison
	columns    []string // loss, share, cost, burden: names of metrics, "" for one that is not compared
}

// results compares the variants of runs that were saved.
func (c *comparing) results(args []string) error {
	began := c.Now()
	p, err := c.openResults(args)
	if err != nil {
		return err
	}
	if err := c.readTrials(p); err != nil {
		return err
	}
	if len(p.contenders) == 0 {
		return fmt.Errorf("nothing to compare is left by --policy and --case")
	}
	p.tellApart()
	if err := c.settle(p); err != nil {
		return err
	}
	hash := c.hashOfResults(p)
	f, err := c.openComparison(output.Stem(cmp.Or(p.x.Scenario, "results")) + "-" + hash[:8])
	if err != nil {
		return err
	}
	defer f.discard()
	m := p.manifest(hash)
	m.Machine = c.machine(began)
	return c.finish(context.Background(), f, p.compared(), m)
}

// openResults opens the runs and finds by what they can be compared.
func (c *comparing) openResults(args []string) (*pastComparison, error) {
	p := &pastComparison{x: output.Comparison{Version: version()}}
	for _, arg := range args {
		if c.isShipped(arg) || filepath.Ext(arg) == ".yaml" {
			return nil, fmt.Errorf("%s is a scenario: one at a time can be played and compared\n  run each, and compare the folders of their results", arg)
		}
		if dir, err := c.findRun(arg); err == nil && isComparison(dir) {
			return nil, fmt.Errorf("%s is a comparison already; compare the results of runs", arg)
		}
		r, err := c.openRun(arg)
		if err != nil {
			return nil, err
		}
		if slices.ContainsFunc(p.runs, func(o *pastRun) bool { return o.dir == r.dir }) {
			return nil, fmt.Errorf("%s is given twice", arg)
		}
		if r.manifest.Run.Trials > mostCompared {
			return nil, fmt.Errorf("%s has %s trials: all are held at once to be compared, at most %s\n  run it with --trials %d", arg, grouped(int(r.manifest.Run.Trials)), grouped(mostCompared), mostCompared)
		}
		p.runs = append(p.runs, r)
	}
	return p, c.agree(p)
}

// isComparison reports whether a results folder holds a comparison and no run.
func isComparison(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, comparisonJSON))
	return err == nil
}

// agree finds the metrics that all runs report in the same unit.
func (c *comparing) agree(p *pastComparison) error {
	first := p.runs[0].report
	loss := cmp.Or(c.metric, first.Chief())
	unit, ok := unitOf(first, loss)
	for _, r := range p.runs {
		other, there := unitOf(r.report, loss)
		if !ok || !there {
			return fmt.Errorf("%s reports no %q, or no mean of it\n  --metric NAME compares another metric", c.shown(r.dir), loss)
		}
		if other != unit {
			return fmt.Errorf("%s is in %s in one result and in %s in another", loss, unit, other)
		}
	}
	p.x.Metric, p.x.Unit, p.x.Currency = loss, unit, first.Currency
	p.x.Scenario, p.x.Title = first.Scenario, first.Title
	for _, r := range p.runs {
		if r.report.Scenario != first.Scenario {
			p.x.Scenario, p.x.Title = "", "Results of several scenarios"
		}
	}
	p.columns = []string{loss, "", "", ""}
	measure, subject := output.SplitMetric(loss)
	if measure == output.Shortfall {
		p.columns[1] = p.common(output.MetricOf(output.Shortage, subject))
	}
	p.columns[2] = p.common(output.MetricOf(output.StockCost, output.Total))
	p.columns[3] = p.common(output.MetricOf(output.Burden, output.Total))
	return nil
}

// unitOf returns the unit of a metric that a report has a mean of.
func unitOf(r *output.Report, metric string) (string, bool) {
	x, ok := r.Stat(0, metric, "mean")
	return x.Unit, ok && !math.IsNaN(x.Value)
}

// common returns a metric if all runs report it in the same unit, else "".
func (p *pastComparison) common(metric string) string {
	unit, _ := unitOf(p.runs[0].report, metric)
	for _, r := range p.runs {
		if other, ok := unitOf(r.report, metric); !ok || other != unit {
			return ""
		}
	}
	return metric
}

// readTrials reads the trials of all variants that are asked for.
func (c *comparing) readTrials(p *pastComparison) error {
	for _, r := range p.runs {
		variants, err := c.trialsOf(r, p.columns)
		if err != nil {
			return fmt.Errorf("%s of %s: %w", trialsParquet, c.shown(r.dir), err)
		}
		for i, v := range r.report.Variants {
			at := slices.IndexFunc(variants, func(x *table.VariantTrials) bool {
				return [3]string{x.Case, x.Policy, x.Cell} == v.Address()
			})
			if at < 0 {
				return fmt.Errorf("%s of %s has no trials of %s", trialsParquet, c.shown(r.dir), v.Label())
			}
			one := contenderOf(r, i, v, p.columns[0], variants[at])
			if chosen(c.policies, v.Policy) && chosen(c.cases, one.world) || c.vs == one.policy.Name {
				p.contenders = append(p.contenders, one)
			}
		}
	}
	return nil
}

func chosen(names []string, name string) bool {
	return len(names) == 0 || slices.Contains(names, name)
}

// trialsOf reads columns of the trials of a run, after a look at whether the file
// is as it was written.
func (c *comparing) trialsOf(r *pastRun, columns []string) ([]*table.VariantTrials, error) {
	f, err := r.open(trialsParquet)
	if err != nil {
		return nil, reason(err)
	}
	defer f.Close()
	h := table.NewHasher(io.Discard)
	if _, err := io.Copy(h, f); err != nil {
		return nil, reason(err)
	}
	sum := h.Sum(trialsParquet)
	if !slices.Contains(r.manifest.Run.Files, sum) {
		return nil, fmt.Errorf("it is not as it was written: its hash differs from that in %s\n  run the scenario again with --force", manifestName)
	}
	return table.ReadTrials(f, sum.Bytes, columns)
}

func contenderOf(r *pastRun, i int, v output.Variant, loss string, t *table.VariantTrials) *contender {
	m := r.manifest.Run
	one := &contender{
		run: r, variant: i, world: cmp.Or(v.Case, output.BaseCase), policy: output.Rival{Name: v.Policy, Title: v.Title},
		arm: &study.Arm{
			Draws: drawsOf(m.Seed, m.Sampling), Trials: t.Trials,
			Loss: t.Metrics[0], Share: t.Metrics[1], Cost: t.Metrics[2], Burden: t.Metrics[3],
			Signed: signed(loss),
		},
	}
	if v.Cell != "" {
		one.policy.Name += " " + v.Cell
		one.policy.Title = cmp.Or(v.Title, v.Policy) + ", " + v.Cell
	}
	return one
}

// tellApart adds the name of its results to a policy that several results have in
// the same case.
func (p *pastComparison) tellApart() {
	twice := map[string]bool{}
	for i, a := range p.contenders {
		for _, b := range p.contenders[:i] {
			if a.world == b.world && a.policy.Name == b.policy.Name {
				twice[a.policy.Name] = true
			}
		}
	}
	for _, a := range p.contenders {
		if twice[a.policy.Name] {
			name := strings.TrimPrefix(filepath.Base(a.run.dir), a.run.report.Scenario+"-")
			a.policy = output.Rival{Name: a.policy.Name + "@" + name, Title: a.policy.Label() + " @ " + name}
		}
	}
}

// settle lists the policies, and which one the others are set against.
func (c *comparing) settle(p *pastComparison) error {
	var names []string
	for _, a := range p.contenders {
		if !slices.Contains(names, a.policy.Name) {
			names = append(names, a.policy.Name)
			p.x.Policies = append(p.x.Policies, a.policy)
		}
	}
	var err error
	p.x.Against, err = c.indexOfPolicy(names)
	return err
}

// compared compares the contenders case by case.
func (p *pastComparison) compared() *output.Comparison {
	p.x.Warnings = p.doubts()
	to := output.NewComparer(p.x)
	var worlds []string
	for _, a := range p.contenders {
		if !slices.Contains(worlds, a.world) {
			worlds = append(worlds, a.world)
		}
	}
	for _, w := range worlds {
		to.Add(p.world(w))
	}
	return to.Done()
}

// world gathers what is of one case.
func (p *pastComparison) world(name string) (output.World, []*study.Arm, []output.Verdict) {
	w, arms := output.World{Name: name}, make([]*study.Arm, len(p.x.Policies))
	var verdicts []output.Verdict
	var from *pastRun
	for _, a := range p.contenders {
		if a.world != name {
			continue
		}
		at := slices.Index(p.x.Policies, a.policy)
		arms[at] = a.arm
		for _, v := range a.run.report.Criteria {
			if v.Variant == a.variant {
				v.Variant = at
				verdicts = append(verdicts, v)
			}
		}
		w.Hash = a.run.manifest.Run.Hash
		if from != nil && from != a.run {
			w.Hash = ""
		}
		from = a.run
	}
	return w, arms, verdicts
}

// doubts tells what is amiss with the results themselves.
func (p *pastComparison) doubts() []output.Warning {
	all := unlike(p.runs)
	for _, r := range p.runs {
		if m := r.manifest.Run; !m.Complete {
			all = append(all, output.Warning{
				What: filepath.Base(r.dir) + " was interrupted",
				Why:  fmt.Sprintf("%s of %s trials were played", grouped(int(m.Trials)), grouped(int(m.Asked))),
				Do:   "run it again to the end",
			})
		}
		if m := r.manifest.Run; m.Sampling != "random" {
			all = append(all, output.Warning{
				What: "the sampling errors of " + filepath.Base(r.dir) + " are only bounds",
				Why:  "its trials are not independent (" + m.Sampling + " sampling), and are taken as if they were: the errors are too wide as a rule",
				Do:   "compare the scenario itself, which is played with the errors of its sampling",
			})
		}
	}
	return all
}

func (c *comparing) hashOfResults(p *pastComparison) string {
	h := sha256.New()
	for _, a := range p.contenders {
		m := a.run.manifest.Run
		fmt.Fprintf(h, "%s %d %s %s\n", m.Hash, m.Trials, a.world, a.policy.Name)
	}
	fmt.Fprintf(h, "%s %s\n", p.x.Metric, c.vs)
	return hex.EncodeToString(h.Sum(nil))
}

// manifest says what was compared: the seed and the sampling are those of the
// first results.
func (p *pastComparison) manifest(hash string) table.Manifest {
	m := table.Manifest{Run: p.runs[0].manifest.Run}
	m.Run.Scenario, m.Run.Hash, m.Run.Criteria, m.Run.Complete = p.x.Scenario, hash, nil, true
	m.Run.Asked, m.Run.Trials, m.Run.Failed, m.Run.Imbalance, m.Run.Version = 0, 0, 0, 0, version()
	for _, r := range p.runs {
		m.Run.Asked += r.manifest.Run.Asked
		m.Run.Trials += r.manifest.Run.Trials
		m.Run.Failed += r.manifest.Run.Failed
		m.Run.Complete = m.Run.Complete && r.manifest.Run.Complete
		m.Run.Imbalance = max(m.Run.Imbalance, r.manifest.Run.Imbalance)
	}
	return m
}
