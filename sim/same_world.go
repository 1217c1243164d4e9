package sim

import (
	"crypto/sha256"
	"encoding/binary"
	"math"
	"reflect"
	"slices"
	"sync"
)

// What policies decide and no world knows of is marked in Model's structs by the tag
// world:"-". All else has to be the same, down to the numbers that it is drawn by.

// sameWorld reports whether two models have the same world.
func (m *Model) sameWorld(o *Model) bool { return m == o || m.keysOf().world == o.keysOf().world }

// keys are digests that are the same where what they stand for is.
type keys struct {
	once    sync.Once
	world   [sha256.Size]byte
	numbers [][sha256.Size]byte // how each is drawn
}

// keysOf returns the keys of a model, which it makes when they are first asked for.
func (m *Model) keysOf() *keys {
	m.keys.once.Do(func() {
		k := &keyWriter{m: m}
		groups := make([][sha256.Size]byte, len(m.numbers.groups))
		for i, g := range m.numbers.groups {
			for _, f := range g.members {
				k.text(m.numbers.list[f].name)
			}
			k.write(reflect.ValueOf(g.copula).Elem())
			groups[i] = k.sum()
		}
		for i := range m.numbers.list { // a chance comes before what it is the chance of
			m.keys.numbers = append(m.keys.numbers, k.number(&m.numbers.list[i], groups))
		}
		k.write(reflect.ValueOf(m).Elem())
		m.keys.world = k.sum()
	})
	return &m.keys
}

// number tells how a number is drawn: under its name, with those it is coupled to.
func (k *keyWriter) number(x *number, groups [][sha256.Size]byte) [sha256.Size]byte {
	m := k.m
	k.text(x.name)
	k.truth(x.random)
	k.write(reflect.ValueOf(&x.dist).Elem())
	if x.chance >= 0 {
		k.all = append(k.all, m.keys.numbers[x.chance][:]...)
	}
	if x.group >= 0 {
		k.all = append(k.all, groups[x.group][:]...)
	}
	if t := m.numbers.tie; x.tied >= 0 {
		for _, f := range slices.Concat(t.known, t.fresh) {
			k.text(m.numbers.list[f].name)
		}
		for _, i := range t.shocks {
			k.text(m.sectors[i].name)
		}
		k.write(reflect.ValueOf(t.copula).Elem())
	}
	return k.sum()
}

// numbersOf returns, for each number of m, the one of o that is drawn in the same way,
// −1 where there is none.
func (m *Model) numbersOf(o *Model) []fig {
	mine, others := m.keysOf().numbers, o.keysOf().numbers
	same := make([]fig, len(m.numbers.list))
	for f := range same {
		x := &m.numbers.list[f]
		same[f] = -1
		if g, ok := o.numbers.index[x.name]; ok && x.random && mine[f] == others[g] {
			same[f] = g
		}
	}
	for _, g := range m.numbers.groups { // a group is drawn as one
		if slices.ContainsFunc(g.members, func(f fig) bool { return same[f] < 0 }) {
			for _, f := range g.members {
				same[f] = -1
			}
		}
	}
	return same
}

// keyWriter writes out a value with all that it refers to. What two values of one type wrote
// is the same where they are: lengths and types of what an interface holds stand in it too.
type keyWriter struct {
	all []byte
	m   *Model
}

// sum is the digest of what was written since the last.
func (k *keyWriter) sum() [sha256.Size]byte {
	s := sha256.Sum256(k.all)
	k.all = k.all[:0]
	return s
}

func (k *keyWriter) bits(x uint64) { k.all = binary.LittleEndian.AppendUint64(k.all, x) }

func (k *keyWriter) text(s string) {
	k.bits(uint64(len(s)))
	k.all = append(k.all, s...)
}

func (k *keyWriter) truth(x bool) {
	if x {
		k.bits(1)
	} else {
		k.bits(0)
	}
}

var figType = reflect.TypeFor[fig]()

func (k *keyWriter) write(v reflect.Value) {
	if v.Type() == figType {
		if v.Int() >= 0 {
			k.all = append(k.all, k.m.keys.numbers[v.Int()][:]...)
		} else {
			k.bits(0)
		}
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for _, i := range ofWorld(v.Type()) {
			k.write(v.Field(i))
		}
	case reflect.Pointer, reflect.Interface:
		k.truth(!v.IsNil())
		if v.IsNil() {
			return
		}
		if v.Kind() == reflect.Interface {
			k.text(v.Elem().Type().String())
		}
		k.write(v.Elem())
	case reflect.Slice, reflect.Array:
		k.bits(uint64(v.Len()))
		for i := range v.Len() {
			k.write(v.Index(i))
		}
	case reflect.Float64:
		k.bits(math.Float64bits(v.Float()))
	case reflect.String:
		k.text(v.String())
	case reflect.Bool:
		k.truth(v.Bool())
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		k.bits(uint64(v.Int()))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		k.bits(v.Uint())
	case reflect.Func: // computes what follows from the rest
	default: // what cannot be compared is like nothing else
		k.bits(uint64(reflect.ValueOf(k.m).Pointer()))
	}
}

// ofWorld are the fields of a struct that the world knows of.
func ofWorld(t reflect.Type) []int {
	if known, ok := worldFields.Load(t); ok {
		return known.([]int)
	}
	var fields []int
	for i := range t.NumField() {
		if t.Field(i).Tag.Get("world") != "-" {
			fields = append(fields, i)
		}
	}
	worldFields.Store(t, fields)
	return fields
}

var worldFields sync.Map // of ofWorld, by type: every model is asked
