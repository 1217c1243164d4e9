package verbs

import (
	"bytes"
	"cmp"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"magnetsim/cmd/experiment"
	"magnetsim/cmd/magnetsim/internal/app"
	"magnetsim/cmd/magnetsim/internal/folder"
	"magnetsim/cmd/magnetsim/internal/frame"
	"magnetsim/output"
	"magnetsim/output/file"
	"magnetsim/sim/study"
	"magnetsim/sim/unit"
)

// contender is a variant of a run that takes part in a comparison.
type contender struct {
	run     *folder.Past
	variant int // of the run's report
	world   string
	policy  output.Rival
	arm     *study.Arm
}

// pastComparison is what results are compared by.
type pastComparison struct {
	runs       []*folder.Past
	contenders []*contender
	x          output.Comparison
	columns    compared[string] // names of metrics, "" for one that is not compared
}

// results compares the variants of runs that were saved.
func (c *comparing) results(args []string) error {
	p, err := c.openResults(args)
	if err != nil {
		return err
	}
	if err := c.gather(p); err != nil {
		return err
	}
	if len(p.contenders) == 0 {
		return fmt.Errorf("--policy and --case leave nothing to compare")
	}
	p.tellApart()
	if err := c.settle(p); err != nil {
		return err
	}
	p.x.Head = p.head()
	to, err := c.Open(cmp.Or(p.x.Head.Scenario, "results"), p.x.Head.Hash, p.x.Metric, c.vs)
	if err != nil {
		return err
	}
	defer to.Discard()
	return c.finish(to, p.compared())
}

// openResults opens the runs and finds by what they can be compared.
func (c *comparing) openResults(args []string) (*pastComparison, error) {
	p := &pastComparison{}
	for _, arg := range args {
		if c.IsShipped(arg) || filepath.Ext(arg) == ".yaml" {
			return nil, fmt.Errorf("%s is a scenario, and only one can be played at a time\n  run each, then compare the folders of their results", arg)
		}
		r, err := folder.OpenRun(c.App, arg)
		if err != nil {
			return nil, err
		}
		if slices.ContainsFunc(p.runs, func(o *folder.Past) bool { return o.Dir == r.Dir }) {
			return nil, fmt.Errorf("%s is given twice", arg)
		}
		if r.Manifest.Run.Trials > mostCompared {
			return nil, fmt.Errorf("%s has %s trials, which are too many to compare: all are in memory at once, at most %s\n  run it with --trials %d", arg, unit.Grouped(r.Manifest.Run.Trials), unit.Grouped(mostCompared), mostCompared)
		}
		p.runs = append(p.runs, r)
	}
	return p, c.agree(p)
}

// agree finds the metrics that all runs report in the same unit.
func (c *comparing) agree(p *pastComparison) error {
	first := p.runs[0].Report
	loss := cmp.Or(c.metric, first.Chief())
	unit, ok := unitOf(first, loss)
	for _, r := range p.runs {
		other, there := unitOf(r.Report, loss)
		if !ok || !there {
			return fmt.Errorf("%s has no metric %q, or no mean of it\n  choose another with --metric NAME", c.Shown(r.Dir), loss)
		}
		if other != unit {
			return fmt.Errorf("%s is in %s in one result but in %s in another", loss, unit, other)
		}
	}
	frame.OfFirst(c.App, first.Titles, c.metric, loss, first.Chiefs())
	p.x.Metric, p.x.Unit, p.x.Currency = loss, unit, first.Currency
	p.columns = comparedBy(loss)
	// Runs that have none of the last, as they know no substitution or costs, leave them out.
	for i, name := range p.columns[:4] {
		p.columns[i] = p.common(name)
	}
	if slices.ContainsFunc(p.runs, func(r *folder.Past) bool { return moneyOf(r) != moneyOf(p.runs[0]) }) {
		for i, name := range p.columns[1:] {
			if unit, _ := unitOf(first, name); unit == first.Currency {
				p.columns[1+i] = ""
			}
		}
	}
	return nil
}

// unitOf returns the unit of a metric that a report has a mean of.
func unitOf(r *output.Report, metric string) (string, bool) {
	x, ok := r.Stat(0, metric, "mean")
	return x.Unit, ok && !math.IsNaN(x.Value)
}

// common returns a metric if all runs report it in the same unit, else "".
func (p *pastComparison) common(metric string) string {
	unit, _ := unitOf(p.runs[0].Report, metric)
	for _, r := range p.runs {
		if other, ok := unitOf(r.Report, metric); !ok || other != unit {
			return ""
		}
	}
	return metric
}

// gather reads the trials of all variants that are asked for.
func (c *comparing) gather(p *pastComparison) error {
	for _, r := range p.runs {
		asked := map[[3]string]*contender{} // by the address of their trials
		var order []*contender
		for i, v := range r.Report.Variants {
			if one := contenderOf(r, i, v); chosen(c.Policies, v.Policy) && chosen(c.Cases, one.world) || c.vs == one.policy.Name {
				asked[folder.AddressOf(v.Address())], order = one, append(order, one)
			}
		}
		err := r.ReadTrials(func(f *os.File, size int64) error {
			sets, err := file.ReadTrials(f, size, func(x output.Column) bool {
				return x.Role == output.RoleOutput && slices.Contains(p.columns[:], x.Title)
			}, func(address [3]string) bool { return asked[folder.AddressOf(address)] != nil }, mostCompared)
			for _, s := range sets {
				if err == nil {
					one := asked[folder.AddressOf(s.Address)]
					one.arm, err = one.armOf(s, p.columns)
				}
			}
			return err
		})
		if err != nil {
			return err
		}
		for _, one := range order {
			if one.arm == nil {
				return fmt.Errorf("%s of %s has no trials of %s", folder.TrialsParquet, c.Shown(r.Dir), one.policy.Label())
			}
		}
		p.contenders = append(p.contenders, order...)
	}
	return nil
}

func chosen(names []string, name string) bool {
	return len(names) == 0 || slices.Contains(names, name)
}

// armOf is what is compared of trials, as far as there are columns of them.
func (a *contender) armOf(s *file.TrialSet, columns compared[string]) (*study.Arm, error) {
	m := a.run.Manifest.Run
	arm := &study.Arm{Draws: drawsOf(m.Seed, m.Sampling), Trials: s.Numbers, Signed: signed(columns[0])}
	for i, into := range columnsOf(arm) {
		values, c, ok := s.Column(columns[i])
		if !ok && i == 0 {
			return nil, notStored("the trials do not hold", columns[i])
		}
		if ok && slices.ContainsFunc(values, math.IsNaN) {
			return nil, fmt.Errorf("%s has no number in some trials: it cannot be compared", c.Title)
		}
		*into = values
	}
	return arm, nil
}

func contenderOf(r *folder.Past, i int, v output.Variant) *contender {
	one := &contender{run: r, variant: i, world: cmp.Or(v.Case, output.BaseCase), policy: output.Rival{Name: v.Policy, Title: v.Title}}
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
			name := strings.TrimPrefix(filepath.Base(a.run.Dir), a.run.Report.Scenario+"-")
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
	var ok bool
	if p.x.Against, ok = c.indexOfPolicy(names); !ok {
		return fmt.Errorf("--vs: the results have no policy %q%s", c.vs, frame.MeantOr(c.vs, names, "known: "+strings.Join(names, ", ")))
	}
	return nil
}

// compared compares the contenders case by case.
func (p *pastComparison) compared() *output.Comparison {
	p.x.Warnings = p.doubts()
	to := output.NewComparer(p.x)
	for _, w := range app.Unique(app.Each(p.contenders, func(a *contender) string { return a.world })) {
		to.Add(p.world(w))
	}
	return to.Done()
}

// world gathers what is of one case.
func (p *pastComparison) world(name string) (output.World, []*study.Arm, []output.Verdict) {
	w, arms := output.World{Name: name, Title: p.x.Head.Titles.Case(name)}, make([]*study.Arm, len(p.x.Policies))
	var verdicts []output.Verdict
	var from *folder.Past
	for _, a := range p.contenders {
		if a.world != name {
			continue
		}
		at := slices.Index(p.x.Policies, a.policy)
		arms[at] = a.arm
		for _, v := range a.run.Report.Criteria {
			if v.Variant == a.variant {
				v.Variant = at
				verdicts = append(verdicts, v)
			}
		}
		w.Hash = a.run.Manifest.Run.Hash
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
		if m := r.Manifest.Run; !m.Complete {
			all = append(all, output.Warning{
				What: filepath.Base(r.Dir) + " was interrupted",
				Why:  fmt.Sprintf("%s of %s trials were played", unit.Grouped(m.Trials), unit.Grouped(m.Asked)),
				Do:   "run it again to the end",
			})
		}
		if m := r.Manifest.Run; m.Sampling != "random" {
			all = append(all, output.Warning{
				What: "the sampling errors of " + filepath.Base(r.Dir) + " are only bounds",
				Why:  "its trials are not independent (" + m.Sampling + " sampling) but are treated as if they were, so the errors are usually too wide",
				Do:   "compare the scenario itself: it is then played with the errors of its sampling",
			})
		}
	}
	return all
}

// head says what was played of what is compared, all results together, and by the
// hash which they are. What differs between results is left out.
func (p *pastComparison) head() output.Head {
	h := alike(app.Each(p.runs, func(r *folder.Past) output.Head { return r.Head("compare") }))
	h.Asked, h.Trials, h.Failed, h.Version, h.GoArch = 0, 0, 0, experiment.Version(), runtime.GOARCH
	for _, r := range p.runs {
		o := r.Head("compare")
		if h.Scenario != o.Scenario {
			h.Scenario, h.Title, h.Description = "", "Results of several scenarios", ""
		}
		h.Asked, h.Trials, h.Failed = h.Asked+o.Asked, h.Trials+o.Trials, h.Failed+o.Failed
		h.Imbalance = max(h.Imbalance, o.Imbalance)
	}
	var all bytes.Buffer
	for _, a := range p.contenders {
		m := a.run.Manifest.Run
		fmt.Fprintf(&all, "%s %d %s %s\n", m.Hash, m.Trials, a.world, a.policy.Name)
	}
	h.Hash = experiment.HashOf(all.Bytes())
	return h
}
