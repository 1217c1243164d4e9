package stat

import "math"

const (
	binBits = 6  // top bits of the mantissa: 64 bins an octave
	lowest  = -7 // exponent of the least value with a bin of its own
	highest = 26 // exponent at which the last bin begins
	base    = (1023 + lowest) << binBits
	topBin  = 2 + (highest-lowest)<<binBits
	chunks  = topBin/perChunk + 1
)

// CountsError is the greatest relative error of a quantile of Counts between
// 2^-7 and 2^26: half a bin of 1/64.
const CountsError = 1.0 / 128

// MostCounts is the number of bytes that Counts take at most.
const MostCounts = 40 + 8*chunks + 4*perChunk*chunks

// Bin is the number of a bin of Counts: 0 holds 0 (and anything below), 1 what
// is above 0 but below 2^-7, the last one 2^26 and all above.
type Bin uint16

// BinOf returns the bin of a value, which is not NaN. Between 2^-7 and 2^26 it
// is read off the float: its exponent and the first six bits of its mantissa. It does
// not branch, since what follows step by step is binned by the thousand million.
func BinOf(x float64) Bin {
	bits := int64(math.Float64bits(x))
	above0 := int64(uint64(-bits&^bits) >> 63)
	return Bin(min(max(bits>>(52-binBits)-base+2, above0), topBin))
}

// value returns the middle of a bin.
func (b Bin) value() float64 {
	switch b {
	case 0:
		return 0
	case 1:
		return math.Ldexp(1, lowest-1)
	case topBin:
		return math.Ldexp(1, highest)
	}
	width := uint64(1) << (52 - binBits)
	return math.Float64frombits((uint64(b)-2+base)*width + width/2)
}

// Counts is a histogram of quantities that are never negative, in bins of
// logarithmic width: whole numbers, so it is the same for any order of what it
// counts. It holds up to 2^32 values a bin. The zero Counts are empty.
//
// Memory: 40 bytes; of up to mostPacked values some bytes for each bin that has any, and
// of more 256 bytes an octave in which values fell, 9.1 kB at the most, for any number of
// values.
type Counts struct {
	n     int64
	few   packed          // of mostPacked values or fewer
	parts *[chunks]*chunk // of more; nil for those that have none
}

// mostPacked is the most values whose counts are packed: a shard of a thousand trials, of
// which those of its time series take 8 MB and not 100.
const mostPacked = 1024

// AddBins counts values given by their bins.
func (c *Counts) AddBins(bins []Bin) {
	if c.n += int64(len(bins)); c.n <= mostPacked {
		t := newTally()
		t.unpack(c.few)
		t.add(bins)
		c.few = t.pack()
		return
	}
	c.unpack()
	parts := c.parts
	for i := 0; i < len(bins); { // equal ones often follow each other, as 0 of what is rare
		b, first := bins[i], i
		for i++; i < len(bins) && bins[i] == b; i++ {
		}
		part := parts[b/perChunk]
		if part == nil {
			part = c.part(int(b / perChunk))
		}
		part[b%perChunk] += uint32(i - first)
	}
}

// Absorb adds the counts of others.
func (c *Counts) Absorb(o *Counts) {
	c.n += o.n
	switch {
	case c.n == o.n && o.parts == nil:
		c.few = o.few // which nobody changes
	case c.n <= mostPacked:
		t := newTally()
		t.unpack(c.few)
		t.unpack(o.few)
		c.few = t.pack()
	default:
		c.unpack()
		o.few.addTo(c.part)
		if o.parts != nil {
			for i, part := range o.parts {
				if part != nil {
					c.part(i).add(part)
				}
			}
		}
	}
}

// unpack makes room for many values.
func (c *Counts) unpack() {
	if c.parts == nil {
		c.parts = new([chunks]*chunk)
		c.few.addTo(c.part)
		c.few = nil
	}
}

// part is a part of the bins of many values.
func (c *Counts) part(i int) *chunk {
	if c.parts[i] == nil {
		c.parts[i] = new(chunk)
	}
	return c.parts[i]
}

// N returns the number of values counted.
func (c *Counts) N() int64 { return c.n }

// Quantile returns the least value that a share p of the values does not
// exceed: within CountsError of it from 2^-7 to 2^26, and within 2^-8 below.
// NaN where there are no values.
func (c *Counts) Quantile(p float64) float64 { return c.Quantiles(p)[0] }

// Quantiles returns the quantiles of several shares, which rise, at the cost of one.
func (c *Counts) Quantiles(ps ...float64) []float64 {
	all := make([]float64, len(ps))
	if c.n == 0 {
		for i := range all {
			all[i] = math.NaN()
		}
		return all
	}
	if c.parts == nil {
		for i, p := range ps {
			all[i] = c.few.at(Rank(p, c.n)).value()
		}
		return all
	}
	at, rank, seen := 0, Rank(ps[0], c.n), int64(0)
	for i, part := range c.parts {
		if part == nil {
			continue
		}
		for k, count := range part {
			for seen += int64(count); seen >= rank; rank = Rank(ps[at], c.n) {
				all[at] = Bin(i*perChunk + k).value()
				if at++; at == len(ps) {
					return all
				}
			}
		}
	}
	return all // not reached: all values are in some bin
}

// Positive returns the share of values above 0; NaN where there are none.
func (c *Counts) Positive() float64 {
	var zero uint32
	switch {
	case c.parts == nil:
		zero = c.few.zero()
	case c.parts[0] != nil:
		zero = c.parts[0][0]
	}
	return float64(c.n-int64(zero)) / float64(c.n)
}
