package vectorise

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"strings"
)

// target is a set of instructions.
type target struct {
	name      string
	bytes     int // of a register
	letter    string
	registers int
	masks     bool // comparisons go to mask registers
}

var targets = []target{
	{name: "AVX2", bytes: 32, letter: "Y", registers: 16},
	{name: "AVX512", bytes: 64, letter: "Z", registers: 32, masks: true},
}

// pointers are the registers of addresses; R14 counts the bytes of the loop. In a loop
// over items the last two are the item's own address and the number of items left.
var pointers = []string{"AX", "BX", "CX", "DX", "SI", "DI", "R8", "R9", "R10", "R11", "R12", "R13", "R15"}

const itemRegisters = 2

// unrolled is the number of instructions up to which the loop's body is repeated.
const unrolled = 40

// emitter writes the code of one loop of a kernel for one target.
type emitter struct {
	*graph
	target
	fixed []*value // in registers throughout
	out   []instruction
	file  []*value // by register
	mask  []*value // by mask register
	base  map[string]string
	slots int
	now   int // place in the sequence
	held  map[*value]bool
	extra int // instructions that only move values
}

// instruction is a line of assembly; at is what memory it touches, relative to the loop.
type instruction struct {
	text string // with %s for the address
	at   *place
}

func (e *emitter) line(format string, args ...any) {
	e.out = append(e.out, instruction{text: fmt.Sprintf(format, args...)})
}

// touch adds a line that reads or writes memory; %s stands for the address.
func (e *emitter) touch(at place, text string) {
	e.out = append(e.out, instruction{text, &at})
}

func (e *emitter) register(v *value) string {
	if v.mask && e.masks {
		return fmt.Sprintf("K%d", v.reg)
	}
	return fmt.Sprintf("%s%d", e.letter, v.reg)
}

// emit writes the loop's body once, with the first of the constants and numbers kept
// in registers throughout.
func (e *emitter) emit(fixed []*value) {
	e.fixed = fixed
	for i, v := range fixed {
		v.reg, v.fixed = i, true
		e.file[i] = v
	}
	for i, v := range e.sequence {
		e.now, e.held = i, map[*value]bool{}
		var args []string
		for _, a := range v.args {
			args = append(args, e.bring(a))
		}
		if v.op == "store" {
			e.touch(v.place, "VMOVUPD "+args[0]+", %s")
			continue
		}
		e.now++ // what is used here for the last time may give its register away
		for _, a := range v.args {
			if e.nextUse(a) == never && v.op != "gather" {
				delete(e.held, a)
			}
		}
		e.allot(v)
		e.operate(v, args, e.register(v))
	}
}

// operate writes the instruction of a value.
func (e *emitter) operate(v *value, a []string, to string) {
	switch v.op {
	case "add", "sub", "mul", "div", "min", "max", "or", "and", "xor":
		e.line("V%sPD %s, %s, %s", strings.ToUpper(v.op), a[1], a[0], to)
	case "compare":
		e.line("VCMPPD $%d, %s, %s, %s", v.test, a[1], a[0], to)
	case "mask and", "mask or":
		op := map[bool]map[string]string{true: {"mask and": "KANDW", "mask or": "KORW"}, false: {"mask and": "VANDPD", "mask or": "VORPD"}}[e.masks][v.op]
		e.line("%s %s, %s, %s", op, a[1], a[0], to)
	case "blend":
		if e.masks {
			e.line("VBLENDMPD %s, %s, %s, %s", a[1], a[2], a[0], to)
		} else {
			e.line("VBLENDVPD %s, %s, %s, %s", a[0], a[1], a[2], to)
		}
	case "round", "floor":
		mode := map[string]int{"round": 8, "floor": 9}[v.op]
		e.line("%s $%d, %s, %s", map[bool]string{true: "VRNDSCALEPD", false: "VROUNDPD"}[e.masks], mode, a[0], to)
	case "sqrt":
		e.line("VSQRTPD %s, %s", a[0], to)
	case "shift up":
		e.line("VPSLLQ $52, %s, %s", a[0], to)
	case "shift down":
		e.line("VPSRLQ $52, %s, %s", a[0], to)
	case "gather":
		from := e.base[v.place.param]
		if e.masks {
			e.line("KXNORW K7, K7, K7")
			e.line("VGATHERQPD (%s)(%s*8), K7, %s", from, a[0], to)
		} else {
			e.line("VPCMPEQD Y15, Y15, Y15")
			e.line("VGATHERQPD Y15, (%s)(%s*8), %s", from, a[0], to)
		}
	default:
		panic("no instruction for " + v.op)
	}
}

// address returns where a place is in a repetition of the loop's body.
func (e *emitter) address(at place, repetition int, loop bool) string {
	offset := at.offset + repetition*e.bytes
	text := "(" + e.base[at.param] + ")"
	if offset != 0 {
		text = fmt.Sprint(offset) + text
	}
	if loop {
		text += "(R14*1)"
	}
	return text
}

// compile returns the assembly of a kernel for a target, and the constants that it
// uses.
func compile(s *source, read func() []*graph, name string, t target) (text string, constants map[uint64]bool) {
	var parts []*emitter
	constants = map[uint64]bool{}
	for i := range read() {
		e := best(func() *graph { return read()[i] }, name, t)
		parts = append(parts, e)
		for _, v := range e.known {
			if v.op == "const" {
				constants[math.Float64bits(v.number)] = true
			}
		}
	}
	return s.text(name, t, parts), constants
}

// best emits a loop with as many values in registers throughout as cost no moves of
// others.
func best(read func() *graph, name string, t target) *emitter {
	var best *emitter
	for n := len(invariants(read())); n >= 0; n-- {
		e := &emitter{graph: read(), target: t, base: map[string]string{}, file: make([]*value, t.registers), mask: make([]*value, 8)}
		if !t.masks {
			e.file = e.file[:15] // Y15 is the mask of gathers
		}
		if n > len(e.file)-6 {
			continue
		}
		e.point(name)
		e.emit(invariants(e.graph)[:n])
		if best == nil || e.extra < best.extra {
			best = e
		}
		if best.extra == 0 {
			break
		}
	}
	return best
}

// invariants are the constants and the numbers that a loop uses, most used first.
func invariants(g *graph) []*value {
	var all []*value
	for _, v := range g.sequence {
		for _, a := range v.args {
			if (a.op == "const" || a.op == "param") && !slices.Contains(all, a) {
				all = append(all, a)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b *value) int { return len(b.uses) - len(a.uses) })
	return all
}

// point gives the addresses their registers: parameters first, then the pointers of the
// item at hand.
func (e *emitter) point(name string) {
	free := pointers
	if e.items != "" {
		free = free[:len(free)-itemRegisters]
	}
	give := func(of string) {
		if _, ok := e.base[of]; ok {
			return
		}
		if len(e.base) == len(free) {
			panic(fault{fmt.Errorf("%s has more than %d vectors", name, len(free))})
		}
		e.base[of] = free[len(e.base)]
	}
	for _, p := range e.params {
		if p.address() {
			give(p.name)
		}
	}
	for _, p := range e.itemPointers() {
		give(p)
	}
}

// address reports whether a parameter is one that the whole kernel keeps in a register.
func (p param) address() bool {
	return p.typ == "[]float64" || p.typ != "float64" && !strings.HasPrefix(p.typ, "[]")
}

// text returns a whole function.
func (s *source) text(name string, t target, parts []*emitter) string {
	var b bytes.Buffer
	frame := 0
	for _, e := range parts {
		frame = max(frame, e.slots*e.bytes)
	}
	flag := "NOSPLIT"
	if frame > 256 {
		flag = "0"
	}
	first := parts[0]
	fmt.Fprintf(&b, "// func %s%s%s\nTEXT ·%s%s(SB), %s, $%d-%d\n", name, t.name, s.signature(name), name, t.name, flag, frame, first.size)
	for _, p := range first.params {
		if p.typ == "[]float64" {
			fmt.Fprintf(&b, "\tMOVQ %s_base+%d(FP), %s\n", p.name, p.offset, first.base[p.name])
		} else if p.address() {
			fmt.Fprintf(&b, "\tMOVQ %s+%d(FP), %s\n", p.name, p.offset, first.base[p.name])
		}
	}
	for i, e := range parts {
		for _, v := range e.fixed {
			fmt.Fprintf(&b, "\t%s\n", e.broadcast(v))
		}
		if e.items != "" {
			e.eachItem(&b, i, 8*s.width)
		} else {
			e.lanes(&b, i, 8*s.width)
		}
	}
	b.WriteString("\tVZEROUPPER\n\tRET\n\n")
	return b.String()
}

// lanes writes the loop over the lanes, of so many bytes.
func (e *emitter) lanes(b *bytes.Buffer, part, bytes int) {
	trips, times := bytes/e.bytes, 1
	for trips%(2*times) == 0 && 2*times*len(e.out) <= unrolled {
		times *= 2
	}
	loop := times < trips
	if loop {
		fmt.Fprintf(b, "\tXORQ R14, R14\nlanes%d:\n", part)
	}
	for repetition := range times {
		for _, x := range e.out {
			line := x.text
			if x.at != nil {
				line = strings.Replace(x.text, "%s", e.address(*x.at, repetition, loop), 1)
			}
			fmt.Fprintf(b, "\t%s\n", line)
		}
	}
	if loop {
		fmt.Fprintf(b, "\tADDQ $%d, R14\n\tCMPQ R14, $%d\n\tJLT lanes%d\n", times*e.bytes, bytes, part)
	}
}

// eachItem writes a loop over items around that over the lanes.
func (e *emitter) eachItem(b *bytes.Buffer, part, bytes int) {
	list, left := pointers[len(pointers)-2], pointers[len(pointers)-1]
	offset := 0
	for _, p := range e.params {
		if p.name == e.items {
			offset = p.offset
		}
	}
	fmt.Fprintf(b, "\tMOVQ %s_base+%d(FP), %s\n\tMOVQ %[1]s_len+%[4]d(FP), %[5]s\n", e.items, offset, list, offset+8, left)
	fmt.Fprintf(b, "\tTESTQ %s, %[1]s\n\tJZ done%d\nitem%[2]d:\n", left, part)
	for _, p := range e.itemPointers() {
		fmt.Fprintf(b, "\tMOVQ %d(%s), %s\n", itemOffset(p), list, e.base[p])
	}
	e.lanes(b, part, bytes)
	fmt.Fprintf(b, "\tADDQ $%d, %s\n\tDECQ %s\n\tJNZ item%d\ndone%[4]d:\n", e.itemSize, list, left, part)
}

// broadcast loads a constant or a number into every lane of its register.
func (e *emitter) broadcast(v *value) string {
	if v.op == "const" {
		return fmt.Sprintf("VBROADCASTSD constant_%016x<>(SB), %s", math.Float64bits(v.number), e.register(v))
	}
	for _, p := range e.params {
		if p.name == v.name {
			return fmt.Sprintf("VBROADCASTSD %s+%d(FP), %s", p.name, p.offset, e.register(v))
		}
	}
	panic("no parameter " + v.name)
}
