package lane

import (
	"math"
	"math/rand/v2"
	"os"
	"reflect"
	"testing"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"

	"magnetsim/sim/lane/vectorise"
)

// program is a module that has a memory of 64 pages and nothing else.
const program = "\x00asm\x01\x00\x00\x00" + "\x05\x03\x01\x00\x40" + "\x07\x0a\x01\x06memory\x02\x00"

// TestBrowsersGiveTheSameBits calls every kernel as a browser has it, through its door, with the
// arguments laid out in memory as Go lays them out for WebAssembly.
func TestBrowsersGiveTheSameBits(t *testing.T) {
	ctx := t.Context()
	doors, vectors, err := vectorise.Modules(os.DirFS("."))
	if err != nil {
		t.Fatal(err)
	}
	machine := wazero.NewRuntime(ctx)
	defer machine.Close(ctx)
	var called api.Module
	var memory api.Memory
	for _, m := range []struct {
		name string
		code []byte
	}{{"doors", doors}, {"program", []byte(program)}, {"kernels", vectors}} {
		module, err := machine.InstantiateWithConfig(ctx, m.code, wazero.NewModuleConfig().WithName(m.name))
		if err != nil {
			t.Fatalf("%s: %v", m.name, err)
		}
		switch m.name {
		case "doors":
			called = module
		case "program":
			memory = module.Memory()
		}
	}
	r := rand.New(rand.NewPCG(1, 2))
	for _, k := range kernels {
		for round := range 30 {
			args := arguments(r, reflect.TypeOf(k.plain), round)
			want := copied(args)
			reflect.ValueOf(k.plain).Call(want)
			l := layout{memory: memory, free: 64}
			var passed []uint64
			for _, a := range args {
				passed = append(passed, l.pass(a)...)
			}
			if _, err := called.ExportedFunction(k.name).Call(ctx, passed...); err != nil {
				t.Fatalf("%s: %v", k.name, err)
			}
			for i, at := 0, 0; i < len(args); i++ {
				if args[i].Kind() != reflect.Float64 {
					l.read(uint32(passed[at]), args[i])
				}
				if at++; args[i].Kind() == reflect.Slice {
					at++
				}
				if !same(args[i], want[i]) {
					t.Fatalf("%s: argument %d differs in round %d:\n%+v\n%+v", k.name, i, round, args[i], want[i])
				}
			}
		}
	}
}

// layout puts arguments into the memory of a program.
type layout struct {
	memory api.Memory
	free   uint32 // the first byte that holds nothing
}

// pass returns what an argument is passed as: a number, an address, or an address and a length.
func (l *layout) pass(x reflect.Value) []uint64 {
	switch x.Kind() {
	case reflect.Float64:
		return []uint64{api.EncodeF64(x.Float())}
	case reflect.Slice:
		return []uint64{uint64(l.put(x)), uint64(x.Len())}
	}
	return []uint64{uint64(l.put(x.Elem()))}
}

// put writes a value, and all that it points to, and returns where it is.
func (l *layout) put(x reflect.Value) uint32 {
	at := l.free
	l.free += uint32(size(x))
	l.each(at, x, func(at uint32, x reflect.Value) {
		switch x.Kind() {
		case reflect.Pointer:
			l.memory.WriteUint64Le(at, uint64(l.put(x.Elem())))
		case reflect.Int64:
			l.memory.WriteUint64Le(at, uint64(x.Int()))
		case reflect.Float64:
			l.memory.WriteFloat64Le(at, x.Float())
		}
	})
	return at
}

// read reads a value that is at an address, or the one that it points to.
func (l *layout) read(at uint32, x reflect.Value) {
	if x.Kind() == reflect.Pointer {
		x = x.Elem()
	}
	l.each(at, x, func(at uint32, x reflect.Value) {
		bits, _ := l.memory.ReadUint64Le(at)
		switch x.Kind() {
		case reflect.Pointer:
			l.read(uint32(bits), x)
		case reflect.Int64:
			x.SetInt(int64(bits))
		case reflect.Float64:
			x.SetFloat(math.Float64frombits(bits))
		}
	})
}

// each goes through the words of a value, all of which have eight bytes.
func (l *layout) each(at uint32, x reflect.Value, do func(uint32, reflect.Value)) {
	n, part := 0, x.Field
	switch x.Kind() {
	case reflect.Struct:
		n = x.NumField()
	case reflect.Array, reflect.Slice:
		n, part = x.Len(), x.Index
	default:
		do(at, x)
		return
	}
	for i := range n {
		l.each(at, part(i), do)
		at += uint32(size(part(i)))
	}
}

// size is what a value takes, bytes.
func size(x reflect.Value) int {
	if x.Kind() == reflect.Slice {
		return x.Len() * int(x.Type().Elem().Size())
	}
	return int(x.Type().Size())
}
