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

// Carry carries the tree over a wire, one by one its nodes in the order of their blocks. Blocks
// that are read are put in; the tree has none of them.
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
	o := Tree[T]{nodes: make([]node[T], w.Length(0, 2))}
	for i := range slices.Backward(o.nodes) {
		n := &o.nodes[i]
		n.place.carry(w)
		value(&n.value)
		if i+1 < len(o.nodes) {
			last := o.nodes[i+1].place
			if !last.before(n.place) || last.sibling() == n.place {
				w.Refuse("its blocks do not fit together")
			}
		}
		if n.level == mostLevels {
			w.Refuse("its blocks do not fit together")
		}
	}
	if w.err == nil {
		t.Absorb(&o)
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
// told. Those that are read are added.
func (c *Counts) Carry(w *Wire) {
	if w.Reading() {
		c.read(w)
		return
	}
	w.Int(&c.n)
	switch {
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

func (c *Counts) read(w *Wire) {
	var n int64
	w.Int(&n)
	switch {
	case n < 0 || n > math.MaxUint32:
		w.Refuse("its counts do not add up")
	case c.n+n <= mostPacked:
		c.Absorb(&Counts{n: n, few: packedOf(w, n)})
	default:
		c.unpack()
		c.n += n
		unpackAll(w, n, c.part)
	}
}

// Carry carries the column over a wire. The values of an exact one go in rising order, so
// that the bytes do not tell how the blocks came in. What is read is put into one of its kind,
// or into the zero Column, which becomes so.
func (c *Column) Carry(w *Wire) {
	grain, floored, exact := c.grain, c.floored, c.Exact()
	if exact && !w.Reading() {
		c.seal()
	}
	before, none := c.n, c.moments == nil
	for _, x := range []*int64{&c.n, &c.zero, &c.positive, &c.infinite} {
		w.Sum(x)
	}
	w.Float(&grain)
	w.Bool(&floored)
	w.Bool(&exact)
	if w.Reading() && !c.become(grain, floored, exact) {
		w.Refuse("it is as accurate as no column is, or of another kind than it is put to")
		return
	}
	c.moments.Carry(w, func(m *Moments) { m.Carry(w) })
	switch {
	case !exact:
		c.sketch.carry(w)
	case w.Reading():
		c.readValues(w, c.n-before)
	default:
		w.Floats(&c.values)
	}
	c.carryParts(w, none)
}

// become makes a column ready for what is read, and is false where that is of another kind.
func (c *Column) become(grain float64, floored, exact bool) bool {
	if c.moments == nil {
		c.moments, c.grain, c.floored = NewTree(Moments.Merge), grain, floored
	}
	if !(grain == accuracy || grain == roughly) || grain != c.grain || floored != c.floored {
		return false
	}
	if !exact {
		c.blur()
	}
	return true
}

// readValues reads so many values of an exact column.
func (c *Column) readValues(w *Wire, n int64) {
	var values []float64
	w.Floats(&values)
	switch {
	case int64(len(values)) != n || slices.ContainsFunc(values, math.IsNaN):
		w.Refuse("it has another number of values than it says")
	case c.Exact():
		c.values = append(c.values, values...)
	default:
		c.sketch.add(values)
	}
}

// carryParts carries the parts; a zero column gets as many as there are.
func (c *Column) carryParts(w *Wire, none bool) {
	n := w.Length(len(c.parts), 1)
	if none {
		for range n {
			c.parts = append(c.parts, new(Column))
		}
	}
	if n != len(c.parts) {
		w.Refuse("it has %d parts, not %d", n, len(c.parts))
		return
	}
	for _, p := range c.parts {
		p.Carry(w)
	}
}
