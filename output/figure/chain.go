package figure

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"magnetsim/output"
)

// What the marks of a chain are called in the legend.
const (
	chainHit   = "A curb can stop it"
	chainPart  = "A curb reaches it in part"
	chainFree  = "No curb reaches it"
	chainLater = "Yet to come, at full capacity"
	chainStock = "Stockpile (t): what it holds, in an outline of its target"
)

// drawChain draws who sells what, through which stages, to whom.
func drawChain(r *output.Report, _ int) (Drawing, bool) {
	if r.Chain == nil {
		return Drawing{}, false
	}
	c := drawableChain(r.Chain)
	if len(c.Flows) == 0 {
		return Drawing{}, false
	}
	w := saying{title: "Who sells what to whom", setting: scenarioTitle(r), origins: origins(r.SourceLine, r.NoteLine)}
	if len(c.Curbs) > 0 {
		w.setting = inOrder(w.setting, "curbs: "+clean(strings.Join(c.Curbs, ", ")))
	}
	w.notes = []string{fmt.Sprintf("Widths: tonnes a year on %s without a curb, and after + what is yet to come; uncertain figures at their means.", clean(c.Date))}
	hit, part := c.Hits()
	w.notes[0] += either(hit || part, " Past a stage, colours are the shares of what came in; past a plant, those of its most exposed input.", "")
	w.shows = chainWords(c)
	return w.drawing("", func() []datum { return chainData(c) }, func(p *chart, l look) {
		m := chainFor(c, l)
		p.x = xaxis{min: 0, max: 1, ticks: noTicks}
		p.keys = m.keys()
		need := m.need()
		p.panels = []panel{{heading: "Tonnes a year", part: 1, top: 1, measure: measure{"", 1}, bare: true, marks: []teller{m}}}
		p.plots, p.least = need+max(l.width*0.22, l.text*14), need+l.text*7
	}), true
}

// The greatest number of origins, or of sectors, that are drawn apart: where the height is
// fixed, as few as leave words that can be read. smallType is the share of the preset's type
// size below which it is better to join some than to set all smaller.
const (
	mostDrawn, leastDrawn = 14, 3
	smallType             = 0.6
)

// chainFor is the chain with no more of its nodes apart than a figure has room for.
func chainFor(c *output.Chain, l look) chainMark {
	of := func(most int) chainMark {
		shown := fewer(c, most)
		return chainMark{look: l, tiers: tiersOf(shown), chain: shown}
	}
	most := mostDrawn
	m := of(most)
	preset, _ := pick("size", l.size.name, "", Sizes())
	for l.height > 0 && l.text <= sizes[preset].text*smallType && most > leastDrawn && m.need() > l.height*0.62 {
		most--
		m = of(most)
	}
	return m
}

// chainWords tell the flows one by one.
func chainWords(c *output.Chain) string {
	flows := slices.Clone(c.Flows)
	slices.SortStableFunc(flows, func(a, b output.ChainFlow) int { return kindOrder(c, a) - kindOrder(c, b) })
	said := inTurn(flows, "; ", func(f output.ChainFlow) string {
		text := fmt.Sprintf("%s to %s: ", clean(c.Nodes[f.From].Title), clean(c.Nodes[f.To].Title))
		switch later := amount(f.Later, "t/yr") + " yet to come"; {
		case f.Later > 0 && f.Now > 0:
			text += amount(f.Now, "t/yr") + ", and " + later
		case f.Later > 0:
			text += later
		default:
			text += amount(f.Now, "t/yr")
		}
		switch {
		case c.Nodes[f.From].Kind != output.ChainOrigin:
		case f.Hit > 0:
			text += ", which a curb can stop"
		case f.Part > 0:
			text += ", which a curb reaches in part"
		}
		return text
	})
	for _, s := range c.Stocks {
		said += "; " + clean(s.Title) + " of " + clean(c.Nodes[s.Node].Title) + ": " + stockText(s)
	}
	return said + "."
}

func kindOrder(c *output.Chain, f output.ChainFlow) int {
	return slices.Index([]string{output.ChainOrigin, output.ChainMaterial, output.ChainPlant, output.ChainSector}, c.Nodes[f.From].Kind)
}

// stockText is what a stockpile holds.
func stockText(s output.ChainStock) string {
	most := tonnesText(s.Target) + "\u00a0t"
	switch {
	case s.Initial >= s.Target:
		return most
	case s.Initial > 0:
		return tonnesText(s.Initial) + " t, at most " + most
	}
	return "empty; at most " + most
}

func chainData(c *output.Chain) []datum {
	name := func(i int) string { return c.Nodes[i].Title }
	rows := flat(c.Flows, func(f output.ChainFlow) []datum {
		flow := name(f.From) + " to " + name(f.To)
		return []datum{
			mark("", flow, "now", "t/yr", f.Now), mark("", flow, "yet to come", "t/yr", f.Later),
			mark("", flow, "curbed", "share", f.Hit), mark("", flow, "curbed in part", "share", f.Part),
		}
	})
	for _, s := range c.Stocks {
		rows = append(rows, mark("", s.Title+": "+name(s.Node), "stock now", "t", s.Initial), mark("", s.Title+": "+name(s.Node), "target", "t", s.Target))
	}
	return rows
}

// chainLines are the words of a node: its title, and what goes through it.
func chainLines(c *output.Chain, node int) (title, numbers string, more []string) {
	n := c.Nodes[node]
	now, later, hit := 0.0, 0.0, 0.0
	for _, f := range c.Flows {
		if f.To == node || f.From == node && n.Kind == output.ChainOrigin {
			now, later, hit = now+f.Now, later+f.Later, hit+f.Now*f.Hit
		}
	}
	if n.Kind == output.ChainPlant { // what it makes, not what it takes
		now, later = 0, 0
		for _, f := range c.Flows {
			if f.From == node {
				now, later = now+f.Now, later+f.Later
			}
		}
	}
	if now > 0 || later == 0 {
		numbers = tonnesText(now)
	}
	if later > 0 {
		numbers = strings.TrimSpace(numbers + " +\u00a0" + tonnesText(later))
	}
	if n.From != "" {
		more = append(more, "from "+monthText(n.From))
		if n.Chance < 1 {
			more = append(more, output.Percent(n.Chance)+" likely")
		}
	}
	if n.Kind == output.ChainSector && hit > 0 && now > 0 {
		more = append(more, fmt.Sprintf("%.0f%% curbed", 100*hit/now))
	}
	return clean(n.Title), numbers, more
}

// tonnesText is a flow without its unit, which stands above all.
func tonnesText(x float64) string {
	if x > 0 { // three digits are more than is known
		place := math.Pow(10, math.Floor(math.Log10(x))-2)
		x = math.Round(x/place) * place
	}
	return digits(x, decimalsFor(x))
}

// monthText is a month of a year, as "Mar 2029".
func monthText(month string) string {
	day := dayOf(month + "-01")
	if !finite(day) {
		return clean(month)
	}
	return dayTime(day).Format("Jan\u00a02006")
}

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
		others := only(of, func(i int) bool { return !kept[i] })
		for _, i := range others {
			to[i] = others[0]
		}
	}
	return to
}
