package mc

import (
	"errors"
	"slices"

	"magnetsim/sim"
	"magnetsim/sim/draw"
)

// Only returns the sample of one variant, as if it had been played alone. The two share
// what they hold.
func (s *Sample) Only(variant int) *Sample {
	one := *s
	one.Variants = 1
	one.columns, one.follows = s.columns[variant:variant+1], s.follows[variant:variant+1]
	one.pairs, one.crossed = make([][]*pair, 1), make([][]*cross, 1)
	return &one
}

// WithoutSeries returns the sample as if its plan had left out the time series. The two share
// what they hold.
func (s *Sample) WithoutSeries() *Sample {
	bare := *s
	bare.Series, bare.follows = nil, make([]*follow, s.Variants)
	for v := range bare.follows {
		bare.follows[v] = newFollow(s.Steps, 0)
	}
	return &bare
}

// Values are all metrics of one variant trial by trial, as the rows of a plan show them.
// They and the sample of the variant are all that is needed to set it beside another that
// was played at another time (see Beside).
type Values struct {
	metrics [][]float64 // by metric, then trial
}

// Take adds the rows of one block, the next one of the trials.
func (x *Values) Take(r Rows) error {
	if x.metrics == nil {
		x.metrics = make([][]float64, len(r.Model.Metrics()))
	}
	for i := range x.metrics {
		x.metrics[i] = append(x.metrics[i], r.Metric(i)[:r.N]...)
	}
	return nil
}

// Join adds the values of trials that follow.
func (x *Values) Join(o *Values) {
	if x.metrics == nil {
		x.metrics = make([][]float64, len(o.metrics))
	}
	for i := range x.metrics {
		x.metrics[i] = append(x.metrics[i], o.metrics[i]...)
	}
}

// First returns the values of the first n trials, which it shares.
func (x *Values) First(n int) *Values {
	first := &Values{}
	for _, all := range x.metrics {
		first.metrics = append(first.metrics, all[:n:n])
	}
	return first
}

// Metric returns the values of a metric by trial, those of failed trials too, which mean
// nothing.
func (x *Values) Metric(i int) []float64 { return x.metrics[i] }

// Trials is the number of trials that the values are of.
func (x *Values) Trials() int {
	if len(x.metrics) == 0 {
		return 0
	}
	return len(x.metrics[0])
}

// Beside returns the sample of several variants, each of which was played alone on the same
// trials of one design from trial 0 on: the same to the bit as if they had been played together.
// The first is what the others are compared with. It refuses samples of other keys, metrics,
// steps or trials, and such as have failed trials, which all variants of a sample must leave out.
func Beside(design draw.Design, crosses [][2]int, samples []*Sample, values []*Values) (*Sample, error) {
	first := samples[0]
	for i, s := range samples {
		switch {
		case s.Key != first.Key || s.Steps != first.Steps || !slices.Equal(s.Metrics, first.Metrics) || !slices.Equal(s.Series, first.Series) || s.replicates != first.replicates:
			return nil, errors.New("these samples cannot be combined: they differ in key, steps, metrics or series")
		case s.Variants != 1 || !slices.Equal(s.Spans, first.Spans) || int64(values[i].Trials()) != s.Done:
			return nil, errors.New("these samples cannot be combined: their trials are not the same")
		case s.Failed > 0:
			return nil, errors.New("these samples cannot be combined: a trial failed")
		}
	}
	all := *first
	all.Variants, all.crosses = len(samples), crosses
	all.columns, all.follows = nil, nil
	all.pairs, all.crossed = make([][]*pair, len(samples)), make([][]*cross, len(samples))
	for v, s := range samples {
		all.columns, all.follows = append(all.columns, s.columns[0]), append(all.follows, s.follows[0])
		all.Imbalance = max(all.Imbalance, s.Imbalance)
		all.Complete = all.Complete && s.Complete
		if v > 0 {
			all.compare(design, v, values[0], values[v])
		}
	}
	return &all, nil
}

// compare gathers the differences of a variant from variant 0, block by block.
func (s *Sample) compare(design draw.Design, v int, zero, values *Values) {
	for range s.Metrics {
		s.pairs[v] = append(s.pairs[v], newPair(s.replicates))
	}
	for range s.crosses {
		s.crossed[v] = append(s.crossed[v], newCross(s.replicates))
	}
	for from := 0; from < int(s.Done); from += sim.Lanes {
		to := min(from+sim.Lanes, int(s.Done))
		index := uint64(from / sim.Lanes)
		var part []int
		for t := from; s.replicates > 0 && t < to; t++ {
			part = append(part, int(design.Group(uint64(t))))
		}
		for i, m := range s.Metrics {
			if !m.Partial {
				s.pairs[v][i].add(index, zero.metrics[i][from:to], values.metrics[i][from:to], part)
			}
		}
		for i, c := range s.crosses {
			change := func(metric int) []float64 {
				return differences(zero.metrics[metric][from:to], values.metrics[metric][from:to])
			}
			s.crossed[v][i].add(index, change(c[0]), change(c[1]), part)
		}
	}
}

// differences are values less others, trial by trial.
func differences(zero, values []float64) []float64 {
	all := make([]float64, len(values))
	for i, x := range values {
		all[i] = x - zero[i]
	}
	return all
}
