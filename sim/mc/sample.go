package mc

import (
	"runtime"
	"runtime/debug"
	"slices"
	"strings"

	"magnetsim/sim"
	"magnetsim/sim/draw"
	"magnetsim/sim/stat"
)

// Sample is what trials gave: per variant and metric a column, per variant,
// series and step integer counts and a mean, and per variant and metric the
// paired difference from variant 0. It is not changed any more once it is
// returned, and safe for concurrent use.
type Sample struct {
	Key      Key
	Variants int
	Metrics  []sim.Metric
	Series   []sim.Series
	Steps    int

	Asked      int64 // trials
	Done       int64 // trials played, with the failed
	Failed     int64 // trials left out
	FirstError string
	FirstFail  uint64  // the trial of FirstError
	Imbalance  float64 // largest relative error of a mass balance
	Complete   bool    // all that was asked for was played
	Spans      []Span  // what was played, in order

	replicates int // of the design; 0 where all trials are independent

	columns [][]*stat.Column // by variant and metric
	pairs   [][]*pair        // by variant and metric; nil for variant 0
	follows []*follow        // by variant
	crosses [][2]int         // of the plan
	crossed [][]*cross       // by variant and cross; nil for variant 0
}

func newSample(p Plan, variants []variant) *Sample {
	v := variants[0]
	s := &Sample{
		Key: keyOf(p), Variants: len(variants), Asked: int64(p.Trials),
		Metrics: v.metrics, Series: v.series, Steps: v.steps, crosses: p.Crosses,
		replicates: draw.ReplicatesOf(p.Design),
	}
	s.gather(func(_, metric int) *stat.Column { return newColumn(p, s.Metrics[metric]) })
	return s
}

// gather makes room for every variant, its columns as they are to be.
func (s *Sample) gather(column func(variant, metric int) *stat.Column) {
	s.columns, s.pairs = make([][]*stat.Column, s.Variants), make([][]*pair, s.Variants)
	s.crossed = make([][]*cross, s.Variants)
	for v := range s.Variants {
		for i := range s.Metrics {
			s.columns[v] = append(s.columns[v], column(v, i))
			if v > 0 {
				s.pairs[v] = append(s.pairs[v], newPair(s.replicates))
			}
		}
		for range s.crosses {
			if v > 0 {
				s.crossed[v] = append(s.crossed[v], newCross(s.replicates))
			}
		}
		s.follows = append(s.follows, newFollow(s.Steps, len(s.Series)))
	}
}

func newColumn(p Plan, m sim.Metric) *stat.Column {
	c := stat.NewSketch()
	if max(p.Trials, p.Of) <= p.Retain {
		c = stat.NewColumn(p.Trials)
	}
	if !m.Signed() {
		c.NeverNegative()
	}
	if r := draw.ReplicatesOf(p.Design); r > 0 {
		c = c.InParts(r)
	}
	return c
}

// OK returns the number of trials that every estimate rests on.
func (s *Sample) OK() int64 { return s.Done - s.Failed }

// Column returns the values of a metric in a variant.
func (s *Sample) Column(variant, metric int) *stat.Column { return s.columns[variant][metric] }

// Paired returns the differences of a metric between a variant and variant 0,
// trial by trial. Of variant 0 it is that of a variant from itself.
func (s *Sample) Paired(variant, metric int) Paired {
	if variant == 0 {
		return Paired{Difference: stat.Moments{N: s.OK()}, N: s.OK()}
	}
	return s.pairs[variant][metric].paired()
}

// Cross returns the joint moments of the differences, between a variant and
// variant 0, of two metrics: of the trials, or of the replicates' means where the
// design has replicates. It is false where the plan did not cross them.
func (s *Sample) Cross(variant, x, y int) (stat.Joint, bool) {
	at := slices.Index(s.crosses, [2]int{x, y})
	switch {
	case at < 0:
		return stat.Joint{}, false
	case variant == 0:
		return stat.Joint{N: s.OK()}, true
	}
	return s.crossed[variant][at].joint(), true
}

// Counts returns how often a series of a variant had which value at a step.
func (s *Sample) Counts(variant, series, step int) *stat.Counts {
	return s.follows[variant].at(step, series)
}

// SeriesMean returns the mean of a series of a variant by step; NaN where there
// are no trials.
func (s *Sample) SeriesMean(variant, series int) []float64 {
	return s.follows[variant].mean(series, s.OK())
}

// MetricIndex returns the index of a metric by name, −1 where there is none.
func (s *Sample) MetricIndex(name string) int {
	return slices.IndexFunc(s.Metrics, func(m sim.Metric) bool { return m.Name == name })
}

// Key is what two samples must share to be merged: what was played, how it is
// kept, and the build that played it.
type Key struct {
	Label     string // of the plan
	Retain    int
	Lanes     int
	GoArch    string // "amd64"
	GoLevel   string // instruction set, "v1" of GOAMD64; empty where the build does not say
	GoVersion string // "go1.26.0"
}

func keyOf(p Plan) Key {
	return Key{p.Label, p.Retain, sim.Lanes, runtime.GOARCH, goLevel(), runtime.Version()}
}

// BuildKey returns the part of a sample's key that the build of the program
// decides.
func BuildKey() Key { return keyOf(Plan{}) }

// goLevel returns the setting GOAMD64, GOARM64 … of this build.
func goLevel() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	name := "GO" + strings.ToUpper(runtime.GOARCH)
	for _, s := range info.Settings {
		if s.Key == name {
			return s.Value
		}
	}
	return ""
}
