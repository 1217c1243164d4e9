package stat

import (
	"bytes"
	"encoding/binary"
	"math"
	"math/bits"
	"slices"
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
	return packFilled(to, c, filled)
}

// packFilled packs bins of which those that have any are known.
func packFilled(to []byte, counts *chunk, filled uint64) []byte {
	to = binary.LittleEndian.AppendUint64(to, filled)
	at := len(to)
	to = slices.Grow(to, mostChunkBytes)[:at+mostChunkBytes]
	for ; filled != 0; filled &= filled - 1 {
		n := counts[bits.TrailingZeros64(filled)%perChunk]
		if n < 0x80 {
			to[at] = byte(n)
			at++
			continue
		}
		at += binary.PutUvarint(to[at:], uint64(n))
	}
	return to[:at]
}

// mostChunkBytes is the most bytes that the counts of a packed chunk take.
const mostChunkBytes = perChunk * binary.MaxVarintLen32

// unpack adds the counts of a packed chunk, and returns their sum, which bins have any, and
// what follows. The sum is 0 for what is no chunk, or cut short.
func unpack(from []byte, counts *chunk) (sum int64, filled uint64, rest []byte) {
	if len(from) < 8 {
		return 0, 0, nil
	}
	filled = binary.LittleEndian.Uint64(from)
	at := 8
	for left := filled; left != 0; left &= left - 1 {
		if at >= len(from) {
			return 0, 0, nil
		}
		n := uint64(from[at])
		at++
		if n >= 0x80 {
			var size int
			n, size = binary.Uvarint(from[at-1:])
			at += size - 1
			if size <= 0 {
				return 0, 0, nil
			}
		}
		if n == 0 || n > math.MaxUint32 {
			return 0, 0, nil
		}
		counts[bits.TrailingZeros64(left)%perChunk] += uint32(n)
		sum += int64(n)
	}
	return sum, filled, from[at:]
}

// packed are chunks one behind the other, each behind its number, a byte, in rising order.
type packed []byte

// addTo adds the counts to chunks, by their numbers.
func (p packed) addTo(chunk func(i int) *chunk) {
	for rest := []byte(p); len(rest) > 0; {
		_, _, rest = unpack(rest[1:], chunk(int(rest[0])))
	}
}

// at is the bin of a rank, 1 for the least.
func (p packed) at(rank int64) Bin {
	for rest := []byte(p); len(rest) > 0; {
		var c chunk
		i := int(rest[0])
		var filled uint64
		for _, filled, rest = unpack(rest[1:], &c); filled != 0; filled &= filled - 1 {
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

// unpackAll takes packed chunks off a wire, which count n values, and adds them to chunks, by
// their numbers.
func unpackAll(w *Wire, n int64, chunk func(i int) *chunk) {
	before := -1
	for n > 0 && w.err == nil {
		if len(w.bytes) == 0 {
			w.Refuse("it is cut short")
			return
		}
		i := int(w.bytes[0])
		if i <= before || i >= chunks {
			w.Refuse("it has bins that do not exist")
			return
		}
		sum, _, rest := unpack(w.bytes[1:], chunk(i))
		if sum == 0 || sum > n {
			w.Refuse("its counts do not add up, or it is cut short")
			return
		}
		w.bytes, before, n = rest, i, n-sum
	}
}

// packedOf takes packed chunks off a wire, which count n values.
func packedOf(w *Wire, n int64) packed {
	if n == 0 {
		return nil
	}
	var c chunk
	all := w.bytes
	unpackAll(w, n, func(int) *chunk { return &c })
	return bytes.Clone(all[:len(all)-len(w.bytes)])
}

// tally counts some values in room that fits a processor's cache.
type tally struct {
	counts [chunks]chunk
	filled [chunks]uint64 // a bit for each bin that has any
	room   [9*chunks + 2*mostPacked + mostChunkBytes]byte
	slab   []byte // of which what is packed is cut
}

// slabSize is the size of a slab: of some hundred series at a step, which are allocated
// together, since they are kept and let go of together.
const slabSize = 1 << 15

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
		_, filled, rest = unpack(rest[1:], &t.counts[i])
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
		p = packFilled(append(p, byte(i)), &t.counts[i], filled)
		t.counts[i], t.filled[i] = chunk{}, 0
	}
	defer tallies.Put(t) // once what is in its room is copied
	if len(p) == 0 {
		return nil
	}
	if len(t.slab)+len(p) > cap(t.slab) {
		t.slab = make([]byte, 0, max(slabSize, len(p)))
	}
	at := len(t.slab)
	t.slab = append(t.slab, p...)
	return t.slab[at:len(t.slab):len(t.slab)]
}
