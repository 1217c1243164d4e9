package stat

import (
	"bytes"
	"encoding/binary"
	"math"
	"math/bits"
	"sync"
)

// chunk is the counts of some bins that follow each other.
type chunk [perChunk]uint32

// perChunk is the number of bins that are allocated together: a bit each in one uint64.
const perChunk = 64

func (c *chunk) add(o *chunk) {
	for k, n := range o {
		c[k] += n
	}
}

// A chunk is packed as a bit for each bin, whether it has any, in 8 bytes, and how many are
// in each that has, as varints.

// pack writes a chunk behind some bytes.
func (c *chunk) pack(to []byte) []byte {
	filled := uint64(0)
	for k, n := range c {
		filled |= (uint64(n) + math.MaxUint32) >> 32 << k
	}
	return packFilled(to, c[:], filled)
}

// packFilled packs bins of which those that have any are known.
func packFilled(to []byte, counts []uint32, filled uint64) []byte {
	to = binary.LittleEndian.AppendUint64(to, filled)
	for ; filled != 0; filled &= filled - 1 {
		to = binary.AppendUvarint(to, uint64(counts[bits.TrailingZeros64(filled)]))
	}
	return to
}

// unpack adds the counts of a packed chunk, and returns what follows it.
func unpack(from []byte, counts *chunk) (filled uint64, rest []byte) {
	filled = binary.LittleEndian.Uint64(from)
	at := 8
	for left := filled; left != 0; left &= left - 1 {
		n, size := uint64(from[at]), 1
		if n >= 0x80 {
			n, size = binary.Uvarint(from[at:])
		}
		counts[bits.TrailingZeros64(left)%perChunk] += uint32(n)
		at += size
	}
	return filled, from[at:]
}

// sound is the sum of the counts of a packed chunk, and what follows it; false for what is
// none, or cut short.
func sound(from []byte) (sum int64, rest []byte, ok bool) {
	if len(from) < 8 {
		return 0, nil, false
	}
	filled := binary.LittleEndian.Uint64(from)
	at := 8
	for range bits.OnesCount64(filled) {
		if at >= len(from) {
			return 0, nil, false
		}
		n, size := uint64(from[at]), 1
		if n >= 0x80 {
			n, size = binary.Uvarint(from[at:])
		}
		if size <= 0 || n == 0 || n > math.MaxUint32 {
			return 0, nil, false
		}
		sum += int64(n)
		at += size
	}
	return sum, from[at:], sum > 0
}

// packed are chunks one behind the other, each behind its number, a byte, in rising order.
type packed []byte

// addTo adds the counts to chunks, by their numbers.
func (p packed) addTo(chunk func(i int) *chunk) {
	for rest := []byte(p); len(rest) > 0; {
		_, rest = unpack(rest[1:], chunk(int(rest[0])))
	}
}

// at is the bin of a rank, 1 for the least.
func (p packed) at(rank int64) Bin {
	for rest := []byte(p); len(rest) > 0; {
		var c chunk
		i := int(rest[0])
		var filled uint64
		for filled, rest = unpack(rest[1:], &c); filled != 0; filled &= filled - 1 {
			k := bits.TrailingZeros64(filled)
			if rank -= int64(c[k]); rank <= 0 {
				return Bin(i*perChunk + k)
			}
		}
	}
	return topBin
}

// zero is how many are in the first bin.
func (p packed) zero() uint32 {
	var c chunk
	if len(p) > 0 && p[0] == 0 {
		unpack(p[1:], &c)
	}
	return c[0]
}

// packedOf takes packed chunks off a wire, which count n values.
func packedOf(w *Wire, n int64) packed {
	rest, before := w.bytes, -1
	for n > 0 && w.err == nil {
		if len(rest) == 0 {
			w.Refuse("it is cut short")
			return nil
		}
		i := int(rest[0])
		sum, after, ok := sound(rest[1:])
		switch {
		case i <= before || i >= chunks:
			w.Refuse("it has bins that do not exist")
		case !ok || sum > n:
			w.Refuse("its counts do not add up, or it is cut short")
		}
		rest, before, n = after, i, n-sum
	}
	if n != 0 {
		w.Refuse("its counts do not add up")
	}
	size := len(w.bytes) - len(rest)
	if w.err != nil || size == 0 {
		return nil
	}
	p := packed(w.bytes[:size:size])
	w.bytes = rest
	return p
}

// tally counts some values in room that fits a processor's cache.
type tally struct {
	counts [chunks]chunk
	filled [chunks]uint64 // a bit for each bin that has any
	room   [9*chunks + 2*mostPacked]byte
}

// tallies are empty ones: to empty one takes longer than to count a few values.
var tallies = sync.Pool{New: func() any { return new(tally) }}

func newTally() *tally { return tallies.Get().(*tally) }

func (t *tally) add(bins []Bin) {
	for i := 0; i < len(bins); { // equal ones are counted together, as in AddBins
		b, first := bins[i], i
		for i++; i < len(bins) && bins[i] == b; i++ {
		}
		t.counts[b/perChunk][b%perChunk] += uint32(i - first)
		t.filled[b/perChunk] |= 1 << (b % perChunk)
	}
}

// unpack adds packed counts.
func (t *tally) unpack(p packed) {
	for rest := []byte(p); len(rest) > 0; {
		i := rest[0]
		var filled uint64
		filled, rest = unpack(rest[1:], &t.counts[i])
		t.filled[i] |= filled
	}
}

// pack packs what was counted, mostPacked values at most, and hands the room back.
func (t *tally) pack() packed {
	p := t.room[:0]
	for i, filled := range t.filled {
		if filled == 0 {
			continue
		}
		p = packFilled(append(p, byte(i)), t.counts[i][:], filled)
		t.counts[i], t.filled[i] = chunk{}, 0
	}
	defer tallies.Put(t) // once what is in its room is copied
	if len(p) == 0 {
		return nil
	}
	return bytes.Clone(p)
}
