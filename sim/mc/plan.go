package mc

import (
	"errors"
	"fmt"
	"math"
	"runtime"
	"slices"

	"magnetsim/sim"
	"magnetsim/sim/draw"
)

// DefaultRetain is the number of trials up to which exact columns are kept if
// the plan does not say: at 130 metrics 21 MB a variant.
const DefaultRetain = 20_000

// MostTrials is the most trials of a plan, or of samples that are merged: as many as a bin of
// a histogram counts.
const MostTrials = math.MaxUint32

// Plan is what to play.
type Plan struct {
	// Models are the variants, which face the same draws. All have the same
	// steps, metrics and series; inputs may differ.
	Models []*sim.Model
	Design draw.Design
	First  uint64 // first trial, a multiple of sim.Lanes
	Trials int

	Workers int // goroutines; 0 for one a processor. It never changes a result.
	// Retain is the number of trials up to which every value of a metric is kept;
	// above it they are counted in bins of 0.2%. 0 for DefaultRetain.
	Retain int
	// Of is the number of trials of which these are a part, where they are merged with the
	// others: what the whole would only count is only counted. 0 where they are all.
	Of int
	// Label says what the trials are trials of (scenario, variants, seed, design):
	// samples of different labels do not merge.
	Label string

	// Recipe is what another process makes the models of, which this package hands on
	// unread; nil where only this process can.
	Recipe []byte

	// Crosses are pairs of metrics, by index, whose differences from variant 0 are
	// also gathered together, for their ratio: what a policy costs more by what it
	// spares. Neither may be a metric that is never.
	Crosses [][2]int

	// Look, if set, has the worlds of one model looked at, and not played.
	Look *Look

	// NoSeries leaves out the time series, whose counts take most of a sample's memory.
	NoSeries bool
	// Worlds, if set, keeps the worlds of this play for the next.
	Worlds *sim.Worlds
	// Journal, if set, keeps what blocks gave, and is asked for it first.
	Journal Journal

	// Rows, if set, receives every trial: block by block in order, and within a
	// block variant by variant. An error ends the run.
	Rows func(Rows) error
	// Shows, if set, is all that Rows looks at; it need not be shown more.
	Shows *Shows
	// Progress, if set, is called after every block, one call at a time.
	Progress func(done, total int)
}

// Rows are the trials of one block of one variant. Its slices are valid during
// the call only.
type Rows struct {
	Variant int
	First   uint64 // trial of the first row
	Model   *sim.Model
	Input   func(i int) []float64 // column i of Model.Inputs, N values
	Metric  func(i int) []float64 // column i of Model.Metrics, N values
	N       int
	inputs  int // how many there are
	metrics int
	OK      func(lane int) bool // false for a trial that failed, whose values mean nothing
}

// Shows is what of trials is looked at.
type Shows struct {
	Metrics []int  `json:"metrics"`          // by index
	Inputs  uint64 `json:"inputs,omitempty"` // of blocks that begin before this trial; 0 for none
	Until   uint64 `json:"until,omitempty"`  // nothing is looked at of blocks that begin at this trial or later; 0 for all
}

// Trials is how many trials of a span are shown.
func (s *Shows) Trials(of Span) int {
	switch {
	case s == nil || s.Until == 0 || of.end() <= s.Until:
		return of.Trials
	case of.First >= s.Until:
		return 0
	}
	return min(of.Trials, blocks(int(s.Until-of.First))*sim.Lanes)
}

// metrics are the indices of those that are shown, of so many.
func (s *Shows) metrics(n int) []int {
	if s != nil {
		return s.Metrics
	}
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}

// inputs is how many inputs are shown, of so many, of a block that begins with a trial.
func (s *Shows) inputs(first uint64, n int) int {
	if s == nil || first < s.Inputs {
		return n
	}
	return 0
}

// performer plays blocks of all variants side by side; a *sim.Band is one.
type performer interface {
	Play(d draw.Design, first uint64, n int, observe func(variant, step int)) error
	StopWhen(stop func() bool)
	Of(variant int) shower
}

// shower shows what a performer played last of one variant; *sim.Block is one.
type shower interface {
	Metric(i int) []float64
	Input(i int) []float64
	SeriesNow(i int) []float64
	Imbalance() float64
}

// band is a performer of models, in worlds that may be kept.
type band struct {
	*sim.Band
	worlds *sim.Worlds
}

func (b band) Of(variant int) shower { return b.Block(variant) }

// rest keeps the worlds once nothing more is played.
func (b band) rest() { b.worlds.Keep(b.Band) }

// variant is a model as far as this package needs it.
type variant struct {
	model   *sim.Model
	metrics []sim.Metric
	inputs  []sim.Input
	series  []sim.Series
	steps   int
}

func variantOf(m *sim.Model) variant {
	return variant{m, m.Metrics(), m.Inputs(), m.Series(), m.Steps()}
}

// cast is the variants of a plan, and who plays them.
type cast struct {
	variants []variant
	player   func() performer // a new one for every goroutine
}

func castOf(p Plan) cast {
	if p.Look != nil && len(p.Models) == 1 {
		return p.Look.cast(p.Models[0])
	}
	c := cast{player: func() performer { return band{p.Worlds.Band(p.Models), p.Worlds} }}
	for _, m := range p.Models {
		c.variants = append(c.variants, variantOf(m))
	}
	return c
}

func withoutSeries(variants []variant) []variant {
	all := slices.Clone(variants)
	for i := range all {
		all[i].series = nil
	}
	return all
}

// check returns the first fault of a plan for these variants.
func (p Plan) check(variants []variant) error {
	switch {
	case len(variants) == 0:
		return errors.New("a plan needs at least one model")
	case p.Look != nil && len(variants) > 1:
		return errors.New("the worlds of one model are looked at, not of several")
	case p.Design == nil:
		return errors.New("a plan needs a design")
	case p.First%sim.Lanes != 0:
		return fmt.Errorf("a plan begins at a multiple of %d trials, not at %d", sim.Lanes, p.First)
	case int64(max(p.Trials, p.Of)) > MostTrials:
		return fmt.Errorf("a sample counts %d trials at most, and the plan has %d", int64(MostTrials), max(p.Trials, p.Of))
	case p.Trials < 0 || p.Workers < 0 || p.Retain < 0:
		return errors.New("trials, workers and retained trials cannot be negative")
	}
	if p.Shows != nil {
		for _, i := range p.Shows.Metrics {
			if i < 0 || i >= len(variants[0].metrics) {
				return fmt.Errorf("the metric %d cannot be shown: there are %d", i, len(variants[0].metrics))
			}
		}
	}
	for _, c := range p.Crosses {
		for _, i := range c {
			if i < 0 || i >= len(variants[0].metrics) || variants[0].metrics[i].Never {
				return fmt.Errorf("the metrics %d and %d cannot be crossed: there are %d, and both must be finite", c[0], c[1], len(variants[0].metrics))
			}
		}
	}
	for i, v := range variants[1:] {
		if why := unlike(variants[0], v); why != "" {
			return fmt.Errorf("variants 0 and %d cannot be compared: %s", i+1, why)
		}
	}
	return nil
}

// unlike returns why two variants cannot stand in one sample, "" if they can.
func unlike(a, b variant) string {
	if a.steps != b.steps {
		return fmt.Sprintf("one has %d steps, the other %d", a.steps, b.steps)
	}
	for i := range max(len(a.metrics), len(b.metrics)) {
		if x, y := metricAt(a, i), metricAt(b, i); x != y {
			return fmt.Sprintf("the metrics are not the same from %q and %q on (sectors, materials, stockpiles and curbs must be)", x.Name, y.Name)
		}
	}
	if !slices.Equal(a.series, b.series) {
		return "they do not follow the same series"
	}
	return ""
}

func metricAt(v variant, i int) sim.Metric {
	if i >= len(v.metrics) {
		return sim.Metric{}
	}
	return v.metrics[i]
}

// withDefaults returns the plan with what it leaves open filled in.
func (p Plan) withDefaults() Plan {
	if p.Retain == 0 {
		p.Retain = DefaultRetain
	}
	if p.Workers == 0 {
		p.Workers = runtime.GOMAXPROCS(0)
	}
	p.Workers = max(1, min(p.Workers, blocks(p.Trials)))
	return p
}

// each returns about how many trials each worker plays.
func (p Plan) each() int { return (p.Trials + p.Workers - 1) / p.Workers }

// blocks returns the number of blocks that hold so many trials.
func blocks(trials int) int { return (trials + sim.Lanes - 1) / sim.Lanes }

// Span is a range of trials.
type Span struct {
	First  uint64
	Trials int
}

// On returns the plan for other trials.
func (p Plan) On(s Span) Plan {
	p.First, p.Trials = s.First, s.Trials
	return p
}

// end returns the trial after the last.
func (s Span) end() uint64 { return s.First + uint64(s.Trials) }
