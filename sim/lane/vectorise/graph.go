package vectorise

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
)

// value is one number of every lane: the result of an operation on others, or a mask.
type value struct {
	op     string // see emit.go
	args   []*value
	place  place   // of load, gather and store
	number float64 // of const
	name   string  // of param
	test   int     // of compare: the predicate
	mask   bool

	uses  []int // places in the sequence where it is an argument, ascending
	reg   int   // −1: in none
	slot  int   // on the stack, −1 for none
	fixed bool  // stays in its register through the whole loop
}

// place is where a vector lies: so many bytes behind the pointer of a parameter.
type place struct {
	param  string
	offset int
}

// itemPointer names a pointer of the item at hand by where it lies in the record.
func itemPointer(offset int) string { return fmt.Sprintf("item %d", offset) }

// itemOffset is where the pointer of a name lies in the record.
func itemOffset(pointer string) int {
	offset, _ := strconv.Atoi(strings.TrimPrefix(pointer, "item ")) // which itemPointer wrote
	return offset
}

// ofItem reports whether a place belongs to the item at hand.
func (p place) ofItem() bool { return strings.HasPrefix(p.param, "item ") }

// graph is what a loop of a kernel computes, in order, each thing once.
type graph struct {
	params   []param
	size     int    // of the parameters, bytes
	items    string // the list that the loop goes through; empty for a loop over lanes
	itemSize int    // bytes of one
	sequence []*value
	known    map[string]*value
}

type param struct {
	name, typ string
	offset    int
}

func newGraph() *graph { return &graph{known: map[string]*value{}} }

// add returns the value of an operation, an earlier one where it is the same.
func (g *graph) add(v *value) *value {
	key := fmt.Sprint(v.op, v.place, strconv.FormatFloat(v.number, 'x', -1, 64), v.name, v.test)
	for _, a := range v.args {
		key += fmt.Sprintf(" %p", a)
	}
	if old := g.known[key]; old != nil && v.op != "store" {
		return old
	}
	g.known[key] = v
	v.reg, v.slot = -1, -1
	g.sequence = append(g.sequence, v)
	return v
}

func (g *graph) of(op string, args ...*value) *value { return g.add(&value{op: op, args: args}) }

func (g *graph) constant(x float64) *value { return g.add(&value{op: "const", number: x}) }

// bits is a constant that is a pattern of bits.
func (g *graph) bits(x uint64) *value { return g.constant(math.Float64frombits(x)) }

// arithmetic returns a op b, computed at once where both are constants.
func (g *graph) arithmetic(op string, a, b *value) *value {
	if a.op == "const" && b.op == "const" {
		x, y := a.number, b.number
		return g.constant(map[string]func() float64{
			"add": func() float64 { return x + y }, "sub": func() float64 { return x - y },
			"mul": func() float64 { return x * y }, "div": func() float64 { return x / y },
		}[op]())
	}
	return g.of(op, a, b)
}

// sure reports whether a value is a constant that is neither 0 nor NaN: the minimum of
// the processor, which returns its second operand where the two are zeros or one is
// NaN, is then that of Go.
func sure(v *value) bool { return v.op == "const" && v.number != 0 && v.number == v.number }

// least is Go's min: NaN where either is, −0 before +0.
func (g *graph) least(a, b *value) *value {
	switch {
	case sure(a):
		return g.of("min", a, b)
	case sure(b):
		return g.of("min", b, a)
	}
	return g.of("or", g.of("min", a, b), g.of("min", b, a))
}

// most is Go's max: NaN where either is, +0 before −0.
func (g *graph) most(a, b *value) *value {
	switch {
	case sure(a):
		return g.of("max", a, b)
	case sure(b):
		return g.of("max", b, a)
	}
	larger := g.of("and", g.of("max", a, b), g.of("max", b, a))
	return g.choose(g.compare(unordered, a, b), g.of("add", a, b), larger)
}

// choose returns a where the mask is set, and b elsewhere.
func (g *graph) choose(mask, a, b *value) *value {
	if a == b {
		return a
	}
	return g.of("blend", mask, a, b)
}

func (g *graph) compare(test int, a, b *value) *value {
	return g.add(&value{op: "compare", test: test, args: []*value{a, b}, mask: true})
}

func (g *graph) both(op string, a, b *value) *value {
	return g.add(&value{op: op, args: []*value{a, b}, mask: true})
}

// settle drops what nothing needs, leaves what is there from the start (constants,
// parameters and loads) to be fetched when it is used, and notes the uses.
func (g *graph) settle() {
	needed := map[*value]bool{}
	var kept []*value
	for i := len(g.sequence) - 1; i >= 0; i-- {
		v := g.sequence[i]
		if v.op != "store" && !needed[v] {
			continue
		}
		for _, a := range v.args {
			needed[a] = true
		}
		if !v.fetched() {
			kept = append(kept, v)
		}
	}
	for i, j := 0, len(kept)-1; i < j; i, j = i+1, j-1 {
		kept[i], kept[j] = kept[j], kept[i]
	}
	g.sequence = kept
	for i, v := range kept {
		for _, a := range v.args {
			a.uses = append(a.uses, i)
		}
	}
}

// fetched reports whether a value can be had again at any time.
func (v *value) fetched() bool { return v.op == "const" || v.op == "param" || v.op == "load" }

// itemPointers are the pointers of the item at hand that the loop uses.
func (g *graph) itemPointers() []string {
	used := map[string]bool{}
	for _, v := range g.sequence {
		for _, x := range append([]*value{v}, v.args...) {
			if x.place.ofItem() {
				used[x.place.param] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(used))
}
