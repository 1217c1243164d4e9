package vectorise

import (
	"encoding/binary"
	"math"
)

// What a module of WebAssembly is made of, by the numbers of its binary format.
// Source: WebAssembly Core Specification 2.0, chapter 5.

// The types of values.
const (
	typeI32  = 0x7f
	typeF64  = 0x7c
	typeV128 = 0x7b
	typeFunc = 0x70 // an entry of a table
	none     = 0x40 // of a block
)

// The kinds of what is imported and exported.
const (
	kindFunction = iota
	kindTable
	kindMemory
)

// The sections.
const (
	sectionTypes = 1 + iota
	sectionImports
	sectionFunctions
	sectionTables
	_
	_
	sectionExports
	_
	sectionElements
	sectionCode
)

// The instructions of whole numbers and of control.
const (
	opBlock        = 0x02
	opLoop         = 0x03
	opEnd          = 0x0b
	opBranchIf     = 0x0d
	opCallIndirect = 0x11
	opGet          = 0x20
	opSet          = 0x21
	opTee          = 0x22
	opLoadI32      = 0x28
	opI32          = 0x41
	opF64          = 0x44
	opZero         = 0x45
	opBelow        = 0x49
	opAdd          = 0x6a
	opSubtract     = 0x6b
	opShift        = 0x74
	opWrap         = 0xa7
	opVector       = 0xfd // followed by the number of an instruction of vectors
)

// The instructions of vectors of two.
const (
	vLoad     = 0
	vLoadBoth = 10 // one number into both lanes
	vStore    = 11
	vSplat    = 20
	vLane     = 29 // of two integers
	vEqual    = 71
	vUnequal  = 72
	vLess     = 73
	vGreater  = 74
	vAtMost   = 75
	vAtLeast  = 76
	vNot      = 77
	vAnd      = 78
	vOr       = 80
	vXor      = 81
	vSelect   = 82
	vLoadLane = 87
	vFloor    = 117
	vNearest  = 148
	vShiftUp  = 203
	vShiftLow = 205
	vRoot     = 239
	vAdd      = 240
	vSubtract = 241
	vMultiply = 242
	vDivide   = 243
	vLeast    = 246 // pmin: b < a ? b : a
	vMost     = 247 // pmax: a < b ? b : a
)

// code is a sequence of instructions, or any other part of a module.
type code []byte

func (c *code) byte(b ...byte) { *c = append(*c, b...) }

// count appends a number, such as that of what follows.
func (c *code) count(n int) { *c = binary.AppendUvarint(*c, uint64(n)) }

func (c *code) name(s string) {
	c.count(len(s))
	*c = append(*c, s...)
}

// part appends another with its length before it.
func (c *code) part(p code) {
	c.count(len(p))
	*c = append(*c, p...)
}

func (c *code) section(id byte, p code) {
	c.byte(id)
	c.part(p)
}

func (c *code) get(local int) { c.byte(opGet); c.count(local) }
func (c *code) set(local int) { c.byte(opSet); c.count(local) }

// whole appends a constant from 0 up. It is written with a sign.
func (c *code) whole(n int) {
	c.byte(opI32)
	for ; n >= 1<<6; n >>= 7 {
		c.byte(byte(n)&0x7f | 0x80)
	}
	c.byte(byte(n))
}

func (c *code) float(x float64) {
	c.byte(opF64)
	*c = binary.LittleEndian.AppendUint64(*c, math.Float64bits(x))
}

func (c *code) vector(op int) { c.byte(opVector); c.count(op) }

// touch appends an instruction of vectors that reads or writes memory so many bytes behind an
// address.
func (c *code) touch(op, offset int) {
	c.vector(op)
	c.at(3, offset)
}

// at is where memory is touched, with the logarithm of what its address is a multiple of.
func (c *code) at(aligned byte, offset int) {
	c.byte(aligned)
	c.count(offset)
}

// listed is a vector of parts, each as it stands.
func listed(parts []code) (all code) {
	all.count(len(parts))
	for _, p := range parts {
		all = append(all, p...)
	}
	return all
}

// module is a module of sections in their order.
func module(sections func(m *code)) []byte {
	m := code("\x00asm\x01\x00\x00\x00")
	sections(&m)
	return m
}
