package sim

import (
	"math"
	"reflect"
	"strings"
	"testing"

	"magnetsim/sim/chain"
	"magnetsim/sim/dist"
	"magnetsim/sim/draw"

	"pgregory.net/rapid"
)

// A change of 1e-12 in the figures of a scenario moves no metric by more than 1e-6 of
// its size: rounding decides nothing, so another machine reports the same. (What orders make of a
// change may be ten thousand times as much; what rounding decided was a million times.) What is
// counted in steps may not move at all. A chance of success is left alone: whether it
// is certain decides whether it is drawn.
func TestRoundingDecidesNothing(t *testing.T) {
	checkTimes(t, 3, func(r *rapid.T) {
		s := anyScenario(r)
		if rapid.Bool().Draw(r, "calm") {
			s = calmScenario(r)
			for i := range s.Sources {
				s.Sources[i].Capacity = num(1000) // what 1e-12 of a step can ship stays small
			}
			s.Materials[0].PriceCap = num(5)
			s.Curbs = []chain.Curb{maker{r}.scheduled()}
			s.Curbs[0].Hits = []chain.Hit{{Name: "o0", Origin: "o0"}, {Name: "o1", Origin: "o1"}}
		}
		seed := rapid.Uint64().Draw(r, "seed")
		before := metricsOf(r, s, seed)
		nudged := *s
		signs := rapid.SliceOfN(rapid.IntRange(-1, 0), 5, 5).Draw(r, "signs")
		i := 0
		nudge(reflect.ValueOf(&nudged).Elem(), func(x float64) float64 {
			i++
			return x * (1 + 1e-12*float64(signs[i%len(signs)]))
		})
		after := metricsOf(r, &nudged, seed)
		for name, want := range before {
			for l, x := range after[name] {
				if size := math.Max(perTonne(name), math.Abs(want[l])); math.Abs(x-want[l]) > 1e-6*size {
					r.Fatalf("%s of trial %d moves from %.12g to %.12g", name, l, want[l], x)
				}
			}
		}
	})
}

// perTonne is how much a tonne weighs in a metric: 500 cars, or what it costs and more.
func perTonne(metric string) float64 {
	switch measure, _, _ := strings.Cut(metric, "."); measure {
	case "units_lost":
		return 500
	case "cost", "value_lost", "premium", "burden", "surcharge", "outlay", "yearly_cost", "end_value":
		return 1e5
	}
	return 1
}

func metricsOf(r *rapid.T, s *chain.Scenario, seed uint64) map[string][]float64 {
	m, err := Compile(s)
	if err != nil {
		r.Fatal(err)
	}
	b := m.NewBlock()
	if err := b.Play(draw.Random(seed), 0, 3, nil); err != nil {
		r.Fatal(err)
	}
	all := map[string][]float64{}
	for i, x := range m.Metrics() {
		for _, v := range b.Metric(i) {
			if math.IsInf(v, 1) {
				v = -1
			}
			all[x.Name] = append(all[x.Name], v)
		}
	}
	return all
}

// nudge replaces every certain figure of a scenario, in copies of its lists.
func nudge(v reflect.Value, by func(float64) float64) {
	if n, ok := v.Interface().(chain.Number); ok {
		if x, fixed := n.Fixed(); fixed {
			n.Dist = dist.Constant(by(x))
			v.Set(reflect.ValueOf(n))
		}
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if name := v.Type().Field(i).Name; name != "Success" {
				nudge(v.Field(i), by)
			}
		}
	case reflect.Slice:
		if v.IsNil() {
			return
		}
		own := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		reflect.Copy(own, v)
		for i := range own.Len() {
			nudge(own.Index(i), by)
		}
		v.Set(own)
	case reflect.Pointer:
		if v.IsNil() {
			return
		}
		own := reflect.New(v.Type().Elem())
		own.Elem().Set(v.Elem())
		nudge(own.Elem(), by)
		v.Set(own)
	}
}
