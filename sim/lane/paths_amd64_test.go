package lane

import (
	"math"
	"math/rand/v2"
	"reflect"
	"testing"
)

// kernel is a function of this package on all its paths.
type kernel struct {
	name                string
	plain, avx2, avx512 any
}

// TestEveryPathGivesTheSameBits calls every kernel on all paths that this processor has,
// with vectors of ordinary numbers and of those at which paths could part.
func TestEveryPathGivesTheSameBits(t *testing.T) {
	if path == plain {
		t.Skip("this processor has no vector code")
	}
	if len(kernels) == 0 {
		t.Fatal("no kernels")
	}
	r := rand.New(rand.NewPCG(1, 2))
	for _, k := range kernels {
		paths := []any{k.avx2}
		if path == avx512 {
			paths = append(paths, k.avx512)
		}
		for round := range 200 {
			args := arguments(r, reflect.TypeOf(k.plain), round)
			want := copied(args)
			reflect.ValueOf(k.plain).Call(want)
			for _, p := range paths {
				got := copied(args)
				reflect.ValueOf(p).Call(got)
				for i := range got {
					if !same(got[i], want[i]) {
						t.Fatalf("%s: argument %d differs in round %d:\n%+v\n%+v\nof\n%+v", k.name, i, round, got[i], want[i], args[i])
					}
				}
			}
		}
	}
}

var odd = []float64{0, math.Copysign(0, -1), 1, -1, math.NaN(), math.Inf(1), math.Inf(-1), 1e-12, 1e300, -1e300, 5e-324, -5e-324, 1e-310, 0.5, 1 - 1e-16}

// number returns one of a kind of numbers.
func number(r *rand.Rand, kind int) float64 {
	switch {
	case kind == 0 && r.IntN(2) == 0:
		return odd[r.IntN(len(odd))]
	case kind == 1:
		return math.Abs(r.NormFloat64())
	case r.IntN(4) == 0:
		return 0
	}
	return r.NormFloat64()
}

// arguments returns random ones for a kernel: tables long enough for any index, lists of
// none to three items.
func arguments(r *rand.Rand, f reflect.Type, round int) []reflect.Value {
	const long = 8 * Width
	var all []reflect.Value
	for i := range f.NumIn() {
		x := reflect.New(f.In(i)).Elem()
		if x.Kind() == reflect.Slice {
			n := long
			if x.Type().Elem().Kind() == reflect.Struct {
				n = r.IntN(4)
			}
			x.Set(reflect.MakeSlice(x.Type(), n, n))
		}
		scatter(r, x, round%3, long)
		all = append(all, x)
	}
	return all
}

// scatter fills x and all that it points to.
func scatter(r *rand.Rand, x reflect.Value, kind, long int) {
	switch x.Kind() {
	case reflect.Pointer:
		x.Set(reflect.New(x.Type().Elem()))
		scatter(r, x.Elem(), kind, long)
	case reflect.Struct:
		for i := range x.NumField() {
			scatter(r, x.Field(i), kind, long)
		}
	case reflect.Array, reflect.Slice:
		for i := range x.Len() {
			scatter(r, x.Index(i), kind, long)
		}
	case reflect.Int64:
		x.SetInt(int64(r.IntN(long)))
	case reflect.Float64:
		x.SetFloat(number(r, kind))
	}
}

// copied returns arguments that share nothing with those given.
func copied(args []reflect.Value) []reflect.Value {
	var all []reflect.Value
	for _, a := range args {
		all = append(all, clone(a))
	}
	return all
}

func clone(a reflect.Value) reflect.Value {
	x := reflect.New(a.Type()).Elem()
	x.Set(a)
	switch a.Kind() {
	case reflect.Pointer:
		x.Set(reflect.New(a.Type().Elem()))
		x.Elem().Set(clone(a.Elem()))
	case reflect.Slice:
		x.Set(reflect.MakeSlice(a.Type(), a.Len(), a.Len()))
		for i := range a.Len() {
			x.Index(i).Set(clone(a.Index(i)))
		}
	case reflect.Struct:
		for i := range a.NumField() {
			if a.Field(i).Kind() == reflect.Pointer {
				x.Field(i).Set(clone(a.Field(i)))
			}
		}
	}
	return x
}

// same reports whether two arguments hold the same bits, all NaNs being one.
func same(a, b reflect.Value) bool {
	switch a.Kind() {
	case reflect.Pointer:
		return same(a.Elem(), b.Elem())
	case reflect.Struct:
		for i := range a.NumField() {
			if !same(a.Field(i), b.Field(i)) {
				return false
			}
		}
	case reflect.Array, reflect.Slice:
		for i := range a.Len() {
			if !same(a.Index(i), b.Index(i)) {
				return false
			}
		}
	case reflect.Int64:
		bad := func(i int64) bool { return i < 0 || i >= 1<<52 } // what no number is the index of
		return a.Int() == b.Int() || bad(a.Int()) && bad(b.Int())
	case reflect.Float64:
		x, y := a.Float(), b.Float()
		return math.Float64bits(x) == math.Float64bits(y) || x != x && y != y
	}
	return true
}

// BenchmarkKernels calls every kernel on every path of this processor.
func BenchmarkKernels(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, k := range kernels {
		args := arguments(r, reflect.TypeOf(k.plain), 1)
		for _, p := range []struct {
			name string
			here bool
			call any
		}{{"go", true, k.plain}, {"avx2", path >= avx2, k.avx2}, {"avx512", path >= avx512, k.avx512}} {
			if !p.here {
				continue
			}
			call := reflect.ValueOf(p.call)
			b.Run(k.name+"/"+p.name, func(b *testing.B) {
				for b.Loop() {
					call.Call(args)
				}
			})
		}
	}
}
