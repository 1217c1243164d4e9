package output

import (
	"cmp"
	"math"
	"slices"

	"magnetsim/sim/stat"
	"magnetsim/sim/study"
	"magnetsim/sim/unit"
)

// Comparison sets policies side by side, in one case of the world or in several.
type Comparison struct {
	Head     Head // its trials are those of all cases together
	Currency string
	Metric   string // what is lost: "shortfall.total"
	Unit     string // of it
	Against  int    // the policy that the others are set against, index into Policies

	// Of a comparison that was interrupted: the trials that each case was to have, and
	// the cases that were not played. What is said of all cases is of the others alone.
	Asked   int64
	Missing []World

	Policies []Rival
	Cases    []World
	Levels   []Level    // case by case, policy by policy
	Changes  []Contrast // case by case, every pair of policies
	Choices  []Choice   // by one quantity each
	Verdicts []CaseVerdict
	Warnings []Warning
}

// Rival is a policy that is compared.
type Rival struct{ Name, Title string }

// World is a case in which policies are compared.
type World struct {
	Name   string // "base" for the scenario as it stands
	Title  string
	Hash   string // of the resolved scenario; "" where several were played
	Trials int64  // of the policy with the fewest
	Most   int64  // of the policy with the most; 0 in a comparison stored before it was told
	Paired bool   // all policies faced the same draws
}

// The quantities that policies are compared by; lower is better.
const (
	ByChance  = "chance"   // of any loss
	BySerious = "serious"  // chance of a material shortage
	ByMean    = "mean"     // of the loss
	ByTail    = "cvar95"   // of the loss
	ByCost    = "cost"     // of stockpiles and all else that has one, mean
	ByBurden  = "burden"   // value lost and cost of the stockpiles and of substitution, mean
	ByGiven   = "given_up" // tonnes of demand given up, which no loss counts, mean
	ByMoved   = "moved"    // tonnes of demand moved to another material, which no loss counts, mean

	// Parts of the cost, by which nothing is compared.
	ByOutlay  = "outlay"
	ByRunning = "running_cost"
	ByEnds    = "end_value"
)

// Level is a quantity of one policy in one case.
type Level struct {
	Case, Policy int
	Quantity     string
	Stat         Stat // Variant is Policy
}

// Contrast is how one policy differs from another in one case: second minus first.
type Contrast struct {
	Case, First, Second int
	Paired              bool         // trial by trial
	Differences         []Difference // of the quantities that both know
	SD                  float64      // of the difference in loss between trials; NaN unless Paired
	Better              float64      // share of trials in which the second loses less; NaN unless Paired
	Worse               float64
	PerTonne            Stat   // what the second costs more for each tonne that it spares; NaN where that has no value
	Undefined           string // why it has none
	Dominates           bool   // the second leaves no reason to choose the first
	Dominated           bool   // the other way round
}

// Difference is that of one quantity.
type Difference struct {
	Quantity string
	Paired
}

// Choice says which policies are best by one quantity over all cases, every case
// counted alike. Where several cannot be told apart from the best, they follow it.
type Choice struct {
	Quantity string
	Unit     string
	Regrets  []Regret // by policy
	Average  []int    // policies with the least mean
	Robust   []int    // policies with the least worst regret
	Untold   bool     // there are too few trials to tell any apart
}

// Regret is how much a policy loses against the best one of each case.
type Regret struct {
	By        []float64 // by case
	Mean      float64
	Worst     float64
	WorstCase int
}

// CaseVerdict is whether a policy meets a criterion in a case; Variant is the
// policy.
type CaseVerdict struct {
	Case int
	Verdict
}

type quantity struct {
	name, measure, statistic string
	unit                     string // share, money, or "" for that of the metric
	column                   string // in files, without its unit
	words                    string // for people; # stands for the loss
}

func quantityOf(name string) quantity {
	all := append(quantities[:len(quantities):len(quantities)], each(parts, func(p part) quantity { return p.quantity })...)
	q, _ := first(all, func(q *quantity) bool { return q.name == name })
	return q
}

var quantities = [...]quantity{
	study.Chance:  {ByChance, "", "p_any", "share", "chance_of_any", "chance of any #"},
	study.Serious: {BySerious, Shortage, OverOnePercent, "share", "chance_of_material_shortage", "chance of a material shortage"},
	study.Mean:    {ByMean, "", "mean", "", "mean", "mean #"},
	study.Tail:    {ByTail, "", "cvar95", "", "cvar95", "CVaR95 of the #"},
	study.Cost:    {ByCost, StockCost, "mean", "money", "cost", "cost"},
	study.Burden:  {ByBurden, Burden, "mean", "money", "total_cost", "total cost (value lost and spending)"},
	study.Given:   {ByGiven, GivenUp, "mean", "", "given_up", "demand given up"},
	study.Moved:   {ByMoved, Moved, "mean", "", "moved", "demand moved to another material"},
}

// part is a quantity, and where an arm has it.
type part struct {
	quantity
	of func(*study.Arm) []float64
}

// parts are the parts of the cost, beside the quantities that policies are compared by.
var parts = []part{
	{quantity{ByOutlay, Outlay, "mean", "money", "outlay", "outlay"}, func(a *study.Arm) []float64 { return a.Outlay }},
	{quantity{ByRunning, YearlyCost, "mean", "money", "running_cost", "running cost"}, func(a *study.Arm) []float64 { return a.Running }},
	{quantity{ByEnds, EndValue, "mean", "money", "end_value", "end value"}, func(a *study.Arm) []float64 { return a.Ends }},
}

// Comparer builds a Comparison case by case, so that the trials of one case only
// need be held.
type Comparer struct {
	c       *Comparison
	batches [][]*study.Batches // by policy and case
}

// NewComparer begins a comparison, of which everything is known that no trials
// tell: all but Cases, Levels, Changes, Choices and Verdicts.
func NewComparer(c Comparison) *Comparer {
	return &Comparer{c: &c, batches: make([][]*study.Batches, len(c.Policies))}
}

// Add takes a case: arms by policy, nil for one that was not played in it, and
// the verdicts on them.
func (b *Comparer) Add(w World, arms []*study.Arm, verdicts []Verdict) {
	at := len(b.c.Cases)
	w.Trials, w.Most, w.Paired = common(arms)
	b.c.Cases = append(b.c.Cases, w)
	for p, arm := range arms {
		b.batches[p] = append(b.batches[p], nil)
		if arm == nil {
			continue
		}
		b.batches[p][at] = arm.InBatches()
		put := func(q quantity, e stat.Estimate) {
			if !math.IsNaN(e.Value) {
				b.c.Levels = append(b.c.Levels, Level{at, p, q.name, b.c.stat(p, q, e)})
			}
		}
		for _, x := range parts {
			put(x.quantity, arm.Mean(x.of(arm)))
		}
		levels := arm.Levels()
		for _, q := range study.Quantities() {
			put(quantities[q], levels.Of(q))
		}
	}
	for _, pair := range b.c.pairs() {
		if arms[pair[0]] != nil && arms[pair[1]] != nil {
			b.c.change(at, pair, study.Compare(arms[pair[1]], arms[pair[0]]))
		}
	}
	b.c.Verdicts = append(b.c.Verdicts, each(verdicts, func(v Verdict) CaseVerdict { return CaseVerdict{at, v} })...)
}

// common returns the fewest and the most trials, and whether all arms are of the
// same worlds.
func common(arms []*study.Arm) (trials, most int64, paired bool) {
	played := without(arms, func(arm *study.Arm) bool { return arm == nil })
	if len(played) == 0 {
		return 0, 0, true
	}
	counts := each(played, func(arm *study.Arm) int64 { return int64(len(arm.Trials)) })
	unpaired := func(arm *study.Arm) bool { return !arm.PairedWith(played[0]) }
	return slices.Min(counts), slices.Max(counts), !slices.ContainsFunc(played, unpaired)
}

// TrialsEach returns the fewest and the most trials that a policy has in a case.
func (c *Comparison) TrialsEach() (fewest, most int64) {
	fewest = math.MaxInt64
	for _, w := range c.Cases {
		fewest, most = min(fewest, w.Trials), max(most, w.Trials, w.Most)
	}
	return fewest, most
}

// pairs lists each two policies once: the others against Against first.
func (c *Comparison) pairs() [][2]int {
	var all [][2]int
	order := append([]int{c.Against}, without(c.everyPolicy(), func(p int) bool { return p == c.Against })...)
	for i, one := range order {
		for _, other := range order[i+1:] {
			all = append(all, [2]int{one, other})
		}
	}
	return all
}

// stat words an estimate of a quantity.
func (c *Comparison) stat(policy int, about quantity, e stat.Estimate) Stat {
	measure, subject := SplitMetric(c.Metric)
	measure = cmp.Or(about.measure, measure)
	if about.unit == "money" {
		subject = Total
	}
	x := statOf(about.statistic, c.UnitOf(about.name), e)
	x.Variant, x.Metric, x.Measure, x.Subject = policy, MetricOf(measure, subject), measure, subject
	return x
}

func (c *Comparison) change(at int, pair [2]int, x study.Contrast) {
	d := Contrast{
		Case: at, First: pair[0], Second: pair[1], Paired: x.Paired, SD: x.SD, Better: x.Better, Worse: x.Worse,
		Dominates: x.Dominates(), Dominated: x.Reversed().Dominates(),
	}
	for _, q := range study.Quantities() {
		e := x.Of(q)
		if math.IsNaN(e.Value) {
			continue
		}
		about := c.stat(pair[1], quantities[q], e)
		d.Differences = append(d.Differences, Difference{quantities[q].name, Paired{
			First: pair[0], Second: pair[1], Metric: about.Metric, Unit: about.Unit, Mean: e.Value, Low: e.Low, High: e.High,
			SD: x.SD, Better: x.Better, Worse: x.Worse, Same: study.Noise(e),
		}})
	}
	d.PerTonne = statOf("ratio", c.Currency+"/t", x.PerTonne)
	d.PerTonne.Variant, d.PerTonne.Metric, d.PerTonne.Warnings = pair[1], "cost_per_tonne", nil
	if c.Unit != "t" {
		d.PerTonne.Value = math.NaN()
	} else if len(x.PerTonne.Warnings) > 0 {
		d.Undefined = x.PerTonne.Warnings[0]
	}
	c.Changes = append(c.Changes, d)
}

// Done returns the comparison of all cases that were added.
func (b *Comparer) Done() *Comparison {
	for _, q := range []study.Quantity{study.Burden, study.Mean, study.Tail} {
		if x, ok := study.Choose(b.batches, q); ok {
			name := quantities[q].name
			regrets := each(x.Regrets, func(r study.Regret) Regret { return Regret{r.By, r.Mean, r.Worst, max(0, slices.Index(r.By, r.Worst))} })
			b.c.Choices = append(b.c.Choices, Choice{name, b.c.UnitOf(name), regrets, x.Average, x.Robust, x.Untold})
		}
	}
	b.c.Warnings = append(b.c.Warnings, b.c.doubts()...)
	b.c.Head.Complete = b.c.Complete()
	return b.c
}

func (c *Comparison) doubts() []Warning {
	var all []Warning
	for _, w := range c.Cases {
		if !w.Paired {
			all = append(all, Warning{
				What: "not all results of the case " + w.quoted() + " have the same draws",
				Why:  "they differ in seed, sampling or trials, so their differences contain the noise of both",
				Do:   "run them with the same seed and number of trials: the error of their differences is then far smaller",
			})
		}
	}
	if !c.Complete() {
		all = append(all, c.cutShort())
	}
	for _, w := range c.Cases {
		if few := fewInTail(w.Trials); few != nil {
			return append(all, few...)
		}
	}
	return all
}

// fewInTail warns of so few trials that the worst 5% tell little, or nothing at all.
func fewInTail(trials int64) []Warning {
	const enough = 600 // of which the worst 5% are 30
	w := Warning{Do: "play at least 600 trials, and 2,000 to rely on differences of CVaR95"}
	switch {
	case !stat.Estimable(0.05 * float64(trials)):
		w.What = "CVaR95 cannot be estimated from " + unit.Counted(trials, "trial")
		w.Why = "the worst 5% are one trial or less, which says nothing about its error"
	case trials < enough:
		w.What = "CVaR95 rests on few trials"
		w.Why = "the worst 5% of " + unit.Counted(trials, "trial") + " are fewer than 30"
	default:
		return nil
	}
	return []Warning{w}
}
