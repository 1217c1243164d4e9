package mc

import (
	"encoding/binary"
	"errors"
	"slices"

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
// series.
func (w *worker) write(dst []byte, b *block) []byte {
	var good uint64
	for i := range b.n {
		if b.ok[i] {
			good |= 1 << i
		}
	}
	text := ""
	if b.err != nil {
		text = b.err.Error()
	}
	dst = appendAll(dst, []uint64{good, b.firstFail}, uint32(len(text)), []byte(text), b.imbalance)
	for v, t := range w.tapes {
		for _, column := range b.columns(v) {
			dst = appendAll(dst, column[:b.n])
		}
		dst = appendAll(dst, t.sums)
		n := b.n - b.failed
		var before [sim.Lanes]stat.Bin
		for row := range t.sums {
			last := before[:n]
			if row >= t.series {
				last = t.row(row - t.series)[t.width-n : t.width]
			}
			dst = appendSteps(dst, last, t.row(row)[t.width-n:t.width])
		}
	}
	return dst
}

// appendSteps appends by how much each bin differs from the last, which most do by nothing or
// little: a bit for each, whether it does, in 8 bytes, and then a byte for each that does, with
// 7 bits of its difference, or two with 14 of it behind a bit that is set.
func appendSteps(dst []byte, last, bins []stat.Bin) []byte {
	head := len(dst)
	at := head + 8
	dst = slices.Grow(dst, 8+2*len(bins))[:at+2*len(bins)]
	last = last[:len(bins)]
	var moved uint64
	for i, bin := range bins {
		d := uint16(bin - last[i])
		some := uint64(d|-d) >> 15 // 1 where it differs, without a branch: which do is hardly foreseen
		moved |= some << i
		if d+64 < 128 {
			dst[at] = byte(d) & 0x7f
			at += int(some)
			continue
		}
		dst[at], dst[at+1] = 0x80|byte(d>>8)&0x3f, byte(d)
		at += 2
	}
	binary.LittleEndian.PutUint64(dst[head:], moved)
	return dst[:at]
}

// appendAll appends whole numbers and floats to a record, of which none is refused.
func appendAll(dst []byte, values ...any) []byte {
	for _, x := range values {
		dst, _ = binary.Append(dst, binary.LittleEndian, x)
	}
	return dst
}

// read puts onto the tapes and into b what write wrote; false where it does not fit.
func (w *worker) read(r *reader, b *block) bool {
	w.begin()
	var good, firstFail uint64
	var size uint32
	r.take(&good, &firstFail, &size)
	text := make([]byte, min(int(size), len(r.rest)))
	r.take(text, &b.imbalance)
	for i := range b.n {
		if good>>i&1 == 0 {
			b.fail(i, errors.New(string(text)))
		}
	}
	b.firstFail = firstFail
	n := b.n - b.failed
	for v, t := range w.tapes {
		for _, column := range b.columns(v) {
			r.take(column[:b.n])
		}
		r.take(t.sums)
		var before [sim.Lanes]stat.Bin
		for row := range t.sums {
			last := before[:n]
			if row >= t.series {
				last = t.row(row - t.series)[t.width : t.width+n]
			}
			if r.takeSteps(last, t.row(row)[t.width:t.width+n]); r.short {
				return false
			}
		}
	}
	if len(r.rest) > 0 || r.short {
		return false
	}
	w.advance(n)
	return true
}

// reader takes a record apart. Short is set where there is less than is taken.
type reader struct {
	rest  []byte
	short bool
}

// take reads values one after another, as binary.Decode does.
func (r *reader) take(into ...any) {
	for _, x := range into {
		n, err := binary.Decode(r.rest, binary.LittleEndian, x)
		r.rest, r.short = r.rest[n:], r.short || err != nil
	}
}

// takeSteps reads what appendSteps wrote.
func (r *reader) takeSteps(last, bins []stat.Bin) {
	var moved uint64
	r.take(&moved)
	for i := range bins {
		var d uint16
		switch {
		case moved>>i&1 == 0:
		case len(r.rest) > 0 && r.rest[0] < 0x80:
			d = uint16(int8(r.rest[0]<<1) >> 1)
			r.rest = r.rest[1:]
		case len(r.rest) > 1:
			d = uint16(int16(uint16(r.rest[0])<<10)>>2) | uint16(r.rest[1])
			r.rest = r.rest[2:]
		default:
			r.short = true
			return
		}
		bins[i] = last[i] + stat.Bin(d)
	}
}

const _ = uint(64 - sim.Lanes) // a record has a bit a trial in one uint64
