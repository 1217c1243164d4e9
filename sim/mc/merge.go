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
	var u Union
	if err := u.Add(a); err != nil {
		return nil, err
	}
	if err := u.Add(b); err != nil {
		return nil, err
	}
	return u.Sample(), nil
}

// Union merges samples one by one into one, in room that is made once. The zero Union is
// empty.
type Union struct {
	all    *Sample
	broken error // of a sample of which some was put in

	record, rows []byte // scratch of Replay
}

// Sample is what was put in, to which nothing is to be added any more; nil for nothing.
func (u *Union) Sample() *Sample {
	if u.broken != nil {
		return nil
	}
	return u.all
}

// Add puts a sample in, and leaves it as it is. What it refuses it has not put in.
func (u *Union) Add(s *Sample) error {
	err := u.count(s, func(v, i int) *stat.Column { return s.columns[v][i].Like() })
	if err != nil {
		return err
	}
	all := u.all
	for v := range all.Variants {
		for i, c := range all.columns[v] {
			c.Absorb(s.columns[v][i])
		}
		for i, p := range all.pairs[v] {
			p.absorb(s.pairs[v][i])
		}
		for i, c := range all.crossed[v] {
			c.absorb(s.crossed[v][i].parted)
		}
		all.follows[v].absorb(s.follows[v])
	}
	u.blur()
	return nil
}

// read puts in a sample whose head was read. One whose head is refused is not put in; of one
// that breaks off later some is, and nothing can be done with the union any more.
func (u *Union) read(head *Sample, w *stat.Wire) error {
	if err := u.count(head, func(int, int) *stat.Column { return new(stat.Column) }); err != nil {
		return err
	}
	u.all.carry(w)
	if w.Err() == nil && len(w.Bytes()) > 0 {
		w.Refuse("there is data after its end")
	}
	if u.broken = w.Err(); u.broken == nil {
		u.blur()
	}
	return u.broken
}

// count makes room, where there is none yet, for samples of the kind of one, and puts in what
// that says of itself.
func (u *Union) count(s *Sample, column func(variant, metric int) *stat.Column) error {
	if u.broken != nil {
		return u.broken
	}
	if u.all == nil {
		u.all = s.like()
		u.all.gather(column)
	}
	all := u.all
	if err := mergeable(all, s); err != nil {
		return err
	}
	if all.Done+s.Done > MostTrials {
		return fmt.Errorf("these samples cannot be merged: a sample counts %d trials at most", int64(MostTrials))
	}
	spans, err := joinSpans(all.Spans, s.Spans)
	if err != nil {
		return err
	}
	all.FirstError, all.FirstFail = firstError(all, s)
	all.Spans = spans
	all.Asked += s.Asked
	all.Done += s.Done
	all.Failed += s.Failed
	all.Imbalance = max(all.Imbalance, s.Imbalance)
	all.Complete = all.Complete && s.Complete
	return nil
}

// blur keeps every value only where that many trials were to be kept, as one run of all of
// them would have.
func (u *Union) blur() {
	if u.all.Asked <= int64(u.all.Key.Retain) {
		return
	}
	for _, columns := range u.all.columns {
		for _, c := range columns {
			c.Blur()
		}
	}
}

// like is a sample of the kind of another, of no trials, without room for any.
func (s *Sample) like() *Sample {
	return &Sample{
		Key: s.Key, Variants: s.Variants, Metrics: s.Metrics, Series: s.Series, Steps: s.Steps, Complete: true,
		crosses: s.crosses, replicates: s.replicates,
	}
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
