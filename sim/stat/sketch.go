package stat

import (
	"iter"
	"math"
	"slices"

	"github.com/DataDog/sketches-go/ddsketch/mapping"
)

// accuracy is the greatest relative error of a value that a sketch gives back.
const accuracy = 0.001

// sketch counts finite values in bins of logarithmic width. Its counts are
// whole numbers, so it is the same for any order and any split of the values.
// Source: Masson, Rim and Lee, "DDSketch", PVLDB 12(12) (2019).
type sketch struct {
	*mapping.LogarithmicMapping
	zero               int64 // nearer to 0 than any bin
	positive, negative bins
}

func newSketch(accuracy float64) *sketch {
	m, err := mapping.NewLogarithmicMapping(accuracy)
	if err != nil {
		panic(err) // only an accuracy outside (0, 1) is refused
	}
	return &sketch{LogarithmicMapping: m}
}

// add counts values; +Inf is counted by the column.
func (s *sketch) add(values []float64) {
	least, top := s.MinIndexableValue(), s.MaxIndexableValue()
	for _, x := range values {
		switch {
		case math.IsInf(x, 0):
		case x > least:
			s.positive.add(s.Index(min(top, x)))
		case x < -least:
			s.negative.add(s.Index(min(top, -x)))
		default:
			s.zero++
		}
	}
}

func (s *sketch) join(o *sketch) {
	s.zero += o.zero
	s.positive.join(&o.positive)
	s.negative.join(&o.negative)
}

// ladder returns the bins in rising order, between the exact ends of m, and
// above them the infinite values.
func (s *sketch) ladder(m Moments, infinite int64) ladder {
	counts := map[float64]int64{}
	put := func(x float64, count int64) {
		if count > 0 {
			counts[max(m.Min, min(m.Max, x))] += count
		}
	}
	put(0, s.zero)
	for sign, side := range map[float64]*bins{1: &s.positive, -1: &s.negative} {
		for first, c := range side.all() {
			for k, count := range c {
				if count > 0 {
					put(sign*s.Value(first+k), int64(count))
				}
			}
		}
	}
	if infinite > 0 {
		counts[math.Inf(1)] = infinite
	}
	l := ladder{xs: make([]float64, 0, len(counts)), upTo: make([]int64, 0, len(counts))}
	for x := range counts {
		l.xs = append(l.xs, x)
	}
	slices.Sort(l.xs)
	sum := int64(0)
	for _, x := range l.xs {
		sum += counts[x]
		l.upTo = append(l.upTo, sum)
	}
	return l
}

// bins are the counts of the bins of a sketch, whose numbers may be negative, in chunks of
// which only those that have any take room.
type bins struct {
	first  int // number of the first chunk
	chunks []*chunk
}

// mostChunk is beyond the number of any chunk of a sketch of floats: ln(2^1024) over the
// logarithm of the width of a bin, 1.002, is less than 2^20.
const mostChunk = 1 << 20 / perChunk

func (b *bins) add(bin int) { b.chunk(bin >> 6)[bin&(perChunk-1)]++ }

// chunk is that of a number.
func (b *bins) chunk(i int) *chunk {
	switch {
	case b.chunks == nil:
		b.first, b.chunks = i, make([]*chunk, 1)
	case i < b.first:
		b.chunks = slices.Concat(make([]*chunk, b.first-i), b.chunks)
		b.first = i
	case i >= b.first+len(b.chunks):
		b.chunks = append(b.chunks, make([]*chunk, i-b.first-len(b.chunks)+1)...)
	}
	at := &b.chunks[i-b.first]
	if *at == nil {
		*at = new(chunk)
	}
	return *at
}

// all are the chunks that have any, each with the number of its first bin.
func (b *bins) all() iter.Seq2[int, *chunk] {
	return func(yield func(int, *chunk) bool) {
		for i, c := range b.chunks {
			if c != nil && !yield((b.first+i)*perChunk, c) {
				return
			}
		}
	}
}

func (b *bins) join(o *bins) {
	for first, c := range o.all() {
		b.chunk(first / perChunk).add(c)
	}
}

// carry carries the counts over a wire: the chunks that have any, each behind its number. What
// is read is added.
func (b *bins) carry(w *Wire) {
	var there []int64
	for first := range b.all() {
		there = append(there, int64(first/perChunk))
	}
	before := int64(-mostChunk)
	Several(w, &there, 10, func(i *int64) {
		w.Int(i)
		if !w.Reading() {
			w.bytes = b.chunk(int(*i)).pack(w.bytes)
			return
		}
		if *i <= before || *i >= mostChunk {
			w.Refuse("its bins are out of order")
			return
		}
		sum, _, rest := unpack(w.bytes, b.chunk(int(*i)))
		if sum == 0 {
			w.Refuse("its counts do not add up, or it is cut short")
			return
		}
		before, w.bytes = *i, rest
	})
}

// carry carries the counts of a sketch over a wire. What is read is added.
func (s *sketch) carry(w *Wire) {
	w.Sum(&s.zero)
	s.positive.carry(w)
	s.negative.carry(w)
}
