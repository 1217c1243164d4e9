package experiment

import (
	"context"
	"math"
	"slices"

	"magnetsim/output"
	"magnetsim/sim"
	"magnetsim/sim/draw"
	"magnetsim/sim/mc"
	"magnetsim/sim/study"
)

// Playing is how an experiment is played. The zero value plays it on all processors, and
// tells neither what the shortfall hangs on nor what sets the worst trials apart.
type Playing struct {
	Player   mc.Player             // what plays; nil for goroutines of this process, one a processor
	Drivers  bool                  // also tell what the shortfall goes with and hangs on, and what sets the worst trials apart
	Progress func(done, total int) // is told of trials; nil for none
	Rows     func(mc.Rows) error   // is shown each block of trials; nil for none
	Looks    []int                 // the metrics that Rows looks at, beside inputs; nil for all
	Journal  mc.Journal            // keeps blocks and gives them back; nil for none
	NoSeries bool                  // time series are not counted: nobody looks at them
}

// Played is what came of an experiment.
type Played struct {
	Sample *mc.Sample
	Checks [][]study.Reach // of the precision, time by time
	Report *output.Report  // nil where no trial went well
}

// Play plays the experiment under all its policies on the same draws, to its precision
// where it has one, and reports on it. A context that ends leaves the trials up to there,
// and a report whose head is not complete.
func (x *Experiment) Play(ctx context.Context, how Playing) (*Played, error) {
	settling := x.settle()
	var ranking *ranking
	if how.Drivers {
		ranking = x.rank()
	}
	player := how.Player
	if player == nil {
		player = mc.Local{}
	}
	plan := x.Plan()
	plan.Progress, plan.Journal, plan.NoSeries = how.Progress, how.Journal, how.NoSeries
	switch {
	case how.Rows == nil:
		plan.Shows = &mc.Shows{Metrics: x.looked(nil), Inputs: mostRanked}
		if settling == nil {
			plan.Shows.Until = mostRanked
		}
	case how.Looks != nil:
		plan.Shows = &mc.Shows{Metrics: x.looked(how.Looks), Inputs: math.MaxUint64}
	}
	if settling != nil || ranking != nil || how.Rows != nil {
		plan.Rows = func(rows mc.Rows) error {
			settling.take(rows)
			ranking.take(rows)
			if how.Rows == nil {
				return nil
			}
			return how.Rows(rows)
		}
	}
	done := &Played{}
	var err error
	if len(x.Precision) == 0 {
		done.Sample, err = player.Play(ctx, plan)
	} else {
		done.Sample, done.Checks, err = study.PlayTo(ctx, player, plan, x.Precision)
	}
	if err != nil || done.Sample.OK() == 0 {
		return done, err
	}
	ranked := make(chan struct{})
	var drivers *output.Drivers
	var worst []output.WorstInputs
	go func() { // which takes as long as the report
		defer close(ranked)
		drivers, worst = ranking.told(done.Sample.OK()), ranking.worst(x)
	}()
	r := output.Build(done.Sample, x.Facts)
	<-ranked
	r.Cases = x.doubt(ctx, player, ranking)
	r.Convergence, r.Drivers, r.Worst = settling.told(), drivers, worst
	done.Report = r
	return done, nil
}

// looked adds to metrics those that are looked at in any case: what is lost, given up and moved.
func (x *Experiment) looked(metrics []int) []int {
	all := slices.Clone(metrics)
	for i, m := range x.Models[0].Metrics() {
		if !IsChief(m) {
			continue
		}
		for _, at := range append(turnedIn(x.Models[0], m.Name), i) {
			if at >= 0 && !slices.Contains(all, at) {
				all = append(all, at)
			}
		}
	}
	return all
}

// mostSettled is the number of trials above which convergence is not told: the
// values of all would be held, 8 bytes each.
const mostSettled = 200_000

// settling gathers the chief shortfalls, one for each end product, trial by trial,
// for how estimates of them settle. A nil settling takes nothing.
type settling struct {
	design draw.Design
	chiefs []settlingChief
}

// settlingChief is one of the shortfalls.
type settlingChief struct {
	at     int // place among the metrics
	metric sim.Metric
	all    []output.Settling // by policy
}

// settle begins to gather; nil where trials are too many.
func (x *Experiment) settle() *settling {
	if x.Loaded.Run.Trials > mostSettled {
		return nil
	}
	s := &settling{design: x.Design()}
	for i, m := range x.Models[0].Metrics() {
		if !IsChief(m) {
			continue
		}
		c := settlingChief{i, m, make([]output.Settling, len(x.Models))}
		for v := range c.all {
			c.all[v].Replicates = draw.ReplicatesOf(s.design)
		}
		s.chiefs = append(s.chiefs, c)
	}
	return s
}

func (s *settling) take(r mc.Rows) {
	if s == nil {
		return
	}
	for _, c := range s.chiefs {
		x := &c.all[r.Variant]
		for lane, value := range r.Metric(c.at)[:r.N] {
			if !r.OK(lane) {
				continue
			}
			x.Values = append(x.Values, value)
			if x.Replicates > 0 {
				x.Parts = append(x.Parts, int(s.design.Group(r.First+uint64(lane))))
			}
		}
	}
}

// told returns the estimates by the number of trials.
func (s *settling) told() []output.Convergence {
	if s == nil {
		return nil
	}
	var all []output.Convergence
	for _, c := range s.chiefs {
		all = append(all, output.Converge(c.metric.Name, c.metric.Unit, c.all)...)
	}
	return all
}

const (
	// mostRanked trials of a run, its first, are held to rank its inputs by, 8 bytes an input:
	// five thousand tell a rank correlation to 0.03, in a small part of the time that
	// even a small scenario takes.
	mostRanked = 5_000
	// mostTold inputs of that ranking are stored with the report.
	mostTold = 8
)

// ranking gathers what was drawn under the first policy, and the chief shortfall
// under each, to tell what that goes with and what sets its worst trials apart; and what
// users turn away from under the first. A nil ranking takes nothing.
type ranking struct {
	head         output.Drivers
	metric       int
	turned       []int // metrics of what is given up and moved; -1 of what there is none
	names, units []string
	seen         study.Seen
	outcomes     [][]float64 // by policy, then trial
	turns        [][]float64 // of turned
	trials       []uint64
}

// rank begins to gather; nil where there is no chief shortfall.
func (x *Experiment) rank() *ranking {
	metrics := x.Models[0].Metrics()
	chief := slices.IndexFunc(metrics, IsChief)
	if chief < 0 {
		return nil
	}
	k := &ranking{metric: chief, seen: study.Seen{Seed: x.Loaded.Run.Seed}}
	for _, in := range x.Models[0].Inputs() {
		k.names, k.units = append(k.names, in.Name), append(k.units, in.Unit)
	}
	k.turned = turnedIn(x.Models[0], metrics[chief].Name)
	k.turns = make([][]float64, len(k.turned))
	k.seen.Inputs, k.outcomes = make([][]float64, len(k.names)), make([][]float64, len(x.Models))
	k.head = output.Drivers{
		Head: x.Head("run"), Variant: x.Variants[0], Metric: metrics[chief].Name, Unit: metrics[chief].Unit,
	}
	return k
}

func (k *ranking) take(r mc.Rows) {
	if k == nil {
		return
	}
	var lanes []int
	for lane := range r.N {
		if r.First+uint64(lane) < mostRanked && r.OK(lane) {
			lanes = append(lanes, lane)
		}
	}
	if lanes == nil {
		return
	}
	add := func(to *[]float64, column []float64) {
		for _, lane := range lanes {
			*to = append(*to, column[lane])
		}
	}
	add(&k.outcomes[r.Variant], r.Metric(k.metric))
	if r.Variant > 0 {
		return
	}
	for i, metric := range k.turned {
		if metric >= 0 {
			add(&k.turns[i], r.Metric(metric))
		}
	}
	for i := range k.seen.Inputs {
		add(&k.seen.Inputs[i], r.Input(i))
	}
	for _, lane := range lanes {
		k.trials = append(k.trials, r.First+uint64(lane))
	}
}

// told returns what the shortfall goes with, in a run of so many trials.
func (k *ranking) told(trials int64) *output.Drivers {
	if k == nil {
		return nil
	}
	k.seen.Output, k.seen.Parts = k.outcomes[0], Replicates(k.head.Head.Sampling, k.trials)
	k.head.Head.Trials, k.head.Of = int64(len(k.trials)), trials
	return output.BuildDrivers(k.head, k.names, k.units, study.Drivers(k.seen, mostTold))
}

// usualWorst is the share of the trials that are called the worst.
const usualWorst = 0.05

// worst returns what sets the worst of those trials apart, under each policy where any
// is worse than another.
func (k *ranking) worst(x *Experiment) (all []output.WorstInputs) {
	if k == nil || len(k.trials) < study.FewestTrials {
		return nil
	}
	for v, outcome := range k.outcomes {
		level, ok := study.WorstShare(outcome, usualWorst)
		if !ok {
			continue
		}
		worlds, err := study.DrawWorlds(x.Scenarios[v], x.Models[v], x.Design(), k.trials)
		if err != nil {
			continue // what was played can be drawn; else the run has told of failed trials
		}
		head := output.WorstInputs{Variant: v, Metric: k.head.Metric, Unit: k.head.Unit, Share: usualWorst, Threshold: level}
		all = append(all, output.NewWorstInputs(head, x.Facts.Titles, worlds.Columns, study.WorstOf(outcome, level), outcome))
	}
	return all
}

// Replicates returns the independent part of the design that each trial belongs to;
// nil where every trial is independent.
func Replicates(sampling string, trials []uint64) []int {
	if sampling == Independent {
		return nil
	}
	parts := make([]int, len(trials))
	for i, t := range trials {
		parts[i] = int(t % draw.Replicates)
	}
	return parts
}
