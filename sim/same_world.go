package sim

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// What policies decide and no world knows of is marked in Model's structs by the tag
// world:"-". All else has to be the same, down to the numbers that it is drawn by.

// sameWorld reports whether two models have the same world.
func (m *Model) sameWorld(o *Model) bool { return m == o || m.worldKey() == o.worldKey() }

// worldKey returns a text that is the same for models with the same world.
func (m *Model) worldKey() string {
	m.keyOnce.Do(func() {
		var k keyWriter
		k.m = m
		k.write(reflect.ValueOf(m).Elem())
		m.key = k.String()
	})
	return m.key
}

// numbersOf returns, for each number of m, the one of o that is drawn in the same way,
// −1 where there is none.
func (m *Model) numbersOf(o *Model) []fig {
	same := make([]fig, len(m.numbers.list))
	for f := range same {
		x := &m.numbers.list[f]
		same[f] = -1
		if g, ok := o.numbers.index[x.name]; ok && x.random && m.numberKey(fig(f)) == o.numberKey(g) {
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

// numberKey returns a text that is the same for numbers that are drawn in the same way.
func (m *Model) numberKey(f fig) string {
	k := keyWriter{m: m}
	k.write(reflect.ValueOf(f))
	return k.String()
}

// keyWriter writes out a value with all that it refers to.
type keyWriter struct {
	strings.Builder
	m *Model
}

var figType = reflect.TypeOf(fig(0))

func (k *keyWriter) write(v reflect.Value) {
	switch {
	case v.Type() == figType:
		k.number(fig(v.Int()))
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

// number writes how a number is drawn: under its name, with those it is coupled to.
func (k *keyWriter) number(f fig) {
	if f < 0 {
		k.WriteString("none ")
		return
	}
	x := &k.m.numbers.list[f]
	fmt.Fprintf(k, "%q %v ", x.name, x.random)
	k.write(reflect.ValueOf(&x.dist).Elem())
	if x.chance >= 0 {
		k.number(x.chance)
	}
	if x.group < 0 {
		return
	}
	g := &k.m.numbers.groups[x.group]
	for _, member := range g.members {
		fmt.Fprintf(k, "%q ", k.m.numbers.list[member].name)
	}
	k.write(reflect.ValueOf(g.copula).Elem())
}
