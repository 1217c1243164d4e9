package vectorise

import (
	"slices"
	"strings"
)

// lanesBytes is what a vector of WebAssembly holds: two lanes.
const lanesBytes = 16

// wide writes the body of a kernel. Every value has a local of its own: registers are the
// browser's to give.
type wide struct {
	code
	params map[string]int // local, by name; the length of a list stands behind it
	first  int            // local after the parameters
	types  []byte         // of the locals after the parameters
	*graph
	bases  map[string]int // local of an address, by parameter or pointer of an item
	values map[*value]int // local, of what is in one
	at     int            // local: where in the vectors the loop is, bytes
}

func (w *wide) local(typ byte) int {
	w.types = append(w.types, typ)
	return w.first + len(w.types) - 1
}

func (s *source) body(parts []*graph, passed []byte) (whole code) {
	w := &wide{params: map[string]int{}, first: len(passed)}
	i := 0
	for _, p := range parts[0].params {
		w.params[p.name] = i
		if i++; strings.HasPrefix(p.typ, "[]") {
			i++
		}
	}
	w.at = w.local(typeI32)
	for _, g := range parts {
		w.graph, w.bases, w.values = g, map[string]int{}, map[*value]int{}
		w.loop(8 * s.width)
	}
	w.byte(opEnd)
	var c code
	var locals []code
	for _, t := range w.types {
		locals = append(locals, code{1, t})
	}
	c = listed(locals)
	whole.part(append(c, w.code...))
	return whole
}

// loop writes a loop over lanes, of so many bytes, around which may stand one over items.
func (w *wide) loop(bytes int) {
	for _, v := range invariants(w.graph) {
		if v.op == "const" {
			w.float(v.number)
		} else {
			w.get(w.params[v.name])
		}
		w.vector(vSplat)
		w.keep(v)
	}
	for name, local := range w.params {
		w.bases[name] = local
	}
	if w.items == "" {
		w.lanes(bytes)
		return
	}
	item, left := w.local(typeI32), w.local(typeI32)
	w.get(w.params[w.items])
	w.set(item)
	w.get(w.params[w.items] + 1)
	w.set(left)
	w.byte(opBlock, none)
	w.get(left)
	w.byte(opZero, opBranchIf, 0)
	w.byte(opLoop, none)
	for _, p := range w.itemPointers() {
		w.bases[p] = w.local(typeI32)
		w.get(item)
		w.byte(opLoadI32)
		w.code.at(2, itemOffset(p)) // of a pointer of eight bytes the low four
		w.set(w.bases[p])
	}
	w.lanes(bytes)
	w.get(item)
	w.whole(w.itemSize)
	w.byte(opAdd)
	w.set(item)
	w.get(left)
	w.whole(1)
	w.byte(opSubtract, opTee)
	w.count(left)
	w.byte(opBranchIf, 0, opEnd, opEnd)
}

// lanes writes the loop over the lanes, two at a time.
func (w *wide) lanes(bytes int) {
	w.whole(0)
	w.set(w.at)
	w.byte(opLoop, none)
	for _, v := range w.sequence {
		for _, a := range v.args {
			w.load(a)
		}
		if v.op == "store" {
			w.address(v.place)
			w.get(w.values[v.args[0]])
			w.touch(vStore, v.place.offset)
			continue
		}
		w.operate(v)
		w.keep(v)
	}
	w.get(w.at)
	w.whole(lanesBytes)
	w.byte(opAdd, opTee)
	w.count(w.at)
	w.whole(bytes)
	w.byte(opBelow, opBranchIf, 0, opEnd)
}

// keep takes a value into its local.
func (w *wide) keep(v *value) {
	w.values[v] = w.local(typeV128)
	w.set(w.values[v])
}

// load fetches what lies in memory at its first use.
func (w *wide) load(v *value) {
	if _, here := w.values[v]; here || v.op != "load" {
		return
	}
	w.address(v.place)
	w.touch(vLoad, v.place.offset)
	w.keep(v)
}

// address is that of a vector's lanes at hand, without its offset.
func (w *wide) address(p place) {
	w.get(w.bases[p.param])
	w.get(w.at)
	w.byte(opAdd)
}

// simple are the operations that are an instruction; those whose order is turned are the
// least and the most of the processor, which give their second operand where none is less.
var simple = map[string]struct {
	op     int
	turned bool
}{
	"add": {op: vAdd}, "sub": {op: vSubtract}, "mul": {op: vMultiply}, "div": {op: vDivide},
	"min": {vLeast, true}, "max": {vMost, true},
	"and": {op: vAnd}, "or": {op: vOr}, "xor": {op: vXor}, "mask and": {op: vAnd}, "mask or": {op: vOr},
	"round": {op: vNearest}, "floor": {op: vFloor}, "sqrt": {op: vRoot},
}

// comparisons are the instructions of the predicates of VCMPPD, and whether they are negated.
var comparisons = map[int]struct {
	op      int
	negated bool
}{
	17: {op: vLess}, 18: {op: vAtMost}, 30: {op: vGreater}, 29: {op: vAtLeast}, 0: {op: vEqual}, 4: {op: vUnequal},
	21: {vLess, true}, 22: {vAtMost, true}, 26: {vGreater, true}, 25: {vAtLeast, true},
}

// operate leaves the result of an operation on the stack.
func (w *wide) operate(v *value) {
	args := slices.Clone(v.args)
	push := func(args ...*value) {
		for _, a := range args {
			w.get(w.values[a])
		}
	}
	switch v.op {
	case "compare":
		if v.test == unordered {
			push(args[0], args[0])
			w.vector(vUnequal)
			push(args[1], args[1])
			w.vector(vUnequal)
			w.vector(vOr)
			return
		}
		c := comparisons[v.test]
		push(args...)
		if w.vector(c.op); c.negated {
			w.vector(vNot)
		}
	case "blend":
		push(args[1], args[2], args[0])
		w.vector(vSelect)
	case "shift up", "shift down":
		push(args...)
		w.whole(52)
		w.vector(map[string]int{"shift up": vShiftUp, "shift down": vShiftLow}[v.op])
	case "gather":
		entry := func(lane byte) {
			w.get(w.bases[v.place.param])
			push(args[0])
			w.vector(vLane)
			w.byte(lane, opWrap)
			w.whole(3)
			w.byte(opShift, opAdd)
		}
		both := w.local(typeV128)
		entry(0)
		w.touch(vLoadBoth, 0)
		w.set(both)
		entry(1)
		w.get(both)
		w.touch(vLoadLane, 0)
		w.byte(1)
	default:
		x, ok := simple[v.op]
		if !ok {
			panic("no instruction for " + v.op)
		}
		if x.turned {
			slices.Reverse(args)
		}
		push(args...)
		w.vector(x.op)
	}
}
