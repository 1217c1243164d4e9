package stat

import (
	"encoding/binary"
	"fmt"
	"math"
	"slices"
)

// Wire carries values into bytes or out of them. A type hands its fields over one by one
// in a method that serves both ways, so that what is read is what was written. Types that
// gather values add what is read to what they have: to nothing, where they are new.
//
// Whole numbers are varints; floats are their 64 bits, little-endian, so that NaN and −0
// come back as they were. After the first error it hands out zeros, and Err tells of it:
// bytes that are cut short, or that say of themselves to be more than there are.
type Wire struct {
	bytes   []byte // written, or left to read
	reading bool
	err     error
}

// NewWire returns a wire to write to, behind what is in bytes.
func NewWire(bytes []byte) *Wire { return &Wire{bytes: bytes} }

// ReadWire returns a wire that hands out what is in bytes.
func ReadWire(bytes []byte) *Wire { return &Wire{bytes: bytes, reading: true} }

// Bytes returns what was written, or what is left to read.
func (w *Wire) Bytes() []byte { return w.bytes }

// Reading reports whether values come from the wire.
func (w *Wire) Reading() bool { return w.reading }

// Err returns the first error.
func (w *Wire) Err() error { return w.err }

// Refuse notes what is wrong with what was read.
func (w *Wire) Refuse(format string, args ...any) {
	if w.err == nil {
		w.err = fmt.Errorf(format, args...)
	}
	w.bytes = w.bytes[:0]
}

// Int carries a whole number.
func (w *Wire) Int(x *int64) {
	if !w.reading {
		w.bytes = binary.AppendVarint(w.bytes, *x)
		return
	}
	n, size := binary.Varint(w.bytes)
	*x = took(w, n, size)
}

// Sum carries a whole number, to which one that is read is added.
func (w *Wire) Sum(x *int64) {
	n := *x
	if w.Int(&n); w.reading {
		*x += n
	}
}

// Uint carries a whole number that is not negative.
func (w *Wire) Uint(x *uint64) {
	if !w.reading {
		w.bytes = binary.AppendUvarint(w.bytes, *x)
		return
	}
	n, size := binary.Uvarint(w.bytes)
	*x = took(w, n, size)
}

// took takes a number of so many bytes off what is left to read.
func took[T int64 | uint64](w *Wire, x T, size int) T {
	if size <= 0 || w.err != nil {
		w.Refuse("it is cut short")
		return 0
	}
	w.bytes = w.bytes[size:]
	return x
}

// Float carries a float.
func (w *Wire) Float(x *float64) {
	switch {
	case !w.reading:
		w.bytes = binary.LittleEndian.AppendUint64(w.bytes, math.Float64bits(*x))
	case len(w.bytes) < 8:
		*x = 0
		w.Refuse("it is cut short")
	default:
		*x = math.Float64frombits(binary.LittleEndian.Uint64(w.bytes))
		w.bytes = w.bytes[8:]
	}
}

// Bool carries a truth.
func (w *Wire) Bool(x *bool) {
	var n uint64
	if *x {
		n = 1
	}
	w.Uint(&n)
	*x = n != 0
}

// Text carries a string.
func (w *Wire) Text(x *string) {
	n := w.Length(len(*x), 1)
	if !w.reading {
		w.bytes = append(w.bytes, *x...)
		return
	}
	*x = string(w.bytes[:n])
	w.bytes = w.bytes[n:]
}

// Length carries how many there are of something that takes so many bytes each, at least.
func (w *Wire) Length(n, each int) int {
	length := uint64(n)
	w.Uint(&length)
	if w.reading && length > uint64(len(w.bytes)/each) {
		w.Refuse("it is cut short")
		return 0
	}
	return int(length)
}

// Floats carries floats, of which there may be many.
func (w *Wire) Floats(xs *[]float64) {
	n := w.Length(len(*xs), 8)
	if !w.reading {
		w.bytes = slices.Grow(w.bytes, 8*n)
		for _, x := range *xs {
			w.bytes = binary.LittleEndian.AppendUint64(w.bytes, math.Float64bits(x))
		}
		return
	}
	*xs = nil
	if n > 0 {
		*xs = make([]float64, n)
	}
	for i := range *xs {
		(*xs)[i] = math.Float64frombits(binary.LittleEndian.Uint64(w.bytes[8*i:]))
	}
	w.bytes = w.bytes[8*n:]
}

// Several carries a slice, each of which takes so many bytes at least. None and no slice
// are alike.
func Several[T any](w *Wire, all *[]T, each int, one func(*T)) {
	n := w.Length(len(*all), each)
	if w.reading {
		*all = nil
		if n > 0 {
			*all = make([]T, n)
		}
	}
	for i := range *all {
		one(&(*all)[i])
	}
}
