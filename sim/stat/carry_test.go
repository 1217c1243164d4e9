package stat

import (
	"bytes"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"magnetsim/sim/draw"
)

// written is what a type hands over.
func written(carry func(*Wire)) []byte {
	w := NewWire(nil)
	carry(w)
	return w.Bytes()
}

// kinds are columns of every kind, of some trials with values of every kind.
func kinds(n int) map[string]*Column {
	values := sampleOf(3, n, shortfall)
	signed := slices.Clone(values)
	for i := range signed {
		signed[i] = 100 - signed[i]
	}
	late := slices.Clone(values)
	for i := range late {
		if i%7 == 0 {
			late[i] = math.Inf(1)
		}
	}
	floored := NewSketch()
	floored.NeverNegative()
	return map[string]*Column{
		"exact": fill(NewColumn(0), values), "sketch": fill(NewSketch(), values), "signed": fill(NewSketch(), signed), "late": fill(NewColumn(0), late),
		"late sketch": fill(NewSketch(), late), "none": NewColumn(0), "floored": fill(floored, values),
		"parts": parted(draw.Antithetic(1), n, false), "parts of a sketch": parted(draw.Antithetic(1), n, true),
	}
}

// What is read is what was written, answers alike, and is written alike again.
func TestColumnsAreCarried(t *testing.T) {
	for name, c := range kinds(1000) {
		data := written(c.Carry)
		var got Column
		r := ReadWire(data)
		got.Carry(r)
		if r.Err() != nil || len(r.Bytes()) > 0 {
			t.Fatalf("%s: %v, %d bytes left", name, r.Err(), len(r.Bytes()))
		}
		if c.N() > 0 && text(&got) != text(c) {
			t.Errorf("%s: it answers\n%s\nwant\n%s", name, text(&got), text(c))
		}
		if !bytes.Equal(written(got.Carry), data) {
			t.Errorf("%s: it is written otherwise again", name)
		}
		if c.N() > 0 && !same(got.Mean(), c.Mean()) {
			t.Errorf("%s: mean %v, want %v", name, got.Mean(), c.Mean())
		}
	}
}

// A column that was carried joins as the one that was not.
func TestCarriedColumnsJoin(t *testing.T) {
	values := sampleOf(4, 20*blockSize, shortfall)
	whole := written(fill(NewSketch(), values).Carry)
	rapid.Check(t, func(t *rapid.T) {
		cut := rapid.IntRange(0, 20).Draw(t, "cut")
		halves := [2]*Column{NewSketch(), NewColumn(0)}
		for b := range 20 {
			at := 0
			if b >= cut {
				at = 1
			}
			halves[at].Add(uint64(b), values[b*blockSize:(b+1)*blockSize])
		}
		var got [2]Column
		var both Column
		for i, h := range halves {
			got[i].Carry(ReadWire(written(h.Carry)))
			both.Carry(ReadWire(written(halves[1-i].Carry)))
		}
		if !bytes.Equal(written(got[0].Join(&got[1]).Carry), whole) {
			t.Fatal("joined, they are not the whole")
		}
		if !bytes.Equal(written(both.Carry), whole) {
			t.Fatal("read into one column, they are not the whole")
		}
	})
}

// What is of another kind than the column that it is read into is refused.
func TestOtherColumnsAreNotReadInto(t *testing.T) {
	all := kinds(130)
	for _, c := range []struct{ into, from string }{{"exact", "floored"}, {"floored", "exact"}, {"exact", "parts"}, {"parts", "exact"}} {
		r := ReadWire(written(all[c.from].Carry))
		var into Column
		into.Carry(ReadWire(written(all[c.into].Carry)))
		if into.Carry(r); r.Err() == nil {
			t.Errorf("%s is read into %s", c.from, c.into)
		}
	}
}

// Counts that are read are added, few to many and many to few.
func TestReadCountsAreAdded(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var whole, read Counts
		for range 3 {
			var part Counts
			bins := rapid.SliceOfN(rapid.Uint16Range(0, topBin), 0, 900).Draw(t, "bins")
			for _, b := range bins {
				whole.AddBins([]Bin{Bin(b)})
				part.AddBins([]Bin{Bin(b)})
			}
			w := ReadWire(written(part.Carry))
			if read.Carry(w); w.Err() != nil || len(w.Bytes()) > 0 {
				t.Fatalf("error %v, %d bytes left", w.Err(), len(w.Bytes()))
			}
		}
		if !bytes.Equal(written(read.Carry), written(whole.Carry)) {
			t.Fatal("they are not the whole")
		}
	})
}

func TestCountsAreCarried(t *testing.T) {
	c := &Counts{}
	for _, x := range []float64{0, 0, 1e-9, 3, 3, 700, 1e12} {
		c.AddBins([]Bin{BinOf(x)})
	}
	data := written(c.Carry)
	var got Counts
	r := ReadWire(data)
	got.Carry(r)
	if r.Err() != nil || got.N() != 7 || got.Quantile(0.5) != c.Quantile(0.5) || !bytes.Equal(written(got.Carry), data) {
		t.Errorf("%v: %d values", r.Err(), got.N())
	}
}

// Bytes that are cut short are refused wherever they are cut; bytes that are changed
// break nothing, whatever they then say.
func TestCarriedIsChecked(t *testing.T) {
	for name, c := range kinds(130) {
		data := written(c.Carry)
		for n := range data {
			r := ReadWire(data[:n])
			new(Column).Carry(r)
			if r.Err() == nil {
				t.Fatalf("%s: the first %d of %d bytes are taken for all", name, n, len(data))
			}
		}
		for i := range data {
			bad := slices.Clone(data)
			bad[i] ^= 0xff
			new(Column).Carry(ReadWire(bad))
		}
	}
}
