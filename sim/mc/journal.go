package mc

import (
	"encoding/binary"
	"errors"
	"math"

	"magnetsim/sim"
	"magnetsim/sim/stat"
)

// Journal keeps what played blocks gave, so that a plan whose play was cut short,
// even by a kill, is not played again from its beginning. A block that is found is
// not played: whatever it gives is what it gave, bit for bit. A journal is of one
// build of the program and of one scenario; it is for its keeper to see to that.
// Its methods are called by several goroutines at once.
type Journal interface {
	// Find returns the record of n trials of a block of the plan of a label; nil
	// where there is none.
	Find(label string, block uint64, n int) []byte
	// Open reports whether blocks are to be kept by now: a short play needs no journal.
	Open() bool
	// Keep keeps a record, which is valid during the call only. An error ends the
	// play.
	Keep(label string, block uint64, n int, record []byte) error
}

// recall takes a block from the journal; false where it is not there.
func (w *worker) recall(p *Plan, b *block) bool {
	if p.Journal == nil {
		return false
	}
	data := p.Journal.Find(p.Label, b.index, b.n)
	if data == nil {
		return false
	}
	if w.read(&reader{rest: data}, b) {
		return true
	}
	b.reset(b.index, b.first, b.n) // of a plan of another shape: it is played
	return false
}

// note puts a block that was played into the journal.
func (w *worker) note(p *Plan, b *block) error {
	if p.Journal == nil || !p.Journal.Open() {
		return nil
	}
	w.record = w.write(w.record[:0], b)
	return p.Journal.Keep(p.Label, b.index, b.n, w.record)
}

// write appends to dst how a block went that is the last on the tapes: which trials
// failed and the first error; by variant the metrics, inputs, sums and bins of the
// series. Each bin is written as its difference from that of the step before, which
// is often none, so that a record packs well.
func (w *worker) write(dst []byte, b *block) []byte {
	var good uint64
	for i := range b.n {
		if b.ok[i] {
			good |= 1 << i
		}
	}
	dst = binary.LittleEndian.AppendUint64(dst, good)
	text := ""
	if b.err != nil {
		text = b.err.Error()
	}
	dst = binary.LittleEndian.AppendUint64(dst, b.firstFail)
	dst = binary.LittleEndian.AppendUint32(dst, uint32(len(text)))
	dst = append(dst, text...)
	dst = appendFloats(dst, []float64{b.imbalance})
	for v, t := range w.tapes {
		for _, column := range b.metrics[v] {
			dst = appendFloats(dst, column[:b.n])
		}
		if b.inputs != nil {
			for _, column := range b.inputs[v] {
				dst = appendFloats(dst, column[:b.n])
			}
		}
		dst = appendFloats(dst, t.sums)
		n := b.n - b.failed
		for row := range t.sums {
			bins := t.row(row)[t.width-n : t.width]
			for i, bin := range bins {
				if row >= t.series {
					bin -= t.row(row - t.series)[t.width-n+i]
				}
				dst = binary.LittleEndian.AppendUint16(dst, uint16(bin))
			}
		}
	}
	return dst
}

func appendFloats(dst []byte, values []float64) []byte {
	for _, x := range values {
		dst = binary.LittleEndian.AppendUint64(dst, math.Float64bits(x))
	}
	return dst
}

// read puts onto the tapes and into b what write wrote; false where it does not fit.
func (w *worker) read(r *reader, b *block) bool {
	w.begin()
	good := r.uint64()
	firstFail, text := r.uint64(), string(r.take(int(r.uint32())))
	for i := range b.n {
		if good>>i&1 == 0 {
			b.fail(i, errors.New(text))
		}
	}
	b.firstFail = firstFail
	one := []float64{0}
	r.floats(one)
	b.imbalance = one[0]
	n := b.n - b.failed
	for v, t := range w.tapes {
		for _, column := range b.metrics[v] {
			r.floats(column[:b.n])
		}
		if b.inputs != nil {
			for _, column := range b.inputs[v] {
				r.floats(column[:b.n])
			}
		}
		r.floats(t.sums)
		for row := range t.sums {
			packed, bins := r.take(2*n), t.row(row)[t.width:]
			if r.short {
				return false
			}
			for i := range n {
				bins[i] = stat.Bin(binary.LittleEndian.Uint16(packed[2*i:]))
				if row >= t.series {
					bins[i] += t.row(row - t.series)[t.width+i]
				}
			}
		}
	}
	if len(r.rest) > 0 || r.short {
		return false
	}
	w.advance(n)
	return true
}

// reader takes a record apart. Beyond its end all is 0, and short is set.
type reader struct {
	rest  []byte
	short bool
}

func (r *reader) take(n int) []byte {
	if n < 0 || n > len(r.rest) {
		r.short = true
		return nil
	}
	taken := r.rest[:n]
	r.rest = r.rest[n:]
	return taken
}

func (r *reader) uint64() uint64 {
	if b := r.take(8); b != nil {
		return binary.LittleEndian.Uint64(b)
	}
	return 0
}

func (r *reader) uint32() uint32 {
	if b := r.take(4); b != nil {
		return binary.LittleEndian.Uint32(b)
	}
	return 0
}

func (r *reader) floats(to []float64) {
	b := r.take(8 * len(to))
	if b == nil {
		return
	}
	for i := range to {
		to[i] = math.Float64frombits(binary.LittleEndian.Uint64(b[8*i:]))
	}
}

const _ = uint(64 - sim.Lanes) // a record has a bit a trial in one uint64
