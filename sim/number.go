package sim

import (
	"fmt"
	"math"

	"magnetsim/sim/chain"
	"magnetsim/sim/dist"
	"magnetsim/sim/draw"
)

// fig is the index of a number of the model: certain, or drawn once a trial.
type fig int

// number is a compiled figure of the scenario.
type number struct {
	name   string
	unit   string
	dist   dist.Dist
	random bool
	key    draw.Factor
	group  int  // index into numbers.groups, −1 for an independent factor
	chance fig  // where ≥ 0 the factor is a Bernoulli whose chance is that number
	tied   int  // place among the figures that are drawn afresh and tied, −1 for none
	silent bool // drawn only so that the others of its group stay as they are
}

// numbers are all figures of a model. Names are unique: two uses of one name
// share one number.
type numbers struct {
	list   []number
	index  map[string]fig
	given  map[string]bool // names of all figures of the scenario, certain or not
	keys   map[draw.Factor]string
	groups []group
	fresh  map[string]bool // names of figures that are drawn at each occurrence
	tie    *tie            // of such figures; nil for none
}

// group is a set of factors that a Gaussian copula couples.
type group struct {
	members []fig
	copula  *dist.Copula
	parts   []int // by member: the part of the group that it is tied to
}

// certain returns the figure of a constant.
func (n *numbers) certain(x float64) fig {
	name := fmt.Sprintf("constant %x", math.Float64bits(x))
	return n.add(number{name: name, dist: dist.Constant(x)})
}

// of returns the figure of a scenario's number, or of a constant where it was
// not given.
func (n *numbers) of(x chain.Number, otherwise float64) fig {
	if !x.Given() {
		return n.certain(otherwise)
	}
	n.given[x.Name] = true
	if v, ok := x.Fixed(); ok {
		return n.certain(v)
	}
	return n.add(number{name: x.Name, unit: x.Unit, dist: x.Dist, random: true})
}

// success returns the figure of an event of a given chance: 1 where it happens.
// The event has the number's own name; a chance that is itself uncertain is
// drawn under the name with ".chance" behind it.
func (n *numbers) success(x chain.Number) fig {
	if !x.Given() {
		return n.certain(1)
	}
	n.given[x.Name] = true
	if p, ok := x.Fixed(); ok {
		if p >= 1 {
			return n.certain(1)
		}
		d, err := dist.Bernoulli(p)
		if err != nil {
			refuse("%s: %w", x.Name, err)
		}
		return n.add(number{name: x.Name, unit: "0 or 1", dist: d, random: true})
	}
	chance := n.add(number{name: x.Name + ".chance", unit: "share", dist: x.Dist, random: true})
	d := must(dist.Uniform(0, 1))
	f := n.add(number{name: x.Name, unit: "0 or 1", dist: d, random: true})
	n.list[f].chance = chance
	return f
}

// add returns the figure of that name, new or known.
func (n *numbers) add(x number) fig {
	if f, ok := n.index[x.name]; ok {
		return f
	}
	x.key, x.group, x.tied, x.chance = draw.Key(x.name), -1, -1, -1
	f := fig(len(n.list))
	n.list = append(n.list, x)
	n.index[x.name] = f
	return f
}

// address claims the draws of a name for one purpose; two names whose keys
// collide would share their draws, so that is an error.
func (n *numbers) address(name string) draw.Factor {
	key := draw.Key(name)
	if other, ok := n.keys[key]; ok && other != name {
		refuse("the names %q and %q have the same address; rename one", other, name)
	}
	n.keys[key] = name
	return key
}

// claim checks the addresses of all random numbers.
func (n *numbers) claim() {
	for _, x := range n.list {
		if x.random {
			n.address(x.name)
		}
	}
}

// correlate couples the named numbers by a Gaussian copula of the given matrix.
// One that a policy or a case has made certain is drawn all the same, and
// ignored: without it the draws of the others would change.
func (n *numbers) correlate(names []string, matrix [][]float64) {
	c := must(dist.NewCopula(matrix))
	g := group{copula: c, parts: parts(matrix)}
	for _, name := range names {
		f := n.coupled(name)
		n.list[f].group = len(n.groups)
		g.members = append(g.members, f)
	}
	n.groups = append(n.groups, g)
}

// coupled returns the number of a name that is correlated, which it adds where it is
// certain.
func (n *numbers) coupled(name string) fig {
	f, ok := n.index[name]
	if !ok && n.given[name] {
		u := must(dist.Uniform(0, 1))
		f, ok = n.add(number{name: name, dist: u, random: true, silent: true}), true
	}
	if !ok || !n.list[f].random {
		refuse("correlations: %q is not a number of the scenario", name)
	}
	return f
}

// drawnAfresh notes that a figure is drawn at each occurrence.
func (n *numbers) drawnAfresh(all ...chain.Number) {
	for _, x := range all {
		n.fresh[x.Name] = true
	}
}

// mean returns the expectation of a figure, for what must be fixed before any
// draw, such as the order of a queue.
func (n *numbers) mean(f fig) float64 { return n.list[f].dist.Mean() }
