package figure

import (
	"fmt"
	"math"

	"magnetsim/output"
)

// drawableChain is a chain of which all can be drawn: without flows that lead nowhere and with
// numbers that are none as 0.
func drawableChain(c *output.Chain) *output.Chain {
	sound, size := *c, func(x float64) float64 { return math.Max(0, zeroIfNot(x)) }
	node := func(i int) bool { return i >= 0 && i < len(c.Nodes) }
	sound.Flows, sound.Stocks = nil, nil
	for _, f := range c.Flows {
		f.Now, f.Later, f.Hit, f.Part = size(f.Now), size(f.Later), within(size(f.Hit), 0, 1), within(size(f.Part), 0, 1)
		if node(f.From) && node(f.To) && f.From != f.To {
			sound.Flows = append(sound.Flows, f)
		}
	}
	for _, s := range c.Stocks {
		if s.Initial, s.Target = size(s.Initial), size(s.Target); node(s.Node) && s.Target > 0 {
			sound.Stocks = append(sound.Stocks, s)
		}
	}
	return &sound
}

// fewer joins the smallest of more origins, or sectors, than so many into one of each. The
// chain itself stays as it is.
func fewer(c *output.Chain, most int) *output.Chain {
	less := *c
	less.Nodes, less.Flows, less.Stocks = nil, nil, nil
	to := joinedNodes(c, most)
	place := map[int]int{} // of what a node becomes among the nodes that are left
	for i, n := range c.Nodes {
		if to[i] == i {
			place[i] = len(less.Nodes)
			if count := only(to, func(x int) bool { return x == i }); len(count) > 1 {
				n = output.ChainNode{Kind: n.Kind, Title: fmt.Sprintf("%d others", len(count))}
			}
			less.Nodes = append(less.Nodes, n)
		}
	}
	at := map[[2]int]int{} // flow by its ends
	for _, f := range c.Flows {
		f.From, f.To = place[to[f.From]], place[to[f.To]]
		ends := [2]int{f.From, f.To}
		i, known := at[ends]
		if !known {
			at[ends] = len(less.Flows)
			less.Flows = append(less.Flows, f)
			continue
		}
		g := &less.Flows[i]
		if now := g.Now + f.Now; now > 0 {
			g.Hit, g.Part = (g.Hit*g.Now+f.Hit*f.Now)/now, (g.Part*g.Now+f.Part*f.Now)/now
		}
		g.Now, g.Later = g.Now+f.Now, g.Later+f.Later
	}
	for _, s := range c.Stocks {
		s.Node = place[to[s.Node]]
		less.Stocks = append(less.Stocks, s)
	}
	return &less
}

// joinedNodes tell of every node which node it is drawn as: the first of those that are
// joined, or itself.
func joinedNodes(c *output.Chain, most int) []int {
	to := places(len(c.Nodes))
	for _, kind := range []string{output.ChainOrigin, output.ChainSector} {
		of := only(places(len(c.Nodes)), func(i int) bool { return c.Nodes[i].Kind == kind })
		if len(of) <= most {
			continue
		}
		kept := map[int]bool{}
		for _, k := range placesOfLargest(mapped(of, func(i int) float64 { return c.Through(i) }), most-1) {
			kept[of[k]] = true
		}
		first := -1
		for _, i := range of {
			if kept[i] {
				continue
			}
			if first < 0 {
				first = i
			}
			to[i] = first
		}
	}
	return to
}
