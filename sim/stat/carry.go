package stat

import (
	"cmp"
	"maps"
	"math"
	"math/bits"
	"slices"

	"github.com/DataDog/sketches-go/ddsketch/store"
)

// Carry carries the moments over a wire.
func (m *Moments) Carry(w *Wire) {
	w.Int(&m.N)
	w.Int(&m.Infinite)
	for _, x := range []*float64{&m.Average, &m.M2, &m.Min, &m.Max} {
		w.Float(x)
	}
}

// Carry carries the moments over a wire.
func (j *Joint) Carry(w *Wire) {
	w.Int(&j.N)
	for _, x := range []*float64{&j.AverageX, &j.AverageY, &j.XX, &j.XY, &j.YY} {
		w.Float(x)
	}
}

// mostLevels is more than a tree of any blocks has.
const mostLevels = 64

// Carry carries the tree over a wire, one by one its nodes in the order of their blocks. A
// tree that is read has a merge already, and nothing in it.
func (t *Tree[T]) Carry(w *Wire, value func(*T)) {
	places := slices.SortedFunc(maps.Keys(t.nodes), func(a, b place) int {
		return cmp.Or(cmp.Compare(a.level, b.level), cmp.Compare(a.index, b.index))
	})
	Several(w, &places, 2, func(at *place) {
		level := uint64(at.level)
		w.Uint(&level)
		w.Uint(&at.index)
		at.level = int(min(level, mostLevels))
		node := t.nodes[*at]
		value(&node)
		if !w.Reading() || w.Err() != nil {
			return
		}
		_, twice := t.nodes[*at]
		_, beside := t.nodes[place{at.level, at.index ^ 1}]
		if twice || beside || at.level == mostLevels {
			w.Refuse("its blocks do not fit together")
			return
		}
		t.nodes[*at] = node
	})
}

// Carry carries the counts over a wire: of each part of the bins that has any which they are,
// a bit each, and how many are in each of them.
func (c *Counts) Carry(w *Wire) {
	w.Int(&c.n)
	var there []uint64
	for i, chunk := range c.chunks {
		if chunk != nil {
			there = append(there, uint64(i))
		}
	}
	sum := int64(0)
	Several(w, &there, 3, func(i *uint64) {
		w.Uint(i)
		if *i >= chunks {
			w.Refuse("it has bins that do not exist")
			return
		}
		if w.Reading() {
			c.chunks[*i] = new(chunk)
		}
		sum += c.chunks[*i].carry(w)
	})
	if w.Reading() && sum != c.n {
		w.Refuse("its counts do not add up")
	}
}

// carry carries a part of the bins, and returns how many are in it.
func (c *chunk) carry(w *Wire) (sum int64) {
	filled := uint64(0)
	for k, n := range c {
		if n > 0 {
			filled |= 1 << k
		}
	}
	w.Uint(&filled)
	for ; filled != 0; filled &= filled - 1 {
		bin := &c[bits.TrailingZeros64(filled)]
		n := uint64(*bin)
		w.Uint(&n)
		*bin = uint32(min(n, math.MaxUint32))
		sum += int64(*bin)
	}
	return sum
}

const _ = uint(64 - perChunk) // a part has a bit a bin in one uint64

// bin is one of a sketch.
type bin struct{ index, count int64 }

// carry carries the counts of a sketch over a wire. One that is read is empty before.
func (s *sketch) carry(w *Wire) {
	zero := int64(s.GetZeroCount())
	w.Int(&zero)
	if w.Reading() && zero > 0 {
		if err := s.AddWithCount(0, float64(zero)); err != nil {
			w.Refuse("its zeros are not counted: %v", err)
		}
	}
	for _, side := range []store.Store{s.GetPositiveValueStore(), s.GetNegativeValueStore()} {
		var bins []bin
		side.ForEach(func(index int, count float64) bool {
			bins = append(bins, bin{int64(index), int64(count)})
			return false
		})
		slices.SortFunc(bins, func(a, b bin) int { return cmp.Compare(a.index, b.index) })
		before := int64(math.MinInt32)
		Several(w, &bins, 2, func(b *bin) {
			w.Int(&b.index)
			w.Int(&b.count)
			if !w.Reading() {
				return
			}
			if b.index <= before || b.index > mostIndex || b.index < -mostIndex || b.count <= 0 {
				w.Refuse("its bins are out of order")
				return
			}
			before = b.index
			side.AddWithCount(int(b.index), float64(b.count))
		})
	}
}

// mostIndex is beyond any bin of a sketch of floats: ln(2^1024) over the logarithm of the
// width of a bin, 1.002. A store takes memory for every bin up to one that is used.
const mostIndex = 1 << 20

// Carry carries the column over a wire. The values of an exact one go in rising order, so
// that the bytes do not tell how the blocks came in. One that is read is the zero Column.
func (c *Column) Carry(w *Wire) {
	exact := c.Exact() && !w.Reading()
	if exact {
		c.seal()
	}
	for _, x := range []*int64{&c.n, &c.zero, &c.positive, &c.infinite} {
		w.Int(x)
	}
	w.Float(&c.grain)
	w.Bool(&c.floored)
	w.Bool(&exact)
	if w.Reading() {
		c.empty(w, exact)
	}
	c.moments.Carry(w, func(m *Moments) { m.Carry(w) })
	if exact {
		w.Floats(&c.values)
		if w.Reading() && (int64(len(c.values)) != c.n || slices.ContainsFunc(c.values, math.IsNaN)) {
			w.Refuse("it has another number of values than it says")
		}
	} else {
		c.sketch.carry(w)
	}
	Several(w, &c.parts, 1, func(p **Column) {
		if w.Reading() {
			*p = new(Column)
		}
		(*p).Carry(w)
	})
}

// empty makes a column that is about to be read.
func (c *Column) empty(w *Wire, exact bool) {
	c.moments = NewTree(Moments.Merge)
	if !(c.grain == accuracy || c.grain == roughly) {
		w.Refuse("it is as accurate as no column is")
		c.grain = roughly
	}
	if !exact {
		c.sketch = newSketch(c.grain)
	}
}
