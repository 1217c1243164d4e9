package sim

import (
	"crypto/sha256"
	"fmt"
	"reflect"
	"slices"
	"strings"
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
		groups := make([][sha256.Size]byte, len(m.numbers.groups))
		for i, g := range m.numbers.groups {
			k := keyWriter{m: m}
			for _, f := range g.members {
				fmt.Fprintf(&k, "%q ", m.numbers.list[f].name)
			}
			k.write(reflect.ValueOf(g.copula).Elem())
			groups[i] = k.sum()
		}
		for i := range m.numbers.list { // a chance comes before what it is the chance of
			m.keys.numbers = append(m.keys.numbers, m.numberKey(&m.numbers.list[i], groups))
		}
		k := keyWriter{m: m}
		k.write(reflect.ValueOf(m).Elem())
		m.keys.world = k.sum()
	})
	return &m.keys
}

// numberKey tells how a number is drawn: under its name, with those it is coupled to.
func (m *Model) numberKey(x *number, groups [][sha256.Size]byte) [sha256.Size]byte {
	k := keyWriter{m: m}
	fmt.Fprintf(&k, "%q %v ", x.name, x.random)
	k.write(reflect.ValueOf(&x.dist).Elem())
	if x.chance >= 0 {
		k.Write(m.keys.numbers[x.chance][:])
	}
	if x.group >= 0 {
		k.Write(groups[x.group][:])
	}
	if t := m.numbers.tie; x.tied >= 0 {
		for _, f := range slices.Concat(t.known, t.fresh) {
			fmt.Fprintf(&k, "%q ", m.numbers.list[f].name)
		}
		for _, i := range t.shocks {
			fmt.Fprintf(&k, "%q ", m.sectors[i].name)
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

// keyWriter writes out a value with all that it refers to.
type keyWriter struct {
	strings.Builder
	m *Model
}

func (k *keyWriter) sum() [sha256.Size]byte { return sha256.Sum256([]byte(k.String())) }

var figType = reflect.TypeOf(fig(0))

func (k *keyWriter) write(v reflect.Value) {
	switch {
	case v.Type() == figType:
		if v.Int() >= 0 {
			k.Write(k.m.keys.numbers[v.Int()][:])
		}
		return
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.Tag.Get("world") != "-" {
				k.WriteString(f.Name)
				k.write(v.Field(i))
			}
		}
		return
	}
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			k.WriteString("nil ")
			return
		}
		fmt.Fprint(k, v.Elem().Type(), " ")
		k.write(v.Elem())
	case reflect.Slice, reflect.Array:
		fmt.Fprint(k, v.Len(), "[")
		for i := range v.Len() {
			k.write(v.Index(i))
		}
		k.WriteString("]")
	case reflect.Float64:
		fmt.Fprintf(k, "%x ", v.Float())
	case reflect.Bool, reflect.String, reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		fmt.Fprintf(k, "%v ", v)
	case reflect.Func: // computes what follows from the rest
	default: // what cannot be compared is like nothing else
		fmt.Fprintf(k, "%p ", k.m)
	}
}
