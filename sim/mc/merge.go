package mc

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"magnetsim/sim/stat"
)

// Merge returns the sample of the trials of both, as if they had been played
// together, and leaves both as they are. It refuses samples of different keys or
// shapes and those that have a trial in common.
func Merge(a, b *Sample) (*Sample, error) {
	if err := mergeable(a, b); err != nil {
		return nil, err
	}
	spans, err := joinSpans(a.Spans, b.Spans)
	if err != nil {
		return nil, err
	}
	s := &Sample{
		Key: a.Key, Variants: a.Variants, Metrics: a.Metrics, Series: a.Series, Steps: a.Steps,
		Asked: a.Asked + b.Asked, Done: a.Done + b.Done, Failed: a.Failed + b.Failed,
		Imbalance: max(a.Imbalance, b.Imbalance), Complete: a.Complete && b.Complete, Spans: spans,
		crosses: a.crosses, replicates: a.replicates,
	}
	s.FirstError, s.FirstFail = firstError(a, b)
	for v := range s.Variants {
		s.columns = append(s.columns, joinAll(a.columns[v], b.columns[v], s.joinColumns))
		s.pairs = append(s.pairs, joinAll(a.pairs[v], b.pairs[v], (*pair).join))
		s.crossed = append(s.crossed, joinAll(a.crossed[v], b.crossed[v], (*cross).join))
		s.follows = append(s.follows, a.follows[v].join(b.follows[v]))
	}
	return s, nil
}

func mergeable(a, b *Sample) error {
	switch {
	case a.Key != b.Key:
		return fmt.Errorf("these samples cannot be merged: one is of %+v and the other of %+v", a.Key, b.Key)
	case a.Variants != b.Variants || a.Steps != b.Steps || a.replicates != b.replicates || !slices.Equal(a.Metrics, b.Metrics) || !slices.Equal(a.Series, b.Series) || !slices.Equal(a.crosses, b.crosses):
		return errors.New("these samples cannot be merged: they differ in variants, replicates, steps, metrics, crosses or series")
	}
	return nil
}

// joinSpans returns the spans of both in order, neighbours made one.
func joinSpans(a, b []Span) ([]Span, error) {
	all := slices.Concat(a, b)
	slices.SortFunc(all, func(x, y Span) int { return cmp.Compare(x.First, y.First) })
	var joined []Span
	for _, s := range all {
		last := len(joined) - 1
		switch {
		case last < 0 || joined[last].end() < s.First:
			joined = append(joined, s)
		case joined[last].end() > s.First:
			return nil, fmt.Errorf("these samples cannot be merged: both hold trial %d", s.First)
		default:
			joined[last].Trials += s.Trials
		}
	}
	return joined, nil
}

// firstError returns the error of the lower trial.
func firstError(a, b *Sample) (string, uint64) {
	if a.Failed == 0 || b.Failed > 0 && b.FirstFail < a.FirstFail {
		return b.FirstError, b.FirstFail
	}
	return a.FirstError, a.FirstFail
}

// joinColumns keeps every value only where that many trials were to be kept, as
// one run of all of them would have.
func (s *Sample) joinColumns(a, b *stat.Column) *stat.Column {
	if s.Asked > int64(s.Key.Retain) {
		return a.Sketched().Join(b)
	}
	return a.Join(b)
}

func joinAll[T any](a, b []*T, join func(a, b *T) *T) []*T {
	var joined []*T
	for i := range a {
		joined = append(joined, join(a[i], b[i]))
	}
	return joined
}
