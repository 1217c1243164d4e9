package vectorise

// primitives are the functions of package lane that are instructions, or a few.
var primitives = map[string]func(g *graph, x []*value) *value{
	"min":        func(g *graph, x []*value) *value { return fold(g.least, x) },
	"max":        func(g *graph, x []*value) *value { return fold(g.most, x) },
	"positive":   func(g *graph, x []*value) *value { return g.of("max", g.constant(0), x[0]) },
	"roundEven":  func(g *graph, x []*value) *value { return g.of("round", x[0]) },
	"floor":      func(g *graph, x []*value) *value { return g.of("floor", x[0]) },
	"sqrt":       func(g *graph, x []*value) *value { return g.of("sqrt", x[0]) },
	"abs":        func(g *graph, x []*value) *value { return g.of("and", x[0], g.bits(1<<63-1)) },
	"copysign":   copysign,
	"pow2":       func(g *graph, x []*value) *value { return g.of("shift up", g.of("add", x[0], g.constant(1<<52+1023))) },
	"exponentOf": exponentOf,
	"mantissaOf": mantissaOf,
	"index": func(g *graph, x []*value) *value {
		return g.of("xor", g.of("add", x[0], g.constant(1<<52)), g.constant(1<<52))
	},
}

func fold(of func(a, b *value) *value, x []*value) *value {
	v := x[0]
	for _, next := range x[1:] {
		v = of(v, next)
	}
	return v
}

func copysign(g *graph, x []*value) *value {
	return g.of("or", g.of("and", x[0], g.bits(1<<63-1)), g.of("and", x[1], g.bits(1<<63)))
}

// exponentOf turns the bits of the exponent into a number: behind those of 2^52 they
// are a fraction of it.
func exponentOf(g *graph, x []*value) *value {
	return g.of("sub", g.of("or", g.of("shift down", x[0]), g.constant(1<<52)), g.constant(1<<52))
}

func mantissaOf(g *graph, x []*value) *value {
	return g.of("or", g.of("and", x[0], g.bits(1<<52-1)), g.constant(0.5))
}
