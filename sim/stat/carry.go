package stat

import (
	"encoding/binary"
	"math"
	"slices"
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
	if w.Reading() {
		t.read(w, value)
		return
	}
	w.Length(len(t.nodes), 2)
	for _, n := range slices.Backward(t.nodes) {
		n.place.carry(w)
		value(&n.value)
	}
}

func (t *Tree[T]) read(w *Wire, value func(*T)) {
	t.nodes = make([]node[T], w.Length(0, 2))
	for i := range slices.Backward(t.nodes) {
		n := &t.nodes[i]
		n.place.carry(w)
		value(&n.value)
		if i+1 < len(t.nodes) {
			last := t.nodes[i+1].place
			if !last.before(n.place) || last.sibling() == n.place {
				w.Refuse("its blocks do not fit together")
			}
		}
		if n.level == mostLevels {
			w.Refuse("its blocks do not fit together")
		}
	}
}

func (p *place) carry(w *Wire) {
	level := uint64(p.level)
	w.Uint(&level)
	w.Uint(&p.index)
	p.level = int(min(level, mostLevels))
}

// CarryCounts carries many over a wire.
func CarryCounts(w *Wire, all []Counts) {
	if !w.Reading() {
		size := 0
		for i := range all {
			size += binary.MaxVarintLen64 + len(all[i].few)
		}
		w.bytes = slices.Grow(w.bytes, size)
	}
	for i := range all {
		all[i].Carry(w)
	}
}

// Carry carries the counts over a wire: how many, and then packed chunks, until all are
// told. What is read goes on to use the bytes of the wire.
func (c *Counts) Carry(w *Wire) {
	w.Int(&c.n)
	switch {
	case w.Reading():
		if c.few = packedOf(w, c.n); c.n > mostPacked {
			c.unpack()
		}
	case c.parts == nil:
		w.bytes = append(w.bytes, c.few...)
	default:
		for i, part := range c.parts {
			if part != nil {
				w.bytes = part.pack(append(w.bytes, byte(i)))
			}
		}
	}
}

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
