package stat

import "slices"

// Boosted predicts a number from a row of features by the sum of small regression
// trees, each fitted to what those before it leave. It is data, from which another process
// predicts the same. Source: Friedman, "Greedy function approximation: a gradient boosting
// machine", Annals of Statistics 29 (2001), for squared error.
type Boosted struct {
	Base  float64    `json:"base"`
	Trees [][]Branch `json:"trees"`
}

// Branch is a node of a tree: where Feature is −1 it is a leaf. Left and Right are places in
// the tree, beyond its own.
type Branch struct {
	Feature int     `json:"feature"`
	Cut     float64 `json:"cut"` // rows at or below it go left
	Left    int     `json:"left"`
	Right   int     `json:"right"`
	Value   float64 `json:"value"`
}

const (
	boostTrees = 100  // in a sum
	boostDepth = 3    // so that up to three features act together
	boostRate  = 0.08 // of a tree's step that is taken
	boostLeaf  = 10   // fewest rows in a leaf
	boostRidge = 5    // rows of no effect that are added to each leaf
	boostCuts  = 32   // places at which a feature may be cut
)

// Boost fits trees to rows of features and their values, one for each row. It is not random.
func Boost(rows [][]float64, values []float64) *Boosted {
	b := &Boosted{}
	for _, y := range values {
		b.Base += y / float64(len(values))
	}
	g := newGrower(rows)
	for i, y := range values {
		g.rest[i] = y - b.Base
	}
	for range boostTrees {
		tree := g.tree()
		b.Trees = append(b.Trees, tree)
		for i, row := range rows {
			g.rest[i] -= leafAt(tree, row)
		}
	}
	return b
}

// At returns the prediction for a row.
func (b *Boosted) At(row []float64) float64 {
	sum := b.Base
	for _, t := range b.Trees {
		sum += leafAt(t, row)
	}
	return sum
}

func leafAt(tree []Branch, row []float64) float64 {
	i := 0
	for tree[i].Feature >= 0 {
		if row[tree[i].Feature] <= tree[i].Cut {
			i = tree[i].Left
		} else {
			i = tree[i].Right
		}
	}
	return tree[i].Value
}

// grower grows trees on the same rows.
type grower struct {
	cuts [][]float64 // by feature: ascending
	bins [][]uint8   // by feature and row: how many cuts lie below its value
	rest []float64   // by row: what is left to explain
	grow []Branch
}

func newGrower(rows [][]float64) *grower {
	g := &grower{rest: make([]float64, len(rows))}
	column := make([]float64, len(rows))
	for f := range rows[0] {
		for i, row := range rows {
			column[i] = row[f]
		}
		cuts := cutsOf(column)
		bins := make([]uint8, len(rows))
		for i, x := range column {
			k, _ := slices.BinarySearch(cuts, x)
			bins[i] = uint8(k)
		}
		g.cuts, g.bins = append(g.cuts, cuts), append(g.bins, bins)
	}
	return g
}

// cutsOf returns where a feature may be cut: at all values but the last where they are
// few; else at even shares of the rows, and at ever finer ones towards the top, where
// the worst trials are looked for.
func cutsOf(column []float64) []float64 {
	sorted := slices.Sorted(slices.Values(column))
	if few := slices.Compact(slices.Clone(sorted)); len(few) <= boostCuts {
		return few[:len(few)-1]
	}
	var cuts []float64
	for k := 1; k < boostCuts; k++ {
		cuts = append(cuts, sorted[k*len(sorted)/boostCuts])
	}
	for over := len(sorted) / (2 * boostCuts); over >= boostLeaf; over /= 2 {
		cuts = append(cuts, sorted[len(sorted)-1-over])
	}
	return slices.Compact(cuts)
}

// tree grows one tree on what is left to explain.
func (g *grower) tree() []Branch {
	g.grow = nil
	all := make([]int, len(g.rest))
	for i := range all {
		all[i] = i
	}
	g.branch(all, boostDepth)
	return g.grow
}

// branch grows the tree of some rows and returns its root.
func (g *grower) branch(rows []int, depth int) int {
	me := len(g.grow)
	sum := 0.0
	for _, i := range rows {
		sum += g.rest[i]
	}
	g.grow = append(g.grow, Branch{Feature: -1, Value: boostRate * sum / (float64(len(rows)) + boostRidge)})
	if depth == 0 {
		return me
	}
	f, k := g.best(rows, sum)
	if f < 0 {
		return me
	}
	var low, high []int
	for _, i := range rows {
		if int(g.bins[f][i]) <= k {
			low = append(low, i)
		} else {
			high = append(high, i)
		}
	}
	left := g.branch(low, depth-1)
	right := g.branch(high, depth-1)
	g.grow[me] = Branch{Feature: f, Cut: g.cuts[f][k], Left: left, Right: right}
	return me
}

// best returns the feature and the cut that leave the least squares of the rest, −1
// where none leaves less.
func (g *grower) best(rows []int, sum float64) (feature, cut int) {
	feature = -1
	most := gain(sum, float64(len(rows))) * (1 + 1e-9)
	for f, cuts := range g.cuts {
		var sums, counts [256]float64
		for _, i := range rows {
			k := g.bins[f][i]
			sums[k] += g.rest[i]
			counts[k]++
		}
		left, n := 0.0, 0.0
		for k := range cuts {
			left += sums[k]
			n += counts[k]
			if n < boostLeaf || float64(len(rows))-n < boostLeaf {
				continue
			}
			if x := gain(left, n) + gain(sum-left, float64(len(rows))-n); x > most {
				most, feature, cut = x, f, k
			}
		}
	}
	return feature, cut
}

// gain is by how much a leaf of n rows of this sum lessens the squares.
func gain(sum, n float64) float64 { return sum * sum / (n + boostRidge) }
