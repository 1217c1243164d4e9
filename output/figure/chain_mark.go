package figure

import (
	"image/color"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"magnetsim/output"
)

// chainMark draws a chain over the whole of its plot: a bar for each node with its words
// above, and bands for what flows. It is laid out anew for the room that it has.
type chainMark struct {
	look
	*tiers
	chain *output.Chain
}

// shades are the colours of flows.
type shades struct{ hit, part, free, later color.NRGBA }

func (m chainMark) shades() shades {
	curbed, open := m.signature(1).color, m.signature(0).color
	if m.mono {
		curbed, open = m.ink, m.faint
		return shades{m.veiled(curbed, 0.75), m.veiled(curbed, 0.4), m.veiled(open, 0.5), m.veiled(open, 0.25)}
	}
	return shades{m.veiled(curbed, 0.55), m.veiled(curbed, 0.27), m.veiled(open, 0.22), m.veiled(m.faint, 0.16)}
}

// stocked is the colour of stockpiles.
func (m chainMark) stocked() color.NRGBA { return m.unhatched(m.signature(2)) }

// keys are those of the marks that there are.
func (m chainMark) keys() []key {
	hit, part := m.chain.Hits()
	s := m.shades()
	var all []key
	put := func(there bool, k key) {
		if there {
			all = append(all, k)
		}
	}
	free := slices.ContainsFunc(m.chain.Flows, func(f output.ChainFlow) bool { return f.Hit+f.Part < 1-1e-9 })
	put(hit, m.shadeKey(m.over(s.hit), chainHit))
	put(part, m.shadeKey(m.over(s.part), chainPart))
	put(free && (hit || part), m.shadeKey(m.over(s.free), chainFree))
	put(slices.ContainsFunc(m.chain.Flows, func(f output.ChainFlow) bool { return f.Later > 0 }), m.laterKey())
	put(len(m.chain.Stocks) > 0, m.shadeKey(m.stocked(), chainStock))
	return all
}

func (m chainMark) laterKey() key {
	shade := m.over(m.shades().later)
	return key{text: chainLater, area: &shade, swatch: func(c draw.Canvas) {
		c.FillPolygon(shade, corners(c.Rectangle))
		for x := c.Min.X; x < c.Max.X; x += m.text * 0.45 {
			to := min(x+(c.Max.Y-c.Min.Y)*0.5, c.Max.X)
			c.StrokeLine2(m.hatchLine(), x, c.Min.Y, to, c.Max.Y)
		}
	}}
}

func (m chainMark) hatchLine() draw.LineStyle {
	return draw.LineStyle{Color: m.over(tint(m.quiet, 0.7)), Width: m.hair()}
}

// bar is the width of a node.
func (m chainMark) bar() vg.Length { return m.text * 0.7 }

// slotGap is the least distance of two slots of a column.
func (m chainMark) slotGap() vg.Length { return m.text * 0.75 }

// lefts are where columns begin, and the last ends, in a width: a column with long words
// has more of it.
func (m chainMark) lefts(width vg.Length) []vg.Length {
	n := len(m.order)
	least, wish := make([]vg.Length, n), make([]vg.Length, n)
	var sumLeast, sumWish vg.Length
	for c := range n {
		least[c], wish[c] = m.text*4, m.text*4
		m.words(c, func(text string, before vg.Length) {
			wish[c] = max(wish[c], m.textPen().width(text)+before+m.text*0.8)
			for word := range strings.SplitSeq(text, " ") {
				least[c] = max(least[c], m.textPen().width(word)+before+m.text*0.8)
			}
		})
		wish[c] = max(min(wish[c], m.text*11), least[c])
		sumLeast, sumWish = sumLeast+least[c], sumWish+wish[c]
	}
	lefts := []vg.Length{0}
	for c := range n {
		w := wish[c]
		switch {
		case sumLeast >= width:
			w = least[c] * width / sumLeast
		case sumWish > width:
			w = least[c] + (wish[c]-least[c])*(width-sumLeast)/(sumWish-sumLeast)
		case c < n-1: // what is left over is for the flows between
			w += (width - sumWish) / vg.Length(n-1)
		}
		lefts = append(lefts, lefts[c]+w)
	}
	return lefts
}

// words hands out all that is said in a column, and how far from its left.
func (m chainMark) words(column int, say func(text string, before vg.Length)) {
	say(m.heading(column), 0)
	for _, i := range m.order[column] {
		if node := m.slots[i].node; node >= 0 {
			title, numbers, more := chainLines(m.chain, node)
			for _, text := range append([]string{title, numbers}, more...) {
				say(text, 0)
			}
			for _, s := range m.stocksOf(node) {
				say(clean(s.Title), m.besideStock())
				say(stockText(s), m.besideStock())
			}
		}
	}
}

// besideStock is where the words of a stockpile begin in its column.
func (m chainMark) besideStock() vg.Length { return m.bar() + m.text*0.3 }

// heading is what a column is called: its stage, or the kind of its nodes.
func (m chainMark) heading(column int) string {
	var names []string
	for _, i := range m.order[column] {
		if node := m.slots[i].node; node >= 0 {
			n := m.chain.Nodes[node]
			name := map[string]string{output.ChainOrigin: "Origins", output.ChainPlant: "Plants", output.ChainSector: "Users", output.ChainMaterial: clean(n.Stage)}[n.Kind]
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return strings.Join(names, ", ")
}

func (m chainMark) stocksOf(node int) []output.ChainStock {
	return only(m.chain.Stocks, func(s output.ChainStock) bool { return s.Node == node })
}

// nodeWords are the words of a slot, set in its column.
type nodeWords struct {
	title, more []string
	stocks      []stockWords
}

type stockWords struct {
	output.ChainStock
	lines []string
}

func (w nodeWords) above(l look) vg.Length {
	return vg.Length(len(w.title))*l.textPen().leading() + vg.Length(len(w.more))*l.tickPen().leading() + l.text*0.1
}

func (m chainMark) write(slot int, width vg.Length) (w nodeWords) {
	node := m.slots[slot].node
	if node < 0 {
		return w
	}
	width -= m.text * 0.5
	title, numbers, more := chainLines(m.chain, node)
	w.title = m.textPen().lines(title, 3, width)
	for _, text := range append([]string{numbers}, more...) {
		w.more = append(w.more, m.tickPen().lines(text, 3, width)...)
	}
	for _, s := range m.stocksOf(node) {
		lines := m.tickPen().lines(clean(s.Title), 3, width-m.besideStock())
		w.stocks = append(w.stocks, stockWords{s, append(lines, m.tickPen().lines(stockText(s), 3, width-m.besideStock())...)})
	}
	return w
}

// column is what a column needs beside the height of its flows.
func (m chainMark) fixed(column int, lefts []vg.Length) vg.Length {
	h := vg.Length(len(m.order[column])-1) * m.slotGap()
	for _, i := range m.order[column] {
		w := m.write(i, lefts[column+1]-lefts[column])
		h += w.above(m.look)
		if m.slots[i].node < 0 {
			h -= m.text * 0.1
		}
		for _, s := range w.stocks {
			h += m.text*0.3 + vg.Length(len(s.lines))*m.tickPen().leading()
		}
	}
	return h
}

// headHeight is that of the names of the columns.
func (m chainMark) headHeight(lefts []vg.Length) vg.Length {
	most := 0
	for c := range m.order {
		most = max(most, len(m.quietPen().lines(m.heading(c), 2, lefts[c+1]-lefts[c]-m.text*0.5)))
	}
	return vg.Length(most)*m.quietPen().leading() + m.text*0.5
}

// need is the height of the words of the fullest column.
func (m chainMark) need() vg.Length {
	lefts := m.lefts(m.width - 2*m.margin())
	var most vg.Length
	for c := range m.order {
		most = max(most, m.fixed(c, lefts))
	}
	return most + m.headHeight(lefts)
}

// drawnChain is a chain laid out in a width and a height, y from the top down.
type drawnChain struct {
	chainMark
	width, height vg.Length
	lefts         []vg.Length
	head          vg.Length
	scale         float64 // points a t/yr
	top           []float64
	texts         []nodeWords
}

func (m chainMark) layIn(width, height vg.Length) drawnChain {
	d := drawnChain{chainMark: m, width: width, height: height, lefts: m.lefts(width)}
	d.head = m.headHeight(d.lefts)
	d.scale = math.Inf(1)
	for i, s := range m.slots {
		d.texts = append(d.texts, m.write(i, d.lefts[s.column+1]-d.lefts[s.column]))
	}
	for c, column := range m.order {
		total := 0.0
		for _, i := range column {
			total += m.slots[i].size
			for _, s := range d.texts[i].stocks {
				total += s.Target
			}
		}
		room := float64(height - d.head - m.fixed(c, d.lefts) - vg.Length(len(column)))
		if total > 0 {
			d.scale = math.Min(d.scale, math.Max(room, float64(m.text))/total)
		}
	}
	if !finite(d.scale) {
		d.scale = 0
	}
	heights, middle := make([]float64, len(m.slots)), make([]float64, len(m.slots))
	for i, s := range m.slots {
		above := either(s.node >= 0, float64(d.texts[i].above(m.look)), 0.0)
		heights[i], middle[i] = above+d.thick(s.size), above+d.thick(s.size)/2
		for _, stock := range d.texts[i].stocks {
			heights[i] += float64(m.text)*0.3 + d.stockHeight(stock)
		}
	}
	d.top = m.stand(float64(height-d.head), heights, middle, float64(m.slotGap()))
	return d
}

// thick is the height of a flow; the thinnest can still be seen.
func (d drawnChain) thick(size float64) float64 {
	return either(size > 0, math.Max(size*d.scale, 0.6), 0)
}

func (d drawnChain) stockHeight(s stockWords) float64 {
	return math.Max(d.thick(s.Target), float64(vg.Length(len(s.lines))*d.tickPen().leading()))
}

// barTop is the top of the bar of a slot, from that of the figure.
func (d drawnChain) barTop(slot int) float64 {
	y := float64(d.head) + d.top[slot]
	if d.slots[slot].node >= 0 {
		y += float64(d.texts[slot].above(d.look))
	}
	return y
}

// foothold is where a link leaves or reaches a slot, or a part of a flow's width, from the
// top down.
type foothold struct{ from, to float64 }

// spans stack the links of each slot, those to the higher slots above.
func (d drawnChain) spans() (leave, reach []foothold) {
	leave, reach = make([]foothold, len(d.links)), make([]foothold, len(d.links))
	stack := func(slot int, own, other func(link) int, to []foothold) {
		all := only(places(len(d.links)), func(i int) bool { return own(d.links[i]) == slot })
		slices.SortStableFunc(all, func(a, b int) int {
			return int(math.Copysign(1, d.barTop(other(d.links[a]))-d.barTop(other(d.links[b]))))
		})
		y := d.barTop(slot)
		for _, i := range all {
			f := d.chain.Flows[d.links[i].flow]
			h := d.thick(f.Now + f.Later)
			to[i] = foothold{y, y + h}
			y += h
		}
	}
	from, to := func(l link) int { return l.from }, func(l link) int { return l.to }
	for i := range d.slots {
		stack(i, from, to, leave)
		stack(i, to, from, reach)
	}
	return leave, reach
}

// parts are the shares of a flow's width that are hit, hit in part, free, and yet to come.
func parts(f output.ChainFlow) [4]foothold {
	all := f.Now + f.Later
	if !(all > 0) {
		return [4]foothold{}
	}
	now := f.Now / all
	hit := now * f.Hit
	part := math.Min(now, hit+now*f.Part)
	return [4]foothold{{0, hit}, {hit, part}, {part, now}, {now, 1}}
}

// bands are the areas of all flows: hit, in part, free, and yet to come, each with gaps
// between its flows, and the hatching of the last.
func (d drawnChain) bands() (areas [4]band, hatching curve) {
	s := d.shades()
	for k, fill := range []color.NRGBA{s.hit, s.part, s.free, s.later} {
		areas[k] = band{fill: fill, name: []string{chainHit, chainPart, chainFree, chainLater}[k]}
	}
	hatching.style = d.hatchLine()
	leave, reach := d.spans()
	for i, l := range d.links {
		x0, x1 := float64(d.lefts[d.slots[l.from].column]+d.bar()), float64(d.lefts[d.slots[l.to].column])
		if d.slots[l.from].node < 0 {
			x0 -= float64(d.bar())
		}
		for k, p := range parts(d.chain.Flows[l.flow]) {
			if p.to-p.from < 1e-9 {
				continue
			}
			edge := func(share, x float64) float64 {
				a, b := leave[i], reach[i]
				bend := (x - x0) / (x1 - x0)
				bend = bend * bend * (3 - 2*bend)
				y0, y1 := a.from+(a.to-a.from)*share, b.from+(b.to-b.from)*share
				return 1 - (y0+(y1-y0)*bend)/float64(d.height)
			}
			a := &areas[k]
			if a.xs != nil {
				a.xs, a.low, a.high = append(a.xs, math.NaN()), append(a.low, math.NaN()), append(a.high, math.NaN())
			}
			const points = 24
			for n := range points + 1 {
				x := x0 + (x1-x0)*float64(n)/points
				a.xs, a.high, a.low = append(a.xs, x/float64(d.width)), append(a.high, edge(p.from, x)), append(a.low, edge(p.to, x))
			}
			if k < 3 {
				continue
			}
			step := float64(d.text) * 0.45
			for x := x0; x+step/2 < x1; x += step {
				hatching.xs = append(hatching.xs, x/float64(d.width), (x+step/2)/float64(d.width), math.NaN())
				hatching.ys = append(hatching.ys, edge(p.to, x), edge(p.from, x+step/2), math.NaN())
			}
		}
	}
	return areas, hatching
}

// box is an area of a plot that reaches from 0 to 1 both ways.
func (d drawnChain) box(left vg.Length, top float64, width vg.Length, height float64) (xs, low, high []float64) {
	x0, x1 := float64(left/d.width), float64((left+width)/d.width)
	y0, y1 := 1-(top+height)/float64(d.height), 1-top/float64(d.height)
	return []float64{x0, x1, math.NaN()}, []float64{y0, y0, math.NaN()}, []float64{y1, y1, math.NaN()}
}

func (b *band) add(xs, low, high []float64) {
	b.xs, b.low, b.high = append(b.xs, xs...), append(b.low, low...), append(b.high, high...)
}

// outline adds the edges of a box.
func (l *curve) outline(xs, low, high []float64) {
	l.xs = append(l.xs, xs[0], xs[1], xs[1], xs[0], xs[0], math.NaN())
	l.ys = append(l.ys, low[0], low[0], high[0], high[0], low[0], math.NaN())
}

// nodes are the bars of the nodes, and the stockpiles beneath them.
func (d drawnChain) nodes() []teller {
	bars, stocks := band{fill: d.quiet}, band{fill: d.stocked(), name: chainStock}
	hollow, edges := curve{style: draw.LineStyle{Color: d.quiet, Width: d.line() * 0.7}}, curve{style: draw.LineStyle{Color: d.stocked(), Width: d.line() * 0.8}}
	for i, s := range d.slots {
		if s.node < 0 {
			continue
		}
		left, y := d.lefts[s.column], d.barTop(i)
		xs, low, high := d.box(left, y, d.bar(), d.thick(s.size))
		if d.chain.Nodes[s.node].From != "" {
			hollow.outline(xs, low, high)
		} else {
			bars.add(xs, low, high)
		}
		y += d.thick(s.size)
		for _, stock := range d.texts[i].stocks {
			y += float64(d.text) * 0.3
			full, holds := d.thick(stock.Target), d.thick(stock.Initial)
			edges.outline(d.box(left, y, d.bar(), full))
			if holds > 0 {
				stocks.add(d.box(left, y+full-math.Min(holds, full), d.bar(), math.Min(holds, full)))
			}
			y += d.stockHeight(stock)
		}
	}
	return []teller{bars, stocks, hollow, edges}
}

// letters are the words of the figure, over a veil of paper where flows may pass.
func (d drawnChain) letters() lettering {
	t := lettering{paper: tint(d.paper, 0.72)}
	put := func(left vg.Length, y float64, p pen, lines []string) float64 {
		for _, line := range lines {
			t.lines = append(t.lines, lettered{x: float64(left / d.width), y: 1 - (y+float64(p.size*drop))/float64(d.height), text: line, pen: p})
			y += float64(p.leading())
		}
		return y
	}
	for c := range d.order {
		put(d.lefts[c], 0, d.quietPen(), d.quietPen().lines(d.heading(c), 2, d.lefts[c+1]-d.lefts[c]-d.text*0.5))
	}
	for i, s := range d.slots {
		if s.node < 0 {
			continue
		}
		left, w := d.lefts[s.column], d.texts[i]
		y := put(left, float64(d.head)+d.top[i], d.textPen(), w.title)
		put(left, y, d.tickPen(), w.more)
		y = d.barTop(i) + d.thick(s.size)
		for _, stock := range w.stocks {
			y += float64(d.text) * 0.3
			put(left+d.besideStock(), y, d.tickPen(), stock.lines)
			y += d.stockHeight(stock)
		}
	}
	return t
}

// marks are all that is drawn, from the back to the front.
func (d drawnChain) marks() []teller {
	areas, hatching := d.bands()
	all := []teller{areas[3], areas[2], areas[1], areas[0], hatching}
	return append(append(all, d.nodes()...), d.letters())
}

func (m chainMark) Plot(c draw.Canvas, p *plot.Plot) {
	for _, mark := range m.layIn(c.Max.X-c.Min.X, c.Max.Y-c.Min.Y).marks() {
		mark.Plot(c, p)
	}
}

func (m chainMark) tell(s *sketch) {
	for _, mark := range m.layIn(s.right-s.left, s.size).marks() {
		mark.tell(s)
	}
}

// lettering is lines of text at places from 0 to 1 both ways.
type lettering struct {
	lines []lettered
	paper color.NRGBA
}

type lettered struct {
	x, y float64 // left end of the baseline
	text string
	pen  pen
}

func (t lettering) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	for _, l := range t.lines {
		left, base := x(l.x), y(l.y)
		c.FillPolygon(t.paper, corners(vg.Rectangle{Min: vg.Point{X: left, Y: base - l.pen.size*0.22}, Max: vg.Point{X: left + l.pen.width(l.text), Y: base + l.pen.size*0.78}}))
	}
	for _, l := range t.lines {
		l.pen.write(c.Canvas, x(l.x), y(l.y), 0, l.text)
	}
}

func (t lettering) tell(s *sketch) {
	for _, l := range t.lines {
		shade, _ := shadeOf(l.pen.color)
		mark := object{"align": "left", "baseline": "alphabetic", "color": shade, "fontSize": points(l.pen.size), "tooltip": false}
		s.letters("letters "+shade, mark, object{"x": s.x("x"), "y": s.y("y")}, object{"x": numeral(l.x), "y": numeral(l.y), "text": l.text})
	}
}
