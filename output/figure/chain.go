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
	if hit, part := c.Hits(); hit || part {
		w.notes[0] += " Past a stage, colours are the shares of what came in; past a plant, those of its most exposed input."
	}
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
