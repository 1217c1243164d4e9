package output

import (
	"cmp"
	"errors"
	"math"
	"slices"
	"strings"
	"sync/atomic"

	"magnetsim/sim/unit"
)

// Sweep is what a sweep found, cell by cell, in display order.
type Sweep struct {
	Head      Head // trials are those of all cells together, each under all policies
	Scenarios []SweptScenario
	Axes      []SweepAxis
	X, Y      string        // paths of the axes that figures have across and up; "" for the first of those that vary
	Metric    string        // what people are told of and figures show; "" for what each cell is about
	Columns   []SweepColumn // what the numbers of all cells are
	Cells     []SweepCell

	at    map[SweepColumn]int    // place of each of Columns
	alike atomic.Pointer[[]bool] // by axis: see rounds; nil where it is not known
}

// SweptScenario is a scenario of a sweep.
type SweptScenario struct {
	Name     string
	Title    string
	Hash     string   // of the scenario as it stands, resolved
	Cases    []string // base for the scenario as it stands
	Policies []string
	Trials   int // a cell
	Seed     uint64
	Sampling string
	Cells    int // of all cases
	Excluded int // in each case
}

// SweepAxis is a place in a scenario that takes several values.
type SweepAxis struct {
	Path    string // dotted
	Label   string // short, as in the ids of cells
	Title   string // for people
	Header  string // of its column in tables
	Numeric bool   // every value is a plain number of Unit
	Unit    string
}

// Name is what people read for the axis.
func (a SweepAxis) Name() string { return cmp.Or(a.Title, unit.Readable(a.Label)) }

// SweepColumn is a statistic of a metric.
type SweepColumn struct {
	Metric    string // "shortfall.cars"
	Measure   string // "shortfall"
	Subject   string // "cars"
	Kind      string // "sector"
	Statistic string // "p95"; "change_mean" of a difference from the first policy
	Unit      string // of the statistic
	Chief     bool   // one of those that cells are compared by
}

// SweepCell is one cell: a scenario in one of its cases with some values
// changed, under all its policies.
type SweepCell struct {
	Scenario string
	Title    string
	Currency string
	Case     string // "" for the scenario as it stands
	ID       string // "stock=90d,cut=40%"
	Values   []SweepValue
	Error    string // why there are no results; the rest is then empty
	Hash     string // of the resolved scenario
	Seed     uint64
	Asked    int64 // trials
	Trials   int64 // that succeeded
	Failed   int64
	Start    string // ISO dates of the horizon
	End      string
	Step     string // "week" or "month"
	Steps    int
	Balance  float64 // largest relative error of a material's mass balance
	Policies []Variant
	Main     string // the metric that it is about: "shortfall.total"
	Numbers  []SweepNumber
	Criteria []Verdict // Variant is an index into Policies
	Doubts   []Warning // what is doubtful about the scenario itself
}

// SweepValue is what a cell sets an axis to. An axis without one is as in the
// file and its policies.
type SweepValue struct {
	Axis   int    // index into Sweep.Axes
	Text   string // as written
	Label  string // short
	Number float64
}

// SweepNumber is one number of a cell with its 95% sampling interval, NaN where
// that is unknown.
type SweepNumber struct {
	_      struct{} `cbor:",toarray"`
	Policy int      // index into the cell's policies
	Column int      // index into the sweep's columns
	Value  float64
	Low    float64
	High   float64
	N      int64
}

// CellResult is a cell that was played, with its own columns.
type CellResult struct {
	All     bool // of all metrics, not only the chief ones
	Columns []SweepColumn
	Cell    SweepCell // without its address: scenario, case, id and values
}

// NewCellResult takes from a report what a sweep keeps of it: the statistics of
// the chief metrics, or of all, the differences from the first policy, and the
// criteria.
func NewCellResult(r *Report, all bool) *CellResult {
	c := &CellResult{All: all}
	c.Cell = SweepCell{
		Title: r.Title, Currency: r.Currency, Hash: r.Run.Hash, Seed: r.Run.Seed, Asked: r.Run.Asked,
		Trials: r.Run.Trials, Failed: r.Health.Failed, Start: r.Run.Start, End: r.Run.End, Step: r.Run.StepName, Steps: r.Run.Steps, Balance: r.Health.Imbalance, Policies: r.Variants, Main: r.Chief(), Criteria: r.Criteria, Doubts: r.Run.Doubts,
	}
	about := map[string]SweepColumn{}
	at := map[SweepColumn]int{}
	put := func(column SweepColumn, s Stat) {
		c.Cell.Numbers = append(c.Cell.Numbers, SweepNumber{Policy: s.Variant, Column: placeOf(column, &c.Columns, at), Value: s.Value, Low: s.Low, High: s.High, N: s.N})
	}
	for _, s := range r.Stats {
		column := SweepColumn{s.Metric, s.Measure, s.Subject, s.Kind, s.Statistic, s.Unit, isChief(s)}
		about[s.Metric] = column
		if all || column.Chief {
			put(column, s)
		}
	}
	for _, p := range r.Paired {
		column, known := about[p.Metric]
		column.Chief = ChiefMeasure(column.Measure, column.Kind)
		if !known || !all && !column.Chief {
			continue
		}
		for _, d := range p.stats(Stat{N: r.Run.Trials}) {
			column.Statistic, column.Unit = d.Statistic, d.Unit
			put(column, d)
		}
	}
	return c
}

// ChiefMeasure reports whether a sweep keeps a measure of a kind of subject unasked.
func ChiefMeasure(measure, kind string) bool {
	switch measure {
	case Shortfall, ShortShare, Shortage, UnitsLost, ValueLost, StockCost, Burden, NetBenefit, CostPerTonne, GivenUp, Moved:
		return true
	case Outlay, YearlyCost, EndValue:
		return kind == "total"
	}
	return false
}

// isChief leaves out the chances of exceeding so many tonnes: which tonnes these
// are depends on the sample, so that they differ from cell to cell.
func isChief(s Stat) bool {
	return ChiefMeasure(s.Measure, s.Kind) && (s.Measure != Shortfall || !strings.HasPrefix(s.Statistic, "p_exceed_"))
}

// Add appends a cell under its address. A nil result is that of a cell that
// failed, for the reason that the address holds.
func (s *Sweep) Add(address SweepCell, result *CellResult, all bool) {
	s.alike.Store(nil)
	if result == nil {
		s.Cells = append(s.Cells, address)
		return
	}
	cell := result.Cell
	cell.Scenario, cell.Case, cell.ID, cell.Values = address.Scenario, address.Case, address.ID, address.Values
	cell.Numbers = nil
	if s.at == nil {
		s.at = map[SweepColumn]int{}
	}
	places := each(result.Columns, func(c SweepColumn) int { // −1 of what is not kept
		if !all && !c.Chief {
			return -1
		}
		return placeOf(c, &s.Columns, s.at)
	})
	for _, n := range result.Cell.Numbers {
		if n.Column = places[n.Column]; n.Column >= 0 {
			cell.Numbers = append(cell.Numbers, n)
		}
	}
	s.Cells = append(s.Cells, cell)
}

// placeOf is the place of a column among others, to which it is added where it is new; at
// has the places of these.
func placeOf(c SweepColumn, all *[]SweepColumn, at map[SweepColumn]int) int {
	if _, known := at[c]; !known {
		at[c], *all = len(*all), append(*all, c)
	}
	return at[c]
}

// SetHeaders gives every axis the name of its column in tables.
func (s *Sweep) SetHeaders() {
	taken := map[string]bool{}
	for _, c := range summaryColumns() {
		taken[c.Name] = true
	}
	taken["scenario"] = true
	for i := range s.Axes {
		a := &s.Axes[i]
		a.Header = unique(taken, Header(a.Path, either(a.Numeric, a.Unit, "")))
	}
}

// Stat returns a number of a cell by policy, metric and statistic. It is false
// where the cell has none.
func (s *Sweep) Stat(cell, policy int, metric, statistic string) (Stat, bool) {
	c := &s.Cells[cell]
	n, ok := first(c.Numbers, func(n *SweepNumber) bool {
		col := &s.Columns[n.Column]
		return n.Policy == policy && col.Statistic == statistic && col.Metric == metric
	})
	if !ok {
		return Stat{}, false
	}
	return s.stat(n), true
}

// stat is a number of a cell as a statistic; its variant is the policy.
func (s *Sweep) stat(n SweepNumber) Stat {
	x := s.Columns[n.Column]
	return Stat{
		Variant: n.Policy, Metric: x.Metric, Measure: x.Measure, Subject: x.Subject, Kind: x.Kind,
		Statistic: x.Statistic, Value: n.Value, Low: n.Low, High: n.High, Unit: x.Unit, N: n.N,
	}
}

// Meets counts the criteria that a policy passes in a cell, and all.
func (c *SweepCell) Meets(policy int) (passed, all int) {
	judged := those(c.Criteria, func(v Verdict) bool { return v.Variant == policy })
	return len(those(judged, func(v Verdict) bool { return v.Outcome == Pass })), len(judged)
}

// By chooses the metric that people are told of and figures show; "" leaves each cell what
// it is about. It fails on one that no cell has.
func (s *Sweep) By(metric string) error {
	known := distinct(s.Columns, func(c SweepColumn) string { return c.Metric })
	if metric != "" && !slices.Contains(known, metric) {
		slices.Sort(known)
		return errors.New("--metric " + metric + ": the cells have no such metric, but " + unit.Few(known) + "\n  a sweep with --all-metrics keeps every metric")
	}
	s.Metric = metric
	return nil
}

// Of is the metric that a cell is told by.
func (s *Sweep) Of(c *SweepCell) string { return cmp.Or(s.Metric, c.Main) }

// Level returns the number by which a cell under a policy is told: the mean of its metric.
// It is false where there is none, as of a net benefit under the first policy.
func (s *Sweep) Level(cell, policy int) (Stat, bool) {
	for _, statistic := range statisticsOf {
		if x, ok := s.Stat(cell, policy, s.Of(&s.Cells[cell]), statistic); ok {
			return x, !math.IsNaN(x.Value)
		}
	}
	return Stat{}, false
}

// Quantity is what cells are told by in words: "mean shortfall", "mean net benefit". Totals
// are not named as such.
func (s *Sweep) Quantity() string {
	if s.Metric == "" {
		return "mean shortfall"
	}
	words := strings.TrimPrefix(s.Head.Titles.Metric(s.Metric), "total ")
	in, _ := first(s.Columns, func(c *SweepColumn) bool { return c.Metric == s.Metric && slices.Contains(statisticsOf, c.Statistic) })
	switch in.Statistic {
	case "ratio":
		return words
	case "p50":
		return "median " + words
	}
	return "mean " + words
}

// benefit is what a policy is worth in a cell against the first.
func (s *Sweep) benefit(o sweepOutcome) (Stat, bool) { return s.money(NetBenefit)(o) }

// money is a measure of the total of a cell, its mean.
func (s *Sweep) money(measure string) func(sweepOutcome) (Stat, bool) {
	return func(o sweepOutcome) (Stat, bool) {
		x, ok := s.Stat(o.cell, o.policy, MetricOf(measure, Total), "mean")
		return x, ok && !math.IsNaN(x.Value)
	}
}

// unitOf is the unit of a statistic; "" where that differs from cell to cell.
func (s *Sweep) unitOf(measure, statistic string) string {
	units := distinct(those(s.Columns, func(c SweepColumn) bool { return c.Measure == measure && c.Statistic == statistic }), func(c SweepColumn) string { return c.Unit })
	if len(units) != 1 {
		return ""
	}
	return units[0]
}
