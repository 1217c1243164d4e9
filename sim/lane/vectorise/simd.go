package vectorise

import (
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

// lanesBytes is what a vector of WebAssembly holds: two lanes.
const lanesBytes = 16

// Modules returns the kernels of package lane in a folder as WebAssembly with vectors of two
// lanes, which Go does not write. Their memory is that of the program, which imports them and
// has to be there before them: so doors, a module that needs nothing, exports under the name of
// each kernel a function that calls what stands in its table, "table"; kernels imports that
// and the program's memory, as doors.table and program.memory, and fills the table when it is
// instantiated.
func Modules(folder fs.FS) (doors, kernels []byte, err error) {
	s, err := load(folder)
	if err != nil {
		return nil, nil, err
	}
	var types, functions, gates, exports, bodies []code
	var faults []error
	for i, k := range s.kernels {
		parts, err := s.read(k)
		if err != nil {
			faults = append(faults, err)
			continue
		}
		name := k.Name.Name
		params := passed(parts[0].params)
		types = append(types, append(code{0x60}, append(listed(single(params)), 0)...))
		functions = append(functions, sized(i))
		gates = append(gates, gate(len(params), i))
		exports = append(exports, exportedAs(name, kindFunction, i))
		bodies = append(bodies, s.body(parts, params))
	}
	if len(faults) > 0 {
		return nil, nil, errors.Join(faults...)
	}
	n := len(bodies)
	table := code{typeFunc, 0}
	table.count(n)
	doors = module(func(m *code) {
		m.section(sectionTypes, listed(types))
		m.section(sectionFunctions, listed(functions))
		m.section(sectionTables, listed([]code{table}))
		m.section(sectionExports, listed(append(exports, exportedAs("table", kindTable, 0))))
		m.section(sectionCode, listed(gates))
	})
	kernels = module(func(m *code) {
		m.section(sectionTypes, listed(types))
		m.section(sectionImports, listed([]code{imported("program", "memory", code{kindMemory, 0, 0}), imported("doors", "table", append(code{kindTable}, table...))}))
		m.section(sectionFunctions, listed(functions))
		fill := code{0}
		fill.whole(0)
		fill.byte(opEnd)
		m.section(sectionElements, listed([]code{append(fill, listed(functions)...)}))
		m.section(sectionCode, listed(bodies))
	})
	return doors, kernels, nil
}

// Script returns the modules as a script for a browser's worker, which gives the program its
// kernels where it is instantiated: self.lane has doors and kernels, in letters of Base64.
func Script(folder fs.FS) ([]byte, error) {
	doors, kernels, err := Modules(folder)
	text := base64.StdEncoding.EncodeToString
	return fmt.Appendf(nil, "self.lane = { doors: %q, kernels: %q };\n", text(doors), text(kernels)), err
}

func sized(n int) (c code) { c.count(n); return c }

func single(types []byte) (all []code) {
	for _, t := range types {
		all = append(all, code{t})
	}
	return all
}

func exportedAs(name string, kind byte, index int) (c code) {
	c.name(name)
	c.byte(kind)
	c.count(index)
	return c
}

func imported(from, name string, as code) (c code) {
	c.name(from)
	c.name(name)
	return append(c, as...)
}

// passed are the types that the parameters of a kernel are passed as: an address, an address
// and a length, or a number.
func passed(params []param) (all []byte) {
	for _, p := range params {
		switch {
		case p.typ == "float64":
			all = append(all, typeF64)
		case strings.HasPrefix(p.typ, "[]"):
			all = append(all, typeI32, typeI32)
		default:
			all = append(all, typeI32)
		}
	}
	return all
}

// gate is a function of so many parameters that calls what stands in the table.
func gate(params, at int) (whole code) {
	c := code{0} // no locals
	for i := range params {
		c.get(i)
	}
	c.whole(at)
	c.byte(opCallIndirect)
	c.count(at) // the type of a kernel has its number
	c.byte(0, opEnd)
	whole.part(c)
	return whole
}

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
