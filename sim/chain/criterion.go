package chain

// Criterion is a pass/fail line: a statistic of a metric over the trials, and
// the limit that it must keep.
type Criterion struct {
	Name      string // short
	Title     string // for people; the name where not given
	Line      string // as written: "P(shortfall.total > 1 kt) <= 5%"
	Statistic Statistic
	P         float64 // of a percentile and a tail mean: 0.95 of p95 and cvar95
	Metric    string  // "shortfall.total"
	Event     Limit   // of a chance: what has it, in the metric's unit
	Limit     Limit   // in the metric's unit; of a chance, a share
}

// Statistic is what a criterion takes of a metric.
type Statistic uint8

// The statistics of criteria.
const (
	Chance     Statistic = iota // of an event: P(metric > level)
	Mean                        // over all trials
	Percentile                  // p95
	TailMean                    // mean of the worst share 1−P: cvar95
)

// Limit is one side of a number.
type Limit struct {
	Value  float64
	Least  bool // what keeps it is at least this; else at most
	Strict bool // and not equal to it
}

// Precision is how well a statistic is to be known before a run may stop: the
// largest half-width of its 95% sampling interval.
type Precision struct {
	Line     string    // as written: "1% of mean(shortfall.total)"
	Of       Criterion // its statistic, metric and event; it has no limit
	Width    float64   // in the metric's unit, or
	Relative bool      // as a share of the estimate
}
