package study

import "slices"

// boosted predicts a number from a row of features by the sum of small regression
// trees, each fitted to what those before it leave. Source: Friedman, "Greedy
// function approximation: a gradient boosting machine", Annals of Statistics 29
// (2001), for squared error.
type boosted struct {
	base  float64
	trees [][]branch
}

// branch is a node of a tree: where feature is −1 it is a leaf.
type branch struct {
	feature     int
	cut         float64 // rows at or below it go left
	left, right int
	value       float64
}

const (
	boostTrees = 100  // in a sum
	boostDepth = 3    // so that up to three features act together
	boostRate  = 0.08 // of a tree's step that is taken
	boostLeaf  = 10   // fewest rows in a leaf
	boostRidge = 5    // rows of no effect that are added to each leaf
	boostCuts  = 32   // places at which a feature may be cut
)

// boost fits trees to rows of features and their values. It is not random.
func boost(rows [][]float64, values []float64) *boosted {
	b := &boosted{}
	for _, y := range values {
		b.base += y / float64(len(values))
	}
	g := newGrower(rows)
	for i, y := range values {
		g.rest[i] = y - b.base
	}
	for range boostTrees {
		tree := g.tree()
		b.trees = append(b.trees, tree)
		for i, row := range rows {
			g.rest[i] -= leafOf(tree, row)
		}
	}
	return b
}

// at returns the prediction for a row.
func (b *boosted) at(row []float64) float64 {
	sum := b.base
	for _, t := range b.trees {
		sum += leafOf(t, row)
	}
	return sum
}

func leafOf(tree []branch, row []float64) float64 {
	i := 0
	for tree[i].feature >= 0 {
		if row[tree[i].feature] <= tree[i].cut {
			i = tree[i].left
		} else {
			i = tree[i].right
		}
	}
	return tree[i].value
}

// grower grows trees on the same rows.
type grower struct {
	cuts [][]float64 // by feature: ascending
	bins [][]uint8   // by feature and row: how many cuts lie below its value
	rest []float64   // by row: what is left to explain
	grow []branch
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
func (g *grower) tree() []branch {
	g.grow = nil
	g.branch(upTo(len(g.rest)), boostDepth)
	return g.grow
}

// branch grows the tree of some rows and returns its root.
func (g *grower) branch(rows []int, depth int) int {
	me := len(g.grow)
	sum := 0.0
	for _, i := range rows {
		sum += g.rest[i]
	}
	g.grow = append(g.grow, branch{feature: -1, value: boostRate * sum / (float64(len(rows)) + boostRidge)})
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
	g.grow[me] = branch{feature: f, cut: g.cuts[f][k], left: left, right: right}
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
