package experiment

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"magnetsim/output"
	"magnetsim/sim/chain"
	"magnetsim/sim/unit"
)

// chainOf is the chain of a scenario in normal times: what would flow on its first day
// without curbs and noise, walked from those who use to those who sell as in the plan of
// the model (package sim), with the means of what is uncertain; and what is yet to come at
// full capacity. Stocks are those of all policies.
func chainOf(s *chain.Scenario, policies []*chain.Scenario, titles output.Titles) *output.Chain {
	b := chainBuilder{s: s, titles: titles, c: &output.Chain{Date: unit.Date(s.StartDay).String()}, at: map[string]int{}}
	b.nodes()
	for _, m := range b.downstream() {
		b.supply(m)
	}
	b.expose()
	for _, p := range s.Stockpiles {
		b.stock(p.Name, policies)
	}
	for _, x := range s.Curbs {
		b.c.Curbs = append(b.c.Curbs, b.titles.Curb(x.Name))
	}
	b.c.Flows = slices.DeleteFunc(b.c.Flows, func(f output.ChainFlow) bool { return !(f.Now+f.Later > 0) })
	b.prune()
	return b.c
}

type chainBuilder struct {
	s      *chain.Scenario
	titles output.Titles
	c      *output.Chain
	at     map[string]int // node by kind and name
	groups [][]chain.Plant
}

// node is the place of a node among the nodes.
func (b *chainBuilder) node(kind, name string) int { return b.at[kind+"."+name] }

func (b *chainBuilder) add(n output.ChainNode) {
	b.at[n.Kind+"."+n.Name] = len(b.c.Nodes)
	b.c.Nodes = append(b.c.Nodes, n)
}

func (b *chainBuilder) nodes() {
	for _, x := range b.s.Sources {
		if _, known := b.at[output.ChainOrigin+"."+x.Origin]; !known {
			b.add(output.ChainNode{Kind: output.ChainOrigin, Name: x.Origin, Title: b.titles.Origin(x.Origin)})
		}
	}
	for _, x := range b.s.Materials {
		b.add(output.ChainNode{Kind: output.ChainMaterial, Name: x.Name, Title: b.titles.Material(x.Name), Stage: b.titles.Material(cmp.Or(x.Stage, x.Name))})
	}
	b.groups = alike(b.s.Plants)
	for _, g := range b.groups {
		n := output.ChainNode{Kind: output.ChainPlant, Name: g[0].Name, Title: b.titles.Plant(g[0].Name)}
		if len(g) > 1 {
			n.Title += fmt.Sprintf(" and %d like it", len(g)-1)
		}
		n.From, n.Chance = b.begins(g[0].Start, g[0].Ramp, g[0].Success)
		b.add(n)
	}
	for _, x := range b.s.Sectors {
		b.add(output.ChainNode{Kind: output.ChainSector, Name: x.Name, Title: cmp.Or(x.Title, unit.Readable(x.Name))})
	}
	for _, x := range b.s.Sources { // an origin is yet to come where all that it sells is
		n := &b.c.Nodes[b.node(output.ChainOrigin, x.Origin)]
		ours := func(y chain.Source) bool { return y.Origin == x.Origin && running(y.Start, y.Ramp) > 0 }
		if from, chance := b.begins(x.Start, x.Ramp, x.Success); from != "" && n.From == "" && !slices.ContainsFunc(b.s.Sources, ours) {
			n.From, n.Chance = from, chance
		}
	}
}

// begins tells of what is yet to come when it does in half of all worlds, and its chance.
func (b *chainBuilder) begins(start, ramp, success chain.Number) (from string, chance float64) {
	if running(start, ramp) > 0 {
		return "", 1
	}
	date := b.s.Calendar().Date(start.Dist.Quantile(0.5)).String()
	return date[:len("2027-06")], mean(success, 1)
}

// alike groups plants that make the same of the same, and begin alike.
func alike(plants []chain.Plant) [][]chain.Plant {
	same := func(x, y chain.Plant) bool {
		number := func(a, b chain.Number) bool {
			return a.Given() == b.Given() && mean(a, 0) == mean(b, 0)
		}
		return x.Makes == y.Makes && number(x.Capacity, y.Capacity) && number(x.Start, y.Start) && number(x.Success, y.Success) && number(x.Ramp, y.Ramp) &&
			slices.EqualFunc(x.Recipe, y.Recipe, func(p, q chain.Input) bool { return p.Material == q.Material && number(p.PerTonne, q.PerTonne) })
	}
	var all [][]chain.Plant
	for _, p := range plants {
		i := slices.IndexFunc(all, func(g []chain.Plant) bool { return same(g[0], p) })
		if i < 0 {
			i, all = len(all), append(all, nil)
		}
		all[i] = append(all[i], p)
	}
	return all
}

// downstream are the materials, those that are made before those that they are made of.
// Compiled scenarios have no circles.
func (b *chainBuilder) downstream() []string {
	var order []string
	var visit func(material string)
	visit = func(material string) {
		if slices.Contains(order, material) {
			return
		}
		for _, p := range b.s.Plants {
			if p.Makes == material {
				for _, in := range p.Recipe {
					visit(in.Material)
				}
			}
		}
		order = append(order, material)
	}
	for _, m := range b.s.Materials {
		visit(m.Name)
	}
	slices.Reverse(order)
	return order
}

// supply adds what is used of a material, and where it comes from.
func (b *chainBuilder) supply(material string) {
	to := b.node(output.ChainMaterial, material)
	for _, x := range b.s.Sectors {
		for _, use := range x.Uses {
			if use.Material == material {
				b.flow(to, b.node(output.ChainSector, x.Name), mean(x.Demand, 0)*mean(use.Share, 1), 0)
			}
		}
	}
	now, later := b.wanted(to)
	made, coming := b.make(material, now)
	b.sell(material, now-made, later-coming)
}

// wanted is what goes out of a node.
func (b *chainBuilder) wanted(node int) (now, later float64) {
	for _, f := range b.c.Flows {
		if f.From == node {
			now, later = now+f.Now, later+f.Later
		}
	}
	return now, later
}

func (b *chainBuilder) flow(from, to int, now, later float64) {
	b.c.Flows = append(b.c.Flows, output.ChainFlow{From: from, To: to, Now: now, Later: later})
}

// make adds what plants make of a material, as far as it is used, and what they take for it.
func (b *chainBuilder) make(material string, used float64) (now, later float64) {
	capacity := 0.0
	for _, p := range b.s.Plants {
		if p.Makes == material {
			capacity += mean(p.Capacity, 0) * running(p.Start, p.Ramp)
		}
	}
	for _, g := range b.groups {
		p, n := g[0], float64(len(g))
		if p.Makes != material {
			continue
		}
		full, runs := n*mean(p.Capacity, 0), running(p.Start, p.Ramp)
		makes, comes := 0.0, full*(1-runs)
		if capacity > 0 {
			makes = full * runs * math.Min(1, used/capacity)
		}
		node := b.node(output.ChainPlant, p.Name)
		b.flow(node, b.node(output.ChainMaterial, material), makes, comes)
		for _, in := range p.Recipe {
			b.flow(b.node(output.ChainMaterial, in.Material), node, makes*mean(in.PerTonne, 1), comes*mean(in.PerTonne, 1))
		}
		now, later = now+makes, later+comes
	}
	return now, later
}

// sell adds what is bought of a material: by the shares of normal times, no more than each
// can send; of what is used later as far as sources are there by then.
func (b *chainBuilder) sell(material string, now, later float64) {
	sum, all := 0.0, 0.0
	for _, x := range b.s.Sources {
		if x.Material == material {
			sum, all = sum+mean(x.Share, 1)*running(x.Start, x.Ramp), all+mean(x.Share, 1)
		}
	}
	for _, x := range b.s.Sources {
		if x.Material != material {
			continue
		}
		capacity, runs, share := mean(x.Capacity, 0), running(x.Start, x.Ramp), mean(x.Share, 1)
		ships, comes := 0.0, capacity*(1-runs)
		if sum > 0 {
			ships = math.Min(capacity*runs, math.Max(0, now)*share*runs/sum)
		}
		if runs > 0 && all > 0 { // it sells more once more is used
			comes = math.Min(capacity-ships, math.Max(0, later)*share/all)
		}
		from, to := b.node(output.ChainOrigin, x.Origin), b.node(output.ChainMaterial, material)
		i := slices.IndexFunc(b.c.Flows, func(f output.ChainFlow) bool { return f.From == from && f.To == to })
		if i < 0 {
			i = len(b.c.Flows)
			b.flow(from, to, 0, 0)
		}
		f := &b.c.Flows[i]
		f.Now, f.Later = f.Now+ships, f.Later+comes
		f.Hit, f.Part = b.hit(x.Origin, material)
	}
}

// hit tells whether curbs hit what an origin sells of a material: 1 where one does wholly,
// or in part.
func (b *chainBuilder) hit(origin, material string) (hit, part float64) {
	for _, x := range b.s.Curbs {
		for _, h := range x.Hits {
			switch {
			case h.Origin != origin || len(h.Materials) > 0 && !slices.Contains(h.Materials, material):
			case mean(h.Share, 1) >= 1:
				return 1, 0
			default:
				part = 1
			}
		}
	}
	return 0, part
}

// expose passes on what share of a flow curbs hit, from what comes into a node to what goes
// out of it; of a plant that of the input that they hit most.
func (b *chainBuilder) expose() {
	for _, m := range slices.Backward(b.downstream()) {
		for _, g := range b.groups {
			if g[0].Makes == m {
				b.pass(b.node(output.ChainPlant, g[0].Name), math.Max)
			}
		}
		b.pass(b.node(output.ChainMaterial, m), nil)
	}
}

func (b *chainBuilder) pass(node int, join func(x, y float64) float64) {
	hit, part, sum := 0.0, 0.0, 0.0
	for _, f := range b.c.Flows {
		if f.To != node || !(f.Now > 0) {
			continue
		}
		if join != nil {
			hit, part, sum = join(hit, f.Hit), join(part, f.Part), 1
			continue
		}
		hit, part, sum = hit+f.Hit*f.Now, part+f.Part*f.Now, sum+f.Now
	}
	if sum > 0 {
		hit = hit / sum
		part = math.Min(part/sum, 1-hit)
	}
	for i := range b.c.Flows {
		if f := &b.c.Flows[i]; f.From == node {
			f.Hit, f.Part = hit, part
		}
	}
}

// stock adds a strategic stock that any policy fills, in tonnes: what it holds under the first, and
// the greatest target of any. Days of use are days of what goes out of its material now, or
// once all has come where nothing does yet.
func (b *chainBuilder) stock(name string, policies []*chain.Scenario) {
	stock := output.ChainStock{Title: b.titles.Stockpile(name)}
	for i, s := range policies {
		for _, p := range s.Stockpiles {
			if p.Name != name {
				continue
			}
			stock.Node = b.node(output.ChainMaterial, p.Material)
			now, later := b.wanted(stock.Node)
			tonnes := func(a chain.Amount) float64 {
				if a.OfUse {
					return mean(a.Number, 0) * cmp.Or(now, later)
				}
				return mean(a.Number, 0)
			}
			initial := p.Initial
			if !initial.Given() {
				initial = p.Target
			}
			if i == 0 {
				stock.Initial = tonnes(initial)
			}
			stock.Target = math.Max(stock.Target, math.Max(tonnes(p.Target), tonnes(initial)))
		}
	}
	if stock.Target > 0 {
		b.c.Stocks = append(b.c.Stocks, stock)
	}
}

// prune leaves out the nodes that nothing goes through.
func (b *chainBuilder) prune() {
	to, kept := make([]int, len(b.c.Nodes)), []output.ChainNode(nil)
	for i, n := range b.c.Nodes {
		to[i] = -1
		if b.c.Through(i) > 0 {
			to[i], kept = len(kept), append(kept, n)
		}
	}
	for i := range b.c.Flows {
		f := &b.c.Flows[i]
		f.From, f.To = to[f.From], to[f.To]
	}
	b.c.Stocks = slices.DeleteFunc(b.c.Stocks, func(s output.ChainStock) bool { return to[s.Node] < 0 })
	for i := range b.c.Stocks {
		b.c.Stocks[i].Node = to[b.c.Stocks[i].Node]
	}
	b.c.Nodes = kept
}

// running is the share of its capacity at which a thing runs on the first day: 0 of what is
// yet to come in half of all worlds.
func running(start, ramp chain.Number) float64 {
	if !start.Given() {
		return 1
	}
	since, grows := -start.Dist.Quantile(0.5), mean(ramp, 0)
	switch {
	case since < 0:
		return 0
	case grows > 0:
		return math.Min(1, since/grows)
	}
	return 1
}

// mean is that of a figure, or another where it is not given.
func mean(n chain.Number, otherwise float64) float64 {
	if !n.Given() {
		return otherwise
	}
	return n.Dist.Mean()
}
