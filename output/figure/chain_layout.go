package figure

import (
	"cmp"
	"math"
	"slices"

	"magnetsim/output"
)

// tiers are the columns of a chain: origins, then materials and between them the plants that
// make one of another, then sectors. What flows past a column has a place in it, so that
// nothing lies over it.
type tiers struct {
	chain *output.Chain
	slots []slot
	links []link  // between columns side by side
	order [][]int // slots of every column, from the top
}

// slot is a place in a column: of a node, or of a flow that passes.
type slot struct {
	node, flow int // index into the chain; -1
	column     int
	size       float64 // t/yr through it
}

// link is a flow, or a part of it, from one column to the next.
type link struct{ flow, from, to int }

func tiersOf(c *output.Chain) *tiers {
	t := &tiers{chain: c}
	columns := columnsOf(c)
	for i := range c.Nodes {
		t.slots = append(t.slots, slot{node: i, flow: -1, column: columns[i], size: c.Through(i)})
	}
	for i, f := range c.Flows {
		from := f.From
		for column := columns[f.From] + 1; column < columns[f.To]; column++ {
			t.slots = append(t.slots, slot{node: -1, flow: i, column: column, size: f.Now + f.Later})
			t.links = append(t.links, link{i, from, len(t.slots) - 1})
			from = len(t.slots) - 1
		}
		t.links = append(t.links, link{i, from, f.To})
	}
	t.order = make([][]int, slices.Max(append(columns, -1))+1)
	for i, s := range t.slots {
		t.order[s.column] = append(t.order[s.column], i)
	}
	t.arrange()
	return t
}

// columnsOf gives every node its column: materials of one stage have the same, where no
// plant makes one of another.
func columnsOf(c *output.Chain) []int {
	depth := make([]int, len(c.Nodes))
	kind := func(i int) string { return c.Nodes[i].Kind }
	staged := true
	for round := 0; ; round++ {
		changed := false
		raise := func(i, to int) {
			if depth[i] < to {
				depth[i], changed = to, true
			}
		}
		for _, f := range c.Flows {
			if kind(f.From) != output.ChainOrigin && kind(f.To) != output.ChainSector { // material to plant to material
				raise(f.To, depth[f.From]+1)
			}
		}
		for i, n := range c.Nodes {
			for j, m := range c.Nodes {
				if staged && n.Kind == output.ChainMaterial && m.Kind == n.Kind && n.Stage == m.Stage {
					raise(i, depth[j])
				}
			}
		}
		if round > 2*len(c.Nodes) { // a stage that is made of itself
			if !staged {
				break
			}
			staged, round, depth = false, 0, make([]int, len(c.Nodes))
			continue
		}
		if !changed {
			break
		}
	}
	columns, last := make([]int, len(c.Nodes)), 0
	for i := range c.Nodes {
		if kind(i) == output.ChainMaterial || kind(i) == output.ChainPlant {
			columns[i] = min(depth[i], 2*len(c.Nodes)) + 1
			last = max(last, columns[i])
		}
	}
	for _, f := range c.Flows { // a plant stands before what it makes
		if kind(f.From) == output.ChainPlant {
			columns[f.From] = columns[f.To] - 1
		}
	}
	for i := range c.Nodes {
		if kind(i) == output.ChainSector {
			columns[i] = last + 1
		}
	}
	used := slices.Compact(slices.Sorted(slices.Values(columns))) // without columns in which nothing stands
	return mapped(columns, func(c int) int { return slices.Index(used, c) })
}

// orderings are how often the order of every column is set by its neighbours'.
const orderings = 24

// arrange orders each column by the mean place of what its slots are linked with, to the left
// and to the right by turns, and keeps the order with the least tonnes that cross.
func (t *tiers) arrange() {
	best, least := t.order, t.crossings()
	for k := range orderings {
		t.order = mapped(t.order, slices.Clone[[]int])
		for _, column := range t.turn(k) {
			t.sort(column, k%2 == 0)
		}
		if n := t.crossings(); n < least*(1-1e-9) {
			best, least = t.order, n
		}
	}
	t.order = best
}

// turn are the columns from the left, and every second time from the right.
func (t *tiers) turn(k int) []int {
	columns := places(len(t.order))
	if k%2 == 1 {
		slices.Reverse(columns)
	}
	return columns
}

// sort orders a column by the mean place of its neighbours, weighted by tonnes.
func (t *tiers) sort(column int, left bool) {
	place := t.places()
	sum, weight := make([]float64, len(t.slots)), make([]float64, len(t.slots))
	for _, l := range t.links {
		own, other := l.to, l.from
		if !left {
			own, other = other, own
		}
		w := t.tonnes(l)
		sum[own], weight[own] = sum[own]+w*place[other], weight[own]+w
	}
	key := func(i int) float64 {
		if weight[i] > 0 {
			return sum[i] / weight[i]
		}
		return place[i]
	}
	slices.SortStableFunc(t.order[column], func(a, b int) int { return cmp.Compare(key(a), key(b)) })
}

// places are where slots stand in their columns, from 0 to 1.
func (t *tiers) places() []float64 {
	place := make([]float64, len(t.slots))
	for _, column := range t.order {
		for k, i := range column {
			place[i] = (float64(k) + 0.5) / float64(len(column))
		}
	}
	return place
}

// tonnes is the weight of a link, above 0.
func (t *tiers) tonnes(l link) float64 {
	f := t.chain.Flows[l.flow]
	return math.Max(smallest, zeroIfNot(f.Now+f.Later))
}

// crossings adds up, over pairs of links that cross, the tonnes of the smaller.
func (t *tiers) crossings() float64 {
	place, sum := t.places(), 0.0
	for i, a := range t.links {
		for _, b := range t.links[:i] {
			if t.slots[a.from].column == t.slots[b.from].column && (place[a.from]-place[b.from])*(place[a.to]-place[b.to]) < 0 {
				sum += math.Min(t.tonnes(a), t.tonnes(b))
			}
		}
	}
	return sum
}

// stand gives every slot a place, down from the top of a height: each as near as can be to
// what it is linked with, none over another. Heights and gaps are by slot; middle is how far
// below its top a slot's links are.
func (t *tiers) stand(height float64, heights, middle []float64, gap float64) []float64 {
	top := make([]float64, len(t.slots))
	for _, column := range t.order {
		used := 0.0
		for _, i := range column {
			used += heights[i]
		}
		between := math.Max(gap, (height-used)/float64(len(column)+1))
		if len(column) > 1 {
			between = math.Min(between, (height-used)/float64(len(column)-1))
		}
		y := max(0, (height-used-between*float64(len(column)-1))/2)
		for _, i := range column {
			top[i] = y
			y += heights[i] + between
		}
	}
	for k := range orderings {
		for _, column := range t.turn(k) {
			t.settle(t.order[column], top, height, heights, middle, gap)
		}
	}
	return top
}

// settle moves the slots of a column towards what they are linked with.
func (t *tiers) settle(column []int, top []float64, height float64, heights, middle []float64, gap float64) {
	for _, i := range column {
		sum, weight := 0.0, 0.0
		for _, l := range t.links {
			other := -1
			switch i {
			case l.from:
				other = l.to
			case l.to:
				other = l.from
			}
			if other >= 0 {
				w := t.tonnes(l)
				if t.slots[i].node < 0 && t.slots[other].node < 0 { // what passes goes straight
					w *= 8
				}
				sum, weight = sum+w*(top[other]+middle[other]), weight+w
			}
		}
		if weight > 0 {
			top[i] = sum/weight - middle[i]
		}
	}
	end := 0.0
	for _, i := range column {
		top[i] = math.Max(top[i], end)
		end = top[i] + heights[i] + gap
	}
	end = height
	for _, i := range slices.Backward(column) {
		top[i] = math.Min(top[i], end-heights[i])
		end = top[i] - gap
	}
}
